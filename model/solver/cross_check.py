"""A cross-check of an optimum by another solver, SCIP through OR-Tools, on the same matrix.

Wrong "optimal" answers are known bugs of real solvers. Run for every plan that is reported.
"""

from typing import Any

import numpy as np
from ortools.linear_solver.python import model_builder

from model.algebra import csr_matrix
from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solution import CrossCheck, Solution, Step, Termination
from model.solver.matrix import Matrix, extract

SOLVER = "SCIP"
AGREEMENT = 1e-4  # relative
STATUS: dict[model_builder.SolveStatus, Termination] = {
    model_builder.SolveStatus.OPTIMAL: "optimal",
    model_builder.SolveStatus.FEASIBLE: "feasible",
    model_builder.SolveStatus.INFEASIBLE: "infeasible",
    model_builder.SolveStatus.UNBOUNDED: "unbounded",
}


def cross_check(instance: Instance, criterion: str, solution: Solution) -> CrossCheck:
    """A solution's first step against a second solver's search for the same criterion."""
    matrix = extract(build(instance))
    termination, value, bound = solve_by_scip(matrix, criterion)
    if not solution.steps:
        return CrossCheck(SOLVER, termination, value, bound, termination == solution.termination)
    agrees = value is not None and consistent(solution.steps[0], value, bound)
    return CrossCheck(SOLVER, termination, value, bound, agrees)


def consistent(step: Step, value: float, bound: float) -> bool:
    """Whether neither solver has a plan that the other has excluded."""
    sense, slack = SENSE[step.criterion], AGREEMENT * max(1.0, abs(value))
    return sense * (value - step.bound) <= slack and sense * (step.value - bound) <= slack


def solve_by_scip(
    matrix: Matrix, criterion: str, seconds: float = 120.0, gap: float = 2e-5
) -> tuple[Termination, float | None, float]:
    """Termination, best value and dual bound of one criterion on a matrix, by SCIP."""
    model: Any = model_builder.Model()  # type: ignore[no-untyped-call]
    helper = model.helper
    costs, offset = matrix.criteria[criterion]
    bounds = matrix.column_lower, matrix.column_upper, costs, matrix.lower, matrix.upper
    helper.fill_model_from_sparse_data(*bounds, csr_matrix(matrix.a))
    for i in np.flatnonzero(matrix.is_integer):
        helper.set_var_integrality(int(i), True)  # noqa: FBT003 the library's own signature
    helper.set_objective_offset(offset)
    helper.set_maximize(SENSE[criterion] > 0)
    solver = model_builder.Solver(SOLVER)
    solver.set_time_limit_in_seconds(seconds)
    solver.set_solver_specific_parameters(f"limits/gap = {gap}")
    termination = STATUS.get(solver.solve(model), "no solution found")
    if termination not in ("optimal", "feasible"):
        return termination, None, float("nan")
    return termination, solver.objective_value, solver.best_objective_bound
