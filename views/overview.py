"""Overview: the answer, how it comes about, and what today's money and people buy."""

import streamlit as st

from locales import number
from reports import measures
from reports.answer import charts, sentences, titles
from reports.answer.figures import Figures, figures
from reports.language import words
from reports.money import economy
from reports.staff import tables as staff_tables
from views.parts import answer, say
from views.parts.figure import figure, show_table
from views.state import choice, session, studies

TODAY = ("measure", "name", "verdict", "places", "cost_before", "exits", "net_per_exit",
         "gross_per_exit")  # fmt: skip
BOUGHT = ("verdict", "measures", "fte", "cost_before", "cost_gross", "exits")
STAFF = ("name", "role", "employed", "today", "fte_decided", "fte_fixed")


def show() -> None:
    """The proven plan held against the decision of 2017, both as the library has them."""
    language = session.language()
    best, decided = (
        studies.solve(choice.library_case(name)) for name in (choice.FIRST, choice.reference())
    )
    say.title(sentences.headline(best, decided, language))
    _figures(figures(best))
    if answer.show(best):
        with figure(charts.bridge(best, language), "bridge"):
            show_table(economy.bridge(best), "bridge")
    with figure(charts.spending(best, language), "bought"):
        show_table(measures.by_verdict(best, language), "bought", BOUGHT)
    say.header(titles.staff_today(best, language))
    show_table(staff_tables.today(best, language), "staff-today", STAFF)
    with figure(charts.prices(best, language), "prices"):
        show_table(measures.today(best, language), "prices", TODAY)


def _figures(key: Figures) -> None:
    """What a hall remembers: the amount, the jobs and the people."""
    language, _ = session.translation()
    told = {
        _("The imbalance a year"): words.money(key.demanded or 0.0, language),
        _("Exits to job or education a year"): number(key.exits, 0, language),
        _("Exits more than today"): number(key.extra_exits, 0, language),
        _("Dismissed people"): words.people(key.dismissed, language),
    }
    for place, (label, value) in zip(st.columns(len(told)), told.items(), strict=True):
        with place:
            say.metric(label, value)
