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
KEPT = "placement-chosen"  # position -> unit and staff group, in the session


def chosen(answer: Answer) -> dict[str, Where]:
    """What was chosen by hand for positions that the answer has."""
    kept: dict[str, Where] = st.session_state.get(KEPT, {})
    return {i: where for i, where in kept.items() if i in answer.instance.positions}


def release() -> None:
    """No choices any more."""
    st.session_state.pop(KEPT, None)


def wished(free: Placement, must: dict[str, Where]) -> Wishes:
    """The wishes of a placement with choices by hand, and the fewest changes of it."""
    return by_hand(free, must=must)


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
        st.button(
            _("Choose this place"), key="placement-choose",
            on_click=_choose, args=(position, found[where].where),
        )  # fmt: skip
        if kept := chosen(answer):
            st.button(_("Release all choices"), key="placement-release", on_click=release)
            st.caption(_("Chosen by hand: {positions}").format(positions=", ".join(sorted(kept))))


def _choose(position: str, where: Where) -> None:
    st.session_state[KEPT] = {**st.session_state.get(KEPT, {}), position: where}
