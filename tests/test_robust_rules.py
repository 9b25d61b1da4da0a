"""Robust plans are the best by their rule, keep its laws, and are those of a second writing."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from knapsack_case import random
from robust_case import NOMINAL, future, futures, numbers
from second.arrays import Best, Sum
from second.base import Base
from second.data import read
from second.robust import budget_of_factors, least_regret, value, worst_share
from second_implementation import posed

from model.robust.cutting_planes import RobustPlan, allowed, best_by
from model.robust.hindsight import hindsight_plans
from model.robust.rules import BudgetOfFactors, LeastRegret, Rule, WorstShare
from model.robust.value import Values, values_in
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from model.solver.matrix import Vector

LITTLE = read(Path(__file__).parent / "data" / "small")
ASKED = {"levers": {"structure": "free"},
         "demands": {q: q in ("SAVING", "KEEP-OPEN") for q in NOMINAL.demands}}  # fmt: skip
NUMBER = 6
LP = build_lp(NOMINAL, GAP)
VALUES = values_in(futures(NOMINAL, NUMBER), LP.matrix.columns)
NEAR = 0.2  # of the way: factors that do not turn a gain into a loss
FACTORS = [[10 * end + j for j in range(4)] for end in (1, 2)]  # seeds of each end
ENDS = tuple(
    values_in([future(NOMINAL, seed, NEAR) for seed in seeds], LP.matrix.columns)
    for seeds in FACTORS
)
CENTRE = values_in([NOMINAL], LP.matrix.columns)


@cache
def hindsight() -> tuple[Vector, Vector]:
    """The values and the points of the hindsight plans."""
    found = hindsight_plans(NOMINAL, VALUES)
    return np.array([plan.value for plan in found]), np.array([plan.x for plan in found])


def robust(rule: Rule) -> RobustPlan:
    return best_by(build_lp(NOMINAL, GAP), rule, list(hindsight()[1]))


def rewritten(seed: int, spread: float) -> Base:
    """A future of the second implementation, whose effects are per 100."""
    data = {}
    for path, number in numbers(NOMINAL, seed, spread).items():
        per_100 = path.endswith((".mid", ".casework_effect"))
        data[path.replace(".mid", ".effect")] = 100 * number if per_100 else number
    return posed(LITTLE, {**ASKED, "data": data})


def second(rule: Callable[[Base, list[Sum]], Sum], seeds: list[int], spread: float = 1.0) -> Best:
    """The best by a rule that is given the values in futures, and last in the nominal one."""
    b = posed(LITTLE, ASKED)
    values = [value(b, rewritten(seed, spread), k) for k, seed in enumerate(seeds)]
    values.append(value(b, posed(LITTLE, ASKED), len(seeds)))
    found = b.problem.best(rule(b, values))
    assert found is not None
    return found


def assert_same(first: RobustPlan, other: Best) -> None:
    slack = 1e-5 * max(1.0, abs(other.bound))
    assert first.termination == "optimal"
    assert first.measure <= other.bound + slack
    assert other.value <= first.bound + slack
    assert first.measure == pytest.approx(other.value, rel=2e-3, abs=4e-3)


def test_the_least_greatest_regret_is_that_of_a_row_for_each_future() -> None:
    best, _ = hindsight()
    found = second(lambda b, v: least_regret(b, v[:NUMBER], best.tolist()), list(range(NUMBER)))
    assert_same(robust(LeastRegret(VALUES, best)), found)


@pytest.mark.parametrize(("beta", "weight"), [(0.0, 1.0), (0.5, 1.0), (0.7, 1.0), (0.7, 0.4)])
def test_the_best_worst_share_is_that_of_rockafellar_and_uryasev(
    beta: float, weight: float
) -> None:
    found = second(lambda b, v: worst_share(b, v[:NUMBER], beta, weight), list(range(NUMBER)))
    assert_same(robust(WorstShare(VALUES, beta, weight)), found)


@pytest.mark.parametrize("budget", [0, 1, 1.5, 2])
def test_the_best_with_a_budget_of_factors_is_that_of_bertsimas_and_sim(budget: float) -> None:
    found = second(
        lambda b, v: budget_of_factors(b, v[8], list(zip(v[:4], v[4:8], strict=True)), budget),
        [*FACTORS[0], *FACTORS[1]],
        NEAR,
    )
    assert_same(robust(BudgetOfFactors(CENTRE, ENDS, budget)), found)


@pytest.mark.parametrize("seed", range(3))
def test_the_greatest_regret_is_the_least_of_all_choices_tried(seed: int) -> None:
    case = random(seed, number=7)
    drawn = np.random.default_rng(seed).uniform(-0.5, 2, (8, 7))
    lp = build_lp(case.data, GAP)
    those = [replace(case, exits=tuple((case.exits * row).tolist())).data for row in drawn]
    values = values_in(those, lp.matrix.columns)
    plans = hindsight_plans(case.data, values)
    best = np.array([plan.value for plan in plans])
    found = best_by(lp, LeastRegret(values, best), [plan.x for plan in plans])
    tried = np.array(list(product((0.0, 1.0), repeat=7)))
    kept = tried[tried @ case.costs <= case.budget]
    per_exit = best.max() / (kept @ (drawn * case.exits).T).max()
    table = per_exit * kept @ (drawn * case.exits).T
    least = (table.max(axis=0) - table).max(axis=1).min()
    assert -found.bound - 1e-6 <= least <= -found.measure + 1e-3 * per_exit * drawn.max() * 20
    assert least == pytest.approx(-found.measure, rel=2e-3, abs=4e-3)


def test_the_mean_of_all_futures_is_cvar_at_beta_zero_and_the_best_of_the_mean_row() -> None:
    mean = Values(VALUES.costs.mean(axis=0, keepdims=True), VALUES.constants.mean(keepdims=True))
    found = robust(WorstShare(VALUES, beta=0.0))
    assert found.measure == pytest.approx(VALUES.of(found.x).mean())
    assert hindsight_plans(NOMINAL, mean)[0].value == pytest.approx(
        found.measure, abs=allowed(found.measure)
    )


def test_without_a_budget_the_nominal_plan_is_best_and_with_all_of_it_the_worst_case() -> None:
    nominal = hindsight_plans(NOMINAL, CENTRE)[0]
    none = robust(BudgetOfFactors(CENTRE, ENDS, 0.0))
    assert none.measure == pytest.approx(nominal.value, abs=allowed(nominal.value))
    every = robust(BudgetOfFactors(CENTRE, ENDS, 4.0))
    lost = CENTRE.of(every.x)[0] - np.minimum(*(end.of(every.x) for end in ENDS))
    assert every.measure == pytest.approx(CENTRE.of(every.x)[0] - lost.clip(min=0).sum())
    assert every.measure < none.measure - 0.1


def test_the_measure_falls_with_beta_and_with_the_budget() -> None:
    shares = [robust(WorstShare(VALUES, beta)).measure for beta in (0.0, 0.3, 0.6, 0.9)]
    budgets = [robust(BudgetOfFactors(CENTRE, ENDS, b)).measure for b in (0, 1, 2, 3, 4)]
    for found in (shares, budgets):
        assert all(a > b - 2e-2 for a, b in pairwise(found))
        assert found[0] > found[-1] + 0.1


def test_no_plan_regrets_less_and_the_nominal_plan_regrets_more() -> None:
    best, plans = hindsight()
    found = robust(LeastRegret(VALUES, best))
    assert found.measure <= 1e-6
    regrets = (best - VALUES.of(np.array([*plans, hindsight_plans(NOMINAL, CENTRE)[0].x]))).max(1)
    assert regrets.min() >= -found.bound - 1e-6
    assert regrets[-1] > -found.measure + 0.05


def test_one_future_alone_has_no_regret() -> None:
    best, _ = hindsight()
    alone = robust(LeastRegret(VALUES.row(0), best[:1]))
    assert alone.measure == pytest.approx(0, abs=2e-3)


def test_futures_that_do_not_differ_lose_nothing_by_any_rule() -> None:
    same = values_in([NOMINAL] * 3, LP.matrix.columns)
    best = hindsight_plans(NOMINAL, CENTRE)[0].value
    for rule in (
        WorstShare(same, 0.9),
        BudgetOfFactors(CENTRE, (same, same), 3),
        LeastRegret(same, np.zeros(3)),
    ):
        assert robust(rule).measure == pytest.approx(best, abs=allowed(best))


def test_a_factor_that_is_no_worse_at_either_end_takes_nothing_of_the_value() -> None:
    better = Values(CENTRE.costs, CENTRE.constants + 1), Values(CENTRE.costs, CENTRE.constants + 2)
    x = hindsight()[1][0]
    rule = BudgetOfFactors(CENTRE, better, 1.0)
    assert rule.lowest(x).at(x) == pytest.approx(CENTRE.of(x)[0])


def test_without_time_the_best_of_the_plans_that_are_known_is_kept_and_not_called_proven() -> None:
    best, plans = hindsight()
    rule = LeastRegret(VALUES, best)
    lp = build_lp(NOMINAL, GAP)
    lp.set_time_limit(0.0)
    known = (VALUES.of(plans) - best).min(axis=1)
    found = best_by(lp, rule, list(plans[np.argsort(-known)]))
    assert found.termination == "feasible"
    assert found.measure == pytest.approx(known.max())
    assert np.ptp(known) > 0.1


def test_a_linear_program_is_given_back_as_it_was() -> None:
    lp = build_lp(NOMINAL, GAP)
    sizes = lp.highs.getNumRow(), lp.highs.getNumCol()
    best_by(lp, WorstShare(VALUES, 0.5), list(hindsight()[1]))
    assert (lp.highs.getNumRow(), lp.highs.getNumCol()) == sizes
