"""The frontier of integer plans, refined until its bounds are close enough.

The range of levels is split into intervals. Lower bound: with the integers of a plan fixed, the
rest is a linear program with exact breakpoints. Upper bound: the relaxation, and for each interval
a line that no plan of it is above, the dual bound of a search for y plus x at the exchange rate of
the interval. The interval with the widest gap is searched next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from model.frontier.biobjective import BiobjectiveLP
from model.frontier.curves import Curve, ListedPlan, PlanPoint, curve_between, listed, merged
from model.frontier.piecewise import (
    Breakpoints,
    cut_levels,
    line_segment,
    maximum,
    minimum,
    restrict,
    widest_gap,
)
from model.solver.matrix import Vector
from model.solver.warm_lp import SolverResult

MIN_WIDTH = 1e-5  # of the range: an interval that is not split further
NO_VALUE = -1e15  # the value where there is no plan
MARGIN = 0.02  # of an interval: nearer to its ends it is not split
END_GAP = 1e-6  # relative gap at the two ends
LIST_SHARE = 0.1  # of the tolerance: for the list of plans, the rest for the gap of the bounds
BEND_SHARE, SEARCH_SHARE = 0.5, 0.4  # of the gap: for chords, and for the gap of each search


@dataclass(frozen=True)
class Interval:
    """An interval of levels: no plan is above `upper`; plans reach `lower` (None: none found yet).

    `own_upper` holds only for plans whose level is within the interval.
    """

    start: float
    end: float
    own_upper: Breakpoints
    upper: Breakpoints
    lower: Breakpoints | None
    plans: tuple[PlanPoint, ...] = ()
    closed: bool = False  # nothing more to be had here

    @cached_property
    def gap(self) -> tuple[float, float]:
        """The level with the widest gap between the bounds, and the gap."""
        if self.lower is None:
            return (self.start + self.end) / 2, np.inf
        return widest_gap(self.upper, self.lower)

    @cached_property
    def own_gap(self) -> tuple[float, float]:
        """The same of the bound that a search here can lower; the rest comes from later levels."""
        if self.lower is None:
            return self.gap
        return widest_gap(self.own_upper, self.lower)


@dataclass(frozen=True)
class FrontierBounds:
    """The bounds of a frontier so far; a gap of `slack` counts as proven.

    `curves` are the plans that are known; their list may lose `loss` of them.
    """

    relaxation: Breakpoints
    intervals: tuple[Interval, ...] = ()
    slack: float = 0.0
    loss: float = 0.0
    curves: tuple[Curve, ...] = ()
    resolution: float = MIN_WIDTH

    @property
    def width(self) -> float:
        gaps = (each.gap[1] for each in self.intervals if self.can_be_split(each))
        return max(gaps, default=0.0)

    @property
    def min_width(self) -> float:
        """The width of an interval that is not split."""
        return self.resolution * (self.intervals[-1].end - self.intervals[0].start)

    def can_be_split(self, interval: Interval) -> bool:
        """Whether an interval is wider than the smallest."""
        return interval.end - interval.start > 1.5 * self.min_width

    @property
    def proven(self) -> bool:
        """Whether the gap is nowhere wider than the slack."""
        return bool(self.intervals) and self.width <= self.slack

    @property
    def progress(self) -> float:
        """The share of the range over which the gap is within the slack."""
        spans = [(p.end - p.start, p.gap[1] <= self.slack) for p in self.intervals]
        whole = sum(span for span, _ in spans)
        done = sum(span for span, narrow in spans if narrow)
        return done / whole if whole else 1.0

    def plans(self) -> list[ListedPlan]:
        """The plans that are known to be on the frontier but for the slack."""
        plans = listed(self.curves, self.loss, self.min_width) if self.intervals else []
        if self.proven:
            return plans
        return [p for p in plans if self.most_at(p.level) - p.value <= self.slack]

    def most_at(self, level: float) -> float:
        """What no plan of a level is above."""
        reaching = (each for each in self.intervals if level <= each.end)
        interval = next(reaching, self.intervals[-1])
        return float(interval.upper.value_at(np.array([level]))[0])


def widest_interval(bounds: FrontierBounds) -> int | None:
    """The index of the open interval whose own gap is widest; long ones without a plan first.

    Where all own gaps are within the slack, all gaps are: what a later level is bounded by it can
    reach but for the slack, and so can every level before it.
    """
    gaps = [
        (interval.own_gap[1], interval.end - interval.start, number)
        for number, interval in enumerate(bounds.intervals)
        if not interval.closed
    ]
    widest_of_all = max(gaps, default=(0.0, 0.0, 0))
    return widest_of_all[2] if widest_of_all[0] > bounds.slack else None


def with_plan(intervals: tuple[Interval, ...], breakpoints: Breakpoints) -> tuple[Interval, ...]:
    """The intervals with one more plan in their lower bounds, where its breakpoints cover them."""
    reach = float(breakpoints.levels[-1]) if len(breakpoints.levels) else -np.inf
    return tuple(
        raise_lower(interval, breakpoints) if interval.end <= reach else interval
        for interval in intervals
    )


def raise_lower(interval: Interval, breakpoints: Breakpoints) -> Interval:
    inside = restrict(breakpoints, interval.start, interval.end)
    lower = inside if interval.lower is None else maximum(interval.lower, inside)
    return replace(interval, lower=lower)


def split_at_plan_end(interval: Interval, breakpoints: Breakpoints, step: float) -> list[Interval]:
    """An interval with one more plan in its lower bound, split where the plan's breakpoints end.

    The step just after the end is an interval of its own, so that searches beyond it do not find
    the same end again.
    """
    if not len(breakpoints.levels) or breakpoints.levels[-1] <= interval.start:
        return [interval]
    last = float(breakpoints.levels[-1])
    ends = [interval.start, last, last + step, interval.end]
    if interval.end - last <= step:
        ends = [interval.start, interval.end]
    first, *rest = (sub_interval(interval, a, b) for a, b in pairwise(ends))
    return [raise_lower(first, breakpoints), *rest]


def sub_interval(interval: Interval, start: float, end: float) -> Interval:
    return replace(
        interval,
        start=start,
        end=end,
        own_upper=restrict(interval.own_upper, start, end),
        upper=restrict(interval.upper, start, end),
        lower=None if interval.lower is None else restrict(interval.lower, start, end),
        plans=tuple(t for t in interval.plans if start <= t.level <= end),
    )


def split(interval: Interval, plan: PlanPoint, bounds: FrontierBounds) -> list[Interval]:
    """An interval whose gap is too wide, split at its plan or else at the widest gap."""
    at, gap = interval.own_gap
    span = interval.end - interval.start
    if gap <= bounds.slack:
        return [interval]
    if not bounds.can_be_split(interval):
        return [replace(interval, closed=True)]
    inner = interval.start + MARGIN * span, interval.end - MARGIN * span
    middle = (interval.start + interval.end) / 2
    places = [plan.level, at, middle] if interval.lower is not None else [middle]
    level = next(place for place in places if inner[0] < place < inner[1])
    return [
        sub_interval(interval, a, b) for a, b in pairwise((interval.start, level, interval.end))
    ]


def propagate(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The intervals with bounds carried from one to the next.

    A plan of a level is a plan for every lower level, so the lower bound of an interval is at least
    the next one's; and its upper bound is at least the next one's too.
    """
    result: list[Interval] = []
    reached = ceiling = NO_VALUE
    for interval in reversed(intervals):
        lower, upper = interval.lower, interval.own_upper
        at_end = (plan.value for plan in interval.plans if plan.level >= interval.end)
        reached = max([reached, *at_end])
        if reached > NO_VALUE:
            flat = line_segment(interval.start, interval.end, reached, 0.0)
            lower = flat if lower is None else maximum(lower, flat)
        upper = maximum(upper, line_segment(interval.start, interval.end, ceiling, 0.0))
        result.append(replace(interval, lower=lower, upper=upper))
        reached = reached if lower is None else float(lower.values[0])
        ceiling = float(upper.values[0])
    result.reverse()
    return tuple(result)


