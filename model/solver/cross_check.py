"""A cross-check of a solution by another solver, SCIP through OR-Tools, on the rows of Pyomo.

Wrong "optimal" answers are known bugs of real solvers. Run for every plan that leaves the house.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np
from ortools.linear_solver.python import model_builder

from model.algebra import csr_array, csr_matrix, vstack
from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solution import CrossCheck, SecondSearch, Solution, Step, Termination, Verdict
from model.solver.branch_and_bound import allowed_loss
from model.solver.matrix import Matrix, extract

SOLVER = "SCIP"
AGREEMENT = 1e-4  # relative
FEASIBILITY = 1e-9  # relative; a held criterion that misses by 1e-6 buys a bit of the next
NEARLY = 1e-7  # that of the plan itself: asked for once more where nothing is so feasible
STATUS: dict[model_builder.SolveStatus, Termination] = {
    model_builder.SolveStatus.OPTIMAL: "optimal",
    model_builder.SolveStatus.FEASIBLE: "feasible",
    model_builder.SolveStatus.INFEASIBLE: "infeasible",
    model_builder.SolveStatus.UNBOUNDED: "unbounded",
}


def cross_check(instance: Instance, first: str, solution: Solution) -> Iterator[CrossCheck]:
    """A second solver's search for each criterion that was solved, one more in every step.

    A solution without steps says that there is no plan; then any best by the criterion `first`
    is searched for.
    """
    matrix = extract(build(instance))
    if not solution.steps:
        termination, value, bound = solve_by_scip(matrix, first)
        verdict = verdict_on_none(solution, termination)
        yield CrossCheck(SOLVER, (SecondSearch(first, termination, *known(value, bound), verdict),))
    searches: tuple[SecondSearch, ...] = ()
    for step in solution.steps:
        termination, value, bound = solve_by_scip(matrix, step.criterion)
        verdict = verdict_on(step, termination, value, bound)
        searches += (SecondSearch(step.criterion, termination, *known(value, bound), verdict),)
        yield CrossCheck(SOLVER, searches, len(searches) / len(solution.steps))
        matrix = holding(matrix, step)


def verdict_on(step: Step, termination: Termination, value: float | None, bound: float) -> Verdict:
    """Whether a search finds and excludes the same as a step, or knows too little to say.

    One that was stopped agrees when its bound does: how good a plan it found proves nothing.
    """
    sense, slack = SENSE[step.criterion], AGREEMENT * max(1.0, abs(step.best))
    if value is None or not isfinite(value):
        return "disagrees" if termination in ("infeasible", "unbounded") else "unconfirmed"
    finds_better = sense * (value - step.bound) > slack
    excludes_plan = max(sense * (step.value - bound), sense * (step.best - bound)) > slack
    finds_less = termination == "optimal" and sense * (step.best - value) > slack
    if finds_better or excludes_plan or finds_less:
        return "disagrees"
    return "agrees" if sense * (bound - step.bound) <= slack else "unconfirmed"


def verdict_on_none(solution: Solution, termination: Termination) -> Verdict:
    """Whether a search ends without a plan too, as the solution says."""
    if termination == solution.termination:
        return "agrees"
    return "unconfirmed" if termination == "no solution found" else "disagrees"


def known(value: float | None, bound: float) -> tuple[float | None, float | None]:
    """The two, None for one that is no number."""
    finite = value is not None and isfinite(value)
    return value if finite else None, bound if isfinite(bound) else None


def holding(matrix: Matrix, step: Step) -> Matrix:
    """The matrix with a row more: the criterion of a step within its tolerance of the best."""
    costs, offset = matrix.criteria[step.criterion]
    sense, loss = SENSE[step.criterion], allowed_loss(step.best, step.tolerance, step.least)
    end = step.best - offset - sense * loss
    return replace(
        matrix,
        a=csr_array(vstack([matrix.a, csr_array(costs[np.newaxis])], format="csr")),
        lower=np.append(matrix.lower, end if sense > 0 else -np.inf),
        upper=np.append(matrix.upper, np.inf if sense > 0 else end),
        rows=(*matrix.rows, ("criterion", (step.criterion,))),
    )


def solve_by_scip(
    matrix: Matrix, criterion: str, seconds: float = 60.0, gap: float = 2e-5
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
    for feasibility in (FEASIBILITY, NEARLY):
        solver.set_solver_specific_parameters(
            f"limits/gap = {gap}\nnumerics/feastol = {feasibility}"
        )
        termination = STATUS.get(solver.solve(model), "no solution found")
        if termination != "infeasible":
            break
    if termination not in ("optimal", "feasible"):
        return termination, None, float("nan")
    return termination, solver.objective_value, solver.best_objective_bound
