"""The least change of a demand's bound with which it holds beside others.

The rows of a demand are affine in its bound b: f_i(x) + b g_i(x) >= 0. The least b that is told
is found by generalised Dinkelbach steps (Crouzeix, Ferland and Schaible 1985): at the next
tighter bound that can be told, a plan is sought that leaves much room, weighed by the known
plan's g; what it needs is the next. The bound is least when there is no such plan. Where g is the
same for all plans, room is measured in the bound itself and one step finds the least.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from model.conflicts.feasibility import Court, Demands
from model.demand_kinds.kinds import KINDS
from model.demand_kinds.record import DemandKind
from model.solver.basis_cache import BASIS_CACHE
from model.solver.branch_and_bound import GapClosed, solve_integer
from model.solver.highs import SolverResult
from model.solver.matrix import Vector

STEPS = 20  # none has needed more than nine
GAP = 1e-2  # relative, of the room that a step finds; the next step finds the rest
FLAT = 1e-9  # a rate at which a bound does nothing for a row
MET = 1e-6  # by how much a plan may miss a row and still meet it
FINE = 1e-6  # of what is told: what the arithmetic may have lost


class Lines(NamedTuple):
    """The rows of a demand, all as a x >= lower: at bound 0, and what one unit of bound adds."""

    a: csr_array
    lower: Vector
    more_a: csr_array
    more_lower: Vector

    def f(self, x: Vector) -> Vector:
        return np.asarray(self.a @ x - self.lower)

    def g(self, x: Vector) -> Vector:
        return np.asarray(self.more_a @ x - self.more_lower)

    @property
    def same_for_all(self) -> bool:
        """Whether g does not depend on the plan."""
        return not np.abs(self.more_a.data).max(initial=0.0) > FLAT


def least(court: Court, demand: str, beside: Demands) -> float | None:
    """The told bound nearest to the present one at which the demand holds beside the others.

    Proven: no plan holds at the next tighter one. None when the others do not hold together, no
    bound helps, or the time or the steps were up.
    """
    others = beside - {demand}
    x = court.hear(others).point
    court.call(others)  # a question whose answer is known calls nobody
    lines, kind = lines_of(court, demand), KINDS[court.demands[demand].kind]
    settled = False
    for _ in range(STEPS):
        bound = None if x is None else needed(lines, x, kind.looser)
        if x is None or bound is None:
            return None
        to = told(bound, kind)
        if settled:
            return to
        tighter = to - kind.looser * kind.unit.step
        same = tells_the_same(tighter, kind) if lines.same_for_all else None
        found = roomiest(court, lines, x, tighter, same)
        if found.termination == "infeasible":
            return to
        x, settled = found.incumbent, same is not None and same(found.objective, found.dual_bound)
    return None


def tells_the_same(bound: float, kind: DemandKind) -> GapClosed:
    """Whether the room that is known at a bound and what may be reached end at one told bound."""
    return lambda best, reached: (
        told(bound - kind.looser * best, kind) == told(bound - kind.looser * reached, kind)
    )


def told(bound: float, kind: DemandKind) -> float:
    """A bound rounded to what is told of it, on the side that asks for less."""
    steps = kind.looser * math.ceil(kind.looser * bound / kind.unit.step - FINE)
    return round(steps * kind.unit.step, 6)


def lines_of(court: Court, demand: str) -> Lines:
    """The rows of a demand by its bound."""
    base = BASIS_CACHE.entry_for(court.instance).model
    line = base.affine_demand_of(court.instance, court.demands[demand])
    low, high = np.isfinite(line.zero.lower), np.isfinite(line.zero.upper)
    return Lines(
        both(line.zero.a, low, high),
        np.concatenate([line.zero.lower[low], -line.zero.upper[high]]),
        both(line.slope, low, high),
        np.concatenate([line.lower[low], -line.upper[high]]),
    )


def both(a: csr_array, low: NDArray[np.bool_], high: NDArray[np.bool_]) -> csr_array:
    """The rows with a lower end, and the negative of those with an upper end."""
    return csr_array(vstack([a[low], -a[high]], format="csr"))


def needed(lines: Lines, x: Vector, looser: int) -> float | None:
    """The tightest bound that a plan meets; None when it meets none."""
    f, g = lines.f(x), lines.g(x)
    moves = np.abs(g) > FLAT
    if (f[~moves] < -MET).any() or not moves.any():
        return None
    return float(looser * (looser * -f[moves] / g[moves]).max())


def roomiest(
    court: Court, lines: Lines, x: Vector, bound: float, settled: GapClosed | None
) -> SolverResult:
    """The plan at a bound that leaves most room in every row, in units of the bound at x.

    A row that asks nothing of a plan, such as that of a unit that serves nobody, leaves it no room.
    """
    search, n = court.search, court.matrix.a.shape[1]
    start, gap = search.basis(), search.gap
    search.set_objective(np.zeros(n), 0.0, 1)
    weights = np.maximum(np.abs(lines.g(x)), FLAT)
    search.add_column(1.0, 0.0, np.inf)
    rows = csr_array(lines.a + bound * lines.more_a)
    for i, end in enumerate(lines.lower + bound * lines.more_lower):
        row = slice(rows.indptr[i], rows.indptr[i + 1])
        columns = np.append(rows.indices[row], n)
        search.add_row(columns, np.append(rows.data[row], -weights[i]), end, np.inf)
    search.set_gap(GAP)
    search.solve_from_scratch()  # the last basis was good for another objective
    found = solve_integer(search, [x[search.integers]], gap_closed=settled)
    search.set_gap(gap)
    search.delete_added()
    search.set_basis(start)
    return found._replace(x=None if found.incumbent is None else found.incumbent[:n])
