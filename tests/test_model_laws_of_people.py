"""Laws of who is in work and who is not, and of what a plan buys, for every instance."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small import ORDER, SMALL, demanding, instance, relative
from test_model_laws import FEW, SEEDS, SLACK, exits

from inputs.read import default
from model.demand import Text
from model.evaluation.benefits import job_years_of
from model.evaluation.evaluate import evaluate
from model.evaluation.job_loss import JobLoss, departures, loss_of, new_job_rate
from model.formulation.build import build
from model.instance import Instance, Pool
from model.plan import Plan, baseline
from model.solver.lexicographic import solve
from model.solver.matrix import extract

ODENSE = default().instance
assert ODENSE is not None
DAYS = 2000  # of a year: many, so that what is found within a day does not matter
CASES = [(data, s, y, helped) for data in (SMALL, ODENSE) for s in data.reemployment
         for y in data.years[:2] for helped in ({False, s in data.helped})]  # fmt: skip


def best_plan(data: Instance, *then: str) -> Plan:
    """The plan with most exits, then best by other criteria; there must be one."""
    solution = solve(data, (*ORDER, *((criterion, 0.0) for criterion in then)))
    assert solution.agrees
    assume(solution.plan is not None)
    assert solution.plan is not None
    return solution.plan


def by_day(data: Instance, s: str, year: int, *, helped: bool) -> list[JobLoss]:
    """What one dismissal costs by year, one day after the other: nothing is integrated."""
    rules, facts = data.in_year(year), data.reemployment[s]
    group = rules.groups[str(data.staff_groups[s].joins)]
    chance = facts.helped if helped else facts.chance
    found = 1 - exp(-new_job_rate(chance or 0.0) / DAYS)
    leave = 1 - exp(-group.exit_rate / DAYS)
    years = []
    left = [(d.share * (1 - d.gone), round(d.until * DAYS)) for d in departures(data, s, year)]
    state = [[0.0, 0.0] for _ in left]  # who seeks, and who would have had a job found since
    for day in range(DAYS * (data.years[-1] - year + 1)):
        if day % DAYS == 0:
            years.append([0.0, 0.0, 0.0, 0.0])
        for each, (share, end) in zip(state, left, strict=True):
            each[0] = share if day == end else each[0]
            refund = refund_of(rules, (day - end) / DAYS)
            paid = each[0] * group.benefit * group.saved_share
            for at, amount in enumerate((each[0], each[1], paid, paid * refund)):
                years[-1][at] += amount / DAYS
            new = each[0] * found
            each[0] -= new
            each[1] += data.settings.displacement * new - leave * each[1]
    return [JobLoss(*year) for year in years]


def refund_of(rules: Instance, age: float) -> float:
    """The state's share of a benefit that has been drawn so many years."""
    week = int(age * 52) + 1
    return [step.refund for step in rules.ladder if step.from_week <= max(1, week)][-1]


@pytest.mark.parametrize(("data", "s", "year", "helped"), CASES)
def test_a_dismissal_costs_what_it_costs_day_by_day(
    data: Instance, s: str, year: int, *, helped: bool
) -> None:
    told = loss_of(data, s, year, helped=helped)
    for one, other in zip(told, by_day(data, s, year, helped=helped), strict=True):
        assert tuple(one) == pytest.approx(tuple(other), rel=5e-3, abs=2e-3)


@FEW
@given(SEEDS)
def test_nobody_is_counted_twice_in_a_year(seed: int) -> None:
    """An exit is at most a year in work a year, a dismissal at most a year of one seeking."""
    data = relative(seed)
    for g, y in product(data.groups, data.years):
        assert all(0 <= years <= 1 for years in job_years_of(data, g, y))
    for s, y, helped in product(data.reemployment, data.years, (False, True)):
        for loss in loss_of(data, s, y, helped=helped and s in data.helped):
            assert 0 <= loss.seeking <= 1
            assert loss.displaced <= data.settings.displacement * (1 - loss.seeking) + 1e-9


def test_more_people_helped_than_dismissed_is_a_broken_rule() -> None:
    plan = dismissing(SMALL, 1.0, helped=2.5)
    broken = {v.rule for v in evaluate(SMALL, plan).violations}
    assert "only_dismissed_are_helped" in broken


def dismissing(data: Instance, fte: float, helped: float = 0.0) -> Plan:
    """Today's practice, and flex jobbers dismissed in the first year."""
    today, post = baseline(data), ("REHAB", "FX")
    left = {(*post, y): data.staff_today[post] - fte for y in data.years}
    gone = {(*post, data.years[0]): fte}
    help_ = {("FX", data.years[0]): helped}
    return replace(today, staff={**today.staff, **left}, dismissed=gone, helped=help_)


@FEW
@given(SEEDS, st.floats(0.01, 3), st.floats(0, 1))
def test_who_only_dismisses_never_brings_anybody_into_work(
    seed: int, fte: float, share: float
) -> None:
    data = relative(seed)
    people = fte / data.staff_groups["FX"].fte_per_person
    outcome = evaluate(data, dismissing(data, fte, helped=share * people))
    for of_year in outcome.in_work.values():
        assert of_year.gross == pytest.approx(0, abs=1e-9)
        assert of_year.net <= 1e-9
    assert outcome.in_work[2018].net < 0


