"""To the decision and from it to the last day: hearings, negotiations, waits and notices.

The steps are data (`Instance.process`). Times are months from the decision.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from model.instance import Instance, ProcessStep, Settings, When
from model.plan import Plan, of_year
from model.staff.mass_dismissal import layoffs
from model.timing import notices

DAYS = 365.25 / 12  # of a month


class Scheduled(NamedTuple):
    """A step with its start and end in months from the decision."""

    step: ProcessStep
    start: float
    end: float


class Timeline(NamedTuple):
    """What the plan of the first year brings about, in months from the decision."""

    steps: tuple[Scheduled, ...]
    needed: float  # until all hearings and negotiations have ended
    notice: float  # when notices are given, in the plan's arithmetic
    notices: tuple[tuple[float, float], ...]  # months of notice, people who have it
    earliest: float  # before which the law lets nobody leave

    @property
    def late(self) -> bool:
        """Whether the steps take longer than the plan's arithmetic gives them."""
        return self.needed > self.notice + 1 / DAYS


def timeline(instance: Instance, plan: Plan) -> Timeline:
    """The steps that apply to a plan, and the notices it gives in the first year."""
    steps = scheduled(instance, reasons(instance, plan))
    process = instance.settings.process_months
    return Timeline(
        steps=steps,
        needed=max((s.end for s in steps if s.step.lane != "wait"), default=0.0),
        notice=process,
        notices=notices_given(instance, plan),
        earliest=max((s.end for s in steps if s.step.lane == "wait"), default=0.0),
    )


def reasons(instance: Instance, plan: Plan) -> set[When]:
    """Which kinds of step the dismissals of the first year call for."""
    first = instance.years[0]
    gone = {s for (_, s, y), fte in plan.dismissed.items() if y == first and fte > 0}
    found: set[When] = {"always"}
    if gone:
        found.add("dismissals")
    if any(instance.staff_groups[s].role == "flexjob" for s in gone):
        found.add("flexjob")
    for layoff in layoffs(instance, plan):
        if layoff.year == first and layoff.triggered:
            found |= {"mass", "large"} if layoff.large else {"mass"}
    return found


def scheduled(instance: Instance, called_for: set[When]) -> tuple[Scheduled, ...]:
    """Every step that applies, in months from the decision. Steps do not wait in a circle.

    What leads to the decision ends as late as those after it allow; what follows it begins as early
    as those before it allow; a step with a date begins on that day.
    """
    process = instance.process
    days = {i: step.days if step.when in called_for else 0.0 for i, step in process.items()}
    leading = before_decision(process)
    starts: dict[str, float] = {}

    def start(name: str) -> float:
        if name not in starts:
            day = process[name].starts_on
            if day is not None:
                starts[name] = float((day - decision_day(instance)).days)
            elif name in leading:
                next_ones = (i for i in leading if name in process[i].after)
                starts[name] = min(map(start, next_ones), default=0.0) - days[name]
            else:
                ends = (start(i) + days[i] for i in process[name].after)
                starts[name] = max(ends, default=0.0)
        return starts[name]

    return tuple(
        Scheduled(step, start(i) / DAYS, (start(i) + days[i]) / DAYS)
        for i, step in process.items()
        if step.when in called_for
    )


def waits_for(process: Mapping[str, ProcessStep], *names: str) -> set[str]:
    """All steps that must have ended before some begin."""
    found: set[str] = set()
    behind = [i for name in names for i in process[name].after]
    while behind:
        name = behind.pop()
        if name in process and name not in found:
            found.add(name)
            behind += process[name].after
    return found


def before_decision(process: Mapping[str, ProcessStep]) -> set[str]:
    """The decisions of committees and council, and the steps that they wait for."""
    decisions = {i for i, step in process.items() if step.lane == "decision"}
    return decisions | waits_for(process, *decisions)


def too_early(process: Mapping[str, ProcessStep]) -> dict[str, tuple[str, date]]:
    """Steps with a date before one that they wait for has ended: that one, and when it ends."""
    found = {}
    for i, step in process.items():
        ends = {j: end for j in step.after if (end := soonest_end(process, j))}
        last = max(ends, key=lambda j: ends[j], default=None)
        if last and step.starts_on and step.starts_on < ends[last]:
            found[i] = last, ends[last]
    return found


def soonest_end(process: Mapping[str, ProcessStep], name: str) -> date | None:
    """The first day on which a step can have ended, by the dates before it; None without any.

    A step that may not apply takes no time. Steps that wait for themselves have no such day.
    """
    step = process.get(name)
    if step is None or name in waits_for(process, name):
        return None
    days = step.days if step.when == "always" or step.starts_on else 0.0
    begins = step.starts_on or max(
        (end for i in step.after if (end := soonest_end(process, i))), default=None
    )
    return begins and begins + timedelta(days=days)


def decision_day(instance: Instance) -> date:
    """The day of the last decision that has a date, else as much of the first year as has gone."""
    decisions = (s for s in instance.process.values() if s.lane == "decision")
    dates = [s.starts_on for s in decisions if s.starts_on]
    return max(dates, default=decision_by_settings(instance.settings))


def decision_by_settings(settings: Settings) -> date:
    """The day by which so much of the first year has gone as at the decision."""
    first = date(settings.first_year, 1, 1)
    return first + timedelta(days=round(365 * settings.elapsed) - 1)


def day_after(instance: Instance, months: float) -> date:
    """The day so many months after the decision; before it where they are below zero."""
    return decision_day(instance) + timedelta(days=round(months * DAYS))


def notices_given(instance: Instance, plan: Plan) -> tuple[tuple[float, float], ...]:
    """Months of notice and how many of those dismissed in the first year have it."""
    people: dict[float, float] = {}
    for (_, s), fte in of_year(plan.dismissed, instance.years[0]).items():
        staff = instance.staff_groups[s]
        for share, months in notices(instance, staff):
            here = share * fte / staff.fte_per_person
            people[months] = people.get(months, 0.0) + here
    return tuple(sorted(people.items()))
