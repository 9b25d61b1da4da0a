"""From the decision to the last day: hearings, negotiations, waits and notices, in months.

The steps are data (`Instance.process`). A step starts when those before it have ended.
"""

from typing import NamedTuple

from model.instance import Instance, ProcessStep, When
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
    """Every step that applies, as early as those before it allow. Steps do not wait in a circle."""
    found: dict[str, Scheduled] = {}

    def schedule(name: str) -> Scheduled:
        if name not in found:
            step = instance.process[name]
            start = max((schedule(each).end for each in step.after), default=0.0)
            days = step.days if step.when in called_for else 0.0
            found[name] = Scheduled(step, start, start + days / DAYS)
        return found[name]

    return tuple(each for each in map(schedule, instance.process) if each.step.when in called_for)


def notices_given(instance: Instance, plan: Plan) -> tuple[tuple[float, float], ...]:
    """Months of notice and how many of those dismissed in the first year have it."""
    people: dict[float, float] = {}
    for (_, s), fte in of_year(plan.dismissed, instance.years[0]).items():
        staff = instance.staff_groups[s]
        for share, months in notices(instance, staff):
            here = share * fte / staff.fte_per_person
            people[months] = people.get(months, 0.0) + here
    return tuple(sorted(people.items()))
