"""Scenario: move a lever and see the new proven plan beside the one before."""

import streamlit as st

from locales import translator
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
        new = session.solve(levers.compose(now))
        old = session.solve(levers.compose(before))
        if reply.show(new) and old.solution.outcome is not None:
            beside.show(new, old)
