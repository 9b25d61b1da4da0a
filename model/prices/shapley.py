"""What each player of a game costs when they act together: the Shapley value.

A player's share is what it takes from the others when it joins, on average over all orders in
which they may join. Sets of players are numbers: bit k stands for player k.
"""

from collections.abc import Callable
from math import factorial, sqrt
from typing import NamedTuple

import numpy as np

Value = Callable[[int], float]
EXACT_LIMIT = 14  # players
PAIRS = 32  # of orders, each with its reverse
SEED = 2017
NORMAL = 1.96  # standard errors to either side of a mean, for 95 per cent


class Share(NamedTuple):
    """`low` and `high` hold the share with 95 per cent; an exact share is all three."""

    share: float
    low: float
    high: float


def needed_sets(players: int) -> list[int]:
    """The sets whose values the shares are made of, small ones first."""
    if players <= EXACT_LIMIT:
        return sorted(range(1 << players), key=int.bit_count)
    orders = (order for drawn in drawn_orders(players) for order in (drawn, drawn[::-1]))
    found = {sum(1 << k for k in order[:n]) for order in orders for n in range(players + 1)}
    return sorted(found, key=int.bit_count)


def drawn_orders(players: int) -> list[list[int]]:
    """Orders drawn by lot, the same each time."""
    draw = np.random.default_rng(SEED)
    return [[int(k) for k in draw.permutation(players)] for _ in range(PAIRS)]


def shapley_values(players: int, value: Value) -> list[Share]:
    """(P5) The share of each player in value(nobody) - value(all)."""
    if players <= EXACT_LIMIT:
        return [Share(v, v, v) for v in exact_values(players, value)]
    return sampled_values(players, value)


def exact_values(players: int, value: Value) -> list[float]:
    """The Shapley values by the formula over all sets of other players."""
    sets = needed_sets(players)
    values = {each: value(each) for each in sets}
    orders = [factorial(k) * factorial(players - k - 1) for k in range(players)]
    return [
        sum(
            orders[each.bit_count()] * (values[each] - values[each | 1 << k])
            for each in sets
            if not each >> k & 1
        )
        / factorial(players)
        for k in range(players)
    ]


def sampled_values(players: int, value: Value) -> list[Share]:
    """Estimates from random orders and their reverses; they still add up to the whole."""
    pairs = [
        (marginal_contributions(order, value) + marginal_contributions(order[::-1], value)) / 2
        for order in drawn_orders(players)
    ]
    means = np.mean(pairs, axis=0)
    margins = NORMAL * np.std(pairs, axis=0, ddof=1) / sqrt(PAIRS)
    return [
        Share(*map(float, each))
        for each in zip(means, means - margins, means + margins, strict=True)
    ]


def marginal_contributions(
    order: list[int], value: Value
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """What each player costs the others when they join in this order."""
    result, joined = np.zeros(len(order)), 0
    for k in order:
        result[k] = value(joined) - value(joined | 1 << k)
        joined |= 1 << k
    return result
