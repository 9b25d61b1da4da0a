"""Published problems have their published answers."""

from itertools import pairwise

import numpy as np
import pytest
from published_case import CORNERS, FEASIBLE, HIGH, KNAPSACK, LOW, farm, matrix, sets

from model.robust import cutting_planes
from model.robust.cutting_planes import best_by
from model.robust.hindsight import best_for
from model.robust.rules import BudgetOfFactors, LeastRegret, WorstShare, chance_of_more
from model.robust.value import Values
from model.solver.branch_and_bound import solve_integer
from model.solver.matrix import Vector
from model.solver.warm_lp import WarmLP

MIDDLE, HALF = (LOW + HIGH) / 2, (HIGH - LOW) / 2
NOTHING = np.zeros(8)


def hindsight(lp: WarmLP, values: Values) -> Vector:
    return np.array([best_for(lp, values.row(k), []).value for k in range(len(values.costs))])


def test_the_knapsack_of_eight_has_the_least_greatest_regret_that_enumeration_finds() -> None:
    lp = WarmLP(KNAPSACK, 0.0)
    best = hindsight(lp, CORNERS)
    regrets = (best - CORNERS.of(FEASIBLE)).max(axis=1)
    assert len(FEASIBLE) == 183
    assert regrets.min() == 7
    found = best_by(lp, LeastRegret(CORNERS, best), [NOTHING])
    assert -found.measure == pytest.approx(7)
    assert -found.bound == pytest.approx(7, abs=1e-2)
    optima = ["".join(f"{int(v)}" for v in x) for x in FEASIBLE[regrets == 7]]
    assert sorted(optima) == ["11001110", "11101011"]
    assert "".join(f"{round(v)}" for v in found.x) in optima
    assert len(found.lines) < 60  # of the 256 futures few are needed


@pytest.mark.parametrize(
    ("budget", "profit"), list(enumerate([30.5, 27, 24, 21, 19.5, 18, 18, 18, 18]))
)
def test_the_knapsack_loses_what_a_budget_of_bad_profits_takes(budget: int, profit: float) -> None:
    each = np.eye(8) * HALF
    ends = Values(MIDDLE - each, np.zeros(8)), Values(MIDDLE + each, np.zeros(8))
    rule = BudgetOfFactors(Values(MIDDLE[np.newaxis], np.zeros(1)), ends, budget)
    found = best_by(WarmLP(KNAPSACK, 0.0), rule, [NOTHING])
    assert found.measure == pytest.approx(profit)
    assert found.bound == pytest.approx(profit, abs=0.05)


def test_half_a_factor_of_the_budget_takes_half_of_what_a_whole_one_takes() -> None:
    each = np.eye(8) * HALF
    ends = Values(MIDDLE - each, np.zeros(8)), Values(MIDDLE + each, np.zeros(8))
    nominal = Values(MIDDLE[np.newaxis], np.zeros(1))
    x = FEASIBLE[100]
    one, half, two = (BudgetOfFactors(nominal, ends, b).lowest(x).at(x) for b in (1, 1.5, 2))
    assert one > two
    assert half == pytest.approx((one + two) / 2)


def test_the_best_worst_case_and_the_best_of_all_of_the_knapsack() -> None:
    lp = WarmLP(KNAPSACK, 0.0)
    worst = best_by(lp, LeastRegret(CORNERS, np.zeros(256)), [NOTHING])
    assert worst.measure == pytest.approx(18)
    assert best_for(lp, Values(HIGH[np.newaxis], np.zeros(1)), []).value == pytest.approx(47)


@pytest.mark.parametrize(
    ("budget", "bound"),
    [(2.8, 0.4495), (14.1, 0.1773), (25.5, 0.04177), (36.8, 0.005684), (48.1, 0.0004139),
     (59.4, 1.674e-05), (82.0, 3.154e-09)],
)  # fmt: skip
def test_the_chance_that_more_than_the_budget_is_lost(budget: float, bound: float) -> None:
    assert chance_of_more(200, budget) == pytest.approx(bound, rel=2e-3)


def test_the_chance_falls_with_the_budget_and_is_none_when_all_factors_are_in_it() -> None:
    chances = [chance_of_more(10, budget) for budget in np.arange(0, 10.5, 0.5)]
    assert all(more > less for more, less in pairwise(chances))
    assert chances[0] > 0.5
    assert chance_of_more(10, 10) == pytest.approx(2**-10)
    assert chance_of_more(10, 10.5) < 2**-10


def test_the_farmer_earns_what_birge_and_louveaux_say() -> None:
    fields, values = farm()
    lp = WarmLP(fields, 0.0)
    found = best_by(lp, WorstShare(values, beta=0.0), [np.zeros(len(fields.columns))])
    assert found.measure == pytest.approx(108_390, abs=1)
    assert found.x[:3] == pytest.approx([170, 80, 250], abs=0.1)
    perfect = hindsight(lp, values)
    assert perfect.mean() - found.measure == pytest.approx(7_015.56, abs=1)


def test_the_farmer_who_plans_for_the_mean_weather_earns_less() -> None:
    fields, values = farm()
    mean, of_mean = farm([1.0])
    acres = best_for(WarmLP(mean, 0.0), of_mean, []).x[:3]
    assert acres == pytest.approx([120, 80, 300], abs=0.1)
    lp = WarmLP(fields, 0.0)
    lp.set_column_bounds(np.arange(3), acres, acres)
    lp.set_objective(values.costs.mean(axis=0), 0.0, 1)
    assert 108_390 - solve_integer(lp).objective == pytest.approx(1_150, abs=1)


def test_a_farmer_who_looks_at_the_worst_weather_only_earns_most_in_it() -> None:
    fields, values = farm()
    lp = WarmLP(fields, 0.0)
    found = best_by(lp, WorstShare(values, beta=0.9), [np.zeros(len(fields.columns))])
    assert found.measure == pytest.approx(values.of(found.x).min())
    assert found.measure == pytest.approx(hindsight(lp, values).min(), rel=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_proven_is_a_bound_however_early_the_search_ends(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(seed)
    profits, weights = draw.integers(1, 60, (9, 14)), draw.integers(10, 60, 14).astype(float)
    case = matrix([weights], [-np.inf], [weights.sum() // 2], 1.0, whole=True)
    values = Values(profits.astype(float), np.zeros(9))
    worst = values.of(sets(14)[sets(14) @ weights <= weights.sum() // 2]).min(axis=1).max()
    monkeypatch.setattr(cutting_planes, "TOLERANCE", 0.1)
    found = best_by(WarmLP(case, 0.1), LeastRegret(values, np.zeros(9)), [np.zeros(14)])
    assert found.measure - 1e-6 <= worst <= found.bound + 1e-6
    assert found.measure >= 0.8 * worst
