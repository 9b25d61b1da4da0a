"""A demand more: a sentence of any kind with its blanks filled in."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from locales import translator
from model.demand import Demand, Field, Text
from model.demand_kinds.kinds import KINDS
from model.demand_kinds.record import EVERY
from model.instance import Instance
from reports.demands.conflicts import with_owners
from reports.demands.text import bound_from_sentence, demand_sentence
from scenarios.choice import Case, add
from scenarios.conflicts import contradictions
from scenarios.new_demand import make_demand, names_in, sentence
from views.state import choice, session

OWNER = Text("Ny på listen", "New on the list")


def show(case: Case) -> None:
    """The sentence as it is being written, what speaks against it, and a button to ask for it."""
    language, _ = session.translation()
    instance = case.instance
    with st.expander(_("Ask for something more"), icon=":material/add:"):
        kind = st.selectbox(
            _("Sentence"),
            list(KINDS),
            format_func=lambda name: _blank(instance, name),
            key="wish-kind",
        )
        about = {field: _about(instance, field) for field in KINDS[kind].about}
        bound = _bound(kind)
        name = next(name for i in range(1, 1000) if (name := f"NYT-{i}") not in instance.demands)
        try:
            wish = make_demand(instance, name, kind, bound, about, _owner(instance))
        except ValueError as error:
            st.caption(error.args[0].of(language))
            return
        _preview(instance, wish)


def _preview(instance: Instance, wish: Demand) -> None:
    """The demand, and those it contradicts by form."""
    language, _ = session.translation()
    st.markdown(f"**{demand_sentence(wish, language)}**")
    tried = replace(instance, demands={**instance.demands, wish.id: wish})
    against = {q for pair in contradictions(tried) if wish.id in pair for q in pair} - {wish.id}
    for told in with_owners(instance.demands, frozenset(against), language):
        st.warning(
            _("This contradicts {demand}.").format(demand=told), icon=":material/compare_arrows:"
        )
    st.button(
        _("Ask for it"), key="wish-add", type="primary", on_click=choice.change, args=(add, wish)
    )


def _blank(instance: Instance, kind: str) -> str:
    text = sentence(instance, kind, {}).of(session.language())
    return text.replace("{bound}", "__").replace("{from_year}", str(instance.settings.first_year))


def _about(instance: Instance, field: Field) -> Sequence[str]:
    """What the demand is about; nothing chosen means all."""
    language = session.language()
    names = names_in(instance, field)
    return st.multiselect(
        EVERY[field].of(language).capitalize(),
        list(names),
        format_func=lambda each: names[each].of(language),
        key=f"wish-{field}",
        placeholder=EVERY[field].of(language),
    )


def _bound(kind: str) -> float:
    """The number in the sentence, told as the sentence tells it."""
    _ = translator(session.language())
    if not KINDS[kind].bounded:
        return 0.0
    value = st.number_input(
        _("Number"), min_value=0.0, value=0.0, step=1.0, format="%.10g", key="wish-bound"
    )
    return bound_from_sentence(kind, float(value))


def _owner(instance: Instance) -> Text:
    """Who asks: one of those who ask already, or somebody new."""
    language, _ = session.translation()
    known = {q.owner.of(language): q.owner for q in instance.demands.values() if q.negotiable}
    name = st.selectbox(_("Who asks"), list(known), accept_new_options=True, key="wish-owner")
    return known.get(name or "", Text(name, name) if name else OWNER)
