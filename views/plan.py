"""Plan: measures, citizens, staff and money before and after."""

import streamlit as st

from reports import capacities, citizens, measures, places, scenario
from reports import why as reasons
from reports.answer import charts, people_tables
from reports.money import economy
from reports.staff import tables as staff_tables
from scenarios.solve import Answer
from views.parts import answer as parts_answer
from views.parts import fields, say
from views.parts.figure import figure, show_in_words, show_table
from views.state import choice, session, studies
from views.state.session import _

MEASURES = ("cost_before", "cost_after", "exits_before", "exits_after", "effect_low", "effect_mid",
            "effect_high", "evidence")  # fmt: skip

PRICES = ("name", "more_places", "gained_exits", "exit_price")


def show() -> None:
    language = session.language()
    answer = studies.solve(choice.current())
    say.title(scenario.name(answer, language))
    if parts_answer.show(answer):
        _figures(answer, language)
        _worth(answer, language)
        show_reasons(answer)


def _figures(answer: Answer, language: str) -> None:
    years = answer.instance.years
    with figure(charts.places(answer, language), "measures"):
        by_year = [f"places_{year}" for year in ("today", *years)]
        columns = ("measure", "name", "status", *by_year, *MEASURES)
        show_table(measures.table(answer, language), "measures", columns)
    _places(answer, language)
    with figure(charts.exits(answer, language), "citizens"):
        show_table(citizens.offers(answer, language), "citizens")
    with figure(charts.units(answer, language), "staff"):
        show_table(staff_tables.flows_table(answer, language), "staff")
    with figure(charts.savings(answer, language), "money"):
        show_table(economy.accounts(answer, language), "money")


def _places(answer: Answer, language: str) -> None:
    """Places by measure, target group and year, for who asks for them."""
    with st.expander(_("Places by measure, target group and year")):
        show_table(places.table(answer, language), "places")


def _worth(answer: Answer, language: str) -> None:
    """What an extra exit costs by measure, and what binds besides money."""
    if answer.scenario.frozen:
        return
    million = studies.last_million(answer)
    found = people_tables.prices(answer, language, million.price if million else None)
    say.header(_("What an extra exit costs, by each measure that grows"))
    show_in_words(found, PRICES)
    binding = capacities.table(answer, studies.binding(answer), language)
    if len(binding.frame):
        say.header(_("What binds besides money"))
        show_in_words(binding)


def show_reasons(answer: Answer) -> None:
    """A section for a page whose answer has a plan that was searched for."""
    language = session.language()
    if answer.scenario.frozen or answer.solution.plan is None:
        return
    say.header(_("Why, and why not?"))
    names = {
        name: row.name.of(language)
        for rows in (answer.instance.measures, answer.instance.units)
        for name, row in rows.items()
    }
    say.caption(_("Choose one to see what the other choice costs"))
    chosen = fields.optional(_("Measure or unit"), names, "why", _("Choose an option"))
    if chosen is None:
        return
    found = studies.why(answer, chosen)
    if found is None:
        return
    first, *rest = reasons.sentences(found, answer, language)
    say.subheader(first)
    for sentence in rest:
        say.write(sentence)
