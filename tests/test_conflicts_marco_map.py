"""Conflicts by several oracles in parallel: the map of what is unexplored, and the same answers."""

from itertools import combinations
from threading import active_count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import relative
from test_conflicts_all import HARD, asking
from test_solver_parametric_model import GAP, Unsure

from model.conflicts.feasibility import Demands, FeasibilityOracle, FeasibilityResult
from model.conflicts.marco_map import SubsetMap
from model.solver.basis_cache import build_lp
from model.solver.warm_lp import Status
from scenarios.conflicts import Conflicts, conflicts, create_oracles, stop_afterwards

SOME = "ABCDE"
EVERY = [frozenset(c) for n in range(len(SOME) + 1) for c in combinations(SOME, n)]
SETS = st.lists(st.sampled_from(EVERY), max_size=4)


@given(clashes=SETS, together=SETS, beside=SETS)
def test_a_largest_set_is_taken_that_nothing_tells_of(
    clashes: list[Demands], together: list[Demands], beside: list[Demands]
) -> None:
    explored = SubsetMap(SOME)
    for demands in clashes:
        explored.block_supersets(demands)
    for demands in together:
        explored.block_subsets(demands)

    def left(inside: list[Demands]) -> list[Demands]:
        """Neither around a clash nor inside what holds together or is asked about."""
        open_ = (s for s in EVERY if not any(c <= s for c in clashes))
        return [s for s in open_ if not any(s <= t for t in inside)]

    for asked in (beside, []):  # what is asked about leaves no trace
        chosen, possible = explored.largest_unexplored(asked), left([*together, *asked])
        assert (chosen in possible) if possible else chosen is None
        assert chosen is None or len(chosen) == max(map(len, possible))


@pytest.mark.parametrize("seed", range(2))
def test_any_number_of_oracles_finds_the_same(seed: int) -> None:
    data = asking(relative(seed), HARD)
    found: list[Conflicts] = []
    for oracles in (1, 2, 5):
        *_, last = conflicts(data, oracles=oracles)
        found.append(last)
    assert len({(f.conflicts, f.correction_sets, f.complete) for f in found}) == 1


def test_who_stops_listening_leaves_nobody_at_work() -> None:
    threads = active_count()
    results = conflicts(asking(relative(0), HARD), oracles=3)
    next(results)
    results.close()
    assert active_count() == threads


def test_what_goes_wrong_in_one_oracle_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> FeasibilityResult:
        raise ZeroDivisionError

    monkeypatch.setattr(FeasibilityOracle, "check", fails)
    with pytest.raises(ZeroDivisionError):
        list(conflicts(asking(relative(0), HARD), oracles=2))


def test_an_oracle_whose_results_nobody_reads_has_no_time_left() -> None:
    oracles = create_oracles(asking(relative(0), HARD), 60.0, 2)
    with stop_afterwards(oracles):
        assert not any(oracle.lp.out_of_time for oracle in oracles)
    assert all(oracle.lp.out_of_time for oracle in oracles)


def test_an_oracle_knows_what_another_has_found() -> None:
    one, two = create_oracles(asking(relative(0), HARD), 60.0, 2)
    assert one.check({"CLOSE"}).point is not None
    assert two.check({"CLOSE"}).point is not None
    assert (one.searches, two.searches) == (1, 0)


@pytest.mark.parametrize("status", [Status.kTimeLimit, Status.kNotset])
def test_a_run_that_was_given_up_is_run_again(status: Status) -> None:
    search = build_lp(relative(0), GAP)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    value = search.solve_relaxation().objective
    search.highs = Unsure(search.highs, 1, status)
    assert search.solve_relaxation().objective == pytest.approx(value)
    assert search.inconclusive_runs == 1


def test_when_the_time_is_up_nothing_is_run_again() -> None:
    search = build_lp(relative(0), GAP)
    search.set_time_limit(0.0)
    search.highs = Unsure(search.highs, 1, Status.kTimeLimit)
    search.solve_relaxation()
    assert search.inconclusive_runs == 0


def test_a_search_that_the_time_ended_keeps_what_it_found() -> None:
    search = build_lp(relative(0), GAP)
    search.set_time_limit(60.0)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    value = search.solve_mip().objective
    search.highs = Unsure(search.highs, 1, Status.kTimeLimit)  # a moment before the clock says so
    assert search.solve_mip().objective == value
    assert search.inconclusive_runs == 0
