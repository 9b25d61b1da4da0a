"""The choices of a plan held, and one bound of a demand moved: prices from linear programs.

Where only the ends of a demand's rows move with its bound, the bound is a column of its own. Its
dual is the price; how far it can go without exits leaving the line of that price is the range.
"""

from dataclasses import dataclass, replace
from math import inf

import numpy as np

from model.criteria.criteria import SENSE
from model.instance import Instance
from model.prices.set_values import CRITERION, EXACT
from model.solver.basis_cache import BASES, posed
from model.solver.highs import Found
from model.solver.matrix import Numbers, Vector
from model.solver.parametric_model import Affine
from model.solver.warm_lp import Search

LINE = 1e-9  # exits that a point may lie below the line of a price


@dataclass(frozen=True)
class Marginal:
    """What one unit more of a bound costs in exits, and from where to where that holds."""

    price: float
    low: float
    high: float


def with_bound(instance: Instance, demand: str, bound: float) -> Instance:
    """The instance with another bound of a demand."""
    moved = instance.demands[demand]._replace(bound=bound)
    return replace(instance, demands={**instance.demands, demand: moved})


def held(instance: Instance, choices: Vector) -> Search:
    """Most exits with the whole columns at these values."""
    search = posed(instance, EXACT)
    search.aim(*search.matrix.criteria[CRITERION], SENSE[CRITERION])
    search.bounds(search.whole, choices, choices)
    return search


def marginal(instance: Instance, choices: Vector, demand: str) -> Marginal:
    """(P1, P2) The price of one unit of the bound, with the choices of a plan held.

    Where the bound multiplies decisions the price is that of the point, and so is its range.
    """
    search, bound = held(instance, choices), instance.demands[demand].bound
    line = BASES.of(instance).base.line_of(instance, instance.demands[demand])
    rows = np.array([i for i, q in search.matrix.demand_of.items() if q == demand], dtype=int)
    found = search.relaxation()
    assert found.x is not None, "the choices are those of a plan"
    ends = np.where(np.isfinite(line.zero.lower), line.lower, line.upper)
    turn = line.slope @ found.x
    gain = float(search.duals()[0][rows] @ (ends - turn))
    if turn.any():
        return Marginal(-gain, bound, bound)
    low, high = (
        reach(search, as_column(search, rows, line, ends, bound), found, gain, bound, way)
        for way in (-1, 1)
    )
    return Marginal(-gain, low, high)


def as_column(search: Search, rows: Numbers, line: Affine, ends: Vector, bound: float) -> int:
    """The bound as one more column, held where it is. Its number."""
    search.row_ends(rows, line.zero.lower, line.zero.upper)
    moving = np.flatnonzero(ends)
    return search.add_column(0.0, bound, bound, rows[moving], -ends[moving])


def reach(search: Search, column: int, found: Found, gain: float, bound: float, way: int) -> float:
    """How far the bound can go one way with exits on the line of the price; inf without an end."""
    costs, offset = search.matrix.criteria[CRITERION]
    line, aim = np.append(costs, -gain), np.zeros(column + 1)
    aim[column] = 1.0
    search.bounds(np.array([column]), np.array([-inf]), np.array([inf]))
    search.keep(line, found.value - offset - gain * bound, LINE, SENSE[CRITERION])
    search.aim(aim, 0.0, way)
    ended = search.relaxation()
    search.forget()
    return way * inf if ended.x is None else float(ended.x[column])
