"""HiGHS on a matrix: one warm model.

`relaxation` solves the linear program in which whole numbers may be broken, from the last
basis; model/solver/branch_and_bound.py searches for whole numbers with it.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, NamedTuple

import highspy
import numpy as np

from model.solver.highs import INCONCLUSIVE, SolverResult, Status, load_matrix, read_result
from model.solver.matrix import Indices, Matrix, Name, Vector

WARM_ITERATIONS, UNLIMITED = (
    1500,
    2**31 - 1,
)  # iterations; a warm run that needs more has lost its way
PATIENCE, MIN_RUNS = 20, 10  # times what a run has taken on average, when so many are known
NO_ROWS, NO_VALUES = np.empty(0, dtype=int), np.empty(0)
NO_TIME_LIMIT = 1e9  # seconds
BASIC = highspy.HighsBasisStatus.kBasic
RawBasis = Any  # a basis of HiGHS's own
IsProof = Callable[[Vector], bool]  # whether a weight per row proves that there is no point
Basis = tuple[list[highspy.HighsBasisStatus], dict[Name, highspy.HighsBasisStatus]]


class RunOptions(NamedTuple):
    """How HiGHS is run once."""

    presolve: str
    iterations: int = UNLIMITED
    seconds: float = NO_TIME_LIMIT


class WarmLP:
    """A matrix in HiGHS. Changes stay until they are changed back.

    `unclear` counts the runs that ended without a clear status and were run again from scratch.
    """

    def __init__(self, matrix: Matrix, gap: float, *, presolve: bool = True) -> None:
        self.matrix, self.gap, self.presolve = matrix, gap, presolve
        self.integers = np.flatnonzero(matrix.is_integer)
        self.deadline, self.sense, self.inconclusive_runs, self.nodes = np.inf, 1, 0, 0
        self.seconds_spent, self.runs = 0.0, 0  # seconds
        self.highs = load_matrix(matrix, gap)

    def basis(self) -> Basis:
        """The state of every column, and of every row of the matrix by name, as it ended."""
        basis = self.highs.getBasis()
        rows = zip(self.matrix.rows, basis.row_status, strict=False)  # kept ones come last
        return list(basis.col_status), dict(rows)

    def set_basis(self, basis: Basis) -> None:
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

    def raw_basis(self) -> RawBasis:
        """The basis as it is, for this matrix only."""
        return self.highs.getBasis()

    def set_raw_basis(self, basis: RawBasis) -> None:
        """Begin the next relaxation there."""
        self.highs.setBasis(basis)

    def set_objective(self, costs: Vector, offset: float, sense: int) -> None:
        """The objective: costs x + offset, sense 1 to maximise and -1 to minimise."""
        self.sense = sense
        self.highs.changeObjectiveOffset(offset)
        n = len(costs)
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), costs)
        self.highs.changeObjectiveSense(
            highspy.ObjSense.kMaximize if sense > 0 else highspy.ObjSense.kMinimize
        )

    def add_objective_row(self, costs: Vector, value: float, slack: float, sense: int) -> int:
        """One more row: costs x may be worse than `value` by the slack, no more. Its number."""
        used = np.flatnonzero(costs)
        lower = value - slack if sense > 0 else -np.inf
        upper = np.inf if sense > 0 else value + slack
        return self.add_row(used, costs[used], lower, upper)

    def add_row(self, columns: Indices, values: Vector, lower: float, upper: float) -> int:
        """One more row, until it is forgotten. Its number."""
        self.highs.addRow(lower, upper, len(columns), columns.astype(np.int32), values)
        return int(self.highs.getNumRow()) - 1

    def add_column(
        self,
        cost: float,
        lower: float,
        upper: float,
        rows: Indices = NO_ROWS,
        values: Vector = NO_VALUES,
    ) -> int:
        """One more column, with values in some rows, until it is forgotten. Its number."""
        self.highs.addCol(cost, lower, upper, len(rows), rows.astype(np.int32), values)
        return int(self.highs.getNumCol()) - 1

    def delete_added(self) -> None:
        """Give up every row and column that was added."""
        known, there = len(self.matrix.rows), self.highs.getNumRow()
        if there > known:
            kept = np.arange(known, there, dtype=np.int32)
            self.highs.deleteRows(len(kept), kept)
        known, there = len(self.matrix.columns), self.highs.getNumCol()
        if there > known:
            added = np.arange(known, there, dtype=np.int32)
            self.highs.deleteCols(len(added), added)

    def set_gap(self, gap: float) -> None:
        """The relative gap at which the next searches for whole numbers may end."""
        self.gap = gap
        self.highs.setOptionValue("mip_rel_gap", gap)

    def refactor_at_every_rebuild(self) -> None:
        """Factor anew at every rebuild: a basis near an impossible point goes bad unnoticed."""
        self.highs.setOptionValue("no_unnecessary_rebuild_refactor", "false")

    def set_time_limit(self, seconds: float) -> None:
        """Stop the next runs after so many seconds."""
        self.deadline = perf_counter() + seconds

    def set_column_bounds(self, columns: Indices, lower: Vector, upper: Vector) -> None:
        """New bounds of the columns with these numbers."""
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def set_row_bounds(self, rows: Indices, lower: Vector, upper: Vector) -> None:
        """New ends of the rows with these numbers."""
        self.highs.changeRowsBounds(len(rows), rows.astype(np.int32), lower, upper)

    def relax_rows(self, rows: Sequence[int] | Indices, *, relaxed: bool) -> None:
        """Let rows hold or not."""
        numbers = np.array(rows, dtype=np.int32)
        free = np.full(len(numbers), np.inf)
        ends = (-free, free) if relaxed else (self.matrix.lower[rows], self.matrix.upper[rows])
        self.set_row_bounds(numbers, *ends)

    def solve_relaxation(self, is_proof: IsProof | None = None) -> SolverResult:
        """The linear program in which whole numbers may be broken, from the last basis.

        Where a proof is asked for, runs that take long are given up as well: they have lost
        their way, and what proves is not what is shown.
        """
        warm = max(WARM_ITERATIONS, len(self.matrix.rows) // 2)
        if is_proof is None:
            return self.first_conclusive([RunOptions("off", warm), RunOptions("on")])
        patience = (
            NO_TIME_LIMIT if self.runs < MIN_RUNS else PATIENCE * self.seconds_spent / self.runs
        )
        runs = [
            RunOptions("off", warm, patience),
            RunOptions("off", UNLIMITED, patience),
            RunOptions("on"),
        ]
        return self.first_conclusive(runs, is_proof)

    def solve_from_scratch(self) -> SolverResult:
        """The same from no basis: what a warm run calls impossible is asked twice."""
        self.highs.clearSolver()
        return self.first_conclusive([RunOptions("choose"), RunOptions("on")])

    @property
    def out_of_time(self) -> bool:
        """Whether the time limit has passed."""
        return perf_counter() > self.deadline

    def solve_mip(self) -> SolverResult:
        """HiGHS's own search for whole numbers; the basis of the relaxation survives it."""
        basis = self.raw_basis()
        self.set_integrality(highspy.HighsVarType.kInteger)
        found = self.first_conclusive(
            [RunOptions("choose" if self.presolve else "off"), RunOptions("on")]
        )
        self.set_integrality(highspy.HighsVarType.kContinuous)
        self.set_raw_basis(basis)
        return found

    def first_conclusive(
        self, runs: Sequence[RunOptions], is_proof: IsProof | None = None
    ) -> SolverResult:
        """The first run whose status is clear, all but the first from scratch."""
        for run in runs:
            if run is not runs[0]:
                self.inconclusive_runs += 1
                self.highs.clearSolver()
            found = self.run_once(run, is_proof)
            if found is not None:
                return found
        return read_result(self.highs)

    def run_once(self, run: RunOptions, is_proof: IsProof | None) -> SolverResult | None:
        """One run; None when its status is unclear and its ray, if any, proves nothing."""
        remaining = max(0.0, self.deadline - perf_counter())
        self.highs.setOptionValue("presolve", run.presolve)
        self.highs.setOptionValue("simplex_iteration_limit", run.iterations)
        self.highs.setOptionValue(
            "time_limit", self.highs.getRunTime() + min(run.seconds, remaining)
        )
        start = perf_counter()
        self.highs.run()
        self.seconds_spent, self.runs = self.seconds_spent + perf_counter() - start, self.runs + 1
        status = self.highs.getModelStatus()
        given_up = status == Status.kTimeLimit and run.seconds < remaining
        if status not in INCONCLUSIVE and not given_up:
            return read_result(self.highs)
        ray = self.dual_ray() if is_proof else None
        if is_proof is None or ray is None or not is_proof(ray):
            return None
        return read_result(self.highs)._replace(termination="infeasible", x=None)

    def set_integrality(self, kind: Any) -> None:
        """The kind of the columns that are whole."""
        n = len(self.integers)
        self.highs.changeColsIntegrality(n, self.integers.astype(np.int32), np.full(n, kind))

    def dual_ray(self) -> Vector | None:
        """Of the last relaxation, found impossible: a weight per row that proves it, if any.

        Asked for where the run has left none, HiGHS would solve another program, for seconds.
        """
        if not self.highs.getDualRayExist()[1]:
            return None
        status, found, ray = self.highs.getDualRay()
        return np.array(ray) if status == highspy.HighsStatus.kOk and found else None

    def dual_values(self) -> tuple[Vector, Vector]:
        """Of the last relaxation: a dual value for each row, kept ones last, and for each column.

        What one unit more of a row's binding end adds to the objective.
        """
        solution = self.highs.getSolution()
        return np.array(solution.row_dual), np.array(solution.col_dual)

    def column_rates(self, row_changes: Vector) -> Vector | None:
        """How the columns move when the binding ends of rows move by `ends`, on the last basis.

        None when there is no basis to say it.
        """
        status, moved = self.highs.getBasisSolve(row_changes)
        if status != highspy.HighsStatus.kOk:
            return None
        basic = self.highs.getBasicVariables()[1]
        columns = basic >= 0
        rates: Vector = np.zeros(self.highs.getNumCol())
        rates[basic[columns]] = moved[columns]
        return rates
