"""Levers by name, as `--set KEY=VALUE` gives them, and everything that can be wrong with one."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, cast, get_args

from model.demand import Text
from model.instance import Instance
from model.numbers import set_data
from scenarios.calendar import day_faults
from scenarios.choice import (
    Case,
    Choice,
    add,
    move_lever,
    pruned,
    put_first,
    require,
    set_lock,
    set_number,
    set_price,
    spend,
    switch,
    without_bound,
)
from scenarios.new_demand import from_setting
from scenarios.paths import WHOLE_NUMBER, is_cut, is_path, joint_faults, may_be_blank, remedies
from scenarios.ranges import between, limits, number_limits, parsed
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
OF_ORDER = ("tolerance", "in_work")  # what comes first, and how much of it may be given up
LEVERS = tuple(lever.name for lever in fields(Levers))
NOBODY = Text(
    "Ingen anden forvaltning kan overtage indsatsen; det står i arket Indsatser.",
    "No other administration can take the measure over; the sheet Measures says who could.",
)


def names(instance: Instance) -> list[str]:
    locks = [f"lock.{n}" for n in instance.measures]
    return [*LEVERS, *OF_ORDER, *locks, *(f"demand.{q}" for q in instance.demands)]


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
        return set_path(case, key, value, known)
    if key in (*LEVERS, *OF_ORDER):
        return moved_lever(case, key, value)
    if kind == "lock":
        lock = cast("Lock", one_of(get_args(Lock), value))
        if lock == "handed_over" and instance.measures[name].handover_to is None:
            raise ValueError(NOBODY)
        return set_lock(case, name, lock)
    if value in ("on", "off"):
        return without_bound(switch(case, name, value == "on"), name)
    return require(case, name, bound(key, value, instance))


def moved_lever(case: Case, key: str, value: str) -> Choice:
    """The choice with a lever moved. Raises ValueError with a Text that says what to do."""
    if key in OF_ORDER:
        return move_order(case, key, value)
    if key == "stop_price":
        return set_price(case, number(*RANGES[key], value))
    return move_lever(case, key, lever_value(key, value, case.data))


def move_order(case: Case, key: str, value: str) -> Choice:
    """The order with another criterion first, or with more or less to give up of the first.

    Raises ValueError with a Text.
    """
    if key == "tolerance":
        return spend(case, number(*limits(case.data, key), value) / 100)
    first = "in_work" if one_of(("on", "off"), value) == "on" else "exits"
    return put_first(case, first)


def set_path(case: Case, path: str, value: str, known: Sequence[str]) -> Choice:
    """The choice with a number of the data; an empty value is a blank, where there may be one.

    Raises ValueError with a Text where there is no such number or lever, or it is out of range.
    """
    if not is_path(case.data, path):
        raise ValueError(nearest(path, known))
    for _found, remedy in remedies(path, case.data):
        raise ValueError(remedy)
    blank = value == "" and may_be_blank(path, case.data)
    given = None if blank else number(*number_limits(path), value)
    if is_cut(path, given, case.data):
        raise ValueError(WHOLE_NUMBER)
    moved = replace(case, choice=set_number(case, path, given))
    changed = set_data(case.data, moved.scenario.data)
    for fault in (*joint_faults(changed), *day_faults(moved.scenario, changed, case.data)):
        raise ValueError(fault.remedy)
    return moved.choice


def bound(key: str, value: str, instance: Instance) -> float:
    """The bound of a demand. Raises ValueError with a Text."""
    try:
        return number(*limits(instance, key), value)
    except ValueError:
        raise ValueError(
            Text("Skriv on, off eller et tal.", "Write on, off or a number.")
        ) from None
