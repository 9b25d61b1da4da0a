"""Conflicts as sentences, and their repairs: the price, and one click to take it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import counter
from model.conflicts.feasibility import Demands
from reports.demands import conflicts as words
from scenarios.choice import Case
from scenarios.conflicts import Conflicts
from scenarios.studies.repairs import Repair, joint_repairs, repaired, repairs
from scenarios.work import gathered
from views.parts import fields, say
from views.parts.progress import study
from views.state import choice, session, studies
from views.state.session import _

SHOWN = 8  # conflicts, the smallest first


def show(case: Case, found: Conflicts) -> None:
    """Nothing where there is no conflict."""
    language, instance = session.language(), case.instance
    if not found.conflicts:
        return
    say.header(_("What clashes, and the cheapest ways out"))
    for number, conflict in enumerate(found.conflicts[:SHOWN]):
        with st.container(border=True):
            say.write(words.conflict_sentence(instance.demands, conflict, language))
            if conflict:
                name = f"repairs-{number}"
                ways = _all(case, found, name, repairs, instance, found, conflict)
                _repairs(case, ways, found.conflicts, f"mend-{number}")
    if len(found.conflicts) > SHOWN:
        rest, ngettext = str(len(found.conflicts) - SHOWN), counter(language)
        told = ngettext(
            "{n} larger conflict is not shown.", "{n} larger conflicts are not shown.", rest
        )
        say.caption(told.format(n=rest))
    joint = _all(case, found, "repairs-joint", joint_repairs, instance, found)
    if joint:
        say.subheader(_("Several demands must give way together"))
        _repairs(case, joint, found.conflicts, "mend-joint")


def _all(
    case: Case, found: Conflicts, name: str, steps: Callable[..., Iterator[Repair]], *arguments: Any
) -> tuple[Repair, ...]:
    about = (case.scenario, [sorted(conflict) for conflict in found.conflicts])
    text = _("Looking for the cheapest ways out …")
    return study(name, about, lambda _step: text, gathered, steps, *arguments) or ()


def _repairs(case: Case, ways: Sequence[Repair], conflicts: Sequence[Demands], key: str) -> None:
    """One line and one button for each; its price comes when it is known."""
    places = [_line(case, way, conflicts, f"{key}-{i}") for i, way in enumerate(ways)]
    for way, place in zip(ways, places, strict=True):
        _price(case, way, place)


def _line(case: Case, way: Repair, conflicts: Sequence[Demands], key: str) -> DeltaGenerator:
    """What a repair does, with its button; the place for its price."""
    say.write(words.repair_sentence(case.instance.demands, way.changes, session.language()))
    place = st.empty()
    fields.button(_("Take it"), key, choice.take, way.changes, conflicts)
    return place


def _price(case: Case, way: Repair, place: DeltaGenerator) -> None:
    """The best plan after a repair, solved for and kept."""
    cost = None
    if not way.remains:
        with place.container():
            cost = words.price(studies.solve_unchecked(choice.case(repaired(case, way.changes))))
    with place.container():
        say.caption(words.consequence(way, cost, session.language()))
