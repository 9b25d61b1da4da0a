"""A section on where the positions can go: what is asked, the counts, and what is unplaced."""

import streamlit as st

from model.placement.build import Wishes
from model.placement.place import Placement, alternatives, wishes_by_hand
from model.placement.problem import Cell
from reports.language import words
from reports.placement import tables
from reports.placement import text as placement_text
from reports.placement.chart import chart
from reports.workbook import pages
from scenarios.solve import Answer
from scenarios.studies.placement import Search, search
from scenarios.work import Job
from views.parts import fields, say
from views.parts.figure import figure, show_table
from views.parts.progress import Button, jobs, submit, watch
from views.state import session
from views.state.session import _

KEPT = "placement-chosen"  # (position, unit and staff group) -> whether it must go there, or not

Chosen = dict[tuple[str, Cell], bool]
SECONDS = 20.0
FLOWS = ("unit_name", "name", "fate", "to_unit", "to_name", "positions")
UNPLACED = ("unit_name", "name", "positions", "n_unplaced")


def choices_by_hand(answer: Answer) -> Chosen:
    """What was chosen by hand for positions that the answer has."""
    kept: Chosen = st.session_state.get(KEPT, {})
    return {key: must for key, must in kept.items() if key[0] in answer.instance.positions}


def release() -> None:
    st.session_state.pop(KEPT, None)


def with_choices(free: Placement, kept: Chosen) -> Wishes:
    """The wishes of a placement with choices by hand, and the fewest changes of it."""
    never = frozenset(key for key, must in kept.items() if not must)
    return wishes_by_hand(free, {i: where for (i, where), must in kept.items() if must}, never)


def show_by_hand(answer: Answer, placement: Placement, unit: str | None) -> None:
    """Pick a position, see what each place for it would cost all, and choose one."""
    positions = [i for i, p in answer.instance.positions.items() if unit in (None, p.unit)]
    position = fields.select(_("Position"), {i: i for i in positions}, "placement-position")
    found = alternatives(placement, position) if position else ()
    if not found:
        say.write(_("No post of the plan suits this position."))
        return
    rows = tables.choices(answer, found, session.language())
    say.write(_("The best places and what each costs all positions together, beyond the best:"))
    show_table(rows, "placement-choices")
    places = {n: f"{rows['to_unit'][n]}: {rows['to_name'][n]}" for n in range(len(found))}
    where = fields.select(_("Place"), places, "placement-where")
    with st.container(horizontal=True):
        for key, label, must in (
            ("placement-choose", _("Choose this place"), True),
            ("placement-bar", _("Not this place"), False),
        ):
            fields.button(label, key, _choose, position, found[where].where, must)
        if kept := choices_by_hand(answer):
            fields.button(_("Release all choices"), "placement-release", release)
            names = ", ".join(sorted({i for i, _where in kept}))
            say.caption(_("Chosen by hand: {positions}").format(positions=names))


def _choose(position: str, where: Cell, must: bool) -> None:  # noqa: FBT001 - a callback's
    """Keep a choice; a position that must go to one place has no other choice."""
    kept: Chosen = st.session_state.get(KEPT, {})
    others = {k: v for k, v in kept.items() if k[0] != position or not (must or v)}
    st.session_state[KEPT] = {**others, (position, where): must}


def show(answer: Answer) -> None:
    """The section for an answer; without positions or without a plan, how to get there."""
    language = session.language()
    if not answer.instance.positions or answer.solution.plan is None:
        say.info(_("There are no positions to place: fill in the sheet of positions."))
        return
    job = _placement_job(answer, _wishes())
    placement = _placement(job)
    if placement.numbers is None:
        say.warning(placement_text.no_placement(placement, language))
        _release(answer, job)
        return
    with figure(chart(answer, placement, language), "placement"):
        show_table(tables.units(answer, placement, language), "placement-units")
    for sentence in placement_text.sentences(answer, placement, language)[1:]:
        say.write(sentence)
    if placement.termination != "optimal":
        _release(answer, job)
    _details(answer, placement)


