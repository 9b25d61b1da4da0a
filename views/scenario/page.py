"""Scenario: move a lever and see the new proven plan beside the one before."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from reports.answer import charts, sentences
from reports.comparison import tables as comparison_tables
from reports.scenario import name
from scenarios.choice import Case
from scenarios.solve import Answer, limit
from scenarios.studies.compare import compare
from views.parts import answer, key_figures, say, trade
from views.parts.figure import figure, show_differences, with_row_names
from views.scenario import controls
from views.state import choice, session, studies
from views.state.session import _

KINDS_SHOWN = ("demand", "lever", "lock", "fate", "measure")


def show() -> None:
    say.title(_("Move a lever, see the new plan"))
    now = choice.current()
    with st.container(key="wide-scenario"):
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
        if answer.show(new, key_figures.show):
            trade.show(new)
            if old.solution.outcome is not None:
                _compare(new, old)


def _limit(place: DeltaGenerator, case: Case) -> None:
    """The exact answer of the linear program while the plan is proven."""
    found = limit(case.instance, case.scenario)
    if found is not None:
        with place.container():
            say.info(sentences.limit(found, case.data.years, session.language()))


def _compare(new: Answer, old: Answer) -> None:
    """Only answers with a plan can be held against each other."""
    language = session.language()
    names, answers = _pair_names(new, old, language), (old, new)
    with figure(charts.key_figures(new, old, language, names), "beside"):
        say.table(with_row_names(comparison_tables.key_figures(answers, language, names)))
    if note := sentences.effects_note(new, language):
        say.caption(note)
    say.header(_("What changes"))
    found = compare(answers)
    rows = [row for row in (*found.plan, *found.demands) if row.kind in KINDS_SHOWN]
    show_differences(answers, rows, names)


def _pair_names(new: Answer, old: Answer, language: str) -> tuple[str, str]:
    """The old and the new, by scenario, or by order when the scenario is the same."""
    if new.scenario.id == old.scenario.id:
        return _("The answer before"), _("The answer now")
    return name(old, language), name(new, language)
