"""What a reader does to demands: set a bound, take a repair, make a demand, drop it.

Called between two showings of a page; everything ends in the state that views/levers.py reads.
"""

from collections.abc import Sequence

import streamlit as st

from model.court import Demands
from model.demand import Demand
from model.instance import Instance
from reports.said import untold
from scenarios import library
from scenarios.apply import LOCK, MOST_DISMISSALS, apply
from scenarios.repair import Change, Taken, taken
from scenarios.scenario import Scenario
from views import levers, session


def chosen() -> Scenario:
    """The scenario of the library that is on screen."""
    return library.load(st.session_state.get("scenario", levers.FIRST))


def repaired() -> list[Taken]:
    """The repairs chosen in the scenario on screen."""
    return list(st.session_state.get(f"{chosen().id}.taken", []))


def in_force() -> Instance:
    """The data with all that is asked now."""
    return apply(session.instance(), levers.chosen())


def take(changes: Sequence[Change], clashes: Sequence[Demands]) -> None:
    """Make the changes of a repair, and remember what they mended."""
    instance, state, name = in_force(), st.session_state, chosen().id
    state[f"{name}.taken"] = [*repaired(), taken(instance, clashes, changes)]
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
    state, name = st.session_state, chosen().id
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
    return demand == MOST_DISMISSALS and levers.chosen().levers.max_dismissals is not None


def set_bound(key: str, demand: str) -> None:
    """The number in the field `key`, told as its sentence tells it, becomes the demand's bound."""
    value, instance = st.session_state[key], in_force()
    if value is not None:
        q = instance.demands[demand]
        hold(instance, q, untold(q.kind, float(value)))
        if held_by_lever(demand):
            st.session_state[f"{chosen().id}.demand.{demand}"] = True
            _let_go(chosen().id, {demand})


def give_way(lever: str) -> None:
    """Bounds that a lever moves are the lever's again."""
    name, instance = chosen().id, in_force()
    for q in instance.demands.values():
        if (lever == "amount" and q.kind == "saving") or (
            lever == "max_dismissals" and q.id == MOST_DISMISSALS
        ):
            st.session_state.pop(f"{name}.bound.{q.id}", None)


def add(demand: Demand) -> None:
    """A demand more in the scenario on screen."""
    scenario = chosen()
    st.session_state[f"{scenario.id}.new"] = {**levers.made(scenario), demand.id: demand}


def drop(demand: str) -> None:
    """A demand that the reader has made, away again."""
    scenario, state = chosen(), st.session_state
    state[f"{scenario.id}.new"] = {
        name: q for name, q in levers.made(scenario).items() if name != demand
    }
    for kind in ("demand", "bound"):
        state.pop(f"{scenario.id}.{kind}.{demand}", None)
