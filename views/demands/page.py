"""Demands: what everybody wants, whether it can hold together, and the ways out."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import translator
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from reports.demands import conflicts as words
from reports.demands import prices as listed
from reports.demands.text import bound_from_sentence, bound_in_sentence, demand_sentence
from scenarios import conflicts
from scenarios.choice import Case, by_lever, drop, set_bound, switch
from scenarios.conflicts import Conflicts
from scenarios.solve import Answer
from views.demands import coalitions, new_demand, repairs
from views.parts.figure import figure, show_table
from views.parts.progress import Button, once_more, submit, watch
from views.state import choice, session, studies

UNKNOWN = Conflicts((), (), complete=False, seconds=0.0)
PRICES = ("sentence", "owner", "price_share", "price_full", "step", "marginal", "valid", "less",
          "more")  # fmt: skip


def show() -> None:
    language, _ = session.translation()
    case = choice.current()
    st.title(_("What everybody wants, and whether it can hold together"))
    st.caption(_("Scenario: {name}").format(name=case.scenario.name.of(language)))
    light = st.empty()
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
    language, _ = session.translation()

    def show_verdict(found: Conflicts) -> None:
        with light.container():
            if found.feasible:
                st.success(words.verdict(found, language), icon=":material/check_circle:")
            elif found.conflicts or found.complete:
                st.error(words.verdict(found, language), icon=":material/block:")

    job = submit("conflicts", case.scenario, conflicts.conflicts, case.instance, instead=True)
    stop, again = Button(_("Stop"), "conflicts-stop"), Button(_("Search again"), "conflicts-again")
    found = watch(job, lambda _step: _("Searching …"), stop, show_verdict) or UNKNOWN
    show_verdict(found)
    if found.feasible is None and not found.complete:
        light.warning(words.verdict(found, language), icon=":material/help:")
    once_more(job, again)
    return found


def _demands(case: Case) -> None:
    """All demands, each owner's together; what cannot be switched here comes last."""
    language, _ = session.translation()
    _contradictions(case.instance)
    by_owner: dict[str, list[Demand]] = {}
    for q in case.instance.demands.values():
        if q.negotiable and q.id in case.demands:
            by_owner.setdefault(q.owner.of(language), []).append(q)
    for owner, own in by_owner.items():
        st.subheader(owner)
        for q in own:
            _demand(case, q)
    elsewhere = [q for q in case.instance.demands.values() if q.id not in case.demands]
    _fixed(_("Locks and units of the scenario – moved on its page"), elsewhere)
    law = [q for q in case.instance.demands.values() if q.id in case.demands and not q.negotiable]
    _fixed(_("The law – not negotiable"), law)


def _demand(case: Case, q: Demand) -> None:
    (language, _), name = session.translation(), case.base.id
    row, wide, narrow = st.columns([1, 6, 2], vertical_alignment="center")
    lever = by_lever(case, q.id)
    key = f"{name}.lever.{q.id}" if lever else f"{name}.demand.{q.id}"
    row.toggle(
        demand_sentence(q, language),
        key=choice.widget_key(key, lever or case.demands[q.id]),
        label_visibility="collapsed",
        disabled=lever,
        on_change=choice.enter,
        args=(key, switch, q.id),
    )
    wide.markdown(
        f"{demand_sentence(q, language)} :small[:gray[· {KINDS[q.kind].label.of(language)}]]"
    )
    if KINDS[q.kind].bounded and "{bound}" in q.sentence.da:
        _bound(narrow, case, q)
    if q.id in case.choice.new:
        narrow.button(
            _("Remove"),
            key=f"drop-{q.id}",
            type="tertiary",
            on_click=choice.change,
            args=(drop, q.id),
        )


def _bound(place: DeltaGenerator, case: Case, q: Demand) -> None:
    """The bound as its sentence tells it; a new one is a new field."""
    language, _ = session.translation()
    key = f"{case.base.id}.ask.{q.id}.{q.bound}"
    place.number_input(
        _("Bound of “{sentence}”").format(sentence=demand_sentence(q, language)),
        value=bound_in_sentence(q.kind, q.bound),
        step=bound_in_sentence(q.kind, KINDS[q.kind].unit.step),
        format="%.10g",
        key=key,
        label_visibility="collapsed",
        on_change=_set,
        args=(key, q),
    )


def _set(key: str, q: Demand) -> None:
    value = st.session_state[key]
    if value is not None:
        choice.change(set_bound, q.id, bound_from_sentence(q.kind, float(value)))


def _contradictions(instance: Instance) -> None:
    language, _ = session.translation()
    for pair in conflicts.contradictions(instance):
        first, second = words.with_owners(instance.demands, frozenset(pair), language)
        st.warning(
            _("{first} contradicts {second}.").format(first=first, second=second),
            icon=":material/compare_arrows:",
        )


def _fixed(title: str, demands: list[Demand]) -> None:
    """Demands with nothing to switch here."""
    language = session.language()
    if demands:
        st.subheader(title)
        told = (
            f"{demand_sentence(q, language)} · {KINDS[q.kind].label.of(language)}" for q in demands
        )
        st.markdown("\n".join(f"- :material/lock: {each}" for each in told))


def ask_prices(case: Case) -> None:
    """A question, its switch, and the answer to the levers as they stand; it takes some seconds."""
    _ = translator(session.language())
    st.header(_("What does each demand cost?"))
    st.write(
        _("Every demand is moved, dropped and held against the others; all is solved each time.")
    )
    if st.toggle(_("Price every demand"), key="prices"):
        show_prices(studies.solve(case))


def show_prices(answer: Answer) -> None:
    """The message, the waterfall and the list; nothing where nothing was searched for."""
    language, _ = session.translation()
    prices = studies.prices(answer)
    if prices is None:
        st.write(_("Nothing has a price here: no plan was searched for, or the demands clash."))
        return
    with figure(listed.chart(prices, answer, language), "priced"):
        show_table(listed.table(prices, answer, language), "priced", PRICES)
    st.write(listed.totals_sentence(prices, language))
    with st.expander(_("Each demand in words"), key="prices-told"):
        for price in prices.prices:
            st.write(listed.price_sentences(price, prices, answer, language))
