"""Why, and why not: choose a measure or a unit and read what the other choice costs."""

import streamlit as st

from locales import translator
from reports import why as reasons
from scenarios.answer import Answer
from views import session


def show(answer: Answer) -> None:
    """A section for a page whose answer has a plan that was searched for."""
    language = session.language()
    _ = translator(language)
    if answer.scenario.frozen or answer.solution.plan is None:
        return
    st.header(_("Why, and why not?"))
    names = {
        name: f"{name} {row.name.of(language)}"
        for rows in (answer.instance.measures, answer.instance.units)
        for name, row in rows.items()
    }
    chosen = st.selectbox(
        _("Measure or unit"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose one to see what the other choice costs"),
        key="why",
    )
    if chosen is None:
        return
    first, *rest = reasons.sentences(session.why(answer, chosen), answer, language)
    st.subheader(first)
    for sentence in rest:
        st.write(sentence)
