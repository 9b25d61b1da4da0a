"""Section 10: what one extra job exit saves in benefits, and the state's share of it.

An exit falls evenly over a calendar year, among persons spread on the steps of the refund
ladder as the group is. With a the spell's age at the exit and t the time since, in years of 52
weeks, and evenly spread ages within a step (the age of the open last step does not matter):

(10.1) fall_back: the rate f a year at which jobs are lost again, from (1 - e^-f) / f = held
(10.2) refund_after(t) = sum_k steps[k] (average of refund(a + t) over the ages a of step k):
      without the exit the weeks would have counted on
(10.3) saved(t) = benefit saved_share e^-(exit_rate + f)t tkr a year: saved while the job is held
      and the person would not have left on their own
(10.4) gross[n] = integral of saved(t) max(0, 1 - |t - n|) dt, where the last factor is the share
      of exits for which t falls in the n-th calendar year after the year of the exit
(10.5) refund[n] = the same integral of saved(t) refund_after(t)
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.instance import Group, Instance, LadderStep
from model.solution import Money

Array = NDArray[np.float64]
WEEKS = 52
STEPS, ROUNDING = 60, 1e-15  # of Newton's method, and where it ends
NODES, WEIGHTS = np.polynomial.legendre.leggauss(32)


@cache
def exit_value(group: Group, ladder: tuple[LadderStep, ...], years: int) -> tuple[Money, ...]:
    """Benefits one extra exit saves in the year it happens and the following, `years` in all.

    tkr, positive; what the municipality keeps is `net`. Nothing is discounted.
    """
    if group.held == 0:
        return (Money(0.0, 0.0),) * years
    rate = np.array([group.exit_rate + fall_back(group.held)])
    amount = group.benefit * group.saved_share
    jobs, refunded = (amount * each[0] for each in by_rate(group.steps, ladder, years, rate))
    return tuple(Money(float(g), float(r)) for g, r in zip(jobs, refunded, strict=True))


def by_rate(
    steps: tuple[float, ...], ladder: tuple[LadderStep, ...], years: int, rates: Array
) -> tuple[Array, Array]:
    """(10.4) and (10.5) of a benefit of one tkr, for each rate exit_rate + f: rates x years."""
    t, weight = quadrature(kinks(ladder, years))
    saved = weight * np.exp(-np.outer(rates, t))
    in_year = np.maximum(0.0, 1 - np.abs(t - np.arange(years)[:, np.newaxis])).T
    refunded: Array = (saved * refund_after(steps, ladder, t)) @ in_year
    return saved @ in_year, refunded


def value_of_exit(instance: Instance, g: str, year: int) -> tuple[Money, ...]:
    """What an extra exit of group g in `year` saves in it and the following, by their own rules."""
    then, found = instance.in_year(year).groups[g], []
    for later in range(instance.years[-1] - year + 1):
        rules = instance.in_year(year + later)
        now = rules.groups[g]
        paid = then._replace(benefit=now.benefit, saved_share=now.saved_share)
        found.append(exit_value(paid, rules.ladder_of(g), len(instance.years))[later])
    return tuple(found)


def job_years_of(instance: Instance, g: str, year: int) -> tuple[float, ...]:
    """Extra years in job that an extra exit of group g in `year` gives, year by year."""
    group = instance.in_year(year).groups[g]
    return job_years(group, instance.in_year(year).ladder, instance.years[-1] - year + 1)


def net_share(steps: tuple[float, ...], ladder: tuple[LadderStep, ...]) -> float:
    """(10.6) The municipality's share of today's benefits: sum_k steps[k] (1 - refund[k])."""
    return sum(n * (1 - step.refund) for n, step in zip(steps, ladder, strict=True))


def fall_back(held: Any) -> Any:
    """(10.1) Rate a year at which jobs end, such that the first year is held to the share `held`.

    Of one share, or of an array of them.

    0 < held <= 1. Newton's steps on held f + e^-f - 1, which is convex, fall to it from 1/held; at
    the double root of held = 1 each halves the distance.
    """
    rate = 1 / held
    for _ in range(STEPS):
        step = (held * rate + np.expm1(-rate)) / (held - 1 - np.expm1(-rate))
        rate = rate - step
        if np.max(step) < ROUNDING:
            break
    return np.maximum(0.0, rate)


def refund_after(steps: tuple[float, ...], ladder: tuple[LadderStep, ...], t: Array) -> Array:
    """(10.2) The state's share of the benefit t years after the exit."""
    starts, ends = ages(ladder)
    shift = t[:, np.newaxis]
    paid = accumulated_refund(ladder, ends + shift) - accumulated_refund(ladder, starts + shift)
    average: Array = paid / (ends - starts) @ np.array(steps)
    return average


def accumulated_refund(ladder: tuple[LadderStep, ...], age: Array) -> Array:
    """The integral of the refund share from the start of a spell to `age`, in years."""
    starts, _ = ages(ladder)
    rises = np.diff([step.refund for step in ladder], prepend=0.0)
    total: Array = np.maximum(0.0, age[..., np.newaxis] - starts) @ rises
    return total


def ages(ladder: tuple[LadderStep, ...]) -> tuple[Array, Array]:
    """First and last age of each step in years; the open step is given a week, any width does."""
    starts = np.array([(step.from_week - 1) / WEEKS for step in ladder])
    return starts, np.append(starts[1:], starts[-1] + 1 / WEEKS)


def kinks(ladder: tuple[LadderStep, ...], years: int) -> Array:
    """Times since the exit, 0 to `years`, between which (10.2) and (10.4) are smooth."""
    starts, ends = ages(ladder)
    jumps = np.subtract.outer(starts, np.append(starts, ends)).ravel()
    inside = jumps[(jumps > 0) & (jumps < years)]
    return np.unique(np.concatenate([np.arange(years + 1.0), inside]))


def quadrature(edges: Array) -> tuple[Array, Array]:
    """Gauss-Legendre nodes and weights of each interval between the edges, in one row."""
    half = np.diff(edges)[:, np.newaxis] / 2
    middle = edges[:-1, np.newaxis] + half
    return (middle + half * NODES).ravel(), (half * WEIGHTS).ravel()


def job_years(group: Group, ladder: tuple[LadderStep, ...], years: int) -> tuple[float, ...]:
    """(10.7) Extra years in job that one extra exit gives in its year and the following."""
    whole = group._replace(benefit=1.0, saved_share=1.0)
    return tuple(value.gross for value in exit_value(whole, ladder, years))
