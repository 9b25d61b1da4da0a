"""Farkas certificates: that they prove, what they rest on, and that they are filtered soundly."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog
from small import SMALL, relative
from test_conflicts_all import HARD, asking
from test_solver_parametric_model import GAP, Unsure

from model.conflicts.feasibility import FeasibilityOracle
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import root_bounds
from model.solver.infeasibility import DeletionFilter, filter_support, tightened_bounds
from model.solver.matrix import Indices, Matrix, Vector

SLACK = 1e-6
ENDS = ("column_lower", "column_upper")


def impossible(matrix: Matrix, kept: Indices) -> bool:
    """Whether some rows of a matrix clash, by SciPy's interior point method."""
    a, lower, upper = matrix.a[kept], matrix.lower[kept], matrix.upper[kept]
    both = [(a[np.isfinite(upper)], upper[np.isfinite(upper)]),
            (-a[np.isfinite(lower)], -lower[np.isfinite(lower)])]  # fmt: skip
    found = linprog(
        np.zeros(a.shape[1]),
        A_ub=np.vstack([a.toarray() for a, _ in both]),
        b_ub=np.concatenate([end for _, end in both]),
        bounds=np.column_stack([matrix.column_lower, matrix.column_upper]),
        method="highs-ipm",
    )
    return bool(found.status == 2)


def nothing(_: Vector) -> bool:
    """What an unproven ray proves."""
    return False


def of(matrix: Matrix, rows: Indices) -> set[str]:
    return {matrix.demand_of[i] for i in rows if i in matrix.demand_of}


def clashing(seed: int) -> tuple[FeasibilityOracle, Vector]:
    """An oracle whose demands are infeasible already in the relaxation, and the dual ray."""
    data = relative(seed)
    oracle = FeasibilityOracle(asking(data, {**HARD, "SAVING": 25000.0}))
    oracle.activate(oracle.active)
    assert oracle.solve_node(*root_bounds(oracle.lp)).termination == "infeasible"
    ray = oracle.lp.dual_ray()
    assert ray is not None
    return oracle, ray


def test_weights_that_prove_nothing_blame_nobody() -> None:
    oracle = FeasibilityOracle(asking(SMALL, {"SAVING": 1e6}))
    assert not oracle.is_proof(np.ones(len(oracle.matrix.rows)))
    assert oracle.check({"SAVING"}).infeasible == {"SAVING"}
    oracle.solve_node(*root_bounds(oracle.lp))
    ray = oracle.lp.dual_ray()
    assert ray is not None
    assert oracle.is_proof(ray)


@pytest.mark.parametrize("seed", range(3))
def test_no_point_goes_beyond_the_ends_that_rows_imply(seed: int) -> None:
    search = build_lp(asking(relative(seed), {}), GAP)
    lower, upper = tightened_bounds(search.matrix)
    n = len(upper)
    for j in range(n):
        for sense, end in ((1, upper[j]), (-1, -lower[j])):
            if np.isfinite(end):
                search.set_objective(np.eye(1, n, j)[0] * sense, 0.0, 1)
                assert search.solve_relaxation().objective <= end + SLACK * max(1.0, abs(end))


def test_rows_imply_more_ends_than_are_said() -> None:
    matrix = build_lp(SMALL, GAP).matrix
    said = np.isfinite([matrix.column_lower, matrix.column_upper]).sum()
    assert np.isfinite(tightened_bounds(matrix)).sum() > said


@pytest.mark.parametrize("seed", range(6))
def test_a_filtered_certificate_is_infeasible_and_needs_each_of_its_demands(seed: int) -> None:
    oracle, ray = clashing(seed)
    support = oracle.farkas_support(ray)
    assert support is not None
    for rows in (support, np.arange(len(oracle.matrix.rows))):
        left = filter_support(oracle.enforced_matrix, rows, oracle.deletion_order(oracle.active))
        assert set(left) <= set(rows)
        assert impossible(oracle.enforced_matrix, left)
    for q in of(oracle.matrix, left):  # of all rows, so that nothing else can help
        mine = [i for i, owner in oracle.matrix.demand_of.items() if owner == q]
        others = of(oracle.matrix, left) - {q}
        out = [i for i, owner in oracle.matrix.demand_of.items() if owner not in others]
        assert set(mine) <= set(out)
        assert not impossible(oracle.enforced_matrix, np.setdiff1d(rows, out))


@pytest.mark.parametrize("moved", ["A", "B"])
def test_what_can_be_negotiated_is_left_out_last(moved: str) -> None:
    data = asking(SMALL, {"SAVING": 1e6})
    twins = {q: data.demands["SAVING"]._replace(id=q, negotiable=q == moved) for q in "AB"}
    oracle = FeasibilityOracle(replace(data, demands=twins))
    everything = np.arange(len(oracle.matrix.rows))
    left = filter_support(oracle.enforced_matrix, everything, oracle.deletion_order(oracle.active))
    assert of(oracle.matrix, left) == {moved}


def test_deleted_rows_are_in_no_certificate() -> None:
    oracle, _ = clashing(0)
    deletion_filter = DeletionFilter(oracle.enforced_matrix, np.arange(len(oracle.matrix.rows)))
    assert deletion_filter.lp.solve_relaxation().termination == "infeasible"
    used = deletion_filter.support(deletion_filter.kept)
    assert used is not None
    assert deletion_filter.support(~np.isin(np.arange(len(deletion_filter.kept)), used[:1])) is None


def test_an_inconclusive_run_with_a_certificate_is_infeasible() -> None:
    oracle, _ = clashing(0)
    oracle.lp.highs.clearSolver()
    oracle.lp.highs = Unsure(oracle.lp.highs, 10**9)
    assert oracle.solve_node(*root_bounds(oracle.lp)).termination == "infeasible"
    assert oracle.lp.inconclusive_runs == 0


def test_an_inconclusive_run_without_one_is_not() -> None:
    oracle, _ = clashing(0)
    oracle.lp.highs.clearSolver()
    oracle.lp.highs = Unsure(oracle.lp.highs, 10**9)
    assert oracle.lp.solve_relaxation(nothing).termination == "no solution found"


def test_the_column_bounds_of_an_oracle_are_its_own() -> None:
    matrix = build_lp(SMALL, GAP).matrix
    bounded = replace(matrix, **{end: np.zeros(len(matrix.columns)) for end in ENDS})
    for own, given in zip(
        tightened_bounds(bounded), (getattr(bounded, end) for end in ENDS), strict=True
    ):
        assert not np.shares_memory(own, given)
