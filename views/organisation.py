"""The organisation before and after, as a section of a page."""

import streamlit as st

from locales import translator
from reports import organisation, organisation_chart
from scenarios.answer import Answer
from views import session, table
from views.figure import figure

UNITS = ("unit_name", "unit_status", "serves_before", "serves_after", "runs_before", "runs_after",
         "housed_before", "housed_after")  # fmt: skip
MOVES = ("name", "belongs", "moves_to", "share", "move_price")


def show(answer: Answer) -> None:
    """Which units there are, whom each is responsible for, and which offers move."""
    language = session.language()
    _ = translator(language)
    picture = organisation_chart.chart(answer, language)
    with figure(organisation.message(answer, language), picture, "organisation"):
        table.show(organisation.table(answer, language), UNITS, "organisation")
    st.write(organisation.handed(answer, language))
    moves = organisation.moves(answer, language)
    if len(moves):
        with st.expander(_("Offers that move")):
            table.show(moves, MOVES, "organisation-moves")
