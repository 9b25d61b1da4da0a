"""Counts of people under five are hidden, and stay hidden when sums are subtracted.

A table of counts is published with its sums. A cell of one to four people is hidden; where the
other cells of a sum would give it away, the smallest other cell is hidden too.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from reports.words import FEW, is_few

Cell = tuple[int, str]
FEW_MARK, HIDDEN_MARK = "<5", "··"


def hidden(
    counts: pd.DataFrame,
    people: Sequence[str],
    blocks: Sequence[Sequence[int]] = (),
    sums: Sequence[Sequence[str]] = (),
) -> set[Cell]:
    """The (row position, column) cells of `counts` that must not be told.

    `people` are the columns that count people, each row a group of them. `blocks` are sets of
    rows bound by a sum: the parts and their total. `sums` are sets of columns bound by one in
    every row, such as before, lost and after.
    """
    few = {(r, c) for c in people for r in range(len(counts)) if is_few(float(counts[c].iloc[r]))}
    kept_back = set(few)
    lines = [
        *([(r, c) for r in block] for block in blocks for c in counts.columns),
        *([(r, c) for c in columns] for r in range(len(counts)) for columns in sums),
    ]
    while more := set(chain.from_iterable(_more(counts, line, kept_back, few) for line in lines)):
        kept_back |= more
    return kept_back


def masked(counts: pd.DataFrame, people: Sequence[str], cells: set[Cell]) -> pd.DataFrame:
    """The counts with a mark for each hidden cell: few people, or hidden to protect them."""
    told: dict[str, list[object]] = {str(c): list(counts[c]) for c in counts}
    for row, column in cells:
        few = column in people and is_few(float(counts[column].iloc[row]))
        told[column][row] = FEW_MARK if few else HIDDEN_MARK
    return pd.DataFrame(told, index=counts.index)


def _more(
    counts: pd.DataFrame, line: Sequence[Cell], kept_back: set[Cell], few: set[Cell]
) -> Iterator[Cell]:
    """The next cell to hide in a line whose hidden cells could be worked out, if any."""
    inside = [cell for cell in line if cell in kept_back]
    if not inside or not _told(counts, inside, few):
        return
    open_cells = [cell for cell in line if cell not in kept_back and _value(counts, cell)]
    if open_cells:
        yield min(open_cells, key=lambda cell: (_value(counts, cell), cell))


def _told(counts: pd.DataFrame, inside: Sequence[Cell], few: set[Cell]) -> bool:
    """Whether the sum of the line gives the hidden cells away: at the least or most they can be."""
    if len(inside) == 1:
        return True
    number = sum(cell in few for cell in inside)
    total = sum(_value(counts, cell) for cell in inside)
    least = number + FEW * (len(inside) - number)
    most = (FEW - 1) * number if number == len(inside) else None
    return number > 0 and total in (least, most)


def _value(counts: pd.DataFrame, cell: Cell) -> int:
    return abs(round(float(counts[cell[1]].iloc[cell[0]])))
