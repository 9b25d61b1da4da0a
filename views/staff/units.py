"""The organisation before and after, as a section of a page."""

import streamlit as st

from locales import translator
from reports.units import chart as units_chart
from reports.units import tables as units_tables
from scenarios.solve import Answer
from views.parts.figure import figure, show_table
from views.state import session

UNITS = ("unit_name", "unit_status", "serves_before", "serves_after", "runs_before", "runs_after",
         "today", "fte_plan")  # fmt: skip
MOVES = ("name", "belongs", "moves_to", "share", "move_price")


def show(answer: Answer) -> None:
    """Which units there are, whom each is responsible for, and which offers move."""
    language = session.language()
    _ = translator(language)
    picture = units_chart.chart(answer, language)
    with figure(units_tables.message(answer, language), picture, "organisation"):
        show_table(units_tables.table(answer, language), UNITS, "organisation")
    st.write(units_tables.handover_sentence(answer, language))
    moves = units_tables.moves(answer, language)
    if len(moves):
        with st.expander(_("Offers that move")):
            show_table(moves, MOVES, "organisation-moves")
