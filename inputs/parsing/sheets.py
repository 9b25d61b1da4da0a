"""The sheets of a workbook as grids: values as last calculated, never more than memory holds."""

import csv
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal
from zipfile import ZipFile

from openpyxl import load_workbook

from inputs.parsing import cpr, files
from inputs.parsing.cells import Cell, Percent
from inputs.problems import Fault, Place, Problem, problem, say

MOST_ROWS = 20_000
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class MergedRange:
    """Cells joined to one."""

    name: str  # as A1:B2
    last_row: int  # from 0


@dataclass(frozen=True)
class Grid:
    """Rows of cells; row i of `rows` is line or row i + 1 of the place."""

    kind: Literal["sheet", "table"]
    name: str  # of the sheet, or of the file
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[MergedRange, ...] = ()
    decimal: str = ""  # the decimal sign of the source's texts, where it is known

    def at(self, row: int | None = None, column: str = "") -> Place:
        """The place of a row counted from 0."""
        return Place(self.kind, self.name, None if row is None else row + 1, column)

    @property
    def title(self) -> str:
        """What names the table: the sheet's name, or the file's without its ending."""
        return self.name.removesuffix(".csv") if self.kind == "table" else self.name


def too_many_rows(place: Place) -> Problem:
    return problem(
        place,
        Fault(
            say("more than {most} rows", most=MOST_ROWS),
            say("A table can have {most} rows at most.", most=MOST_ROWS),
            say("Delete what does not belong to the data."),
        ),
    )


def read_folder(folder: Path) -> tuple[list[Grid], list[Problem]]:
    """The text tables of a folder, TABLE.csv each, semicolons between the cells."""
    found = [_text_table(path) for path in sorted(folder.glob("*.csv"))]
    grids = [grid for grid in found if isinstance(grid, Grid)]
    return grids, [fault for fault in found if isinstance(fault, Problem)]


def _text_table(path: Path) -> Grid | Problem:
    place = Place("table", path.name)
    if path.stat().st_size > MOST_BYTES:
        return too_many_rows(place)
    raw = path.read_bytes()
    if cpr.in_text(raw.decode("utf-8", errors="replace")):
        return cpr.refusal(place)
    try:
        lines = list(csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        return problem(place, BROKEN)
    if any(cpr.in_cells(line) for line in lines):
        return cpr.refusal(place)
    if len(lines) > MOST_ROWS:
        return too_many_rows(place)
    return Grid("table", path.name, tuple(tuple(cell or None for cell in line) for line in lines))


BROKEN = Fault(
    say("cannot be read as text"),
    say("A text table is UTF-8 with semicolons between the cells and quotation marks in pairs."),
    say('Save it again as "CSV UTF-8 (semicolon separated)".'),
)


MOST_CELLS = 3_000_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')

HIDDEN = Fault(
    say("a hidden sheet"),
    say("It was read like the others."),
    say("Show it, so that everybody can see what is counted with."),
)
NO_VALUE = Fault(
    say("a formula without a value"),
    say("The workbook was saved by a program that does not calculate."),
    say("Open it in Excel or LibreOffice, save it, and try again."),
)


def read_workbook(content: bytes, source: Place) -> tuple[list[Grid], list[Problem]]:
    """All sheets of an .xlsx, and what kept a sheet, or the file, from being read."""
    if cpr.in_text(source.name):
        return [], [cpr.refusal(source)]
    try:
        if refusal := files.refusal(content, source):
            return [], [refusal]
        with warnings.catch_warnings(action="ignore"):  # openpyxl's, of styles it does not know
            return _sheets(content)
    except Exception:  # noqa: BLE001  # a damaged file makes zipfile and openpyxl raise nearly anything
        return [], [problem(source, files.BROKEN)]


def _sheets(content: bytes) -> tuple[list[Grid], list[Problem]]:
    values = load_workbook(BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(BytesIO(content), read_only=True)
    grids, problems = [], []
    for sheet, same in zip(values.worksheets, formulas.worksheets, strict=True):
        found = _sheet(sheet, same, content)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        grids.append(found)
        if sheet.sheet_state != "visible":
            problems.append(problem(found.at(), HIDDEN, "warning"))
    return grids, problems


def _sheet(sheet: Any, formulas: Any, content: bytes) -> Grid | Problem:
    place = Place("sheet", sheet.title)
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    for number, row in enumerate(_rows(sheet, formulas)):
        cells += len(row)
        if cpr.in_cells([*row, sheet.title]):
            return cpr.refusal(Place("sheet", sheet.title, number + 1))
        if cells > MOST_CELLS or (number >= MOST_ROWS and any(c is not None for c in row)):
            return too_many_rows(place)
        if number < MOST_ROWS:
            rows.append(row)
    return Grid("sheet", sheet.title, tuple(rows), _merged(sheet, content))


def _rows(sheet: Any, formulas: Any) -> Iterator[tuple[Cell, ...]]:
    for one in (sheet, formulas):
        one.reset_dimensions()  # what the file says of its own size may be wrong
    for row, same in zip_longest(sheet.iter_rows(), formulas.iter_rows(), fillvalue=()):
        yield tuple(_cell(a, b) for a, b in zip_longest(row, same))


def _cell(cell: Any, formula: Any) -> Cell:
    value = None if cell is None else cell.value
    if value is None:
        lost = formula is not None and formula.data_type == "f" and cell.data_type == "n"
        return NO_VALUE if lost else None
    if cell.data_type == "e":
        return Fault(
            say("{value}", value=str(value)),
            say("The formula of the cell has an error."),
            say("Correct the formula, or write the value."),
        )
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Percent(value) if "%" in cell.number_format else float(value)
    return value.strip() or None if isinstance(value, str) else value


def _merged(sheet: Any, content: bytes) -> tuple[MergedRange, ...]:
    part = sheet._worksheet_path  # noqa: SLF001  # told nowhere else when only reading
    with ZipFile(BytesIO(content)) as archive:
        names = [found.decode() for found in MERGED.findall(archive.read(part))]
    return tuple(MergedRange(name, int(re.sub(r".*\D", "", name)) - 1) for name in names)
