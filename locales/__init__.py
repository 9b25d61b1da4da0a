"""Messages and numbers in the reader's language: English in the code, Danish on screen."""

import re
from collections.abc import Callable
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


@cache
def catalogue(language: str) -> dict[str, str]:
    """All messages of a language, from one .po file per subject."""
    return {
        message.id: message.string
        for path in sorted((FOLDER / language).glob("*.po"))
        for message in read_po(BytesIO(path.read_bytes()), locale=language)
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id
    }


def translator(language: str) -> Callable[[str], str]:
    """A function from an English message to the reader's; unknown messages stay as they are."""
    messages = catalogue(language)
    return lambda message: messages.get(message) or message


def number(value: float, decimals: int, language: str) -> str:
    """1234.5 -> "1.234,5" in Danish, "1,234.5" in English; never "-0"."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    rounded = round(value, decimals) + 0.0
    return numbers.format_decimal(rounded, format=pattern, locale=LOCALES[language])


def shortest(value: float, language: str) -> str:
    """A number with the decimals it has, at most four."""
    return number(value, 4, language).rstrip("0").rstrip(",.")


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
    """0.405 -> "40,5 pct." in Danish, "40.5%" in English."""
    digits = number(share * 100, decimals, language)
    return f"{digits}%" if language == "en" else f"{digits} pct."


def today() -> date:
    """The date in Denmark, wherever the program runs."""
    return datetime.now(DENMARK).date()
