"""Report: the committee workbook, what it contains, and the answer it opens with."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import today
from reports import scenario
from reports.answer.cross_check import agreement
from reports.workbook import committee
from reports.worth import Worth
from scenarios.choice import without_pinned
from scenarios.near_best import SHARE
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


def _download(answer: Answer, repairs: list[RepairRecord], language: str) -> None:
    """No plan leaves the house before a second solver has had its say; prices are on request.

    The file is there at once, and again with what takes further searches when that is found.
    """
    said = agreement(answer, language)
    if said:
        say.write(said)
    place = st.empty()
    _button(place, answer, Worth(certainty=studies.sure(answer)), language, repairs, None)
    found = studies.worth_of(answer)
    if found.points:
        _button(place, answer, found, language, repairs, None)
    if not answer.scenario.frozen and st.toggle(
        _("Include what is politically free; that may take a minute"), key="report-near-best"
    ):
        free = studies.solve_unchecked(choice.case(without_pinned(choice.current().choice)))
        if near := studies.near_best(free, SHARE):
            found = found._replace(near_best=near)
            _button(place, answer, found, language, repairs, None)
        else:
            say.write(_("No plan has been found yet."))
    wanted = not answer.scenario.frozen and st.toggle(
        _("Include what each demand costs; that may take minutes"), key="report-prices"
    )
    if wanted and (prices := studies.prices(answer)):
        _button(place, answer, found, language, repairs, prices)
    _contents(answer, found)


def _button(
    place: DeltaGenerator, answer: Answer, found: Worth, language: str, *about: Any
) -> None:
    """The finished file, so that a click downloads it at once."""
    with place.container():
        st.download_button(
            _("Download the committee workbook"),
            studies.workbook(answer, found, language, today(), *about),
            file_name=f"jobbalance-{scenario.file_name(answer, language)}-{answer.plan_id}.xlsx",
            mime=session.EXCEL,
            type="primary",
            key=f"download-report-{len(found.points)}-{bool(found.near_best)}-{bool(about[-1])}",
            on_click="ignore",
        )


def _contents(answer: Answer, found: Worth) -> None:
    """The sheets of the file, each with its title."""
    say.header(_("What the workbook contains"))
    with_positions = (committee.POSITIONS,) if answer.instance.positions else ()
    sheets = [_("**Front page** – scenario, assumptions, plan id, the answer and its proof")]
    for page in (*committee.all_pages(found), *with_positions):
        title = _(page.title)
        sheets.append(f"**{_(page.name)}** – {title[:1].lower()}{title[1:]}")
    say.numbered(sheets)
    say.caption(_("Counts of people under five are hidden. Prints on A4 landscape."))
