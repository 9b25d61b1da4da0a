"""Report: the committee workbook, what it contains, and the answer it opens with."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import today
from reports import scenario
from reports.answer.cross_check import agreement
from scenarios.solve import Answer
from scenarios.studies.repairs import RepairRecord
from views.parts import answer as parts_answer
from views.parts import say
from views.state import choice, session, studies
from views.state.session import _


def show() -> None:
    language = session.language()
    case = choice.current()
    answer = studies.solve_confirmed(case)
    name = scenario.name(answer, language)
    say.title(_("For the committee: {name}").format(name=name))
    if parts_answer.show(answer):
        _download(answer, choice.repairs_taken(case), language)
        _contents(positions=bool(answer.instance.positions))


def _download(answer: Answer, repairs: list[RepairRecord], language: str) -> None:
    """No plan leaves the house before a second solver has had its say; prices are on request."""
    said = agreement(answer, language)
    if said:
        say.write(said)
    place = st.empty()
    _button(place, answer, language, repairs, None)
    wanted = not answer.scenario.frozen and st.toggle(
        _("Include what each demand costs; that may take minutes"), key="report-prices"
    )
    if wanted and (prices := studies.prices(answer)):
        _button(place, answer, language, repairs, prices)


def _button(place: DeltaGenerator, answer: Answer, language: str, *about: Any) -> None:
    """The finished file, so that a click downloads it at once."""
    with place.container():
        st.download_button(
            _("Download the committee workbook"),
            studies.workbook(answer, language, today(), *about),
            file_name=f"jobbalance-{scenario.file_name(answer, language)}-{answer.plan_id}.xlsx",
            mime=session.EXCEL,
            type="primary",
            key="download-priced-report" if about[-1] else "download-report",
            on_click="ignore",
        )


def _contents(*, positions: bool) -> None:
    say.header(_("What the workbook contains"))
    sheets = [
        _("**Front page** – scenario, assumptions, plan id, the answer and its proof"),
        _("**Economy** – by account and year: before, change and after"),
        _("**Measures** – what happens to each, places, price and effect"),
        _("**Units** – which there are, and whom each is responsible for"),
        _("**Staff** – by unit and staff group, flex jobbers apart"),
        _("**Ways** – the saving by leavers, dismissals, running costs and the rest"),
        _("**Year one** – staff paid and costs month by month"),
        _("**Timeline** – hearings, negotiations, notices and waits in months"),
        _("**Mass dismissal** – where the act applies"),
        _("**Flex jobs** – the help for those dismissed, and what it gives"),
        _("**Citizens** – places before and after by target group"),
        _("**Demands** – who asked for what, whether it is met, and what it costs"),
        _("**Sources** – where every number comes from, and how sure it is"),
        _("**List of sources** – what the sources are"),
    ]
    if positions:
        sheets.append(_("**Positions** – how many stay, move, and have no place"))
    say.numbered(sheets)
    say.caption(_("Counts of people under five are hidden. Prints on A4 landscape."))
