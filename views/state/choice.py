"""The levers of management, and the one place where library and levers become a scenario.

A choice is plain values: the id of a scenario in the library, and only what the reader has
moved in it. Every scenario remembers its own levers: their keys begin with its id. `ID.demand.Q`
says whether demand Q holds, `ID.bound.Q` its bound in the unit of its kind, `ID.new` the demands
the reader has made. A bound gives way when a lever moves it, and the lever when the bound is set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from model.conflicts.feasibility import Demands
from model.demand import Demand
from model.evaluation.savings import NOTHING, target
from model.instance import Instance
from reports.demands.text import untold
from reports.language.names import renamed
from scenarios import library
from scenarios.apply import LOCK, MOST_DISMISSALS, apply
from scenarios.levers import check
from scenarios.refusal import RefusedError
from scenarios.scenario import Levers, Scenario
from scenarios.studies.frontier import Point, scenario_at
from scenarios.studies.repairs import Change, RepairRecord, record_of
from views.state import session

Choice = dict[str, Any]
FIRST, DECIDED, TODAY = "optimum-34", "byraadet-2017", "fortsaet"
TKR = 1000  # in a million


def available() -> tuple[str, ...]:
    """The scenarios of the library that speak of nothing the data in use do not have."""
    return tuple(name for name in library.names() if _fits(library.load(name)))


def reference() -> Scenario:
    """What plans are held against first: the decision of 2017, else today's practice."""
    return library.load(DECIDED if DECIDED in available() else TODAY)


def choice() -> Choice:
    """The scenario chosen, and what has been moved in it."""
    scenario, instance = library.load(st.session_state.get("scenario", FIRST)), session.instance()
    wanted = asked(scenario, instance)
    return {
        "id": scenario.id,
        "levers": _moved(scenario, "", vars(in_force(wanted, instance))),
        "locks": _moved(scenario, "lock.", locks(scenario, instance)),
        "demands": _demands_moved(scenario, instance),
        "new": made(scenario),
        "point": st.session_state.get(f"{scenario.id}.point", {}),
    }


def compose(choice: Choice) -> Scenario:
    """Library and levers as one scenario, called changed when something has been moved."""
    scenario = library.load(choice["id"])
    moved = {kind: choice.get(kind, {}) for kind in ("levers", "locks", "demands", "new", "point")}
    return replace(
        scenario,
        name=renamed(scenario.name) if any(moved.values()) else scenario.name,
        levers=replace(scenario.levers, **moved["levers"]),
        locks={**scenario.locks, **moved["locks"]},
        demands={**scenario.demands, **moved["demands"]},
        new={**scenario.new, **moved["new"]},
        order=moved["point"].get("order", scenario.order),
    )


def asked(scenario: Scenario, instance: Instance) -> Scenario:
    """The scenario with the reader's demands, before any lever is moved."""
    demands = {**scenario.demands, **_demands_moved(scenario, instance)}
    return replace(scenario, demands=demands, new={**scenario.new, **made(scenario)})


def made(scenario: Scenario) -> dict[str, Demand]:
    """The demands the reader has made in a scenario."""
    return dict(st.session_state.get(f"{scenario.id}.new", {}))


def chosen() -> Scenario:
    return compose(choice())


def take_point(scenario: Scenario, x: str, y: str, point: Point) -> None:
    """The scenario on screen moved to a point of a frontier: its levers, demands and order."""
    taken = scenario_at(session.instance(), scenario, x, y, point)
    if taken.levers.amount != scenario.levers.amount:
        st.session_state[f"{scenario.id}.amount"] = taken.levers.amount
    st.session_state[f"{scenario.id}.new"] = {**made(scenario), **own(scenario, taken)}
    st.session_state[f"{scenario.id}.point"] = {"order": taken.order}
    st.session_state["frontier-taken"] = True


def own(before: Scenario, after: Scenario) -> dict[str, Demand]:
    """The demands that one scenario makes and another does not."""
    return {i: q for i, q in after.new.items() if before.new.get(i) != q}


def remember() -> Choice:
    """Note the choice now on screen; return the one before it, at first the reference."""
    now = choice()
    if now != st.session_state.get("current"):
        st.session_state["previous"] = st.session_state.get("current", {"id": reference().id})
        st.session_state["current"] = now
    return dict(st.session_state["previous"])


def forget() -> None:
    """Every lever back to its scenario."""
    ids = tuple(f"{scenario}." for scenario in library.names())
    for key in [str(key) for key in st.session_state if str(key).startswith(ids)]:
        del st.session_state[key]
    for key in ("current", "previous"):
        st.session_state.pop(key, None)


def in_force(scenario: Scenario, instance: Instance) -> Levers:
    """The scenario's levers; one it does not set is as the data have it."""
    applied = apply(instance, scenario)
    saving = target(applied) or NOTHING
    return replace(
        scenario.levers,
        amount=saving.bound / TKR,
        by=max(saving.from_year, applied.settings.first_year),
        basis=saving.basis,
        view=saving.view,
        counts=saving.counts,
        displacement=applied.settings.displacement,
        tax_share=applied.settings.tax_share,
        specialisation=applied.settings.specialisation,
    )


