"""What plans are on a frontier: the curves of their integers, and the list of those to tell.

With the integers of a plan fixed, the plans that no other of these integers beats are a concave
curve: a straight line between two of them is plans too.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from model.frontier.biobjective import BiobjectiveLP
from model.frontier.piecewise import Breakpoints, trace
from model.solver.matrix import Vector

SAME = 1e-9  # relative: values that are the same
CROSSED = 1e-6  # of an interval: nearer to its ends two curves do not cross
NOWHERE = -np.inf  # the value of a curve beyond its end


class PlanPoint(NamedTuple):
    """A plan: its level, its value and its integers."""

    level: float
    value: float
    choices: Vector


class Curve(NamedTuple):
    """The plans of some integers: rising levels, each that of a plan, and falling values."""

    choices: Vector
    line: Breakpoints

    def value_at(self, levels: Vector) -> Vector:
        """The most value at levels; before the first a plan of the first reaches them too."""
        values: Vector = np.interp(levels, *self.line, right=NOWHERE)
        return values


class ListedPlan(NamedTuple):
    """A plan on the list; `joined` when the straight line to the next one is plans too."""

    level: float
    value: float
    choices: Vector
    joined: bool


def curve_between(
    program: BiobjectiveLP, choices: Vector, start: float, end: float
) -> Curve | None:
    """The curve of these integers from a level to another; None where they have no plan.

    A single plan, at its own level, when the best of them lies at or beyond the end.
    """
    program.fix_integers(choices)
    program.set_objective()
    program.require_x(start)
    best = program.lp.solve_relaxation()
    line = None
    if best.termination == "optimal":
        first = program.max_x_at_max_y(best.objective)
        single = Breakpoints(np.array([first]), np.array([best.objective]))
        line = trace(program, first, end) if first < end else single
        line = line if len(line.levels) else single
    program.fix_integers(None)
    return None if line is None else Curve(choices, line)


def plan_at(program: BiobjectiveLP, plan: ListedPlan) -> Vector | None:
    """The columns of a plan: its integers, its level, the most value, and then the most level.

    Where the solver finds nothing at that very value, the columns of the value stand.
    """
    program.fix_integers(plan.choices)
    program.set_objective()
    program.require_x(plan.level - SAME * max(1.0, abs(plan.level)))
    best = program.lp.solve_relaxation()
    program.require_y(best.objective if best.termination == "optimal" else -np.inf)
    found = program.maximise_x()
    program.require_y(-np.inf)
    program.fix_integers(None)
    kept = found if found.termination == "optimal" else best
    return kept.incumbent if kept.termination == "optimal" else None


def merged(curves: Sequence[Curve], new: Curve) -> tuple[Curve, ...]:
    """The curves with one more; what is known of the same integers is one curve."""
    same = [each for each in curves if np.array_equal(each.choices, new.choices)]
    others = [each for each in curves if not np.array_equal(each.choices, new.choices)]
    lines = [each.line for each in (*same, new)]
    levels, at = np.unique(np.concatenate([line.levels for line in lines]), return_index=True)
    values = np.concatenate([line.values for line in lines])[at]
    line = Breakpoints(levels, np.minimum.accumulate(values))
    return (*others, Curve(new.choices, line))


class Vertex(NamedTuple):
    """A plan of a curve that no other is above, and the curve that goes on from it, if any."""

    level: float
    value: float
    curve: int
    onward: int | None = None


def listed(curves: Sequence[Curve], loss: float, step: float) -> list[ListedPlan]:
    """The plans of the curves that no other beats, as few as lose at most `loss` of value.

    For each plan of the curves one is listed, or lies on the straight line between two that are
    joined, that has its level or more and its value but for the loss. The next plan after a jump
    is listed a step further on, so that it has another level than the one before.
    """
    vertices = envelope(curves, step) if curves else []
    found, i = [], 0
    while i < len(vertices):
        j, joined = furthest(vertices, i, loss)
        level, value, curve, _onward = vertices[i]
        found.append(ListedPlan(level, value, curves[curve].choices, joined))
        i = j
    return found


def furthest(vertices: Sequence[Vertex], i: int, loss: float) -> tuple[int, bool]:
    """The last vertex that may be listed after this one, and whether the two are joined."""
    onward = vertices[i].onward
    reached, joined = i + 1, onward is not None
    for j in range(i + 2, len(vertices)):
        levels, values = np.array([vertex[:2] for vertex in vertices[i : j + 1]]).T
        chord = np.interp(levels, levels[[0, -1]], values[[0, -1]])
        one_curve = onward is not None and {each.onward for each in vertices[i:j]} == {onward}
        if one_curve and (values - chord).max() <= loss:
            reached, joined = j, True
        elif values[0 if onward is not None else 1] - values[-1] <= loss:
            reached, joined = j, False
        else:
            break
    return reached, joined


def envelope(curves: Sequence[Curve], step: float) -> list[Vertex]:
    """The plans of the curves that no other is above, by rising level and falling value."""
    levels = np.unique(np.concatenate([each.line.levels for each in curves]))
    levels = np.concatenate([levels[:1] - 1.0, levels])
    while len(crossed := crossings(curves, levels)):
        levels = np.union1d(levels, crossed)
    left, right = ends_between(curves, levels)
    found: list[Vertex] = []
    for k, i in enumerate(np.argmax(left + right, axis=0).tolist()):
        start, end, first = float(levels[k]), float(levels[k + 1]), curves[i].line.levels[0]
        if start >= first:
            begin_piece(found, (start, left[i, k]), (end, right[i, k]), i, step)
        if end >= first:
            trifle = SAME * max(1.0, abs(right[i, k]))
            while found and found[-1].value <= right[i, k] + trifle:
                found.pop()
            found.append(Vertex(end, float(right[i, k]), i))
    return found


def begin_piece(
    found: list[Vertex],
    start: tuple[float, float],
    end: tuple[float, float],
    curve: int,
    step: float,
) -> None:
    """Go on from the last vertex by a straight piece of a curve, or begin a step after a jump."""
    trifle = SAME * max(1.0, abs(start[1]))
    if found[-1].value - start[1] <= trifle:
        found[-1] = found[-1]._replace(onward=curve)
    elif start[0] + step < end[0]:
        level = start[0] + step
        value = start[1] + (end[1] - start[1]) * step / (end[0] - start[0])
        found.append(Vertex(level, value, curve, curve))


def ends_between(curves: Sequence[Curve], levels: Vector) -> tuple[Vector, Vector]:
    """The values of the curves at both ends of each interval, of those that reach its end."""
    values = np.array([each.value_at(levels) for each in curves])
    right = values[:, 1:]
    return np.where(np.isfinite(right), values[:, :-1], NOWHERE), right


def crossings(curves: Sequence[Curve], levels: Vector) -> Vector:
    """Levels at which the best curve at the start of an interval crosses that at its end."""
    left, right = ends_between(curves, levels)
    k = np.arange(len(levels) - 1)
    one, other = np.argmax(left, axis=0), np.argmax(right, axis=0)
    apart = left[one, k] - left[other, k], right[other, k] - right[one, k]
    width, steep = np.diff(levels), apart[0] + apart[1]
    share = apart[0] / np.maximum(steep, np.finfo(float).tiny)
    inside = (share > CROSSED) & (share < 1 - CROSSED) & (width > SAME * np.ptp(levels))
    inside &= steep > SAME * np.abs(left[one, k])
    found: Vector = (levels[:-1] + share * width)[inside]
    return found
