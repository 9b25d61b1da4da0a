"""Bounds of a frontier: intervals of the range of levels, each with a lower and an upper bound.

Plans reach the lower bound, and no plan is above the upper. The functions update them by one more
plan or dual bound.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from model.frontier.piecewise import Breakpoints, line_segment, maximum, restrict, widest_gap
from model.solver.matrix import Vector

MIN_WIDTH = 1e-5  # of the range: an interval that is not split further
NO_VALUE = -1e15  # the value where there is no plan
MARGIN = 0.02  # of an interval: nearer to its ends it is not split


class PlanPoint(NamedTuple):
    """A plan that was found: its level, its value and its integers."""

    level: float
    value: float
    choices: Vector


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

    def gap(self) -> tuple[float, float]:
        """The level with the widest gap between the bounds, and the gap."""
        if self.lower is None:
            return (self.start + self.end) / 2, np.inf
        return widest_gap(self.upper, self.lower)


@dataclass(frozen=True)
class FrontierBounds:
    """The bounds of a frontier so far; a gap of `slack` counts as proven."""

    relaxation: Breakpoints
    intervals: tuple[Interval, ...]
    slack: float
    steps: int = 0

    @property
    def width(self) -> float:
        """The widest gap between the bounds."""
        return max(
            (piece.gap()[1] for piece in self.intervals if self.can_be_split(piece)), default=0.0
        )

    @property
    def min_width(self) -> float:
        """The width of an interval that is not split."""
        return MIN_WIDTH * (self.intervals[-1].end - self.intervals[0].start)

    def can_be_split(self, piece: Interval) -> bool:
        """Whether an interval is wider than the smallest."""
        return piece.end - piece.start > 1.5 * self.min_width

    @property
    def proven(self) -> bool:
        """Whether the gap is nowhere wider than the slack."""
        return self.width <= self.slack

    @property
    def progress(self) -> float:
        """The share of the range over which the gap is within the slack."""
        spans = [(p.end - p.start, p.gap()[1] <= self.slack) for p in self.intervals]
        whole = sum(span for span, _ in spans)
        done = sum(span for span, narrow in spans if narrow)
        return done / whole if whole else 1.0


def widest_interval(band: FrontierBounds) -> int | None:
    """The index of the open interval with the widest gap; long ones without a plan come first."""
    gaps = [
        (piece.gap()[1], piece.end - piece.start, number)
        for number, piece in enumerate(band.intervals)
        if not piece.closed
    ]
    widest_of_all = max(gaps, default=(0.0, 0.0, 0))
    return widest_of_all[2] if widest_of_all[0] > band.slack else None


def with_plan(pieces: tuple[Interval, ...], curve: Breakpoints) -> tuple[Interval, ...]:
    """The intervals with one more plan in their lower bounds, where its breakpoints cover them."""
    reach = float(curve.levels[-1]) if len(curve.levels) else -np.inf
    return tuple(
        replace(piece, lower=with_breakpoints(piece.lower, restrict(curve, piece.start, piece.end)))
        if piece.end <= reach
        else piece
        for piece in pieces
    )


def with_breakpoints(below: Breakpoints | None, curve: Breakpoints) -> Breakpoints:
    """A lower bound with one more plan."""
    return curve if below is None else maximum(below, curve)


def split_at_plan_end(piece: Interval, curve: Breakpoints, step: float) -> list[Interval]:
    """An interval with one more plan in its lower bound, split where the plan's breakpoints end.

    The step just after the end is an interval of its own, so that searches beyond it do not find
    the same end again.
    """
    if not len(curve.levels) or curve.levels[-1] <= piece.start:
        return [piece]
    last = float(curve.levels[-1])
    ends = [piece.start, last, last + step, piece.end]
    if piece.end - last <= step:
        ends = [piece.start, piece.end]
    first, *rest = (sub_interval(piece, a, b) for a, b in pairwise(ends))
    first = replace(
        first, lower=with_breakpoints(first.lower, restrict(curve, first.start, first.end))
    )
    return [first, *rest]


def sub_interval(piece: Interval, start: float, end: float) -> Interval:
    """The part of an interval between two levels."""
    return replace(
        piece,
        start=start,
        end=end,
        own_upper=restrict(piece.own_upper, start, end),
        upper=restrict(piece.upper, start, end),
        lower=None if piece.lower is None else restrict(piece.lower, start, end),
        plans=tuple(t for t in piece.plans if start <= t.level <= end),
    )


def split(piece: Interval, touch: PlanPoint, band: FrontierBounds) -> list[Interval]:
    """An interval whose gap is too wide, split at its plan or else at the widest gap."""
    at, gap = piece.gap()
    span = piece.end - piece.start
    if gap <= band.slack:
        return [piece]
    if not band.can_be_split(piece):
        return [replace(piece, closed=True)]
    inner = piece.start + MARGIN * span, piece.end - MARGIN * span
    middle = (piece.start + piece.end) / 2
    places = [touch.level, at, middle] if piece.lower is not None else [middle]
    level = next(place for place in places if inner[0] < place < inner[1])
    return [sub_interval(piece, piece.start, level), sub_interval(piece, level, piece.end)]


def propagate(pieces: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The intervals with bounds carried from one to the next.

    A plan of a level is a plan for every lower level, so the lower bound of an interval is at least
    the next one's; and its upper bound is at least the next one's too.
    """
    result: list[Interval] = []
    served = beyond = NO_VALUE
    for piece in reversed(pieces):
        below, above = piece.lower, piece.own_upper
        served = max([served, *(touch.value for touch in piece.plans if touch.level >= piece.end)])
        if served > NO_VALUE:
            flat = line_segment(piece.start, piece.end, served, 0.0)
            below = flat if below is None else maximum(below, flat)
        above = maximum(above, line_segment(piece.start, piece.end, beyond, 0.0))
        result.append(replace(piece, lower=below, upper=above))
        served = served if below is None else float(below.values[0])
        beyond = float(above.values[0])
    result.reverse()
    return tuple(result)
