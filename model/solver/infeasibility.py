"""A proof that does with fewer demands, sought among the rows of a proof.

They are a tenth of the matrix. That they clash without a demand proves that the whole does; that
they do not says nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from model.solver.matrix import Indices, Matrix, Vector, rows_by_demand, take_columns, take_rows
from model.solver.warm_lp import WarmLP

ZERO_WEIGHT = 1e-9  # of the largest weight: no weight at all
CERTAINTY = 1e-7  # relative: by how much the sum must be missed
Bounds = tuple[Vector, Vector]  # lower, upper


def farkas_support(
    a: csr_array, rows: Bounds, columns: Bounds, ray: Vector | None
) -> Indices | None:
    """The rows that `ray` proves impossible together within the columns; None if it does not."""
    if ray is None or not np.abs(ray).max(initial=0.0):
        return None
    weights = ray / np.abs(ray).max()
    weights[np.abs(weights) < ZERO_WEIGHT] = 0.0
    for y in (weights, -weights):  # the sign of a ray is the solver's own
        need = extreme_sum(y, rows[1], rows[0])
        reach = extreme_sum(without_noise(a.T @ y), columns[0], columns[1])
        if np.isfinite(need) and need - reach > CERTAINTY * max(1.0, abs(need)):
            return np.flatnonzero(y)
    return None


def extreme_sum(weights: Vector, at_negative: Vector, at_positive: Vector) -> float:
    """The weighted sum with each end taken by the sign of its weight."""
    used = np.flatnonzero(weights)
    ends = np.where(weights > 0, at_positive, at_negative)
    return float(weights[used] @ ends[used])


def without_noise(sums: Vector) -> Vector:
    """Sums that cancel up to the arithmetic are zero."""
    return np.where(np.abs(sums) < ZERO_WEIGHT, 0.0, sums)


MAX_PASSES = 10  # the shipped data need six


class ResidualActivity(NamedTuple):
    """Of each entry's row, without the entry: the sum, and whether a term of it is infinite."""

    rest: Vector
    infinite: NDArray[np.bool_]


def tightened_bounds(matrix: Matrix) -> tuple[Vector, Vector]:
    """Lower and upper ends, n values each, from all rows but those of demands."""
    a = coo_array(matrix.a)
    always = np.isin(a.row, list(matrix.demand_of), invert=True)
    i, j, factors = a.row[always], a.col[always], a.data[always]
    lower, upper = matrix.column_lower.copy(), matrix.column_upper.copy()
    for _ in range(MAX_PASSES):
        terms = np.sort([factors * lower[j], factors * upper[j]], axis=0)
        least, most = (residual_activity(i, term) for term in terms)
        room = np.array([
            np.where(most.infinite, -np.inf, matrix.lower[i] - most.rest) / factors,
            np.where(least.infinite, np.inf, matrix.upper[i] - least.rest) / factors,
        ])  # fmt: skip
        room.sort(axis=0)
        tighter = lower.copy(), upper.copy()
        np.maximum.at(tighter[0], j, room[0])
        np.minimum.at(tighter[1], j, room[1])
        if finite_count(*tighter) == finite_count(lower, upper):
            break
        lower, upper = tighter
    return lower, upper


def residual_activity(rows: Indices, terms: Vector) -> ResidualActivity:
    """What the other entries of each entry's row add up to."""
    infinite = np.isinf(terms)
    finite = np.where(infinite, 0.0, terms)
    sums, counts = (np.bincount(rows, each).astype(float) for each in (finite, infinite))
    return ResidualActivity(sums[rows] - finite, counts[rows] > infinite)


def finite_count(lower: Vector, upper: Vector) -> int:
    """How many ends there are."""
    return int(np.isfinite(lower).sum() + np.isfinite(upper).sum())


class DeletionFilter:
    """The rows of a proof on a model of their own; a row that is out does not hold."""

    def __init__(self, matrix: Matrix, proof: Indices) -> None:
        used = np.unique(matrix.a[proof].indices)
        self.matrix = take_columns(take_rows(matrix, proof), used)
        self.lp = WarmLP(self.matrix, 0.0)
        self.kept = np.ones(len(proof), bool)

    def try_without(self, out: Indices) -> None:
        """If the rows clash without some, these and all that the proof spares are out."""
        self.lp.relax_rows(out, relaxed=True)
        left = self.kept.copy()
        left[out] = False
        proof = (
            self.support(left) if self.lp.solve_relaxation().termination == "infeasible" else None
        )
        if proof is None:
            self.lp.relax_rows(out, relaxed=False)
            return
        self.kept = np.isin(np.arange(len(left)), proof)
        self.lp.relax_rows(np.flatnonzero(~self.kept), relaxed=True)

    def support(self, left: NDArray[np.bool_]) -> Indices | None:
        """The rows that the last ray proves impossible together; None if it does not."""
        rows = np.where(left, self.matrix.lower, -np.inf), np.where(left, self.matrix.upper, np.inf)
        columns = self.matrix.column_lower, self.matrix.column_upper
        return farkas_support(self.matrix.a, rows, columns, self.lp.dual_ray())


def filter_support(matrix: Matrix, support: Indices, demands: Iterable[str]) -> Indices:
    """Rows of `proof` that clash within the columns; demands named early are left out first."""
    deletion_filter = DeletionFilter(matrix, support)
    rows = rows_by_demand(deletion_filter.matrix)
    for q in demands:
        out = np.array([i for i in rows.get(q, ()) if deletion_filter.kept[i]], dtype=int)
        if len(out):
            deletion_filter.try_without(out)
    return support[deletion_filter.kept]