def locks(scenario: Scenario, instance: Instance) -> dict[str, str]:
    """The scenario's lock of each measure."""
    return {m: scenario.locks.get(m, "free") for m in instance.measures}


def demands(scenario: Scenario, instance: Instance) -> dict[str, bool]:
    """Whether each demand holds in the scenario."""
    held = scenario.demands
    known = {**instance.demands, **scenario.new, **made(scenario)}
    return {d: held.get(d, v.active) is not False for d, v in known.items()}


def _demands_moved(scenario: Scenario, instance: Instance) -> dict[str, bool | float]:
    """Demands the reader has switched, and those with a bound of the reader's own."""
    held = demands(scenario, instance)
    switched: dict[str, bool | float] = dict(_moved(scenario, "demand.", held))
    for d in held:
        bound = st.session_state.get(f"{scenario.id}.bound.{d}")
        if bound is not None and switched.get(d, held[d]):
            switched[d] = bound
    return switched


def _fits(scenario: Scenario) -> bool:
    try:
        check(scenario, session.instance())
    except RefusedError:
        return False
    return True


def _moved(scenario: Scenario, kind: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """The widgets of a kind that stand otherwise than the scenario holds them."""
    state = {name: f"{scenario.id}.{kind}{name}" for name in held}
    return {
        name: st.session_state[key]
        for name, key in state.items()
        if key in st.session_state and st.session_state[key] != held[name]
    }


def on_screen() -> Scenario:
    """The scenario of the library that is on screen."""
    return library.load(st.session_state.get("scenario", FIRST))


def repaired() -> list[RepairRecord]:
    """The repairs chosen in the scenario on screen."""
    return list(st.session_state.get(f"{on_screen().id}.taken", []))


def instance_in_force() -> Instance:
    """The data with all that is asked now."""
    return apply(session.instance(), chosen())


def take(changes: Sequence[Change], clashes: Sequence[Demands]) -> None:
    """Make the changes of a repair, and remember what they mended."""
    instance, state, name = instance_in_force(), st.session_state, on_screen().id
    state[f"{name}.taken"] = [*repaired(), record_of(instance, clashes, changes)]
    for made in changes:
        demand = instance.demands[made.demand]
        if made.demand.startswith(LOCK):
            state[f"{name}.lock.{made.demand.removeprefix(LOCK)}"] = "free"
        elif made.to is False:
            state[f"{name}.demand.{made.demand}"] = False
            state.pop(f"{name}.bound.{made.demand}", None)
        else:
            state[f"{name}.demand.{made.demand}"] = True
            hold(instance, demand, float(made.to))
    _let_go(name, {made.demand for made in changes})


def hold(instance: Instance, demand: Demand, bound: float) -> None:
    """Keep a bound; savings, which a lever moves together, all keep what they have now."""
    state, name = st.session_state, on_screen().id
    if demand.kind == "saving":
        for q in instance.demands.values():
            if q.kind == "saving" and q.active:
                state.setdefault(f"{name}.bound.{q.id}", q.bound)
        state.pop(f"{name}.amount", None)
    state[f"{name}.bound.{demand.id}"] = bound


def _let_go(name: str, changed: set[str]) -> None:
    """A limit to dismissals that a lever holds gives way to what has been said of it."""
    if MOST_DISMISSALS in changed:
        st.session_state[f"{name}.max_dismissals"] = None


def held_by_lever(demand: str) -> bool:
    """Whether a lever and not the demand's own switch says that it holds."""
    return demand == MOST_DISMISSALS and chosen().levers.max_dismissals is not None


def set_bound(key: str, demand: str) -> None:
    """The number in the field `key`, told as its sentence tells it, becomes the demand's bound."""
    value, instance = st.session_state[key], instance_in_force()
    if value is not None:
        q = instance.demands[demand]
        hold(instance, q, untold(q.kind, float(value)))
        if held_by_lever(demand):
            st.session_state[f"{on_screen().id}.demand.{demand}"] = True
            _let_go(on_screen().id, {demand})


def give_way(lever: str) -> None:
    """Bounds that a lever moves are the lever's again."""
    name, instance = on_screen().id, instance_in_force()
    for q in instance.demands.values():
        if (lever == "amount" and q.kind == "saving") or (
            lever == "max_dismissals" and q.id == MOST_DISMISSALS
        ):
            st.session_state.pop(f"{name}.bound.{q.id}", None)


def add(demand: Demand) -> None:
    """A demand more in the scenario on screen."""
    scenario = on_screen()
    st.session_state[f"{scenario.id}.new"] = {**made(scenario), demand.id: demand}


def drop(demand: str) -> None:
    """A demand that the reader has made, away again."""
    scenario, state = on_screen(), st.session_state
    state[f"{scenario.id}.new"] = {name: q for name, q in made(scenario).items() if name != demand}
    for kind in ("demand", "bound"):
        state.pop(f"{scenario.id}.{kind}.{demand}", None)
