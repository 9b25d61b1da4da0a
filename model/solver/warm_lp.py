"""HiGHS on a matrix: one warm model.

`relaxation` solves the linear program in which whole numbers may be broken, from the last
basis; model/solver/branch_and_bound.py searches for whole numbers with it.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, NamedTuple

import highspy
import numpy as np

from model.solver.highs import UNCLEAR, Found, Status, in_highs, read
from model.solver.matrix import Matrix, Name, Numbers, Vector

WARM, ANY = 1500, 2**31 - 1  # iterations; a warm run that needs more has lost its way
PATIENCE, KNOWN = 20, 10  # times what a run has taken on average, when so many are known
NO_ROWS, NO_VALUES = np.empty(0, dtype=int), np.empty(0)
FOREVER = 1e9  # seconds
BASIC = highspy.HighsBasisStatus.kBasic
Ended = Any  # a basis of HiGHS's own
Proves = Callable[[Vector], bool]  # whether a weight per row proves that there is no point
Basis = tuple[list[highspy.HighsBasisStatus], dict[Name, highspy.HighsBasisStatus]]


class Run(NamedTuple):
    """How HiGHS is run once."""

    presolve: str
    iterations: int = ANY
    seconds: float = FOREVER


class Search:
    """A matrix in HiGHS. Changes stay until they are changed back.

    `unclear` counts the runs that ended without a clear status and were run again from scratch.
    """

    def __init__(self, matrix: Matrix, gap: float, *, presolve: bool = True) -> None:
        self.matrix, self.gap, self.presolve = matrix, gap, presolve
        self.whole = np.flatnonzero(matrix.whole)
        self.deadline, self.sense, self.unclear, self.nodes = np.inf, 1, 0, 0
        self.spent, self.runs = 0.0, 0  # seconds
        self.highs = in_highs(matrix, gap)

    def basis(self) -> Basis:
        """The state of every column, and of every row of the matrix by name, as it ended."""
        basis = self.highs.getBasis()
        rows = zip(self.matrix.rows, basis.row_status, strict=False)  # kept ones come last
        return list(basis.col_status), dict(rows)

    def start_from(self, basis: Basis) -> None:
        """Begin the next relaxation there; rows that the basis does not know are not binding.

        HiGHS makes up for binding rows that are no longer there.
        """
        columns, rows = basis
        kept = [BASIC] * (self.highs.getNumRow() - len(self.matrix.rows))
        start = highspy.HighsBasis()
        start.alien = True
        start.col_status = columns
        start.row_status = [*(rows.get(name, BASIC) for name in self.matrix.rows), *kept]
        self.highs.setBasis(start)

    def ended(self) -> Ended:
        """The basis as it is, for this matrix only."""
        return self.highs.getBasis()

    def start_again(self, ended: Ended) -> None:
        """Begin the next relaxation there."""
        self.highs.setBasis(ended)

    def aim(self, costs: Vector, offset: float, sense: int) -> None:
        """The objective: costs x + offset, sense 1 to maximise and -1 to minimise."""
        self.sense = sense
        self.highs.changeObjectiveOffset(offset)
        n = len(costs)
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), costs)
        self.highs.changeObjectiveSense(
            highspy.ObjSense.kMaximize if sense > 0 else highspy.ObjSense.kMinimize
        )

    def keep(self, costs: Vector, value: float, slack: float, sense: int) -> int:
        """One more row: costs x may be worse than `value` by the slack, no more. Its number."""
        used = np.flatnonzero(costs)
        lower = value - slack if sense > 0 else -np.inf
        upper = np.inf if sense > 0 else value + slack
        return self.add_row(used, costs[used], lower, upper)

    def add_row(self, columns: Numbers, values: Vector, lower: float, upper: float) -> int:
        """One more row, until it is forgotten. Its number."""
        self.highs.addRow(lower, upper, len(columns), columns.astype(np.int32), values)
        return int(self.highs.getNumRow()) - 1

    def add_column(
        self,
        cost: float,
        lower: float,
        upper: float,
        rows: Numbers = NO_ROWS,
        values: Vector = NO_VALUES,
    ) -> int:
        """One more column, with values in some rows, until it is forgotten. Its number."""
        self.highs.addCol(cost, lower, upper, len(rows), rows.astype(np.int32), values)
        return int(self.highs.getNumCol()) - 1

    def forget(self) -> None:
        """Give up every row and column that was added."""
        known, there = len(self.matrix.rows), self.highs.getNumRow()
        if there > known:
            kept = np.arange(known, there, dtype=np.int32)
            self.highs.deleteRows(len(kept), kept)
        known, there = len(self.matrix.columns), self.highs.getNumCol()
        if there > known:
            added = np.arange(known, there, dtype=np.int32)
            self.highs.deleteCols(len(added), added)

    def precise(self, gap: float) -> None:
        """The relative gap at which the next searches for whole numbers may end."""
        self.gap = gap
        self.highs.setOptionValue("mip_rel_gap", gap)

    def refactor_freely(self) -> None:
        """Factor anew at every rebuild: a basis near an impossible point goes bad unnoticed."""
        self.highs.setOptionValue("no_unnecessary_rebuild_refactor", "false")

    def limit(self, seconds: float) -> None:
        """Stop the next runs after so many seconds."""
        self.deadline = perf_counter() + seconds

    def bounds(self, columns: Numbers, lower: Vector, upper: Vector) -> None:
        """New bounds of the columns with these numbers."""
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def row_ends(self, rows: Numbers, lower: Vector, upper: Vector) -> None:
        """New ends of the rows with these numbers."""
        self.highs.changeRowsBounds(len(rows), rows.astype(np.int32), lower, upper)

    def relax_rows(self, rows: Sequence[int] | Numbers, *, relaxed: bool) -> None:
        """Let rows hold or not."""
        numbers = np.array(rows, dtype=np.int32)
        free = np.full(len(numbers), np.inf)
        ends = (-free, free) if relaxed else (self.matrix.lower[rows], self.matrix.upper[rows])
        self.row_ends(numbers, *ends)

    def relaxation(self, proves: Proves | None = None) -> Found:
        """The linear program in which whole numbers may be broken, from the last basis.

        Where a proof is asked for, runs that take long are given up as well: they have lost
        their way, and what proves is not what is shown.
        """
        warm = max(WARM, len(self.matrix.rows) // 2)
        if proves is None:
            return self.cleared([Run("off", warm), Run("on")])
        patience = FOREVER if self.runs < KNOWN else PATIENCE * self.spent / self.runs
        runs = [Run("off", warm, patience), Run("off", ANY, patience), Run("on")]
        return self.cleared(runs, proves)

    def afresh(self) -> Found:
        """The same from no basis: what a warm run calls impossible is asked twice."""
        self.highs.clearSolver()
        return self.cleared([Run("choose"), Run("on")])

    @property
    def late(self) -> bool:
        """Whether the time limit has passed."""
        return perf_counter() > self.deadline

    def by_highs(self) -> Found:
        """HiGHS's own search for whole numbers; the basis of the relaxation survives it."""
        basis = self.ended()
        self.integral(highspy.HighsVarType.kInteger)
        found = self.cleared([Run("choose" if self.presolve else "off"), Run("on")])
        self.integral(highspy.HighsVarType.kContinuous)
        self.start_again(basis)
        return found

    def cleared(self, runs: Sequence[Run], proves: Proves | None = None) -> Found:
        """The first run whose status is clear, all but the first from scratch."""
        for run in runs:
            if run is not runs[0]:
                self.unclear += 1
                self.highs.clearSolver()
            found = self.once(run, proves)
            if found is not None:
                return found
        return read(self.highs)

    def once(self, run: Run, proves: Proves | None) -> Found | None:
        """One run; None when its status is unclear and its ray, if any, proves nothing."""
        remaining = max(0.0, self.deadline - perf_counter())
        self.highs.setOptionValue("presolve", run.presolve)
        self.highs.setOptionValue("simplex_iteration_limit", run.iterations)
        self.highs.setOptionValue(
            "time_limit", self.highs.getRunTime() + min(run.seconds, remaining)
        )
        start = perf_counter()
        self.highs.run()
        self.spent, self.runs = self.spent + perf_counter() - start, self.runs + 1
        status = self.highs.getModelStatus()
        given_up = status == Status.kTimeLimit and run.seconds < remaining
        if status not in UNCLEAR and not given_up:
            return read(self.highs)
        ray = self.ray() if proves else None
        if proves is None or ray is None or not proves(ray):
            return None
        return read(self.highs)._replace(termination="infeasible", x=None)

    def integral(self, kind: Any) -> None:
        """The kind of the columns that are whole."""
        n = len(self.whole)
        self.highs.changeColsIntegrality(n, self.whole.astype(np.int32), np.full(n, kind))

    def ray(self) -> Vector | None:
        """Of the last relaxation, found impossible: a weight per row that proves it, if any.

        Asked for where the run has left none, HiGHS would solve another program, for seconds.
        """
        if not self.highs.getDualRayExist()[1]:
            return None
        status, found, ray = self.highs.getDualRay()
        return np.array(ray) if status == highspy.HighsStatus.kOk and found else None

    def duals(self) -> tuple[Vector, Vector]:
        """Of the last relaxation: a dual value for each row, kept ones last, and for each column.

        What one unit more of a row's binding end adds to the objective.
        """
        solution = self.highs.getSolution()
        return np.array(solution.row_dual), np.array(solution.col_dual)

    def rates(self, ends: Vector) -> Vector | None:
        """How the columns move when the binding ends of rows move by `ends`, on the last basis.

        None when there is no basis to say it.
        """
        status, moved = self.highs.getBasisSolve(ends)
        if status != highspy.HighsStatus.kOk:
            return None
        basic = self.highs.getBasicVariables()[1]
        columns = basic >= 0
        rates: Vector = np.zeros(self.highs.getNumCol())
        rates[basic[columns]] = moved[columns]
        return rates
