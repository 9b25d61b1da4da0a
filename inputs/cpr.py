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


def _is_date(found: re.Match[str]) -> bool:
    day, month, year = (int(part) for part in found.groups()[:3])
    try:
        date(2000 + year, month, day)
    except ValueError:
        return day == 29 and month == 2  # noqa: PLR2004  # some century has that day
    return True


def in_text(text: str, pattern: re.Pattern[str] = NUMBER) -> bool:
    return any(_is_date(found) for found in pattern.finditer(text))


def in_cell(cell: object) -> bool:
    """Whether a cell is a heading for, or holds, a number of a person; also as a number."""
    if isinstance(cell, str):
        return bool(HEADING.fullmatch(cell.strip())) or in_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return in_text(f"{int(cell):010d}") if 1e8 <= cell < 1e10 else False  # noqa: PLR2004
    return False


def in_cells(cells: Iterable[object]) -> bool:
    return any(in_cell(cell) for cell in cells)


def refused(place: Place) -> Problem:
    """The refusal; its place must not repeat what was found."""
    return problem(
        place,
        Fault(
            say("something that looks like CPR numbers"),
            say("Data about single persons must never be put in here; nothing of it was kept."),
            say("Delete the numbers, and the column they stand in, and try again."),
        ),
    )
