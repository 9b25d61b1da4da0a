"""Trade-offs: everything that can be had of two criteria at once, refined while one watches."""

from typing import Any

import streamlit as st

from model.criteria import TRADEOFFS
from model.demand import Text
from reports import scenario
from reports.money import text as money_text
from reports.tradeoffs import chart as tradeoffs_chart
from reports.tradeoffs import text as tradeoffs_text
from scenarios.choice import Case
from scenarios.studies import frontier as studies_frontier
from scenarios.studies.frontier import Frontier, Mark, Point, certified_frontier, without_point
from views import plan
from views.parts import fields, say
from views.parts import figure as parts_figure
from views.parts.answer import link_to_conflicts
from views.parts.door import guarded
from views.parts.progress import Button, latest, look, once_more, submit
from views.state import choice, session, studies
from views.state.session import _

CHART, CHOSEN = "frontier-chart", "frontier-point"


def show() -> None:
    if st.session_state.pop("frontier-taken", False):
        st.switch_page(st.Page(plan.show, url_path="plan"))
    say.title(_("What one criterion costs of another"))
    case = choice.current()
    x, y = _criteria(session.language())
    if x == y:
        say.info(_("Choose two different criteria."))
        return
    asked = without_point(case.scenario, x, y)
    job = submit("frontier", (asked, x, y), certified_frontier, case.data, asked, x, y)
    stop = Button(_("Stop and keep what is proven"), "frontier-stop")
    if not (job.done or job.cancelled):
        look(job, lambda _step: _("Proving …"), stop, lambda found: _picture(case, found))
        return
    found = latest(job)
    _picture(case, found, final=True)
    if found is None or not found.proven:
        once_more(job, Button(_("Prove it to the end"), "frontier-again"))


def _criteria(language: str) -> tuple[str, str]:
    names = {name: traded.axis.of(language) for name, traded in TRADEOFFS.items()}
    labels = (
        (_("Horizontal axis"), "frontier.x", "saving"), (_("Vertical axis"), "frontier.y", "exits"),
    )  # fmt: skip
    with st.container(key="wide-criteria"):
        places, chosen = st.columns(2), []
    for place, (label, key, first) in zip(places, labels, strict=True):
        with place:
            chosen.append(fields.select(label, names, key, first))
    x, y = chosen
    return x, y


def _picture(case: Case, found: Frontier | None, *, final: bool = False) -> None:
    language = session.language()
    if found is None or not (found.points or found.why):
        say.write(_("No plan has been found yet.") if final else _("Tracing the exact limit …"))
        return
    if found.why:
        message = tradeoffs_text.why_empty(found, case.instance, language)
        say.error(message)
        if found.why == "nothing":
            link_to_conflicts()
        return
    known = _known(case, found)
    say.header(tradeoffs_text.title(found, known, language))
    say.write(tradeoffs_text.proof(found, case.data, language))
    chart = tradeoffs_chart.chart(found, known, language)
    if final:
        st.vega_lite_chart(
            chart,
            theme=None,
            key=CHART,
            on_select=guarded(_click),
            selection_mode=tradeoffs_chart.PICK,
        )
        _take(found)
    else:
        st.vega_lite_chart(chart, theme=None)
    _told(case, found, known)


def _told(case: Case, found: Frontier, known: list[Mark]) -> None:
    """What is known, the bend and the last million, and the rates step by step."""
    language = session.language()
    for mark in known:
        say.write(tradeoffs_text.mark_sentence(found, mark, language))
    if told := tradeoffs_text.knee_sentence(found, language):
        say.write(told)
    _last_million(case, found)
    _rates(found, language)


def _last_million(case: Case, found: Frontier) -> None:
    """What the last million of the scenario costs, beside a frontier of money and exits."""
    if {found.x, found.y} != {"saving", "exits"}:
        return
    million = studies.last_million(studies.solve_unchecked(case))
    if told := money_text.last_million(million, session.language()):
        say.write(told)


def _known(case: Case, found: Frontier) -> list[Mark]:
    """What was decided, today's practice and the scenario as it stands."""
    names = [name for name in (*choice.decisions(), choice.TODAY) if name in choice.available()]
    cases = [case, *(choice.library_case(name) for name in names if name != case.base.id)]
    answers = [studies.solve_unchecked(each) for each in cases]
    marks = ((studies_frontier.mark(case.instance, found, each), each) for each in answers)
    return [mark._replace(name=Text(**scenario.names(each))) for mark, each in marks if mark]


def _rates(found: Frontier, language: str) -> None:
    rates = [tradeoffs_text.rate(found, *step, language) for step in tradeoffs_text.steps(found)]
    if rates:
        say.subheader(_("Step by step"))
        say.listed(rates)


def _take(found: Frontier) -> None:
    """A plan of the list, chosen by keyboard or by a click in the chart, and all in a table."""
    language = session.language()
    told = tradeoffs_text.plans(found, language)
    say.caption(_("Choose a plan in the list, or click a point in the chart."))
    chosen = fields.select(
        _("Plan on the frontier"), dict(zip(found.points, told, strict=True)), CHOSEN
    )
    take = _("Take it into the scenario and show the plan")
    fields.button(
        take, "frontier-take", choice.take_point, found.x, found.y, chosen, type="primary"
    )
    with st.expander(_("The {n} points as a table").format(n=len(told))):
        say.table(parts_figure.with_row_names(tradeoffs_text.table(found, language)))


def _click() -> None:
    picked = _picked(st.session_state.get(CHART))
    if picked is not None:
        st.session_state[CHOSEN] = picked


def _picked(event: Any) -> Point | None:
    rows = (event or {}).get("selection", {}).get(tradeoffs_chart.PICK, [])
    return Point(float(rows[0]["x"]), float(rows[0]["y"])) if rows else None
