"""Where a plan's dismissals count as a mass dismissal by the law, workplace by workplace.

The thresholds are data (`Instance.mass_dismissal`). All notices of a year are given at once, so
they fall within the days that the law counts together.
"""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

from model.instance import Instance, Threshold
from model.plan import Plan, of_year

Posts = Mapping[tuple[str, str], float]  # FTE by unit and staff group
ROUNDING = 1e-6  # of a person


class Layoff(NamedTuple):
    """Dismissals at a workplace in a year; `unit` is None for the whole administration."""

    unit: str | None
    year: int
    employees: int  # before, whole persons
    dismissed: int  # whole persons, a part of one counts as one
    needed: int | None  # dismissals that trigger the law there; None: so few employees that none do
    triggered: bool
    large: bool  # the longer waits hold


def layoffs(instance: Instance, plan: Plan) -> tuple[Layoff, ...]:
    """Each unit with dismissals in a year, and the administration as a whole."""
    result = []
    for y in instance.years:
        units = [u for u in instance.units if persons_dismissed(instance, plan, y, u)]
        result += [layoff(instance, plan, y, u) for u in (*units, *((None,) if units else ()))]
    return tuple(result)


def layoff(instance: Instance, plan: Plan, y: int, unit: str | None) -> Layoff:
    """One workplace held against the thresholds."""
    employees = round(persons_before(instance, plan, y, unit))
    dismissed = ceil(persons_dismissed(instance, plan, y, unit) - ROUNDING)
    threshold = threshold_of(instance, employees)
    needed = trigger_count(threshold, employees) if threshold else None
    triggered = needed is not None and dismissed >= needed
    large = triggered and threshold is not None and is_large(threshold, employees, dismissed)
    return Layoff(unit, y, employees, dismissed, needed, triggered, large)


def threshold_of(instance: Instance, employees: int) -> Threshold | None:
    """The row of the law for a workplace of that size; None when it is too small for any."""
    reached = [t for t in instance.mass_dismissal.values() if employees >= t.employees]
    return max(reached, key=lambda t: t.employees, default=None)


def trigger_count(threshold: Threshold, employees: int) -> int | None:
    """The fewest dismissals that count as a mass dismissal."""
    by_number = [] if threshold.people is None else [ceil(threshold.people - ROUNDING)]
    by_share = [] if threshold.share is None else [ceil(threshold.share * employees - ROUNDING)]
    return min([*by_number, *by_share], default=None)


def is_large(threshold: Threshold, employees: int, dismissed: int) -> bool:
    """Whether so many go that the longer waits hold."""
    share = threshold.large_share
    return share is not None and dismissed >= share * employees - ROUNDING


def persons_before(instance: Instance, plan: Plan, y: int, unit: str | None) -> float:
    """Persons employed at the end of the year before; today's before the first year."""
    today = y == instance.years[0]
    staff = instance.staff_today if today else of_year(plan.staff, y - 1)
    return persons(instance, staff, unit)


def persons_dismissed(instance: Instance, plan: Plan, y: int, unit: str | None) -> float:
    return persons(instance, of_year(plan.dismissed, y), unit)


def persons(instance: Instance, staff: Posts, unit: str | None) -> float:
    groups = instance.staff_groups
    return sum(v / groups[s].fte_per_person for (u, s), v in staff.items() if unit in (None, u))
