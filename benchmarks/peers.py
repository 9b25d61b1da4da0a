"""What a user would pick instead: the same rows and columns written anew in other tools.

Each takes the matrix of the model of record, as if its numbers were at hand for nothing; only
Pyomo also does its algebra, because there the model is the program. Each gives the best value.
"""

import os
from collections.abc import Callable
from typing import Any

import linopy
import numpy as np
import pulp
import pyomo.environ as pyo
import xarray as xr
from ortools.math_opt.python import mathopt
from pyomo.contrib.appsi.solvers import Highs
from pyomo.opt import SolverFactory

from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solver.lexicographic import GAP
from model.solver.matrix import Matrix
from model.solver.warm_lp import WarmLP

CRITERION = "exits"
Peer = Callable[[Instance, Matrix, bool], float]
CBC = pulp.PULP_CBC_CMD().path


def pyomo_model(instance: Instance, *, whole: bool) -> pyo.ConcreteModel:
    """The model of record with one objective, relaxed or not."""
    m = build(instance)
    for name, objective in m.criterion.items():
        objective.deactivate()
        if name == CRITERION:
            objective.activate()
            objective.sense = pyo.maximize
    if not whole:
        pyo.TransformationFactory("core.relax_integer_vars").apply_to(m)
    return m


def pyomo_highs(instance: Instance, matrix: Matrix, whole: bool) -> float:  # noqa: FBT001
    del matrix
    solver = Highs()
    solver.config.mip_gap = GAP
    found = solver.solve(pyomo_model(instance, whole=whole))
    return float(found.best_feasible_objective)


def pyomo_cbc(instance: Instance, matrix: Matrix, whole: bool) -> float:  # noqa: FBT001
    del matrix
    solver = SolverFactory("cbc", executable=CBC)
    m = pyomo_model(instance, whole=whole)
    solver.solve(m, options={"ratioGap": GAP, "threads": 1})
    return float(pyo.value(m.criterion[CRITERION]))


def pulp_cbc(instance: Instance, matrix: Matrix, whole: bool) -> float:  # noqa: FBT001
    del instance
    costs, offset = matrix.criteria[CRITERION]
    problem = pulp.LpProblem("p", pulp.LpMaximize)
    kinds = np.where(matrix.is_integer & whole, "Integer", "Continuous")
    ends = zip(matrix.column_lower, matrix.column_upper, kinds, strict=True)
    x = [
        pulp.LpVariable(
            f"x{j}", None if low == -np.inf else low, None if up == np.inf else up, kind
        )
        for j, (low, up, kind) in enumerate(ends)
    ]
    problem += pulp.LpAffineExpression([(x[j], costs[j]) for j in np.flatnonzero(costs)]) + offset
    for i, (low, up) in enumerate(zip(matrix.lower, matrix.upper, strict=True)):
        at = slice(matrix.a.indptr[i], matrix.a.indptr[i + 1])
        terms = zip(matrix.a.indices[at], matrix.a.data[at], strict=True)
        row = pulp.LpAffineExpression([(x[j], value) for j, value in terms])
        problem += (row == low) if low == up else (row <= up) if low == -np.inf else (row >= low)
    problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=GAP, threads=1))
    return float(pulp.value(problem.objective))


def linopy_highs(instance: Instance, matrix: Matrix, whole: bool) -> float:  # noqa: FBT001
    """linopy's arrays are dense, so rows go in by their length."""
    del instance
    costs, offset = matrix.criteria[CRITERION]
    m = linopy.Model()
    names = xr.DataArray(np.arange(len(costs)), dims="j")
    x = m.add_variables(matrix.column_lower, matrix.column_upper, coords={"j": names}, name="x")
    add_rows(m, x.labels.values, matrix)
    if whole:
        chosen = np.flatnonzero(matrix.is_integer)
        y = m.add_variables(coords={"k": chosen}, binary=True, name="y")
        m.add_constraints(1 * x.isel(j=chosen).rename(j="k") - 1 * y, "=", 0, name="whole")
    m.add_objective((x * xr.DataArray(costs, dims="j", coords={"j": names})).sum(), sense="max")
    m.solve("highs", io_api="direct", mip_rel_gap=GAP, threads=1, output_flag=False, progress=False)
    value = m.objective.value
    assert value is not None, "linopy has an answer"
    return float(value) + offset


def add_rows(m: linopy.Model, labels: Any, matrix: Matrix) -> None:
    """Rows of one length at a time."""
    lengths = np.diff(matrix.a.indptr)
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        at = matrix.a.indptr[rows][:, np.newaxis] + np.arange(length)
        terms = {
            "coeffs": (("i", "_term"), matrix.a.data[at]),
            "vars": (("i", "_term"), labels[matrix.a.indices[at]]),
        }
        left = linopy.LinearExpression(xr.Dataset(terms, coords={"i": rows}), m)
        low, up = matrix.lower[rows], matrix.upper[rows]
        for sign, right, holds in (
            ("=", low, low == up),
            ("<=", up, (low != up) & (up < np.inf)),
            (">=", low, (low != up) & (low > -np.inf)),
        ):
            kept = np.flatnonzero(holds)
            if len(kept):
                ends = xr.DataArray(right[kept], dims="i", coords={"i": rows[kept]})
                m.add_constraints(left.isel(i=kept), sign, ends)


def mathopt_scip(instance: Instance, matrix: Matrix, whole: bool) -> float:  # noqa: FBT001
    """SCIP for whole numbers; Google's simplex, GLOP, without."""
    del instance
    costs, offset = matrix.criteria[CRITERION]
    m = mathopt.Model()
    ends = zip(matrix.column_lower, matrix.column_upper, matrix.is_integer & whole, strict=True)
    x = [m.add_variable(lb=low, ub=up, is_integer=bool(kind)) for low, up, kind in ends]
    for i, (low, up) in enumerate(zip(matrix.lower, matrix.upper, strict=True)):
        row = m.add_linear_constraint(lb=low, ub=up)
        for k in range(matrix.a.indptr[i], matrix.a.indptr[i + 1]):
            row.set_coefficient(x[matrix.a.indices[k]], matrix.a.data[k])
    for j in np.flatnonzero(costs):
        m.objective.set_linear_coefficient(x[j], costs[j])
    m.objective.offset, m.objective.is_maximize = offset, SENSE[CRITERION] > 0
    settings = mathopt.SolveParameters(relative_gap_tolerance=GAP, threads=1)
    kind = mathopt.SolverType.GSCIP if whole else mathopt.SolverType.GLOP
    return float(mathopt.solve(m, kind, params=settings).objective_value())


def bare_highs(instance: Instance, matrix: Matrix, whole: bool) -> float:  # noqa: FBT001
    """The floor: the finished matrix to HiGHS and nothing else."""
    del instance
    search = WarmLP(matrix, GAP)
    search.set_objective(*matrix.criteria[CRITERION], SENSE[CRITERION])
    return (search.solve_mip() if whole else search.solve_relaxation()).objective


PEERS: dict[str, Peer] = {
    "Pyomo and HiGHS": pyomo_highs,
    "Pyomo and CBC": pyomo_cbc,
    "PuLP and CBC": pulp_cbc,
    "linopy and HiGHS": linopy_highs,
    "MathOpt and SCIP (GLOP)": mathopt_scip,
    "the bare matrix to HiGHS": bare_highs,
}
os.environ.setdefault("OMP_NUM_THREADS", "1")
