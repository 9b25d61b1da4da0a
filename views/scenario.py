"""Scenario: move a lever and see the new proven plan beside the one before."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import translator
from reports import limits
from scenarios.scenario import Scenario
from views import beside, controls, levers, reply, session


def show() -> None:
    _ = translator(session.language())
    st.title(_("Move a lever, see the new plan"))
    left, right = st.columns([2, 3], gap="large")
    with left:
        controls.show()
    place = right.empty()
    place.empty()  # never an old number under a new lever
    before, now = levers.remember(), levers.choice()
    with place.container():
        first = st.empty()
        _limit(first, levers.compose(now))
        new = session.solve(levers.compose(now))
        old = session.solve(levers.compose(before))
        first.empty()
        if reply.show(new) and old.solution.outcome is not None:
            beside.show(new, old)


def _limit(place: DeltaGenerator, scenario: Scenario) -> None:
    """The exact answer of the linear program while the plan is proven."""
    found = session.limit(scenario)
    if found is not None:
        place.info(limits.limit(found, session.instance().years, session.language()))
