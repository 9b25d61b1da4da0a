"""How a run of HiGHS ended: its status is read and never assumed."""

from typing import NamedTuple

import highspy
import numpy as np

from model.matrix import Vector
from model.solution import Termination

Status = highspy.HighsModelStatus
STATUS: dict[highspy.HighsModelStatus, Termination] = {
    Status.kOptimal: "optimal",
    Status.kInfeasible: "infeasible",
    Status.kUnbounded: "unbounded",
    Status.kModelEmpty: "optimal",
}
UNCLEAR = (
    Status.kNotset,  # the basis was refused
    Status.kUnknown,
    Status.kUnboundedOrInfeasible,
    Status.kSolveError,
    Status.kIterationLimit,
)


class Found(NamedTuple):
    """How a run ended: `bound` is what no point can beat; x is None without an incumbent."""

    termination: Termination
    limit: str | None
    value: float
    bound: float
    x: Vector | None


def read(highs: highspy.Highs) -> Found:
    """The status, value, bound and point that HiGHS ended with."""
    status, info = highs.getModelStatus(), highs.getInfo()
    found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    termination = STATUS.get(status, "feasible" if found else "no solution found")
    has_x = termination in ("optimal", "feasible")
    whole = info.mip_node_count >= 0
    return Found(
        termination,
        "time" if status == Status.kTimeLimit else None,
        info.objective_function_value,
        info.mip_dual_bound if whole else info.objective_function_value,
        np.array(highs.getSolution().col_value) if has_x else None,
    )
