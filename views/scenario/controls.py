"""The widgets of the Scenario page: which scenario, its goal, assumptions, measures and demands."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple, get_args

import streamlit as st

from locales import number, percent
from model.criteria import CRITERIA
from model.demand import Basis, Counts, View
from model.instance import Instance, Level
from reports import scenario
from reports.demands.text import demand_sentence
from reports.language.names import LEVERS, code
from scenarios import library
from scenarios.choice import Case, move_lever, put_first, set_lock, set_price, spend, switch
from scenarios.scenario import Freedom, Switch
from scenarios.studies.trade import EXACT
from views.parts import fields, say
from views.state import choice, session
from views.state.session import _

AMOUNTS = range(101)  # MDKK
SHARES = tuple(share / 100 for share in range(0, 51, 5))
DISMISSALS = (0, 10, 20, 40, 60, 80, 100, 125, 150, 175, 200, 225, 250, 275, 300)

GIVE_UP = (EXACT, 0.01, 0.02, 0.05, 0.10, 0.20)  # of the first goal
PRICES = (0.0, 2.0, 3.0, 5.0, 10.0, 20.0)  # MDKK of an extra exit a year; 0 is any

LOCKS = ("free", "open", "at_least_today", "as_today", "closed", "handed_over")
CODES: dict[str, tuple[str, ...]] = {  # of each lever that is no number
    "basis": get_args(Basis), "view": get_args(View), "counts": get_args(Counts),
    "effects": get_args(Level), "structure": get_args(Freedom), "phase": get_args(Switch),
    "casework": get_args(Switch),
}  # fmt: skip


class Panel(NamedTuple):
    """Draws the levers of a case, each where it stands."""

    case: Case

    def slide(
        self,
        lever: str,
        options: Iterable[float],
        written: Callable[[float], str],
        *,
        label: str | None = None,
        about: str | None = None,
        blank: str | None = None,
    ) -> None:
        """A slider over `options` and where the lever stands; `blank` is the word for None."""
        value = getattr(self.case.levers, lever)
        words = {each: written(each) for each in sorted({*options, value} - {None})}
        nothing = {None: blank} if blank else {}
        name, key, move = label or _(LEVERS[lever]), self._key(lever), self._move(lever)
        fields.slide(name, words | nothing, key, value, move, help=about)

    def choose(self, lever: str, about: str | None = None, **words: str) -> None:
        """One of the codes of the lever; `words` are those that are not the usual ones."""
        told = {each: words.get(each) or code(each, session.language()) for each in CODES[lever]}
        value, move = getattr(self.case.levers, lever), self._move(lever)
        fields.segments(_(LEVERS[lever]), told, self._key(lever), value, move, help=about)

    def _key(self, lever: str) -> str:
        return f"{self.case.base.id}.{lever}"

    def _move(self, lever: str) -> Callable[[Any], None]:
        return partial(choice.change, move_lever, lever)


def show(case: Case) -> None:
    """All that can be moved, in the order a committee asks."""
    _library()
    _name(case)
    if case.base.frozen:
        say.info(_("This scenario is today's practice carried on. It has no levers."))
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
    fields.button(_("Put every lever back"), "reset", choice.forget)


def _library() -> None:
    language = session.language()
    names = {scenario: library.load(scenario).name.of(language) for scenario in choice.available()}
    fields.select(_("Scenario"), names, choice.ON_SCREEN, choice.on_screen())


def _name(case: Case) -> None:
    """A name of the reader's own, in place of the one that is made from what holds."""
    language = session.language()
    say.caption(scenario.about(case, language))
    fields.text(
        _("Name"),
        f"{case.base.id}.name",
        case.choice.name,
        choice.give_name,
        placeholder=scenario.name(case, language),
        help=_("Stands on every page and in the report. Leave it blank to use the one shown."),
    )
    if refused := st.session_state.pop(choice.REFUSED, None):
        say.error(refused.of(language))


