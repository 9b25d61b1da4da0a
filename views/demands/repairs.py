"""Conflicts as sentences, and what would mend them: the price, and one click to take it."""

from collections.abc import Iterator, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import translator
from model.conflicts.feasibility import Demands
from model.instance import Instance
from reports.demands import conflicts as words
from scenarios.conflicts import Conflicts
from scenarios.studies.repairs import Repair, apply_repair, joint_repairs, repairs
from views.state import choice, session

SHOWN = 8  # conflicts, the smallest first


def show(found: Conflicts) -> None:
    """Nothing where there is no conflict."""
    language = session.language()
    _ = translator(language)
    if not found.conflicts:
        return
    instance = choice.instance_in_force()
    st.header(_("What clashes, and the cheapest ways out"))
    for number, conflict in enumerate(found.conflicts[:SHOWN]):
        with st.container(border=True):
            st.write(words.clash(instance.demands, conflict, language))
            if conflict:
                name = f"repairs {sorted(conflict)}"
                ways = _all(name, repairs(instance, found, conflict))
                _ways(instance, ways, found.conflicts, f"mend-{number}")
    if len(found.conflicts) > SHOWN:
        rest = len(found.conflicts) - SHOWN
        st.caption(_("{n} larger conflicts are not shown.").format(n=rest))
    joint = _all("together", joint_repairs(instance, found))
    if joint:
        st.subheader(_("Several demands must give way together"))
        _ways(instance, joint, found.conflicts, "mend-joint")


def _all(name: str, ways: Iterator[Repair]) -> tuple[Repair, ...]:
    """Every repair, found once."""
    _ = translator(session.language())

    def steps() -> Iterator[tuple[Repair, ...]]:
        yield tuple(ways)

    with st.spinner(_("Looking for the cheapest ways out …")):
        *_rest, found = session.study(name, choice.chosen(), steps)
    return found


def _ways(instance: Instance, ways: Sequence[Repair], clashes: Sequence[Demands], key: str) -> None:
    """One line and one button for each; its price comes when it is known."""
    places = [_line(instance, way, clashes, f"{key}-{i}") for i, way in enumerate(ways)]
    for way, place in zip(ways, places, strict=True):
        _price(way, place)


def _line(instance: Instance, way: Repair, clashes: Sequence[Demands], key: str) -> DeltaGenerator:
    """What a repair does, with its button; the place for its price."""
    language = session.language()
    _ = translator(language)
    st.write(words.mended(instance.demands, way.changes, language))
    place = st.empty()
    st.button(_("Take it"), key=key, on_click=choice.take, args=(way.changes, clashes))
    return place


def _price(way: Repair, place: DeltaGenerator) -> None:
    """The best plan after a repair, solved for and kept."""
    language, cost = session.language(), None
    if not way.remains:
        with place.container():
            mended = apply_repair(choice.chosen(), session.instance(), way.changes)
            cost = words.price(session.solve(mended))
    place.caption(words.then(way, cost, language))
