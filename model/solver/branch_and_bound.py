"""Branch and bound on the warm relaxation: a few boxes of a few milliseconds each.

The relaxations of these models are tight and cheap to solve again, so that a search of our own
ends before a general one has presolved. What it cannot end soon, or not clearly, goes to HiGHS.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from model.solver.highs import Found
from model.solver.matrix import Vector
from model.solver.warm_lp import Search

DOWN, UP = 0, 1
NOTHING = 1e-6  # a loss that is none, so that the other side still counts


class Part(NamedTuple):
    """A box of the whole columns: the `side` of one of `value` that was cut by `far` at `cut`."""

    lower: Vector
    upper: Vector
    cut: int | None = None
    side: int = DOWN
    far: float = 1.0
    value: float = 0.0


class Losses:
    """What mending has cost per unit, by side and column, as a share of the value."""

    def __init__(self, columns: int) -> None:
        self.lost, self.cuts = np.ones((2, columns)), np.ones((2, columns))

    def learn(self, part: Part, found: Found) -> None:
        """How the relaxation of a part ended; a part without any point lost everything."""
        if part.cut is not None:
            lost = abs(part.value - found.value) / max(1.0, abs(part.value))
            lost = 1.0 if found.x is None else min(1.0, lost)
            self.lost[part.side, part.cut] += lost / part.far
            self.cuts[part.side, part.cut] += 1

    def halves(self, part: Part, found: Found, values: Vector) -> list[Part]:
        """Below and above a broken whole number, the one above to be taken first."""
        far = np.array([values - np.floor(values), np.ceil(values) - values])
        cost = np.maximum(NOTHING, far * self.lost / self.cuts)
        broken = far.min(axis=0) > WHOLE
        j = int(np.argmax(np.where(broken, cost[DOWN] * cost[UP], -1.0)))
        below, above = part.upper.copy(), part.lower.copy()
        below[j], above[j] = np.floor(values[j]), np.ceil(values[j])
        return [
            Part(part.lower, below, j, DOWN, far[DOWN, j], found.value),
            Part(above, part.upper, j, UP, far[UP, j], found.value),
        ]


SOON = 120  # boxes, then HiGHS is quicker
NOISE = 1e-7  # relative, of a solver's value
SLACK = 1e-6  # given up of a value of zero, in its own unit
WHOLE = 1e-6  # as far from a whole number as a value may be


Settled = Callable[[float, float], bool]
Bounds = tuple[Vector, Vector]  # lower and upper of the whole columns


class Box(NamedTuple):
    """Bounds of the whole columns, and the relaxation within them; the best comes first."""

    order: float
    number: int
    lower: Vector
    upper: Vector
    value: float
    point: Vector  # of the whole columns


class Tree:
    """One search for the best point with whole numbers, to the gap of its `search`.

    `known` is a value that no point beats, where one is known beforehand; `settled` says of the
    best value and one that may be reached that the difference does not matter, instead of the gap.
    """

    def __init__(
        self, search: Search, known: float | None = None, settled: Settled | None = None
    ) -> None:
        self.search, self.sense = search, search.sense
        self.settled = settled or self.close
        self.known = np.inf if known is None else search.sense * known
        self.open: list[Box] = []
        self.passed: list[Box] = []  # holds nothing better than the best by the gap
        self.number = 0
        self.best: Found | None = None
        self.clear = True

    def relaxed(self, lower: Vector, upper: Vector) -> Found:
        """The relaxation over a box."""
        self.number += 1
        self.search.bounds(self.search.whole, lower, upper)
        found = self.search.relaxation()
        self.clear &= found.termination in ("optimal", "infeasible")
        return found

    def promising(self, value: float) -> bool:
        """Whether a box of this value may hold a point better than the best by the gap."""
        if self.best is None:
            return True
        reached = min(self.sense * value, self.known)
        return not self.settled(self.best.value, self.sense * reached)

    def close(self, best: float, reached: float) -> bool:
        """Whether a value is no better than the best by more than the gap."""
        return self.sense * (reached - best) <= max(1e-9, self.search.gap * abs(best))

    def add(self, lower: Vector, upper: Vector) -> Found:
        """Open a box unless nothing in it can be better."""
        found = self.relaxed(lower, upper)
        if found.termination == "optimal" and found.x is not None:
            point, order = found.x[self.search.whole], -self.sense * found.value
            box = Box(order, self.number, lower, upper, found.value, point)
            if self.promising(found.value):
                heappush(self.open, box)
            else:
                self.passed.append(box)
        return found

    def try_point(self, values: Vector) -> None:
        """Fix the whole columns at these values; what comes of it may be the best."""
        found = self.relaxed(values, values)
        better = self.best is None or self.sense * (found.value - self.best.value) > 0
        if found.termination == "optimal" and better:
            self.best = found

    def grow(self) -> None:
        """Take the best open box: its point rounded up, then its two halves."""
        box = heappop(self.open)
        broken = np.abs(box.point - np.round(box.point))
        self.try_point(np.clip(np.ceil(box.point - WHOLE), box.lower, box.upper))
        if not self.promising(box.value):
            self.passed.append(box)
        elif broken.max(initial=0.0) > 0:
            for half in halves(box, smallest(box.point, broken)):
                self.add(*half)

    def ended(self) -> bool:
        """Whether no open box is promising."""
        return not self.open or not self.promising(self.open[0].value)

    def result(self) -> Found:
        """The best point and the bound that the tree has proven."""
        assert self.best is not None, "there is a best point"
        bounds = (-box.order for box in (*self.open, *self.passed))
        bound = max(self.sense * self.best.value, min(max(bounds, default=-np.inf), self.known))
        return self.best._replace(bound=self.sense * bound)

    def within(self, tolerance: float) -> list[Bounds]:
        """Where points may be that give up no more of the best value than the tolerance."""
        assert self.best is not None, "there is a best point"
        value = self.best.value
        least = self.sense * value - given_up(value, tolerance) - NOISE * max(1.0, abs(value))
        return [(b.lower, b.upper) for b in (*self.open, *self.passed) if -b.order >= least]


def smallest(point: Vector, broken: Vector) -> int:
    """The broken number nearest zero: what the relaxation runs least is run below its minimum.

    Numbers broken by no more than the solver's tolerance come last.
    """
    least = min(WHOLE, broken.max() / 2)
    return int(np.argmin(np.where(broken > least, point, np.inf)))


def halves(box: Box, j: int) -> Iterator[Bounds]:
    """The boxes above and below a broken whole number."""
    lower, upper = box.lower.copy(), box.upper.copy()
    lower[j], upper[j] = np.ceil(box.point[j]), np.floor(box.point[j])
    yield lower, box.upper
    yield box.lower, upper


def given_up(value: float, tolerance: float) -> float:
    """How much of a step's value later steps may give up."""
    return max(tolerance * abs(value), SLACK)


