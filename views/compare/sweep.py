"""A sweep on the page: a lever chosen, its points drawn as they come, stopped at any time.

Session state: `sweep`, what was asked; rows are shown only under the question that they answer.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args

import streamlit as st

from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from reports import scenario
from reports.comparison import charts as comparison_charts
from reports.language.data_headings import sheet_name
from reports.tradeoffs import sweep as tradeoffs_sweep
from scenarios.choice import Case
from scenarios.facts import numbers
from scenarios.scenario import RANGES as LEVER_RANGES
from scenarios.scenario import Lock, RefusedError
from scenarios.studies import sweep
from scenarios.studies.sweep import Stop
from views.parts import fields, say
from views.parts import figure as parts_figure
from views.parts.fields import Span
from views.parts.progress import Button, jobs, submit, watch
from views.scenario.controls import CODES
from views.state import session
from views.state.session import _

DATA = "data"
NOW = "now"  # the case on the Scenario page
NUMBERS = ("amount", "max_dismissals", "displacement", "tax_share", "specialisation", "by")
HALF = (0.0, 0.5)
RANGES = {
    "max_dismissals": (0.0, 250.0), "displacement": HALF, "tax_share": HALF, "specialisation": HALF,
}  # fmt: skip
FAR = 1e9  # beyond any number of the data
AROUND = (0.5, 1.5)  # times what a number is now


class Rows(NamedTuple):
    """The rows of the points so far, of `number`."""

    rows: tuple[dict[str, Any], ...]
    number: int

    @property
    def progress(self) -> float:
        return len(self.rows) / self.number


def rows_so_far(instance: Instance, stops: tuple[Stop, ...]) -> Iterator[Rows]:
    """The rows after each point."""
    found = Rows((), len(stops))
    for point in sweep.sweep(instance, stops):
        found = found._replace(rows=(*found.rows, tradeoffs_sweep.row(point)))
        yield found


def show(cases: Mapping[str, Case]) -> None:
    say.header(_("Move one lever step by step"))
    asked = _question(cases)
    lever, scenario = asked["lever"], cases[asked["scenario"]].scenario
    try:
        stops = sweep.stops(scenario, session.instance(), lever, values(asked))
    except RefusedError as refused:
        for fault in refused.faults:
            say.error(fault.text(session.language()))
        return
    question = repr((session.digest(), lever, stops))
    if st.button(_("Start"), key="sweep-start", type="primary"):
        _start(question)
    if st.session_state.get("sweep") == question:
        _run(lever, stops, session.instance().with_demands(*scenario.new.values()))


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


def _run(lever: str, stops: tuple[Stop, ...], data: Instance) -> None:
    """The points as they come; those there are when it is stopped stay."""
    message = _("{done} of {all} solved")
    job = submit("sweep", (lever, stops), rows_so_far, session.instance(), stops, instead=True)
    found = watch(
        job,
        lambda step: message.format(done=len(step.rows) if step else 0, all=len(stops)),
        Button(_("Stop"), "sweep-stop"),
        lambda step: _picture(step, lever, data, final=False),
    )
    if found:
        _picture(found, lever, data, final=True)


def _picture(found: Rows, lever: str, data: Instance, *, final: bool) -> None:
    """Exits and dismissals along the lever; the table when it is over."""
    language, rows = session.language(), found.rows
    message = tradeoffs_sweep.message(rows, lever, data, language)
    say.subheader(message)
    axis = (lever, tradeoffs_sweep.lever(lever, data, language))
    for place, (figure, unit) in zip(
        st.columns(2), tradeoffs_sweep.units(language).items(), strict=True
    ):
        place.vega_lite_chart(
            comparison_charts.sweep_chart(rows, figure, unit, axis, message, language), theme=None
        )
    if final:
        table = tradeoffs_sweep.table(rows, lever, data, language)
        say.table(parts_figure.with_row_names(table))


def names(cases: Mapping[str, Case]) -> dict[str, str]:
    """What the cases are called in a list; the one on the Scenario page says that it is that."""
    called = {each: scenario.name(case, session.language()) for each, case in cases.items()}
    return called | {NOW: _("On the Scenario page now: {name}").format(name=called[NOW])}


def _question(cases: Mapping[str, Case]) -> dict[str, Any]:
    """What the reader asks: scenario, lever, and words or first, last and steps."""
    left, right = st.columns(2)
    with left:
        name = fields.select(_("Scenario"), names(cases), "sweep-scenario")
    with right:
        own = cases[name].scenario.new.values()
        lever = _lever(data := session.instance().with_demands(*own))
    words = _words(data, lever)
    asked = {"scenario": name, "lever": lever, "words": words}
    return asked if words else asked | _range(cases[name], lever)


def _words(data: Instance, lever: str) -> list[str]:
    """What a lever without a number can be; nothing for one with a number."""
    kind, _dot, name = lever.partition(".")
    if kind == "lock":
        nobody = data.measures[name].handover_to is None
        return [lock for lock in get_args(Lock) if lock != "handed_over" or not nobody]
    if kind == "demand" and not KINDS[data.demands[name].kind].bounded:
        return ["off", "on"]
    return [*CODES.get(lever, ())]


def _lever(data: Instance) -> str:
    demands = [f"demand.{q}" for q in data.demands]
    locks = [f"lock.{m}" for m, measure in data.measures.items() if not measure.mandatory]
    levers = [*NUMBERS, *CODES, *demands, *locks]
    words = {each: tradeoffs_sweep.lever(each, data, session.language()) for each in levers}
    words[DATA] = _("A number of the data …")
    chosen = fields.select(_("Lever"), words, "sweep-lever")
    return _number(data) if chosen == DATA else str(chosen)


def _number(data: Instance) -> str:
    paths = [key[0] for (_kind, key), _value in numbers(data)]
    tables = list(dict.fromkeys(path.split(".")[0] for path in paths))
    sheets = {each: sheet_name(each, session.language()) for each in tables}
    table = fields.select(_("Sheet"), sheets, "sweep-sheet")
    here = [path for path in paths if path.startswith(f"{table}.")]
    words = {path: tradeoffs_sweep.lever(path, data, session.language()) for path in here}
    return fields.select(_("Number"), words, "sweep-number")


def _range(case: Case, lever: str) -> dict[str, Any]:
    low, high = _usual(case, lever)
    left, middle, right = st.columns(3)
    span = Span(*_ends(case, lever), _unit(lever, case.instance, session.language()))
    with left:
        first = fields.typed(_("From"), span, f"sweep-from-{lever}", low)
    with middle:
        last = fields.typed(_("To"), span, f"sweep-to-{lever}", high)
    steps = right.slider(_("Steps"), 2, 25, 9, key="sweep-steps")
    return {"first": first, "last": last, "steps": steps}


def _ends(case: Case, lever: str) -> tuple[float, float]:
    """The numbers that a lever takes; those of the data say so themselves."""
    if lever == "by":
        return float(case.data.years[0]), float(case.data.years[-1])
    if lever in LEVER_RANGES:
        return LEVER_RANGES[lever]
    demand = case.instance.demands.get(lever.removeprefix("demand."))
    return (0.0, KINDS[demand.kind].unit.most) if demand else (-FAR, FAR)


def _usual(case: Case, lever: str) -> tuple[float, float]:
    """A range to begin with: around what the number is now."""
    if lever == "by":
        return _ends(case, lever)
    if lever in RANGES:
        return RANGES[lever]
    now = _now(case, lever)
    return (AROUND[0] * now, AROUND[1] * now) if now else (0.0, 1.0)


def _now(case: Case, lever: str) -> float:
    if lever == "amount":
        return float(case.levers.amount or 0.0)
    if lever.startswith("demand."):
        return case.instance.demands[lever.removeprefix("demand.")].bound
    return float({key[0]: value for (_kind, key), value in numbers(case.instance)}[lever] or 0.0)


def _unit(lever: str, data: Instance, language: str) -> str:
    demand = data.demands.get(lever.removeprefix("demand."))
    return KINDS[demand.kind].unit.name.of(language) if demand else ""
