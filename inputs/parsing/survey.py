"""One pass over the parts of a workbook before they are opened: sizes, persons, what is hidden.

A part is read element by element and never held in memory, so that the pass is cheap whatever the
file is made to do.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.utils.cell import coordinate_to_tuple

from inputs.parsing import cpr
from inputs.parsing.files import COPY, CROWDED
from inputs.parsing.grids import MergedRange
from inputs.problems import Fault, say

MOST_PARTS, MOST_SHEETS = 2_000, 200
CELLS = {"row", "c", "v", "f", "is", "t"}  # a cell with a value has two elements
MOST_OF_CELLS, MOST_ELSEWHERE = 1_500_000, 150_000  # elements of a workbook
MOST_VALUES, MOST_CHARACTERS = 300_000, 5_000_000
DEEPEST = 200
LAST_ROW = 1_048_576
LONGEST_REFERENCE = len("XFD1048576")
CHUNK, LONGEST = 1 << 16, 1 << 21  # bytes: read at a time, and of one tag with its attributes
XML = (".xml", ".rels")
SHEET_PART = "xl/worksheets/sheet"
SEEN_THROUGH = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tiff", ".emf", ".wmf", "/")
PICTURES_IN_WORDS = (".vml", ".svg")  # often no sound XML
PRINTER = re.compile(r"xl/printerSettings/[^/]*\.bin")
BLOCKS = {"si", "is", "text", "p"}  # texts that may be cut into pieces of one look each
HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[\dA-F]{6}|\d{1,3}(?=\s)|[A-Z])')
WORDS = {"name", "descr", "title", "v"}  # attributes in which bare digits are somebody's words
YES = ("1", "true")

OUTSIDE = Fault(
    say("a cell outside what a sheet can hold"),
    say("A sheet has {rows} rows and {columns} columns.", rows=LAST_ROW, columns=16_384),
    COPY,
)
EMBEDDED = Fault(
    say("an embedded file or a macro"),
    say("It cannot be searched for numbers of persons, so the workbook was not read."),
    say("Delete it, and save the workbook as .xlsx."),
)


class RefusedError(Exception):
    """Why a part, and so the workbook, is not opened."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass
class Room:
    """What a workbook may still have, over all its parts."""

    of_cells: int
    elsewhere: int
    values: int
    characters: int

    def take(self, what: str, number: int = 1) -> None:
        """Raises RefusedError where so much is not left."""
        left = getattr(self, what) - number
        if left < 0:
            raise RefusedError(CROWDED)
        setattr(self, what, left)


def whole_room() -> Room:
    return Room(MOST_OF_CELLS, MOST_ELSEWHERE, MOST_VALUES, MOST_CHARACTERS)


@dataclass
class Sheet:
    """What a sheet says beyond its values; rows and columns are counted from 1."""

    last: int = 0  # row with a value
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    filtered: bool = False
    merged: list[MergedRange] = field(default_factory=list)
    without_value: set[tuple[int, int]] = field(default_factory=set)  # formulas never calculated


def survey_parts(archive: ZipFile, room: Room) -> None:
    """Look through everything but the sheets. Raises RefusedError."""
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        raise RefusedError(CROWDED)
    for name in names:
        if cpr.in_text(name):
            raise RefusedError(cpr.FAULT)
        if name.endswith(XML) and not name.startswith(SHEET_PART):
            Part(room).read(archive, name)
        elif name.lower().endswith(PICTURES_IN_WORDS):
            if cpr.in_text(archive.read(name).decode(errors="replace")):
                raise RefusedError(cpr.FAULT)
        elif not name.lower().endswith((*XML, *SEEN_THROUGH)) and not PRINTER.fullmatch(name):
            raise RefusedError(EMBEDDED)


def survey_sheet(archive: ZipFile, name: str, room: Room) -> Sheet:
    """Look through the part of a sheet. Raises RefusedError."""
    part = SheetPart(room)
    part.read(archive, name)
    return part.sheet


