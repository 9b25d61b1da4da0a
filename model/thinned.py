"""A proof that does with fewer demands, sought among the rows of a proof.

They are a tenth of the matrix. That they clash without a demand proves that the whole does; that
they do not says nothing.
"""

from collections.abc import Iterable

import numpy as np

from model.matrix import Matrix, Numbers, Vector, take_columns, take_rows
from model.proof import rests_on
from model.search import Search


class Few:
    """The rows of a proof on a model of their own; a row that is out does not hold."""

    def __init__(self, matrix: Matrix, proof: Numbers) -> None:
        used = np.unique(matrix.a[proof].indices)
        self.matrix = take_columns(take_rows(matrix, proof), used)
        self.search = Search(self.matrix, 0.0)
        self.is_in = np.ones(len(proof), bool)

    def without(self, out: Numbers) -> bool:
        """Whether the rows clash without some; if so they and all that the proof spares are out."""
        self.search.relax_rows(out, relaxed=True)
        left = self.is_in.copy()
        left[out] = False
        proof = self.proof(left) if self.search.relaxation().termination == "infeasible" else None
        if proof is None:
            self.search.relax_rows(out, relaxed=False)
            return False
        self.is_in = np.isin(np.arange(len(left)), proof)
        self.search.relax_rows(np.flatnonzero(~self.is_in), relaxed=True)
        return True

    def proof(self, left: Vector) -> Numbers | None:
        """The rows that the last ray proves impossible together; None if it does not."""
        rows = np.where(left, self.matrix.lower, -np.inf), np.where(left, self.matrix.upper, np.inf)
        columns = self.matrix.column_lower, self.matrix.column_upper
        return rests_on(self.matrix.a, rows, columns, self.search.ray())


def thinned(matrix: Matrix, proof: Numbers, demands: Iterable[str]) -> Numbers:
    """Rows of `proof` that clash within the columns; demands named early are left out first."""
    few = Few(matrix, proof)
    owner = np.array([few.matrix.demand_of.get(i, "") for i in range(len(proof))])
    for q in demands:
        out = np.flatnonzero(few.is_in & (owner == q))
        if len(out):
            few.without(out)
    return proof[few.is_in]
