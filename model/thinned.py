"""A proof that does with fewer demands, sought among the rows of a proof.

They are a tenth of the matrix. That they clash without a demand proves that the whole does; that
they do not says nothing.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from model.matrix import Matrix, Numbers, rows_by_demand, take_columns, take_rows
from model.proof import rests_on
from model.search import Search


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
