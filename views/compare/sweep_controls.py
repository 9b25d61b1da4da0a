"""The widgets of a sweep: which scenario, which lever or number, from where to where."""

from collections.abc import Mapping
from typing import Any, get_args

import streamlit as st

from locales import translator
from model.demand import Basis, Counts, View
from model.demand_kinds.kinds import KINDS
from model.instance import Instance, Level
from reports.language.data_headings import TABLES
from reports.tradeoffs import sweep as tradeoffs_sweep
from scenarios.choice import Case
from scenarios.facts import numbers
from scenarios.scenario import Freedom, Lock
from views.state import session

DATA = "data"
WORDS = {
    "basis": Basis, "view": View, "counts": Counts, "effects": Level, "structure": Freedom,
}  # fmt: skip
NUMBERS = ("amount", "max_dismissals", "displacement", "tax_share", "specialisation", "by")
HALF = (0.0, 0.5)
RANGES = {
    "max_dismissals": (0.0, 250.0), "displacement": HALF, "tax_share": HALF, "specialisation": HALF,
}  # fmt: skip
AROUND = (0.5, 1.5)  # times what a number is now


def choose(cases: Mapping[str, Case]) -> dict[str, Any]:
    """What the reader asks: scenario, lever, and words or first, last and steps."""
    language = session.language()
    _ = translator(language)
    left, right = st.columns(2)
    name = left.selectbox(
        _("Scenario"),
        list(cases),
        format_func=lambda each: cases[each].scenario.name.of(language),
        key="sweep-scenario",
        persist_state="session",
    )
    with right:
        lever = _lever(session.instance())
    words = _words(session.instance(), lever)
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
    return [str(each) for each in get_args(WORDS[lever])] if lever in WORDS else []


def _lever(data: Instance) -> str:
    """A lever, a demand, the lock of a measure, or one number of the data."""
    language = session.language()
    _ = translator(language)
    demands = [f"demand.{q}" for q in data.demands]
    locks = [f"lock.{m}" for m, measure in data.measures.items() if not measure.mandatory]
    chosen = st.selectbox(
        _("Lever"),
        [*NUMBERS, *WORDS, *demands, *locks, DATA],
        format_func=lambda each: (
            _("A number of the data …")
            if each == DATA
            else tradeoffs_sweep.lever(each, data, language)
        ),
        key="sweep-lever",
        persist_state="session",
    )
    return _number(data) if chosen == DATA else str(chosen)


def _number(data: Instance) -> str:
    """One number of the data, found by its sheet."""
    language = session.language()
    _ = translator(language)
    paths = [key[0] for (_kind, key), _value in numbers(data)]
    tables = list(dict.fromkeys(path.split(".")[0] for path in paths))
    table = st.selectbox(
        _("Sheet"),
        tables,
        format_func=lambda each: _(TABLES.get(str(each).removesuffix("_today"), str(each))),
        key="sweep-sheet",
    )
    here = [path for path in paths if path.startswith(f"{table}.")]
    return str(
        st.selectbox(
            _("Number"),
            here,
            format_func=lambda path: tradeoffs_sweep.lever(path, data, language),
            key="sweep-number",
        )
    )


def _range(case: Case, lever: str) -> dict[str, Any]:
    language = session.language()
    _ = translator(language)
    low, high = _usual(case, lever)
    first, last, steps = st.columns(3)
    unit = _unit(lever, case.data, language)
    from_here, to_there = _("From") + unit, _("To") + unit
    return {
        "first": first.number_input(from_here, value=low, format="%g", key=f"sweep-from-{lever}"),
        "last": last.number_input(to_there, value=high, format="%g", key=f"sweep-to-{lever}"),
        "steps": steps.slider(_("Steps"), 2, 25, 9, key="sweep-steps"),
    }


def _usual(case: Case, lever: str) -> tuple[float, float]:
    """A range to begin with: around what the number is now."""
    if lever == "by":
        return float(case.data.years[0]), float(case.data.years[-1])
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
    """The unit of a demand's bound, in brackets."""
    demand = data.demands.get(lever.removeprefix("demand."))
    unit = KINDS[demand.kind].unit.name.of(language) if demand else ""
    return f" ({unit})" if unit else ""
