"""What knowing some numbers is worth: the expected value of partial perfect information, EVPPI.

Who knows a group of numbers chooses the plan that is best on average given them. That average is a
regression of the values on the numbers (Strong, Oakley and Brennan 2014): splines and products two
by two of few numbers, a parabola in each of many.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.preprocessing import PolynomialFeatures, SplineTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from model.robust.statistics import evpi

Array = NDArray[np.float64]
Indices = NDArray[np.signedinteger]
KNOTS = 5
FEW = 6  # numbers
PENALTIES = np.logspace(-2, 5, 8)
REPEATS, SEED = 10, 1  # of the bootstrap
TIE = 1e-12  # of the way between two points of a grid


class Worth(NamedTuple):
    """People: what knowing a group of numbers is worth, and the standard error of that."""

    value: float
    error: float


def evppi(
    table: Array, numbers: Array, groups: Mapping[str, Sequence[int]], repeats: int = REPEATS
) -> dict[str, Worth]:
    """The EVPPI of each group of columns of `numbers` (futures x numbers).

    `table` has a row for each plan. None is below zero or above the EVPI, none below that of a
    group which it holds, and that of all numbers is the EVPI. `repeats` are those of the error.
    """
    with threadpool_limits(1):  # regressions so small that threads would wait for each other
        return worths(table, numbers, groups, repeats)


def worths(
    table: Array, numbers: Array, groups: Mapping[str, Sequence[int]], repeats: int
) -> dict[str, Worth]:
    """The same, on as many threads as there are."""
    most = evpi(table)
    found: dict[str, Worth] = {}
    for name in sorted(groups, key=lambda name: len(set(groups[name]))):
        known = set(groups[name])
        within = [found[other].value for other in found if set(groups[other]) <= known]
        if len(known) == numbers.shape[1]:
            worth = Worth(most, spread(lambda drawn: worth_of(table[:, drawn]), table, repeats))
        else:
            worth = regressed(table, numbers[:, sorted(known)], repeats)
        found[name] = worth._replace(value=min(most, max(0.0, worth.value, *within)))
    return {name: found[name] for name in groups}


def regressed(table: Array, numbers: Array, repeats: int) -> Worth:
    """The EVPPI of numbers, from the means of the plans given them."""
    varying = numbers[:, np.ptp(numbers, axis=0) > 0]
    if not varying.size:
        return Worth(0.0, 0.0)
    above = (table - table[table.mean(axis=1).argmax()]).T
    terms = design(varying)
    penalty = RidgeCV(PENALTIES).fit(terms, above).alpha_

    def worth(drawn: Indices | slice) -> float:
        fit = Ridge(penalty).fit(terms[drawn], above[drawn])
        return worth_of(fit.predict(terms[drawn]).reshape(-1, len(table)).T)

    return Worth(worth(slice(None)), spread(worth, table, repeats))


def design(numbers: Array) -> Array:
    """The terms of the regression: splines and products of few numbers, of many their squares."""
    standard = StandardScaler().fit_transform(numbers)
    if numbers.shape[1] > FEW:
        terms = [standard, standard**2]
    else:
        splines = SplineTransformer(KNOTS, knots="quantile", extrapolation="linear")
        products = PolynomialFeatures(2, interaction_only=True, include_bias=False)
        terms = [splines.fit_transform(numbers), products.fit_transform(standard)]
    found: Array = StandardScaler().fit_transform(np.hstack(terms))
    return found


def worth_of(means: Array) -> float:
    """The mean of the best less the best of the means."""
    return float(means.max(axis=0).mean() - means.mean(axis=1).max())


def spread(worth: Callable[[Indices], float], table: Array, repeats: int) -> float:
    """The standard error of a worth: how it varies when the futures are drawn again."""
    draw, n = np.random.default_rng(SEED), table.shape[1]
    again = [worth(draw.integers(n, size=(n,))) for _ in range(repeats)]
    return float(np.std(again, ddof=1)) if repeats > 1 else 0.0


class Change(NamedTuple):
    """A switching value: from here on another plan is the best."""

    value: float
    before: int
    after: int


def switching_values(grid: Array, table: Array) -> list[Change]:
    """Where the best plan changes as a number goes along a rising grid (plans x points).

    Exact where values are linear between the points.
    """
    found: list[Change] = []
    best = int(table[:, 0].argmax())
    for i, width in enumerate(np.diff(grid)):
        slopes, at = table[:, i + 1] - table[:, i], 0.0
        while True:
            ahead, gains = table[best, i] - table[:, i], slopes - slopes[best]
            meets = np.where(
                gains > 0, np.maximum(at, ahead / np.where(gains > 0, gains, 1)), np.inf
            )
            if meets.min() >= 1:
                break
            at = float(meets.min())
            other = int(np.where(meets <= at + TIE, gains, -np.inf).argmax())
            found.append(Change(float(grid[i] + at * width), best, other))
            best = other
    return found
