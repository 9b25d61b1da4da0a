"""The sheets of a workbook as grids: values as last calculated."""

import re
import warnings
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from inputs.parsing import cpr, files, hidden
from inputs.parsing.cells import Cell, Percent
from inputs.parsing.grids import DELETE_THE_REST, MOST_ROWS, Grid, too_many_rows
from inputs.parsing.survey import (
    SHEET_PART,
    XML,
    Part,
    RefusedError,
    Room,
    Sheet,
    survey_parts,
    survey_sheet,
    whole_room,
)
from inputs.problems import Fault, Place, Problem, problem, say

MOST_CELLS = 3_000_000
AS_PERSON = re.compile(r"0{6}\\?-0{4}")  # how Excel shows the number of a person

NO_VALUE = Fault(
    say("a formula without a value"),
    say("The workbook was saved by a program that does not calculate."),
    say("Open it in Excel or LibreOffice, save it, and try again."),
)
TOO_MANY_CELLS = Fault(
    say("more than {most} cells", most=MOST_CELLS),
    files.FAR_SMALLER,
    DELETE_THE_REST,
)


def read_workbook(content: bytes, source: Place) -> tuple[list[Grid], list[Problem]]:
    """All sheets of an .xlsx, and what kept a sheet, or the file, from being read."""
    if cpr.in_text(source.name):
        return [], [cpr.refusal(source)]
    try:
        if refusal := files.refusal(content, source):
            return [], [refusal]
        with warnings.catch_warnings(action="ignore"), ZipFile(BytesIO(content)) as archive:
            return _sheets(archive, content)
    except RefusedError as refused:
        return [], [problem(source, refused.fault)]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # a damaged file makes zipfile and openpyxl raise nearly anything
        return [], [problem(source, files.BROKEN)]


def _sheets(archive: ZipFile, content: bytes) -> tuple[list[Grid], list[Problem]]:
    room = whole_room()
    survey_parts(archive, room)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    sheets: list[Any] = book.worksheets
    shown = {sheet._worksheet_path for sheet in sheets}  # noqa: SLF001
    for name in archive.namelist():
        if name.startswith(SHEET_PART) and name.endswith(XML) and name not in shown:
            Part(room).read(archive, name)  # a sheet that the workbook no longer names
    found: list[Grid | Problem] = []
    for sheet in sheets:
        try:
            found.append(_sheet(sheet, archive, room))
        except RefusedError as refused:
            found.append(problem(Place("sheet", sheet.title), refused.fault))
            if refused.fault is files.CROWDED:  # so is what follows
                return [], [each for each in found if isinstance(each, Problem)]
    problems = [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Grid)], problems


def _sheet(sheet: Any, archive: ZipFile, room: Room) -> Grid | Problem:
    """A sheet, or why it is none. Raises RefusedError."""
    place = Place("sheet", sheet.title)
    if cpr.in_cell(sheet.title):
        return cpr.refusal(place)
    # told nowhere else when only reading
    surveyed = survey_sheet(archive, sheet._worksheet_path, room)  # noqa: SLF001
    if surveyed.last > MOST_ROWS:
        return too_many_rows(place)
    rows = _rows(sheet, surveyed, room)
    if rows is None:
        return problem(place, TOO_MANY_CELLS)
    person = cpr.row_of_person(rows)
    if person is not None:
        return cpr.refusal(Place("sheet", sheet.title, person + 1))
    doubts = tuple(hidden.doubts(surveyed, sheet.sheet_state, rows))
    return Grid("sheet", sheet.title, rows, tuple(surveyed.merged), doubts=doubts)


def _rows(sheet: Any, surveyed: Sheet, room: Room) -> tuple[tuple[Cell, ...], ...] | None:
    """The rows down to the last with a value; none if they have too many cells.

    Raises RefusedError where they have too many characters.
    """
    if not surveyed.last:
        return ()
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows, cells = [], 0
    for number, row in enumerate(sheet.iter_rows(max_row=surveyed.last), 1):
        cells += len(row)
        if cells > MOST_CELLS:
            return None
        lost = surveyed.without_value
        rows.append(tuple(_cell(cell, (number, at) in lost) for at, cell in enumerate(row, 1)))
        room.take("characters", sum(len(cell) for cell in rows[-1] if isinstance(cell, str)))
    return tuple(rows)


def _cell(cell: Any, is_lost: bool) -> Cell:  # noqa: FBT001
    value = cell.value
    if value is None:
        return NO_VALUE if is_lost else None
    if cell.data_type == "e":
        return Fault(
            say("{value}", value=str(value)),
            say("The formula of the cell has an error."),
            say("Correct the formula, or write the value."),
        )
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return value.strip() or None if isinstance(value, str) else value


def _number(value: float, shape: str) -> Cell:
    if AS_PERSON.search(shape):
        digits = f"{value:010.0f}"
        return f"{digits[:6]}-{digits[6:]}"
    return Percent(value) if "%" in shape else float(value)
