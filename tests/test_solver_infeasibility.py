"""Proofs of the court: that they prove, that they are thinned soundly, and what they rest on."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog
from small import SMALL, relative
from test_conflicts_all import HARD, asking
from test_solver_parametric_model import GAP, Unsure

from model.conflicts.feasibility import FeasibilityOracle
from model.solver.basis_cache import build_lp
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
    """A court in which all demands clash already with whole numbers broken, and the ray."""
    data = relative(seed)
    court = FeasibilityOracle(asking(data, {**HARD, "SAVING": 25000.0}))
    court.activate(court.active)
    assert court.solve_node(*court.root_bounds).termination == "infeasible"
    ray = court.lp.dual_ray()
    assert ray is not None
    return court, ray


def test_weights_that_prove_nothing_blame_nobody() -> None:
    court = FeasibilityOracle(asking(SMALL, {"SAVING": 1e6}))
    assert not court.is_proof(np.ones(len(court.matrix.rows)))
    assert court.check({"SAVING"}).infeasible == {"SAVING"}
    court.solve_node(*court.root_bounds)
    ray = court.lp.dual_ray()
    assert ray is not None
    assert court.is_proof(ray)


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
def test_what_is_left_of_a_proof_clashes_and_needs_each_of_its_demands(seed: int) -> None:
    court, ray = clashing(seed)
    proof = court.farkas_support(ray)
    assert proof is not None
    for rows in (proof, np.arange(len(court.matrix.rows))):
        left = filter_support(court.enforced_matrix, rows, court.deletion_order(court.active))
        assert set(left) <= set(rows)
        assert impossible(court.enforced_matrix, left)
    for q in of(court.matrix, left):  # of all rows, so that nothing else can help
        mine = [i for i, owner in court.matrix.demand_of.items() if owner == q]
        others = of(court.matrix, left) - {q}
        out = [i for i, owner in court.matrix.demand_of.items() if owner not in others]
        assert set(mine) <= set(out)
        assert not impossible(court.enforced_matrix, np.setdiff1d(rows, out))


@pytest.mark.parametrize("moved", ["A", "B"])
def test_what_can_be_negotiated_is_left_out_last(moved: str) -> None:
    data = asking(SMALL, {"SAVING": 1e6})
    twins = {q: data.demands["SAVING"]._replace(id=q, negotiable=q == moved) for q in "AB"}
    court = FeasibilityOracle(replace(data, demands=twins))
    everything = np.arange(len(court.matrix.rows))
    left = filter_support(court.enforced_matrix, everything, court.deletion_order(court.active))
    assert of(court.matrix, left) == {moved}


def test_rows_that_are_out_bear_no_proof() -> None:
    court, _ = clashing(0)
    few = DeletionFilter(court.enforced_matrix, np.arange(len(court.matrix.rows)))
    assert few.lp.solve_relaxation().termination == "infeasible"
    used = few.support(few.kept)
    assert used is not None
    assert few.support(~np.isin(np.arange(len(few.kept)), used[:1])) is None


def test_an_unclear_end_with_a_proof_is_a_no() -> None:
    court, _ = clashing(0)
    court.lp.highs.clearSolver()
    court.lp.highs = Unsure(court.lp.highs, 10**9)
    assert court.solve_node(*court.root_bounds).termination == "infeasible"
    assert court.lp.inconclusive_runs == 0


def test_an_unclear_end_without_one_is_not() -> None:
    court, _ = clashing(0)
    court.lp.highs.clearSolver()
    court.lp.highs = Unsure(court.lp.highs, 10**9)
    assert court.lp.solve_relaxation(nothing).termination == "no solution found"


def test_the_ends_of_a_court_are_its_own() -> None:
    matrix = build_lp(SMALL, GAP).matrix
    bounded = replace(matrix, **{end: np.zeros(len(matrix.columns)) for end in ENDS})
    for own, given in zip(
        tightened_bounds(bounded), (getattr(bounded, end) for end in ENDS), strict=True
    ):
        assert not np.shares_memory(own, given)
