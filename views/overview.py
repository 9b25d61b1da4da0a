"""Overview: the answer to the imbalance, how it comes about, and what today's money buys."""

import streamlit as st

from reports import charts, economy, measures, sentences, titles
from scenarios import library
from views import levers, session, table
from views.figure import figure

TODAY = ("measure", "name", "verdict", "places", "cost_before", "exits", "net_per_exit",
         "gross_per_exit")  # fmt: skip


def show() -> None:
    """The proven plan held against the decision of 2017, both as the library has them."""
    language = session.language()
    best, decided = (session.solve(library.load(s)) for s in (levers.FIRST, levers.DECIDED))
    st.title(sentences.headline(best, decided, language))
    for sentence in sentences.answer_in_three(best, language):
        st.write(sentence)
    with figure(titles.bridge(best, language), charts.bridge(best, language), "bridge"):
        table.show(economy.bridge(best), ("source", "saving"), "bridge")
    with figure(titles.prices(best, language), charts.prices(best, language), "prices"):
        table.show(measures.today(best, language), TODAY, "prices")
