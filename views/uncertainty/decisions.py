"""Which decisions are sure, and what should be found out first: each asked for, each a job."""

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from reports.uncertainty import decision_charts as charts
from scenarios.solve import Answer
from scenarios.studies.decisions import Decisions, decisions
from scenarios.studies.information import Information, information
from views.parts import say
from views.parts.figure import figure, show_in_words, show_table
from views.parts.progress import Button, latest, look, once_more, submit
from views.state import session
from views.state.session import _


def show(answer: Answer) -> None:
    """Both questions, each with a switch: the answers take a minute or more."""
    if answer.solution.plan is None or answer.scenario.frozen:
        return
    say.header(_("Which decisions are sure?"))
    say.write(_("The best plan of each future is found: what it does in all of them is sure."))
    if st.toggle(_("Find what is sure"), key="decisions"):
        text = _("Finding the best plan of each future …")
        _watched("decisions", answer, decisions, text, _decisions)
    say.header(_("What should we find out first?"))
    say.write(_("Only what could make another plan the best is worth finding out."))
    if st.toggle(_("Find what is worth finding out"), key="information"):
        text = _("Trying what other numbers would change …")
        _watched("information", answer, information, text, _information)


def _watched(
    name: str,
    answer: Answer,
    study: Callable[..., Iterator[Any]],
    text: str,
    draw: Callable[[Answer, Any], None],
) -> None:
    """A study beside the page, its last step drawn."""
    job = submit(name, answer.scenario, study, answer, instead=True)
    if not (job.done or job.cancelled):
        stop = Button(_("Stop"), f"{name}-stop")
        look(job, lambda _step: text, stop, lambda _step: None)
        return
    found = latest(job)
    if found is None or found.progress < 1:
        say.write(_("It was stopped before there was an answer."))
    else:
        draw(answer, found)
    once_more(job, Button(_("Search again"), f"{name}-again"))


def _decisions(answer: Answer, found: Decisions) -> None:
    """The measures and units by what is done to them; groups, and when, under a click."""
    language, data = session.language(), answer.instance
    for kind in ("measure", "unit"):
        rows = charts.of_kinds(found, kind)
        with figure(charts.strips(rows, data, language), f"decided-{kind}"):
            show_table(charts.shares(rows, data, language), f"decided-{kind}")
    with st.expander(_("When something else is the best")):
        say.listed(charts.rules(found, charts.of_kinds(found, "measure", "unit"), data, language))
    with st.expander(_("Citizens by target group")):
        show_table(charts.shares(charts.of_kinds(found, "group"), data, language), "decided-group")


def _information(answer: Answer, found: Information) -> None:
    language, data = session.language(), answer.instance
    if not charts.first(found):
        say.write(_("No number is uncertain in these data."))
        return
    with figure(charts.worth(found, data, language), "worth"):
        show_in_words(charts.to_find_out(found, data, language))
    if told := charts.switches(found, data, language):
        say.subheader(_("Where another plan takes over"))
        say.listed(told)
