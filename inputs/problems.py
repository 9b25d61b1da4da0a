"""A problem of the data: the place - what was found - the rule - what to do."""

from dataclasses import dataclass
from typing import Literal

from babel.numbers import format_decimal

from inputs.schema.tables import Column, Table
from locales import LOCALES, translator

Severity = Literal["error", "warning"]

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
        return f"{value:g}"
    return format_decimal(value, format="#,##0.######", locale=LOCALES[language])


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
    column: str = ""

    def text(self, language: str) -> str:
        _ = translator(language)
        names = {"sheet": _('Sheet "{name}"'), "table": _('File "{name}"'), "file": '"{name}"'}
        row = _("line {row}") if self.kind == "table" else _("row {row}")
        parts = [names[self.kind].format(name=self.name)]
        parts += [row.format(row=self.row)] if self.row else []
        parts += [f'"{self.column}"'] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """An error keeps the data from being used, a warning does not."""

    place: Place
    found: Message
    rule: Message
    remedy: Message
    severity: Severity = "error"

    def text(self, language: str) -> str:
        parts = self.as_dict(language)
        return f"{parts['place']}: {parts['found']}. {parts['rule']} {parts['remedy']}"

    def as_dict(self, language: str) -> dict[str, str]:
        """Keys: severity, place, found, rule, remedy."""
        return {
            "severity": self.severity,
            "place": self.place.text(language),
            "found": self.found.text(language),
            "rule": self.rule.text(language),
            "remedy": self.remedy.text(language),
        }


def problem(place: Place, fault: Fault, severity: Severity = "error") -> Problem:
    return Problem(place, fault.found, fault.rule, fault.remedy, severity)
