"""Section 10: what one dismissal costs: people without work, and their benefits.

With h the rate at which the dismissed find new jobs, d the displacement, x the rate at which the
group that they join leaves it, and t the time since the last day at work:

(10.8) rate: h = -4 ln(1 - chance), for a chance per quarter
(10.9) seeking(t) = e^-ht of those who are paid until the end of their notice; who resigns under
      notice has found a job
(10.10) displaced(t) = d integral of h e^-hs e^-x(t-s) ds: who is new in a job has taken it from
      another, who finds one as the group does
(10.11) benefits(t) = benefit saved_share seeking(t), refunded by the ladder from its first step
"""

from functools import cache
from math import log
from typing import NamedTuple

import numpy as np

from model.evaluation.benefits import Array, ages, quadrature
from model.instance import Group, Instance, LadderStep
from model.timing import Departure, under_notice

QUARTERS = 4
SAME = 1e-9  # a year: rates that are the same
AT_ONCE = (Departure(1.0, 0.0, 0.0, 0.0),)  # after year one nobody is under notice


class JobLoss(NamedTuple):
    """One dismissal in one calendar year: people on average over the year, and tkr."""

    seeking: float
    displaced: float
    gross: float
    refund: float

    @property
    def people(self) -> float:
        """People without work: who was dismissed, and who would have had the job found since."""
        return self.seeking + self.displaced


def loss_of(instance: Instance, s: str, year: int, *, helped: bool = False) -> tuple[JobLoss, ...]:
    """The loss of one person of staff group s dismissed in `year`, in it and the following.

    Nothing is lost where the data tell of no chance of a new job.
    """
    facts, group = instance.reemployment.get(s), instance.staff_groups[s]
    left = instance.settings.last_year - year + 1
    if facts is None:
        return (JobLoss(0.0, 0.0, 0.0, 0.0),) * left
    leaving = departures(instance, s, year)
    chance = (facts.helped if helped else facts.chance) or 0.0
    rules = instance.in_year(year)
    joined = rules.groups[group.joins] if group.joins else None
    ladder = rules.ladder_of(group.joins) if group.joins else rules.ladder
    return job_loss(leaving, chance, instance.settings.displacement, joined, ladder, left)


def departures(instance: Instance, s: str, year: int) -> tuple[Departure, ...]:
    """How those of staff group s dismissed in `year` leave; after year one at once."""
    first = year == instance.settings.first_year
    return under_notice(instance, instance.staff_groups[s]) if first else AT_ONCE


@cache
def job_loss(
    leaving: tuple[Departure, ...],
    chance: float,
    displacement: float,
    joined: Group | None,
    ladder: tuple[LadderStep, ...],
    years: int,
) -> tuple[JobLoss, ...]:
    """(10.9) The loss in each calendar year from that of the dismissal, `years` in all."""
    total = np.zeros((4, years))
    for leaver in leaving:
        still = leaver.share * (1 - leaver.gone)
        total += still * _after(leaver.until, chance, displacement, joined, ladder, years)
    return tuple(JobLoss(*map(float, column)) for column in total.T)


def _after(
    end: float,
    chance: float,
    displacement: float,
    joined: Group | None,
    ladder: tuple[LadderStep, ...],
    years: int,
) -> Array:
    """(10.11) The four parts of the loss by year, of one whose last day at work is at `end`."""
    starts, _ = ages(ladder)
    inside = [t for t in (end, *(end + starts)) if 0 < t < years]
    t, weight = quadrature(np.unique(np.concatenate([np.arange(years + 1.0), inside])))
    since = np.maximum(0.0, t - end)
    rate, leaves = new_job_rate(chance), joined.exit_rate if joined else np.inf
    seeking = np.exp(-rate * since) * (t > end)
    displaced = displacement * others_without(rate, leaves, since)
    benefit = joined.benefit * joined.saved_share * seeking if joined else 0.0 * seeking
    refund = np.array([step.refund for step in ladder])[
        np.searchsorted(starts, since, side="right") - 1
    ]
    in_year = weight * (np.floor(t) == np.arange(years)[:, np.newaxis])
    return np.array([in_year @ of for of in (seeking, displaced, benefit, benefit * refund)])


def new_job_rate(chance: float) -> float:
    """(10.8) Rate a year at which new jobs are found, for a chance per quarter."""
    return -QUARTERS * log(1 - chance) if chance < 1 else 1e6


def others_without(rate: float, leaves: float, since: Array) -> Array:
    """(10.10) Those whose jobs the dismissed have taken, and who have found no other, of one."""
    if np.isinf(leaves):
        return 0.0 * since
    if abs(rate - leaves) < SAME:
        return rate * since * np.exp(-rate * since)
    found: Array = rate / (leaves - rate) * (np.exp(-rate * since) - np.exp(-leaves * since))
    return found
