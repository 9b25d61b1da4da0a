"""HiGHS with the options of these models, and a warm linear program in it.

A warm linear program is changed and solved again from its last basis;
model/solver/branch_and_bound.py searches for integer points with it.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, NamedTuple

import highspy
import numpy as np

from model.solution import Termination
from model.solver.matrix import Indices, Matrix, Name, Vector

HEURISTICS_OFF = (  # sub-searches that cost five times what they save on these models
    "mip_allow_restart",
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)


class SilentHighs(highspy.Highs):  # type: ignore[misc]  # untyped
    """HiGHS that writes nothing: the first of a process would name itself on standard output."""

    def enableCallbacks(self) -> None:  # noqa: N802 the solver's own name
        self.silent()  # before the first call that would be logged, in the making
        super().enableCallbacks()


def new_highs(gap: float) -> highspy.Highs:
    """A HiGHS without a model, on one thread and with a fixed seed."""
    highs = SilentHighs()
    for option, setting in (
        ("mip_rel_gap", gap),
        ("mip_abs_gap", 1e-9),
        ("random_seed", 0),
        ("threads", 1),
        *((heuristic, False) for heuristic in HEURISTICS_OFF),
    ):
        highs.setOptionValue(option, setting)
    return highs


def pass_matrix(matrix: Matrix, highs: highspy.Highs) -> None:
    """Pass the linear relaxation of the matrix to HiGHS as arrays, without an objective."""
    rows, columns = matrix.a.shape
    highs.passModel(
        columns,
        rows,
        matrix.a.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        matrix.column_lower,
        matrix.column_upper,
        matrix.lower,
        matrix.upper,
        matrix.a.indptr.astype(np.int32),
        matrix.a.indices.astype(np.int32),
        matrix.a.data,
        np.zeros(columns, dtype=np.int32),
    )


Status = highspy.HighsModelStatus
STATUS: dict[highspy.HighsModelStatus, Termination] = {
    Status.kOptimal: "optimal",
    Status.kInfeasible: "infeasible",
    Status.kUnbounded: "unbounded",
    Status.kModelEmpty: "optimal",
}
INCONCLUSIVE = (
    Status.kNotset,  # the basis was refused
    Status.kUnknown,
    Status.kUnboundedOrInfeasible,
    Status.kSolveError,
    Status.kIterationLimit,
)


class SolverResult(NamedTuple):
    """How a run ended; `dual_bound` is what no point can beat, `incumbent` the best point."""

    termination: Termination
    limit: str | None
    objective: float
    dual_bound: float
    incumbent: Vector | None


def read_result(highs: highspy.Highs) -> SolverResult:
    """The status, objective, dual bound and point that HiGHS ended with."""
    status, info = highs.getModelStatus(), highs.getInfo()
    has_solution = info.primal_solution_status == int(
        highspy.SolutionStatus.kSolutionStatusFeasible
    )
    termination = STATUS.get(status, "feasible" if has_solution else "no solution found")
    has_incumbent = termination in ("optimal", "feasible")
    searched_integers = info.mip_node_count >= 0
    return SolverResult(
        termination,
        "time" if status == Status.kTimeLimit else None,
        info.objective_function_value,
        info.mip_dual_bound if searched_integers else info.objective_function_value,
        np.array(highs.getSolution().col_value) if has_incumbent else None,
    )


WARM_ITERATIONS, UNLIMITED = 1500, 2**31 - 1  # iterations; a warm run that needs more is hopeless
PATIENCE, MIN_RUNS = 20, 10  # times the average run time, after so many runs
NO_ROWS, NO_VALUES = np.empty(0, dtype=int), np.empty(0)
NO_TIME_LIMIT = 1e9  # seconds
BASIC = highspy.HighsBasisStatus.kBasic
RawBasis = Any  # a basis object of HiGHS
IsProof = Callable[[Vector], bool]  # whether a weight per row is a Farkas certificate
Basis = tuple[list[highspy.HighsBasisStatus], dict[Name, highspy.HighsBasisStatus]]


class RunOptions(NamedTuple):
    presolve: str
    iterations: int = UNLIMITED
    seconds: float = NO_TIME_LIMIT


class WarmLP:
    """The linear relaxation of a matrix in HiGHS. Changes stay until they are changed back.

    `inconclusive_runs` counts runs that were repeated from scratch for want of a clear status.
    """

    def __init__(self, matrix: Matrix, gap: float, *, presolve: bool = True) -> None:
        self.matrix, self.gap, self.presolve = matrix, gap, presolve
        self.integers = np.flatnonzero(matrix.is_integer)
        self.deadline, self.sense, self.inconclusive_runs, self.nodes = np.inf, 1, 0, 0
        self.seconds_spent, self.runs = 0.0, 0  # seconds
        self.highs = new_highs(gap)
        pass_matrix(matrix, self.highs)

    def basis(self) -> Basis:
        """The last basis: the status of every column, and of every row of the matrix by name."""
        basis = self.highs.getBasis()
        rows = zip(self.matrix.rows, basis.row_status, strict=False)  # added ones come last
        return list(basis.col_status), dict(rows)

    def set_basis(self, basis: Basis) -> None:
        """Start the next relaxation from a basis; rows that it does not name are basic.

        HiGHS repairs the basis where nonbasic rows are no longer there.
        """
        columns, rows = basis
        added = [BASIC] * (self.highs.getNumRow() - len(self.matrix.rows))
        start = highspy.HighsBasis()
        start.alien = True
        start.col_status = columns
        start.row_status = [*(rows.get(name, BASIC) for name in self.matrix.rows), *added]
        self.highs.setBasis(start)

    def raw_basis(self) -> RawBasis:
        """The last basis as HiGHS has it, for this matrix only."""
        return self.highs.getBasis()

    def set_raw_basis(self, basis: RawBasis) -> None:
        self.highs.setBasis(basis)

    def set_objective(self, costs: Vector, offset: float, sense: int) -> None:
        """Set the objective costs x + offset; sense 1 maximises, -1 minimises."""
        self.sense = sense
        self.highs.changeObjectiveOffset(offset)
        n = len(costs)
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), costs)
        self.highs.changeObjectiveSense(
            highspy.ObjSense.kMaximize if sense > 0 else highspy.ObjSense.kMinimize
        )

    def add_objective_row(self, costs: Vector, value: float, slack: float, sense: int) -> int:
        """Add a row: costs x is worse than `value` by the slack at most. Returns its index."""
        used = np.flatnonzero(costs)
        lower = value - slack if sense > 0 else -np.inf
        upper = np.inf if sense > 0 else value + slack
        return self.add_row(used, costs[used], lower, upper)

    def add_row(self, columns: Indices, values: Vector, lower: float, upper: float) -> int:
        """Add a row, until `delete_added`. Returns its index."""
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
        """Add a column with values in some rows, until `delete_added`. Returns its index."""
        self.highs.addCol(cost, lower, upper, len(rows), rows.astype(np.int32), values)
        return int(self.highs.getNumCol()) - 1

    def delete_added(self) -> None:
        for fixed, present, delete in (
            (self.matrix.rows, self.highs.getNumRow(), self.highs.deleteRows),
            (self.matrix.columns, self.highs.getNumCol(), self.highs.deleteCols),
        ):
            added = np.arange(len(fixed), present, dtype=np.int32)
            if len(added):
                delete(len(added), added)

    def set_gap(self, gap: float) -> None:
        self.gap = gap
        self.highs.setOptionValue("mip_rel_gap", gap)

    def set_feasibility(self, tolerance: float) -> None:
        """How far a row may be broken, in its unit."""
        self.highs.setOptionValue("primal_feasibility_tolerance", tolerance)
        self.highs.setOptionValue("mip_feasibility_tolerance", tolerance)

    def limit_nodes(self, most: int | None) -> None:
        """Stop a search for integers after so many nodes; None for no limit."""
        self.highs.setOptionValue("mip_max_nodes", UNLIMITED if most is None else most)

    def refactor_at_every_rebuild(self) -> None:
        """Refactor at every rebuild, since a basis near infeasibility becomes ill-conditioned."""
        self.highs.setOptionValue("no_unnecessary_rebuild_refactor", "false")

    def set_time_limit(self, seconds: float) -> None:
        """Stop all further runs after so many seconds."""
        self.deadline = perf_counter() + seconds

    def set_column_bounds(self, columns: Indices, lower: Vector, upper: Vector) -> None:
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def set_row_bounds(self, rows: Indices, lower: Vector, upper: Vector) -> None:
        self.highs.changeRowsBounds(len(rows), rows.astype(np.int32), lower, upper)

    def relax_rows(self, rows: Sequence[int] | Indices, *, relaxed: bool) -> None:
        """Make rows free, or give them back their bounds."""
        numbers = np.array(rows, dtype=np.int32)
        free = np.full(len(numbers), np.inf)
        ends = (-free, free) if relaxed else (self.matrix.lower[rows], self.matrix.upper[rows])
        self.set_row_bounds(numbers, *ends)

    def solve_relaxation(self, is_proof: IsProof | None = None) -> SolverResult:
        """The optimum of the linear program, from the last basis.

        With `is_proof`, runs that take unusually long are stopped too: where one ends does not
        matter for a proof of infeasibility, and a run from scratch may be quicker.
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
        """The optimum without a starting basis: checks a warm run's "infeasible"."""
        self.highs.clearSolver()
        return self.first_conclusive([RunOptions("choose"), RunOptions("on")])

    @property
    def out_of_time(self) -> bool:
        return perf_counter() > self.deadline

    def solve_mip(self) -> SolverResult:
        """The integer optimum by HiGHS's own search; the basis of the relaxation is kept."""
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
        """The result of the first run with a clear status, all but the first from scratch."""
        for run in runs:
            if run is not runs[0]:
                self.inconclusive_runs += 1
                self.highs.clearSolver()
            found = self.run_once(run, is_proof)
            if found is not None:
                return found
        return read_result(self.highs)

    def run_once(self, run: RunOptions, is_proof: IsProof | None) -> SolverResult | None:
        """One run; None when its status is not clear and its dual ray, if any, proves nothing."""
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
        return read_result(self.highs)._replace(termination="infeasible", incumbent=None)

    def set_integrality(self, kind: Any) -> None:
        n = len(self.integers)
        self.highs.changeColsIntegrality(n, self.integers.astype(np.int32), np.full(n, kind))

    def dual_ray(self) -> Vector | None:
        """The dual ray of the last, infeasible relaxation: a weight per row; None without one.

        Without the first test HiGHS would solve another linear program for it, for seconds.
        """
        if not self.highs.getDualRayExist()[1]:
            return None
        status, found, ray = self.highs.getDualRay()
        return np.array(ray) if status == highspy.HighsStatus.kOk and found else None

    def dual_values(self) -> tuple[Vector, Vector]:
        """The dual values of the last relaxation for rows, added ones last, and for columns.

        A dual value is what one unit more of a binding bound adds to the objective.
        """
        solution = self.highs.getSolution()
        return np.array(solution.row_dual), np.array(solution.col_dual)

    def column_rates(self, row_changes: Vector) -> Vector | None:
        """How the columns change when the binding bounds of rows change so, on the last basis.

        None when there is no factorised basis.
        """
        status, changes = self.highs.getBasisSolve(row_changes)
        if status != highspy.HighsStatus.kOk:
            return None
        basic = self.highs.getBasicVariables()[1]
        columns = basic >= 0
        rates: Vector = np.zeros(self.highs.getNumCol())
        rates[basic[columns]] = changes[columns]
        return rates
