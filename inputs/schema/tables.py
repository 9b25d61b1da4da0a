"""The tables an instance is read from, declared as data in sheets.csv, columns.csv, settings.csv.

A column's kind says what a cell holds: id, text, words, number, integer, bool, share, shares, date,
code, ref:TABLE, refs:TABLE, grouprefs, choice:A|B, choices:A|B, or choice:demand_kinds for every
kind of demand. After a Danish heading stand those it had before, which are still read, apart by
"|". A default is what a blank means: a value, `=name` for another column of the row,
`=measures.refund_share` for a column of the row's measure, or nothing where the blank itself has a
meaning.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.demand_kinds.kinds import KINDS

FOLDER = Path(__file__).parent

Row = Mapping[str, Any]  # column id -> value; None is a blank
Tables = Mapping[str, tuple[Row, ...]]  # table id -> rows


@dataclass(frozen=True)
class Column:
    """One column; for the settings, one setting."""

    table: str
    id: str
    da: str
    en: str
    kind: str  # without the part after the colon
    about: str  # the part after the colon: a table, or choices
    key: bool
    unit: str
    low: float | None
    high: float | None
    usual: tuple[float | None, float | None]  # beyond them a number is legal, and likely a slip
    required: bool
    default: str
    help_da: str
    help_en: str
    former: tuple[str, ...] = ()  # Danish headings of workbooks from before

    @property
    def choices(self) -> tuple[str, ...]:
        if self.about == "demand_kinds":
            return tuple(KINDS)
        return tuple(self.about.split("|")) if self.kind in ("choice", "choices") else ()

    @property
    def takes_percent(self) -> bool:
        return self.kind in ("share", "shares") or self.unit in ("by kind", "as the column")

    def label(self, language: str) -> str:
        return self.en if language == "en" else self.da

    def help(self, language: str) -> str:
        return self.help_en if language == "en" else self.help_da


@dataclass(frozen=True)
class Table:
    id: str
    required: bool  # at least one row; other tables may be empty or absent
    da: str
    en: str
    help_da: str
    help_en: str
    columns: Mapping[str, Column]

    @property
    def pseudonymous(self) -> bool:
        """Whether its rows are single employments, which only codes may name."""
        return any(column.kind == "code" for column in self.columns.values())

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.id for column in self.columns.values() if column.key)

    def label(self, language: str) -> str:
        return self.en if language == "en" else self.da

    def help(self, language: str) -> str:
        return self.help_en if language == "en" else self.help_da


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=";")


def _end(text: str) -> float | None:
    return float(text) if text else None


def _column(row: dict[str, str]) -> Column:
    kind, _, about = row["kind"].partition(":")
    da, *former = row["da"].split("|")
    return Column(
        table=row["table"],
        id=row["column"],
        da=da,
        en=row["en"],
        kind=kind,
        about=about,
        key=row["key"] == "key",
        unit=row["unit"],
        low=_end(row["low"]),
        high=_end(row["high"]),
        usual=(_end(row["usual_low"]), _end(row["usual_high"])),
        required=row["required"] == "yes",
        default=row["default"],
        help_da=row["help_da"],
        help_en=row["help_en"],
        former=tuple(former),
    )


def _tables() -> dict[str, Table]:
    columns = [_column(row) for row in _rows("columns.csv")]
    return {
        row["table"]: Table(
            id=row["table"],
            required=row["required"] == "yes",
            da=row["da"],
            en=row["en"],
            help_da=row["help_da"],
            help_en=row["help_en"],
            columns={c.id: c for c in columns if c.table == row["table"]},
        )
        for row in _rows("sheets.csv")
    }


TABLES: Mapping[str, Table] = _tables()
SETTINGS: Mapping[str, Column] = {c.id: c for c in map(_column, _rows("settings.csv"))}
