"""Scenario: move a lever and see the new proven plan beside the one before."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import translator
from reports.answer import sentences
from scenarios.choice import Case
from scenarios.solve import limit
from views.parts import answer
from views.scenario import comparison, controls
from views.state import choice, session, studies


def show() -> None:
    _ = translator(session.language())
    st.title(_("Move a lever, see the new plan"))
    now = choice.current()
    left, right = st.columns([2, 3], gap="large")
    with left:
        controls.show(now)
    place = right.empty()
    place.empty()  # never an old number under a new lever
    before = choice.case(choice.remember(now.choice))
    with place.container():
        first = st.empty()
        _limit(first, now)
        new, old = studies.solve(now), studies.solve(before)
        first.empty()
        if answer.show(new) and old.solution.outcome is not None:
            comparison.show(new, old)


def _limit(place: DeltaGenerator, case: Case) -> None:
    """The exact answer of the linear program while the plan is proven."""
    found = limit(case.instance, case.scenario)
    if found is not None:
        place.info(sentences.limit(found, case.data.years, session.language()))
