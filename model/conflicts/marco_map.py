"""The MARCO map of all sets of demands: which are known to be feasible or infeasible.

Subsets of a feasible set are feasible, supersets of an infeasible one infeasible. The other sets
are unexplored, and the map gives a largest one of them.
"""

from collections.abc import Collection, Iterable

import highspy
import numpy as np

from model.solver.warm_lp import new_highs


class SubsetMap:
    """An integer program with a binary per demand and a row per explored set."""

    def __init__(self, demands: Collection[str]) -> None:
        self.demands = sorted(demands)
        self.index = {q: j for j, q in enumerate(self.demands)}
        self.highs = new_highs(gap=0.0)
        for _ in self.demands:
            self.highs.addCol(1.0, 0.0, 1.0, 0, [], [])
        n = len(self.demands)
        kinds = np.full(n, highspy.HighsVarType.kInteger)
        self.highs.changeColsIntegrality(n, np.arange(n, dtype=np.int32), kinds)
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def largest_unexplored(self, pending: Iterable[frozenset[str]] = ()) -> frozenset[str] | None:
        """A largest unexplored set; None when all are explored.

        It is a subset of none of the `pending` sets, which are being checked.
        """
        known = self.highs.getNumRow()
        for asked in pending:
            self.block_subsets(asked)
        self.highs.run()
        status, chosen = self.highs.getModelStatus(), self.highs.getSolution().col_value
        added = np.arange(known, self.highs.getNumRow(), dtype=np.int32)
        self.highs.deleteRows(len(added), added)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        return frozenset(q for q, x in zip(self.demands, np.round(chosen), strict=True) if x)

    def block_supersets(self, demands: Collection[str]) -> None:
        self.add_row(demands, -np.inf, len(demands) - 1.0)

    def block_subsets(self, demands: Collection[str]) -> None:
        self.add_row(self.index.keys() - demands, 1.0, np.inf)

    def add_row(self, demands: Collection[str], lower: float, upper: float) -> None:
        used = np.array(sorted(self.index[q] for q in demands), dtype=np.int32)
        self.highs.addRow(lower, upper, len(used), used, np.ones(len(used)))
