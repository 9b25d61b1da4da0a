"""Section 10 of docs/formulation.md: the value of an exit, by adaptive integration."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from math import exp

from scipy.integrate import quad
from scipy.optimize import brentq

from second.data import Row, number

Ladder = tuple[tuple[float, float, float], ...]  # first and last age of a step, and its refund
WEEKS = 52.0


def worth(group: Row, ladder: Mapping[str, Row], later: int) -> tuple[float, float, float]:
    """(10.4), (10.5) and (10.7): the benefit saved, the state's share of it, and job-years."""
    starts = [(number(row, "from_week") - 1.0) / WEEKS for row in ladder.values()] or [0.0]
    refunds = [number(row, "refund") for row in ladder.values()] or [0.0]
    ends = [*starts[1:], starts[-1] + 1.0]  # the last is open; its refund is the same everywhere
    saved, state = integrals(
        number(group, "held"),
        number(group, "exit_rate"),
        tuple(float(part) for part in group["steps"].split()),
        tuple(zip(starts, ends, refunds, strict=True)),
        later,
    )
    benefit = number(group, "benefit") * number(group, "saved_share", 1.0)
    return benefit * saved, benefit * state, saved


@lru_cache(None)
def integrals(
    held: float, exit_rate: float, steps: tuple[float, ...], ladder: Ladder, later: int
) -> tuple[float, float]:
    """Of (10.3) and of (10.5), for a benefit of one."""
    if not held:
        return 0.0, 0.0
    rate = exit_rate + ending(held)

    def saved(t: float) -> float:
        return exp(-rate * t) * max(0.0, 1.0 - abs(t - later))

    def refunded(t: float) -> float:
        return saved(t) * refund_after(t, steps, ladder)

    ages = [age for start, end, _ in ladder for age in (start, end)]
    kinks = {abs(a - b) for a in ages for b in ages} | {later - 1.0, float(later), later + 1.0}
    edges = sorted(t for t in kinks if max(0.0, later - 1.0) <= t <= later + 1.0)
    return tuple(sum(quad(of, *span)[0] for span in pairwise(edges)) for of in (saved, refunded))


def ending(held: float) -> float:
    """(10.1)"""
    if held >= 1.0:
        return 0.0
    return float(brentq(lambda f: (1.0 - exp(-f)) / f - held, 1e-12, 1e6))


def refund_after(t: float, steps: tuple[float, ...], ladder: Ladder) -> float:
    """(10.2)"""
    return sum(
        share * mean_refund(start + t, end + t, ladder)
        for share, (start, end, _) in zip(steps, ladder, strict=True)
    )


def mean_refund(low: float, high: float, ladder: Ladder) -> float:
    """The mean refund over the ages from low to high."""
    last = len(ladder) - 1
    parts = [
        refund * max(0.0, (high if k == last else min(high, end)) - max(low, start))
        for k, (start, end, refund) in enumerate(ladder)
    ]
    return sum(parts) / (high - low)
