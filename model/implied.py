"""Ends of the columns that the rows imply: what every point keeps to, said or not.

A column is at most what a row leaves it when all others take what favours it (activity bounds,
Savelsbergh 1994). A proof that no point exists can then bear the arithmetic's small rests on
columns that have no ends of their own.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from model.matrix import Matrix, Numbers, Vector

PASSES = 10  # the shipped data need six


class Sums(NamedTuple):
    """Of each entry's row, without the entry: the sum, and whether a term of it is infinite."""

    rest: Vector
    infinite: NDArray[np.bool_]


def implied(matrix: Matrix) -> tuple[Vector, Vector]:
    """Lower and upper ends, n values each, from all rows but those of demands."""
    a = coo_array(matrix.a)
    always = np.isin(a.row, list(matrix.demand_of), invert=True)
    i, j, factors = a.row[always], a.col[always], a.data[always]
    lower, upper = matrix.column_lower.copy(), matrix.column_upper.copy()
    for _ in range(PASSES):
        terms = np.sort([factors * lower[j], factors * upper[j]], axis=0)
        least, most = (others(i, term) for term in terms)
        room = np.array([
            np.where(most.infinite, -np.inf, matrix.lower[i] - most.rest) / factors,
            np.where(least.infinite, np.inf, matrix.upper[i] - least.rest) / factors,
        ])  # fmt: skip
        room.sort(axis=0)
        tighter = lower.copy(), upper.copy()
        np.maximum.at(tighter[0], j, room[0])
        np.minimum.at(tighter[1], j, room[1])
        if known(*tighter) == known(lower, upper):
            break
        lower, upper = tighter
    return lower, upper


def others(rows: Numbers, terms: Vector) -> Sums:
    """What the other entries of each entry's row add up to."""
    infinite = np.isinf(terms)
    finite = np.where(infinite, 0.0, terms)
    sums, counts = (np.bincount(rows, each).astype(float) for each in (finite, infinite))
    return Sums(sums[rows] - finite, counts[rows] > infinite)


def known(lower: Vector, upper: Vector) -> int:
    """How many ends there are."""
    return int(np.isfinite(lower).sum() + np.isfinite(upper).sum())
