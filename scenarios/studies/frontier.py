"""The whole trade-off between two criteria within a scenario's demands, exact or certified.

Values are in the criteria's own units (model/criteria.py): persons, tkr, places, share.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal, NamedTuple

import numpy as np

from model.criteria import SENSE, criterion_values
from model.demand import NO_WORDS, Text
from model.demand_kinds.kinds import judge
from model.evaluation.evaluate import evaluate
from model.evaluation.savings import savings
from model.frontier.augmecon import GridPlan, TriobjectiveLP, solve_grid
from model.frontier.biobjective import BiobjectiveLP
from model.frontier.curves import ListedPlan, plan_at
from model.frontier.next_point import certify
from model.frontier.piecewise import Breakpoints, evenly_spaced, whole_frontier
from model.frontier.refine import FrontierBounds, Interval
from model.instance import Instance
from model.plan import read_plan
from model.solution import Outcome
from model.solver.lexicographic import AGREEMENT
from model.solver.matrix import Vector
from model.solver.warm_lp import NO_TIME_LIMIT
from scenarios.apply import apply
from scenarios.once import WithoutDemands
from scenarios.scenario import ORDER, Priority, Scenario
from scenarios.solve import Answer, todays_practice
from scenarios.traded_criteria import (
    build_biobjective,
    demand_id,
    demand_reaching,
    remaining_conflict,
    traded_demands,
)

TOLERANCE = 1e-3
TKR = 1000  # in a million
EASE = 1e-7  # in the unit, and relative: how far below a level is required, against rounding
BEND = 0.1  # of the range of a criterion, beyond a straight line: less is no bend
POINTS_OF_A_BEND = 3
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


@dataclass(frozen=True)
class Frontier:
    """The frontier as far as it is known.

    `breakpoints` are those of the relaxation, which no plan can be beyond; `points` lie on it
    (kind lp) or are integer plans (kind certified). Once it is proven, each plan has a point, or a
    place on the straight line between two that are joined, with as much x and at most `slack` less
    y; without slack the points are every plan that no other beats.
    Without points `conflict` names the demands that have no plan together, or `why` says
    what else is missing.
    """

    x: str
    y: str
    kind: Literal["lp", "certified"]
    breakpoints: tuple[Point, ...] = ()
    points: tuple[Point, ...] = ()
    joined: tuple[bool, ...] = ()  # each to the next point
    bounds: tuple[Edge, ...] = ()
    tolerance: float = 0.0
    slack: float = 0.0  # in the unit of y
    width: float = 0.0  # the widest gap between the bounds
    proven: bool = False
    progress: float = 1.0
    seconds: float = 0.0
    conflict: tuple[str, ...] = ()
    why: Literal["", "frozen", "nothing"] = ""

    @property
    def every_point(self) -> bool:
        """Whether every plan that no other beats is one of the points."""
        return self.kind == "certified" and self.proven and self.slack == 0


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
    joined = tuple(i + 1 < len(shown) for i in range(len(shown)))
    seconds = perf_counter() - start
    return Frontier(x, y, "lp", breaks, shown, joined, proven=True, seconds=seconds)


def certified_frontier(
    instance: Instance,
    scenario: Scenario,
    x: str,
    y: str,
    tolerance: float = TOLERANCE,
    seconds: float = np.inf,
) -> Iterator[Frontier]:
    """The frontier of integer plans after every step, until it is proven or time has passed.

    `tolerance` is relative to the largest y. Every step has the breakpoints of the relaxation; the
    points of the last one are evaluated.
    """
    start, changed = perf_counter(), apply(instance, scenario)
    known = Frontier(x, y, "certified", tolerance=tolerance)
    if scenario.frozen:
        yield replace(known, why="frozen")
        return
    program = build_biobjective(changed, x, y)
    program.lp.set_time_limit(seconds)
    plans: list[ListedPlan] = []
    for bounds in certify(program, tolerance):
        plans = bounds.plans()
        known = replace(known, seconds=perf_counter() - start)
        known = as_frontier(program, bounds, plans, known)
        yield known
        if known.seconds > seconds:
            break
    if known.bounds:
        program.lp.set_time_limit(NO_TIME_LIMIT)
        known = evaluated(program, changed, plans, known)
    elif not program.lp.out_of_time:
        known = without_points(changed, known)
    yield replace(known, seconds=perf_counter() - start)


def evaluated(
    program: BiobjectiveLP, instance: Instance, plans: Sequence[ListedPlan], known: Frontier
) -> Frontier:
    """The frontier with the points at the values that the evaluation gives their plans.

    A plan that it disagrees about is left out, and then nothing is proven; so is one that another
    beats, where a solver told two values apart that are the same.
    """
    _, before = todays_practice(WithoutDemands(instance))
    found = [evaluated_point(program, instance, before, plan, known) for plan in plans]
    agreed = [
        point
        for point, told in zip(found, known.points, strict=True)
        if point is not None and agree(point, told)
    ]
    kept = [
        i for i, point in enumerate(found) if point in agreed and not beaten(known, point, agreed)
    ]
    return replace(
        known,
        points=tuple(point for i in kept if (point := found[i])),
        joined=tuple(plans[i].joined and i + 1 in kept for i in kept),
        proven=known.proven and len(agreed) == len(plans),
    )


def beaten(known: Frontier, point: Point | None, points: Sequence[Point]) -> bool:
    """Whether another point is at least as good in both criteria."""
    senses = (SENSE[known.x], SENSE[known.y])
    return point is not None and any(
        other != point and all(s * b >= s * a for s, a, b in zip(senses, point, other, strict=True))
        for other in points
    )


def agree(one: Point, other: Point) -> bool:
    """Whether the model and the evaluation say the same of a plan."""
    return all(abs(a - b) <= AGREEMENT * max(1.0, abs(b)) for a, b in zip(one, other, strict=True))


def evaluated_point(
    program: BiobjectiveLP, instance: Instance, before: Outcome, plan: ListedPlan, known: Frontier
) -> Point | None:
    """The point of a plan as evaluated; None when the plan breaks a rule."""
    columns = plan_at(program, plan)
    if columns is None:
        return None
    named = dict(zip(program.matrix.columns, columns.tolist(), strict=False))
    after = evaluate(instance, read_plan(instance, named))
    values = criterion_values(instance, before, after)
    return None if after.violations else Point(values[known.x], values[known.y])


def without_points(instance: Instance, empty: Frontier) -> Frontier:
    """An empty frontier, with the reason why no point is on it."""
    conflict = remaining_conflict(instance, (empty.x, empty.y))
    return replace(empty, conflict=conflict, why="nothing", proven=True)


def as_points(program: BiobjectiveLP, breakpoints: Breakpoints) -> tuple[Point, ...]:
    """Breakpoints in the units of the criteria."""
    xs, ys = program.x.sense * breakpoints.levels, program.y.sense * breakpoints.values
    return tuple(Point(*pair) for pair in zip(xs.tolist(), ys.tolist(), strict=True))


def as_frontier(
    program: BiobjectiveLP, bounds: FrontierBounds, plans: Sequence[ListedPlan], empty: Frontier
) -> Frontier:
    """What is known of the frontier, in the units of the criteria."""
    levels, values = (np.array([plan[i] for plan in plans]) for i in (0, 1))
    return replace(
        empty,
        breakpoints=as_points(program, bounds.relaxation),
        points=as_points(program, Breakpoints(levels, values)),
        joined=tuple(plan.joined for plan in plans),
        bounds=tuple(edges_of(program, bounds.intervals)),
        slack=bounds.slack + bounds.loss,
        width=bounds.width,
        proven=bounds.proven,
        progress=bounds.progress,
    )


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
    (_, before), after = todays_practice(WithoutDemands(data)), evaluate(data, plan)
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


def knee(found: Frontier) -> Point | None:
    """The point where the frontier bends most: furthest beyond the line between its ends.

    Distances are relative to the range of each criterion. None where it hardly bends.
    """
    levels, values = lower_edge(found)
    if len(levels) < POINTS_OF_A_BEND:
        return None
    across = (levels - levels[0]) / max(EASE, np.ptp(levels))
    up = (values - values[-1]) / max(EASE, np.ptp(values))
    beyond = across + up - 1
    at = int(np.argmax(beyond))
    if beyond[at] < BEND:
        return None
    return Point(SENSE[found.x] * float(levels[at]), SENSE[found.y] * float(values[at]))


def without_point(scenario: Scenario, x: str, y: str) -> Scenario:
    """The scenario without what a point of its frontier moves, so that all points share one."""
    reached = {demand_id(criterion) for criterion in (x, y)}
    levers = scenario.levers
    if "saving" in (x, y) and levers.amount:
        levers = replace(levers, amount=None)
    return replace(
        scenario,
        id="",
        name=NO_WORDS,
        about=NO_WORDS,
        levers=levers,
        order=ORDER,
        new={i: q for i, q in scenario.new.items() if i not in reached},
        demands={i: on for i, on in scenario.demands.items() if i not in reached},
    )


def scenario_at(instance: Instance, scenario: Scenario, x: str, y: str, point: Point) -> Scenario:
    """The scenario whose plan has the x of the point, or better, and the most of y.

    A saving is always what is demanded, by its lever; other criteria become demands of its own.
    """
    if y == "saving":
        return scenario_at(instance, scenario, y, x, Point(point.y, point.x))
    value = point.x - SENSE[x] * max(EASE, EASE * abs(point.x))
    order = (Priority(y, 0.0), *(step for step in ORDER if step.criterion != y))
    asked = replace(scenario, order=order, frozen=False)
    return saving_at(instance, asked, value) if x == "saving" else reaching(asked, x, value)


def reaching(scenario: Scenario, criterion: str, value: float) -> Scenario:
    demand = demand_reaching(criterion, value)
    return replace(scenario, new={**scenario.new, demand.id: demand})


def saving_at(instance: Instance, scenario: Scenario, value: float) -> Scenario:
    """The scenario with so much saved, by the lever, or below zero by the bounds of its savings."""
    wanted = savings(apply(instance, scenario))
    if "" in wanted:
        return reaching(scenario, "saving", value)
    if value >= 0 and all(q.bound > 0 for q, _share in wanted.values()):
        return replace(scenario, levers=replace(scenario.levers, amount=value / TKR))
    bounds = {i: share * value for i, (_q, share) in wanted.items()}
    levers = replace(scenario.levers, amount=None)
    return replace(scenario, levers=levers, demands={**scenario.demands, **bounds})


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
