"""Where everybody ends, who gives up hours, and whom no plan dismisses."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reports_case import INSTANCE

from inputs import read
from model.instance import Instance
from model.plan import Plan, baseline
from model.staff.destinations import staff_destinations
from model.staff.flows import given_up, leavers
from model.timing import attrition
from reports.money import economy
from scenarios import library
from scenarios.solve import Answer, solve

SHIPPED = ("optimum-34", "byraadet-2017")


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


@cache
def answer(name: str) -> Answer:
    return solve(odense(), library.load(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_everybody_is_somewhere_exactly_once(name: str) -> None:
    solved = answer(name)
    plan = solved.solution.plan
    assert plan is not None
    before, later, last = dict[object, float](), dict[object, float](), solved.instance.years[-1]
    for move in staff_destinations(solved.instance, plan):
        before[move.start] = before.get(move.start, 0.0) + move.fte
        later[move.end] = later.get(move.end, 0.0) + move.fte
    hired, left = before.pop(None, 0.0), later.pop(None, 0.0)
    decided = solved.instance.decided_units
    today = {i: v for i, v in solved.instance.staff_today.items() if i[0] in decided and v}
    end = {(u, s): v for (u, s, y), v in plan.staff.items() if y == last and u in decided}
    assert before == pytest.approx(today, abs=1e-6)
    assert {i: v for i, v in later.items() if v > 1e-6} == pytest.approx(
        {i: v for i, v in end.items() if v > 1e-6}, abs=1e-6
    )
    assert sum(before.values()) + hired == pytest.approx(sum(later.values()) + left)


@example(0.0, 0.0, 2.2250738585e-313)
@given(st.floats(0, 40), st.floats(0, 1), st.floats(0, 30))
def test_nobody_is_lost_between_units_whatever_moves(
    moved: float, dismissed: float, hired: float
) -> None:
    """Caseworkers move to the workshops, where some of those who are there then are dismissed."""
    there = moved + hired
    plan = replace(
        baseline(INSTANCE),
        moved_out={("JOB", "SB", 2017): moved},
        moved_in={("VRK", "SB", 2017): moved},
        hired={("VRK", "SB", 2017): hired},
        dismissed={("VRK", "SB", 2017): dismissed * there},
    )
    flows = staff_destinations(INSTANCE, plan)
    started = sum(move.fte for move in flows if move.start == ("JOB", "SB"))
    gone = sum(move.fte for move in flows if move.end is None)
    assert started == pytest.approx(40)
    assert gone == pytest.approx(dismissed * there, abs=1e-6)
    assert all(move.fte > 0 for move in flows)


def test_no_plan_dismisses_senior_jobbers() -> None:
    for name in SHIPPED:
        plan: Plan | None = answer(name).solution.plan
        assert plan is not None
        assert not any(s == "SJ" for _, s, _ in plan.dismissed)


def test_hours_given_up_are_what_falls_vacant_beyond_those_who_leave() -> None:
    """Of 40 caseworkers 5 per cent leave and a tenth of the hours could be given up."""
    group = INSTANCE.staff_groups["SB"]._replace(part_time=0.1)
    settings = INSTANCE.settings._replace(elapsed=0.0)
    instance = replace(
        INSTANCE, settings=settings, staff_groups={**INSTANCE.staff_groups, "SB": group}
    )
    plan = replace(baseline(instance), vacated={("JOB", "SB", 2017): 5.0})
    assert leavers(instance, plan) == {("JOB", "SB", 2017): pytest.approx(2)}
    assert given_up(instance, plan) == {("JOB", "SB", 2017): pytest.approx(3)}
    assert given_up(INSTANCE, plan) == {}
    assert attrition(instance, group, 2017) == pytest.approx(0.15)
    flows = {move.way: move.fte for move in staff_destinations(instance, plan)}
    assert (flows["vacated"], flows["given_up"]) == (pytest.approx(2), pytest.approx(3))


def test_hours_that_can_be_given_up_save_dismissals() -> None:
    shared = {f"staff_groups.{s}.part_time": 0.5 for s in ("VA", "HK")}
    scenario = replace(library.load("byraadet-2017"), data=shared)
    fewer = solve(odense(), scenario)
    before, now = answer("byraadet-2017").solution.outcome, fewer.solution.outcome
    assert before is not None
    assert now is not None
    assert sum(now.dismissed_people.values()) < sum(before.dismissed_people.values()) - 10
    saved = economy.savings_by_source(fewer).set_index(["way", "year"])["saving"]
    assert saved["hours", 2018] > 1000
    assert saved.groupby("year").sum()[2018] == pytest.approx(fewer.saving(2018), abs=1e-3)
