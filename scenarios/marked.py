"""Known plans held against a frontier: where they lie and how far from the best."""

from typing import NamedTuple

import numpy as np

from model.criteria import criteria
from model.demand import Text
from model.demands import judge
from model.evaluate import evaluate
from model.formulation.criteria import SENSE
from model.instance import Instance
from model.matrix import Vector
from model.plan import baseline
from scenarios.answer import Answer
from scenarios.apply import apply
from scenarios.frontier import Frontier, Point, freed
from scenarios.scenario import Scenario


class Mark(NamedTuple):
    """A plan on the plane of a frontier, and how much better each criterion could be alone.

    NaN where the frontier does not reach the plan's value of the other criterion.
    """

    name: Text
    point: Point
    dx: float  # of x at the plan's y
    dy: float  # of y at the plan's x
    meets: bool  # the demands of the frontier's scenario


def mark(instance: Instance, scenario: Scenario, found: Frontier, answer: Answer) -> Mark | None:
    """The plan of an answer, evaluated on the frontier's own terms; None without a plan."""
    plan = answer.solution.plan
    if plan is None or not found.points:
        return None
    data = apply(instance, scenario)
    before, after = evaluate(data, baseline(data)), evaluate(data, plan)
    values = criteria(data, before, after)
    point = Point(values[found.x], values[found.y])
    traded = freed(data, (found.x, found.y))
    judged = judge(data, plan, before, after).items()
    meets = all(told.met for q, told in judged if told.active and q not in traded)
    return Mark(answer.scenario.name, point, *distances(found, point), meets)


def distances(found: Frontier, point: Point) -> tuple[float, float]:
    """How much better x can be at the point's y, and y at its x, by plans that are there."""
    levels, values = lower_edge(found)
    x, y = SENSE[found.x] * point.x, SENSE[found.y] * point.y
    dy = float(np.interp(x, levels, values, right=np.nan)) - y
    reached = levels[values >= y]
    dx = float(np.interp(-y, -values, levels)) - x if len(reached) else np.nan
    return dx, dy


def lower_edge(found: Frontier) -> tuple[Vector, Vector]:
    """Levels and values that are had, both turned so that more is better; levels rise."""
    if found.kind == "lp":
        pairs = [(p.x, p.y) for p in found.curve]
    else:
        pairs = [(e.x, e.least) for e in found.band if not np.isnan(e.least)]
    sense = np.array([SENSE[found.x], SENSE[found.y]])
    turned = np.array(pairs).reshape(-1, 2) * sense
    return turned[:, 0], turned[:, 1]
