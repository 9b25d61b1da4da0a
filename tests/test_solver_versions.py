"""HiGHS and OR-Tools share one process; some pairs of versions cannot, some answer wrongly."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_array

from model.solver.matrix import Matrix
from model.solver.warm_lp import WarmLP

HIGHS = """
from importlib.metadata import version
import highspy
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
assert solver.version() == version("highspy"), "another build of HiGHS answers"
x, y = solver.addVariable(0, 3), solver.addVariable(0, 3)
solver.addConstr(x + 2 * y <= 4)
solver.maximize(x + y)
assert abs(solver.getObjectiveValue() - 3.5) < 1e-9
"""
ORTOOLS = """
from ortools.linear_solver import pywraplp
solver = pywraplp.Solver.CreateSolver("SCIP")
x, y = solver.NumVar(0, 3, "x"), solver.NumVar(0, 3, "y")
solver.Add(x + 2 * y <= 4)
solver.Maximize(x + y)
assert solver.Solve() == solver.OPTIMAL
assert abs(solver.Objective().Value() - 3.5) < 1e-9
"""
MOST = 12.0  # of each of the two amounts that meet a need


@pytest.mark.parametrize("program", [HIGHS + ORTOOLS, ORTOOLS + HIGHS, HIGHS + ORTOOLS + HIGHS])
def test_both_solvers_solve_in_one_process_whichever_comes_first(program: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("presolve", [True, False])
@pytest.mark.parametrize("need", [0.5, 2.25, 6.5, 11.75, 13.5, 20.0])
@pytest.mark.parametrize("costs", [(2.0, 3.0), (2.0, 1.0), (1.0, 7.0), (5.0, 3.0)])
def test_a_search_by_highs_alone_misses_no_cheaper_point(
    costs: tuple[float, float], need: float, *, presolve: bool
) -> None:
    """At costs (2, 3) and 6.5 HiGHS 1.14 presolved the best point, 13, away: 21 was "optimal"."""
    search = WarmLP(one_row(costs, need), 0.0, presolve=presolve)
    search.set_objective(np.array(costs), 0.0, -1)
    found = search.solve_mip()
    best = min(
        costs[0] * max(0.0, need - z) + costs[1] * z
        for z in range(int(MOST) + 1)
        if need - z <= MOST
    )
    assert found.termination == "optimal"
    assert found.objective == pytest.approx(best, abs=1e-5)
    assert found.dual_bound == pytest.approx(best, abs=1e-5)


def one_row(costs: tuple[float, float], need: float) -> Matrix:
    """x + z >= need, 0 <= x <= MOST, 0 <= z <= MOST, z whole."""
    return Matrix(
        a=csr_array(np.ones((1, 2))),
        lower=np.array([need]),
        upper=np.array([np.inf]),
        column_lower=np.zeros(2),
        column_upper=np.full(2, MOST),
        is_integer=np.array([False, True]),
        criteria={"cost": (np.array(costs), 0.0)},
        rows=(("need", ()),),
        columns=(("x", ()), ("z", ())),
        demand_of={},
    )
