"""Fractions of the first year, and what else follows from the data before anything is decided.

Section 4 of docs/formulation.md. All fractions are shares of a calendar year, 0 to 1.
"""

from model.instance import Instance, Measure, StaffGroup


def before_start(instance: Instance) -> float:
    """(4.1) Share of year one gone when notices are given: elapsed plus the process."""
    settings = instance.settings
    return min(1.0, settings.elapsed + settings.process_months / 12)


def before_change(instance: Instance, measure: Measure) -> float:
    """(4.2) Share of year one a measure runs as today: until contracts and courses run out."""
    return min(1.0, before_start(instance) + measure.lead_months / 12)


def before_leaving(instance: Instance, staff: StaffGroup) -> float:
    """(4.3) Share of year one that dismissed staff are paid: until their notice has run out."""
    return min(1.0, before_start(instance) + staff.notice_months / 12)


def before_vacancy(instance: Instance) -> float:
    """(4.4) Share of year one that leavers are paid: they leave evenly after the decision."""
    return (1 + instance.settings.elapsed) / 2


def attrition(instance: Instance, staff: StaffGroup, year: int) -> float:
    """(4.5) Share of a staff group that leaves in `year`; in year one after the decision."""
    first = year == instance.settings.first_year
    return staff.attrition * (1 - instance.settings.elapsed if first else 1.0)


def working(instance: Instance) -> frozenset[str]:
    """(0.2) Staff groups s with work of their own; leaders and senior jobbers have none."""
    reserved = {s for q in instance.demands.values() if q.kind == "reserved_staff" for s in q.staff}
    casework = {group.casework_staff for group in instance.groups.values()}
    return frozenset({s for _, s in instance.staffing} | casework | reserved)


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
    places = {g: n for (mm, uu, g), n in instance.places_today.items() if (mm, uu) == (m, u)}
    handed = sum(n for g, n in places.items() if instance.groups[g].unit != u)
    hours = staffing.hours * sum(places.values()) + staffing.handover_hours * handed
    return hours / instance.settings.hours_per_fte


def apart(instance: Instance, g: str, h: str) -> bool:
    """Whether two groups have foci, and different ones."""
    foci = {instance.groups[g].focus, instance.groups[h].focus}
    return None not in foci and len(foci) > 1


def specialised_today(instance: Instance, g: str) -> bool:
    """(7.6) Whether the unit that is responsible for a group today has no other focus."""
    unit = instance.groups[g].unit
    return not any(v.unit == unit and apart(instance, g, h) for h, v in instance.groups.items())


def casework_hours(instance: Instance, g: str) -> float:
    """(6.0) Hours of casework a group needs a year: by caseload, never under the interviews."""
    group = instance.groups[g]
    by_caseload = group.persons / group.caseload * instance.settings.hours_per_fte
    return max(by_caseload, group.persons * group.interviews * group.interview_hours)
