"""The plans near the best: published and counted cases, and every plan of small instances tried."""

from dataclasses import replace
from itertools import combinations, islice, pairwise

import numpy as np
import pytest
from knapsack_case import random
from near_best_case import (
    farthest,
    near_best_sets,
    near_cheapest,
    near_most_exits,
    plants,
    size,
)
from small import SMALL, bounded, demanding, relative

from model.alternatives.alternatives import Alternative, alternatives
from model.alternatives.choices import choices, steps_of, values_of
from model.alternatives.distance import Difference, PlanChoice, differences, distance
from model.alternatives.near_best import Range
from model.alternatives.ranges import ranges
from model.evaluation.evaluate import evaluate
from model.instance import Instance
from model.plan import Plan, baseline
from model.solver.lexicographic import solve

SHARES = (0.0, 0.05, 0.2)


def all_ranges(data: Instance, share: float) -> dict[tuple[str, str], Range]:
    before = evaluate(data, baseline(data))
    found = ranges(data, before, near_most_exits(data, share))
    return {(each.kind, each.of): each.range for each in found}


def best_plan(data: Instance) -> Plan:
    plan = solve(data, (("exits", 0.0),)).plan
    assert plan is not None
    return plan


def differing(data: Instance, share: float) -> tuple[list[Alternative], Difference, Plan]:
    near, first = near_most_exits(data, share), best_plan(data)
    difference = Difference(near, tuple(choices(data, near.lp.matrix)))
    before, order = evaluate(data, baseline(data)), (("exits", share), ("dismissals", 0.0))
    return [*islice(alternatives(data, before, difference, first, order), 4)], difference, first


def test_a_slack_of_a_twentieth_lets_coal_fall_to_78_and_gas_grow_to_22() -> None:
    matrix = plants((220, 270))
    found = near_cheapest(matrix, 0.05)
    coal, gas = (found.range(size(matrix, i)) for i in (0, 1))
    assert (found.best.objective, found.worst) == pytest.approx((22_000, 23_100))
    assert (coal.least.value, gas.least.value, gas.most.value) == pytest.approx((78, 0, 22))
    assert coal.least.proven
    assert gas.most.proven


def test_a_plant_that_is_hardly_cheaper_can_be_left_out() -> None:
    matrix = plants((109, 110))
    found = near_cheapest(matrix, 0.05)
    assert found.best.objective == pytest.approx(10_900)
    assert found.range(size(matrix, 0)).least.value == pytest.approx(0)
    assert near_cheapest(matrix, 0.005).range(size(matrix, 0)).least.value > 1


@pytest.mark.parametrize(
    ("costs", "least", "loss"),
    [((220, 270), 0.0, 220), ((220, 270), 500.0, 500), ((0, 270), 5.0, 5), ((-10, 270), 0.0, 10)],
)
def test_the_loss_is_a_share_of_the_best_whatever_its_sign_or_the_least_that_is_given(
    costs: tuple[float, float], least: float, loss: float
) -> None:
    found = near_cheapest(plants(costs, most=100.0), 0.01, least)
    assert found.loss == pytest.approx(loss)
    assert found.worst == pytest.approx(found.best.objective + loss)


def test_plants_differ_where_a_step_lies_between_them_until_every_plan_is_near_one() -> None:
    matrix, step = plants((109, 110)), 25.0
    near = near_cheapest(matrix, 0.05)
    difference = Difference(near, [PlanChoice(size(matrix, i), step) for i in (0, 1)])
    known = [np.array([100.0, 0.0])]
    while (found := difference.farthest(known)) and found.distance:
        assert (found.distance, found.bound) == (2, 2), "what one plant loses the other gains"
        known.append(found.values)
    assert found is not None
    assert found.bound == 0
    sizes = sorted(float(each[0]) for each in known)
    assert all(b - a >= step * 0.999 for a, b in pairwise(sizes))
    assert all(b - a < 2 * step * 1.001 for a, b in pairwise(sizes)), "else one fits in between"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", SHARES)
