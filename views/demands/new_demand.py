"""A demand more: a sentence of any kind with its blanks filled in."""

from collections.abc import Sequence

import streamlit as st

from model.demand import Demand, Field, Text
from model.demand_kinds.kinds import KINDS
from model.demand_kinds.record import EVERY
from model.instance import Instance
from reports.demands.conflicts import with_owners
from reports.demands.text import (
    bound_from_sentence,
    bound_in_sentence,
    demand_sentence,
    with_bound,
)
from scenarios.choice import Case, add
from scenarios.conflicts import contradictions
from scenarios.new_demand import make_demand, names_in, sentence
from views.parts import fields, say
from views.parts.fields import Span
from views.state import choice, session
from views.state.session import _

MOST_LETTERS = 60  # of the name of an owner
OWNER = Text("Ny på listen", "New on the list")


def show(case: Case) -> None:
    """The sentence as it is being written, what speaks against it, and a button to ask for it."""
    instance = case.instance
    with st.expander(_("Ask for something more"), icon=":material/add:"):
        kinds = {name: _blank(instance, name) for name in KINDS}
        kind = fields.select(_("Sentence"), kinds, "wish-kind")
        about = {field: _about(instance, field) for field in KINDS[kind].about}
        bound = _bound(kind)
        name = next(name for i in range(1, 1000) if (name := f"NYT-{i}") not in instance.demands)
        try:
            wish = make_demand(instance, name, kind, bound, about, _owner(instance))
        except ValueError as error:
            say.caption(error.args[0].of(session.language()))
            return
        _preview(instance, wish)


def _preview(instance: Instance, wish: Demand) -> None:
    """The demand, and those it contradicts by form."""
    language = session.language()
    say.strong(demand_sentence(wish, language))
    tried = instance.with_demands(wish)
    against = {q for pair in contradictions(tried) if wish.id in pair for q in pair} - {wish.id}
    for told in with_owners(instance.demands, frozenset(against), language):
        message = _("This contradicts {demand}.").format(demand=told)
        say.warning(message, icon=":material/compare_arrows:")
    fields.button(_("Ask for it"), "wish-add", choice.change, add, wish, type="primary")


def _blank(instance: Instance, kind: str) -> str:
    text = sentence(instance, kind, {}).of(session.language())
    return with_bound(text, "__").replace("{from_year}", str(instance.settings.first_year))


def _about(instance: Instance, field: Field) -> Sequence[str]:
    """What the demand is about; nothing chosen means all."""
    language = session.language()
    names = names_in(instance, field)
    words = {each: name.of(language) for each, name in names.items()}
    every = EVERY[field].of(language)
    return fields.several(every.capitalize(), words, f"wish-{field}", placeholder=every)


def _bound(kind: str) -> float:
    """The number in the sentence, told as the sentence tells it."""
    if not KINDS[kind].bounded:
        return 0.0
    span, key = bounds(kind, session.language()), f"wish-bound-{KINDS[kind].unit.told.en}"
    return bound_from_sentence(kind, fields.typed(_("Number"), span, key, 0.0))


def bounds(kind: str, language: str) -> Span:
    """What the bound of a kind of demand can be, as its sentence tells it."""
    unit = KINDS[kind].unit
    return Span(0.0, bound_in_sentence(kind, unit.most), unit.told.of(language))


def _owner(instance: Instance) -> Text:
    """Who asks: one of those who ask already, or somebody new."""
    language = session.language()
    known = {q.owner: q.owner.of(language) for q in instance.demands.values() if q.negotiable}
    owner = fields.select(_("Who asks"), known | {OWNER: _("Somebody else")}, "wish-owner")
    if owner != OWNER:
        return owner
    name = st.text_input(_("Who else"), key="wish-owner-name", max_chars=MOST_LETTERS).strip()
    return Text(name, name) if name else OWNER
