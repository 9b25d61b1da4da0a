"""The price list of an answer: what each of its active demands costs in exits.

Exits are the most that a plan can have, summed over the years of the instance. Every price is
solved for; only Shapley values of very many demands are estimated, and say so.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isfinite
from time import perf_counter
from typing import NamedTuple

from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from model.prices.marginal import marginal_price, with_bound
from model.prices.set_values import SAME_VALUE, SetValues, most_exits
from model.prices.shapley import EXACT_LIMIT, Share, needed_sets, shapley_values
from model.solution import OutOfTimeError
from model.solver.matrix import Vector
from scenarios.solve import SECONDS, Answer, Change, change_under
from scenarios.work import last


class BoundPrices(NamedTuple):
    """What a step of a bound costs in exits; the step is in the unit of the bound."""

    step: float
    marginal: float  # a step more, the integers of the plan fixed
    low: float  # from here to `high` the marginal price is exact; infinite without an end
    high: float
    less: float | None  # a step less, solved again; None when no plan is left
    more: float | None


class Price(NamedTuple):
    """The prices of a demand; `bound_prices` is None without a bound, `share` if not negotiable."""

    demand: str
    bound_prices: BoundPrices | None
    replacement_cost: float  # exits gained when the demand is dropped
    replacement: Change | None  # the change to the scenario's plan without the demand
    share: Share | None


@dataclass(frozen=True)
class Prices:
    """The price list as far as it is: `prices` of so many demands, `sets` valued for the shares.

    `exits_without_demands` and `exits`: the most with no negotiable demand, and with all that are
    active. No demand has a share before all sets are valued.
    """

    years: tuple[int, ...]
    exits_without_demands: float
    exits: float
    prices: tuple[Price, ...]
    exact: bool  # whether the shares are
    seconds: float
    unpriced: tuple[str, ...] = ()  # active demands
    sets: int = 0
    sets_needed: int = 0

    @property
    def loss(self) -> float:
        """Exits that the negotiable demands cost together."""
        return self.exits_without_demands - self.exits

    @property
    def complete(self) -> bool:
        """Whether nothing was left out for want of time, or since it was stopped."""
        return not self.unpriced and self.sets == self.sets_needed

    @property
    def progress(self) -> float:
        """Between 0 and 1: prices are one half, shares the other."""
        priced = len(self.prices) / max(1, len(self.prices) + len(self.unpriced))
        return (priced + self.sets / max(1, self.sets_needed)) / 2


def prices(answer: Answer, seconds: float = SECONDS) -> Prices | None:
    """The price list; None when no plan meets the demands, for then nothing has a price."""
    return last(price_list(answer, seconds))


def price_list(answer: Answer, seconds: float = SECONDS) -> Iterator[Prices]:
    """The price list as it grows: demand by demand, then the shares; nothing without a plan.

    What is not proven after so many seconds is left out; the first two values are not.
    """
    start, instance = perf_counter(), answer.instance
    active = [q for q in instance.demands.values() if q.active]
    players = [q.id for q in active if q.negotiable]
    values = SetValues(instance, players)
    exits, sets = values.value(values.all), len(needed_sets(len(players)))
    if not isfinite(exits):
        return
    exact, unpriced = len(players) <= EXACT_LIMIT, tuple(q.id for q in active)
    first = Prices(instance.years, values.value(0), exits, (), exact, 0.0, unpriced, 0, sets)
    values.lp.deadline = start + seconds
    with suppress(OutOfTimeError):
        for found in grown(first, answer, values):
            yield replace(found, seconds=perf_counter() - start)


def grown(found: Prices, answer: Answer, values: SetValues) -> Iterator[Prices]:
    """The list without a price, then with one more each time, then as sets are valued."""
    yield found
    while found.unpriced:
        price = price_of(found.unpriced[0], answer, values, found.exits)
        found = replace(found, prices=(*found.prices, price), unpriced=found.unpriced[1:])
        yield found
    sets = needed_sets(len(values.players))
    for n, each in enumerate(sets[:-1], start=1):
        values.value(each)
        yield replace(found, sets=n)
    shares = shapley_values(len(values.players), values.value)
    share_of = {
        q: Share(*map(zero_if_tiny, s)) for q, s in zip(values.players, shares, strict=True)
    }
    shared = tuple(price._replace(share=share_of.get(price.demand)) for price in found.prices)
    yield replace(found, prices=shared, sets=len(sets))


def price_of(demand: str, answer: Answer, values: SetValues, exits: float) -> Price:
    """What a demand costs, but for its share. Raises OutOfTimeError."""
    instance, deadline = answer.instance, values.lp.deadline
    q, others = instance.demands[demand], {**instance.demands}
    del others[demand]
    choices = values.best[values.all].choices
    return Price(
        demand,
        prices_of_bound(instance, q, choices, exits, deadline),
        zero_if_tiny(exits_without(values, instance, q) - exits),
        change_under(answer, others, deadline - perf_counter()),
        None,
    )


def exits_without(values: SetValues, instance: Instance, q: Demand) -> float:
    """(P4) Most exits when a demand is dropped, a law too."""
    if q.negotiable:
        return values.value(values.all & ~(1 << values.players.index(q.id)))
    return SetValues(instance, [q.id], deadline=values.lp.deadline).value(0)


def prices_of_bound(
    instance: Instance, q: Demand, choices: Vector, exits: float, deadline: float
) -> BoundPrices | None:
    """(P1-P3) What a step of the bound costs; None for a demand without a bound."""
    if not KINDS[q.kind].bounded:
        return None
    step, marginal = KINDS[q.kind].unit.counted, marginal_price(instance, choices, q.id)
    less, more = (
        most_exits(with_bound(instance, q.id, q.bound + way * step), deadline) for way in (-1, 1)
    )
    return BoundPrices(
        step,
        zero_if_tiny(marginal.price * step),
        marginal.low,
        marginal.high,
        zero_if_tiny(exits - less) if isfinite(less) else None,
        zero_if_tiny(exits - more) if isfinite(more) else None,
    )


def zero_if_tiny(exits: float) -> float:
    """Exits, with less than a search can tell from zero set to zero."""
    return 0.0 if abs(exits) < SAME_VALUE else exits