def everywhere(search: Search) -> Bounds:
    """The box of all points."""
    matrix, whole = search.matrix, search.whole
    return matrix.column_lower[whole], matrix.column_upper[whole]


def run(
    search: Search,
    starts: Iterable[Vector] = (),
    known: float | None = None,
    settled: Settled | None = None,
) -> Found:
    """The best point with whole numbers, proven to the gap or stopped by the time limit.

    `starts` are values of the whole columns that may be good, such as those of a neighbour;
    `known` and `settled` are told in Tree.
    """
    return among(search, starts, [everywhere(search)], 0.0, known, settled)[0]


def among(
    search: Search,
    starts: Iterable[Vector],
    boxes: Sequence[Bounds],
    tolerance: float,
    known: float | None = None,
    settled: Settled | None = None,
) -> tuple[Found, Sequence[Bounds]]:
    """The best point in these boxes, and the boxes with points within the tolerance of it."""
    tree, everything = Tree(search, known, settled), everywhere(search)
    for box in boxes:
        tree.add(*box)
    if tree.clear and not tree.open:
        search.bounds(search.whole, *everything)
        found = search.afresh()  # what a warm run calls impossible is asked twice
        return found if found.termination == "infeasible" else search.by_highs(), boxes
    for values in starts:
        tree.try_point(np.clip(values, *everything))
    while tree.clear and not tree.ended() and tree.number < SOON and not search.late:
        tree.grow()
    search.nodes += tree.number
    search.bounds(search.whole, *everything)
    if tree.clear and tree.ended() and tree.best is not None:
        return tree.result(), tree.within(tolerance)
    return search.by_highs(), boxes  # and what is impossible by its boxes


def fixed(search: Search, values: Vector) -> Found:
    """The linear program with the whole columns at these values; their bounds are put back."""
    search.bounds(search.whole, values, values)
    found = search.relaxation()
    search.bounds(search.whole, *everywhere(search))
    return found
