"""One cell and its column: the value it means, or what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from inputs.problems import LARGEST, Fault, Message, say
from inputs.schema.tables import Column

CODE = re.compile(r"(?=.*\d)(?=.{1,20}$)[A-ZÆØÅ\d]+([._-][A-ZÆØÅ\d]+)*")

NO_CODE = Fault(
    say("a word that may be a name"),
    say("Nobody may be named here: a code has only capitals and digits, at least one digit."),
    say('Write a code instead, for instance "{code}".', code="P0001"),
)


def read_code(text: str) -> str | Fault:
    """The code; what is none may be a name, so the fault does not repeat it."""
    return text if CODE.fullmatch(text) else NO_CODE


Cell = str | float | bool | date | time | timedelta | Fault | None  # as a file holds it

TRUE = {"ja", "yes", "true", "sand", "1", "j", "y"}
FALSE = {"nej", "no", "false", "falsk", "0", "n"}
GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d*)?")
PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)
UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
DECIMAL = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[.,]\d{3})+)([.,])\d+")
SPACES = re.compile(r"(?<=\d)[\s'\u00a0\u202f](?=\d{3}(?!\d))")
LONGEST = 60  # characters of a cell that are shown
FEW = 12  # words that are shown
LISTED = 3  # names in what was found
PERCENT = re.compile(r"\s*(%|pct\.?|procent|percent)\s*$", re.IGNORECASE)
SO_LARGE = say("No number of a data set is so large.")
SEPARATORS = re.compile(r"[\s,;]+")


class Percent(float):
    """A share that was written with its percent sign: 0.4 for 40 %."""


def quoted(cell: Cell) -> Message:
    """A cell as the reader knows it; long texts are cut."""
    if isinstance(cell, bool):
        return say("yes") if cell else say("no")
    if isinstance(cell, Percent):
        return say("{value} %", value=float(cell) * 100)
    if isinstance(cell, int | float):
        return say("{value}", value=float(cell))
    text = str(cell)
    return say('"{value}"', value=text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def first(names: Sequence[str], most: int) -> str:
    """Names in a row; of many the first."""
    return ", ".join(names[:most]) + ("…" if len(names) > most else "")


def few(names: Sequence[str]) -> Message:
    """Names in a row; of many the first, and how many more there are."""
    shown, more = ", ".join(names[:LISTED]), len(names) - LISTED
    if more > 0:
        return say("{first} and {n} more", first=shown, n=more)
    return say("{first}", first=shown)


HELP = say('It has become "help": the share of the dismissed who get help into a new job.')
TIME = say("It has become how much of a group's time measures may take, and of a week each takes.")
OFFER = say("It has become which offer by the act a measure is.")
JOINED = say("It has become the target group that the dismissed join.")
BECAME = {  # words of older workbooks
    "reserved_staff": HELP,
    **dict.fromkeys(("offers_per_person", "tilbud pr. borger"), TIME),
    **dict.fromkeys(("is_offer", "tæller som tilbud"), OFFER),
    **dict.fromkeys(("transfer_cost", "ydelse efter afskedigelse", "konto for ydelsen"), JOINED),
}


@lru_cache(10_000)
def nearest(word: str, known: tuple[str, ...]) -> Message:
    """What to do about an unknown word: what it became, else the nearest known one, or any."""
    if (old := word.strip().lower()) in BECAME:
        return BECAME[old]
    lower = {each.lower(): each for each in known}
    found = get_close_matches(word.lower()[:LONGEST], lower, 1, 0.5)
    if found:
        return say('Did you mean "{word}"?', word=lower[found[0]])
    if not known:
        return say("Add it there first.")
    return say("Write one of: {words}.", words=first(known, FEW))


def parse(cell: Cell, column: Column) -> Any:
    """The value of a cell: None for a blank, a Fault when it has none."""
    if isinstance(cell, str):
        cell = cell.replace("\u00a0", " ").strip() or None
    if cell is None and column.required:
        return Fault(
            say("blank"),
            say("This column has to be filled in."),
            say("Write a value, or delete the whole row."),
        )
    if cell is None or isinstance(cell, Fault):
        return cell
    return PARSERS[column.kind](cell, column)


def out_of_range(value: float, column: Column) -> Fault | None:
    """What is wrong with a number outside the range of its column."""
    plain = "{:.0f}".format if column.unit == "year" else float
    found = say("{year}", year=plain(value)) if column.unit == "year" else quoted(value)
    low, high = column.low, column.high
    if low is not None and value < low:
        rule = say("The number cannot be below {low}.", low=plain(low))
        if low == 0:
            rule = say("The number cannot be negative.")
        return Fault(found, rule, say("Write {low} or more.", low=plain(low)))
    if high is not None and value > high:
        rule = say("The number cannot be above {high}.", high=plain(high))
        return Fault(found, rule, say("Write {high} or less.", high=plain(high)))
    return None


def number_in(text: str) -> float | None:
    """The number a text means in Danish or English notation; None if it is no number."""
    text = SPACES.sub("", text.replace("\u2212", "-"))
    grouped = GROUPED.fullmatch(text)
    if grouped and not text.lstrip("+-").startswith("0"):
        plain = text.replace(grouped[1], "")
        return float(plain.replace(",", "."))
    return float(text.replace(",", ".")) if PLAIN.fullmatch(text) else None


def decimal_sign(cells: Iterable[Cell]) -> str:
    """The one decimal sign that the numbers written as text have, or "" if not one.

    A sign before exactly three digits proves nothing, it may mark thousands.
    """
    texts = {cell.strip() for cell in cells if isinstance(cell, str)}
    signs = {
        found[1] for text in texts if (found := DECIMAL.fullmatch(text)) and not _unclear(text)
    }
    return signs.pop() if len(signs) == 1 else ""


def with_decimal_sign(cell: Cell, sign: str) -> Cell:
    """Give 1.234 the meaning that the decimal sign of the rest of the source tells."""
    if not sign or not isinstance(cell, str) or not _unclear(cell.strip()):
        return cell
    text = cell.strip()
    return f"{text}0" if sign in text else text.replace(".", "").replace(",", "")


def _unclear(text: str) -> bool:
    return bool(UNCLEAR.fullmatch(text))


def _text(cell: Cell, _column: Column) -> str:
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _id(cell: Cell, column: Column) -> str | Fault:
    text = _text(cell, column)
    if re.search(r"[\s,;/*]", text):
        return Fault(
            quoted(text),
            say("An id is one word without spaces, commas, semicolons, slashes or stars."),
            say('Write "{word}", for instance.', word=re.sub(r"[\s,;/*]+", "-", text).strip("-")),
        )
    return text


def _code(cell: Cell, column: Column) -> str | Fault:
    return read_code(_text(cell, column))


def _words(cell: Cell, column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, SEPARATORS.split(_text(cell, column)))))


def _number(cell: Cell, column: Column) -> float | Fault:
    if isinstance(cell, str):
        cell = _read_number(cell)
    if isinstance(cell, Fault):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _no_number(cell)
    if not abs(cell) < LARGEST:
        return Fault(quoted(cell), SO_LARGE, say("Check the number and its unit."))
    if isinstance(cell, Percent) and not column.takes_percent:
        return Fault(
            quoted(cell),
            say("This column is not a share."),
            say("Write the number without a percent sign."),
        )
    return cell if isinstance(cell, Percent) else float(cell)


def _read_number(text: str) -> float | Fault:
    bare = PERCENT.sub("", text)
    value = number_in(bare)
    if value is None:
        return _no_number(text)
    if _unclear(bare):
        plain = bare.replace(".", "").replace(",", "")
        return Fault(
            quoted(text),
            say("A sign before three digits can mean thousands or decimals."),
            say("Write {plain} or {long}.", plain=plain, long=bare + "0"),
        )
    return value if bare == text else Percent(value / 100)


def _no_number(cell: Cell) -> Fault:
    if isinstance(cell, date | time | timedelta):
        return Fault(
            say("the date {value}", value=str(cell)),
            say("This must be a number; Excel may have made a date of it."),
            say("Format the cell as a number and write it again."),
        )
    return Fault(
        quoted(cell),
        say("This must be a number."),
        say("Write the number alone, for instance {example}.", example=1234.5),
    )


def _integer(cell: Cell, column: Column) -> int | Fault:
    value = _number(cell, column)
    if isinstance(value, Fault) or value.is_integer():
        return value if isinstance(value, Fault) else int(value)
    return Fault(
        quoted(value), say("This must be a whole number."), say("Write it without decimals.")
    )


DATES = (  # as they are written; a Dane writes the day first
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: 00:00:00)?"),
    re.compile(r"(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>\d{4})"),
)


def _date(cell: Cell, _column: Column) -> date | Fault:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    for form in DATES:
        if found := form.fullmatch(str(cell)):
            with suppress(ValueError):  # of a day that is in no month
                return date(**{part: int(number) for part, number in found.groupdict().items()})
    example = say("Write year, month and day, for instance {example}.", example="2017-08-31")
    return Fault(quoted(cell), say("This must be a date."), example)


def _shares(cell: Cell, column: Column) -> tuple[float, ...] | Fault:
    text = re.sub(r"\s+%", "%", _text(cell, column)) if isinstance(cell, str) else cell
    parts = re.split(r"[\s;/]+", text) if isinstance(text, str) else [text]
    values = [_number(part, column) for part in parts]
    faults = [value for value in values if isinstance(value, Fault)]
    return faults[0] if faults else tuple(v for v in values if not isinstance(v, Fault))


def _bool(cell: Cell, column: Column) -> bool | Fault:
    text = _text(cell, column).lower()
    if text in TRUE | FALSE:
        return text in TRUE
    return Fault(quoted(cell), say("This must be yes or no."), say('Write "yes" or "no".'))


def _choice(cell: Cell, column: Column) -> str | Fault:
    text = _text(cell, column)
    known = {choice.lower(): choice for choice in column.choices}
    return known.get(text.lower()) or _unknown_choice(text, column)


def _choices(cell: Cell, column: Column) -> tuple[str, ...] | Fault:
    values = [_choice(word, column) for word in _words(cell, column)]
    faults = [value for value in values if isinstance(value, Fault)]
    return faults[0] if faults else tuple(v for v in values if not isinstance(v, Fault))


def _unknown_choice(text: str, column: Column) -> Fault:
    rule = say("Only the choices of the column can be used: {all}.", all=", ".join(column.choices))
    return Fault(quoted(text), rule, nearest(text, column.choices))


PARSERS: dict[str, Callable[[Cell, Column], Any]] = {
    "id": _id,
    "code": _code,
    "ref": _text,
    "refs": _words,
    "grouprefs": _words,
    "text": _text,
    "words": _words,
    "number": _number,
    "integer": _integer,
    "share": _number,
    "date": _date,
    "shares": _shares,
    "bool": _bool,
    "choice": _choice,
    "choices": _choices,
}