def test_the_range_of_a_measure_is_that_of_every_set_near_the_best(seed: int, share: float) -> None:
    knapsack = random(seed, number=7)
    sets, found = near_best_sets(knapsack, share), all_ranges(knapsack.data, share)
    for i, places in enumerate(knapsack.places):
        each = found["places", f"K{i:02}"]
        ends = places * sets[:, i].min(), places * sets[:, i].max()
        assert (each.least.value, each.most.value) == pytest.approx(ends, abs=1e-3)
        assert each.proven


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", SHARES[1:])
def test_no_set_near_the_best_is_farther_from_those_shown_than_said(
    seed: int, share: float
) -> None:
    knapsack = random(seed, number=7)
    found, _, first = differing(knapsack.data, share)
    sets = near_best_sets(knapsack, share)
    names, places = list(knapsack.data.measures), np.array(knapsack.places)
    known = [np.array([first.total(n, y=2017) for n in names]) / places]
    for each in found:
        assert (each.distance, each.bound) == (farthest(sets, known),) * 2
        if each.solution is None or each.solution.plan is None:
            assert each.distance == 0
            break
        plan = each.solution.plan
        chosen = np.array([plan.total(n, y=2017) for n in names]) / places
        known.append(np.round(chosen))
        assert np.abs(sets - known[-1]).sum(axis=1).min() == 0, "it is a set near the best"


@pytest.mark.parametrize("seed", range(4))
def test_the_set_of_plans_near_the_best_grows_with_the_loss(seed: int) -> None:
    data = bounded(demanding(relative(seed)), "SAVING", 400)
    for less, more in pairwise(all_ranges(data, share) for share in SHARES):
        for name, each in less.items():
            noise = 3e-3 * max(1.0, abs(each.most.value), abs(each.least.value))
            if name[0] != "criterion":
                assert each.proven
                assert each.least.value >= more[name].least.value - noise
                assert each.most.value <= more[name].most.value + noise


@pytest.mark.parametrize("seed", range(4))
def test_every_alternative_is_evaluated_near_the_best_and_as_far_as_said(seed: int) -> None:
    data, share = bounded(demanding(relative(seed)), "SAVING", 400), 0.1
    found, difference, first = differing(data, share)
    known, steps = [values_of(data, first)], np.array([*steps_of(data).values()])
    near, distances = difference.near, [each.distance for each in found]
    assert distances == sorted(distances, reverse=True)
    for each in found:
        assert each.distance == each.bound
        if each.solution is None:
            continue
        plan, outcome = each.solution.plan, each.solution.outcome
        assert plan is not None
        assert outcome is not None
        exits = sum(outcome.extra_exits.values())
        assert exits >= near.worst - 1e-6 * max(1.0, abs(near.worst))
        values = values_of(data, plan)
        assert min(distance(values, other, steps) for other in known) == each.distance
        known.append(values)
    assert len(known) > 1, "some plan differs"


def test_a_point_that_the_evaluation_does_not_confirm_is_no_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, before = bounded(SMALL, "SAVING", 400), evaluate(SMALL, baseline(SMALL))
    sound = {(r.kind, r.of): r.range for r in ranges(data, before, near_most_exits(data, 0.2))}
    near = near_most_exits(data, 0.2)
    found = ranges(data, before, near)
    first = next(found)
    monkeypatch.setattr(near, "confirm", lambda _point: False)
    unconfirmed = [each for each in (first, *found) if not each.range.proven]
    assert any(each.kind == "places" for each in unconfirmed)
    for each in unconfirmed:
        assert each.range.most.value <= sound[each.kind, each.of].most.value + 1e-6
        assert each.range.most.bound >= sound[each.kind, each.of].most.value - 1e-6


def test_a_measure_that_is_handed_over_differs_from_one_that_runs_and_from_one_that_closes() -> (
    None
):
    data = demanding(SMALL, "HAND-OVER")
    handed = best_plan(data)
    (n,) = handed.handed_over
    closed = replace(handed, handed_over=frozenset())
    running = baseline(data)
    at, steps = [*steps_of(data)].index(("measure", n)), np.array([*steps_of(data).values()])
    values = [values_of(data, plan) for plan in (handed, closed, running)]
    for one, other in combinations(values, 2):
        assert differences(one, other, steps)[at]