@FEW
@given(SEEDS, st.sampled_from(["KURS", "MENTOR", "SAMT"]), st.floats(0.5, 40))
def test_growth_of_a_measure_without_effect_gives_nothing(
    seed: int, name: str, more: float
) -> None:
    """Dearer than before and worth nothing by itself or to another: as many exits without more."""
    data = replace(relative(seed), alongside=())
    measure = data.measures[name]
    worthless = replace(
        data,
        measures={
            **data.measures,
            name: measure._replace(running_cost=measure.running_cost + more),
        },
        effects={
            (n, g): effect._replace(low=0.0, mid=0.0, high=0.0) if n == name else effect
            for (n, g), effect in data.effects.items()
        },
    )
    at_most_today = Pool("TODAY", Text("", ""), (name,), (), data.today(name))
    free, held = (
        solve(demanding(each, "SAVING"), ORDER).steps
        for each in (worthless, replace(worthless, pools={**data.pools, "TODAY": at_most_today}))
    )
    assume(free)
    assert held[0].value == pytest.approx(free[0].value, rel=1e-4, abs=1e-6)


@FEW
@given(SEEDS, st.floats(0, 0.05))
def test_a_kept_plan_is_worth_no_more_when_what_it_grows_does_less(seed: int, by: float) -> None:
    """Less effect of what grows, more of what is cut: those of the plan and of today."""
    data = relative(seed)
    plan = best_plan(demanding(data, "SAVING"))
    year = data.years[0]
    grows = {(n, g): plan.total(n, g=g, y=year) > data.today(n, g=g) for n, g in data.effects}
    worse = replace(
        data,
        effects={
            i: effect._replace(mid=effect.mid - by if grows[i] and i[0] not in plan.handed_over
                               else effect.mid + by)
            for i, effect in data.effects.items()
        },
    )  # fmt: skip
    assert worth(worse, plan) <= worth(data, plan) + 1e-9


def worth(data: Instance, plan: Plan) -> float:
    return sum(evaluate(data, plan).extra_exits.values())


@FEW
@given(SEEDS, st.floats(0, 0.04), st.floats(0, 0.06))
def test_more_time_for_the_same_people_never_loses(seed: int, share: float, more: float) -> None:
    def best(time: float) -> float:
        data = relative(seed)
        groups = {g: group._replace(time_share=time) for g, group in data.groups.items()}
        return exits(solve(demanding(replace(data, groups=groups), "SAVING"), ORDER))

    little, plenty = best(share), best(share + more)
    assert plenty >= little - SLACK * max(1.0, abs(little))


@FEW
@given(SEEDS, st.sampled_from([(), ("SAVING",), ("SAVING-ALL", "DISMISSALS")]))
def test_places_stand_from_the_decision_on(seed: int, demands: Sequence[str]) -> None:
    data = relative(seed)
    plan = best_plan(demanding(data, *demands), "in_work")
    for before, after in pairwise(data.years):
        then, now = ({i[:3]: v for i, v in plan.places.items() if i[3] == y}
                     for y in (before, after))  # fmt: skip
        assert then == now


@FEW
@given(SEEDS)
def test_nobody_is_paid_in_a_unit_that_is_closed(seed: int) -> None:
    data = relative(seed)
    plan = best_plan(demanding(data, "CLOSE-UNIT"))
    assert "REHAB" not in plan.unit_is_open
    assert sum(v for (u, _, _), v in plan.staff.items() if u == "REHAB") == pytest.approx(0)


def test_the_hours_of_a_closed_unit_are_no_work() -> None:
    """Who stays in it is idle, all of them, and a rule is broken."""
    today = baseline(SMALL)
    closed = replace(
        today,
        places={i: v for i, v in today.places.items() if i[1] != "REHAB"},
        is_open=frozenset(i for i in today.is_open if i[1] != "REHAB"),
        unit_is_open=today.unit_is_open - {"REHAB"} | {"NY"},
        serves=today.serves - {("B", "REHAB")} | {("B", "NY")},
        casework={(g, "NY" if u == "REHAB" else u, y): v
                  for (g, u, y), v in today.casework.items()},
    )  # fmt: skip
    found = evaluate(SMALL, closed)
    for s, y in product(("SB", "FX"), SMALL.years):
        assert found.idle["REHAB", s, y] == pytest.approx(SMALL.staff_today["REHAB", s])
    broken = {(v.rule, v.where[0]) for v in found.violations}
    assert ("staff_in_open_unit", "REHAB") in broken


def test_what_is_new_is_silent_where_its_tables_are_empty() -> None:
    """No row, no column and no number of contracts, help, casework as a choice or later rules."""
    free = {g: group._replace(casework_low=1.0, casework_high=1.0, no_new_from=None)
            for g, group in SMALL.groups.items()}  # fmt: skip
    silent = replace(SMALL, contracts={}, reemployment={}, by_year={}, groups=free)
    for data in (silent, instance("toy"), instance("tiny")):
        matrix = extract(build(demanding(data)))
        named = {name for name, _ in (*matrix.rows, *matrix.columns)}
        assert not named & {
            "unused", "left", "helped", "casework_step", "places_bought", "no_more_than_bought",
            "cannot_be_left", "only_dismissed_are_helped", "casework_by_steps",
            "casework_step_holds", "casework_where_served", "spells_in_proportion",
        }  # fmt: skip
    outcome = evaluate(silent, dismissing(silent, 1.0))
    assert [of_year.out for of_year in outcome.in_work.values()] == [0.0, 0.0]
