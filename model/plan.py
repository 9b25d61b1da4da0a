"""Values for the decisions, from anywhere: a solver, a person, or today's practice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.instance import Instance


@dataclass(frozen=True)
class Plan:
    """A decision for every year. Missing keys mean zero, except `staff`, which has every row.

    Keys: m measure, u unit, g group, s staff group, y year. Places are participants a year at
    the rate that holds after the change, staff in FTE at the end of the year's change,
    `lent` hours a year of s spent on the work of s'.
    """

    places: Mapping[tuple[str, str, str, int], float]  # m, u, g, y
    is_open: frozenset[tuple[str, str]]  # m, u
    handed_over: frozenset[str]  # m
    unit_is_open: frozenset[str]  # u
    serves: frozenset[tuple[str, str]]  # g, u
    staff: Mapping[tuple[str, str, int], float]  # u, s, y
    vacated: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    hired: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    dismissed: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    moved_in: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    moved_out: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    transferred: Mapping[tuple[str, str], float] = field(default_factory=dict)  # u, s
    retrained: Mapping[tuple[str, str, str, int], float] = field(default_factory=dict)
    lent: Mapping[tuple[str, str, str, int], float] = field(default_factory=dict)
    reserved: Mapping[tuple[str, str, int], float] = field(default_factory=dict)


def baseline(instance: Instance) -> Plan:
    """Today's practice carried on: every leaver replaced, nothing opened or closed."""
    places = instance.places_today
    return Plan(
        places={(*key, y): value for key, value in places.items() for y in instance.years},
        is_open=frozenset(o for o, offer in instance.offers.items() if offer.status == "today"),
        handed_over=frozenset(),
        unit_is_open=frozenset(u for u, v in instance.units.items() if v.status != "candidate"),
        serves=frozenset((g, group.unit) for g, group in instance.groups.items()),
        staff={(*key, y): v for key, v in instance.staff_today.items() for y in instance.years},
    )
