"""The exact frontier of a linear program: every breakpoint, one solve for each linear piece."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.frontier.biobjective import BiobjectiveLP, LinearPiece
from model.solver.matrix import Vector

STEP = 1e-7  # of the range: how far past a breakpoint the next piece is solved for
SAME = 1e-7  # relative to the larger value: values that are the same


class Breakpoints(NamedTuple):
    """The breakpoints of a frontier: rising levels, and values that never rise."""

    levels: Vector
    values: Vector

    def value_at(self, levels: Vector) -> Vector:
        """Values by linear interpolation; constant before the first level."""
        return np.interp(levels, self.levels, self.values)


def trace(program: BiobjectiveLP, start: float, end: float) -> Breakpoints:
    """The frontier from `start` to `end`, or to the last feasible level.

    Empty when `start` is infeasible. The objective must be set.
    """
    piece, step = program.piece_at(start), STEP * max(end - start, 1.0)
    if piece is None:
        return Breakpoints(np.array([]), np.array([]))
    points, skip = [(start, piece.value)], step
    while piece.end < end:
        next_piece = program.piece_at(min(piece.end + skip, end))
        if next_piece is None:
            break
        points += breakpoints_between(program, piece, next_piece, 2 * step)
        bent = piece.slope - next_piece.slope > SAME * abs(next_piece.slope)
        skip = step if bent else max(2 * skip, next_piece.end - next_piece.level)
        piece = next_piece
    last = min(piece.end, end)
    levels, values = np.array([*points, (last, piece.value_at(last))]).T
    kept = np.append(np.diff(levels) > 0, True)  # each level once
    return Breakpoints(levels[kept], np.minimum.accumulate(values[kept]))


def breakpoints_between(
    program: BiobjectiveLP, left: LinearPiece, right: LinearPiece, slip: float
) -> Iterator[tuple[float, float]]:
    """The breakpoints between two pieces: their intersection, if the left piece ends there."""
    if left.slope - right.slope <= SAME * abs(right.slope):
        return
    rise = right.value_at(left.level) - left.value
    meet = left.level + rise / (left.slope - right.slope)
    meet = min(max(meet, left.level), right.level)
    middle = None if abs(meet - left.end) <= slip else program.piece_at(meet)
    if middle is None or middle.value >= left.value_at(meet) - SAME * max(1.0, abs(left.value)):
        yield meet, left.value_at(meet)
    else:
        yield from breakpoints_between(program, left, middle, slip)
        yield from breakpoints_between(program, middle, right, slip)


def whole_frontier(program: BiobjectiveLP) -> Breakpoints:
    """The frontier from the point with most y to the point with most x."""
    program.require_x(-np.inf)
    most = program.maximise_x()
    program.set_objective()
    best = program.lp.solve_relaxation()
    if best.incumbent is None or most.incumbent is None:
        return Breakpoints(np.array([]), np.array([]))
    start = program.max_x_at_max_y(best.objective)
    before = STEP * max(most.objective - start, 1.0)
    traced = trace(program, start - before, most.objective)
    return Breakpoints(traced.levels[1:], traced.values[1:]) if len(traced.levels) > 1 else traced


def evenly_spaced(line: Breakpoints, points: int) -> Breakpoints:
    levels = np.linspace(line.levels[0], line.levels[-1], points)
    return Breakpoints(levels, line.value_at(levels))


def common_levels(first: Breakpoints, second: Breakpoints) -> Vector:
    """The levels between which both functions are linear and do not cross."""
    levels = np.union1d(first.levels, second.levels)
    apart = first.value_at(levels) - second.value_at(levels)
    cross = np.flatnonzero(apart[:-1] * apart[1:] < 0)
    share = apart[cross] / (apart[cross] - apart[cross + 1])
    return np.union1d(levels, levels[cross] + share * np.diff(levels)[cross])


def maximum(first: Breakpoints, second: Breakpoints) -> Breakpoints:
    levels = common_levels(first, second)
    return Breakpoints(levels, np.maximum(first.value_at(levels), second.value_at(levels)))


def minimum(first: Breakpoints, second: Breakpoints) -> Breakpoints:
    levels = common_levels(first, second)
    return Breakpoints(levels, np.minimum(first.value_at(levels), second.value_at(levels)))


def widest_gap(above: Breakpoints, below: Breakpoints) -> tuple[float, float]:
    """The level with the widest gap between two functions over the same range, and the gap."""
    levels = common_levels(above, below)
    apart = above.value_at(levels) - below.value_at(levels)
    at = int(np.argmax(apart))
    return float(levels[at]), float(apart[at])


def restrict(breakpoints: Breakpoints, start: float, end: float) -> Breakpoints:
    """The function between two levels; constant before its own first level."""
    inside = (breakpoints.levels > start) & (breakpoints.levels < end)
    levels = np.concatenate([[start], breakpoints.levels[inside], [end]])
    return Breakpoints(levels, breakpoints.value_at(levels))


def line_segment(start: float, end: float, value: float, slope: float) -> Breakpoints:
    levels = np.array([start, end])
    return Breakpoints(levels, value + slope * (levels - start))


def cut_levels(breakpoints: Breakpoints, most: float) -> list[float]:
    """Levels that cut a concave function into parts at most `most` above their chords."""
    cuts, first = [float(breakpoints.levels[0])], 0
    for last in range(2, len(breakpoints.levels)):
        part = Breakpoints(*(each[first : last + 1] for each in breakpoints))
        chord = Breakpoints(*(each[[0, -1]] for each in part))
        if widest_gap(part, chord)[1] > most:
            first = last - 1
            cuts.append(float(breakpoints.levels[first]))
    return [*cuts, float(breakpoints.levels[-1])]
