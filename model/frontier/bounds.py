"""The band of a frontier: pieces of the range of levels, each between two edges.

Below is what plans have, above what no plan has. The functions say what one more plan or one
more bound does to them.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from model.frontier.piecewise import Curve, higher, straight, widest, within
from model.solver.matrix import Vector

NARROW = 1e-5  # of the range: a piece that is not cut further
NOTHING = -1e15  # a value of no plan
INNER = 0.02  # of a piece: nearer to its ends it is not cut


class Touch(NamedTuple):
    """A plan on the frontier's lower edge: its level, its value and its choices."""

    level: float
    value: float
    choices: Vector


@dataclass(frozen=True)
class Piece:
    """A range of levels: no plan is above `above`, and a plan is on `below` (None: not yet).

    `own` holds for plans whose level is within the range; those of higher levels may be above it.
    """

    start: float
    end: float
    own: Curve
    above: Curve
    below: Curve | None
    touches: tuple[Touch, ...] = ()
    closed: bool = False  # nothing more to be had here

    def gap(self) -> tuple[float, float]:
        """Where the band is widest, and how wide."""
        if self.below is None:
            return (self.start + self.end) / 2, np.inf
        return widest(self.above, self.below)


@dataclass(frozen=True)
class Band:
    """The frontier as far as it is known. `slack` is the width that counts as proven."""

    relaxed: Curve
    pieces: tuple[Piece, ...]
    slack: float
    steps: int = 0

    @property
    def width(self) -> float:
        """The widest that the band is."""
        return max((piece.gap()[1] for piece in self.pieces if self.wide(piece)), default=0.0)

    @property
    def step(self) -> float:
        """A step between two levels that is not looked into."""
        return NARROW * (self.pieces[-1].end - self.pieces[0].start)

    def wide(self, piece: Piece) -> bool:
        """Whether a piece is more than a step between two levels."""
        return piece.end - piece.start > 1.5 * self.step

    @property
    def proven(self) -> bool:
        """Whether the band is nowhere wider than the slack."""
        return self.width <= self.slack

    @property
    def progress(self) -> float:
        """The share of the range over which the band is narrow enough."""
        spans = [(p.end - p.start, p.gap()[1] <= self.slack) for p in self.pieces]
        whole = sum(span for span, _ in spans)
        done = sum(span for span, narrow in spans if narrow)
        return done / whole if whole else 1.0


def worst(band: Band) -> int | None:
    """The piece with the widest band, the longest of those without a plan first."""
    gaps = [
        (piece.gap()[1], piece.end - piece.start, number)
        for number, piece in enumerate(band.pieces)
        if not piece.closed
    ]
    widest_of_all = max(gaps, default=(0.0, 0.0, 0))
    return widest_of_all[2] if widest_of_all[0] > band.slack else None


def served(pieces: tuple[Piece, ...], curve: Curve) -> tuple[Piece, ...]:
    """The pieces with one more plan's curve on their lower edge, where it covers them."""
    reach = float(curve.levels[-1]) if len(curve.levels) else -np.inf
    return tuple(
        replace(piece, below=on(piece.below, within(curve, piece.start, piece.end)))
        if piece.end <= reach
        else piece
        for piece in pieces
    )


def on(below: Curve | None, curve: Curve) -> Curve:
    """The lower edge with one more curve."""
    return curve if below is None else higher(below, curve)


def added(piece: Piece, curve: Curve, step: float) -> list[Piece]:
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
    first, *rest = (part(piece, a, b) for a, b in pairwise(ends))
    first = replace(first, below=on(first.below, within(curve, first.start, first.end)))
    return [first, *rest]


def part(piece: Piece, start: float, end: float) -> Piece:
    """The part of a piece between two levels."""
    return replace(
        piece,
        start=start,
        end=end,
        own=within(piece.own, start, end),
        above=within(piece.above, start, end),
        below=None if piece.below is None else within(piece.below, start, end),
        touches=tuple(t for t in piece.touches if start <= t.level <= end),
    )


def cut(piece: Piece, touch: Touch, band: Band) -> list[Piece]:
    """A piece that is still too wide in two: where its plan touches, else where it is widest."""
    at, gap = piece.gap()
    span = piece.end - piece.start
    if gap <= band.slack:
        return [piece]
    if not band.wide(piece):
        return [replace(piece, closed=True)]
    inner = piece.start + INNER * span, piece.end - INNER * span
    middle = (piece.start + piece.end) / 2
    places = [touch.level, at, middle] if piece.below is not None else [middle]
    level = next(place for place in places if inner[0] < place < inner[1])
    return [part(piece, piece.start, level), part(piece, level, piece.end)]


def settled(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What one piece says of others: a plan of a level serves every lower one.

    So the lower edge is no lower, and the upper edge no higher, than the next piece needs; and
    what no plan of a level has, none of a higher level has.
    """
    result: list[Piece] = []
    served = beyond = NOTHING
    for piece in reversed(pieces):
        below, above = piece.below, piece.own
        served = max(
            [served, *(touch.value for touch in piece.touches if touch.level >= piece.end)]
        )
        if served > NOTHING:
            flat = straight(piece.start, piece.end, served, 0.0)
            below = flat if below is None else higher(below, flat)
        above = higher(above, straight(piece.start, piece.end, beyond, 0.0))
        result.append(replace(piece, below=below, above=above))
        served = served if below is None else float(below.values[0])
        beyond = float(above.values[0])
    result.reverse()
    return tuple(result)
