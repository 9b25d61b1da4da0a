"""A sweep on the page: a lever chosen, its points drawn as they come, stopped at any time.

Session state: `sweep`, what was asked; rows are shown only under the question that they answer.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import streamlit as st

from locales import translator
from model.instance import Instance
from reports.comparison import charts as comparison_charts
from reports.tradeoffs import sweep as tradeoffs_sweep
from scenarios.choice import Case
from scenarios.scenario import RefusedError
from scenarios.studies import sweep
from scenarios.studies.sweep import Stop
from views.compare import sweep_controls
from views.parts import figure as parts_figure
from views.parts.progress import Button, jobs, submit, watch
from views.state import session


class Rows(NamedTuple):
    """The rows of the points so far, of `number`."""

    rows: tuple[dict[str, Any], ...]
    number: int

    @property
    def progress(self) -> float:
        """The share that is solved."""
        return len(self.rows) / self.number


def rows_so_far(instance: Instance, stops: tuple[Stop, ...]) -> Iterator[Rows]:
    """The rows after each point."""
    found = Rows((), len(stops))
    for point in sweep.sweep(instance, stops):
        found = found._replace(rows=(*found.rows, tradeoffs_sweep.row(point)))
        yield found


def show(cases: Mapping[str, Case]) -> None:
    """Choose, run and show."""
    _ = translator(session.language())
    st.header(_("Move one lever step by step"))
    asked = sweep_controls.choose(cases)
    lever, scenario = asked["lever"], cases[asked["scenario"]].scenario
    try:
        stops = sweep.stops(scenario, session.instance(), lever, values(asked))
    except RefusedError as refused:
        for fault in refused.faults:
            st.error(f"{fault.found}: {fault.remedy.of(session.language())}")
        return
    question = repr((session.digest(), lever, stops))
    if st.button(_("Start"), key="sweep-start", type="primary"):
        _start(question)
    if st.session_state.get("sweep") == question:
        _run(lever, stops)


def values(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Words as they stand, numbers evenly spaced. Raises RefusedError."""
    if asked["words"]:
        return tuple(asked["words"])
    return sweep.between(asked["first"], asked["last"], asked["steps"])


def _start(question: str) -> None:
    """Ask; what was stopped before begins anew."""
    job = st.session_state.get("job.sweep")
    if job is not None and job.cancelled:
        jobs().drop(job)
    st.session_state["sweep"] = question


def _run(lever: str, stops: tuple[Stop, ...]) -> None:
    """The points as they come; those there are when it is stopped stay."""
    _ = translator(session.language())
    message = _("{done} of {all} solved")
    job = submit("sweep", (lever, stops), rows_so_far, session.instance(), stops, instead=True)
    found = watch(
        job,
        lambda step: message.format(done=len(step.rows) if step else 0, all=len(stops)),
        Button(_("Stop"), "sweep-stop"),
        lambda step: _picture(step, lever, final=False),
    )
    if found:
        _picture(found, lever, final=True)


def _picture(found: Rows, lever: str, *, final: bool) -> None:
    """Exits and dismissals along the lever; the table when it is over."""
    language, data, rows = session.language(), session.instance(), found.rows
    message = tradeoffs_sweep.message(rows, lever, data, language)
    st.subheader(message)
    axis = (lever, tradeoffs_sweep.lever(lever, data, language))
    for place, (figure, unit) in zip(
        st.columns(2), tradeoffs_sweep.units(language).items(), strict=True
    ):
        place.altair_chart(
            comparison_charts.sweep_chart(rows, figure, unit, axis, message, language), theme=None
        )
    if final:
        table = tradeoffs_sweep.table(rows, lever, data, language)
        st.table(parts_figure.with_row_names(table))
