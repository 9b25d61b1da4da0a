"""What of a sheet nobody sees, though it counts: hidden sheets, rows and columns."""

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter

from inputs.parsing.cells import Cell, first
from inputs.parsing.survey import Sheet
from inputs.problems import Fault, Message, say

SHOWN = 8  # of many rows or columns
READ_ALL_THE_SAME = say("It was read like the others.")
SHOW_IT = say("Show it, so that everybody can see what is counted with.")
SHEETS = {
    "hidden": Fault(say("a hidden sheet"), READ_ALL_THE_SAME, SHOW_IT),
    "veryHidden": Fault(
        say("a sheet that even Excel's list of hidden sheets leaves out"),
        READ_ALL_THE_SAME,
        say("Copy what is to count into a sheet that can be seen."),
    ),
}


def doubts(sheet: Sheet, state: str, rows: Sequence[Sequence[Cell]]) -> Iterator[Fault]:
    """A warning for each kind of values out of sight; `state` is the sheet's own."""
    if state in SHEETS:
        yield SHEETS[state]
    filled = [
        (n, m) for n, row in enumerate(rows, 1) for m, c in enumerate(row, 1) if c is not None
    ]
    if unseen := sorted({n for n, _ in filled} & sheet.hidden_rows):
        which = first([str(n) for n in unseen], SHOWN)
        found = say("rows that a filter hides ({which})", which=which)
        yield _unseen(found if sheet.filtered else say("hidden rows ({which})", which=which))
    columns = sorted({m for _, m in filled})
    if unseen := [m for m in columns if any(m in each for each in sheet.hidden_columns)]:
        letters = first([get_column_letter(m) for m in unseen], SHOWN)
        yield _unseen(say("hidden columns ({which})", which=letters))


def _unseen(found: Message) -> Fault:
    return Fault(
        found,
        say("They were read like the others."),
        say("Show them, or delete them if they should not count."),
    )
