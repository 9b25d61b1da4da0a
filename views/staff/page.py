"""Units and staff: who goes where and when, what the law asks for, and the help for flex jobs."""

import streamlit as st

from locales import translator
from reports.money import savings_by_source
from reports.staff import charts as staff_charts
from reports.staff import ribbons
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from scenarios.solve import Answer
from scenarios.studies.calibration import STAFF, variant
from views.parts import answer as parts_answer
from views.parts.figure import figure, show_table
from views.staff import placement
from views.staff import units as staff_units
from views.state import choice, session, studies

FLOWS = ("today_at", "later_at", "way", "headcount")
WORKPLACES = ("unit_name", "year", "employees", "people", "needed", "triggered", "large")
STEPS = ("name", "lane", "start", "end", "law")
STUDY = ("staff_aside", "found", "found_low", "found_high", "gained", "price", "per_gained",
         "exits", "saving")  # fmt: skip
NET = ("name", "wage_saved", "benefit_cost", "net_saved")


def show() -> None:
    language = session.language()
    _ = translator(language)
    answer = studies.solve(choice.current())
    st.title(_("Units and staff: {name}").format(name=answer.scenario.name.of(language)))
    if parts_answer.show(answer):
        staff_units.show(answer)
        _flows(answer, language)
        _saving(answer, language)
        _law(answer, language)
        _effort(answer, language)
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
    message = staff_text.flows(answer, language, unit)
    with figure(message, ribbons.chart(answer, language, message, unit), "flows"):
        rows = ribbons.flows(answer, language, unit).rename(columns={"people": "headcount"})
        show_table(rows, FLOWS, "flows")


def _saving(answer: Answer, language: str) -> None:
    """How the saving comes about, and the first year by month."""
    with figure(staff_text.saving(answer, language), staff_charts.saving(answer, language),
                "ways"):  # fmt: skip
        show_table(savings_by_source.saving_by_way(answer), ("way", "year", "saving"), "ways")
    with figure(staff_text.months(answer, language), staff_charts.months(answer, language),
                "months"):  # fmt: skip
        show_table(staff_timing.months(answer), ("month", "side", "paid", "spent"), "months")


def _law(answer: Answer, language: str) -> None:
    """The steps to a notice, and where the law of mass dismissals applies."""
    with figure(staff_text.timeline(answer, language), staff_charts.timeline(answer, language),
                "timeline"):  # fmt: skip
        show_table(staff_timing.steps(answer, language), STEPS, "timeline")
    st.header(staff_text.law(answer, language))
    for sentence in (staff_text.act_duties(answer, language),
                     staff_text.protected_staff(answer, language)):  # fmt: skip
        if sentence:
            st.write(sentence)
    rows = staff_timing.workplaces(answer, language)
    if len(rows):
        show_table(rows, WORKPLACES, "workplaces")


def _effort(answer: Answer, language: str) -> None:
    """The help for dismissed flex jobbers, as it is and with more or fewer set aside."""
    _ = translator(language)
    st.header(staff_text.effort(answer, language))
    if staff_timing.flexjobs(answer) is None:
        return
    for sentence in staff_text.duties(answer, language):
        st.write(sentence)
    show_table(staff_timing.net_price(answer, language), NET, "net-price")
    st.caption(_("A year and person, 1,000 kr. Benefits do not count towards the imbalance."))
    if not st.toggle(_("What would other numbers have given?"), key="people-study"):
        return
    answers = [
        (staff, studies.solve(session.case(variant(answer.scenario, session.instance(), staff))))
        for staff in STAFF
    ]
    study = staff_timing.study(answers)
    message = staff_text.study_sentence(study, language)
    st.caption(
        _(
            "One FTE helps so many at a time as the data say; "
            "the chance of those helped is the same."
        )
    )
    with figure(message, staff_charts.effort(study, message, language), "effort"):
        show_table(study, STUDY, "effort")
