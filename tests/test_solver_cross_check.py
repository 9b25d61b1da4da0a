"""SCIP finds what HiGHS finds, on the same matrix, and says so when it does not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import ORDER, SMALL, demanding, relative

from model.criteria import SENSE
from model.formulation.build import build
from model.solution import Solution
from model.solver.branch_and_bound import solve_integer
from model.solver.cross_check import cross_check, solve_by_scip
from model.solver.lexicographic import solve
from model.solver.matrix import extract
from model.solver.warm_lp import WarmLP

OPTIONAL = tuple(q.id for q in SMALL.demands.values())


@pytest.mark.parametrize("criterion", SENSE)
@pytest.mark.parametrize("seed", range(3))
def test_both_solvers_find_the_same_best(criterion: str, seed: int) -> None:
    matrix = extract(build(relative(seed)))
    costs, offset = matrix.criteria[criterion]
    highs = WarmLP(matrix, 0.0)
    highs.set_objective(costs, offset, SENSE[criterion])
    found = solve_integer(highs)
    termination, value, bound = solve_by_scip(matrix, criterion, gap=0.0)
    assert found.termination == termination == "optimal"
    assert value == pytest.approx(found.objective, rel=1e-5, abs=1e-5)
    assert bound == pytest.approx(found.dual_bound, rel=1e-5, abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 9999), st.sets(st.sampled_from(OPTIONAL), min_size=1, max_size=5))
def test_the_second_solver_agrees_also_on_what_has_no_plan(seed: int, demands: set[str]) -> None:
    data = demanding(relative(seed), *demands)
    solution = solve(data, ORDER)
    opinion = cross_check(data, "exits", solution)
    assert opinion.agrees
    assert opinion.termination == solution.termination


def test_demands_that_clash_have_no_plan_by_either_solver() -> None:
    data = demanding(SMALL, "CLOSE", "HAND-OVER")
    solution = solve(data, ORDER)
    assert solution.termination == "infeasible"
    assert solution.plan is None
    assert cross_check(data, "exits", solution).agrees


@pytest.mark.parametrize("error", [-0.5, 0.5])
def test_a_wrong_optimum_is_found_out(error: float) -> None:
    solution = solve(SMALL, ORDER)
    assert cross_check(SMALL, "exits", solution).agrees
    assert not cross_check(SMALL, "exits", claiming(solution, error)).agrees


def claiming(solution: Solution, more: float) -> Solution:
    """The solution with another value and bound than it has."""
    first = solution.steps[0]
    wrong = replace(first, value=first.value + more, bound=first.bound + more)
    return replace(solution, steps=(wrong, *solution.steps[1:]))


def test_a_plan_where_there_is_none_is_found_out() -> None:
    clash = demanding(SMALL, "CLOSE", "HAND-OVER")
    assert not cross_check(clash, "exits", solve(SMALL, ORDER)).agrees


def test_an_impossible_that_is_possible_is_found_out() -> None:
    clash = demanding(SMALL, "CLOSE", "HAND-OVER")
    assert not cross_check(SMALL, "exits", solve(clash, ORDER)).agrees
