"""What an exit and a dismissal are worth in every future: people in work and benefits.

Both depend on rates alone. An exit saves what (10.4) says as a smooth function of the one rate
exit_rate + f, which is interpolated between Chebyshev points; a dismissal costs what (10.9) to
(10.11) say, whose integrals over a calendar year are taken in closed form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.polynomial import chebyshev

from model.evaluation.benefits import ages, by_rate, fall_back
from model.evaluation.job_loss import QUARTERS, departures
from model.futures.draws import Array, Futures
from model.instance import LadderStep
from model.timing import Departure

DEGREE = 60  # of a polynomial, at most
LEAST_DEGREE, SLOPE = 12, 1.5  # its degree by the span of the exponent: exact to ten digits
ALIKE = 1e-12
APART = 1e-5  # of rates that are the same: the integrals divide by their difference


class Worth(NamedTuple):
    """By calendar year from that of the exit or dismissal: people, and tkr of benefits, n each."""

    people: list[Array]
    gross: list[Array]
    refund: list[Array]


@dataclass(frozen=True)
class WorthTerms:
    """The worth of exits and dismissals in every future; each computed when first asked for."""

    futures: Futures
    _curves: dict[Any, tuple[Array, Array]] = field(default_factory=dict)
    _dismissals: dict[tuple[str, int, bool], Worth] = field(default_factory=dict)

    @cached_property
    def exits(self) -> dict[tuple[str, int], Worth]:
        """By group and year of the exit."""
        data = self.futures.instance
        return {(g, x): self._exit(g, x) for g in data.groups for x in data.years}

    def drawn(self, path: str, now: float, base: float) -> Array:
        """A number in every future, unless another holds by its year."""
        return self.futures.of(path, now) if now == base else np.full(len(self.futures), now)

    def rate_of(self, g: str, exit_rate: float, held_now: float) -> Array:
        """exit_rate + f of a group where these hold, n."""
        base = self.futures.instance.groups[g]
        leaves = self.drawn(f"groups.{g}.exit_rate", exit_rate, base.exit_rate)
        held = self.drawn(f"groups.{g}.held", held_now, base.held)
        rates: Array = leaves + fall_back(held)
        return rates

    def benefit_of(self, g: str, y: int) -> Array:
        """tkr a year that an exit of the group stops in year y, n."""
        data = self.futures.instance
        now, base = data.in_year(y).groups[g], data.groups[g]
        return now.saved_share * self.drawn(f"groups.{g}.benefit", now.benefit, base.benefit)

    def _exit(self, g: str, x: int) -> Worth:
        data, people, gross, refund = self.futures.instance, [], [], []
        if not data.groups[g].held:
            none = [np.zeros(len(self.futures)) for y in data.years if y >= x]
            return Worth(none, none, none)
        then = data.in_year(x).groups[g]
        for y in (each for each in data.years if each >= x):
            curve = self.curve(
                g, then.exit_rate, then.held, then.steps, data.in_year(y).ladder_of(g)
            )
            jobs, refunded = curve[0][y - x], curve[1][y - x]
            people.append(jobs)
            gross.append(self.benefit_of(g, y) * jobs)
            refund.append(self.benefit_of(g, y) * refunded)
        return Worth(people, gross, refund)

    def curve(self, g: str, *of: Any) -> tuple[Array, Array]:
        """(10.4) and (10.5) of one tkr by calendar year, years x n; kept for the other years."""
        if (g, *of) not in self._curves:
            exit_rate, held, steps, ladder = of
            rates, years = self.rate_of(g, exit_rate, held), len(self.futures.instance.years)
            self._curves[g, *of] = interpolated(steps, ladder, years, rates)
        return self._curves[g, *of]

    def dismissal(self, s: str, x: int, *, helped: bool) -> Worth:
        """One person of staff group s dismissed in year x; kept for other plans."""
        if (s, x, helped) not in self._dismissals:
            self._dismissals[s, x, helped] = self._dismissal(s, x, helped=helped)
        return self._dismissals[s, x, helped]

    def _dismissal(self, s: str, x: int, *, helped: bool) -> Worth:
        data = self.futures.instance
        facts = data.reemployment.get(s)
        later = range(data.years[-1] - x + 1)
        if facts is None:
            none = [np.zeros(len(self.futures)) for _ in later]
            return Worth(none, none, none)
        column, chance = ("helped", facts.helped) if helped else ("chance", facts.chance)
        chances = self.futures.of(f"reemployment.{s}.{column}", chance or 0.0)
        h: Array = -QUARTERS * np.log1p(-chances)
        joins, rules = data.staff_groups[s].joins, data.in_year(x)
        ladder = rules.ladder_of(joins) if joins else rules.ladder
        leaves, benefit = self.joined(joins, x)
        d = self.futures.of("settings.displacement", data.settings.displacement)
        years = [self._loss(departures(data, s, x), y, h, leaves, d, ladder) for y in later]
        return Worth([people for people, _, _ in years], [benefit * paid for _, paid, _ in years],
                     [benefit * back for _, _, back in years])  # fmt: skip

    def joined(self, g: str | None, x: int) -> tuple[Array | None, Array]:
        """The exit rate and the benefit of the group that the dismissed of year x join."""
        if g is None:
            return None, np.zeros(len(self.futures))
        data = self.futures.instance
        now, base = data.in_year(x).groups[g].exit_rate, data.groups[g].exit_rate
        return self.drawn(f"groups.{g}.exit_rate", now, base), self.benefit_of(g, x)

    def _loss(
        self, leavers: Sequence[Departure], later: int, h: Array, leaves: Array | None, d: Array,
        ladder: tuple[LadderStep, ...],
    ) -> tuple[Array, Array, Array]:  # fmt: skip
        """People without work, years of benefit, and the refunded part of them, in one year."""
        people, paid, back = (np.zeros(len(self.futures)) for _ in range(3))
        starts, _ = ages(ladder)
        for leaver in leavers:
            left, still = leaver.until, leaver.share * (1 - leaver.gone)
            low, high = max(later - left, 0.0), later + 1 - left
            if high <= low or not still:
                continue
            seeking = between(h, low, high)
            others = 0.0 if leaves is None else d * displaced(h, leaves, low, high)
            people += still * (seeking + others)
            paid += still * seeking
            for step, start, end in zip(ladder, starts, [*starts[1:], np.inf], strict=True):
                first, last = max(low, start), min(high, end)
                if last > first:
                    back += still * step.refund * between(h, first, last)
        return people, paid, back


def between(rate: Array, low: float, high: float) -> Array:
    """The integral of e^-rate t from low to high."""
    safe = np.maximum(rate, 1e-12)
    return np.where(rate > 0, (np.exp(-safe * low) - np.exp(-safe * high)) / safe, high - low)


def displaced(h: Array, leaves: Array, low: float, high: float) -> Array:
    """The integral of (10.10) from low to high, of a displacement of one."""
    alike = np.abs(leaves - h) < APART * np.maximum(leaves, APART)
    x = np.where(alike, h * (1 + APART) + APART**2, leaves)
    return h / (x - h) * (between(h, low, high) - between(x, low, high))


def interpolated(
    steps: tuple[float, ...], ladder: tuple[LadderStep, ...], years: int, rates: Array
) -> tuple[Array, Array]:
    """(10.4) and (10.5) of one tkr for every rate, years x n each."""
    low, high = float(rates.min()), float(rates.max())
    if high - low < ALIKE:
        jobs, refunded = by_rate(steps, ladder, years, rates[:1])
        return np.repeat(jobs.T, len(rates), axis=1), np.repeat(refunded.T, len(rates), axis=1)
    degree = min(DEGREE, int(LEAST_DEGREE + SLOPE * years * (high - low)))
    points = chebyshev.chebpts1(degree + 1)
    values = by_rate(steps, ladder, years, low + (points + 1) / 2 * (high - low))
    fits = chebyshev.chebfit(points, np.column_stack(values), degree)
    found = np.asarray(chebyshev.chebval(2 * (rates - low) / (high - low) - 1, fits), float)
    return found[:years], found[years:]
