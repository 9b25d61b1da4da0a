"""Amounts, counts and lists as words in the reader's language."""

import re
from collections.abc import Iterable

from babel.lists import format_list

from locales import LOCALES, number, percent, translator


def marked(message: str) -> str:
    """The message itself; imported as `_`, it is found by those who translate."""
    return message


MINUS = "−"
FEW = 5  # counts of people under this are not told outside the house


def signed(value: float, decimals: int, language: str) -> str:
    """A number with its sign, a true minus before negative ones."""
    sign = "" if round(value, decimals) == 0 else "+" if value > 0 else MINUS
    return f"{sign}{number(abs(value), decimals, language)}"


def money(tkr: float, language: str) -> str:
    """34000 -> "34,0 mio. kr." in Danish, "DKK 34.0m" in English."""
    _ = translator(language)
    return _("DKK {millions}m").format(millions=number(tkr / 1000, 1, language))


def thousands(tkr: float, language: str) -> str:
    """102.4 -> "102.000 kr." in Danish, "DKK 102,000" in English; a million and more as such."""
    _ = translator(language)
    if abs(tkr) >= 1000:  # noqa: PLR2004
        return money(tkr, language)
    return _("DKK {kroner}").format(kroner=number(round(tkr) * 1000, 0, language))


def is_few(count: float) -> bool:
    """Whether a count of people must be masked: one to four."""
    return 0 < abs(round(count)) < FEW


def people(count: float, language: str) -> str:
    """A count of people, "under fem" when it is one to four."""
    _ = translator(language)
    if is_few(count):
        return _("fewer than five")
    return number(abs(count), 0, language)


def count(value: float, language: str) -> str:
    """A total, whole from a hundred up: nobody hears the tenths of 445.1."""
    return number(value, 0 if abs(value) >= 100 else 1, language)  # noqa: PLR2004


def plain(name: str) -> str:
    """A name without its explanation in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", name)


def short(name: str) -> str:
    """A name as it fits in a list: no explanation in brackets, no comma of its own."""
    return re.sub(r"^(.*?), (.*)$", r"\1 (\2)", plain(name))


def listed(names: Iterable[str], language: str) -> str:
    """Names as a list of the language: "A, B og C"."""
    return format_list(list(names), locale=LOCALES[language].split("_")[0])


def gap(share: float | None, language: str) -> str:
    """A relative gap, never shown smaller than it is."""
    _ = translator(language)
    if share is None:
        return _("unknown")
    if share < 0.0001:  # noqa: PLR2004
        return _("below {gap}").format(gap=percent(0.0001, 2, language))
    return percent(share, 2, language)
