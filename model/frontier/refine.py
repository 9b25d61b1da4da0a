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


def refine(plane: BiobjectiveLP, tolerance: float) -> Iterator[FrontierBounds]:
    """The bounds after every step, until their gap is within the tolerance.

    `tolerance` is relative to the largest value on the frontier. Without any plan there are no
    intervals.
    """
    relaxed = whole_frontier(plane)
    if not len(relaxed.levels):
        yield FrontierBounds(relaxed, (), 0.0)
        return
    size = float(np.abs(relaxed.values).max()) or 1.0
    plane.lp.set_gap(min(END_GAP, tolerance / 10))
    band, starts = initial_bounds(plane, relaxed, tolerance * size)
    yield band
    plane.lp.set_gap(tolerance * SEARCH_SHARE)
    while (number := widest_interval(band)) is not None:
        new, starts = search_interval(plane, band, band.intervals[number], starts, size)
        around = band.intervals[:number], band.intervals[number + 1 :]
        band = replace(
            band, intervals=propagate((*around[0], *new, *around[1])), steps=band.steps + 1
        )
        yield band


def initial_bounds(
    plane: BiobjectiveLP, relaxed: Breakpoints, slack: float
) -> tuple[FrontierBounds, list[Vector]]:
    """The bounds over the range of integer plans, and the integers of the plans at its ends.

    Without a plan there are no intervals.
    """
    ends = end_plans(plane)
    if ends is None:
        return FrontierBounds(relaxed, (), slack), []
    (start, most, first), (end, last) = ends
    ceiling = line_segment(start, end, most, 0.0)
    above = minimum(restrict(relaxed, start, end), ceiling)
    cuts = cut_levels(above, slack * BEND_SHARE)
    edges = [(a, b, restrict(above, a, b)) for a, b in pairwise(cuts)]
    pieces = tuple(Interval(a, b, edge, edge, None) for a, b, edge in edges)
    for choices in (first, last):
        pieces = with_plan(pieces, plan_breakpoints(plane, choices, start, end))
    return FrontierBounds(relaxed, propagate(pieces), slack), [first, last]


def end_plans(
    plane: BiobjectiveLP,
) -> tuple[tuple[float, float, Vector], tuple[float, Vector]] | None:
    """Level, dual bound, integers of the plan with most y; level, integers of that with most x."""
    whole = plane.lp.integers
    plane.require_x(-np.inf)
    plane.set_objective()
    best = plane.solve_integer([])
    if best.incumbent is None:
        return None
    first = np.round(best.incumbent[whole])
    plane.fix_integers(first)
    plane.set_objective()
    start = plane.max_x_at_max_y(plane.lp.solve_relaxation().objective)
    plane.fix_integers(None)
    plane.set_objective_x()
    most = plane.solve_integer([first])
    assert most.incumbent is not None, "there is a plan"
    return (start, best.dual_bound, first), (
        plane.x.value(most.incumbent),
        np.round(most.incumbent[whole]),
    )


def search_interval(
    plane: BiobjectiveLP, band: FrontierBounds, piece: Interval, starts: list[Vector], size: float
) -> tuple[list[Interval], list[Vector]]:
    """An interval after one search, split where its gap is too wide; starts for the next search."""
    edge = piece.lower or piece.upper
    slope = float(np.diff(edge.values[[0, -1]])[0] / (piece.end - piece.start))
    plane.set_objective(-slope, size - float(edge.values[0]) + slope * piece.start)
    plane.require_x(piece.start, piece.end)
    found = plane.solve_integer([*starts, *(touch.choices for touch in piece.plans)])
    if found.incumbent is None:
        return interval_without_plan(piece, found), starts
    top = found.dual_bound - size + float(edge.values[0])
    line = line_segment(piece.start, piece.end, top, slope)
    choices = np.round(found.incumbent[plane.lp.integers])
    touch = PlanPoint(plane.x.value(found.incumbent), plane.y.value(found.incumbent), choices)
    searched = replace(piece, own_upper=minimum(piece.own_upper, line), plans=(*piece.plans, touch))
    curve = plan_breakpoints(plane, choices, piece.start, piece.end)
    first, *rest = split_at_plan_end(searched, curve, band.min_width)
    return [*split(first, touch, band), *rest], [choices]


def interval_without_plan(piece: Interval, found: SolverResult) -> list[Interval]:
    """An interval in which no plan was found: there is none, or the search was stopped."""
    if found.termination != "infeasible":
        return [replace(piece, closed=True)]
    nothing = line_segment(piece.start, piece.end, NO_VALUE, 0.0)
    return [replace(piece, own_upper=nothing, closed=True)]


def plan_breakpoints(
    plane: BiobjectiveLP, choices: Vector, start: float, end: float
) -> Breakpoints:
    """The frontier between two levels with the integers of a plan fixed, while feasible."""
    plane.fix_integers(choices)
    plane.set_objective()
    curve = trace(plane, start, end)
    plane.fix_integers(None)
    return curve
