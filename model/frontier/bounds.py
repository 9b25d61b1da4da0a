"""The band of a frontier: pieces of the range of levels, each between two edges.

Below is what plans have, above what no plan has. The functions say what one more plan or one
more bound does to them.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from model.frontier.piecewise import Breakpoints, line_segment, maximum, restrict, widest_gap
from model.solver.matrix import Vector

MIN_WIDTH = 1e-5  # of the range: a piece that is not cut further
NO_VALUE = -1e15  # a value of no plan
MARGIN = 0.02  # of a piece: nearer to its ends it is not cut


class PlanPoint(NamedTuple):
    """A plan on the frontier's lower edge: its level, its value and its choices."""

    level: float
    value: float
    choices: Vector


@dataclass(frozen=True)
class Interval:
    """A range of levels: no plan is above `above`, and a plan is on `below` (None: not yet).

    `own` holds for plans whose level is within the range; those of higher levels may be above it.
    """

    start: float
    end: float
    own_upper: Breakpoints
    upper: Breakpoints
    lower: Breakpoints | None
    plans: tuple[PlanPoint, ...] = ()
    closed: bool = False  # nothing more to be had here

    def gap(self) -> tuple[float, float]:
        """Where the band is widest, and how wide."""
        if self.lower is None:
            return (self.start + self.end) / 2, np.inf
        return widest_gap(self.upper, self.lower)


@dataclass(frozen=True)
class FrontierBounds:
    """The frontier as far as it is known. `slack` is the width that counts as proven."""

    relaxation: Breakpoints
    intervals: tuple[Interval, ...]
    slack: float
    steps: int = 0

    @property
    def width(self) -> float:
        """The widest that the band is."""
        return max(
            (piece.gap()[1] for piece in self.intervals if self.can_be_split(piece)), default=0.0
        )

    @property
    def min_width(self) -> float:
        """A step between two levels that is not looked into."""
        return MIN_WIDTH * (self.intervals[-1].end - self.intervals[0].start)

    def can_be_split(self, piece: Interval) -> bool:
        """Whether a piece is more than a step between two levels."""
        return piece.end - piece.start > 1.5 * self.min_width

    @property
    def proven(self) -> bool:
        """Whether the band is nowhere wider than the slack."""
        return self.width <= self.slack

    @property
    def progress(self) -> float:
        """The share of the range over which the band is narrow enough."""
        spans = [(p.end - p.start, p.gap()[1] <= self.slack) for p in self.intervals]
        whole = sum(span for span, _ in spans)
        done = sum(span for span, narrow in spans if narrow)
        return done / whole if whole else 1.0


def widest_interval(band: FrontierBounds) -> int | None:
    """The piece with the widest band, the longest of those without a plan first."""
    gaps = [
        (piece.gap()[1], piece.end - piece.start, number)
        for number, piece in enumerate(band.intervals)
        if not piece.closed
    ]
    widest_of_all = max(gaps, default=(0.0, 0.0, 0))
    return widest_of_all[2] if widest_of_all[0] > band.slack else None


def with_plan(pieces: tuple[Interval, ...], curve: Breakpoints) -> tuple[Interval, ...]:
    """The pieces with one more plan's curve on their lower edge, where it covers them."""
    reach = float(curve.levels[-1]) if len(curve.levels) else -np.inf
    return tuple(
        replace(piece, below=with_breakpoints(piece.lower, restrict(curve, piece.start, piece.end)))
        if piece.end <= reach
        else piece
        for piece in pieces
    )


def with_breakpoints(below: Breakpoints | None, curve: Breakpoints) -> Breakpoints:
    """The lower edge with one more curve."""
    return curve if below is None else maximum(below, curve)


def split_at_plan_end(piece: Interval, curve: Breakpoints, step: float) -> list[Interval]:
    """A piece with one more plan's curve on its lower edge, cut where the curve ends.

    The step just after the end is a piece of its own, so that searches beyond it do not find the
    end again.
    """
    if not len(curve.levels) or curve.levels[-1] <= piece.start:
        return [piece]
    last = float(curve.levels[-1])
    ends = [piece.start, last, last + step, piece.end]
    if piece.end - last <= step:
        ends = [piece.start, piece.end]
    first, *rest = (sub_interval(piece, a, b) for a, b in pairwise(ends))
    first = replace(
        first, below=with_breakpoints(first.lower, restrict(curve, first.start, first.end))
    )
    return [first, *rest]


def sub_interval(piece: Interval, start: float, end: float) -> Interval:
    """The part of a piece between two levels."""
    return replace(
        piece,
        start=start,
        end=end,
        own=restrict(piece.own_upper, start, end),
        above=restrict(piece.upper, start, end),
        below=None if piece.lower is None else restrict(piece.lower, start, end),
        touches=tuple(t for t in piece.plans if start <= t.level <= end),
    )


def split(piece: Interval, touch: PlanPoint, band: FrontierBounds) -> list[Interval]:
    """A piece that is still too wide in two: where its plan touches, else where it is widest."""
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
    """What one piece says of others: a plan of a level serves every lower one.

    So the lower edge is no lower, and the upper edge no higher, than the next piece needs; and
    what no plan of a level has, none of a higher level has.
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
        result.append(replace(piece, below=below, above=above))
        served = served if below is None else float(below.values[0])
        beyond = float(above.values[0])
    result.reverse()
    return tuple(result)
