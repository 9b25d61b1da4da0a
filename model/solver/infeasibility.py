"""A proof that does with fewer demands, sought among the rows of a proof.

They are a tenth of the matrix. That they clash without a demand proves that the whole does; that
they do not says nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from model.solver.matrix import Matrix, Numbers, Vector, rows_by_demand, take_columns, take_rows
from model.solver.warm_lp import Search

TINY = 1e-9  # of the largest weight: no weight at all
SURE = 1e-7  # relative: by how much the sum must be missed
Ends = tuple[Vector, Vector]  # lower, upper


def rests_on(a: csr_array, rows: Ends, columns: Ends, ray: Vector | None) -> Numbers | None:
    """The rows that `ray` proves impossible together within the columns; None if it does not."""
    if ray is None or not np.abs(ray).max(initial=0.0):
        return None
    weights = ray / np.abs(ray).max()
    weights[np.abs(weights) < TINY] = 0.0
    for y in (weights, -weights):  # the sign of a ray is the solver's own
        need = worth(y, rows[1], rows[0])
        reach = worth(rounded(a.T @ y), columns[0], columns[1])
        if np.isfinite(need) and need - reach > SURE * max(1.0, abs(need)):
            return np.flatnonzero(y)
    return None


def worth(weights: Vector, at_negative: Vector, at_positive: Vector) -> float:
    """The weighted sum with each end taken by the sign of its weight."""
    used = np.flatnonzero(weights)
    ends = np.where(weights > 0, at_positive, at_negative)
    return float(weights[used] @ ends[used])


def rounded(sums: Vector) -> Vector:
    """Sums that cancel up to the arithmetic are zero."""
    return np.where(np.abs(sums) < TINY, 0.0, sums)


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


class Few:
    """The rows of a proof on a model of their own; a row that is out does not hold."""

    def __init__(self, matrix: Matrix, proof: Numbers) -> None:
        used = np.unique(matrix.a[proof].indices)
        self.matrix = take_columns(take_rows(matrix, proof), used)
        self.search = Search(self.matrix, 0.0)
        self.is_in = np.ones(len(proof), bool)

    def leave_out(self, out: Numbers) -> None:
        """If the rows clash without some, these and all that the proof spares are out."""
        self.search.relax_rows(out, relaxed=True)
        left = self.is_in.copy()
        left[out] = False
        proof = self.proof(left) if self.search.relaxation().termination == "infeasible" else None
        if proof is None:
            self.search.relax_rows(out, relaxed=False)
            return
        self.is_in = np.isin(np.arange(len(left)), proof)
        self.search.relax_rows(np.flatnonzero(~self.is_in), relaxed=True)

    def proof(self, left: NDArray[np.bool_]) -> Numbers | None:
        """The rows that the last ray proves impossible together; None if it does not."""
        rows = np.where(left, self.matrix.lower, -np.inf), np.where(left, self.matrix.upper, np.inf)
        columns = self.matrix.column_lower, self.matrix.column_upper
        return rests_on(self.matrix.a, rows, columns, self.search.ray())


def thinned(matrix: Matrix, proof: Numbers, demands: Iterable[str]) -> Numbers:
    """Rows of `proof` that clash within the columns; demands named early are left out first."""
    few = Few(matrix, proof)
    rows = rows_by_demand(few.matrix)
    for q in demands:
        out = np.array([i for i in rows.get(q, ()) if few.is_in[i]], dtype=int)
        if len(out):
            few.leave_out(out)
    return proof[few.is_in]
