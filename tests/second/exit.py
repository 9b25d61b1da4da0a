"""Section 10 of docs/formulation.md: the value of an exit, by adaptive integration."""

from functools import lru_cache
from itertools import pairwise
from math import exp

from scipy.integrate import quad
from scipy.optimize import brentq

from second.base import Base
from second.data import number

Ladder = tuple[tuple[float, float, float], ...]  # first and last age of a step, and its refund
WEEKS = 52.0


def gross(b: Base, g: str, x: int, y: int) -> float:
    """(10.4) The benefit that an exit of year x saves in y."""
    return benefit(b, g, y) * integrals(*spell(b, g, x, y))[0]


def refund(b: Base, g: str, x: int, y: int) -> float:
    """(10.5) The state's share of it."""
    return benefit(b, g, y) * integrals(*spell(b, g, x, y))[1]


def job_years(b: Base, g: str, x: int, y: int) -> float:
    """(10.7)"""
    return integrals(*spell(b, g, x, y))[0]


def benefit(b: Base, g: str, y: int) -> float:
    """What a year without the benefit saves."""
    row = b.at(y, "groups", g)
    return number(row, "benefit") * number(row, "saved_share", 1.0)


def spell(b: Base, g: str, x: int, y: int) -> tuple[float, float, tuple[float, ...], Ladder, int]:
    """An exit lasts by the exit rate and held of x, and saves by the ladder of y."""
    row = b.at(x, "groups", g)
    steps = tuple(float(part) for part in row["steps"].split())
    return number(row, "held"), number(row, "exit_rate"), steps, ladder(b, y, g), y - x


def ladder(b: Base, y: int, g: str) -> Ladder:
    rows, fixed = b.of_year[y]["refund_ladder"], b.at(y, "groups", g).get("refund") or ""
    starts = [(number(row, "from_week") - 1.0) / WEEKS for row in rows.values()] or [0.0]
    refunds = [number(row, "refund") for row in rows.values()] or [0.0]
    refunds = [float(fixed)] * len(refunds) if fixed else refunds
    ends = [*starts[1:], starts[-1] + 1.0]  # the last is open; its refund is the same everywhere
    return tuple(zip(starts, ends, refunds, strict=True))


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
