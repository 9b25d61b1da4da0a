"""Tables as grids of cells, and the text tables of a folder read as such."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

from inputs.parsing import cpr
from inputs.parsing.cells import Cell
from inputs.parsing.files import FAR_SMALLER
from inputs.problems import Fault, Place, Problem, problem, say

MOST_ROWS = 20_000
MOST_FILES, MOST_BYTES = 200, 10_000_000  # of a folder
DELETE_THE_REST = say("Delete what does not belong to the data.")


@dataclass(frozen=True)
class MergedRange:
    """Cells joined to one."""

    name: str  # as A1:B2
    last_row: int  # from 0


def title_of(kind: str, name: str) -> str:
    """What a table is called: a sheet by its name, a text file without its ending."""
    return Path(name).stem if kind == "table" else name


@dataclass(frozen=True)
class Grid:
    """Rows of cells; row i of `rows` is line or row i + 1 of the place."""

    kind: Literal["sheet", "table"]
    name: str  # of the sheet, or of the file
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[MergedRange, ...] = ()
    decimal: str = ""  # the decimal sign of the source's texts, where it is known
    doubts: tuple[Fault, ...] = ()  # to warn of if it is a table

    def at(self, row: int | None = None, column: str = "") -> Place:
        """The place of a row counted from 0."""
        return Place(self.kind, self.name, None if row is None else row + 1, column)

    @property
    def title(self) -> str:
        """What names the table: the sheet's name, or the file's without its ending."""
        return title_of(self.kind, self.name)


def too_many_rows(place: Place) -> Problem:
    return problem(
        place,
        Fault(
            say("more than {most} rows", most=MOST_ROWS),
            say("A table can have {most} rows at most.", most=MOST_ROWS),
            DELETE_THE_REST,
        ),
    )


def read_folder(folder: Path) -> tuple[list[Grid], list[Problem]]:
    """The text tables of a folder, TABLE.csv each, semicolons between the cells."""
    files = (path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    paths = sorted(path for path in files if path.is_file())
    size = sum(path.stat().st_size for path in paths)
    if len(paths) > MOST_FILES or size > MOST_BYTES:
        return [], [problem(Place("file", folder.name), TOO_LARGE)]
    found = [_text_table(path) for path in paths]
    grids = [grid for grid in found if isinstance(grid, Grid)]
    return grids, [fault for fault in found if isinstance(fault, Problem)]


def _text_table(path: Path) -> Grid | Problem:
    place = Place("table", path.name)
    raw = path.read_bytes()
    if cpr.in_text(path.name):
        return cpr.refusal(place)
    try:
        lines = list(csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        told = raw.decode("utf-8", errors="replace").splitlines()
        return cpr.refusal(place) if any(map(cpr.in_text, told)) else problem(place, BROKEN)
    if len(lines) > MOST_ROWS:
        return too_many_rows(place)
    person = cpr.row_of_person(lines)
    if person is not None:
        return cpr.refusal(Place("table", path.name, person + 1))
    return Grid("table", path.name, tuple(tuple(cell or None for cell in line) for line in lines))


TOO_LARGE = Fault(
    say("more than {files} text tables or {most} MB", files=MOST_FILES, most=MOST_BYTES / 1e6),
    FAR_SMALLER,
    DELETE_THE_REST,
)
BROKEN = Fault(
    say("cannot be read as text"),
    say("A text table is UTF-8 with semicolons between the cells and quotation marks in pairs."),
    say('Save it again as "CSV UTF-8 (semicolon separated)".'),
)
