"""Demands: what everybody wants, whether it can hold together, and the ways out."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from reports.answer.cross_check import why_withheld
from reports.demands import conflicts as words
from reports.demands import prices as listed
from reports.demands.text import bound_from_sentence, bound_in_sentence, demand_sentence
from reports.scenario import name
from scenarios import conflicts
from scenarios.choice import Case, by_lever, drop, set_bound, switch
from scenarios.conflicts import Conflicts
from scenarios.solve import Answer
from views.demands import coalitions, new_demand, repairs
from views.demands.new_demand import bounds
from views.parts import fields, say
from views.parts.figure import figure, show_table
from views.parts.progress import study
from views.state import choice, session, studies
from views.state.session import _

UNKNOWN = Conflicts((), (), complete=False, seconds=0.0)
NUMBER = 110  # pixels of a field for a number
PRICES = ("sentence", "owner", "price_share", "price_full", "step", "marginal", "valid", "less",
          "more")  # fmt: skip


def show() -> None:
    case = choice.current()
    say.title(_("What everybody wants, and whether it can hold together"))
    say.caption(_("Scenario: {name}").format(name=name(case, session.language())))
    light = st.empty()
    with st.container(key="wide-demands"):
        asked, answered = st.columns(2, gap="large")
    with asked:
        _demands(case)
        new_demand.show(case)
    with answered:
        found = _conflicts(case, light)
        repairs.show(case, found)
        coalitions.show(case)
    ask_prices(case)


def _conflicts(case: Case, light: DeltaGenerator) -> Conflicts:
    """Everything there is to know, the light above everything told as it becomes clear."""
    language = session.language()

    def show_verdict(found: Conflicts) -> None:
        with light.container():
            if found.feasible:
                say.success(words.verdict(found, language))
            elif found.conflicts or found.complete:
                say.error(words.verdict(found, language))

    about, text, steps = case.scenario, _("Searching …"), conflicts.conflicts
    known = study("conflicts", about, lambda _s: text, steps, case.instance, draw=show_verdict)
    found = known or UNKNOWN
    show_verdict(found)
    if found.feasible is None and not found.complete:
        with light.container():
            say.warning(words.verdict(found, language), icon=":material/help:")
    return found


def _demands(case: Case) -> None:
    """All demands, each owner's together; what cannot be switched here comes last."""
    _contradictions(case.instance)
    say.header(_("Who asks for what"))
    by_owner: dict[str, list[Demand]] = {}
    for q in case.instance.demands.values():
        if q.negotiable and q.id in case.demands:
            by_owner.setdefault(q.owner.of(session.language()), []).append(q)
    for owner, own in by_owner.items():
        say.subheader(owner)
        for q in own:
            _demand(case, q)
    elsewhere = [q for q in case.instance.demands.values() if q.id not in case.demands]
    _fixed(_("Locks and units of the scenario – moved on its page"), elsewhere)
    law = [q for q in case.instance.demands.values() if q.id in case.demands and not q.negotiable]
    _fixed(_("The law – not negotiable"), law)


def _demand(case: Case, q: Demand) -> None:
    """Whether it holds, by its sentence, and where to."""
    language, name = session.language(), case.base.id
    wide, narrow = st.columns([6, 4], vertical_alignment="center")
    lever, told = by_lever(case, q.id), demand_sentence(q, language)
    key = f"{name}.lever.{q.id}" if lever else f"{name}.demand.{q.id}"
    on, turn = lever or case.demands[q.id], partial(choice.change, switch, q.id)
    with wide:
        note = KINDS[q.kind].label.of(language)
        fields.toggle(told, key, on, turn, note, disabled=lever)
    with narrow.container(horizontal=True, vertical_alignment="center"):
        if KINDS[q.kind].bounded and "{bound}" in q.sentence.da:
            _bound(case, q, wide)
        if q.id in case.choice.new:
            fields.button(_("Remove"), f"drop-{q.id}", choice.change, drop, q.id, type="tertiary")


def _bound(case: Case, q: Demand, beside: DeltaGenerator) -> None:
    """The bound as its sentence tells it."""
    language = session.language()
    label = _("Bound of “{sentence}”").format(sentence=demand_sentence(q, language))
    fields.typed(
        label,
        bounds(q.kind, language),
        f"{case.base.id}.ask.{q.id}",
        bound_in_sentence(q.kind, q.bound),
        lambda value: choice.change(set_bound, q.id, bound_from_sentence(q.kind, value)),
        beside,
        label_visibility="collapsed",
        width=NUMBER,
    )


def _contradictions(instance: Instance) -> None:
    for pair in conflicts.contradictions(instance):
        first, second = words.with_owners(instance.demands, frozenset(pair), session.language())
        message = _("{first} contradicts {second}.").format(first=first, second=second)
        say.warning(message, icon=":material/compare_arrows:")


def _fixed(title: str, demands: list[Demand]) -> None:
    """Demands with nothing to switch here."""
    language = session.language()
    if demands:
        say.subheader(title)
        told = [
            f"{demand_sentence(q, language)} · {KINDS[q.kind].label.of(language)}" for q in demands
        ]
        say.listed(told, icon=":material/lock:")


def ask_prices(case: Case) -> None:
    """A question, its switch, and the answer to the levers as they stand; it takes some seconds."""
    say.header(_("What does each demand cost?"))
    say.write(
        _("Every demand is moved, dropped and held against the others; all is solved each time.")
    )
    if st.toggle(_("Price every demand"), key="prices"):
        show_prices(studies.solve(case))


def show_prices(answer: Answer) -> None:
    """The message, the waterfall and the list; nothing where nothing was searched for."""
    language = session.language()
    if answer.withheld:
        say.error(why_withheld(answer, language))
        return
    prices = studies.prices(answer)
    if prices is None:
        say.write(_("Nothing has a price here: no plan was searched for, or the demands clash."))
        return
    with figure(listed.chart(prices, answer, language), "priced"):
        show_table(listed.table(prices, answer, language), "priced", PRICES)
    say.write(listed.totals_sentence(prices, language))
    with st.expander(_("Each demand in words"), key="prices-told"):
        for price in prices.prices:
            say.write(listed.price_sentences(price, prices, answer, language))
