"""The answer in words: what the plan does and its proof, or why there is none and what to do."""

import streamlit as st

from reports.answer import sentences
from scenarios.solve import Answer
from views.state import session


def show(answer: Answer) -> bool:
    """Whether there is a plan to go on with."""
    language, _ = session.translation()
    result, *rest = sentences.answer_in_three(answer, language)
    if answer.solution.outcome is None:
        st.error(result, icon=":material/block:")
        st.write(_("Lower the amount, release a measure, or switch off one of the demands."))
        return False
    st.header(result)
    for sentence in rest:
        st.write(sentence)
    proof, warning = sentences.proof(answer, language), sentences.warning(answer, language)
    if proof not in rest:
        st.caption(proof)
    if warning:
        st.warning(warning, icon=":material/warning:")
    return True
