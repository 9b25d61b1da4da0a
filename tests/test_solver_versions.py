"""HiGHS and OR-Tools share one process; some pairs of versions cannot."""

import subprocess
import sys

import pytest

HIGHS = """
import highspy
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
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


@pytest.mark.parametrize("program", [HIGHS + ORTOOLS, ORTOOLS + HIGHS, HIGHS + ORTOOLS + HIGHS])
def test_both_solvers_solve_in_one_process_whichever_comes_first(program: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
