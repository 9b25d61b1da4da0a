"""Scenario: move a lever and see the new proven plan beside the one before."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import translator
from reports.answer import sentences
from scenarios.scenario import Scenario
from views.parts import answer
from views.scenario import comparison as scenario_comparison
from views.scenario import controls
from views.state import choice, session


def show() -> None:
    _ = translator(session.language())
    st.title(_("Move a lever, see the new plan"))
    left, right = st.columns([2, 3], gap="large")
    with left:
        controls.show()
    place = right.empty()
    place.empty()  # never an old number under a new lever
    before, now = choice.remember(), choice.choice()
    with place.container():
        first = st.empty()
        _limit(first, choice.compose(now))
        new = session.solve(choice.compose(now))
        old = session.solve(choice.compose(before))
        first.empty()
        if answer.show(new) and old.solution.outcome is not None:
            scenario_comparison.show(new, old)


def _limit(place: DeltaGenerator, scenario: Scenario) -> None:
    """The exact answer of the linear program while the plan is proven."""
    found = session.limit(scenario)
    if found is not None:
        place.info(sentences.limit(found, session.instance().years, session.language()))
