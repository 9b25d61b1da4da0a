"""Scenario: move a lever and see the new proven plan beside the one before."""

import streamlit as st

from locales import translator
from reports import sentences
from scenarios.answer import Answer
from views import beside, controls, levers, session


def show() -> None:
    _ = translator(session.language())
    st.title(_("Move a lever, see the new plan"))
    left, right = st.columns([2, 3], gap="large")
    with left:
        controls.show()
    place = right.empty()
    place.empty()  # never an old number under a new lever
    old, new = levers.remember(), levers.choice()
    with place.container():
        _answer(session.solve(levers.compose(new)), session.solve(levers.compose(old)))


def _answer(answer: Answer, before: Answer) -> None:
    language = session.language()
    _ = translator(language)
    result, *rest = sentences.answer_in_three(answer, language)
    if answer.solution.outcome is None:
        st.error(result, icon=":material/block:")
        _conflict(answer)
        return
    st.subheader(result)
    for sentence in rest:
        st.write(sentence)
    warning = sentences.warning(answer, language)
    if warning:
        st.warning(warning, icon=":material/warning:")
    if before.solution.outcome is not None:
        beside.show(answer, before)


def _conflict(answer: Answer) -> None:
    """The demands that clash, each with its owner, and where to give one up."""
    language = session.language()
    _ = translator(language)
    for demand in (answer.instance.demands[d] for d in answer.conflict):
        st.markdown(f"- {demand.sentence.of(language)} ({demand.owner.of(language)})")
    st.write(_("Lower the amount, release a measure, or switch off one of the demands above."))
