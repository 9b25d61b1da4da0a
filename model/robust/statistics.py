"""Statistics of plans over futures, from a table of values: a row for each plan.

Regret is measured against the best that is known in each future: of the plans of the table, and of
the hindsight plans where their values are given.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
WORST = 0.1  # share of the futures whose mean is told beside the mean of all
SAME = 1e-9  # people: plans that differ by less are as good


class Standing(NamedTuple):
    """A plan among others; all in people but the share."""

    mean: float
    p10: float
    p50: float
    p90: float
    worst: float  # mean of the worst tenth
    best_share: float  # of the futures in which it is the best of the plans; ties are shared
    expected_loss: float  # mean regret
    greatest_regret: float


def standings(table: Array, hindsight: Array | None = None) -> list[Standing]:
    """Each plan of a table (plans x futures) among all of them."""
    lost, best = regrets(table, hindsight), best_shares(table)
    p10, p50, p90 = np.quantile(table, (0.1, 0.5, 0.9), axis=1)
    columns = (table.mean(axis=1), p10, p50, p90, worst_means(table), best,
               lost.mean(axis=1), lost.max(axis=1))  # fmt: skip
    return [Standing(*map(float, row)) for row in zip(*columns, strict=True)]


def regrets(table: Array, hindsight: Array | None = None) -> Array:
    """What each plan loses in each future against the best that is known for it; none below 0."""
    best = table.max(axis=0)
    if hindsight is not None:
        best = np.maximum(best, hindsight)
    lost: Array = best - table
    return lost


def evpi(table: Array, hindsight: Array | None = None) -> float:
    """What it is worth to know the future before a plan is chosen: the least expected loss.

    Without hindsight values it is that of the plans of the table, which is no more.
    """
    return float(regrets(table, hindsight).mean(axis=1).min())


def best_shares(table: Array) -> Array:
    """Share of the futures in which each plan is the best; a tie counts a part for each."""
    best = table >= table.max(axis=0) - SAME
    shares: Array = (best / best.sum(axis=0)).mean(axis=1)
    return shares


def chances_to_beat(table: Array) -> Array:
    """Share of the futures in which the plan of the row is better than that of the column."""
    better: Array = (table[:, np.newaxis] > table + SAME).mean(axis=2)
    return better


def worst_means(table: Array, share: float = WORST) -> Array:
    """The mean of the worst share of the futures of each plan (CVaR), a part of one counted."""
    number = table.shape[1]
    weights = np.clip(share * number - np.arange(number), 0.0, 1.0) / (share * number)
    means: Array = np.sort(table, axis=1) @ weights
    return means