class Ends(NamedTuple):
    """The plans with the most y and with the most x: `start` and `end` are their levels.

    `most` is the dual bound of y; `first` and `last` are their integers.
    """

    start: float
    end: float
    most: float
    first: Vector
    last: Vector


def end_plans(program: BiobjectiveLP, tolerance: float) -> Ends | None:
    """The plans at the ends of the frontier; None where none was found."""
    integers = program.lp.integers
    program.lp.set_gap(min(END_GAP, tolerance / 10))
    program.require_x(-np.inf)
    program.set_objective()
    best = program.solve_integer([])
    if best.incumbent is None:
        return None
    first = np.round(best.incumbent[integers])
    program.fix_integers(first)
    start = program.max_x_at_max_y(program.lp.solve_relaxation().objective)
    program.fix_integers(None)
    program.set_objective_x()
    most = program.solve_integer([first])
    if most.incumbent is None:
        return None
    end, last = program.x.value(most.incumbent), np.round(most.incumbent[integers])
    return Ends(start, end, best.dual_bound, first, last)


def refine(
    program: BiobjectiveLP,
    tolerance: float,
    relaxation: Breakpoints,
    ends: Ends,
    known: Sequence[Vector] = (),
) -> Iterator[FrontierBounds]:
    """The bounds after every step, until their gap is within the tolerance.

    `tolerance` is relative to the largest value on the frontier; `known` are the integers of more
    plans.
    """
    size = float(np.abs(relaxation.values).max()) or 1.0
    loss = LIST_SHARE * tolerance * size
    bounds = FrontierBounds(relaxation, slack=tolerance * size - loss, loss=loss)
    bounds = initial_bounds(program, bounds, ends, known)
    yield bounds
    program.lp.set_gap(tolerance * (1 - LIST_SHARE) * SEARCH_SHARE)
    starts = [ends.first, ends.last]
    while (number := widest_interval(bounds)) is not None:
        bounds, starts = search_interval(program, bounds, number, starts, size)
        yield bounds


