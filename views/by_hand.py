"""One position: its best places with their price for all, and a choice by hand."""

import streamlit as st

from locales import translator
from model.placement.alternatives import alternatives
from model.placement.build import Wishes
from model.placement.place import Placement, by_hand
from model.placement.problem import Where
from reports.placement import choices
from scenarios.answer import Answer
from views import session, table

PLACES = ("to_unit", "to_name", "more_unplaced", "more_moves", "more_retrainings", "more_distance",
          "more_other_work")  # fmt: skip
KEPT = "placement-chosen"  # (position, unit and staff group) -> whether it must go there, or not

Chosen = dict[tuple[str, Where], bool]


def chosen(answer: Answer) -> Chosen:
    """What was chosen by hand for positions that the answer has."""
    kept: Chosen = st.session_state.get(KEPT, {})
    return {key: must for key, must in kept.items() if key[0] in answer.instance.positions}


def release() -> None:
    """No choices any more."""
    st.session_state.pop(KEPT, None)


def wished(free: Placement, kept: Chosen) -> Wishes:
    """The wishes of a placement with choices by hand, and the fewest changes of it."""
    never = frozenset(key for key, must in kept.items() if not must)
    return by_hand(free, {i: where for (i, where), must in kept.items() if must}, never)


def show(answer: Answer, placement: Placement, unit: str | None) -> None:
    """Pick a position, see what each place for it would cost all, and choose one."""
    language = session.language()
    _ = translator(language)
    positions = [i for i, p in answer.instance.positions.items() if unit in (None, p.unit)]
    position = st.selectbox(_("Position"), positions, key="placement-position")
    found = alternatives(placement, position) if position else ()
    if not found:
        st.write(_("No post of the plan suits this position."))
        return
    rows = choices(answer, found, language)
    st.write(_("The best places and what each costs all positions together, beyond the best:"))
    table.show(rows, PLACES, "placement-choices")
    where = st.selectbox(
        _("Place"), range(len(found)), key="placement-where",
        format_func=lambda n: f"{rows['to_unit'][n]}: {rows['to_name'][n]}",
    )  # fmt: skip
    with st.container(horizontal=True):
        for key, label, must in (
            ("placement-choose", _("Choose this place"), True),
            ("placement-bar", _("Not this place"), False),
        ):
            asked = (position, found[where].where, must)
            st.button(label, key=key, on_click=_choose, args=asked)
        if kept := chosen(answer):
            st.button(_("Release all choices"), key="placement-release", on_click=release)
            names = ", ".join(sorted({i for i, _where in kept}))
            st.caption(_("Chosen by hand: {positions}").format(positions=names))


def _choose(position: str, where: Where, must: bool) -> None:  # noqa: FBT001 - a callback's
    """Keep a choice; a position that must go to one place has no other choice."""
    kept: Chosen = st.session_state.get(KEPT, {})
    others = {k: v for k, v in kept.items() if k[0] != position or not (must or v)}
    st.session_state[KEPT] = {**others, (position, where): must}
