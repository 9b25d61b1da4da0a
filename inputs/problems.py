"""A problem of the data: the place - what was found - the rule - what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Literal

from inputs.schema.tables import Column, Table
from locales import number, shortest, translator

Severity = Literal["error", "warning"]

FEW = 3  # rows, columns and names that are listed
DECIMALS = 6
LARGEST = 1e15  # a double holds no larger number to the unit


@dataclass(frozen=True)
class Message:
    """An English sentence with parameters, said in the reader's language when it is shown."""

    sentence: str
    params: "tuple[tuple[str, Param], ...]"

    def text(self, language: str) -> str:
        shown = {name: _shown(value, language) for name, value in self.params}
        return translator(language)(self.sentence).format(**shown)


Param = str | float | Column | Table | Message


def say(sentence: str, **params: Param) -> Message:
    return Message(sentence, tuple(params.items()))


def _shown(value: Param, language: str) -> str:
    if isinstance(value, Column | Table):
        return value.label(language)
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, str):
        return value
    if not abs(value) < LARGEST:
        digits = len(str(int(abs(value)))) if isfinite(value) else 0
        some = translator(language)("a number of {n} digits").format(n=digits)
        return some if digits else f'"{value}"'
    return shortest(value, language, DECIMALS)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, wherever it stands."""

    found: Message
    rule: Message
    remedy: Message


@dataclass(frozen=True)
class Place:
    """A file, or a sheet of a workbook, perhaps a row of it, perhaps a column."""

    kind: Literal["sheet", "table", "file"]  # a table is a text file of a folder
    name: str
    row: int | None = None
    column: str | Column = ""  # as the source heads it; a column that it lacks in both languages

    def text(self, language: str, rows: Sequence[str] = ()) -> str:
        """The place in words; `rows` are all of the sheet where the same is wrong."""
        _ = translator(language)
        names = {"sheet": _('Sheet "{name}"'), "table": _('File "{name}"'), "file": '"{name}"'}
        one, several = (_("line {row}"), _("lines {row}")) if self.kind == "table" else (
            _("row {row}"), _("rows {row}")
        )  # fmt: skip
        row = several if len(rows) > 1 else one
        shown = ", ".join(rows[:FEW]) or str(self.row)
        if len(rows) > FEW:
            shown += _(" and {n} more").format(n=number(len(rows) - FEW, 0, language))
        parts = [names[self.kind].format(name=self.name)]
        parts += [row.format(row=shown)] if self.row else []
        column = self.column.label(language) if isinstance(self.column, Column) else self.column
        parts += [f'"{column}"'] if column else []
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """An error keeps the data from being used, a warning does not.

    `also` are the other places of the same. With a `doubt` a plan may answer something else than
    the reader asked, so it is told beside every answer.
    """

    place: Place
    found: Message
    rule: Message
    remedy: Message
    severity: Severity = "error"
    also: tuple[Place, ...] = ()
    doubt: bool = False

    def text(self, language: str) -> str:
        parts = self.as_dict(language)
        return f"{parts['place']}: {parts['found']}. {parts['rule']} {parts['remedy']}"

    def as_dict(self, language: str) -> dict[str, str]:
        """Keys: severity, place, found, rule, remedy."""
        return {
            "severity": self.severity,
            "place": places_text((self.place, *self.also), language),
            "found": self.found.text(language),
            "rule": self.rule.text(language),
            "remedy": self.remedy.text(language),
        }


def places_text(places: Sequence[Place], language: str) -> str:
    """Places by sheet and column, their rows listed; the first few of many."""
    _ = translator(language)
    by_column: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        by_column.setdefault((place.name, str(place.column)), []).append(place)
    told = []
    for first, *others in list(by_column.values())[:FEW]:
        told.append(first.text(language, [str(place.row) for place in (first, *others)]))
    return "; ".join(told) + (_("; and elsewhere") if len(by_column) > FEW else "")


def merged(problems: Iterable[Problem]) -> list[Problem]:
    """The same told once, with all its places; of what is left the doubts first."""
    found: dict[tuple[str, ...], Problem] = {}
    for each in problems:
        said = (each.severity, *(m.text("en") for m in (each.found, each.rule, each.remedy)))
        before = found.setdefault(said if each.place.row else (*said, each.place.name), each)
        if before is not each and each.place.row:
            found[said] = replace(before, also=(*before.also, each.place, *each.also))
    return sorted(found.values(), key=lambda p: (p.severity != "error", not p.doubt))


def problem(place: Place, fault: Fault, severity: Severity = "error") -> Problem:
    return Problem(place, fault.found, fault.rule, fault.remedy, severity)
