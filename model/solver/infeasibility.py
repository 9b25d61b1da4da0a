"""Verified Farkas certificates of infeasibility, and a deletion filter on their rows.

The support of a certificate is about a tenth of the matrix. If it is infeasible without a demand,
so is the whole matrix; if it is feasible, nothing follows.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from model.algebra import coo_array, csr_array
from model.solver.matrix import Indices, Matrix, Vector, rows_by_demand, take_columns, take_rows
from model.solver.warm_lp import WarmLP

ZERO_WEIGHT = 1e-9  # relative to the largest weight: smaller ones are zero
CERTAINTY = 1e-7  # relative: by how much the combined row must be violated
Bounds = tuple[Vector, Vector]  # lower, upper


def farkas_support(
    a: csr_array, rows: Bounds, columns: Bounds, ray: Vector | None
) -> Indices | None:
    """The rows with weight in a dual ray that is a Farkas certificate; None if it is not one."""
    if ray is None or not np.abs(ray).max(initial=0.0):
        return None
    weights = ray / np.abs(ray).max()
    weights[np.abs(weights) < ZERO_WEIGHT] = 0.0
    for y in (weights, -weights):  # the sign convention is the solver's
        need = extreme_sum(y, rows[1], rows[0])
        sums = a.T @ y
        sums[np.abs(sums) < ZERO_WEIGHT] = 0.0  # those that cancel up to rounding
        reach = extreme_sum(sums, columns[0], columns[1])
        if np.isfinite(need) and need - reach > CERTAINTY * max(1.0, abs(need)):
            return np.flatnonzero(y)
    return None


def extreme_sum(weights: Vector, at_negative: Vector, at_positive: Vector) -> float:
    """The weighted sum in which the sign of each weight chooses the bound."""
    used = np.flatnonzero(weights)
    ends = np.where(weights > 0, at_positive, at_negative)
    return float(weights[used] @ ends[used])


MAX_PASSES = 10  # the shipped data need six


def tightened_bounds(matrix: Matrix) -> tuple[Vector, Vector]:
    """Column bounds after activity-based tightening over all rows but those of demands."""
    a = coo_array(matrix.a)
    always = np.isin(a.row, list(matrix.demand_of), invert=True)
    i, j, factors = a.row[always], a.col[always], a.data[always]
    lower, upper = matrix.column_lower.copy(), matrix.column_upper.copy()
    for _ in range(MAX_PASSES):
        terms = np.sort([factors * lower[j], factors * upper[j]], axis=0)
        (least, no_least), (most, no_most) = (residual_activity(i, term) for term in terms)
        implied = np.array([
            np.where(no_most, -np.inf, matrix.lower[i] - most) / factors,
            np.where(no_least, np.inf, matrix.upper[i] - least) / factors,
        ])  # fmt: skip
        implied.sort(axis=0)
        tighter = lower.copy(), upper.copy()
        np.maximum.at(tighter[0], j, implied[0])
        np.minimum.at(tighter[1], j, implied[1])
        if finite_count(*tighter) == finite_count(lower, upper):
            break
        lower, upper = tighter
    return lower, upper


def residual_activity(rows: Indices, terms: Vector) -> tuple[Vector, NDArray[np.bool_]]:
    """The activity of each entry's row without the entry: its finite part, and whether infinite."""
    infinite = np.isinf(terms)
    finite = np.where(infinite, 0.0, terms)
    sums, counts = (np.bincount(rows, each).astype(float) for each in (finite, infinite))
    return sums[rows] - finite, counts[rows] > infinite


def finite_count(lower: Vector, upper: Vector) -> int:
    return int(np.isfinite(lower).sum() + np.isfinite(upper).sum())


class DeletionFilter:
    """A linear program of the rows of a certificate; rows not in `kept` are free."""

    def __init__(self, matrix: Matrix, support: Indices) -> None:
        used = np.unique(matrix.a[support].indices)
        self.matrix = take_columns(take_rows(matrix, support), used)
        self.lp = WarmLP(self.matrix, 0.0)
        self.kept = np.ones(len(support), bool)

    def try_without(self, deleted: Indices) -> None:
        """Delete rows if the others are infeasible; then also all outside the new certificate."""
        self.lp.relax_rows(deleted, relaxed=True)
        remaining = self.kept.copy()
        remaining[deleted] = False
        infeasible = self.lp.solve_relaxation().termination == "infeasible"
        support = self.support(remaining) if infeasible else None
        if support is None:
            self.lp.relax_rows(deleted, relaxed=False)
            return
        self.kept = np.isin(np.arange(len(remaining)), support)
        self.lp.relax_rows(np.flatnonzero(~self.kept), relaxed=True)

    def support(self, remaining: NDArray[np.bool_]) -> Indices | None:
        """The support of the last dual ray; None if it is no certificate."""
        rows = (
            np.where(remaining, self.matrix.lower, -np.inf),
            np.where(remaining, self.matrix.upper, np.inf),
        )
        columns = self.matrix.column_lower, self.matrix.column_upper
        return farkas_support(self.matrix.a, rows, columns, self.lp.dual_ray())


def filter_support(matrix: Matrix, support: Indices, demands: Iterable[str]) -> Indices:
    """An infeasible subset of the rows; demands that come early in the order are deleted first."""
    deletion_filter = DeletionFilter(matrix, support)
    rows = rows_by_demand(deletion_filter.matrix)
    for q in demands:
        deleted = np.array([i for i in rows.get(q, ()) if deletion_filter.kept[i]], dtype=int)
        if len(deleted):
            deletion_filter.try_without(deleted)
    return support[deletion_filter.kept]
