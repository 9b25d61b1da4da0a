"""A sweep: one lever or number of the data moved step by step, each step a solved answer."""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model.demand import Text
from model.instance import Instance
from scenarios.facts import numbers
from scenarios.levers import move_one, names
from scenarios.paths import is_path
from scenarios.ranges import whole_year, within
from scenarios.scenario import Fault, RefusedError, Scenario, nearest
from scenarios.solve import Answer, solve

MOST_STEPS = 200


class Stop(NamedTuple):
    """Where a lever stands: as asked for, as used (within its range), and the scenario there."""

    asked: str
    value: str
    scenario: Scenario

    @property
    def clamped(self) -> bool:
        return self.asked != self.value


class Point(NamedTuple):
    """A stop with its answer, which may be that there is no plan, and why."""

    stop: Stop
    answer: Answer


def sweep(instance: Instance, stops: Iterable[Stop], seconds: float = 60.0) -> Iterator[Point]:
    for stop in stops:
        yield Point(stop, solve(instance, stop.scenario, seconds))


def between(first: float, last: float, steps: int) -> tuple[str, ...]:
    """So many values from first to last, evenly spaced, both included. Raises RefusedError."""
    if not 1 < steps <= MOST_STEPS or not math.isfinite(first) or not math.isfinite(last):
        remedy = Text(
            f"Skriv to tal og mellem 2 og {MOST_STEPS} trin.",
            f"Write two numbers and between 2 and {MOST_STEPS} steps.",
        )
        raise RefusedError([Fault("steps", f"{first:g}, {last:g}, {steps}", remedy)])
    return tuple(f"{first + (last - first) * i / (steps - 1):.12g}" for i in range(steps))


def stops(
    scenario: Scenario, instance: Instance, lever: str, values: Iterable[str]
) -> tuple[Stop, ...]:
    """The lever at each value, numbers beyond its range moved to its end; equal stops once.

    Raises RefusedError with everything wrong, before anything is solved.
    """
    faults: list[Fault] = []
    found: dict[str, Stop] = {}
    for asked in values:
        try:
            given = whole_year(lever, asked.strip())
            value = within(instance.with_demands(*scenario.new.values()), lever, given)
            stop = Stop(given, value, scenario_at(scenario, instance, lever, value))
        except ValueError as error:
            faults.append(Fault(lever, asked, error.args[0]))
            continue
        found.setdefault(stop.value, stop)
    if not faults and not found:
        faults.append(Fault(lever, "", Text("Skriv mindst én værdi.", "Write at least one value.")))
    if faults:
        raise RefusedError(list(dict.fromkeys(faults)))
    return tuple(found.values())


def scenario_at(scenario: Scenario, instance: Instance, lever: str, value: str) -> Scenario:
    """The scenario with a lever or a number of the data there. Raises ValueError with a Text."""
    known = names(instance.with_demands(*scenario.new.values()))
    if lever not in known and not is_path(instance, lever):
        paths = sorted({key[0] for (_kind, key), _value in numbers(instance)})
        raise ValueError(nearest(lever, [*known, *paths]))
    return move_one(scenario, instance, lever, value)
