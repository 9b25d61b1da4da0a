"""HiGHS on a matrix: one warm model, status read and never assumed."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from model.matrix import Matrix, Vector
from model.solution import Termination

STATUS: dict[highspy.HighsModelStatus, Termination] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
}
Numbers = NDArray[np.signedinteger]
UNCLEAR = (
    highspy.HighsModelStatus.kUnknown,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
    highspy.HighsModelStatus.kSolveError,
)
UNHELPFUL = (  # sub-searches that cost five times what they save on these models
    "mip_allow_restart",
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)


@dataclass(frozen=True)
class Found:
    """How a run ended: `bound` is what no point can beat; x is None without an incumbent."""

    termination: Termination
    limit: str | None
    value: float
    bound: float
    x: Vector | None


class Search:
    """A matrix in HiGHS. Changes stay until they are changed back."""

    def __init__(self, matrix: Matrix, gap: float, *, presolve: bool = True) -> None:
        self.matrix = matrix
        self.highs = highspy.Highs()
        self.highs.silent()
        for option, setting in (
            ("mip_rel_gap", gap),
            ("mip_abs_gap", 1e-9),
            ("presolve", "choose" if presolve else "off"),
            ("random_seed", 0),
            ("threads", 1),
            *((heuristic, False) for heuristic in UNHELPFUL),
        ):
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(as_highs(matrix))

    def aim(self, costs: Vector, offset: float, sense: int) -> None:
        """The objective: costs x + offset, sense 1 to maximise and -1 to minimise."""
        self.highs.changeObjectiveOffset(offset)
        n = len(costs)
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), costs)
        self.highs.changeObjectiveSense(
            highspy.ObjSense.kMaximize if sense > 0 else highspy.ObjSense.kMinimize
        )

    def keep(self, costs: Vector, value: float, slack: float, sense: int) -> None:
        """One more row: costs x may be worse than `value` by the slack, no more."""
        used = np.flatnonzero(costs).astype(np.int32)
        lower = value - slack if sense > 0 else -np.inf
        upper = np.inf if sense > 0 else value + slack
        self.highs.addRow(lower, upper, len(used), used, costs[used])

    def limit(self, seconds: float) -> None:
        """Stop the next runs after so many seconds."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)

    def bounds(self, columns: Numbers, lower: Vector, upper: Vector) -> None:
        """New bounds of the columns with these numbers."""
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def relax_rows(self, rows: Sequence[int], *, relaxed: bool) -> None:
        """Let rows hold or not."""
        for i in rows:
            lower, upper = self.matrix.lower[i], self.matrix.upper[i]
            self.highs.changeRowBounds(
                int(i), -np.inf if relaxed else lower, np.inf if relaxed else upper
            )

    def as_lp(self) -> None:
        """Treat every column as continuous from now on."""
        n = len(self.matrix.columns)
        kinds = np.full(n, highspy.HighsVarType.kContinuous)
        self.highs.changeColsIntegrality(n, np.arange(n, dtype=np.int32), kinds)

    def run(self) -> Found:
        """Search until proven or stopped by the time limit."""
        self.highs.run()
        if self.highs.getModelStatus() in UNCLEAR:
            self.highs.clearSolver()
            self.highs.run()
        return self.read()

    def read(self) -> Found:
        """The status, value, bound and point that HiGHS ended with."""
        status, info = self.highs.getModelStatus(), self.highs.getInfo()
        found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
        termination = STATUS.get(status, "feasible" if found else "no solution found")
        stopped = status == highspy.HighsModelStatus.kTimeLimit
        has_x = termination in ("optimal", "feasible")
        whole = info.mip_node_count >= 0
        return Found(
            termination,
            "time" if stopped else None,
            info.objective_function_value,
            info.mip_dual_bound if whole else info.objective_function_value,
            np.array(self.highs.getSolution().col_value) if has_x else None,
        )


def as_highs(matrix: Matrix) -> highspy.HighsLp:
    """The matrix in the form HiGHS takes, without an objective."""
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.a.shape
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = matrix.column_lower, matrix.column_upper
    lp.row_lower_, lp.row_upper_ = matrix.lower, matrix.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = matrix.a.indptr
    lp.a_matrix_.index_ = matrix.a.indices
    lp.a_matrix_.value_ = matrix.a.data
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    lp.integrality_ = [kinds[int(whole)] for whole in matrix.whole]
    return lp
