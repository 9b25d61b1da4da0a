"""The exact frontier of a linear program: every breakpoint, one solve for each straight piece."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.matrix import Vector
from model.plane import Line, Plane

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
    best = plane.search.relaxation()
    if best.x is None or most.x is None:
        return Curve(np.array([]), np.array([]))
    start = plane.x_at_most_y(best.value)
    before = STEP * max(most.value - start, 1.0)
    plane.seek()
    traced = trace(plane, start - before, most.value)
    return Curve(traced.levels[1:], traced.values[1:]) if len(traced.levels) > 1 else traced


def spaced(line: Curve, points: int) -> Curve:
    """So many points of a curve, at even steps of the level."""
    levels = np.linspace(line.levels[0], line.levels[-1], points)
    return Curve(levels, line.at(levels))
