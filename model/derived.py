"""What follows from the data before anything is decided: attached staff, casework hours, foci."""

from model.instance import Instance


def working(instance: Instance) -> frozenset[str]:
    """(0.2) Staff groups s with work of their own; leaders and senior jobbers have none."""
    reserved = {s for q in instance.demands.values() if q.kind == "reserved_staff" for s in q.staff}
    casework = {s for group in instance.groups.values() if (s := group.casework_staff)}
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
    handed = sum(instance.today(m, u, g) for g, v in instance.groups.items() if v.unit != u)
    hours = staffing.hours * instance.today(m, u) + staffing.handover_hours * handed
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
    fte = 0.0 if group.caseload is None else group.persons / group.caseload
    by_caseload = fte * instance.settings.hours_per_fte
    return max(by_caseload, group.persons * group.interviews * group.interview_hours)
