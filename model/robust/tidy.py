"""Of plans as good by a rule as can be told, the best by the later criteria of a scenario."""

import numpy as np

from model.criteria import SENSE
from model.instance import Instance
from model.robust.cutting_planes import ROUNDS, RobustPlan, allowed
from model.robust.rules import Line, Rule
from model.robust.value import in_order
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import allowed_loss, solve_integer
from model.solver.lexicographic import GAP, Order, break_ties, settled
from model.solver.matrix import Vector
from model.solver.warm_lp import WarmLP

NOISE = 1e-6  # people: what a solver may leave of a row


def tidied(
    instance: Instance, rule: Rule, found: RobustPlan, order: Order, seconds: float
) -> Vector:
    """The plan by the criteria of `order`, then the least change from today.

    It gives up no more of the measure than what counts as proven. A step that is not solved in
    time, or whose points have holes that no line takes away, leaves the plan of the one before.
    """
    lp, x = build_lp(instance, GAP), found.x
    lp.set_time_limit(seconds)
    level = found.measure - allowed(found.measure)
    for line in found.lines:
        add(lp, line, level)
    for criterion, tolerance, *least in order:
        costs, offset = lp.matrix.criteria[criterion]
        lp.set_objective(costs, offset, SENSE[criterion])
        better = above(lp, rule, level, np.round(x[lp.integers]))
        if better is None:
            return as_plan(instance, x)
        x, value = better, lp.matrix.value(criterion, better)
        loss = allowed_loss(value, tolerance, *least)
        lp.add_objective_row(costs, value - offset, loss, SENSE[criterion])
    nearest = in_order(break_ties(instance, lp, x, keep_choices=True), lp.matrix)
    return nearest if rule.lowest(nearest).at(nearest) >= level - NOISE else as_plan(instance, x)


def as_plan(instance: Instance, x: Vector) -> Vector:
    """A point whose segments were put in order, with what follows from them."""
    lp = build_lp(instance, GAP)
    lp.set_column_bounds(lp.integers, np.round(x[lp.integers]), np.round(x[lp.integers]))
    return in_order(settled(lp, x), lp.matrix)


def above(lp: WarmLP, rule: Rule, level: float, start: Vector) -> Vector | None:
    """The best point of the objective whose measure reaches the level; None without one in time."""
    for _ in range(ROUNDS):
        found = solve_integer(lp, [start])
        if found.incumbent is None or lp.out_of_time:
            return None
        point = found.incumbent
        x = in_order(point, lp.matrix)
        if rule.lowest(x).at(x) >= level - NOISE:
            return x
        lower = [line for line in map(rule.lowest, (x, point)) if line.at(point) < level - NOISE]
        if not lower:
            return None
        for line in lower:
            add(lp, line, level)
    return None


def add(lp: WarmLP, line: Line, level: float) -> None:
    """Add the row: the line is at the level or above it."""
    used = np.flatnonzero(line.costs)
    lp.add_row(used, line.costs[used], level - line.constant, np.inf)
