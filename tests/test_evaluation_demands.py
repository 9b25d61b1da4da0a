"""A demand judged without a solver, against its rows in the model."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from plan_points import point
from small import ORDER, SMALL, bounded, demanding, relative
from written_rows import row

from model.demand import Demand
from model.demand_kinds.kinds import KINDS, judge
from model.evaluation.evaluate import evaluate
from model.formulation.build import build
from model.instance import Instance
from model.plan import Plan, baseline
from model.solution import DemandResult
from model.solver.lexicographic import solve
from model.solver.matrix import extract

STEP = 1e-3  # of the bound


def wanted(kind: str, bound: float = 0.0, **about: Any) -> Demand:
    return Demand("Q", SMALL.settings.name, SMALL.settings.name, kind, bound, **about)


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
    together = replace(
        today,
        serves=frozenset({("A", "NY"), ("B", "NY")}),
        casework={(g, "NY", y): hours for (g, _, y), hours in today.casework.items()},
    )
    typed = [(SMALL, today), (SMALL, shut), (SMALL, together)]
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


def at_bounds(data: Instance, demand: str, bounds: list[float]) -> Instance:
    """The instance with the demand at each of the bounds, by their numbers, and no others."""
    asked = data.demands[demand]._replace(active=True)
    demands = {str(n): asked._replace(id=str(n), bound=b) for n, b in enumerate(bounds)}
    return replace(data, demands=demands)


def broken_by(data: Instance, plan: Plan) -> dict[str, float]:
    """By how much the plan's point breaks the rows of each demand, at most."""
    matrix = extract(build(data))
    excess, most = matrix.violation(point(plan, matrix)), dict.fromkeys(data.demands, 0.0)
    for i, q in matrix.demand_of.items():
        most[q] = max(most[q], excess[i])
    return most


@pytest.mark.parametrize("demand", SMALL.demands)
def test_a_demand_is_met_exactly_when_its_rows_hold(demand: str) -> None:
    seen = set()
    for data, plan in plans():
        tried = at_bounds(data, demand, bounds_to_try(data, plan, demand))
        before, after = evaluate(data, baseline(data)), evaluate(data, plan)
        told, broken = judge(tried, plan, before, after), broken_by(tried, plan)
        for q in tried.demands:
            assert told[q].met == (broken[q] < 1e-4), (tried.demands[q].bound, plan)
            seen.add(told[q].met)
    assert seen == {True, False}, "the cases do not tell"


def test_every_kind_of_demand_is_tried() -> None:
    assert {q.kind for q in SMALL.demands.values()} == set(KINDS)


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


ODD = {
    "a measure that nobody takes over": (wanted("hand_over", measures=("SAMT",)), "infeasible"),
    "no citizens per caseworker": (wanted("caseload", 0, groups=("A",)), "infeasible"),
    "fewer than none": (wanted("caseload", -5, groups=("A",)), "infeasible"),
    "a unit that is always open": (wanted("keep_unit", units=("SOC",)), "optimal"),
    "a saving after the last year": (wanted("saving", 10, from_year=2030), "optimal"),
    "a type that no measure has": (wanted("reinvest", 50, types=("andet",)), "infeasible"),
    "a group alone treated alike": (wanted("equal_treatment", 0, groups=("A",)), "optimal"),
    "help that nobody gives": (wanted("help", 1, staff=("SB",)), "optimal"),
}  # fmt: skip


@pytest.mark.parametrize("about", ODD)
def test_an_odd_demand_gets_an_answer(about: str) -> None:
    demand, termination = ODD[about]
    solution = solve(replace(SMALL, demands={"Q": demand}), ORDER)
    assert solution.termination == termination
    assert solution.agrees


ALL = {
    "keep_open": ("SAMT", "KURS", "VAERK", "DANSK", "MENTOR"),
    "as_today": ("SAMT", "KURS", "VAERK", "DANSK", "MENTOR"),
    "places": ("SAMT", "KURS", "VAERK", "DANSK", "MENTOR"),
    "keep_unit": ("JOB", "REHAB"),
    "protected_staff": ("SB", "FX", "SJ", "LE"),
}
TABLES = {"keep_unit": "units", "protected_staff": "staff"}


@pytest.mark.parametrize("kind", ALL)
def test_a_demand_that_names_nothing_is_about_everything(kind: str) -> None:
    named = wanted(kind, 250, **{TABLES.get(kind, "measures"): ALL[kind]})
    written = [rows_of(replace(SMALL, demands={"Q": q})) for q in (wanted(kind, 250), named)]
    assert written[0] == written[1] != []


def rows_of(data: Instance) -> list[str]:
    matrix = extract(build(data))
    return sorted(row(matrix, i) for i in matrix.demand_of)


def test_a_caseload_cannot_be_promised_where_nobody_does_the_casework() -> None:
    """Hours that no staff group gives would meet any caseload."""
    group = SMALL.groups["B"]._replace(caseload=None, interviews=0.0, casework_staff=None)
    none = replace(SMALL, groups={**SMALL.groups, "B": group})
    data = replace(none, demands={"Q": wanted("caseload", 50, groups=("B",))})
    assert solve(data, [("exits", 0.0)]).termination == "infeasible"
    before = evaluate(data, baseline(data))
    assert not judge(data, baseline(data), before, before)["Q"].met
    invented = replace(baseline(data), casework={("B", "REHAB", 2017): 9e9})
    assert "staff_need" not in {v.rule for v in evaluate(data, invented).violations}


def test_casework_by_nobody_is_not_done() -> None:
    group = SMALL.groups["B"]._replace(casework_staff=None)
    data = replace(SMALL, groups={**SMALL.groups, "B": group})
    invented = replace(baseline(data), casework={("B", "REHAB", y): 9e9 for y in data.years})
    assert ("B", "REHAB", 2017) in {
        v.where for v in evaluate(data, invented).violations if v.rule == "casework_is_done"
    }
