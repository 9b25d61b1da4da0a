"""The least change of a demand's bound with which it holds beside others.

The rows of a demand are affine in its bound b: f_i(x) + b g_i(x) >= 0. The least b, rounded as it
is shown, is found by generalised Dinkelbach steps (Crouzeix, Ferland and Schaible 1985): at the
next tighter shown bound, a plan with most slack is sought, weighted by the known plan's g; the
tightest bound that it meets is the next. The bound is least when there is no such plan. Where g is
the same for all plans, slack is measured in the bound itself and one step finds the least.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.algebra import csr_array, vstack
from model.conflicts.feasibility import Demands, FeasibilityOracle
from model.demand_kinds.kinds import KINDS
from model.demand_kinds.record import DemandKind
from model.solver.basis_cache import BASIS_CACHE
from model.solver.branch_and_bound import GapClosed, solve_integer
from model.solver.matrix import Vector
from model.solver.warm_lp import SolverResult

MAX_STEPS = 20  # none has needed more than nine
GAP = 1e-2  # relative, of the slack that a step finds; the next step finds the rest
ZERO_RATE = 1e-9  # smaller: the bound does not enter the row
ROW_TOLERANCE = 1e-6  # by how much a plan may violate a row
ROUNDING = 1e-6  # steps: arithmetic error when a bound is rounded


class ParametricRows(NamedTuple):
    """The rows of a demand, all as a x >= lower: at bound 0, and what one unit of bound adds."""

    a: csr_array
    lower: Vector
    slope_a: csr_array
    slope_lower: Vector

    def f(self, x: Vector) -> Vector:
        return np.asarray(self.a @ x - self.lower)

    def g(self, x: Vector) -> Vector:
        return np.asarray(self.slope_a @ x - self.slope_lower)

    @property
    def constant_slope(self) -> bool:
        """Whether g does not depend on the plan."""
        return not np.abs(self.slope_a.data).max(initial=0.0) > ZERO_RATE


def least_relaxation(oracle: FeasibilityOracle, demand: str, beside: Demands) -> float | None:
    """The shown bound nearest to the present one at which the demand is feasible with the others.

    Proven: no plan meets the next tighter one. None when the others are infeasible, no bound helps,
    or the time or the steps were up.
    """
    others = beside - {demand}
    x = oracle.check(others).point
    oracle.activate(others)  # a check that is answered from the cache activates nothing
    parametric, kind = parametric_rows(oracle, demand), KINDS[oracle.demands[demand].kind]
    closed = False
    for _ in range(MAX_STEPS):
        bound = None if x is None else tightest_bound_met(parametric, x, kind.looser)
        if x is None or bound is None:
            return None
        shown = shown_bound(bound, kind)
        if closed:
            return shown
        tighter = shown - kind.looser * kind.unit.step
        gap_test = same_shown_bound(tighter, kind) if parametric.constant_slope else None
        found = plan_with_most_slack(oracle, parametric, x, tighter, gap_test)
        if found.termination == "infeasible":
            return shown
        x = found.incumbent
        closed = gap_test is not None and gap_test(found.objective, found.dual_bound)
    return None


def same_shown_bound(bound: float, kind: DemandKind) -> GapClosed:
    """A gap test: whether the slack found and its dual bound lead to the same shown bound."""
    return lambda best, reached: (
        shown_bound(bound - kind.looser * best, kind)
        == shown_bound(bound - kind.looser * reached, kind)
    )


def shown_bound(bound: float, kind: DemandKind) -> float:
    """A bound rounded to its step as it is shown, towards the looser side."""
    steps = kind.looser * math.ceil(kind.looser * bound / kind.unit.step - ROUNDING)
    return round(steps * kind.unit.step, 6)


def parametric_rows(oracle: FeasibilityOracle, demand: str) -> ParametricRows:
    """The rows of a demand as functions of its bound."""
    model = BASIS_CACHE.entry_for(oracle.instance).model
    affine = model.affine_demand_of(oracle.instance, oracle.demands[demand])
    low, high = np.isfinite(affine.zero.lower), np.isfinite(affine.zero.upper)
    return ParametricRows(
        as_lower_rows(affine.zero.a, low, high),
        np.concatenate([affine.zero.lower[low], -affine.zero.upper[high]]),
        as_lower_rows(affine.slope, low, high),
        np.concatenate([affine.lower[low], -affine.upper[high]]),
    )


def as_lower_rows(a: csr_array, low: NDArray[np.bool_], high: NDArray[np.bool_]) -> csr_array:
    """The rows with a lower bound, and the negative of those with an upper bound."""
    return csr_array(vstack([a[low], -a[high]], format="csr"))


def tightest_bound_met(parametric: ParametricRows, x: Vector, looser: int) -> float | None:
    """The tightest bound that a plan meets; None when it meets none."""
    f, g = parametric.f(x), parametric.g(x)
    moves = np.abs(g) > ZERO_RATE
    if (f[~moves] < -ROW_TOLERANCE).any() or not moves.any():
        return None
    return float(looser * (looser * -f[moves] / g[moves]).max())


def plan_with_most_slack(
    oracle: FeasibilityOracle,
    parametric: ParametricRows,
    x: Vector,
    bound: float,
    gap_test: GapClosed | None,
) -> SolverResult:
    """The plan at a bound with the most slack in every row, in units of the bound at x.

    A row that does not bind a plan, such as that of a unit that serves nobody, leaves it no slack.
    """
    lp, n = oracle.lp, oracle.matrix.a.shape[1]
    start, gap = lp.basis(), lp.gap
    lp.set_objective(np.zeros(n), 0.0, 1)
    weights = np.maximum(np.abs(parametric.g(x)), ZERO_RATE)
    lp.add_column(1.0, 0.0, np.inf)
    rows = csr_array(parametric.a + bound * parametric.slope_a)
    for i, end in enumerate(parametric.lower + bound * parametric.slope_lower):
        row = slice(rows.indptr[i], rows.indptr[i + 1])
        columns = np.append(rows.indices[row], n)
        lp.add_row(columns, np.append(rows.data[row], -weights[i]), end, np.inf)
    lp.set_gap(GAP)
    lp.solve_from_scratch()  # the last basis belongs to another objective
    found = solve_integer(lp, [x[lp.integers]], gap_closed=gap_test)
    lp.set_gap(gap)
    lp.delete_added()
    lp.set_basis(start)
    return found._replace(incumbent=None if found.incumbent is None else found.incumbent[:n])
