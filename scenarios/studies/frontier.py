"""The whole trade-off between two criteria within a scenario's demands, exact or certified.

Values are in the criteria's own units (model/criteria.py): persons, tkr, places, share.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from time import perf_counter
from typing import Literal, NamedTuple

import numpy as np

from model.criteria import SENSE, criterion_values
from model.demand import Text
from model.demand_kinds.kinds import judge
from model.evaluation.evaluate import evaluate
from model.evaluation.savings import target
from model.frontier.augmecon import GridPlan, TriobjectiveLP, solve_grid
from model.frontier.biobjective import BiobjectiveLP
from model.frontier.piecewise import Breakpoints, evenly_spaced, whole_frontier
from model.frontier.refine import FrontierBounds, Interval, refine
from model.instance import Instance
from model.plan import baseline
from model.solver.matrix import Vector
from scenarios.apply import apply
from scenarios.scenario import ORDER, Priority, Scenario
from scenarios.solve import Answer
from scenarios.traded_criteria import (
    build_biobjective,
    demand_reaching,
    remaining_conflict,
    traded_demands,
)

TOLERANCE = 1e-3
SHOWN = 60  # points of plans
ROUNDING = 1e-7  # relative difference of values that are the same
TKR = 1000  # in a million
EASE = 1e-6  # relative: how far below a level is required, against rounding
LEVELS = 6  # of each criterion that is required, of three


class Point(NamedTuple):
    """A value of each criterion."""

    x: float
    y: float


class Edge(NamedTuple):
    """Bounds of the best y of plans with x or better; `least` is NaN where no plan is known."""

    x: float
    least: float
    most: float


class Exchange(NamedTuple):
    """What a step between neighbours changes: `dx` of x for `dy` of y."""

    start: Point
    dx: float
    dy: float


@dataclass(frozen=True)
class Frontier:
    """The frontier as far as it is known.

    `breakpoints` are those of the relaxation, which no plan can be beyond; `points` lie on it
    (kind lp) or are integer plans (kind certified), proven to be within `slack` of the best y.
    Without points `conflict` names the demands that have no plan together, or `why` says
    what else is missing.
    """

    x: str
    y: str
    kind: Literal["lp", "certified"]
    breakpoints: tuple[Point, ...] = ()
    points: tuple[Point, ...] = ()
    bounds: tuple[Edge, ...] = ()
    tolerance: float = 0.0
    slack: float = 0.0  # in the unit of y
    width: float = 0.0  # the widest gap between the bounds
    proven: bool = False
    progress: float = 1.0
    seconds: float = 0.0
    conflict: tuple[str, ...] = ()
    why: Literal["", "frozen", "nothing"] = ""

    def exchanges(self) -> tuple[Exchange, ...]:
        return tuple(Exchange(a, b.x - a.x, b.y - a.y) for a, b in pairwise(self.points))


def lp_frontier(
    instance: Instance, scenario: Scenario, x: str, y: str, points: int | None
) -> Frontier:
    """The exact frontier of the relaxation: every breakpoint, or so many even points on it."""
    start = perf_counter()
    changed = apply(instance, scenario)
    if scenario.frozen:
        return Frontier(x, y, "lp", why="frozen")
    program = build_biobjective(changed, x, y)
    breakpoints = whole_frontier(program)
    if not len(breakpoints.levels):
        return without_points(changed, Frontier(x, y, "lp"))
    breaks = as_points(program, breakpoints)
    shown = breaks if points is None else as_points(program, evenly_spaced(breakpoints, points))
    return Frontier(x, y, "lp", breaks, shown, proven=True, seconds=perf_counter() - start)


def certified_frontier(
    instance: Instance,
    scenario: Scenario,
    x: str,
    y: str,
    tolerance: float = TOLERANCE,
    seconds: float = np.inf,
) -> Iterator[Frontier]:
    """The frontier of integer plans after every step, until it is proven or time has passed.

    `tolerance` is relative to the largest y. Every step has the breakpoints of the relaxation.
    """
    changed = apply(instance, scenario)
    return certified_frontier_applied(changed, x, y, tolerance, seconds, frozen=scenario.frozen)


def certified_frontier_applied(
    changed: Instance,
    x: str,
    y: str,
    tolerance: float = TOLERANCE,
    seconds: float = np.inf,
    *,
    frozen: bool = False,
) -> Iterator[Frontier]:
    """The same on an instance that has the scenario's changes; nothing of a frozen one."""
    start = perf_counter()
    if frozen:
        yield Frontier(x, y, "certified", why="frozen")
        return
    program = build_biobjective(changed, x, y)
    for bounds in refine(program, tolerance):
        known = as_frontier(program, bounds, Frontier(x, y, "certified", tolerance=tolerance))
        known = replace(known, seconds=perf_counter() - start)
        if not bounds.intervals:
            known = without_points(changed, known)
        yield known
        if known.seconds > seconds:
            return


