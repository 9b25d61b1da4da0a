"""Hindsight plans: the best plan of the set for each future, proven.

All futures share the nominal matrix and differ in the objective, so that each search starts from
the basis and from the best plan of the ones before. The answer to a chunk of futures depends on
nothing but its arguments: chunks can be solved anywhere, in any order.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from model.instance import Instance
from model.robust.value import Values, in_order
from model.solution import Termination
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import allowed_loss, root_bounds, solve_in_nodes
from model.solver.lexicographic import Method, is_free, solve_by_highs
from model.solver.matrix import Vector
from model.solver.warm_lp import WarmLP

GAP = 2e-4  # relative, of the value of a hindsight plan
LEAST_GAP = 2e-3  # people
CHUNK = 25  # futures; the same whatever the number of workers, so that the answers are too
SECONDS = 20.0  # for the search of one future


class HindsightPlan(NamedTuple):
    """The best plan for one future: its value, and the bound that no plan of the set passes.

    To break ties `x` gives up no more of the value than the gap.
    """

    value: float  # people
    bound: float
    termination: Termination
    x: Vector  # n columns, segments in order

    @property
    def gap(self) -> float:
        """People: how much better than this plan the best may be at most."""
        return max(0.0, self.bound - self.value)


class NoPlanError(ValueError):
    """No plan of the set was found, or there is none."""


def hindsight_plans(
    instance: Instance, values: Values, pool: Sequence[Vector] = (), seconds: float = SECONDS
) -> list[HindsightPlan]:
    """The hindsight plan of every future of `values`, whose columns are those of the instance.

    `pool` has plans that are known beforehand. Raises NoPlanError when there is no plan at all.
    """
    lp = build_lp(instance, GAP)
    tidy = lp.matrix.criteria["disruption"][0]
    found: dict[int, HindsightPlan] = {}
    known = list(pool)
    for k in nearest_first(values):
        lp.set_time_limit(seconds)
        found[k] = best_for(lp, values.row(k), known, tidy)
        known.append(found[k].x)
    return [found[k] for k in range(len(found))]


def best_for(
    lp: WarmLP, values: Values, known: Sequence[Vector], tidy: Vector | None = None
) -> HindsightPlan:
    """The best plan for one future; of those equally good one with the least of `tidy`.

    Of the plans that are known the best is tried first. Raises NoPlanError.
    """
    costs, constant = values.costs[0], values.constants[0]
    lp.set_objective(costs, constant, 1)
    starts = [np.round(best_known(values, known)[lp.integers])] if known else []
    free = is_free(lp.matrix)
    first: Method = solve_by_highs if free else partial(solve_in_nodes, gap_closed=gap_closed)
    later: Method = solve_by_highs if free else solve_in_nodes
    found, nodes = first(lp, starts, [root_bounds(lp)], loss)
    if found.incumbent is None:
        raise NoPlanError(found.termination)
    x = found.incumbent
    value = float(values.of(in_order(x, lp.matrix))[0])
    if tidy is not None:
        kept = [np.round(x[lp.integers])]
        lp.add_objective_row(costs, found.objective - constant, loss(found.objective), 1)
        lp.set_objective(tidy, 0.0, -1)
        tidied = later(lp, kept, nodes, loss)[0].incumbent
        x = x if tidied is None else tidied
        lp.delete_added()
    return HindsightPlan(value, found.dual_bound, found.termination, in_order(x, lp.matrix))


def best_known(values: Values, known: Sequence[Vector]) -> Vector:
    """Of the known plans the best in the one future of `values`."""
    return known[int(np.argmax(values.of(np.array(known))))]


def loss(value: float) -> float:
    """People: what may be given up of a value to break ties."""
    return allowed_loss(value, GAP, LEAST_GAP)


def gap_closed(best: float, bound: float) -> bool:
    """Whether a bound is better than a value by no more than the gap."""
    return bound - best <= loss(best)


def nearest_first(values: Values) -> Iterator[int]:
    """The futures in an order in which each is near to the one before: from the mean outward."""
    points = np.column_stack([values.costs, values.constants])
    left = np.ones(len(points), dtype=bool)
    at = points.mean(axis=0)
    for _ in points:
        distance = np.linalg.norm(points - at, axis=1)
        k = int(np.argmin(np.where(left, distance, np.inf)))
        left[k], at = False, points[k]
        yield k


def chunks(number: int) -> list[range]:
    """The futures of each chunk."""
    return [range(k, min(k + CHUNK, number)) for k in range(0, number, CHUNK)]
