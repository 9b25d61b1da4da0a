"""A section on where the positions can go: what is asked, the counts, and what is unplaced."""

import streamlit as st

from locales import translator
from model.placement.build import Wishes
from model.placement.place import Placement
from reports import placement as told
from reports import placement_said
from reports.placement_chart import chart
from scenarios.answer import Answer
from scenarios.placement import place
from views import by_hand, session, table
from views.figure import figure
from views.searching import Kept, searched

SECONDS = 20.0
FLOWS = ("unit_name", "name", "fate", "to_unit", "to_name", "positions")
UNITS = ("unit_name", *told.COUNTS)
UNPLACED = ("unit_name", "name", "positions", "n_unplaced")
APART = ("unit_name", "name", "fte_plan", "fte_whole", "difference_fte", "placed", "unfilled")


def show(answer: Answer) -> None:
    """The section for an answer; without positions or without a plan, how to get there."""
    language = session.language()
    _ = translator(language)
    if not answer.instance.positions or answer.solution.plan is None:
        st.info(_("There are no positions to place: fill in the sheet of positions."))
        return
    placement = _placed(answer, _wishes())
    if placement.numbers is None:
        st.warning(placement_said.none(placement, language), icon=":material/block:")
        _release(answer)
        return
    first, *rest = placement_said.sentences(answer, placement, language)
    with figure(first, chart(answer, placement, language), "placement"):
        table.show(told.by_unit(answer, placement, language), UNITS, "placement-units")
    for sentence in rest:
        st.write(sentence)
    if placement.termination != "optimal":
        _release(answer)
    _details(answer, placement)


def _wishes() -> Wishes:
    """What the reader asks for besides the least disruption."""
    _ = translator(session.language())
    st.write(_("What the placement of positions has to keep:"))
    with st.container(horizontal=True):
        teams = st.checkbox(_("Keep teams together"), key="placement-teams")
        spans = st.checkbox(_("No more than the leaders can lead"), key="placement-spans")
        hours = st.checkbox(_("No more hours than the posts have"), key="placement-hours")
        inside = st.checkbox(_("Offer leavers' posts inside first"), key="placement-inside")
    return Wishes(teams=teams, spans=spans, hours=hours, inside_first=float(inside))


def _placed(answer: Answer, wishes: Wishes) -> Placement:
    """The placement, with the reader's choices by hand where there are any."""
    free = _solved(answer, wishes)
    chosen = by_hand.chosen(answer)
    if not chosen or free.numbers is None:
        return free
    return _solved(answer, by_hand.wished(free, chosen))


def _solved(answer: Answer, wishes: Wishes) -> Placement:
    kept = _kept(session.digest(), answer.plan_id, _key(wishes))
    return searched(lambda tell, stop: place(answer, wishes, SECONDS, tell, stop), SECONDS, kept)


def _key(wishes: Wishes) -> str:
    """The same for the same wishes, whatever the order of their choices."""
    before = None if wishes.before is None else hash(frozenset(wishes.before.items()))
    rest = (wishes.teams, wishes.spans, wishes.hours, wishes.inside_first, wishes.year)
    return repr((rest, sorted(wishes.must.items()), sorted(wishes.never), before))


@st.cache_resource(max_entries=64, show_spinner=False)
def _kept(digest: str, plan_id: str, wishes: str) -> Kept:
    """Where a placement is searched for and kept."""
    del digest, plan_id, wishes
    return Kept()


def _release(answer: Answer) -> None:
    """A way on from a search that ended without proof, or from choices that do not fit."""
    _ = translator(session.language())
    with st.container(horizontal=True):
        st.button(_("Search again"), key="placement-again", on_click=_kept.clear)
        if by_hand.chosen(answer):
            st.button(_("Release all choices"), key="placement-free", on_click=by_hand.release)


def _details(answer: Answer, placement: Placement) -> None:
    """Filtered by unit: what is unplaced, the flows, a single position, and the plan's FTE."""
    language = session.language()
    _ = translator(language)
    units = {u: v.name.of(language) for u, v in answer.instance.units.items()}
    some = [u for u in units if any(p.unit == u for p in answer.instance.positions.values())]
    unit = st.selectbox(
        _("Unit"), [None, *some], key="placement-unit",
        format_func=lambda u: units[u] if u else _("All units"),
    )  # fmt: skip
    tabs = st.tabs([_("Without a place"), _("Who goes where"), _("One position"), _("Plan's FTE")])
    with tabs[0]:
        rows = told.unplaced(answer, placement, language)
        table.show(rows[rows["unit"].isin([unit] if unit else some)], UNPLACED, "placement-none")
    with tabs[1]:
        rows = told.table(answer, placement, language)
        table.show(rows[rows["unit"].isin([unit] if unit else some)], FLOWS, "placement-flows")
    with tabs[2]:
        by_hand.show(answer, placement, unit)
    with tabs[3]:
        table.show(told.apart(answer, placement, language), APART, "placement-apart")