def _goal(panel: Panel, instance: Instance) -> None:
    million, label = _("DKK {amount}m"), _("To close a year")
    panel.slide("amount", AMOUNTS, lambda n: million.format(amount=_number(n)), label=label)
    panel.slide("by", instance.years, str)
    _order(panel.case)
    panel.choose("counts")
    panel.choose("basis", _("Net is after state reimbursement."))
    panel.choose("view", _("What moves to another administration saves the municipality nothing."))
    panel.choose(
        "structure",
        _("Which units there are, and whom each is responsible for."),
        free=_("The model decides which"),
    )
    panel.slide("max_dismissals", DISMISSALS, _number, blank=_("no limit"))
    about = _("Places stand still after the decision year unless they may change every year.")
    panel.choose("phase", about, on=_("yes"), off=_("no"))


def _order(case: Case) -> None:
    """Which goal comes first, how much of it the others may cost, and what an exit may cost."""
    language, order, price = session.language(), case.scenario.order, case.levers.stop_price or 0.0
    first = "worth" if price else "exits"
    best = {c: CRITERIA[c].best.of(language) for c in (first, "in_work", order[0].criterion)}
    key, about = f"{case.base.id}.first", _("Net: the dismissed without a new job are taken off.")
    put = partial(choice.change, put_first)
    fields.segments(_("What comes first"), best, key, order[0].criterion, put, help=about)
    lost = order[0].tolerance
    told = {each: percent(round(each, 3), 0, language) for each in sorted({*GIVE_UP, lost})}
    key, about = f"{case.base.id}.tolerance", _("It is spent on the goals that follow.")
    fields.slide(
        _("The first goal may lose"), told, key, lost, partial(choice.change, spend), help=about
    )
    prices = {each: _number(each) if each else _("any") for each in sorted({*PRICES, price})}
    lever, about = "stop_price", _("Money that buys less stays unspent.")
    move = partial(choice.change, set_price)
    fields.slide(_(LEVERS[lever]), prices, f"{case.base.id}.{lever}", price, move, help=about)


def _assumptions(panel: Panel) -> None:
    panel.choose(
        "effects", _("All effects at one end at once: one future of many, no margin of safety.")
    )
    about = _("Where more casework is allowed: uncertain, and told with the plan either way.")
    panel.choose("casework", about, on=_("yes"), off=_("no"))
    about = _(
        "The share of the extra jobs that other job seekers would have had, one for all measures. "
        "Unmoved, each measure has its own."
    )
    own = _("the measures' own") if panel.case.data.one_displacement is None else None
    panel.slide("displacement", SHARES, _percent, about=about, blank=own)
    for lever, about in (
        ("tax_share", _("After national equalisation.")),
        ("specialisation", _("More casework where one unit has several foci: an assumption.")),
    ):
        panel.slide(lever, SHARES, _percent, about=about)


def _locks(case: Case) -> None:
    language = session.language()
    named = {m: measure.name.of(language) for m, measure in case.data.measures.items()}
    labels = fields.distinct(named)
    for m, lock in case.locks.items():
        measure = case.data.measures[m]
        if measure.mandatory:
            continue
        possible = [o for o in LOCKS if o != "handed_over" or measure.handover_to]
        words = {each: code(each, language) for each in possible}
        key, move = f"{case.base.id}.lock.{m}", partial(choice.change, set_lock, m)
        fields.select(labels[m], words, key, lock, move)


def _demands(case: Case) -> None:
    language = session.language()
    for d, on in case.demands.items():
        demand = case.instance.demands[d]
        fields.toggle(
            f"{demand_sentence(demand, language)} ({demand.owner.of(language)})",
            f"{case.base.id}.demand.{d}",
            on,
            partial(choice.change, switch, d),
            disabled=not demand.negotiable,
        )


def _number(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1, session.language())


def _percent(value: float) -> str:
    return percent(value, 0 if round(value * 100, 6).is_integer() else 1, session.language())
