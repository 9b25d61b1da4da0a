"""Plans near the best that differ as much as can be, one after the other, each proven."""

from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from model.alternatives.choices import values_of
from model.alternatives.distance import Difference, distance
from model.alternatives.near_best import NearBest, by_branching
from model.instance import Instance
from model.plan import Plan
from model.solution import Outcome, Solution
from model.solver.branch_and_bound import solve_in_nodes
from model.solver.lexicographic import GAP, Order, solve_and_check, solve_by_highs
from model.solver.matrix import Matrix
from model.solver.warm_lp import WarmLP

SECONDS = 20.0  # for the later criteria of one plan


class Alternative(NamedTuple):
    """A plan near the best, as evaluated, and its distance to the nearest of those before it.

    No plan near the best is farther than `bound` from all of those. Without a solution none was
    found that differs; with one that has no plan, the evaluation does not confirm it.
    """

    solution: Solution | None
    distance: int
    bound: int


def alternatives(
    instance: Instance,
    before: Outcome,
    difference: Difference,
    first: Plan,
    order: Order,
    deadline: float = float("inf"),
) -> Iterator[Alternative]:
    """Plans after a first one, each the farthest from all before it, as long as there are any.

    Each is the best by `order` among the plans that differ so.
    """
    known, bound = [values_of(instance, first)], len(difference.choices)
    while True:
        found = difference.farthest(known, bound, max(0.0, deadline - perf_counter()))
        bound = bound if found is None else found.bound
        if found is None or not found.distance:
            yield Alternative(None, 0, bound)
            return
        solution = tidied(instance, before, difference.near, found.plans, order)
        if solution.plan is None:
            yield Alternative(solution, 0, bound)
            return
        values = values_of(instance, solution.plan)
        apart = min(distance(values, each, difference.steps) for each in known)
        known.append(values)
        yield Alternative(solution, apart, max(apart, bound))


def tidied(
    instance: Instance, before: Outcome, near: NearBest, plans: Matrix, order: Order
) -> Solution:
    """The best by the criteria of an order among the plans of a matrix, evaluated."""
    method = solve_in_nodes if near.search is by_branching else solve_by_highs
    return solve_and_check(instance, before, WarmLP(plans, GAP), method, order, SECONDS, 0.0)
