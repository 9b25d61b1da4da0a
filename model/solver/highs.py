"""HiGHS with the options of these models, loading a matrix as arrays, and reading a result."""

from typing import NamedTuple

import highspy
import numpy as np

from model.solution import Termination
from model.solver.matrix import Matrix, Vector

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
