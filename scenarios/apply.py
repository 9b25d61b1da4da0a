"""A scenario's changes applied to an instance: locks and levers become demands and data."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from model.demand import Demand, Text
from model.demand_kinds.kinds import KINDS
from model.evaluation.savings import target
from model.instance import Instance
from model.numbers import set_data
from scenarios.calendar import with_days
from scenarios.scenario import OF_SETTINGS, SWITCHES, TERMS, Levers, Lock, Scenario
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
MOST_DISMISSALS = "MAXAFSK"
LOCK = "LOCK-"  # opens the id of the demand that a lock is


def apply(instance: Instance, scenario: Scenario) -> Instance:
    """The instance that the scenario asks about."""
    changed = shape(set_data(instance, scenario.data).from_start, scenario)
    changed = with_days(changed, scenario, instance)
    changed = move_settings(changed, scenario.levers)
    demands = switch({**changed.demands, **scenario.new}, scenario)
    held = locks(changed, scenario.locks) | pins(changed, scenario)
    changed = replace(changed, demands=demands | held)
    return move_demands(changed, scenario.levers, scenario.new)


def move_settings(instance: Instance, levers: Levers) -> Instance:
    """Displacement, tax share, specialisation, stages, stop price, and which effects count.

    The lever on displacement is one share for all: measures and groups lose their own.
    """
    moved = set_levers(levers, *OF_SETTINGS)
    moved |= {SWITCHES[lever]: on == "on" for lever, on in set_levers(levers, *SWITCHES).items()}
    if levers.stop_price is not None:
        moved["stop_price"] = 1000 * levers.stop_price
    if levers.displacement is not None:
        instance = with_one_displacement(instance)
    return replace(instance, settings=instance.settings._replace(**moved))


def with_one_displacement(instance: Instance) -> Instance:
    """The data without the displacement of single measures and groups."""
    measures = {m: v._replace(displacement=None) for m, v in instance.measures.items()}
    groups = {g: v._replace(displacement=None) for g, v in instance.groups.items()}
    return replace(instance, measures=measures, groups=groups)


def set_levers(levers: Levers, *names: str) -> dict[str, Any]:
    """Those of some levers that a scenario does not leave open."""
    return {name: value for name in names if (value := getattr(levers, name)) is not None}


def switch(demands: Mapping[str, Demand], scenario: Scenario) -> dict[str, Demand]:
    """Demands switched on or off, or on with another bound."""
    result = {q: at_bound(d, scenario.bounds.get(q, d.bound)) for q, d in demands.items()}
    for name, change in scenario.demands.items():
        on = change if isinstance(change, bool) else True
        bound = result[name].bound if isinstance(change, bool) else change
        result[name] = at_bound(result[name], bound)._replace(active=on)
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


def move_demands(instance: Instance, levers: Levers, added: Collection[str] = ()) -> Instance:
    """The imbalance to close and the most dismissals.

    All savings above zero move together: their amounts in proportion, their years by as many. A
    demand that the scenario added keeps its years, unless no other saving is demanded.
    """
    demands = dict(instance.demands)
    q = target(instance)
    if q is not None:
        ratio = 1.0 if levers.amount is None or not q.bound else levers.amount * 1000 / q.bound
        moved = dict(with_years(instance, levers, leading(instance, q, added), added))
        terms = set_levers(levers, *TERMS)
        for name, demand in moved.items():
            demands[name] = at_bound(demand, demand.bound * ratio)._replace(**terms)
    if levers.max_dismissals is not None:
        demands[MOST_DISMISSALS] = most_dismissals(demands, levers.max_dismissals)
    return replace(instance, demands=demands)


def leading(instance: Instance, among_all: Demand, added: Collection[str]) -> Demand:
    """The saving whose first year the lever sets: of those that nobody added, if there is any."""
    own = {name: q for name, q in instance.demands.items() if name not in added}
    found = target(replace(instance, demands=own))
    return among_all if found is None or found.bound <= 0 else found


def with_years(
    instance: Instance, levers: Levers, leader: Demand, added: Collection[str]
) -> Iterator[tuple[str, Demand]]:
    """Each saving in the years that it is moved to.

    A leader without a first year of its own is one from the first year of the data on.
    """
    begins = max(leader.from_year, instance.settings.first_year)
    later = 0 if levers.by is None else levers.by - begins
    for name, q in instance.demands.items():
        if q.kind == "saving":
            is_leader = name == leader.id
            own = q._replace(from_year=begins) if is_leader and later else q
            stays = not q.bound or (name in added and not is_leader)
            yield name, q if stays else q._replace(**shifted(instance, own, later))


def at_bound(demand: Demand, bound: float) -> Demand:
    """The demand at another bound; words that cannot tell it are no longer its sentence."""
    if bound == demand.bound or not KINDS[demand.kind].bounded:
        return demand._replace(bound=bound)
    words = Text(*(text if "{bound}" in text else "" for text in demand.sentence))
    return demand._replace(bound=bound, sentence=words)


def moves(lever: str, demand: Demand) -> bool:
    """Whether a lever moves the bound of a demand; of several limits to dismissals its own."""
    if KINDS[demand.kind].lever != lever:
        return False
    return lever != "max_dismissals" or demand.id == MOST_DISMISSALS


def shifted(instance: Instance, demand: Demand, later: int) -> dict[str, Any]:
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
        return at_bound(own, people)._replace(active=True)
    return Demand(MOST_DISMISSALS, sentence, SCENARIO_OWNER, "dismissals", people)
