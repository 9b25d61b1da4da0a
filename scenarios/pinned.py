"""A scenario that asks for the choices of a plan: a demand of its own for each choice that is free.

Such a demand is known by how its id begins, so that another plan can take its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil, floor
from typing import Any

from model.criteria import SENSE, TRADEOFFS
from model.demand import Demand, Field
from model.evaluation.evaluate import price_of_place
from model.instance import Instance
from model.plan import PLACE, Plan
from scenarios.new_demand import sentence
from scenarios.scenario import Scenario
from scenarios.structure import SCENARIO_OWNER
from scenarios.traded_criteria import demand_reaching

PIN = "PIN-"  # opens the id of a demand for a choice
REACH = 1e-6  # relative: by how much less than a plan the first criterion may be
EASE = 1e-3  # of the places, up to a whole one: how far the demands leave them free


def pinned(
    scenario: Scenario,
    instance: Instance,
    plan: Plan,
    free: Iterable[tuple[str, str]],
    value: float,
) -> Scenario:
    """The scenario with a demand for each choice, of a kind and an id, as the plan has it.

    Its first criterion must reach `value`, where a demand can say so.
    """
    asked = [each for choice in free for each in pins(instance, plan, *choice)]
    asked += reached(scenario.order[0].criterion, value)
    free_of_pins = unpinned(scenario)
    return replace(free_of_pins, new={**free_of_pins.new, **{q.id: q for q in asked}})


def reached(criterion: str, value: float) -> Iterator[Demand]:
    """A demand that a criterion reaches a value, or hardly less."""
    if criterion in TRADEOFFS:
        ease = SENSE[criterion] * REACH * max(1.0, abs(value))
        yield demand_reaching(criterion, value - ease)._replace(id=f"{PIN}{criterion}")


def unpinned(scenario: Scenario) -> Scenario:
    """The scenario without what was asked for to have a plan's choices."""
    return replace(
        scenario,
        new=without_pins(scenario.new),
        demands=without_pins(scenario.demands),
        bounds=without_pins(scenario.bounds),
    )


def is_taken(scenario: Scenario, plan: Scenario) -> bool:
    """Whether a scenario asks for the same choices as that of a plan, and for the same order."""
    asked, wanted = (
        {q: each for q, each in of.new.items() if q.startswith(PIN)} for of in (scenario, plan)
    )
    return asked == wanted and scenario.order == plan.order


def without_pins(by_demand: Mapping[str, Any]) -> dict[str, Any]:
    return {q: each for q, each in by_demand.items() if not q.startswith(PIN)}


def pins(instance: Instance, plan: Plan, kind: str, i: str) -> Iterator[Demand]:
    """The demands for one choice of a plan."""
    if kind == "unit":
        yield pin(instance, "keep_unit" if i in plan.unit_is_open else "close_unit", "units", i)
        return
    status, places = plan.status(i), plan.total(i, y=instance.years[-1])
    if status == "handed_over":
        yield pin(instance, "hand_over", "measures", i)
    elif status == "closed":
        yield pin(instance, "close", "measures", i)
    else:
        yield from pins_of_places(instance, i, places)


def pins_of_places(instance: Instance, measure: str, places: float) -> Iterator[Demand]:
    """At least and at most so many places, the latter in what they cost; both told in whole."""
    ease, last = min(1.0, EASE * places), instance.years[-1]
    if places >= PLACE:
        yield pin(instance, "places", "measures", measure, floor(places - ease))
    price = price_of_place(instance, measure, last)
    if price > 0:
        yield pin(instance, "spending", "measures", measure, ceil(price * (places + ease)))


def pin(instance: Instance, kind: str, field: Field, i: str, bound: float = 0.0) -> Demand:
    about: dict[Any, Any] = {field: (i,)}
    name, last = f"{PIN}{kind}-{i}", instance.years[-1]
    told = sentence(instance, kind, about)
    return Demand(name, told, SCENARIO_OWNER, kind, bound, **about, from_year=last)
