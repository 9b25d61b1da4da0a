"""Units and staff: who goes where and when, what the law asks for, and the help for flex jobs."""

import streamlit as st

from reports.answer import people_tables
from reports.money import economy
from reports.scenario import name
from reports.staff import charts as staff_charts
from reports.staff import sankey
from reports.staff import tables as staff_tables
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from reports.units import chart as units_chart
from reports.units import tables as units_tables
from reports.workbook import pages
from scenarios.solve import Answer
from scenarios.studies.help import SHARES, demand, variant
from views.parts import answer as parts_answer
from views.parts import fields, say
from views.parts.figure import figure, in_words, show_in_words, show_table, with_row_names
from views.staff import placement
from views.state import choice, session, studies
from views.state.session import _

STUDY = ("help_for", "helped", "staff_helping", "found", "found_low", "found_high", "gained",
         "price", "per_gained", "exits", "net", "saving")  # fmt: skip
UNITS = ("unit_name", "unit_status", "serves_before", "serves_after", "runs_before", "runs_after",
         "today", "fte_plan")  # fmt: skip
CASELOAD = ("name", "caseload_before", "caseload_after", "casework_exits", "casework_exits_low")
MOVES = ("name", "belongs", "moves_to", "share", "move_price")


def show() -> None:
    language = session.language()
    answer = studies.solve(choice.current())
    say.title(_("Units and staff: {name}").format(name=name(answer, language)))
    if parts_answer.show(answer):
        show_organisation(answer)
        _flows(answer, language)
        _people(answer, language)
        _saving(answer, language)
        _law(answer, language)
        _effort(answer, language)
        placement.show(answer)


def _flows(answer: Answer, language: str) -> None:
    """From today's unit and staff group to tomorrow's."""
    units = {u: answer.instance.units[u].name.of(language) for u in answer.instance.decided_units}
    every = {"": _("All units")}
    unit = fields.select(_("Which unit"), every | units, "people-unit") or None
    message = staff_text.flows(answer, language, unit)
    with figure(sankey.chart(answer, language, message, unit), "flows", "broad"):
        rows = sankey.flows(answer, language, unit).rename(columns={"people": "headcount"})
        show_table(rows, "flows")


def _people(answer: Answer, language: str) -> None:
    """The hired beside the dismissed, who has no work and where, and the caseload of each group."""
    say.header(_("Hired, dismissed and paid without work"))
    by_year = people_tables.staff(answer, language)
    say.table(with_row_names(in_words(by_year, by_year.columns)).T)
    idle = staff_tables.idle(answer, language)
    if len(idle):
        say.subheader(_("Where staff are paid without work"))
        show_in_words(idle)
    caseload = people_tables.caseload(answer, language)
    if len(caseload.frame):
        say.header(_("Citizens per caseworker"))
        show_in_words(caseload, [c for c in CASELOAD if c in caseload.frame])


def _saving(answer: Answer, language: str) -> None:
    with figure(staff_charts.saving(answer, language), "ways"):
        show_table(economy.savings_by_source(answer), "ways")
    with figure(staff_charts.months(answer, language), "months"):
        show_table(staff_timing.months(answer), "months")


def _law(answer: Answer, language: str) -> None:
    """The steps to a notice, and where the law of mass dismissals applies."""
    with figure(staff_charts.timeline(answer, language), "timeline"):
        show_table(staff_timing.steps(answer, language), "timeline")
    say.header(staff_text.law(answer, language))
    for sentence in (staff_text.act_duties(answer, language),
                     staff_text.protected_staff(answer, language)):  # fmt: skip
        if sentence:
            say.write(sentence)
    rows = pages.workplaces(answer, language)
    if len(rows.frame):
        show_table(rows, "workplaces")


def _effort(answer: Answer, language: str) -> None:
    """The help for the dismissed, as it is and for more or fewer of them."""
    say.header(staff_text.effort(answer, language))
    if staff_timing.help_given(answer) is None:
        return
    for sentence in staff_text.duties(answer, language):
        say.write(sentence)
    show_in_words(staff_timing.net_price(answer, language))
    say.caption(
        _("For one person, all years, 1,000 kr. Benefits do not count towards the imbalance.")
    )
    if demand(session.instance()) is None:
        return
    if not st.toggle(_("What would help for more or fewer give?"), key="people-study"):
        return
    wanted = {share: variant(answer.scenario, session.instance(), share) for share in SHARES}
    answers = [(n, studies.solve_unchecked(session.case(each))) for n, each in wanted.items()]
    study = staff_timing.study(answers)
    say.caption(_("A plan may help more than it must. One FTE helps as many as the data say."))
    with figure(staff_charts.effort(study, language), "effort"):
        show_table(study, "effort", STUDY)


def show_organisation(answer: Answer) -> None:
    """Which units there are, whom each is responsible for, and which offers move."""
    language = session.language()
    with figure(units_chart.chart(answer, language), "organisation", "broad"):
        show_table(units_tables.table(answer, language), "organisation", UNITS)
    say.write(units_tables.handover_sentence(answer, language))
    moves = units_tables.moves(answer, language)
    if len(moves):
        with st.expander(_("Offers that move")):
            show_table(moves, "organisation-moves", MOVES)
