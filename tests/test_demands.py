"""A demand judged without a solver, against its rows in the model."""

from dataclasses import replace
from functools import cache

import pytest
from points import point
from small import ORDER, SMALL, bounded, demanding, relative

from model.demands import judge
from model.evaluate import evaluate
from model.formulation.build import build
from model.formulation.demands import ROWS
from model.instance import Instance
from model.matrix import extract
from model.plan import Plan, baseline
from model.solution import DemandResult
from model.solve import solve

STEP = 1e-3  # of the bound


@cache
def plans() -> list[tuple[Instance, Plan]]:
    """Plans that close a gap, hand over or set aside; today's, and today's with less open."""
    cases = [
        demanding(SMALL, "HAND-OVER"), demanding(SMALL, "RESERVED-STAFF"),
        *(bounded(relative(seed), "SAVING", 600.0) for seed in range(3)),
    ]  # fmt: skip
    solved = [(data, solve(data, ORDER).plan) for data in cases]
    today = baseline(SMALL)
    shut = replace(today, is_open=frozenset(), unit_is_open=frozenset({"SOC"}))
    typed = [(SMALL, today), (SMALL, shut)]
    return [*typed, *((data, plan) for data, plan in solved if plan)]


def judged(data: Instance, plan: Plan, demand: str) -> DemandResult:
    before, after = evaluate(data, baseline(data)), evaluate(data, plan)
    return judge(data, plan, before, after)[demand]


def bounds_to_try(data: Instance, plan: Plan, demand: str) -> list[float]:
    """The bound as it is, and a step to either side of where the plan just meets it."""
    bound, slack = data.demands[demand].bound, judged(data, plan, demand).slack
    met = [bound - slack, bound + slack]
    edges = [edge + sign * STEP * max(1.0, edge) for edge in met for sign in (-1, 1)]
    return [bound, *(edge for edge in edges if edge > 0)]


def broken_by(data: Instance, plan: Plan, demand: str) -> float:
    """By how much the plan's point breaks the rows of a demand, at most."""
    matrix = extract(build(demanding(data, demand)))
    excess = matrix.excess(point(plan, matrix))
    return max((excess[i] for i, q in matrix.demand_of.items() if q == demand), default=0.0)


@pytest.mark.parametrize("demand", SMALL.demands)
def test_a_demand_is_met_exactly_when_its_rows_hold(demand: str) -> None:
    seen = set()
    for data, plan in plans():
        for bound in bounds_to_try(data, plan, demand):
            tried = bounded(data, demand, bound)
            met = judged(tried, plan, demand).met
            assert met == (broken_by(tried, plan, demand) < 1e-4), (bound, plan)
            seen.add(met)
    assert seen == {True, False}, "the cases do not tell"


def test_every_kind_of_demand_is_tried() -> None:
    assert {q.kind for q in SMALL.demands.values()} == set(ROWS)


def test_a_demand_that_is_off_is_judged_all_the_same() -> None:
    plan = baseline(SMALL)
    outcome = evaluate(SMALL, plan)
    closed = judge(SMALL, plan, outcome, outcome)["CLOSE"]
    assert (closed.active, closed.met, closed.slack) == (False, False, -1)


def test_a_demand_outside_its_years_asks_for_nothing() -> None:
    data = bounded(SMALL, "DISMISSALS", 0.0)
    q = data.demands["DISMISSALS"]._replace(from_year=2030, to_year=2031)
    data = replace(data, demands={"DISMISSALS": q})
    plan = replace(baseline(data), dismissed={("JOB", "SB", 2018): 1.0})
    before, after = evaluate(data, baseline(data)), evaluate(data, plan)
    assert judge(data, plan, before, after)["DISMISSALS"].met
