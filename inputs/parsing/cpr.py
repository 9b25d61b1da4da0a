"""Civil registration numbers (CPR) have no business here: found, refused, never repeated."""

import re
from collections.abc import Iterable
from datetime import date

from inputs.problems import Fault, Place, Problem, problem, say

NUMBER = re.compile(r"(?<![\w.,/-])(\d{2})(\d{2})(\d{2})[- ]?\d{4}(?![\w/-]|[.,]\d)")
HYPHENATED = re.compile(r"(?<![\w.,/-])(\d{2})(\d{2})(\d{2})-\d{4}(?![\w/-])")
HEADING = re.compile(
    r"(cpr|personnummer|person-?nr)([-. ]*(nr|no|nummer|numre|number))?\.?", re.IGNORECASE
)
WITHOUT_ZERO = re.compile(r"\d{9}(\.0)?")  # a spreadsheet takes 0101… for 101…

FAULT = Fault(
    say("something that looks like CPR numbers"),
    say("Data about single persons must never be put in here; nothing of the file was kept."),
    say("Delete the numbers and the column they stand in, and try again."),
)


def in_text(text: str, pattern: re.Pattern[str] = NUMBER) -> bool:
    return any(_starts_with_date(found) for found in pattern.finditer(text))


def in_cell(cell: object) -> bool:
    """Whether a cell holds the number of a person, or is the heading of such numbers."""
    if cell is None or isinstance(cell, bool):
        return False
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return bool(HEADING.fullmatch(text)) or in_text(
        f"0{text}" if WITHOUT_ZERO.fullmatch(text) else text
    )


def in_cells(cells: Iterable[object]) -> bool:
    return any(in_cell(cell) for cell in cells)


def refusal(place: Place) -> Problem:
    """Refuse without repeating: neither the place nor the fault tells what was found."""
    hidden = "…" if in_text(place.name) else place.name
    return problem(Place(place.kind, hidden, place.row), FAULT)


def _starts_with_date(found: re.Match[str]) -> bool:
    day, month, year = (int(part) for part in found.groups()[:3])
    try:
        date(1900 + year if year else 2000, month, day)
    except ValueError:
        return False
    return True