def initial_bounds(
    program: BiobjectiveLP, empty: FrontierBounds, ends: Ends, known: Sequence[Vector]
) -> FrontierBounds:
    """The bounds over the range of integer plans."""
    start, end = ends.start, ends.end
    above = restrict(empty.relaxation, start, end)
    above = minimum(above, line_segment(start, end, ends.most, 0.0))
    cuts = cut_levels(above, empty.slack * BEND_SHARE)
    edges = [(a, b, restrict(above, a, b)) for a, b in pairwise(cuts)]
    intervals = tuple(Interval(a, b, edge, edge, None) for a, b, edge in edges)
    bounds = replace(empty, intervals=intervals)
    for choices in (ends.first, ends.last, *known):
        curve = curve_between(program, choices, start, end)
        if curve is not None:
            intervals = with_plan(bounds.intervals, curve.line)
            bounds = replace(bounds, intervals=intervals, curves=merged(bounds.curves, curve))
    return replace(bounds, intervals=propagate(bounds.intervals))


def search_interval(
    program: BiobjectiveLP, bounds: FrontierBounds, number: int, starts: list[Vector], size: float
) -> tuple[FrontierBounds, list[Vector]]:
    """The bounds after one search of an interval; starts for the next search."""
    interval = bounds.intervals[number]
    edge = interval.lower or interval.upper
    slope = float(np.diff(edge.values[[0, -1]])[0] / (interval.end - interval.start))
    program.set_objective(-slope, size - float(edge.values[0]) + slope * interval.start)
    program.require_x(interval.start, interval.end)
    found = program.solve_integer([*starts, *(plan.choices for plan in interval.plans)])
    if found.incumbent is None:
        return with_intervals(bounds, number, interval_without_plan(interval, found)), starts
    top = found.dual_bound - size + float(edge.values[0])
    line = line_segment(interval.start, interval.end, top, slope)
    choices = np.round(found.incumbent[program.lp.integers])
    plan = PlanPoint(program.x.value(found.incumbent), program.y.value(found.incumbent), choices)
    own_upper, plans = minimum(interval.own_upper, line), (*interval.plans, plan)
    searched = replace(interval, own_upper=own_upper, plans=plans)
    curve = curve_between(program, choices, interval.start, interval.end)
    if curve is None:
        return with_intervals(bounds, number, split(searched, plan, bounds)), starts
    first, *rest = split_at_plan_end(searched, curve.line, bounds.min_width)
    bounds = replace(bounds, curves=merged(bounds.curves, curve))
    return with_intervals(bounds, number, [*split(first, plan, bounds), *rest]), [choices]


def with_intervals(bounds: FrontierBounds, number: int, new: Sequence[Interval]) -> FrontierBounds:
    """The bounds with intervals in the place of one."""
    intervals = (*bounds.intervals[:number], *new, *bounds.intervals[number + 1 :])
    return replace(bounds, intervals=propagate(intervals))


def interval_without_plan(interval: Interval, found: SolverResult) -> list[Interval]:
    """An interval in which no plan was found: there is none, or the search was stopped."""
    if found.termination != "infeasible":
        return [replace(interval, closed=True)]
    nothing = line_segment(interval.start, interval.end, NO_VALUE, 0.0)
    return [replace(interval, own_upper=nothing, closed=True)]
