"""Help for the dismissed: who gets it in a plan, what it costs, and how many more have a job.

Computed outside the optimisation by the mechanism of section 10, `model/evaluation/job_loss.py`,
also at the low and the high end of the chances.
"""

from math import exp
from typing import NamedTuple

from model.evaluation.accounts import dismissed_and_helped
from model.evaluation.job_loss import departures, loss_of, new_job_rate
from model.evaluation.work import help_given
from model.instance import Instance, Level, Reemployment
from model.plan import Plan

LEVELS: tuple[Level, ...] = ("low", "mid", "high")


class Effort(NamedTuple):
    """The dismissed of the staff groups that can get help, in a plan; all years together."""

    people: float  # dismissed
    helped: float  # of them with help
    staff: float  # FTE that help, in the year with most
    price: float  # tkr
    job_years: float  # in work more than without the help, less those who are displaced
    found: dict[Level, float]  # people with a new job a year after their last day at work
    alone: dict[Level, float]  # the same people, had nobody helped

    def gained(self, level: Level) -> float:
        """People who would not have a job without the help."""
        return self.found[level] - self.alone[level]


def effort(instance: Instance, plan: Plan) -> Effort | None:
    """The effort for the dismissed of a plan; None where the data tell of no help."""
    if not instance.helped:
        return None
    dismissed = dismissed_and_helped(instance, plan)
    people = {i: counts for i, counts in dismissed.items() if i[0] in instance.helped}
    given = help_given(instance, plan.helped)
    years = [sum(fte for (*_, x), fte in given.items() if x == y) for y in instance.years]
    return Effort(
        people=sum(alone + helped for alone, helped in people.values()),
        helped=sum(helped for _, helped in people.values()),
        staff=max(years),
        price=sum(
            fte * instance.in_year(y).staff_groups[s].price for (_, s, y), fte in given.items()
        ),
        job_years=sum(n * job_years_gained(instance, *i) for i, (_, n) in people.items()),
        found={level: with_a_job(instance, people, level) for level in LEVELS},
        alone={level: with_a_job(instance, people, level, helped=False) for level in LEVELS},
    )


def job_years_gained(instance: Instance, s: str, year: int) -> float:
    """Years in work that help gives one of staff group s dismissed in `year`, to the last year."""
    pairs = zip(loss_of(instance, s, year), loss_of(instance, s, year, helped=True), strict=True)
    return sum(alone.people - helped.people for alone, helped in pairs)


def with_a_job(
    instance: Instance,
    people: dict[tuple[str, int], tuple[float, float]],
    level: Level,
    *,
    helped: bool = True,
) -> float:
    """People with a new job a year after their last day, of those without and with help."""
    found = 0.0
    for (s, year), counts in people.items():
        staying = sum(each.share * (1 - each.gone) for each in departures(instance, s, year))
        chances = chances_at(instance.reemployment[s], level)
        for number, chance in zip(counts, chances if helped else chances[:1] * 2, strict=True):
            found += number * (1 - staying * exp(-new_job_rate(chance)))
    return found


def chances_at(facts: Reemployment, level: Level) -> tuple[float, float]:
    """The chances per quarter of a new job, without and with help, at an end of their interval."""
    alone = {"low": facts.chance_low, "mid": facts.chance, "high": facts.chance_high}
    helped = {"low": facts.helped_low, "mid": facts.helped, "high": facts.helped_high}[level]
    return alone[level], (facts.helped if helped is None else helped) or 0.0