class Part:
    """Counts the elements of a part, and looks for persons in its texts and attributes."""

    def __init__(self, room: Room) -> None:
        self.room, self.depth, self.block, self.sheets = room, 0, 0, 0
        self.pieces: list[str] = []

    def read(self, archive: ZipFile, name: str) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.pieces.append
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            with archive.open(name) as content:
                while chunk := content.read(CHUNK):
                    parser.Parse(chunk)
                    if content.tell() - parser.CurrentByteIndex > LONGEST:
                        raise RefusedError(CROWDED)
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
                raise MemoryError from error
            raise

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        tag = name.rpartition(":")[2]
        self.room.take("of_cells" if tag in CELLS else "elsewhere")
        self.sheets += tag == "sheet"
        if self.depth > DEEPEST or self.sheets > MOST_SHEETS:
            raise RefusedError(CROWDED)
        for key, value in attributes.items():
            if len(value) >= cpr.LEAST:
                self.room.take("characters", len(value))
                if _names_person(key, value):
                    raise RefusedError(cpr.FAULT)
        self.block += tag in BLOCKS
        self.opened(tag, attributes)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        self.depth -= 1
        self.block -= tag in BLOCKS
        if not self.block:
            text = "".join(self.pieces)
            self.pieces.clear()
            self.closed(tag, text)

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """What an element begins with."""

    def closed(self, tag: str, text: str) -> None:
        """What an element held, or a block with all its pieces."""
        if len(text) < cpr.LEAST:
            return
        self.room.take("characters", len(text))
        if tag.endswith(("Header", "Footer")):
            self.refuse_person(HEADER_CODES.sub("", text))  # a code may stand within a number
            text = HEADER_CODES.sub(" ", text)
        self.refuse_person(text)

    def refuse_person(self, text: str) -> None:
        if cpr.in_text(text):
            raise RefusedError(cpr.FAULT)


class SheetPart(Part):
    """A sheet. The values of its cells are looked at later, with their headings."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.sheet = Sheet()
        self.row, self.column = 0, 0
        self.is_number = self.has_formula = self.has_value = False

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in OPENED:
            OPENED[tag](self, attributes)

    def closed(self, tag: str, text: str) -> None:
        if tag in ("v", "is"):
            self.has_value = self.has_value or bool(text)
        elif tag == "c":
            self.cell_closed()
        else:
            super().closed(tag, text)

    def cell_closed(self) -> None:
        is_lost = self.has_formula and self.is_number and not self.has_value
        if self.has_value or is_lost:
            self.room.take("values")
            self.sheet.last = max(self.sheet.last, self.row)
        if is_lost:
            self.sheet.without_value.add((self.row, self.column))


def _row(part: SheetPart, attributes: dict[str, str]) -> None:
    part.row = int(float(attributes.get("r", part.row + 1)))
    part.column = 0
    if part.row > LAST_ROW:
        raise RefusedError(OUTSIDE)
    if attributes.get("hidden") in YES or attributes.get("ht") == "0":
        part.sheet.hidden_rows.add(part.row)


def _cell(part: SheetPart, attributes: dict[str, str]) -> None:
    reference = attributes.get("r", "")
    if len(reference) > LONGEST_REFERENCE:
        raise RefusedError(OUTSIDE)
    part.column = coordinate_to_tuple(reference)[1] if reference else part.column + 1
    part.is_number = attributes.get("t", "n") == "n"
    part.has_formula = part.has_value = False


def _formula(part: SheetPart, _attributes: dict[str, str]) -> None:
    part.has_formula = True


def _column(part: SheetPart, attributes: dict[str, str]) -> None:
    if attributes.get("hidden") in YES or attributes.get("width") == "0":
        columns = range(int(attributes["min"]), int(attributes["max"]) + 1)
        part.sheet.hidden_columns.append(columns)


def _filter(part: SheetPart, _attributes: dict[str, str]) -> None:
    part.sheet.filtered = True


def _merged(part: SheetPart, attributes: dict[str, str]) -> None:
    name = attributes["ref"]
    part.sheet.merged.append(MergedRange(name, int(re.sub(r".*\D", "", name)) - 1))


OPENED: dict[str, Callable[[SheetPart, dict[str, str]], None]] = {
    "row": _row,
    "c": _cell,
    "f": _formula,
    "col": _column,
    "filterColumn": _filter,
    "mergeCell": _merged,
}


def _names_person(key: str, value: str) -> bool:
    """Whether an attribute does; sizes and ids are bare digits too."""
    bare = value.isdecimal() and not value.startswith("0")
    return (not bare or key in WORDS) and cpr.in_text(value)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook declares no document type")
