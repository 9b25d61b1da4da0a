"""What the reader has chosen: one frozen choice for each scenario, and the case it makes.

Session state: `scenario`, the id of the one on screen; `choices`, by id; `current` and
`previous`, the last two that were solved; `ID.taken`, the repairs chosen;
`refused-name`, what is wrong with the name last written. Widgets show the choice and a click makes
another of it by a rule of scenarios/choice.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from inputs.given_name import checked_name
from model.conflicts.feasibility import Demands
from model.instance import Instance
from scenarios import library
from scenarios.choice import Case, Choice, adopt, call, pruned
from scenarios.fit import check
from scenarios.scenario import RefusedError, Scenario
from scenarios.studies.frontier import Point, scenario_at
from scenarios.studies.repairs import Change, RepairRecord, record_of, repaired
from views.state import session

ON_SCREEN = "scenario"
REFUSED = "refused-name"
FIRST, TODAY = "optimum-34", "fortsaet"


def available() -> tuple[str, ...]:
    """The scenarios of the library that speak of nothing the data in use do not have."""
    return _available(session.digest(), session.instance())


def reference(besides: str = "") -> str:
    """What plans are held against first: what was decided, else today's practice.

    One that is not `besides`, where there is one.
    """
    return next((name for name in decisions() if name != besides), TODAY)


def decisions() -> tuple[str, ...]:
    """The scenarios that the municipality of the data in use decided."""
    return tuple(name for name in available() if library.load(name).decision_of)


def on_screen() -> str:
    """The id of the scenario on screen; the first where the data in use do not have it."""
    name = st.session_state.get(ON_SCREEN, FIRST)
    return str(name) if name in available() else FIRST


def current() -> Case:
    """The scenario on screen with what the reader has moved in it."""
    name = on_screen()
    return case(st.session_state.get("choices", {}).get(name, Choice(name)))


def case(choice: Choice) -> Case:
    """A choice on the data in use."""
    return session.case(library.load(choice.id), choice)


def library_case(name: str) -> Case:
    return case(Choice(name))


def change(rule: Callable[..., Choice], *about: Any) -> None:
    """What a rule makes of the choice on screen is the choice from now on."""
    keep(rule(current(), *about))


def give_name(name: str) -> None:
    """The scenario on screen is called so, if it can be."""
    try:
        change(call, checked_name(name))
    except ValueError as error:
        st.session_state[REFUSED] = error.args[0]


def keep(choice: Choice) -> None:
    """The choice from now on, as far as it differs from its scenario."""
    standing = case(replace(choice, levers={})).levers
    choice = pruned(case(choice), standing)
    st.session_state["choices"] = {**st.session_state.get("choices", {}), choice.id: choice}


def remember(choice: Choice) -> Choice:
    """Note the choice now on screen; return the one before it, at first the reference."""
    state = st.session_state
    before = state.get("current", Choice(reference()))
    if choice.unnamed != before.unnamed or "previous" not in state:
        state["previous"] = before
    state["current"] = choice
    previous: Choice = state["previous"]
    return previous


def forget() -> None:
    """Every lever back to its scenario, and its own name."""
    for key in ("choices", "current", "previous", *(f"{name}.taken" for name in library.names())):
        st.session_state.pop(key, None)


def take_point(x: str, y: str, point: Point) -> None:
    """The scenario on screen moved to a point of a frontier: its levers, demands and order."""
    found = scenario_at(session.instance(), current().scenario, x, y, point)
    change(adopt, found)
    st.session_state["frontier-taken"] = True


def take_plan(asked: Scenario, name: str) -> None:
    """The scenario on screen asks for the choices of a plan, as another does, and is called so."""
    change(adopt, asked)
    give_name(name)
    st.session_state["alternative-taken"] = True


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
    if not instance.settings.name.da.startswith(scenario.decision_of):
        return False
    try:
        check(scenario, instance)
    except RefusedError:
        return False
    return True
