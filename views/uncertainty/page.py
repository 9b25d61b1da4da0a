"""Uncertainty: how sure the plan is, and which plan holds."""

import streamlit as st

from reports.scenario import name
from reports.uncertainty import charts, tables, text
from reports.uncertainty.answer import Certainty, sentences
from scenarios.choice import without_pinned
from scenarios.solve import Answer
from views import plan
from views.parts import answer as parts_answer
from views.parts import say
from views.parts.figure import figure, in_words, show_in_words, with_row_names
from views.state import choice, session, studies
from views.state.session import _
from views.uncertainty import decisions, plans, robust


def show() -> None:
    if st.session_state.pop("alternative-taken", False):
        st.switch_page(st.Page(plan.show, url_path="plan"))
    case = choice.current()
    answer = studies.solve(case)
    say.title(_("How sure is the plan?"))
    say.caption(_("Scenario: {name}").format(name=name(answer, session.language())))
    if answer.solution.outcome is None:
        parts_answer.show(answer)
        return
    certain = studies.sure(answer)
    if certain is None:
        say.info(_("Today's practice is what plans are held against: choose a plan to see how sure "
                   "it is."))  # fmt: skip
    else:
        _this_plan(answer, certain)
    say.header(_("Which plan holds?"))
    free = studies.solve(choice.case(without_pinned(case.choice)))
    plans.show(case, robust.known(free))
    robust.show(free)
    decisions.show(free)


def _this_plan(answer: Answer, certain: Certainty) -> None:
    """The interval of each year, the chances, and what named futures do to the plan."""
    language = session.language()
    with figure(charts.by_year(certain.found, language), "by-year"):
        by_year = tables.by_year(certain.found)
        say.table(with_row_names(in_words(by_year, by_year.columns)).T)
    for sentence in sentences(answer, certain, language):
        say.write(sentence)
    say.caption(text.how_it_is_found(answer, certain.found, language))
    rows = tables.chances(certain, language)
    message = _("How often it goes as hoped")
    with figure(charts.chances(rows, message, language), "chances"):
        show_in_words(tables.of_chances(rows))
    _named(answer)


def _named(answer: Answer) -> None:
    language, rows = session.language(), studies.in_named(answer)
    if rows:
        say.header(text.worst_and_best(rows, language))
        show_in_words(tables.named(rows, language))
        say.caption(text.about_named(answer, language))
