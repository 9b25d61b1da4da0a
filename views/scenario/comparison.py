"""Two answers beside each other on the Scenario page: key figures, and what changes most."""

import streamlit as st

from locales import translator
from reports.answer import charts, sentences, titles
from reports.comparison import tables as comparison_tables
from scenarios.solve import Answer
from scenarios.studies.compare import compare
from views.parts.figure import figure, show_differences, with_row_names
from views.state import session

KINDS = ("demand", "lever", "lock", "fate", "measure")


def show(new: Answer, old: Answer) -> None:
    """Only answers with a plan can be held against each other."""
    language = session.language()
    _ = translator(language)
    names, answers = _names(new, old, language), (old, new)
    chart = charts.key_figures(new, old, language, names)
    with figure(titles.key_figures(new, old, language), chart, "beside"):
        table = comparison_tables.key_figures(answers, language, names)
        st.table(with_row_names(table))
    if note := sentences.effects_note(new, language):
        st.caption(note)
    st.header(_("What changes"))
    found = compare(answers)
    rows = [row for row in (*found.plan, *found.demands) if row.kind in KINDS]
    show_differences(answers, rows, names)


def _names(new: Answer, old: Answer, language: str) -> tuple[str, str]:
    """The old and the new, by scenario, or by order when the scenario is the same."""
    _ = translator(language)
    if new.scenario.id == old.scenario.id:
        return _("The answer before"), _("The answer now")
    return old.scenario.name.of(language), new.scenario.name.of(language)