def without_points(instance: Instance, empty: Frontier) -> Frontier:
    """An empty frontier, with the reason why no point is on it."""
    conflict = remaining_conflict(instance, (empty.x, empty.y))
    return replace(empty, conflict=conflict, why="nothing", proven=True)


def as_points(program: BiobjectiveLP, breakpoints: Breakpoints) -> tuple[Point, ...]:
    """Breakpoints in the units of the criteria."""
    xs, ys = program.x.sense * breakpoints.levels, program.y.sense * breakpoints.values
    return tuple(Point(*pair) for pair in zip(xs.tolist(), ys.tolist(), strict=True))


def as_frontier(program: BiobjectiveLP, bounds: FrontierBounds, empty: Frontier) -> Frontier:
    """What is known of the frontier, in the units of the criteria."""
    return replace(
        empty,
        breakpoints=as_points(program, bounds.relaxation),
        points=as_points(program, proven_plans(bounds)),
        bounds=tuple(edges_of(program, bounds.intervals)),
        slack=bounds.slack,
        width=bounds.width,
        proven=bounds.proven,
        progress=bounds.progress,
    )


def proven_plans(bounds: FrontierBounds) -> Breakpoints:
    """Breakpoints of the lower bound that are within the slack of the upper; about `SHOWN` of them.

    Of plans with the same value only the one of the highest level is kept.
    """
    levels, values = [np.array([])], [np.array([])]
    for interval in bounds.intervals:
        if interval.lower is not None:
            upper = interval.upper.value_at(interval.lower.levels)
            near = upper - interval.lower.values <= bounds.slack
            levels.append(interval.lower.levels[near])
            values.append(interval.lower.values[near])
    level, value = np.concatenate(levels), np.concatenate(values)
    if not len(level):
        return Breakpoints(level, value)
    step = (level[-1] - level[0]) / SHOWN
    kept = [len(level) - 1]
    for i in range(len(level) - 2, -1, -1):
        better = value[i] > value[kept[-1]] + ROUNDING * max(1.0, abs(value[i]))
        if better and (level[kept[-1]] - level[i] >= step or i == 0):
            kept.append(i)
    kept.reverse()
    return Breakpoints(level[kept], value[kept])


def edges_of(program: BiobjectiveLP, intervals: Sequence[Interval]) -> Iterator[Edge]:
    """Both bounds at every breakpoint of either."""
    for interval in intervals:
        above, below = interval.upper, interval.lower
        levels = above.levels if below is None else np.union1d(above.levels, below.levels)
        least = np.full(len(levels), np.nan) if below is None else below.value_at(levels)
        x, y = program.x.sense, program.y.sense
        for edge in zip(x * levels, y * least, y * above.value_at(levels), strict=True):
            yield Edge(*map(float, edge))


class Mark(NamedTuple):
    """A plan beside a frontier, and how much better each criterion could be alone.

    NaN where the frontier does not reach the plan's value of the other criterion.
    """

    name: Text
    point: Point
    dx: float  # of x at the plan's y
    dy: float  # of y at the plan's x
    meets: bool  # the demands of the frontier's scenario


