"""Fractions of the first year: start, change, notice, attrition.

Section 4 of docs/formulation.md. All fractions are shares of a calendar year, 0 to 1.
"""

from collections.abc import Sequence
from typing import NamedTuple

from model.instance import Instance, Measure, StaffGroup


class Departure(NamedTuple):
    """A share of leavers: paid in full until `since`, then `gone` of them go evenly until `until`.

    At `until` the rest go too. Times are shares of year one, and may lie beyond its end.
    """

    share: float
    since: float
    until: float
    gone: float


def paid(departures: Sequence[Departure], start: float, end: float) -> float:
    """Part of a year that leavers are paid between `start` and `end`, of an average one of them."""
    return sum(d.share * _paid(d, start, end) for d in departures)


def _paid(leaver: Departure, start: float, end: float) -> float:
    """The area under the line of those still paid."""
    full = max(0.0, min(end, leaver.since) - start)
    low, high = max(start, leaver.since), min(end, leaver.until)
    if high <= low:
        return full
    passed = ((low + high) / 2 - leaver.since) / (leaver.until - leaver.since)
    return full + (high - low) * (1 - leaver.gone * passed)


def before_start(instance: Instance) -> float:
    """(4.1) Share of year one gone when notices are given: elapsed plus the process."""
    settings = instance.settings
    return min(1.0, settings.elapsed + settings.process_months / 12)


def before_change(instance: Instance, measure: Measure) -> float:
    """(4.2) Share of year one a measure runs as today: until contracts and courses run out."""
    return min(1.0, before_start(instance) + measure.lead_months / 12)


def exits_by(instance: Instance, measure: Measure, x: int, y: int) -> float:
    """(4.9) Of a change in the places of year x, the share whose exits fall in year y.

    An exit falls evenly within twelve months of its place, and places are given evenly while the
    change works: w of year x gives w^2 / 2 in it and the rest in the next.
    """
    works = 1 - before_change(instance, measure) if x == instance.settings.first_year else 1.0
    return within_twelve_months(works, works, y - x)


def exits_by_hired(instance: Instance, measure: Measure, x: int, y: int) -> float:
    """(4.10) The same of places that staff must be hired for, who come later and learn the work."""
    settings, lead = instance.settings, max(measure.lead_months, instance.settings.hire_months)
    there = 1 - min(1.0, before_start(instance) + lead / 12)  # of year one
    output = {
        settings.first_year: there * settings.new_output,
        settings.first_year + 1: there + (1 - there) * settings.new_output,
    }.get(x, 1.0)
    return within_twelve_months(output, there if x == settings.first_year else 1.0, y - x)


def casework_begins(instance: Instance, share: float) -> float:
    """(4.11) Share of year one gone when casework changes; above today's it waits for the hired."""
    months = instance.settings.hire_months if share >= 1 else 0.0
    return min(1.0, before_start(instance) + months / 12)


def within_twelve_months(whole: float, works: float, later: int) -> float:
    """Of `whole` that begins evenly in the last part of a year, what falls in it and the next."""
    return {0: whole * works / 2, 1: whole * (1 - works / 2)}.get(later, 0.0)


def before_leaving(instance: Instance, staff: StaffGroup) -> float:
    """(4.3) Share of year one that dismissed staff are paid, the average of their bands."""
    return paid(under_notice(instance, staff), 0.0, 1.0)


def under_notice(instance: Instance, staff: StaffGroup) -> tuple[Departure, ...]:
    """The dismissed of a staff group by notice; some leave of their own accord before its end."""
    start = before_start(instance)
    return tuple(
        Departure(share, start, start + months / 12, staff.resigns)
        for share, months in notices(instance, staff)
    )


def notices(instance: Instance, staff: StaffGroup) -> tuple[tuple[float, float], ...]:
    """Shares of a staff group and their notice in months: its own number, else by seniority."""
    if staff.notice_months is not None:
        return ((1.0, staff.notice_months),)
    bands = [b for (s, _), b in instance.seniority.items() if s == staff.id]
    return tuple((b.share, b.notice_months) for b in bands) or ((1.0, 0.0),)


def severance(instance: Instance, staff: StaffGroup) -> float:
    """tkr once per dismissed FTE: the group's own number, else months of pay by seniority.

    Those who leave of their own accord under notice get none of the pay by seniority.
    """
    if staff.severance is not None:
        return staff.severance
    bands = [b for (s, _), b in instance.seniority.items() if s == staff.id]
    months = sum(b.share * b.severance_months for b in bands)
    return (1 - staff.resigns) * months * staff.wage / 12


def before_vacancy(instance: Instance) -> float:
    """(4.4) Share of year one that leavers are paid: they leave evenly after the decision."""
    return paid(vacating(instance), 0.0, 1.0)


def vacating(instance: Instance) -> tuple[Departure, ...]:
    """Leavers of year one who are not replaced."""
    return (Departure(1.0, instance.settings.elapsed, 1.0, 1.0),)


def before_retrained(instance: Instance, s: str, r: str) -> float:
    """(4.8) Share of year one until those who retrain from s to r are paid as r."""
    return min(1.0, before_start(instance) + instance.retraining[s, r].months / 12)


def attrition(instance: Instance, staff: StaffGroup, year: int) -> float:
    """(4.5) Share of a staff group's FTE that can fall vacant in `year`; in year one later on.

    Of those who leave, and of hours that those who stay would give up freely.
    """
    return (staff.attrition + staff.part_time) * left_of_year(instance, year)


def left_of_year(instance: Instance, year: int) -> float:
    """Share of `year` that is left at the decision."""
    return 1 - instance.settings.elapsed if year == instance.settings.first_year else 1.0
