"""Trade-offs: everything that can be had of two criteria at once, refined while one watches."""

from functools import partial
from typing import Any

import streamlit as st

from locales import translator
from model.criteria.criteria import TRADEOFFS
from reports.tradeoffs import chart as tradeoffs_chart
from reports.tradeoffs import text as tradeoffs_text
from scenarios import library
from scenarios.apply import apply
from scenarios.scenario import Scenario
from scenarios.studies import frontier as studies_frontier
from scenarios.studies.frontier import Frontier, Mark, Point, certified_frontier
from scenarios.work import Job, Jobs
from views import plan
from views.state import choice, session

KEPT = 16  # trade-offs of all readers together
EVERY = 2.0  # seconds between two looks at a search
CHART = "frontier-chart"


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs[Frontier]:
    """The searches of all readers, by data, scenario and criteria."""
    return Jobs[Frontier](KEPT)


def show() -> None:
    language = session.language()
    _ = translator(language)
    if st.session_state.pop("frontier-taken", False):
        st.switch_page(st.Page(plan.show, url_path="plan"))
    st.title(_("What one criterion costs of another"))
    scenario = choice.chosen()
    x, y = _criteria(language)
    if x == y:
        st.info(_("Choose two different criteria."))
        return
    key = repr((session.digest(), scenario, x, y))
    job = jobs().of(key, partial(certified_frontier, session.instance(), scenario, x, y))
    if job.done:
        _picture(job, scenario)
        _again(job, key)
    else:
        st.fragment(partial(_watch, job, scenario), run_every=EVERY)()


def _criteria(language: str) -> tuple[str, str]:
    """The two criteria: what is given up, and what is wanted."""
    _ = translator(language)
    names = {name: traded.axis.of(language) for name, traded in TRADEOFFS.items()}
    places = st.columns(2)
    labels = ((_("Across"), "saving", "frontier.x"), (_("Upwards"), "exits", "frontier.y"))
    x, y = (
        place.selectbox(
            label,
            list(names),
            index=list(names).index(first),
            format_func=names.__getitem__,
            key=key,
            persist_state="session",
        )
        for place, (label, first, key) in zip(places, labels, strict=True)
    )
    return x, y


def _watch(job: Job[Frontier], scenario: Scenario) -> None:
    """The picture anew while the search goes on; the whole page once when it has ended."""
    _ = translator(session.language())
    if job.done:
        st.rerun()
    st.progress(job.progress, _("Proving …"))
    st.button(_("Stop and keep what is proven"), key="frontier-stop", on_click=job.cancel)
    _picture(job, scenario)


def _again(job: Job[Frontier], key: str) -> None:
    """A search that was stopped can be had whole after all."""
    _ = translator(session.language())
    if job.cancelled and not (job.latest and job.latest.proven):
        st.button(_("Prove it to the end"), key="frontier-again", on_click=jobs().drop, args=(key,))


def _picture(job: Job[Frontier], scenario: Scenario) -> None:
    language = session.language()
    _ = translator(language)
    if job.error is not None:
        raise job.error
    found = job.latest
    if found is None:
        st.write(_("Tracing the exact limit …"))
        return
    if found.why:
        st.error(
            tradeoffs_text.empty(found, apply(session.instance(), scenario), language),
            icon=":material/block:",
        )
        return
    known = _known(scenario, found)
    st.header(tradeoffs_text.title(found, known, language))
    st.write(tradeoffs_text.sure(found, session.instance(), language))
    chart = tradeoffs_chart.chart(found, known, language)
    if job.done:
        st.altair_chart(
            chart, theme=None, key=CHART, on_select="rerun", selection_mode=tradeoffs_chart.PICK
        )
        _take(scenario, found.x, found.y)
    else:
        st.altair_chart(chart, theme=None)
    for mark in known:
        st.write(tradeoffs_text.marked(found, mark, language))
    _rates(found, language)


def _known(scenario: Scenario, found: Frontier) -> list[Mark]:
    """The decision of 2017, today's practice and the scenario as it stands."""
    names = [name for name in (choice.DECIDED, choice.TODAY) if name in choice.available()]
    asked = [scenario, *(library.load(name) for name in names if name != scenario.id)]
    held = (
        studies_frontier.mark(session.instance(), scenario, found, session.solve(each))
        for each in asked
    )
    return [mark for mark in held if mark is not None]


def _rates(found: Frontier, language: str) -> None:
    _ = translator(language)
    rates = [tradeoffs_text.rate(found, *step, language) for step in tradeoffs_text.steps(found)]
    if rates:
        st.subheader(_("Step by step"))
        st.write("\n".join(f"- {rate}" for rate in rates))


def _take(scenario: Scenario, x: str, y: str) -> None:
    """What to do with the point that was clicked."""
    _ = translator(session.language())
    st.caption(_("Click a point to take its plan into the scenario."))
    picked = _picked(st.session_state.get(CHART))
    if picked is None:
        return
    language = session.language()
    st.write(
        _("Chosen: {x} and {y}").format(
            x=tradeoffs_text.level(x, picked.x, language),
            y=tradeoffs_text.level(y, picked.y, language),
        )
    )
    st.button(
        _("Take it into the scenario and show the plan"),
        key="frontier-take",
        type="primary",
        on_click=choice.take_point,
        args=(scenario, x, y, picked),
    )


def _picked(event: Any) -> Point | None:
    """The point of a click, if there is one."""
    rows = (event or {}).get("selection", {}).get(tradeoffs_chart.PICK, [])
    return Point(float(rows[0]["x"]), float(rows[0]["y"])) if rows else None
