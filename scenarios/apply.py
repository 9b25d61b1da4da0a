"""A scenario's changes applied to an instance: locks and levers become demands and data."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_type_hints

from model.demand import Demand, Text
from model.demand_kinds.kinds import KINDS
from model.evaluation.savings import target
from model.instance import Instance
from scenarios.scenario import OF_SETTINGS, TERMS, Levers, Lock, Scenario
from scenarios.structure import SCENARIO_OWNER, pins, shape

LOCK_KINDS: dict[Lock, str] = {
    "open": "keep_open",
    "closed": "close",
    "handed_over": "hand_over",
    "as_today": "as_today",
    "at_least_today": "places",
}
LOCK_SENTENCES = {
    "open": Text("{it} skal bevares", "{it} must stay open"),
    "closed": Text("{it} skal lukkes", "{it} must close"),
    "handed_over": Text("{it} skal overgå til anden forvaltning", "{it} must be handed over"),
    "as_today": Text("{it} skal fortsætte som i dag", "{it} must go on as today"),
    "at_least_today": Text("{it} skal have mindst dagens pladser", "{it} must keep today's places"),
}
NUMBERS = (int, float, float | None)
MOST_DISMISSALS = "MAXAFSK"
LOCK = "LOCK-"  # opens the id of the demand that a lock is


def apply(instance: Instance, scenario: Scenario) -> Instance:
    """The instance that the scenario asks about."""
    changed = shape(set_data(instance, scenario.data), scenario)
    changed = move_settings(changed, scenario.levers)
    demands = switch({**changed.demands, **scenario.new}, scenario)
    held = locks(changed, scenario.locks) | pins(changed, scenario)
    changed = replace(changed, demands=demands | held)
    return move_demands(changed, scenario.levers)


def set_data(instance: Instance, data: Mapping[str, float]) -> Instance:
    """Single numbers by path, such as `groups.KAP.caseload` or `settings.hours_per_fte`.

    Raises AttributeError, KeyError, TypeError or ValueError where there is no such number.
    """
    for path, value in data.items():
        table, *key, field = path.split(".")
        rows = getattr(instance, table)
        if not key:
            instance = replace(instance, **{table: with_number(rows, field, value)})
            continue
        index: Any = ".".join(key) if "/" not in key[-1] else tuple(".".join(key).split("/"))
        changed: dict[str, Any] = {table: {**rows, index: with_number(rows[index], field, value)}}
        instance = replace(instance, **changed)
    return instance


def with_number(row: Any, field: str, value: float) -> Any:
    """The row with one of its numbers replaced; a row that is a number alone is its `value`."""
    if field == "value" and isinstance(row, float):
        return value
    if field not in numeric(row):
        raise TypeError(field)
    whole = get_type_hints(type(row))[field] is int
    return row._replace(**{field: int(value) if whole else value})


def numeric(row: Any) -> tuple[str, ...]:
    """The fields of a row that hold a number or may."""
    if isinstance(row, float):
        return ("value",)
    hints = get_type_hints(type(row)) if isinstance(row, tuple) else {}
    return tuple(field for field, hint in hints.items() if hint in NUMBERS)


def move_settings(instance: Instance, levers: Levers) -> Instance:
    """Displacement, tax share, specialisation, and which level of the effects counts."""
    moved = set_levers(levers, *OF_SETTINGS)
    return replace(instance, settings=instance.settings._replace(**moved))


def set_levers(levers: Levers, *names: str) -> dict[str, Any]:
    """Those of some levers that a scenario does not leave open."""
    return {name: value for name in names if (value := getattr(levers, name)) is not None}


def switch(demands: Mapping[str, Demand], scenario: Scenario) -> dict[str, Demand]:
    """Demands switched on or off, or on with another bound."""
    result = {q: d._replace(bound=scenario.bounds.get(q, d.bound)) for q, d in demands.items()}
    for name, change in scenario.demands.items():
        on = change if isinstance(change, bool) else True
        bound = result[name].bound if isinstance(change, bool) else change
        result[name] = result[name]._replace(active=on, bound=bound)
    return result


def locks(instance: Instance, wanted: Mapping[str, Lock]) -> dict[str, Demand]:
    """A demand for each measure that the scenario locks."""
    result = {}
    for n, lock in wanted.items():
        if lock != "free":
            sentence = LOCK_SENTENCES[lock].format(it=instance.measures[n].name)
            bound = instance.today(n) if lock == "at_least_today" else 0.0
            name, kind = f"{LOCK}{n}", LOCK_KINDS[lock]
            result[name] = Demand(name, sentence, SCENARIO_OWNER, kind, bound, measures=(n,))
    return result


def move_demands(instance: Instance, levers: Levers) -> Instance:
    """The imbalance to close and the most dismissals.

    All savings above zero move together: their amounts in proportion, their years by as many. A
    target without a first year of its own is one from the first year of the data on.
    """
    demands = dict(instance.demands)
    q = target(instance)
    if q is not None:
        ratio = 1.0 if levers.amount is None or not q.bound else levers.amount * 1000 / q.bound
        begins = max(q.from_year, instance.settings.first_year)
        later = 0 if levers.by is None else levers.by - begins
        terms = set_levers(levers, *TERMS)
        for name, demand in demands.items():
            if demand.kind == "saving":
                own = demand._replace(from_year=begins) if name == q.id and later else demand
                years: dict[str, Any] = shifted(instance, own, later) if demand.bound else {}
                demands[name] = demand._replace(bound=demand.bound * ratio, **years, **terms)
    if levers.max_dismissals is not None:
        demands[MOST_DISMISSALS] = most_dismissals(demands, levers.max_dismissals)
    return replace(instance, demands=demands)


def moves(lever: str, demand: Demand) -> bool:
    """Whether a lever moves the bound of a demand; of several limits to dismissals its own."""
    if KINDS[demand.kind].lever != lever:
        return False
    return lever != "max_dismissals" or demand.id == MOST_DISMISSALS


def shifted(instance: Instance, demand: Demand, later: int) -> dict[str, int]:
    """The years of a demand moved, where it has years of its own."""
    first, last = instance.settings.first_year, instance.settings.last_year
    return {
        "from_year": demand.from_year + later if demand.from_year >= first else demand.from_year,
        "to_year": demand.to_year + later if demand.to_year <= last else demand.to_year,
    }


def most_dismissals(demands: Mapping[str, Demand], people: float) -> Demand:
    """The instance's own demand on dismissals with another bound, or a new one."""
    own = demands.get(MOST_DISMISSALS)
    sentence = Text("Højst {bound} afskediges", "At most {bound} {is|are} dismissed")
    if own is not None:
        return own._replace(active=True, bound=people)
    return Demand(MOST_DISMISSALS, sentence, SCENARIO_OWNER, "dismissals", people)
