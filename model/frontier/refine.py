"""The frontier of integer plans, refined until its bounds are close enough.

The range of levels is split into intervals. Lower bound: with the integers of a plan fixed, the
rest is a linear program with exact breakpoints. Upper bound: the relaxation, and for each interval
a line that no plan of it is above, the dual bound of a search for y plus x at the exchange rate of
the interval. The interval with the widest gap is searched next.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from model.frontier.biobjective import BiobjectiveLP
from model.frontier.bounds import (
    NO_VALUE,
    FrontierBounds,
    Interval,
    PlanPoint,
    propagate,
    split,
    split_at_plan_end,
    widest_interval,
    with_plan,
)
from model.frontier.piecewise import (
    Breakpoints,
    cut_levels,
    line_segment,
    minimum,
    restrict,
    trace,
    whole_frontier,
)
from model.solver.highs import SolverResult
from model.solver.matrix import Vector

END_GAP = 1e-6  # relative gap at the two ends
BEND_SHARE, SEARCH_SHARE = 0.5, 0.4  # of the tolerance: for chords, and for the gap of each search


def refine(program: BiobjectiveLP, tolerance: float) -> Iterator[FrontierBounds]:
    """The bounds after every step, until their gap is within the tolerance.

    `tolerance` is relative to the largest value on the frontier. Without any plan there are no
    intervals.
    """
    relaxation = whole_frontier(program)
    if not len(relaxation.levels):
        yield FrontierBounds(relaxation, (), 0.0)
        return
    size = float(np.abs(relaxation.values).max()) or 1.0
    program.lp.set_gap(min(END_GAP, tolerance / 10))
    bounds, starts = initial_bounds(program, relaxation, tolerance * size)
    yield bounds
    program.lp.set_gap(tolerance * SEARCH_SHARE)
    while (number := widest_interval(bounds)) is not None:
        new, starts = search_interval(program, bounds, bounds.intervals[number], starts, size)
        around = bounds.intervals[:number], bounds.intervals[number + 1 :]
        intervals = propagate((*around[0], *new, *around[1]))
        bounds = replace(bounds, intervals=intervals, steps=bounds.steps + 1)
        yield bounds


def initial_bounds(
    program: BiobjectiveLP, relaxation: Breakpoints, slack: float
) -> tuple[FrontierBounds, list[Vector]]:
    """The bounds over the range of integer plans, and the integers of the plans at its ends.

    Without a plan there are no intervals.
    """
    ends = end_plans(program)
    if ends is None:
        return FrontierBounds(relaxation, (), slack), []
    (start, most, first), (end, last) = ends
    ceiling = line_segment(start, end, most, 0.0)
    above = minimum(restrict(relaxation, start, end), ceiling)
    cuts = cut_levels(above, slack * BEND_SHARE)
    edges = [(a, b, restrict(above, a, b)) for a, b in pairwise(cuts)]
    intervals = tuple(Interval(a, b, edge, edge, None) for a, b, edge in edges)
    for choices in (first, last):
        intervals = with_plan(intervals, plan_breakpoints(program, choices, start, end))
    return FrontierBounds(relaxation, propagate(intervals), slack), [first, last]


def end_plans(
    program: BiobjectiveLP,
) -> tuple[tuple[float, float, Vector], tuple[float, Vector]] | None:
    """Level, dual bound, integers of the plan with most y; level, integers of that with most x."""
    integers = program.lp.integers
    program.require_x(-np.inf)
    program.set_objective()
    best = program.solve_integer([])
    if best.incumbent is None:
        return None
    first = np.round(best.incumbent[integers])
    program.fix_integers(first)
    program.set_objective()
    start = program.max_x_at_max_y(program.lp.solve_relaxation().objective)
    program.fix_integers(None)
    program.set_objective_x()
    most = program.solve_integer([first])
    assert most.incumbent is not None, "there is a plan"
    last = np.round(most.incumbent[integers])
    return (start, best.dual_bound, first), (program.x.value(most.incumbent), last)


def search_interval(
    program: BiobjectiveLP,
    bounds: FrontierBounds,
    interval: Interval,
    starts: list[Vector],
    size: float,
) -> tuple[list[Interval], list[Vector]]:
    """An interval after one search, split where its gap is too wide; starts for the next search."""
    edge = interval.lower or interval.upper
    slope = float(np.diff(edge.values[[0, -1]])[0] / (interval.end - interval.start))
    program.set_objective(-slope, size - float(edge.values[0]) + slope * interval.start)
    program.require_x(interval.start, interval.end)
    found = program.solve_integer([*starts, *(plan.choices for plan in interval.plans)])
    if found.incumbent is None:
        return interval_without_plan(interval, found), starts
    top = found.dual_bound - size + float(edge.values[0])
    line = line_segment(interval.start, interval.end, top, slope)
    choices = np.round(found.incumbent[program.lp.integers])
    plan = PlanPoint(program.x.value(found.incumbent), program.y.value(found.incumbent), choices)
    own_upper, plans = minimum(interval.own_upper, line), (*interval.plans, plan)
    searched = replace(interval, own_upper=own_upper, plans=plans)
    breakpoints = plan_breakpoints(program, choices, interval.start, interval.end)
    first, *rest = split_at_plan_end(searched, breakpoints, bounds.min_width)
    return [*split(first, plan, bounds), *rest], [choices]


def interval_without_plan(interval: Interval, found: SolverResult) -> list[Interval]:
    """An interval in which no plan was found: there is none, or the search was stopped."""
    if found.termination != "infeasible":
        return [replace(interval, closed=True)]
    nothing = line_segment(interval.start, interval.end, NO_VALUE, 0.0)
    return [replace(interval, own_upper=nothing, closed=True)]


def plan_breakpoints(
    program: BiobjectiveLP, choices: Vector, start: float, end: float
) -> Breakpoints:
    """The frontier between two levels with the integers of a plan fixed, while feasible."""
    program.fix_integers(choices)
    program.set_objective()
    breakpoints = trace(program, start, end)
    program.fix_integers(None)
    return breakpoints
