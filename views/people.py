"""Units and staff: who goes where and when, what the law asks for, and the help for flex jobs."""

import streamlit as st

from locales import translator
from reports import people, people_charts, people_titles, ribbons, ways
from scenarios import flexjobs
from scenarios.answer import Answer
from scenarios.scenario import Scenario
from views import levers, organisation, placement, reply, session, table
from views.figure import figure

FLOWS = ("today_at", "later_at", "way", "headcount")
WORKPLACES = ("unit_name", "year", "employees", "laid_off", "needed", "triggered", "large")
STEPS = ("name", "lane", "start", "end", "law")
STUDY = ("staff_aside", "found", "found_low", "found_high", "gained", "price", "per_gained",
         "exits", "saving")  # fmt: skip
NET = ("name", "wage_saved", "benefit_cost", "net_saved")


def show() -> None:
    language = session.language()
    _ = translator(language)
    scenario = levers.chosen()
    answer = session.solve(scenario)
    st.title(_("Units and staff: {name}").format(name=answer.scenario.name.of(language)))
    if reply.show(answer):
        organisation.show(answer)
        _flows(answer, language)
        _saving(answer, language)
        _law(answer, language)
        _effort(answer, scenario, language)
        placement.show(answer)


def _flows(answer: Answer, language: str) -> None:
    """From today's unit and staff group to tomorrow's."""
    _ = translator(language)
    units = {u: answer.instance.units[u].name.of(language) for u in answer.instance.decided_units}
    unit = st.selectbox(
        _("Which unit"),
        [None, *units],
        format_func=lambda u: units[u] if u else _("All units"),
        key="people-unit",
    )
    message = people_titles.flows(answer, language, unit)
    with figure(message, ribbons.chart(answer, language, message, unit), "flows"):
        rows = ribbons.flows(answer, language, unit).rename(columns={"people": "headcount"})
        table.show(rows, FLOWS, "flows")


def _saving(answer: Answer, language: str) -> None:
    """How the saving comes about, and the first year by month."""
    with figure(people_titles.saved(answer, language), people_charts.saved(answer, language),
                "ways"):  # fmt: skip
        table.show(ways.table(answer), ("way", "year", "saving"), "ways")
    with figure(people_titles.months(answer, language), people_charts.months(answer, language),
                "months"):  # fmt: skip
        table.show(people.months(answer), ("month", "side", "paid", "spent"), "months")


def _law(answer: Answer, language: str) -> None:
    """The steps to a notice, and where the law of mass dismissals applies."""
    with figure(people_titles.timeline(answer, language), people_charts.timeline(answer, language),
                "timeline"):  # fmt: skip
        table.show(people.steps(answer, language), STEPS, "timeline")
    st.header(people_titles.law(answer, language))
    for sentence in (people_titles.follows(answer, language),
                     people_titles.protected(answer, language)):  # fmt: skip
        if sentence:
            st.write(sentence)
    rows = people.workplaces(answer, language)
    if len(rows):
        table.show(rows, WORKPLACES, "workplaces")


def _effort(answer: Answer, scenario: Scenario, language: str) -> None:
    """The help for dismissed flex jobbers, as it is and with more or fewer set aside."""
    _ = translator(language)
    st.header(people_titles.effort(answer, language))
    if people.flexjobs(answer) is None:
        return
    for sentence in people_titles.duties(answer, language):
        st.write(sentence)
    table.show(people.net_price(answer, language), NET, "net-price")
    st.caption(_("A year and person, 1,000 kr. Benefits do not count towards the imbalance."))
    if not st.toggle(_("What would other numbers have given?"), key="people-study"):
        return
    answers = [
        (staff, session.solve(flexjobs.variant(scenario, session.instance(), staff)))
        for staff in flexjobs.STAFF
    ]
    study = people.study(answers)
    message = people_titles.varied(study, language)
    st.caption(
        _(
            "One FTE helps so many at a time as the data say; "
            "the chance of those helped is the same."
        )
    )
    with figure(message, people_charts.effort(study, message, language), "effort"):
        table.show(study, STUDY, "effort")
