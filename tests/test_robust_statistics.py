"""The laws of regret, and of what knowing numbers is worth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm, qmc

from model.robust.decisions import (
    Condition,
    checked,
    conditions_of,
    holds,
    simplest,
    telling_rule,
)
from model.robust.information import Change, evppi, switching_values
from model.robust.statistics import (
    best_shares,
    chances_to_beat,
    evpi,
    regrets,
    standings,
    worst_means,
)

TABLES = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 12)),
                elements=st.floats(-100, 100).map(lambda v: round(v, 3)))  # fmt: skip
NORMALS = norm.ppf(qmc.Sobol(2, seed=0).random_base2(14))  # evenly spread
P1, P2 = NORMALS[:, 0], 2 * NORMALS[:, 1]
NOTHING = np.zeros(len(P1))


@settings(deadline=None)
@given(TABLES)
def test_no_regret_is_negative_and_the_least_expected_loss_is_the_worth_of_knowing(
    table: np.ndarray,
) -> None:
    lost, known = regrets(table), standings(table)
    assert (lost >= 0).all()
    assert (lost.min(axis=0) == 0).all()
    assert min(each.expected_loss for each in known) == pytest.approx(evpi(table))
    assert evpi(table) == pytest.approx(table.max(axis=0).mean() - table.mean(axis=1).max())
    assert sum(each.best_share for each in known) == pytest.approx(1)


@settings(deadline=None)
@given(TABLES)
def test_the_worst_of_all_futures_is_the_mean_and_of_few_no_more(table: np.ndarray) -> None:
    assert worst_means(table, 1.0) == pytest.approx(table.mean(axis=1))
    assert (worst_means(table, 0.3) <= table.mean(axis=1) + 1e-9).all()
    assert worst_means(table, 1 / table.shape[1]) == pytest.approx(table.min(axis=1))


@settings(deadline=None)
@given(TABLES)
def test_of_two_plans_one_is_better_or_they_are_as_good(table: np.ndarray) -> None:
    beats = chances_to_beat(table)
    same = (np.abs(table[:, np.newaxis] - table) <= 1e-9).mean(axis=2)
    assert beats + beats.T + same == pytest.approx(1)


def test_hindsight_plans_make_knowing_worth_more_and_every_regret_larger() -> None:
    table = np.array([[1.0, 5.0], [3.0, 3.0]])
    assert evpi(table) == 1
    assert evpi(table, np.array([4.0, 5.0])) == 1.5
    assert standings(table, np.array([4.0, 5.0]))[0].greatest_regret == 3
    assert evpi(table, np.array([-9.0, -9.0])) == 1  # a plan of the table was better


def test_a_tie_counts_a_part_for_each() -> None:
    assert best_shares(np.array([[1.0, 2.0], [1.0, 1.0], [0.0, 2.0]])).tolist() == [0.5, 0.25, 0.25]


@pytest.mark.parametrize(
    ("mean", "spread", "worth"), [(1, 2, 0.3955931148), (10, 20, 3.955931148), (0, 1, 0.3989422804)]
)
def test_knowing_one_normal_value_is_worth_what_the_integral_says(
    mean: float, spread: float, worth: float
) -> None:
    assert evpi(np.array([NOTHING, mean + spread * NORMALS[:, 0]])) == pytest.approx(
        worth, rel=3e-3
    )


def test_knowing_a_part_is_worth_what_the_exact_normal_case_says() -> None:
    table = np.array([NOTHING, P1 + P2])
    numbers = np.column_stack([P1, P2])
    found = evppi(table, numbers, {"p1": [0], "p2": [1], "both": [0, 1]})
    assert found["p1"].value == pytest.approx(0.3989422804, rel=0.03)
    assert found["p2"].value == pytest.approx(0.7978845608, rel=0.03)
    assert found["both"].value == evpi(table) == pytest.approx(0.8920620581, rel=0.03)
    assert 0 < found["p1"].error < 0.05


def test_knowing_one_of_two_numbers_that_go_together_is_worth_what_the_exact_case_says() -> None:
    first = 1 + P1
    table = np.array([NOTHING, first + first + P2])
    found = evppi(table, np.column_stack([first, P2]), {"p1": [0]}, repeats=0)
    assert found["p1"].value == pytest.approx(0.1666309412, rel=0.03)


@pytest.mark.parametrize("seed", range(3))
def test_knowing_more_is_never_worth_less_nor_more_than_knowing_all(seed: int) -> None:
    draw = np.random.default_rng(seed)
    numbers = draw.normal(size=(60, 9))
    table = np.array([numbers @ draw.normal(size=9) + draw.normal() for _ in range(3)])
    groups = {f"{k}": list(range(k)) for k in range(10)}
    found = [worth.value for worth in evppi(table, numbers, groups, repeats=0).values()]
    assert found[0] == 0
    assert found == sorted(found)
    assert found[-1] == evpi(table)


def test_a_number_that_decides_nothing_is_worth_nothing_to_speak_of() -> None:
    draw = np.random.default_rng(0)
    numbers = draw.normal(size=(2000, 2))
    table = np.array([np.zeros(2000), numbers[:, 0]])
    found = evppi(table, np.column_stack([numbers, np.ones(2000)]), {"other": [1], "none": [2]})
    assert found["other"].value < 0.03
    assert found["none"] == (0, 0)


def test_the_plan_changes_where_its_line_is_crossed_and_passes_every_plan_between() -> None:
    grid = np.array([0.0, 1.0, 2.0])
    table = np.array([[1.0, 1.0, 1.0], [0.0, 2.0, 4.0], [-4.0, 2.0, 8.0], [-9.0, -9.0, 9.0]])
    assert switching_values(grid, table) == [
        Change(0.5, 0, 1),
        Change(1.0, 1, 2),
        Change(pytest.approx(1 + 11 / 12), 2, 3),
    ]
    assert switching_values(grid, table[:2, ::-1]) == [Change(1.5, 1, 0)]
    assert switching_values(grid, table[:1]) == []


def test_the_rule_that_made_the_decision_is_found_with_its_coverage() -> None:
    numbers = np.random.default_rng(0).normal(size=(400, 12))
    made = (numbers[:, 3] > 0.2) & (numbers[:, 7] <= 0.5)
    found = telling_rule(made, numbers)
    assert found is not None
    assert {(c.number, c.above) for c in found.conditions} == {(3, True), (7, False)}
    assert {c.number: c.value for c in found.conditions} == pytest.approx({3: 0.2, 7: 0.5}, abs=0.1)
    assert found.coverage > 0.9
    assert found.precision > 0.9


def test_one_number_that_tells_needs_one_condition() -> None:
    numbers = np.random.default_rng(1).normal(size=(300, 20))
    found = telling_rule(numbers[:, 5] <= 0, numbers)
    assert found is not None
    assert [(c.number, c.above) for c in found.conditions] == [(5, False)]


def test_chance_has_no_rule_and_neither_has_what_is_always_decided() -> None:
    draw = np.random.default_rng(2)
    numbers = draw.normal(size=(200, 150))
    assert telling_rule(draw.uniform(size=200) < 0.5, numbers) is None
    assert telling_rule(np.ones(200, bool), numbers) is None
    nearly = np.arange(200) > 3
    assert telling_rule(nearly, numbers) is None


def test_the_conditions_of_a_leaf_hold_just_there_and_an_end_is_told_once() -> None:
    numbers = np.linspace(0, 1, 200)[:, np.newaxis]
    made = (numbers[:, 0] > 0.3) & (numbers[:, 0] < 0.6)
    found = conditions_of(made, numbers, 3)
    assert sorted(c.above for c in found) == [False, True]
    assert (holds(found, numbers) == made).mean() > 0.95
    assert Condition(0, above=True, value=0.5).holds(np.array([[0.5], [0.6]])).tolist() == [
        False, True,
    ]  # fmt: skip


def test_a_number_that_is_best_in_the_middle_is_worth_knowing_too() -> None:
    table = np.array([NOTHING, 1 - P1**2])
    found = evppi(table, np.column_stack([P1, P2]), {"p1": [0]}, repeats=0)
    assert found["p1"].value == pytest.approx(evpi(table), rel=0.05)


def test_where_three_plans_meet_the_one_that_rises_most_follows() -> None:
    table = np.array([[1.0, 1.0], [0.0, 2.0], [-1.0, 3.0]])
    assert switching_values(np.array([0.0, 1.0]), table) == [Change(0.5, 0, 2)]


def test_of_two_conditions_on_one_end_the_tighter_is_told() -> None:
    low, high = Condition(0, above=True, value=0.2), Condition(0, above=True, value=0.5)
    assert simplest([low, high]) == simplest([high, low]) == (high,)
    below = low._replace(above=False), high._replace(above=False)
    assert simplest(below) == simplest(below[::-1]) == (below[0],)
    assert simplest([low, below[1]]) == (low, below[1])


def test_precision_and_coverage_are_those_in_futures_that_the_rule_has_not_seen() -> None:
    draw = np.random.default_rng(5)
    numbers, noise = draw.normal(size=(4300, 150)), draw.normal(size=4300)
    made = numbers[:, 0] + numbers[:, 1] + 1.5 * noise > 0.8
    found = [checked(made[:300], numbers[:300], depth) for depth in (2, 3)]
    for (coverage, precision), depth in zip(found, (2, 3), strict=True):
        said = holds(conditions_of(made[:300], numbers[:300], depth), numbers[300:])
        hits = (said & made[300:]).sum()
        assert precision == pytest.approx(hits / said.sum(), abs=0.1)
        assert coverage == pytest.approx(hits / made[300:].sum(), abs=0.1)
