"""Demands that contradict each other by form: seen without looking for a plan."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from model.demand import Demand
from model.instance import Instance


class Fate(NamedTuple):
    """What a demand says of one measure: fewest and most places, closed, handed over, kept."""

    least: float
    most: float
    ways: frozenset[str]  # of "open", "closed", "handed over": what it leaves possible


def contradictions(instance: Instance) -> tuple[tuple[str, str], ...]:
    """Pairs of active demands that ask for opposite things of the same measure."""
    active = [q for q in instance.demands.values() if q.active]
    return tuple((a.id, b.id) for a, b in combinations(active, 2) if opposed(instance, a, b))


def opposed(instance: Instance, a: Demand, b: Demand) -> bool:
    """Whether some measure would have to be two things at once in the same year."""
    together = max(a.from_year, b.from_year) <= min(a.to_year, b.to_year)
    first, second = dict(fates(instance, a)), dict(fates(instance, b))
    return together and any(apart(first[n], second[n]) for n in first.keys() & second.keys())


def apart(a: Fate, b: Fate) -> bool:
    """A minimum above a maximum, or no way left."""
    return a.least > b.most or b.least > a.most or not a.ways & b.ways


def fates(instance: Instance, q: Demand) -> Iterator[tuple[str, Fate]]:
    """What a demand says of each measure or unit it names; places of some groups are a minimum."""
    open_, closed, over = (frozenset({way}) for way in ("open", "closed", "handed over"))
    if q.kind in ("keep_unit", "close_unit"):
        for u in q.units:
            yield f"unit {u}", Fate(0.0, float("inf"), open_ if q.kind == "keep_unit" else closed)
    if q.kind == "places" and len(q.measures) == 1 and q.bound > 0:
        yield q.measures[0], Fate(q.bound, float("inf"), open_)
    for n in q.measures:
        today = sum(v for (m, _, _), v in instance.places_today.items() if m == n)
        if q.kind == "keep_open":
            yield n, Fate(0.0, float("inf"), open_)
        elif q.kind == "close":
            yield n, Fate(0.0, 0.0, closed)
        elif q.kind == "hand_over":
            yield n, Fate(0.0, 0.0, over)
        elif q.kind == "as_today" and today:
            yield n, Fate(today, today, open_)
