"""What the reader has chosen: one frozen choice for each scenario, and the case it makes.

Session state: `scenario`, the id of the one on screen; `choices`, by id; `current` and
`previous`, the last two that were solved; `ID.taken`, the repairs chosen. Widgets show the
choice and a click makes another of it by a rule of scenarios/choice.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from model.conflicts.feasibility import Demands
from model.instance import Instance
from reports.language.names import changed_name
from scenarios import library
from scenarios.choice import Case, Choice, adopt, pruned
from scenarios.levers import check
from scenarios.scenario import RefusedError, Scenario
from scenarios.studies.frontier import Point, scenario_at
from scenarios.studies.repairs import Change, RepairRecord, record_of, repaired
from views.state import session

ON_SCREEN = "scenario"
FIRST, DECIDED, TODAY = "optimum-34", "byraadet-2017", "fortsaet"


def available() -> tuple[str, ...]:
    """The scenarios of the library that speak of nothing the data in use do not have."""
    return _available(session.digest(), session.instance())


def reference() -> str:
    """What plans are held against first: the decision of 2017, else today's practice."""
    return DECIDED if DECIDED in available() else TODAY


def on_screen() -> str:
    """The id of the scenario on screen; the first where the data in use do not have it."""
    name = st.session_state.get(ON_SCREEN, FIRST)
    return str(name) if name in available() else FIRST


def current() -> Case:
    """The scenario on screen with what the reader has moved in it."""
    name = on_screen()
    return case(st.session_state.get("choices", {}).get(name, Choice(name)))


def case(choice: Choice) -> Case:
    """A choice on the data in use; its scenario is called changed when something was moved."""
    base = library.load(choice.id)
    return session.case(
        replace(base, name=changed_name(base.name)) if choice.moved else base, choice
    )


def library_case(name: str) -> Case:
    return case(Choice(name))


def change(rule: Callable[..., Choice], *about: Any) -> None:
    """What a rule makes of the choice on screen is the choice from now on."""
    keep(rule(current(), *about))


def keep(choice: Choice) -> None:
    """The choice from now on, as far as it differs from its scenario."""
    standing = case(replace(choice, levers={})).levers
    choice = pruned(case(choice), standing)
    st.session_state["choices"] = {**st.session_state.get("choices", {}), choice.id: choice}


def remember(choice: Choice) -> Choice:
    """Note the choice now on screen; return the one before it, at first the reference."""
    state = st.session_state
    if choice != state.get("current"):
        state["previous"] = state.get("current", Choice(reference()))
        state["current"] = choice
    previous: Choice = state["previous"]
    return previous


def forget() -> None:
    """Every lever back to its scenario."""
    for key in ("choices", "current", "previous", *(f"{name}.taken" for name in library.names())):
        st.session_state.pop(key, None)


def take_point(x: str, y: str, point: Point) -> None:
    """The scenario on screen moved to a point of a frontier: its levers, demands and order."""
    found = scenario_at(session.instance(), current().scenario, x, y, point)
    change(adopt, found)
    st.session_state["frontier-taken"] = True


def take(changes: Sequence[Change], conflicts: Sequence[Demands]) -> None:
    """Make the changes of a repair, and remember what they repaired."""
    now = current()
    done = [*repairs_taken(now), record_of(now.instance, conflicts, changes)]
    st.session_state[f"{now.base.id}.taken"] = done
    change(repaired, changes)


def repairs_taken(case: Case) -> list[RepairRecord]:
    return list(st.session_state.get(f"{case.base.id}.taken", []))


@st.cache_resource(max_entries=16, show_spinner=False)
def _available(digest: str, _instance: Instance) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(name for name in library.names() if _fits(library.load(name), _instance))


def _fits(scenario: Scenario, instance: Instance) -> bool:
    try:
        check(scenario, instance)
    except RefusedError:
        return False
    return True
