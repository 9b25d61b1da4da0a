"""Levers by name, as `--set KEY=VALUE` gives them, and everything that can be wrong with one."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, cast, get_args

from model.demand import Text
from model.instance import Instance
from scenarios.choice import (
    Case,
    Choice,
    add,
    move_lever,
    pruned,
    require,
    set_lock,
    switch,
    without_bound,
)
from scenarios.new_demand import from_setting
from scenarios.ranges import between, limits, parsed
from scenarios.scenario import (
    OPTIONS,
    RANGES,
    Fault,
    Levers,
    Lock,
    RefusedError,
    Scenario,
    choose,
    nearest,
)


def one_of(options: Iterable[str], value: str) -> str:
    """The value, one of the options. Raises ValueError with a Text."""
    allowed = tuple(options)
    if value not in allowed:
        raise ValueError(choose(allowed))
    return value


def number(low: float, high: float, value: str) -> float:
    """A number between two, with a decimal point or comma. Raises ValueError with a Text."""
    found = parsed(value)
    if found is None or not low <= found <= high:
        raise ValueError(between(low, high))
    return found


def lever_value(lever: str, value: str, instance: Instance) -> Any:
    """What a lever is set to. Raises ValueError with a Text."""
    if lever in OPTIONS:
        return one_of(get_args(OPTIONS[lever]), value)
    if lever in RANGES:
        return number(*RANGES[lever], value)
    if value not in map(str, instance.years):
        raise ValueError(year_of(instance))
    return int(value)


def year_of(instance: Instance) -> Text:
    """What to do about a year that is none of the data's."""
    first, last = instance.years[0], instance.years[-1]
    return Text(f"Vælg et år fra {first} til {last}.", f"Choose a year from {first} to {last}.")


NEW = "new."  # opens the name of a demand that a setting makes
LEVERS = tuple(lever.name for lever in fields(Levers))
NOBODY = Text(
    "Ingen anden forvaltning kan overtage indsatsen; det står i arket Indsatser.",
    "No other administration can take the measure over; the sheet Measures says who could.",
)


def names(instance: Instance) -> list[str]:
    locks = [f"lock.{n}" for n in instance.measures]
    return [*LEVERS, *locks, *(f"demand.{q}" for q in instance.demands)]


def move(scenario: Scenario, instance: Instance, settings: Iterable[str]) -> Scenario:
    """The scenario with `KEY=VALUE` settings made. Raises RefusedError with all faults."""
    case, faults = Case(instance, scenario), []
    for setting in settings:
        key, _, value = setting.partition("=")
        try:
            case = replace(case, choice=choice_with(case, key.strip(), value.strip()))
        except ValueError as error:
            faults.append(Fault(key, value, error.args[0]))
    if faults:
        raise RefusedError(faults)
    if not case.choice.moved:
        return scenario
    if not scenario.frozen:
        case = replace(case, choice=pruned(case, Case(instance, scenario).levers))
    return replace(case.scenario, frozen=False)


def move_one(scenario: Scenario, instance: Instance, key: str, value: str) -> Scenario:
    """The scenario with one setting made. Raises ValueError with a Text that says what to do."""
    case = Case(instance, scenario)
    return replace(replace(case, choice=choice_with(case, key, value)).scenario, frozen=False)


def choice_with(case: Case, key: str, value: str) -> Choice:
    """The choice with a setting made. Raises ValueError with a Text that says what to do."""
    instance = case.data
    kind, _, name = key.partition(".")
    if key.startswith(NEW):
        return add(case, from_setting(instance, key.removeprefix(NEW), value))
    known = [*names(instance), *(f"demand.{q}" for q in case.demands if q not in instance.demands)]
    if key not in known:
        raise ValueError(nearest(key, known))
    if key in LEVERS:
        return move_lever(case, key, lever_value(key, value, instance))
    if kind == "lock":
        lock = cast("Lock", one_of(get_args(Lock), value))
        if lock == "handed_over" and instance.measures[name].handover_to is None:
            raise ValueError(NOBODY)
        return set_lock(case, name, lock)
    if value in ("on", "off"):
        return without_bound(switch(case, name, value == "on"), name)
    return require(case, name, bound(key, value, instance))


def bound(key: str, value: str, instance: Instance) -> float:
    """The bound of a demand. Raises ValueError with a Text."""
    try:
        return number(*limits(instance, key), value)
    except ValueError:
        raise ValueError(
            Text("Skriv on, off eller et tal.", "Write on, off or a number.")
        ) from None
