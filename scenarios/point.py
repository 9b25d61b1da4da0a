"""A point of a frontier as a scenario: one criterion demanded, the other sought first."""

from dataclasses import replace

from model.criteria import target
from model.formulation.criteria import SENSE
from model.instance import Instance
from scenarios.apply import apply
from scenarios.frontier import Point
from scenarios.reach import reached
from scenarios.scenario import ORDER, Priority, Scenario

TKR = 1000  # in a million
EASE = 1e-6  # relative: a level that is just reached is asked a trifle less strictly


def at(instance: Instance, scenario: Scenario, x: str, y: str, point: Point) -> Scenario:
    """The scenario whose plan has the x of the point, or better, and the most of y.

    A saving is always what is demanded, by its lever; other criteria become demands of its own.
    """
    if y == "saving":
        return at(instance, scenario, y, x, Point(point.y, point.x))
    value = point.x - SENSE[x] * EASE * max(1.0, abs(point.x))
    asked = replace(scenario, order=sought(y), frozen=False)
    saving = target(apply(instance, scenario))
    if x == "saving" and saving is not None and saving.bound > 0:
        return replace(asked, levers=replace(asked.levers, amount=max(0.0, value) / TKR))
    demand = reached(x, value)
    return replace(asked, new={**asked.new, demand.id: demand})


def sought(y: str) -> tuple[Priority, ...]:
    """y first, then what a scenario seeks by default."""
    return (Priority(y), *(step for step in ORDER if step.criterion != y))
