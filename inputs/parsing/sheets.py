"""The sheets of a workbook as grids: values as last calculated, never more than memory holds."""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from inputs.parsing import cpr, files
from inputs.parsing.cells import Cell, Percent
from inputs.parsing.grids import MOST_ROWS, Grid, MergedRange, too_many_rows
from inputs.problems import Fault, Place, Problem, problem, say

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
