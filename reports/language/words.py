"""Amounts, counts and lists as words in the reader's language."""

import re
from collections.abc import Iterable, Sequence

from babel.lists import format_list

from locales import LOCALES, MINUS, counter, number, percent, translator
from model.demand import View

FEW = 5  # counts of people under this are not told outside the house
SAME = 50.0  # tkr: savings closer than this are the same to one decimal of a million


def marked(message: str) -> str:
    """The message itself; imported as `_`, it is found by those who translate."""
    return message


def signed(value: float, decimals: int, language: str) -> str:
    """A number with its sign, a true minus before negative ones."""
    sign = "" if round(value, decimals) == 0 else "+" if value > 0 else MINUS
    return f"{sign}{number(abs(value), decimals, language)}"


def money(tkr: float, language: str, decimals: int = 1) -> str:
    """34000 -> "34,0 mio. kr." in Danish, "DKK 34.0m" in English."""
    _ = translator(language)
    return _("DKK {millions}m").format(millions=number(tkr / 1000, decimals, language))


def thousands(tkr: float, language: str) -> str:
    """102.4 -> "102.000 kr." in Danish, "DKK 102,000" in English; a million and more as such."""
    _ = translator(language)
    if abs(tkr) >= 1000:  # noqa: PLR2004
        return money(tkr, language)
    return _("DKK {kroner}").format(kroner=number(round(tkr) * 1000, 0, language))


def roughly(tkr: float, language: str) -> str:
    """A price in its two first digits, where it is known no better: "98 mio. kr."."""
    rounded = float(f"{tkr:.2g}")
    if abs(rounded) < 10_000:  # noqa: PLR2004
        return thousands(rounded, language)
    return money(rounded, language, 0)


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
    """A total, whole: nobody knows the tenths of 445.1."""
    return number(value, 0, language)


def plain(name: str) -> str:
    """A name without its explanation in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", name)


def short(name: str) -> str:
    """A name as it fits in a list: no explanation in brackets, no comma of its own."""
    return re.sub(r"^(.*?), (.*)$", r"\1 (\2)", plain(name))


def sentence_start(text: str) -> str:
    """The text with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


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


def exits(told: str, language: str) -> str:
    """So many exits; the number is already told."""
    ngettext = counter(language)
    return ngettext("{n} exit", "{n} exits", told).format(n=told)


def extra_exits(told: str, language: str) -> str:
    """Exits beyond those without a measure or a plan; the number is already told."""
    ngettext = counter(language)
    return ngettext("{n} extra exit", "{n} extra exits", told).format(n=told)


def than_today(extra: float, language: str) -> str:
    """Exits a year more or fewer than today, as the object of a sentence."""
    _, ngettext = translator(language), counter(language)
    if round(extra) == 0:
        return _("as many exits to job or education a year as today")
    n = number(abs(extra), 0, language)
    more = ngettext(
        "one exit more to job or education a year than today",
        "{n} more exits to job or education a year than today",
        n,
    )
    fewer = ngettext(
        "one exit fewer to job or education a year than today",
        "{n} fewer exits to job or education a year than today",
        n,
    )
    return (more if extra > 0 else fewer).format(n=n)


def more_exits(extra: float, language: str) -> str:
    """Exits a year more or fewer than another plan's."""
    _, ngettext = translator(language), counter(language)
    if round(extra) == 0:
        return _("as many exits to job or education a year")
    n = number(abs(extra), 0, language)
    more = ngettext("one exit more a year", "{n} more exits to job or education a year", n)
    fewer = ngettext("one exit fewer a year", "{n} fewer exits to job or education a year", n)
    return (more if extra > 0 else fewer).format(n=n)


def more_dismissed(people: float, language: str) -> str:
    """People dismissed more or fewer; a handful either way is not told."""
    _ = translator(language)
    if abs(round(people)) < FEW:
        return _("about as many dismissed")
    message = _("{n} more dismissed") if people > 0 else _("{n} fewer dismissed")
    return message.format(n=number(abs(people), 0, language))


def more_saved(difference: float, language: str) -> str:
    """A saving a year more or less than another plan's, tkr."""
    _ = translator(language)
    if abs(difference) < SAME:
        return _("the same saving")
    message = _("{amount} more saved a year") if difference > 0 else _("{amount} less saved a year")
    return message.format(amount=money(abs(difference), language))


def over(years: tuple[int, ...], language: str) -> str:
    """The years that a total is counted over."""
    _ = translator(language)
    if len(years) == 1:
        return _("in {year}").format(year=years[0])
    return _("over the {n} years").format(n=len(years))


def views_differ(*savings: Sequence[float]) -> bool:
    """Whether any saving is told in the other view too: pairs of tkr, in its own and in that."""
    return any(abs(own - other) >= SAME for own, other in savings)


def in_view(view: View, told: str, language: str) -> str:
    """Something told of the money of the administration, or of the whole municipality."""
    _ = translator(language)
    message = _("{told} for the administration alone")
    if view == "municipality":
        message = _("{told} for the whole municipality")
    return message.format(told=told)
