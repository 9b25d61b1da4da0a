"""A sweep on the page: a lever chosen, its points drawn as they come, stopped at any time.

Session state: `sweep` holds what was asked, the rows so far and whether it runs; rows are shown
only under the question that they answer.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from locales import translator
from reports.comparison import charts as comparison_charts
from reports.tradeoffs import sweep as tradeoffs_sweep
from scenarios.refusal import RefusedError
from scenarios.scenario import Scenario
from scenarios.studies import sweep
from scenarios.studies.sweep import Stop
from views.compare import sweep_controls
from views.parts import figure as parts_figure
from views.state import session

State = dict[str, Any]


def show(options: Mapping[str, Scenario]) -> None:
    """Choose, run and show."""
    _ = translator(session.language())
    st.header(_("Move one lever step by step"))
    asked = sweep_controls.choose(options)
    try:
        places = sweep.stops(
            options[asked["scenario"]], session.instance(), asked["lever"], values(asked)
        )
    except RefusedError as refused:
        for fault in refused.faults:
            st.error(f"{fault.found}: {fault.remedy.of(session.language())}")
        return
    question = {"stops": repr(places), "lever": asked["lever"], "data": session.digest()}
    state = _state(question)
    _buttons(state)
    if state.get("running"):
        _run(places, state)
    elif state.get("rows"):
        _picture(state, final=True)


def values(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Words as they stand, numbers evenly spaced. Raises RefusedError."""
    if asked["words"]:
        return tuple(asked["words"])
    return sweep.between(asked["first"], asked["last"], asked["steps"])


def _state(question: State) -> State:
    """The sweep of this question, also one just begun; nothing of another's."""
    state: State = st.session_state.get("sweep", {})
    if state and "question" not in state:
        state["question"] = question
    return state if state.get("question") == question else {}


def _buttons(state: State) -> None:
    _ = translator(session.language())
    running = bool(state.get("running"))
    with st.container(horizontal=True):
        st.button(_("Start"), key="sweep-start", type="primary", disabled=running, on_click=_start)
        st.button(_("Stop"), key="sweep-stop", disabled=not running, on_click=_stop)


def _start() -> None:
    st.session_state["sweep"] = {"rows": [], "running": True}


def _stop() -> None:
    """The points so far stay."""
    st.session_state["sweep"]["running"] = False


def _run(places: tuple[Stop, ...], state: State) -> None:
    """Solve point by point; a click on Stop ends it between two of them."""
    _ = translator(session.language())
    rows, all_of_them = state["rows"], len(places)
    message = _("{done} of {all} solved")
    bar, picture = st.progress(0.0), st.empty()
    left = places[len(rows) :]
    for point in sweep.sweep(session.instance(), left, ask=session.solve):
        rows.append(tradeoffs_sweep.row(point))
        done = len(rows)
        bar.progress(done / all_of_them, message.format(done=done, all=all_of_them))
        with picture.container():
            _picture(state, final=False)
    state["running"] = False
    st.rerun()


def _picture(state: State, *, final: bool) -> None:
    """Exits and dismissals along the lever; the table when it is over."""
    language, data = session.language(), session.instance()
    rows, lever = state["rows"], state["question"]["lever"]
    message = tradeoffs_sweep.message(rows, lever, data, language)
    st.subheader(message)
    axis = (lever, tradeoffs_sweep.lever(lever, data, language))
    for place, (figure, unit) in zip(
        st.columns(2), tradeoffs_sweep.units(language).items(), strict=True
    ):
        place.altair_chart(
            comparison_charts.along(rows, figure, unit, axis, message, language), theme=None
        )
    if final:
        table = tradeoffs_sweep.table(rows, lever, data, language)
        st.table(parts_figure.named(table))
