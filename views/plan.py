"""Plan: measures, citizens, staff and money before and after."""

import streamlit as st

from reports import charts, citizens, economy, measures, staff, titles
from scenarios.answer import Answer
from views import levers, reply, session, table, why
from views.figure import figure

MEASURES = ("cost_before", "cost_after", "exits_before", "exits_after", "low", "mid", "high",
            "evidence")  # fmt: skip
CITIZENS = ("group", "name", "vulnerable", "eligible", "offers_before", "offers_after",
            "coverage_before", "coverage_after", "lost", "exits_before", "exits_after",
            "extra")  # fmt: skip
STAFF = ("vacated", "hired", "moved_in", "moved_out", "retrained_in", "retrained_out",
         "transferred", "dismissed", "people")  # fmt: skip
MONEY = tuple(f"{side}_{moment}" for moment in economy.MOMENTS for side in economy.SIDES)


def show() -> None:
    language = session.language()
    answer = session.solve(levers.chosen())
    st.title(answer.scenario.name.of(language))
    if reply.show(answer):
        _figures(answer, language)
        why.show(answer)


def _figures(answer: Answer, language: str) -> None:
    years = answer.instance.years
    with figure(titles.places(answer, language), charts.places(answer, language), "measures"):
        places = [f"places_{year}" for year in ("today", *years)]
        columns = ("measure", "name", "status", *places, *MEASURES)
        table.show(measures.table(answer, language), columns, "measures")
    with figure(titles.exits(answer, language), charts.exits(answer, language), "citizens"):
        table.show(citizens.table(answer, language), CITIZENS, "citizens")
    with figure(titles.units(answer, language), charts.units(answer, language), "staff"):
        columns = ("unit_name", "name", "today", *(f"fte_{year}" for year in years), *STAFF)
        table.show(staff.table(answer, language), columns, "staff")
    with figure(titles.savings(answer, language), charts.savings(answer, language), "money"):
        columns = ("account", "name", "category", "year", *MONEY)
        table.show(economy.accounts(answer, language), columns, "money")