def mark(data: Instance, found: Frontier, answer: Answer) -> Mark | None:
    """The mark of an answer's plan, evaluated on the frontier's instance; None without a plan."""
    plan = answer.solution.plan
    if plan is None or not found.points:
        return None
    before, after = evaluate(data, baseline(data)), evaluate(data, plan)
    values = criterion_values(data, before, after)
    point = Point(values[found.x], values[found.y])
    traded = traded_demands(data, (found.x, found.y))
    results = judge(data, plan, before, after).items()
    meets = all(result.met for q, result in results if result.active and q not in traded)
    return Mark(answer.scenario.name, point, *distances(found, point), meets)


def distances(found: Frontier, point: Point) -> tuple[float, float]:
    """How much better x can be at the point's y, and y at its x, by known plans."""
    levels, values = lower_edge(found)
    x, y = SENSE[found.x] * point.x, SENSE[found.y] * point.y
    dy = float(np.interp(x, levels, values, right=np.nan)) - y
    reached = levels[values >= y]
    dx = float(np.interp(-y, -values, levels)) - x if len(reached) else np.nan
    return dx, dy


def lower_edge(found: Frontier) -> tuple[Vector, Vector]:
    """Levels and values that plans reach, in maximised form; levels rise."""
    if found.kind == "lp":
        pairs = [(p.x, p.y) for p in found.breakpoints]
    else:
        pairs = [(e.x, e.least) for e in found.bounds if not np.isnan(e.least)]
    sense = np.array([SENSE[found.x], SENSE[found.y]])
    turned = np.array(pairs).reshape(-1, 2) * sense
    return turned[:, 0], turned[:, 1]


def scenario_at(instance: Instance, scenario: Scenario, x: str, y: str, point: Point) -> Scenario:
    """The scenario whose plan has the x of the point, or better, and the most of y.

    A saving is always what is demanded, by its lever; other criteria become demands of its own.
    """
    if y == "saving":
        return scenario_at(instance, scenario, y, x, Point(point.y, point.x))
    value = point.x - SENSE[x] * EASE * max(1.0, abs(point.x))
    order = (Priority(y), *(step for step in ORDER if step.criterion != y))
    asked = replace(scenario, order=order, frozen=False)
    saving = target(apply(instance, scenario))
    if x == "saving" and saving is not None and saving.bound > 0:
        return replace(asked, levers=replace(asked.levers, amount=max(0.0, value) / TKR))
    demand = demand_reaching(x, value)
    return replace(asked, new={**asked.new, demand.id: demand})


class Frontier3(NamedTuple):
    """The plans found so far, with the dual bound of y; the share of the grid that is answered.

    Without points `conflict` and `why` as in a frontier of two.
    """

    points: tuple[GridPlan, ...]
    progress: float
    conflict: tuple[str, ...] = ()
    why: str = ""


def frontier3(
    instance: Instance,
    scenario: Scenario,
    criteria: tuple[str, str, str],
    levels: int = LEVELS,
    seconds: float = np.inf,
) -> Iterator[Frontier3]:
    """The points after each search, in the units of the criteria, until time has passed."""
    if scenario.frozen:
        yield Frontier3((), 1.0, why="frozen")
        return
    start, changed = perf_counter(), apply(instance, scenario)
    x, y, z = criteria
    program = TriobjectiveLP(build_biobjective(changed, x, y, z), z)
    senses = np.array([SENSE[criterion] for criterion in (x, y, z, y)])
    known = Frontier3((), 0.0)
    yield known
    for progress, best in solve_grid(program, levels):
        found = () if best is None else (GridPlan(*(senses * best).tolist()),)
        known = Frontier3((*known.points, *found), progress)
        yield known
        if perf_counter() - start > seconds:
            return
    if not known.points:
        yield Frontier3((), 1.0, remaining_conflict(changed, criteria), "nothing")