def _wishes() -> Wishes:
    """What the reader asks for besides the least disruption."""
    say.write(_("What the placement of positions has to keep:"))
    with st.container(horizontal=True):
        teams = st.checkbox(_("Keep teams together"), key="placement-teams")
        spans = st.checkbox(_("No more than the leaders can lead"), key="placement-spans")
        hours = st.checkbox(_("No more hours than the posts have"), key="placement-hours")
        inside = st.checkbox(_("Offer leavers' posts inside first"), key="placement-inside")
    return Wishes(teams=teams, spans=spans, hours=hours, inside_first=float(inside))


def _placement_job(answer: Answer, wishes: Wishes) -> Job[Search]:
    """The search for a placement, with the reader's choices by hand where there are any."""
    job = _search_job("placement", answer, wishes)
    by_choice, free = choices_by_hand(answer), _placement(job)
    if not by_choice or free.numbers is None:
        return job
    return _search_job("placement-by-hand", answer, with_choices(free, by_choice))


def _search_job(name: str, answer: Answer, wishes: Wishes) -> Job[Search]:
    about = (answer.plan_id, _key(wishes))
    job = submit(name, about, search, answer, wishes, SECONDS, instead=True)
    stop = Button(_("Stop and use the best so far"), f"{name}-stop")
    watch(job, _so_far, stop, answers=True)
    return job


def _placement(job: Job[Search]) -> Placement:
    assert job.latest is not None, "a search that has ended"
    assert job.latest.placement is not None, "has a placement"
    return job.latest.placement


def _so_far(step: Search | None) -> str:
    language = session.language()
    if step is None or step.best is None:
        return _("Searching …")
    criterion, value, bound = step.best
    return _("Searching: {criterion} is {value}, at least {bound}").format(
        criterion=_(placement_text.CRITERIA[criterion]),
        value=words.people(value, language),
        bound=words.people(bound, language),
    )


def _key(wishes: Wishes) -> str:
    """The same for the same wishes, whatever the order of their choices."""
    before = None if wishes.before is None else hash(frozenset(wishes.before.items()))
    rest = (wishes.teams, wishes.spans, wishes.hours, wishes.inside_first, wishes.year)
    return repr((rest, sorted(wishes.chosen.items()), sorted(wishes.never), before))


def _release(answer: Answer, job: Job[Search]) -> None:
    """A way on from a search that ended without proof, or from choices that do not fit."""
    with st.container(horizontal=True):
        fields.button(_("Search again"), "placement-again", jobs().drop, job)
        if choices_by_hand(answer):
            fields.button(_("Release all choices"), "placement-free", release)


def _details(answer: Answer, placement: Placement) -> None:
    """Filtered by unit: what is unplaced, the flows, a single position, and the plan's FTE."""
    language = session.language()
    units = {u: v.name.of(language) for u, v in answer.instance.units.items()}
    some = [u for u in units if any(p.unit == u for p in answer.instance.positions.values())]
    names = {"": _("All units")} | {u: units[u] for u in some}
    unit = fields.select(_("Unit"), names, "placement-unit") or None
    tabs = st.tabs([_("Without a place"), _("Who goes where"), _("One position"), _("Plan's FTE")])
    with tabs[0]:
        held = pages.placed_positions(answer, placement, language)
        there = held.frame["unit"].isin([unit] if unit else some) & (held.frame["n_unplaced"] > 0)
        show_table(held, "placement-none", UNPLACED, [*there.to_numpy().nonzero()[0]])
    with tabs[1]:
        rows = tables.table(answer, placement, language)
        show_table(rows[rows["unit"].isin([unit] if unit else some)], "placement-flows", FLOWS)
    with tabs[2]:
        show_by_hand(answer, placement, unit)
    with tabs[3]:
        show_table(tables.rounding_table(answer, placement, language), "placement-apart")
