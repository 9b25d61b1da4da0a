"""The exact frontier of a linear program: every breakpoint, one solve for each straight piece."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.frontier.biobjective import Line, Plane
from model.solver.matrix import Vector

STEP = 1e-7  # of the span: how far past a breakpoint the next piece is looked for
SAME = 1e-7  # relative to the larger value: values that are the same


class Curve(NamedTuple):
    """Breakpoints of a frontier: levels that rise and the values there, which never rise."""

    levels: Vector
    values: Vector

    def at(self, levels: Vector) -> Vector:
        """Values at levels within the curve; what is had at the first level holds before it."""
        return np.interp(levels, self.levels, self.values)


def trace(plane: Plane, start: float, end: float) -> Curve:
    """The frontier from `start` to `end`, or to where nothing more is possible.

    The curve is empty when nothing is possible at `start`. What is sought must be aimed at.
    """
    here, step = plane.line(start), STEP * max(end - start, 1.0)
    if here is None:
        return Curve(np.array([]), np.array([]))
    joints, ahead = [(start, here.value)], step
    while here.reach < end:
        following = plane.line(min(here.reach + ahead, end))
        if following is None:
            break
        joints += between(plane, here, following, 2 * step)
        bent = here.slope - following.slope > SAME * abs(following.slope)
        ahead = step if bent else max(2 * ahead, following.reach - following.level)
        here = following
    last = min(here.reach, end)
    return curve([*joints, (last, here.at(last))])


def between(plane: Plane, left: Line, right: Line, slip: float) -> Iterator[tuple[float, float]]:
    """The breakpoints between two lines: where they meet, if they do at the end of the left one."""
    if left.slope - right.slope <= SAME * abs(right.slope):
        return
    rise = right.at(left.level) - left.value
    meet = left.level + rise / (left.slope - right.slope)
    meet = min(max(meet, left.level), right.level)
    middle = None if abs(meet - left.reach) <= slip else plane.line(meet)
    if middle is None or middle.value >= left.at(meet) - SAME * max(1.0, abs(left.value)):
        yield meet, left.at(meet)
    else:
        yield from between(plane, left, middle, slip)
        yield from between(plane, middle, right, slip)


def curve(joints: list[tuple[float, float]]) -> Curve:
    """Joints in order as a curve, each level once."""
    levels, values = np.array(joints).T
    kept = np.append(np.diff(levels) > 0, True)
    return Curve(levels[kept], np.minimum.accumulate(values[kept]))


def whole_curve(plane: Plane) -> Curve:
    """The frontier between the point with most y and the point with most x, both its best."""
    plane.demand(-np.inf)
    most = plane.most_of_x()
    plane.seek()
    best = plane.search.solve_relaxation()
    if best.incumbent is None or most.incumbent is None:
        return Curve(np.array([]), np.array([]))
    start = plane.x_at_most_y(best.objective)
    before = STEP * max(most.objective - start, 1.0)
    plane.seek()
    traced = trace(plane, start - before, most.objective)
    return Curve(traced.levels[1:], traced.values[1:]) if len(traced.levels) > 1 else traced


def spaced(line: Curve, points: int) -> Curve:
    """So many points of a curve, at even steps of the level."""
    levels = np.linspace(line.levels[0], line.levels[-1], points)
    return Curve(levels, line.at(levels))


def grid(first: Curve, second: Curve) -> Vector:
    """Levels between which both curves are straight and do not cross."""
    levels = np.union1d(first.levels, second.levels)
    apart = first.at(levels) - second.at(levels)
    cross = np.flatnonzero(apart[:-1] * apart[1:] < 0)
    share = apart[cross] / (apart[cross] - apart[cross + 1])
    return np.union1d(levels, levels[cross] + share * np.diff(levels)[cross])


def higher(first: Curve, second: Curve) -> Curve:
    """The higher of two curves over the same range."""
    levels = grid(first, second)
    return Curve(levels, np.maximum(first.at(levels), second.at(levels)))


def lower(first: Curve, second: Curve) -> Curve:
    """The lower of two curves over the same range."""
    levels = grid(first, second)
    return Curve(levels, np.minimum(first.at(levels), second.at(levels)))


def widest(above: Curve, below: Curve) -> tuple[float, float]:
    """Where two curves over the same range are widest apart, and by how much."""
    levels = grid(above, below)
    apart = above.at(levels) - below.at(levels)
    at = int(np.argmax(apart))
    return float(levels[at]), float(apart[at])


def within(curve: Curve, start: float, end: float) -> Curve:
    """The part of a curve between two levels; before its own first level it is flat."""
    inside = (curve.levels > start) & (curve.levels < end)
    levels = np.concatenate([[start], curve.levels[inside], [end]])
    return Curve(levels, curve.at(levels))


def straight(start: float, end: float, value: float, slope: float) -> Curve:
    """A line from its value at `start`."""
    levels = np.array([start, end])
    return Curve(levels, value + slope * (levels - start))


def bends(curve: Curve, most: float) -> list[float]:
    """Levels that cut a concave curve into parts no further than `most` above their chords."""
    cuts, first = [float(curve.levels[0])], 0
    for last in range(2, len(curve.levels)):
        part = Curve(curve.levels[first : last + 1], curve.values[first : last + 1])
        if widest(part, Curve(part.levels[[0, -1]], part.values[[0, -1]]))[1] > most:
            first = last - 1
            cuts.append(float(curve.levels[first]))
    return [*cuts, float(curve.levels[-1])]
