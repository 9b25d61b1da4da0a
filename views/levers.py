"""The levers of management, and the one place where library and levers become a scenario.

A choice is plain values: the id of a scenario in the library, and only what the reader has
moved in it. Every scenario remembers its own levers: their keys begin with its id.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from locales import translator
from model.criteria import NOTHING, target
from model.demand import Text
from model.instance import Instance
from scenarios import library
from scenarios.apply import apply
from scenarios.frontier import Point
from scenarios.levers import RefusedError, check
from scenarios.point import at
from scenarios.scenario import Levers, Scenario
from views import session

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
    return {
        "id": scenario.id,
        "levers": _moved(scenario, "", vars(in_force(scenario, instance))),
        "locks": _moved(scenario, "lock.", locks(scenario, instance)),
        "demands": _moved(scenario, "demand.", demands(scenario, instance)),
        "taken": st.session_state.get(f"{scenario.id}.taken", {}),
    }


def compose(choice: Choice) -> Scenario:
    """Library and levers as one scenario, called changed when something has been moved."""
    scenario = library.load(choice["id"])
    moved = {kind: choice.get(kind, {}) for kind in ("levers", "locks", "demands", "taken")}
    order, reach = (moved["taken"].get(key, getattr(scenario, key)) for key in ("order", "reach"))
    return replace(
        scenario,
        name=_changed(scenario.name) if any(moved.values()) else scenario.name,
        levers=replace(scenario.levers, **moved["levers"]),
        locks={**scenario.locks, **moved["locks"]},
        demands={**scenario.demands, **moved["demands"]},
        order=order,
        reach=reach,
    )


def chosen() -> Scenario:
    return compose(choice())


def take_point(scenario: Scenario, x: str, y: str, point: Point) -> None:
    """The scenario on screen moved to a point of a frontier: its levers, order and reach."""
    taken = at(session.instance(), scenario, x, y, point)
    for lever in ("amount", "max_dismissals"):
        if getattr(taken.levers, lever) != getattr(scenario.levers, lever):
            st.session_state[f"{scenario.id}.{lever}"] = getattr(taken.levers, lever)
    kept = {"order": taken.order, "reach": dict(taken.reach)}
    st.session_state[f"{scenario.id}.taken"] = kept
    st.session_state["frontier-taken"] = True


def put_back_point(scenario: Scenario) -> None:
    """No longer what a point of a frontier asked for; its levers stay."""
    st.session_state.pop(f"{scenario.id}.taken", None)


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
    )


def locks(scenario: Scenario, instance: Instance) -> dict[str, str]:
    """The scenario's lock of each measure."""
    return {m: scenario.locks.get(m, "free") for m in instance.measures}


def demands(scenario: Scenario, instance: Instance) -> dict[str, bool]:
    """Whether each demand holds in the scenario."""
    held = scenario.demands
    return {d: held.get(d, v.active) is not False for d, v in instance.demands.items()}


def _changed(name: Text) -> Text:
    """The name of a scenario that is no longer the library's."""

    def of(language: str) -> str:
        _ = translator(language)
        return _("{name} – changed").format(name=name.of(language))

    return Text(da=of("da"), en=of("en"))


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
