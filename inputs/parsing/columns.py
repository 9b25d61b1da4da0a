"""A column's cells read together: a share may be written as 0.4, 40 % or, all through, 40."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from inputs.parsing.cells import Cell, out_of_range, parse, quoted, with_decimal_sign
from inputs.problems import Fault, say
from inputs.schema.tables import Column

NUMERIC = ("number", "integer", "share")
TOLERANCE = 5e-4  # of shares that should add up to one


class Values(NamedTuple):
    values: list[Any]  # a value, None for a blank, or a Fault
    doubts: dict[int, Fault]  # row -> what was read with a warning


def read(column: Column, cells: Sequence[Cell], sign: str) -> Values:
    """The values of a column, in a source whose decimal sign is `sign`, "" if not known."""
    if column.kind in NUMERIC:
        cells = [with_decimal_sign(cell, sign) for cell in cells]
    values, doubts = _rescaled(column, [parse(cell, column) for cell in cells])
    return Values([_ranged(column, value) for value in values], doubts)


def _rescaled(column: Column, values: list[Any]) -> Values:
    if column.kind == "shares":
        return _rescaled_lists(values)
    if column.kind != "share":
        return Values(values, {})
    bare = {i: v for i, v in enumerate(values) if type(v) is float}
    over = [i for i, v in bare.items() if v > 1]
    if any(0 < v <= 1 for v in bare.values()):
        return Values([_mixed(v) if i in over else v for i, v in enumerate(values)], {})
    scaled = [v / 100 if i in over else v for i, v in enumerate(values)]
    return Values(scaled, {i: _as_percent(values[i]) for i in over[:1]})


def _mixed(value: float) -> Fault:
    return Fault(
        quoted(value),
        say("A share is a part of one, and the column also has shares from 0 to 1."),
        say("Write {value} % or {share}.", value=value, share=value / 100),
    )


def _as_percent(value: float) -> Fault:
    return Fault(
        quoted(value),
        say("A share above 1 is read as percent, here and in the rest of the column."),
        say("Write {value} % or {share} to be certain.", value=value, share=value / 100),
    )


def _rescaled_lists(values: list[Any]) -> Values:
    """Lists of shares tell by their sum whether they are parts of one or of a hundred."""
    doubts: dict[int, Fault] = {}
    read = list(values)
    for i, shares in enumerate(values):
        if not isinstance(shares, tuple):
            continue
        total = sum(shares)
        if abs(total - 100) <= 100 * TOLERANCE:
            read[i] = tuple(float(share) / 100 for share in shares)
            doubts = doubts or {i: _as_percent(shares[0])}
        elif abs(total - 1) > TOLERANCE:
            read[i] = Fault(
                say("shares that add up to {total}", total=total),
                say("The shares have to add up to 1."),
                say("Correct the shares, or write them with more decimals."),
            )
    return Values(read, doubts)


def _ranged(column: Column, value: Any) -> Any:
    """The value as a plain one, or what is wrong with its size."""
    if isinstance(value, Fault) or not isinstance(value, float | int | tuple):
        return value
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        faults = [out_of_range(v, column) for v in value if isinstance(v, float)]
        plain = tuple(float(v) if isinstance(v, float) else v for v in value)
        return next((fault for fault in faults if fault), plain)
    return out_of_range(value, column) or (value if isinstance(value, int) else float(value))
