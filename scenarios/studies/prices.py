"""The price list of an answer: what each of its active demands costs in exits.

Exits are the most that a plan can have, summed over the years of the instance. Every price is
solved for; only Shapley values of very many demands are estimated, and say so.
"""

from dataclasses import dataclass
from math import isfinite
from time import perf_counter
from typing import NamedTuple

from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from model.prices.marginal import marginal_price, with_bound
from model.prices.set_values import SAME_VALUE, SetValues, most_exits
from model.prices.shapley import EXACT_LIMIT, Share, shapley_values
from model.solver.matrix import Vector
from scenarios.solve import Answer, Change, change_under


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
    """`free` and `exits`: the most with no negotiable demand, and with all that are active."""

    years: tuple[int, ...]
    exits_without_demands: float
    exits: float
    prices: tuple[Price, ...]
    exact: bool  # whether the shares are
    seconds: float

    @property
    def loss(self) -> float:
        """Exits that the negotiable demands cost together."""
        return self.exits_without_demands - self.exits


def prices(answer: Answer) -> Prices | None:
    """The price list; None when no plan meets the demands, for then nothing has a price."""
    start, instance = perf_counter(), answer.instance
    active = [q for q in instance.demands.values() if q.active]
    players = [q.id for q in active if q.negotiable]
    values = SetValues(instance, players)
    exits = values.value(values.all)
    if not isfinite(exits):
        return None
    shares = [
        Share(*map(zero_if_tiny, each)) for each in shapley_values(len(players), values.value)
    ]
    share_of = dict(zip(players, shares, strict=True))
    choices = values.best[values.all].choices
    listed = tuple(
        Price(
            q.id,
            prices_of_bound(instance, q, choices, exits),
            zero_if_tiny(exits_without(values, instance, q) - exits),
            change_under(answer, {i: d for i, d in instance.demands.items() if i != q.id}),
            share_of.get(q.id),
        )
        for q in active
    )
    exact, seconds = len(players) <= EXACT_LIMIT, perf_counter() - start
    return Prices(instance.years, values.value(0), exits, listed, exact, seconds)


def exits_without(values: SetValues, instance: Instance, q: Demand) -> float:
    """(P4) Most exits when a demand is dropped, a law too."""
    if q.negotiable:
        return values.value(values.all & ~(1 << values.players.index(q.id)))
    alone = SetValues(instance, [q.id])
    return alone.value(0)


def prices_of_bound(
    instance: Instance, q: Demand, choices: Vector, exits: float
) -> BoundPrices | None:
    """(P1-P3) What a step of the bound costs; None for a demand without a bound."""
    if not KINDS[q.kind].bounded:
        return None
    step, marginal = KINDS[q.kind].unit.counted, marginal_price(instance, choices, q.id)
    less, more = (most_exits(with_bound(instance, q.id, q.bound + way * step)) for way in (-1, 1))
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
