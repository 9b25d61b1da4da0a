"""Conflicts as sentences, and what would mend them: the price, and one click to take it."""

from collections.abc import Iterator

import streamlit as st

from locales import translator
from model.instance import Instance
from reports import conflicts as words
from scenarios.conflict import Conflicts
from scenarios.repair import Repair, repairs, take, together
from views import asking, levers, session

SHOWN = 8  # conflicts, the smallest first


def show(found: Conflicts) -> None:
    """Nothing where there is no conflict."""
    language = session.language()
    _ = translator(language)
    if not found.conflicts:
        return
    instance = asking.in_force()
    st.header(_("What clashes, and the cheapest ways out"))
    for number, conflict in enumerate(found.conflicts[:SHOWN]):
        with st.container(border=True):
            st.write(words.clash(instance, conflict, language))
            if conflict:
                name = f"repairs {sorted(conflict)}"
                _ways(instance, name, repairs(instance, found, conflict), f"mend-{number}")
    if len(found.conflicts) > SHOWN:
        rest = len(found.conflicts) - SHOWN
        st.caption(_("{n} larger conflicts are not shown.").format(n=rest))
    joint = _all(instance, "together", together(instance, found))
    if joint:
        st.subheader(_("Several demands must give way together"))
        _ways(instance, "together", iter(joint), "mend-joint")


def _all(instance: Instance, name: str, ways: Iterator[Repair]) -> tuple[Repair, ...]:
    """Every repair, found once."""
    del instance

    def steps() -> Iterator[tuple[Repair, ...]]:
        yield tuple(ways)

    (found,) = tuple(session.study(name, levers.chosen(), steps))[-1:]
    return found


def _ways(instance: Instance, name: str, ways: Iterator[Repair], key: str) -> None:
    """One line and one button for each; its price comes when it is known."""
    _ = translator(session.language())
    with st.spinner(_("Looking for the cheapest ways out …")):
        found = _all(instance, name, ways)
    places = [_line(instance, way, f"{key}-{i}") for i, way in enumerate(found)]
    for way, place in zip(found, places, strict=True):
        _price(way, place)


def _line(instance: Instance, way: Repair, key: str) -> "st.delta_generator.DeltaGenerator":
    """What a repair does, with its button; the place for its price."""
    language = session.language()
    _ = translator(language)
    st.write(words.mended(instance, way, language))
    place = st.empty()
    st.button(_("Take it"), key=key, on_click=asking.take, args=(way.changes,))
    return place


def _price(way: Repair, place: "st.delta_generator.DeltaGenerator") -> None:
    """The best plan after a repair, solved for and kept."""
    language, cost = session.language(), None
    if not way.remains:
        with place.container():
            mended = take(levers.chosen(), session.instance(), way.changes)
            cost = words.price(session.solve(mended))
    place.caption(words.then(way, cost, language))
