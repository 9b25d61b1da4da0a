"""What is certain and what is free of a scenario, and its alternatives taken as scenarios."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small import SMALL, bounded, relative

from model.alternatives import alternatives as found_plans
from model.alternatives.choices import steps_of, values_of
from model.alternatives.distance import differences
from model.instance import Instance
from model.plan import Plan
from reports.alternatives import text
from scenarios.choice import Case, adopt
from scenarios.near_best import is_near_best, within
from scenarios.pinned import PIN, unpinned
from scenarios.scenario import Lock, Priority, Scenario
from scenarios.solve import Answer, solve
from scenarios.studies.alternatives import Alternatives, alternatives
from scenarios.studies.ranges import Ranges, ranges
from scenarios.work import last

NAME = SMALL.settings.name
ASKED = Scenario("asked", NAME, NAME, order=(Priority("exits", 0.0), Priority("dismissals", 0.0)))
SHARE = 0.1
SEEDS = (None, 1, 3)


def data(seed: int | None) -> Instance:
    """SMALL or a relative of it, with a saving that has many plans."""
    return bounded(SMALL if seed is None else relative(seed), "SAVING", 400.0)


@cache
def answered(seed: int | None, scenario: Scenario = ASKED) -> Answer:
    return solve(data(seed), scenario)


@cache
def differing(seed: int | None) -> Alternatives:
    found = last(alternatives(answered(seed), SHARE, 4))
    assert found is not None
    return found


def plan_of(answer: Answer) -> Plan:
    assert answer.solution.plan is not None
    return answer.solution.plan


def ranged(answer: Answer, share: float = SHARE) -> Ranges:
    found = last(ranges(answer, share))
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_an_alternative_solved_as_a_scenario_has_its_choices_and_is_near_the_best(
    seed: int | None,
) -> None:
    found, first = differing(seed), answered(seed)
    assert len(found.plans) > 1
    steps = np.array([*steps_of(first.instance).values()])
    best = first.solution.steps[0].best
    for each in found.plans:
        taken = solve(data(seed), each.answer.scenario)
        apart = differences(
            values_of(taken.instance, plan_of(taken)),
            values_of(taken.instance, plan_of(each.answer)),
            steps,
        )
        assert not any(apart)
        exits = sum(taken.solution.outcome.extra_exits.values())  # type: ignore[union-attr]
        assert exits >= best - max(1.0, SHARE * abs(best)) - 1e-3


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_plan_is_the_scenarios_own_within_the_loss(seed: int | None) -> None:
    first = differing(seed).plans[0]
    own = solve(data(seed), within(ASKED, SHARE))
    assert (first.answer.plan_id, first.distance) == (own.plan_id, 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_holds_in_all_plans_holds_in_each_that_is_shown(seed: int | None) -> None:
    known, found = ranged(answered(seed)), differing(seed)
    assert known.proven
    for each in found.plans:
        plan, last_year = plan_of(each.answer), data(seed).years[-1]
        for n, places in known.of("places").items():
            assert (
                places.least.bound - 0.01 <= plan.total(n, y=last_year) <= places.most.bound + 0.01
            )
            if known.always(n) == "handed_over":
                assert n in plan.handed_over
            assert "handed_over" not in known.never(n) or n not in plan.handed_over
        for u in known.of("open"):
            assert known.always_open(u) in (None, u in plan.unit_is_open)


@pytest.mark.parametrize("lock", ["closed", "handed_over", "open"])
def test_a_choice_that_is_demanded_holds_in_all_plans(lock: Lock) -> None:
    (n, *_) = (n for n, each in SMALL.measures.items() if each.handover_to)
    asked = replace(ASKED, locks={n: lock})
    assert ranged(solve(data(None), asked)).always(n) == lock


def test_a_plan_that_gives_up_more_than_the_loss_is_not_near_the_best() -> None:
    spending = replace(ASKED, order=(Priority("exits", 0.5), Priority("dismissals", 0.0)))
    generous = solve(data(None), spending)
    assert is_near_best(answered(None), 0.01)
    assert not is_near_best(generous, 0.01)
    assert is_near_best(generous, 0.5)


def test_the_loss_is_at_least_one_of_what_the_criterion_counts() -> None:
    assert within(ASKED, 0.01).order[0] == Priority("exits", 0.01, 1.0)
    saving = replace(ASKED, order=(Priority("saving", 0.0),))
    assert within(saving, 0.01).order[0] == Priority("saving", 0.01, 1000.0), "a million in tkr"


def test_another_plan_takes_the_place_of_one_that_was_taken() -> None:
    found, case = differing(None), Case(data(None), ASKED)
    one, other = (each.answer.scenario for each in found.plans[1:3])
    first = adopt(case, one)
    then = adopt(replace(case, choice=first), other)
    assert any(name.startswith(PIN) for name in first.new)
    assert then == adopt(case, other)
    assert unpinned(one).new == {}
    assert unpinned(replace(one, demands={f"{PIN}exits": False})).demands == {}


def test_without_time_nothing_is_said() -> None:
    assert last(ranges(answered(None), SHARE, 0.0)) is None
    assert last(alternatives(answered(None), SHARE, 4, 0.0)) is None


def test_a_plan_that_the_evaluation_does_not_confirm_is_withheld(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = found_plans.solve_and_check
    monkeypatch.setattr(found_plans, "solve_and_check", lambda *of: real(*of).withheld)
    found = last(alternatives(answered(None), SHARE, 4))
    assert found is not None
    assert (len(found.plans), found.withheld, found.proven) == (1, 1, False)
    assert found.distance == differing(None).plans[1].distance
    assert "holdt tilbage" in text.proof(found, "da")
