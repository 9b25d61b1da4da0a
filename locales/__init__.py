"""Messages and numbers in the reader's language: English in the code, Danish on screen."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import numbers
from babel.messages.pofile import read_po

LANGUAGES = ("da", "en")
LOCALES = {"da": "da_DK", "en": "en_GB"}
FOLDER = Path(__file__).parent
DENMARK = ZoneInfo("Europe/Copenhagen")
MINUS, JOIN = "−", "\N{NO-BREAK SPACE}"
ONE = {"1", "+1", f"{MINUS}1"}
AMOUNT = re.compile(r"(?<=[\d}]) (?:mio\. kr\.|kr\.|%|årsværk|FTE|MB)|DKK (?=[\d{])")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All messages of a language, from one .po file per subject; a plural is a message too."""
    return {
        english: joined(text)
        for path in sorted((FOLDER / language).glob("*.po"))
        for message in read_po(BytesIO(path.read_bytes()), locale=language)
        for english, text in zip(_forms(message.id), _forms(message.string), strict=True)
        if english
    }


def _forms(text: str | Sequence[str] | None) -> Sequence[str]:
    """A message alone, or with its plural."""
    return (text,) if isinstance(text, str) else text or ()


def translator(language: str) -> Callable[[str], str]:
    """A function from an English message to the reader's; unknown messages stay as they are."""
    messages = catalogue(language)
    return lambda message: messages.get(message) or joined(message)


def counter(language: str) -> Callable[[str, str, str], str]:
    """A function from a message about one, one about more, and the number as told, to the text."""
    _ = translator(language)
    return lambda one, more, told: _(one if told in ONE else more)


def joined(text: str) -> str:
    """The text with no line break between a number and its unit."""
    return AMOUNT.sub(lambda found: found[0].replace(" ", JOIN), text)


def number(value: float, decimals: int, language: str) -> str:
    """1234.5 -> "1.234,5" in Danish, "1,234.5" in English; a true minus, and never "−0"."""
    return _written(value, decimals, "0", language)


def shortest(value: float, language: str, most: int = 4) -> str:
    """A number with the decimals it has, `most` at most: 1.5 -> "1,5", 2 -> "2"."""
    return _written(value, most, "#", language)


def _written(value: float, decimals: int, digit: str, language: str) -> str:
    pattern = "#,##0" + ("." + digit * decimals if decimals else "")
    rounded = round(value, decimals) + 0.0
    told = numbers.format_decimal(rounded, format=pattern, locale=LOCALES[language])
    return told.replace("-", MINUS)


def read_number(text: str, language: str) -> float | None:
    """1234.5 from "1.234,5" in Danish, "1,234.5" in English; None where it is no number.

    A sign out of its place is refused, never passed over: "60.5" is no number in Danish.
    """
    digits = text.strip().replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(r"[-+]?[0-9.,]+", digits):
        return None
    try:
        return float(numbers.parse_decimal(digits, locale=LOCALES[language], strict=True))
    except numbers.NumberFormatError:
        return None


def percent(share: float, decimals: int, language: str) -> str:
    """0.405 -> "40,5 %" in Danish, "40.5%" in English."""
    return _percent(number(share * 100, decimals, language), language)


def shortest_percent(share: float, language: str, most: int = 4) -> str:
    """A share with the decimals it has, `most` at most: 0.00005 -> "0,005 %" in Danish."""
    return _percent(shortest(share * 100, language, most), language)


def _percent(digits: str, language: str) -> str:
    return f"{digits}%" if language == "en" else f"{digits}{JOIN}%"


def today() -> date:
    """The date in Denmark, wherever the program runs."""
    return datetime.now(DENMARK).date()
