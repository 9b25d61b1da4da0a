"""Demands that contradict each other by form: seen without looking for a plan."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from model.demand import Demand
from model.instance import Instance


class Fate(NamedTuple):
    """What a demand says of one thing: the fewest and most of it, and what it leaves possible.

    Ways of a measure or unit are "open", "closed" and "handed over"; of a target group, units.
    """

    least: float
    most: float
    ways: frozenset[str]


ANY = float("inf")
OPEN, CLOSED, OVER = (frozenset({way}) for way in ("open", "closed", "handed over"))
OF_EACH = {  # of the measures or units that it names
    "keep_open": Fate(0.0, ANY, OPEN),
    "close": Fate(0.0, 0.0, CLOSED),
    "hand_over": Fate(0.0, 0.0, OVER),
    "keep_unit": Fate(0.0, ANY, OPEN),
    "close_unit": Fate(0.0, 0.0, CLOSED),
}


def contradictions(instance: Instance) -> tuple[tuple[str, str], ...]:
    """Pairs of active demands that ask for opposite things of the same thing."""
    active = [q for q in instance.demands.values() if q.active]
    return tuple((a.id, b.id) for a, b in combinations(active, 2) if opposed(instance, a, b))


def opposed(instance: Instance, a: Demand, b: Demand) -> bool:
    """Whether something would have to be two things at once in the same year."""
    together = max(a.from_year, b.from_year) <= min(a.to_year, b.to_year)
    first, second = dict(fates(instance, a)), dict(fates(instance, b))
    return together and any(apart(first[n], second[n]) for n in first.keys() & second.keys())


def apart(a: Fate, b: Fate) -> bool:
    """A minimum above a maximum, or no way left."""
    return a.least > b.most or b.least > a.most or not a.ways & b.ways


def fates(instance: Instance, q: Demand) -> Iterator[tuple[str, Fate]]:
    """What a demand says of each thing it names; places of some groups are a minimum."""
    if q.kind in OF_EACH:
        for each in (*q.measures, *(f"unit {u}" for u in q.units)):
            yield each, OF_EACH[q.kind]
    elif q.kind == "as_today":
        for n in q.measures:
            today = sum(v for (m, _, _), v in instance.places_today.items() if m == n)
            if today:
                yield n, Fate(today, today, OPEN)
    elif q.kind == "places" and len(q.measures) == 1 and q.bound > 0:
        yield q.measures[0], Fate(q.bound, ANY, OPEN)
    elif q.kind == "responsible":
        for g in instance.groups_in(q.groups):
            yield f"group {g}", Fate(0.0, ANY, frozenset(q.units))
    elif q.kind == "exact_staff":
        yield f"staff {sorted(q.units)} {sorted(q.staff)}", Fate(q.bound, q.bound, OPEN)
