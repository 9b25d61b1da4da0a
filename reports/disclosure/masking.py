"""Counts of people under five are hidden, and stay hidden when sums are subtracted.

Which columns count people, and which tell of them, is declared in reports/columns.py; a table is
masked as it is written. A cell of one to four people is hidden. Then the table is read as a
stranger would: the least and the most that each such number can be, from all sums together and
from what is known of hidden numbers. Where that leaves no doubt of a person, the smallest other
number of a sum is hidden too, and the table is read again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

from reports.columns import declaration, unit_of
from reports.disclosure.attack import Cell, Equation, Range, determined, ranges
from reports.language.words import FEW, is_few

FEW_MARK, HIDDEN_MARK = "<5", "··"
DOUBT = 1.0  # of a person: the range that a hidden count must have
NOISE = 1e-6
NOTHING = 0.5  # what is no more is shown as nothing, and so is a blank
Numbers = Mapping[Cell, float]


class Table(NamedTuple):
    """A frame to publish, its counts of people as they are.

    `strong` are the positions of its sums. `blocks` are sets of rows bound by a sum: the parts
    and, last, their total. `sums` are columns bound in every row by their coefficients, such as
    before 1, lost -1 and after -1. `secret` are cells hidden since another table hides the same,
    `known` cells that another table tells: to hide them here would protect nothing.
    """

    frame: pd.DataFrame
    columns: Sequence[str]
    strong: frozenset[int] = frozenset()
    blocks: Sequence[Sequence[int]] = ()
    sums: Sequence[Mapping[str, float]] = ()
    secret: frozenset[Cell] = frozenset()
    known: frozenset[Cell] = frozenset()


def masked_frame(table: Table) -> pd.DataFrame:
    """The frame as it leaves the house: numbers as far as they are shown, few people hidden.

    What would tell of few people has a mark too.
    """
    units = {name: declaration(name).unit for name in table.columns}
    people = [name for name, unit in units.items() if unit.people]
    numbers = [name for name, unit in units.items() if unit.adds] if people else []
    telling = {
        told: tuple(name for name in numbers if declaration(name).tells == told) for told in people
    }
    counts = table.frame[numbers].astype(float)
    marks = hidden_cells(counts, people, table.blocks, table.sums, telling, table.known)
    return with_marks(_rounded(table), marks | dict.fromkeys(table.secret, HIDDEN_MARK))


def adds_up(table: Table, told: pd.DataFrame) -> bool:
    """Whether the sums of a table hold among the numbers told, where nothing is hidden."""
    numbers = [name for name in table.columns if declaration(name).unit.adds]
    sums = [{c: k for c, k in each.items() if c in numbers} for each in table.sums]
    for equation in _equations(table.frame[numbers], table.blocks, sums):
        left = [sum(k * frame[c].iloc[row] for (row, c), k in equation.items())
                for frame in (table.frame, told) if not _hides(told, equation)]  # fmt: skip
        finest = min(10.0 ** -declaration(c).unit.digits for _, c in equation)
        if left and abs(left[0]) <= finest * len(equation) / 2 and abs(left[1]) > finest / 2:
            return False
    return True


def _hides(told: pd.DataFrame, equation: Equation) -> bool:
    return any(isinstance(told[column].iloc[row], str) for row, column in equation)


def _rounded(table: Table) -> pd.DataFrame:
    rows = table.frame.to_dict("records")
    told = {name: [unit_of(name, row).told(row[name]) for row in rows] for name in table.columns}
    return table.frame.assign(**told)


def hidden_cells(
    counts: pd.DataFrame,
    people: Sequence[str],
    blocks: Sequence[Sequence[int]] = (),
    sums: Sequence[Mapping[str, float]] = (),
    telling: Mapping[str, Sequence[str]] | None = None,
    known: frozenset[Cell] = frozenset(),
) -> dict[Cell, str]:
    """The (row position, column) cells of `counts` that must not be told, and the mark of each.

    `people` are the columns that count people, each row a group of them. `telling` names columns
    that tell a count of people in the same row, such as their full-time equivalents, and go with
    it. Of the `known` none is hidden to protect another.
    """
    numbers = {
        (row, str(column)): float(value)
        for column in counts
        for row, value in enumerate(counts[column])
    }
    secret = {cell for cell, value in numbers.items() if cell[1] in people and is_few(value)}
    equations = list(_equations(counts, blocks, sums))
    kept_back, exposed, more = set[Cell](), set[Cell](), secret
    while more:
        kept_back |= _with_telling(numbers, more, telling or {})
        for exposed in _exposed_cells(numbers, people, secret, kept_back, equations):
            more = set(_further_cells(numbers, exposed, kept_back, equations, known))
            if more:
                break
    few = secret - exposed  # where nothing is left to hide, the mark itself must not tell
    return {cell: FEW_MARK if cell in few else HIDDEN_MARK for cell in kept_back}


def with_marks(counts: pd.DataFrame, marks: Mapping[Cell, str]) -> pd.DataFrame:
    """The counts with a mark for each hidden cell: few people, or hidden to protect them."""
    told: dict[str, list[object]] = {str(c): list(counts[c]) for c in counts}
    for (row, column), mark in marks.items():
        told[column][row] = mark
    return pd.DataFrame(told, index=counts.index)


def _with_telling(
    numbers: Numbers, cells: set[Cell], telling: Mapping[str, Sequence[str]]
) -> set[Cell]:
    """The cells and what stands beside them and would tell them, where there is anything."""
    beside = {(row, other) for row, column in cells for other in telling.get(column, ())}
    return cells | {cell for cell in beside if abs(numbers[cell]) > NOISE}


def _equations(
    counts: pd.DataFrame, blocks: Sequence[Sequence[int]], sums: Sequence[Mapping[str, float]]
) -> Iterator[Equation]:
    for *parts, total in blocks:
        for column in counts.columns:
            yield {**{(row, str(column)): 1.0 for row in parts}, (total, str(column)): -1.0}
    for columns in sums:
        for row in range(len(counts)):
            yield {(row, column): coefficient for column, coefficient in columns.items()}


def _exposed_cells(
    numbers: Numbers,
    people: Sequence[str],
    secret: set[Cell],
    kept_back: set[Cell],
    equations: Sequence[Equation],
) -> Iterator[set[Cell]]:
    """The hidden numbers that a reader of the others would know too well.

    What is hidden to protect a secret must not be told at all: what the sums alone tell comes
    first, and by itself, since it is found in a hundredth of the time. A secret needs the doubt
    of a person.
    """
    values = {cell: numbers[cell] for cell in sorted(kept_back)}
    signed = {column for (_, column), value in numbers.items() if value < 0}
    bounds = {cell: _bounds(value, cell[1], people, signed) for cell, value in values.items()}
    told = determined(values, equations)
    yield told
    known = ranges(sorted(secret - told), values, bounds, equations)
    yield told | {cell for cell, (low, high) in known.items() if high - low < DOUBT - NOISE}


def _bounds(value: float, column: str, people: Collection[str], signed: Collection[str]) -> Range:
    """What is known of a hidden number by its mark and its kind."""
    if column in people and is_few(value):
        return min(1.0, value), max(FEW - 1.0, value)
    if column in people:
        return min(float(FEW), value), float("inf")
    return (-float("inf") if column in signed else 0.0), float("inf")


def _further_cells(
    numbers: Numbers,
    exposed: set[Cell],
    kept_back: set[Cell],
    equations: Sequence[Equation],
    known: frozenset[Cell],
) -> Iterator[Cell]:
    """A further cell to hide for each sum that gives a hidden number away.

    Sums with a single hidden number give it away for certain; where there is none, each exposed
    number's own sums are opened up, those with the fewest hidden numbers first. A number that
    another sum would tell at once protects nothing and is taken last.
    """
    could = {c for c, v in numbers.items() if abs(v) > NOTHING} - known  # nothing stays nothing
    could |= kept_back
    opened = [
        (inside, open_cells)
        for equation in equations
        if (inside := [c for c in equation if c in kept_back])
        and (open_cells := [c for c in equation if c in could and c not in kept_back])
    ]
    alone = [each for each in opened if len(each[0]) == 1]
    for cell in () if alone else sorted(exposed):
        own = [each for each in opened if cell in each[0]]
        alone += sorted(own, key=lambda each: len(each[0]))[:1]
    if exposed and not alone:
        alone = opened[:1]  # several sums together tell it: open one that is linked to them
    soon = kept_back.union(*(open_cells for _, open_cells in opened))
    first = partial(_order, numbers=numbers, soon=soon, could=could, equations=equations)
    for _inside, open_cells in alone:
        yield min(open_cells, key=first)


def _order(
    cell: Cell,
    numbers: Numbers,
    soon: Collection[Cell],
    could: Collection[Cell],
    equations: Sequence[Equation],
) -> tuple[int, float, Cell]:
    """The order in which cells are hidden: those first that no sum of theirs tells at once.

    First where each sum hides others soon, then where each could; parts before their totals, and
    the total of all last; small before large.
    """
    own = [equation for equation in equations if cell in equation]
    told = sum(any(not any(c in safe and c != cell for c in sum_) for sum_ in own)
               for safe in (soon, could))  # fmt: skip
    totals = [sum_[cell] < 0 for sum_ in own if all(c[1] == cell[1] for c in sum_)]
    total = any(totals) + (any(totals) and all(totals))  # of some parts, or of all there are
    return told + total, abs(numbers[cell]), cell


def with_sums(
    parts: Sequence[tuple[str, pd.DataFrame]],
    total: str,
    label: str,
    columns: Sequence[str],
    sums: Sequence[Mapping[str, float]],
) -> Table:
    """Parts with a sum below each and one for all; people are whole."""
    added = [name for name in columns if declaration(name).unit.adds]
    pieces, blocks, at = [], [], 0
    for name, part in parts:
        pieces += [part, pd.DataFrame([{label: name, **part[added].sum()}])]
        blocks.append(list(range(at, at + len(part) + 1)))
        at += len(part) + 1
    every = pd.concat([part for _, part in parts])
    pieces.append(pd.DataFrame([{label: total, **every[added].sum()}]))
    frame = pd.concat(pieces, ignore_index=True)
    people = [name for name in added if declaration(name).unit.people]
    frame[people] = frame[people].astype(float).round()
    sum_rows = [*(block[-1] for block in blocks), at]
    return Table(frame, columns, frozenset(sum_rows), [*blocks, sum_rows], sums)
