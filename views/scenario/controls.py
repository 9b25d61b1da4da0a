"""The widgets of the Scenario page: which scenario, its goal, assumptions, measures and demands."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import streamlit as st

from locales import number, percent, translator
from model.instance import Instance
from reports.demands.text import demand_sentence
from scenarios import library
from scenarios.choice import Case, move_lever, set_lock, switch
from views.state import choice, session

AMOUNTS = range(101)  # MDKK
SHARES = tuple(share / 100 for share in range(0, 51, 5))
DISMISSALS = (0, 10, 20, 40, 60, 80, 100, 125, 150, 175, 200, 225, 250, 275, 300)


class Panel(NamedTuple):
    """Draws the levers of a case, each where it stands."""

    case: Case

    def slide(
        self,
        lever: str,
        label: str,
        options: Iterable[float],
        written: Callable[[float], str],
        *,
        about: str | None = None,
        blank: str | None = None,
    ) -> None:
        """A slider over `options` and where the lever stands; `blank` is the word for None."""
        value, key = getattr(self.case.levers, lever), f"{self.case.base.id}.{lever}"
        st.select_slider(
            label,
            [*sorted({*options, value} - {None}), *([None] if blank else [])],
            format_func=lambda value: blank if value is None else written(value),
            key=choice.widget_key(key, value),
            help=about,
            on_change=choice.enter,
            args=(key, move_lever, lever),
        )

    def choose(
        self, lever: str, label: str, words: dict[str, str], about: str | None = None
    ) -> None:
        """One of a few; `words` are what the reader sees."""
        key = f"{self.case.base.id}.{lever}"
        st.segmented_control(
            label,
            list(words),
            required=True,
            format_func=words.__getitem__,
            key=choice.widget_key(key, getattr(self.case.levers, lever)),
            help=about,
            on_change=choice.enter,
            args=(key, move_lever, lever),
        )


def show(case: Case) -> None:
    """All that can be moved, in the order a committee asks."""
    _ = translator(session.language())
    _library()
    if case.base.frozen:
        st.info(_("This scenario is today's practice carried on. It has no levers."))
        return
    panel = Panel(case)
    goal, assumptions, measures, demands = st.tabs(
        [_("Goal"), _("Assumptions"), _("Measures"), _("Demands")], key="levers"
    )
    with goal:
        _goal(panel, case.data)
    with assumptions:
        _assumptions(panel)
    with measures:
        _locks(case)
    with demands:
        _demands(case)
    st.button(_("Put every lever back"), key="reset", on_click=choice.forget)


def _library() -> None:
    """Which scenario; its sentence."""
    language = session.language()
    _ = translator(language)
    names = {scenario: library.load(scenario).name.of(language) for scenario in choice.available()}
    chosen = st.selectbox(
        _("Scenario"),
        list(names),
        index=list(names).index(choice.FIRST),
        format_func=names.__getitem__,
        key="scenario",
        persist_state="session",
    )
    st.caption(library.load(chosen).about.of(language))


def _goal(panel: Panel, instance: Instance) -> None:
    language = session.language()
    _ = translator(language)
    million = _("DKK {amount}m")
    panel.slide(
        "amount",
        _("To close a year"),
        AMOUNTS,
        lambda value: million.format(amount=_number(value)),
    )
    panel.slide("by", _("From the year"), instance.years, str)
    panel.choose(
        "counts",
        _("What counts"),
        {
            "service": _("Service"),
            "service+drift": _("Service and running costs"),
            "all": _("Everything, benefits too"),
        },
    )
    _terms(panel)
    _structure(panel)
    panel.slide(
        "max_dismissals",
        _("Dismissed people at most"),
        DISMISSALS,
        _number,
        blank=_("no limit"),
    )


def _structure(panel: Panel) -> None:
    _ = translator(session.language())
    panel.choose(
        "structure",
        _("Units"),
        {
            "today": _("As today"),
            "scenario": _("As the scenario says"),
            "free": _("The model decides which"),
        },
        _("Which units there are, and whom each is responsible for."),
    )


def _terms(panel: Panel) -> None:
    _ = translator(session.language())
    panel.choose(
        "basis",
        _("Measured"),
        {"net": _("Net"), "gross": _("Gross")},
        _("Net is after state reimbursement."),
    )
    panel.choose(
        "view",
        _("Whose money"),
        {"administration": _("The administration"), "municipality": _("The whole municipality")},
        _("What moves to another administration saves the municipality nothing."),
    )


def _assumptions(panel: Panel) -> None:
    _ = translator(session.language())
    panel.choose(
        "effects",
        _("Effects of measures"),
        {"low": _("Low"), "mid": _("Middle"), "high": _("High")},
        _("The ends of the interval that research gives for each effect."),
    )
    panel.slide(
        "displacement",
        _("Displacement"),
        SHARES,
        _percent,
        about=_("The share of the extra jobs that other job seekers would have had."),
    )
    panel.slide(
        "tax_share",
        _("Tax that the municipality keeps"),
        SHARES,
        _percent,
        about=_("After national equalisation."),
    )
    panel.slide(
        "specialisation",
        _("Gain from specialised units"),
        SHARES,
        _percent,
        about=_("More casework where one unit has several foci: an assumption."),
    )


def _locks(case: Case) -> None:
    language = session.language()
    _ = translator(language)
    words = {
        "free": _("The model decides"),
        "open": _("Stays open"),
        "at_least_today": _("At least as today"),
        "as_today": _("As today"),
        "closed": _("Is closed"),
        "handed_over": _("Is handed over"),
    }
    for m, lock in case.locks.items():
        measure, key = case.data.measures[m], f"{case.base.id}.lock.{m}"
        if measure.mandatory:
            continue
        st.selectbox(
            f"{m} {measure.name.of(language)}",
            [o for o in words if o != "handed_over" or measure.handover_to],
            format_func=words.__getitem__,
            key=choice.widget_key(key, lock),
            on_change=choice.enter,
            args=(key, set_lock, m),
        )


def _demands(case: Case) -> None:
    """Each demand with the bound it has now."""
    language = session.language()
    for d, on in case.demands.items():
        demand, key = case.instance.demands[d], f"{case.base.id}.demand.{d}"
        st.toggle(
            f"{demand_sentence(demand, language)} ({demand.owner.of(language)})",
            key=choice.widget_key(key, on),
            disabled=not demand.negotiable,
            on_change=choice.enter,
            args=(key, switch, d),
        )


def _number(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1, session.language())


def _percent(value: float) -> str:
    return percent(value, 0 if round(value * 100, 6).is_integer() else 1, session.language())
