"""Who can agree: every combination of owners, on request, with progress."""

from collections.abc import Iterator

import streamlit as st

from locales import translator
from reports.demands import coalition_chart
from reports.demands import coalitions as demands_coalitions
from scenarios.studies.coalitions import Coalitions, coalitions
from views.parts.figure import figure, show_table
from views.state import choice, session

COLUMNS = ("coalition", "agrees", "exits_lost", "let_go", "saving")


def show() -> None:
    """A question, its button, and the answer."""
    _ = translator(session.language())
    st.header(_("Who can agree?"))
    st.write(
        _(
            "For every combination of owners: is there a plan that meets all they demand? "
            "The law always holds."
        )
    )
    whole = st.toggle(_("Also demands that are off"), value=True, key="agree-all")
    if st.toggle(_("Try all combinations"), key="agree"):
        _picture(_tried(active_only=not whole))


def _tried(*, active_only: bool) -> Coalitions | None:
    """All combinations, the bar moving as they are judged."""
    _ = translator(session.language())
    instance, bar = choice.instance_in_force(), st.progress(0.0)

    def steps() -> Iterator[Coalitions]:
        return coalitions(instance, active_only=active_only)

    found = None
    for found in session.study(f"coalitions {active_only}", choice.chosen(), steps):
        done = len(found.coalitions)
        text = _("{done} of {number} combinations").format(done=done, number=found.number)
        bar.progress(done / found.number, text)
    bar.empty()
    return found


def _picture(found: Coalitions | None) -> None:
    language = session.language()
    if found is None:
        return
    message, *sentences = demands_coalitions.told(found, language)
    for sentence in sentences:
        st.write(sentence)
    with figure(message, coalition_chart.matrix(found, language), "agreement"):
        show_table(demands_coalitions.table(found, language), COLUMNS, "agreement")
