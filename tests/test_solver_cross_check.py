"""SCIP finds what HiGHS finds, on the same matrix, and says so when it does not."""

from dataclasses import replace
from math import nan

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small import ORDER, SMALL, demanding, relative

from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solution import CrossCheck, Solution, Step, Termination, Verdict
from model.solver.branch_and_bound import solve_integer
from model.solver.cross_check import cross_check, solve_by_scip, verdict_on
from model.solver.lexicographic import solve
from model.solver.matrix import extract
from model.solver.warm_lp import WarmLP

ORDER_OF_THREE = (("exits", 5e-5), ("dismissals", 5e-5), ("one_off", 5e-5))
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
@example(1122, {"SAVING-ALL", "EXTERNAL-SHARE"})  # exits short by 1e-6 buy 0.03 % of the costs
@example(2138, {"KEEP-OPEN"})  # of which SCIP finds no point as feasible as 1e-9
def test_the_second_solver_agrees_also_on_what_has_no_plan(seed: int, demands: set[str]) -> None:
    data = demanding(relative(seed), *demands)
    solution = solve(data, ORDER_OF_THREE)
    found = checked(data, solution)
    assert found.verdict == "agrees", found
    assert found.searches[0].termination == solution.termination


def checked(data: Instance, solution: Solution) -> CrossCheck:
    """What the second solver says when it has searched for every criterion."""
    *_, found = cross_check(data, "exits", solution)
    return found


def test_demands_that_clash_have_no_plan_by_either_solver() -> None:
    data = demanding(SMALL, "CLOSE", "HAND-OVER")
    solution = solve(data, ORDER)
    assert solution.termination == "infeasible"
    assert solution.plan is None
    assert checked(data, solution).verdict == "agrees"


def test_every_criterion_is_searched_for_with_those_before_it_held() -> None:
    solution = solve(SMALL, ORDER_OF_THREE)
    found = checked(SMALL, solution)
    for search, step in zip(found.searches, solution.steps, strict=True):
        assert search.criterion == step.criterion
        assert search.value == pytest.approx(step.best, rel=1e-4, abs=1e-4)
        assert search.verdict == "agrees"
    alone = solve_by_scip(extract(build(SMALL)), "one_off")[1]
    assert alone is not None
    assert alone < solution.steps[2].best - 1  # what the first two criteria cost


@pytest.mark.parametrize("error", [-0.5, 0.5])
@pytest.mark.parametrize("at", range(3))
def test_a_wrong_optimum_of_any_criterion_is_found_out(at: int, error: float) -> None:
    found = checked(SMALL, claiming(solve(SMALL, ORDER_OF_THREE), at, error))
    assert found.verdict == "disagrees"
    assert found.searches[at].verdict == "disagrees"


def claiming(solution: Solution, at: int, more: float) -> Solution:
    """The solution with another value and bound of one criterion than it has."""
    step = solution.steps[at]
    wrong = replace(step, value=step.value + more, bound=step.bound + more, best=step.best + more)
    return replace(solution, steps=(*solution.steps[:at], wrong, *solution.steps[at + 1 :]))


def test_a_plan_where_there_is_none_is_found_out() -> None:
    clash = demanding(SMALL, "CLOSE", "HAND-OVER")
    assert checked(clash, solve(SMALL, ORDER)).verdict == "disagrees"


def test_an_impossible_that_is_possible_is_found_out() -> None:
    clash = demanding(SMALL, "CLOSE", "HAND-OVER")
    assert checked(SMALL, solve(clash, ORDER)).verdict == "disagrees"


STEP = Step("exits", 99.995, 100.001, 6e-5, 5e-5, 100.0)
LEAST = Step("dismissals", 20.0, 19.999, 5e-5, 5e-5, 20.0)


@pytest.mark.parametrize(
    ("step", "termination", "value", "bound", "verdict"),
    [
        (STEP, "optimal", 100.0, 100.0, "agrees"),
        (STEP, "optimal", 105.0, 105.0, "disagrees"),  # a better plan than there can be
        (STEP, "optimal", 95.0, 95.0, "disagrees"),  # a plan that there cannot be
        (STEP, "optimal", 95.0, 100.0, "disagrees"),  # it says that its own is the best
        (STEP, "infeasible", None, nan, "disagrees"),
        (STEP, "unbounded", None, nan, "disagrees"),
        (STEP, "no solution found", None, nan, "unconfirmed"),
        (STEP, "feasible", 95.0, 100.0, "agrees"),  # stopped, but with the same bound
        (STEP, "feasible", 95.0, 110.0, "unconfirmed"),
        (STEP, "feasible", 95.0, nan, "unconfirmed"),
        (STEP, "optimal", nan, nan, "unconfirmed"),
        (STEP, "optimal", nan, 100.0, "unconfirmed"),
        (STEP, "feasible", 101.0, 110.0, "disagrees"),
        (LEAST, "optimal", 20.0, 20.0, "agrees"),
        (LEAST, "optimal", 19.0, 19.0, "disagrees"),
        (LEAST, "optimal", 21.0, 21.0, "disagrees"),
        (LEAST, "feasible", 25.0, 19.999, "agrees"),
        (LEAST, "feasible", 20.0, 18.0, "unconfirmed"),
    ],
)
def test_only_a_search_that_proves_the_same_agrees(
    step: Step, termination: Termination, value: float | None, bound: float, verdict: Verdict
) -> None:
    assert verdict_on(step, termination, value, bound) == verdict


def test_a_check_that_was_stopped_confirms_nothing() -> None:
    first, *_, last = cross_check(SMALL, "exits", solve(SMALL, ORDER_OF_THREE))
    assert [search.verdict for search in first.searches] == ["agrees"]
    assert (first.verdict, last.verdict) == ("unconfirmed", "agrees")
