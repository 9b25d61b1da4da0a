"""Demands: what everybody wants, whether it can hold together, and the ways out."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import translator
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from reports.demands import conflicts as words
from reports.demands.text import said, told
from scenarios import conflicts
from scenarios.conflicts import Conflicts
from views.demands import coalitions as demands_coalitions
from views.demands import new_demand as demands_new_demand
from views.demands import prices
from views.demands import repairs as demands_repairs
from views.state import choice, session


def show() -> None:
    _ = translator(session.language())
    st.title(_("What everybody wants, and whether it can hold together"))
    st.caption(_scenario())
    light = st.empty()
    asked, answered = st.columns(2, gap="large")
    with asked:
        _demands()
        demands_new_demand.show()
    with answered:
        found = _settled(light)
        demands_repairs.show(found)
        demands_coalitions.show()
    prices.ask()


def _scenario() -> str:
    language = session.language()
    _ = translator(language)
    return _("Scenario: {name}").format(name=choice.chosen().name.of(language))


def _settled(light: DeltaGenerator) -> Conflicts:
    """Everything there is to know, the light above everything told as it becomes clear."""
    language, scenario = session.language(), choice.chosen()
    instance = choice.instance_in_force()
    found = Conflicts((), (), complete=False, seconds=0.0)
    steps = session.study("conflict", scenario, lambda: conflicts.conflicts(instance))
    for found in steps:
        with light.container():
            if found.feasible:
                st.success(words.light(found, language), icon=":material/check_circle:")
            elif found.conflicts or found.complete:
                st.error(words.light(found, language), icon=":material/block:")
    if found.feasible is None and not found.complete:
        light.warning(words.light(found, language), icon=":material/help:")
    return found


def _demands() -> None:
    """All demands, each owner's together; what cannot be switched here comes last."""
    language = session.language()
    _ = translator(language)
    instance = choice.instance_in_force()
    _opposed()
    held = choice.demands(choice.on_screen(), session.instance())
    by_owner: dict[str, list[Demand]] = {}
    for q in instance.demands.values():
        if q.negotiable and q.id in held:
            by_owner.setdefault(q.owner.of(language), []).append(q)
    for owner, own in by_owner.items():
        st.subheader(owner)
        for q in own:
            _demand(q, on=held[q.id])
    elsewhere = [q for q in instance.demands.values() if q.id not in held]
    _fixed(_("Locks and units of the scenario – moved on its page"), elsewhere)
    law = [q for q in instance.demands.values() if q.id in held and not q.negotiable]
    _fixed(_("The law – not negotiable"), law)


def _demand(q: Demand, *, on: bool) -> None:
    """A switch with the demand's sentence, and its bound."""
    language, name = session.language(), choice.on_screen().id
    switch, wide, narrow = st.columns([1, 6, 2], vertical_alignment="center")
    lever = choice.held_by_lever(q.id)
    switch.toggle(
        said(q, language),
        value=on or lever,
        key=f"{name}.lever.{q.id}" if lever else f"{name}.demand.{q.id}",
        persist_state="session",
        label_visibility="collapsed",
        disabled=lever,
    )
    wide.markdown(f"{said(q, language)} :small[:gray[· {KINDS[q.kind].label.of(language)}]]")
    if KINDS[q.kind].bounded and "{bound}" in q.sentence.da:
        _bound(narrow, q)
    if q.id in choice.made(choice.on_screen()):
        _ = translator(language)
        narrow.button(
            _("Remove"),
            key=f"drop-{q.id}",
            type="tertiary",
            on_click=choice.drop,
            args=(q.id,),
        )


def _bound(place: DeltaGenerator, q: Demand) -> None:
    """The bound as its sentence tells it; a new one is a new field."""
    language = session.language()
    _ = translator(language)
    key = f"{choice.on_screen().id}.ask.{q.id}.{q.bound}"
    place.number_input(
        _("Bound of “{sentence}”").format(sentence=said(q, language)),
        value=told(q.kind, q.bound),
        step=told(q.kind, KINDS[q.kind].unit.step),
        format="%.10g",
        key=key,
        label_visibility="collapsed",
        on_change=choice.set_bound,
        args=(key, q.id),
    )


def _opposed() -> None:
    """Pairs of demands that contradict each other as they stand."""
    language = session.language()
    _ = translator(language)
    instance = choice.instance_in_force()
    for pair in conflicts.contradictions(instance):
        first, second = words.quoted(instance.demands, frozenset(pair), language)
        st.warning(
            _("{first} contradicts {second}.").format(first=first, second=second),
            icon=":material/compare_arrows:",
        )


def _fixed(title: str, demands: list[Demand]) -> None:
    """Demands with nothing to switch here."""
    language = session.language()
    if demands:
        st.subheader(title)
        told = (f"{said(q, language)} · {KINDS[q.kind].label.of(language)}" for q in demands)
        st.markdown("\n".join(f"- :material/lock: {each}" for each in told))
