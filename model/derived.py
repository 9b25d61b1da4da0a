"""What follows from the data before anything is decided: staff, foci, segments, casework."""

from collections.abc import Iterator
from itertools import pairwise
from math import log, log2

from model.instance import Instance

STEPS = 4  # of casework below today's, and as many above
NARROW = 1e-9  # of today's hours: no step is so narrow


def working(instance: Instance) -> frozenset[str]:
    """(0.2) Staff groups s with work of their own; leaders and senior jobbers have none."""
    helpers = {each.helper for each in instance.helped.values()}
    casework = {s for group in instance.groups.values() if (s := group.casework_staff)}
    return frozenset({s for _, s in instance.staffing} | casework | helpers)


def attached_staff(instance: Instance) -> dict[tuple[str, str, str], float]:
    """(5.0) FTE of s in u that go along when m is handed over, keyed by m, u, s.

    The whole staff where the unit runs nothing else and serves no group, else the staff that
    today's places need.
    """
    serving = {group.unit for group in instance.groups.values()}
    attached: dict[tuple[str, str, str], float] = {}
    for (m, u), offer in instance.offers.items():
        if instance.measures[m].handover_to is None or offer.status != "today":
            continue
        alone = u not in serving and sum(unit == u for _, unit in instance.offers) == 1
        for (unit, s), fte in instance.staff_today.items():
            if unit == u:
                attached[m, u, s] = fte if alone else min(fte, needed_today(instance, m, u, s))
    return attached


def needed_today(instance: Instance, m: str, u: str, s: str) -> float:
    """FTE of s that today's places of an offer need."""
    staffing = instance.staffing.get((m, s))
    if staffing is None:
        return 0.0
    handed = sum(instance.today(m, u, g) for g, v in instance.groups.items() if v.unit != u)
    hours = staffing.hours * instance.today(m, u) + staffing.handover_hours * handed
    return hours / instance.settings.hours_per_fte


def tasks_of_their_own(instance: Instance) -> frozenset[str]:
    """(2.11) Today's units that neither offer a measure nor are responsible for a group today."""
    known = {u for _, u in instance.offers} | {v.unit for v in instance.groups.values()}
    return frozenset(
        u for u, unit in instance.units.items() if unit.status == "today" and u not in known
    )


def apart(instance: Instance, g: str, h: str) -> bool:
    """Whether two groups have foci, and different ones."""
    foci = {instance.groups[g].focus, instance.groups[h].focus}
    return None not in foci and len(foci) > 1


def specialised_today(instance: Instance, g: str) -> bool:
    """(7.6) Whether the unit that is responsible for a group today has no other focus."""
    unit = instance.groups[g].unit
    return not any(v.unit == unit and apart(instance, g, h) for h, v in instance.groups.items())


def segment_width(data: Instance, n: str, g: str, k: int) -> float:
    """Places a year segment k holds; the last one what the eligible people leave room for."""
    width = data.segments[k].width
    return data.most_places(n, g) if width is None else width * data.effects[n, g].reach


def segment_factor(data: Instance, n: str, g: str, k: int) -> float:
    """(8.7) What segment k leaves of an effect: a gain falls with volume, a loss does not.

    With an elasticity e the exits of volume v are v^e, in multiples of the reach: between a and b
    a place gives (b^e - a^e) / (b - a), and nothing beyond the growth that can be had.
    """
    if data.effect(n, g) <= 0:
        return 1.0
    segment, measure = data.segments[k], data.measures[n]
    a = sum(before.width or 0.0 for before in data.segments[:k])
    if not segment.width:
        before = segment_factor(data, n, g, k - 1) if k else segment.factor
        return 0.0 if a and measure.growth is not None else min(segment.factor, before)
    b, e = a + segment.width, measure.elasticity
    factor = segment.factor if e is None else (b**e - (a and a**e)) / segment.width
    return factor if measure.growth is None else factor * within(a, b, measure.growth)


def within(a: float, b: float, end: float) -> float:
    """Share of the way from a to b that lies before an end."""
    return max(0.0, min(1.0, (end - a) / (b - a)))


def segments_today(data: Instance, n: str, g: str) -> Iterator[tuple[int, float, float]]:
    """(8.2) Each segment of an effect: the share of it that is left, and today's places in it."""
    left = data.today(n, g=g)
    for k in range(len(data.segments)):
        used = min(left, segment_width(data, n, g, k))
        left -= used
        yield k, segment_factor(data, n, g, k), used


def casework_range(instance: Instance, g: str) -> tuple[float, float]:
    """(6.10) The least and most casework a group can have, of its hours today.

    Never under its statutory interviews and the rest that they need.
    """
    group, hours = instance.groups[g], casework_hours(instance, g)
    by_law = group.persons * (group.interviews * group.interview_hours + group.other_hours)
    least = max(group.casework_low, by_law / hours) if hours else 1.0
    return min(1.0, least), max(1.0, group.casework_high)


def casework_steps(instance: Instance, g: str) -> list[tuple[float, float, float]]:
    """(8.5) Steps of casework, least to most: from, to, and exits a person per share of today's.

    The exits are effect log2 of the hours' share, which falls with volume; a step is its chord. A
    negative effect must not fall with volume: its steps all have the slope of today.
    """
    low, high = casework_range(instance, g)
    ends = sorted({low + (1 - low) * k / STEPS for k in range(STEPS + 1)}
                  | {1 + (high - 1) * k / STEPS for k in range(STEPS + 1)})  # fmt: skip
    effect = instance.casework_effect(g)
    return [
        (a, b, effect * (log2(b / a) / (b - a) if effect > 0 else 1 / log(2)))
        for a, b in pairwise(ends)
        if b - a > NARROW
    ]


def casework_hours(instance: Instance, g: str) -> float:
    """(6.0) Hours of casework a group needs a year: by caseload, never under the interviews."""
    group = instance.groups[g]
    fte = 0.0 if group.caseload is None else group.persons / group.caseload
    by_caseload = fte * instance.settings.hours_per_fte
    return max(by_caseload, group.persons * group.interviews * group.interview_hours)
