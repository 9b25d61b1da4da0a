"""The marginal price of a demand's bound, the integers of a plan fixed, and its validity range.

Where only the bounds of a demand's rows depend on its bound, the latter is a column of its own. The
price is a dual value; the range is how far the column can go with exits on the line of that price.
"""

from dataclasses import dataclass
from math import inf

import numpy as np

from model.criteria import SENSE
from model.instance import Instance
from model.prices.set_values import CRITERION, PRICE_GAP
from model.solver.basis_cache import BASIS_CACHE, build_lp
from model.solver.matrix import Indices, Vector
from model.solver.parametric_model import AffineRows
from model.solver.warm_lp import SolverResult, WarmLP

LINE_TOLERANCE = 1e-9  # exits that a point may be below the line of a price


@dataclass(frozen=True)
class MarginalPrice:
    """What one unit more of a bound costs in exits, and the range in which that holds."""

    price: float
    low: float
    high: float


def with_bound(instance: Instance, demand: str, bound: float) -> Instance:
    return instance.with_demands(instance.demands[demand]._replace(bound=bound))


def lp_with_fixed_choices(instance: Instance, choices: Vector) -> WarmLP:
    lp = build_lp(instance, PRICE_GAP)
    lp.set_objective(*lp.matrix.criteria[CRITERION], SENSE[CRITERION])
    lp.set_column_bounds(lp.integers, choices, choices)
    return lp


def marginal_price(instance: Instance, choices: Vector, demand: str) -> MarginalPrice:
    """(P1, P2) The marginal price of a bound, with the integers of a plan fixed.

    Where the bound multiplies decisions, the price holds at the point only, and so does the range.
    """
    lp, bound = lp_with_fixed_choices(instance, choices), instance.demands[demand].bound
    model = BASIS_CACHE.entry_for(instance).model
    affine = model.affine_demand_of(instance, instance.demands[demand])
    rows = np.array([i for i, q in lp.matrix.demand_of.items() if q == demand], dtype=int)
    found = lp.solve_relaxation()
    assert found.incumbent is not None, "the choices are those of a plan"
    ends = np.where(np.isfinite(affine.zero.lower), affine.lower, affine.upper)
    turn = affine.slope @ found.incumbent
    gain = float(lp.dual_values()[0][rows] @ (ends - turn))
    if turn.any():
        return MarginalPrice(-gain, bound, bound)
    range_ends = []
    for way in (-1, 1):
        column = add_bound_column(lp, rows, affine, ends, bound)
        range_ends.append(validity_end(lp, column, found, gain, bound, way))
    return MarginalPrice(-gain, *range_ends)


def add_bound_column(
    lp: WarmLP, rows: Indices, affine: AffineRows, ends: Vector, bound: float
) -> int:
    """Add the bound as a column, fixed at its present value. Returns its index."""
    lp.set_row_bounds(rows, affine.zero.lower, affine.zero.upper)
    moving = np.flatnonzero(ends)
    return lp.add_column(0.0, bound, bound, rows[moving], -ends[moving])


def validity_end(
    lp: WarmLP, column: int, found: SolverResult, gain: float, bound: float, direction: int
) -> float:
    """The end of the validity range in one direction; infinite when there is none."""
    costs, offset = lp.matrix.criteria[CRITERION]
    line, aim = np.append(costs, -gain), np.zeros(column + 1)
    aim[column] = 1.0
    lp.set_column_bounds(np.array([column]), np.array([-inf]), np.array([inf]))
    value = found.objective - offset - gain * bound
    lp.add_objective_row(line, value, LINE_TOLERANCE, SENSE[CRITERION])
    lp.set_objective(aim, 0.0, direction)
    ended = lp.solve_relaxation()
    lp.delete_added()
    return direction * inf if ended.incumbent is None else float(ended.incumbent[column])
