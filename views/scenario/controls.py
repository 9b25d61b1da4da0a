"""The widgets of the Scenario page: which scenario, its goal, assumptions, measures and demands."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import streamlit as st

from locales import number, percent, translator
from model.instance import Instance
from reports.demands.text import said
from scenarios import library
from scenarios.apply import apply
from scenarios.scenario import Levers, Scenario
from views.state import choice, session

AMOUNTS = range(101)  # MDKK
SHARES = tuple(share / 100 for share in range(0, 51, 5))
DISMISSALS = (0, 10, 20, 40, 60, 80, 100, 125, 150, 175, 200, 225, 250, 275, 300)


class Panel(NamedTuple):
    """Draws the levers of a scenario, each standing where the scenario holds it."""

    scenario: Scenario
    held: Levers

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
        """A slider over `options` and what the scenario holds; `blank` is the word for None."""
        held, key = getattr(self.held, lever), f"{self.scenario.id}.{lever}"
        st.select_slider(
            label,
            [
                *sorted({*options, held, st.session_state.get(key)} - {None}),
                *([None] if blank else []),
            ],
            value=held,
            format_func=lambda value: blank if value is None else written(value),
            key=key,
            persist_state="session",
            help=about,
            on_change=choice.give_way,
            args=(lever,),
        )

    def choose(
        self, lever: str, label: str, words: dict[str, str], about: str | None = None
    ) -> None:
        """One of a few; `words` are what the reader sees."""
        st.segmented_control(
            label,
            list(words),
            default=getattr(self.held, lever),
            required=True,
            format_func=words.__getitem__,
            key=f"{self.scenario.id}.{lever}",
            persist_state="session",
            help=about,
        )


def show() -> None:
    """All that can be moved, in the order a committee asks."""
    _ = translator(session.language())
    scenario, instance = _library(), session.instance()
    if scenario.frozen:
        st.info(_("This scenario is today's practice carried on. It has no levers."))
        return
    panel = Panel(scenario, choice.in_force(choice.asked(scenario, instance), instance))
    goal, assumptions, measures, demands = st.tabs(
        [_("Goal"), _("Assumptions"), _("Measures"), _("Demands")], key="levers"
    )
    with goal:
        _goal(panel, instance)
    with assumptions:
        _assumptions(panel)
    with measures:
        _locks(scenario, instance)
    with demands:
        _demands(scenario, instance)
    st.button(_("Put every lever back"), key="reset", on_click=choice.forget)


def _library() -> Scenario:
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
    scenario = library.load(chosen)
    st.caption(scenario.about.of(language))
    return scenario


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


def _locks(scenario: Scenario, instance: Instance) -> None:
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
    for m, lock in choice.locks(scenario, instance).items():
        measure = instance.measures[m]
        if measure.mandatory:
            continue
        options = [o for o in words if o != "handed_over" or measure.handover_to]
        st.selectbox(
            f"{m} {measure.name.of(language)}",
            options,
            index=options.index(lock),
            format_func=words.__getitem__,
            key=f"{scenario.id}.lock.{m}",
            persist_state="session",
        )


def _demands(scenario: Scenario, instance: Instance) -> None:
    """Each demand with the bound it has now."""
    language = session.language()
    now = apply(instance, choice.chosen()).demands
    for d, on in choice.demands(scenario, instance).items():
        demand = now[d]
        st.toggle(
            f"{said(demand, language)} ({demand.owner.of(language)})",
            value=on,
            key=f"{scenario.id}.demand.{d}",
            persist_state="session",
            disabled=not demand.negotiable,
        )


def _number(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1, session.language())


def _percent(value: float) -> str:
    return percent(value, 0 if round(value * 100, 6).is_integer() else 1, session.language())
