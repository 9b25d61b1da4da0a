"""Robust plans of a scenario: proven, evaluated, tidied, and told."""

import json
import pickle
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from robust_case import ORDER, uncertain

import cli
from model.criteria import criterion_values
from model.evaluation.evaluate import evaluate
from model.futures.draws import draw
from model.plan import baseline
from model.robust.cutting_planes import RobustPlan, allowed
from model.robust.statistics import regrets
from model.robust.tidy import as_plan
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from reports.uncertainty.answer import chance
from reports.uncertainty.robust import sentences
from scenarios.cross_check import cross_checked
from scenarios.hindsight import by_chunk, hindsight_of_chunk, joined
from scenarios.studies.robust import RULES, Asked, Robust, RuleName, as_solution, robust

ASKED = {"regret": Asked("regret", n=12), "cvar": Asked("cvar", beta=0.75, n=12),
         "gamma": Asked("gamma", budget=1, n=12)}  # fmt: skip


@cache
def found(rule: RuleName) -> Robust:
    *_, last = robust(uncertain(), ASKED[rule])
    return last


@pytest.mark.parametrize("rule", RULES)
def test_a_robust_plan_is_proven_and_the_evaluation_gives_what_is_told_of_it(
    rule: RuleName,
) -> None:
    plan = found(rule)
    assert plan.answer is not None
    assert plan.answer.solution.agrees
    assert plan.proven
    assert plan.measure <= plan.bound + 1e-6
    assert plan.bound - plan.measure <= 2 * allowed(plan.measure)
    futures = draw(uncertain().instance, 12, 1)
    for k in range(3):
        data = futures.future(k)
        outcome = evaluate(data, plan.answer.solution.plan)
        value = criterion_values(data, evaluate(data, baseline(data)), outcome)["in_work"]
        assert plan.values[0][k] == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("rule", RULES)
def test_a_robust_plan_costs_nominal_value_and_never_wins_any(rule: RuleName) -> None:
    plan = found(rule)
    assert plan.answer is not None
    assert plan.answer.solution.outcome is not None
    told = criterion_values(uncertain().instance, uncertain().before, plan.answer.solution.outcome)[
        "in_work"
    ]
    assert plan.nominal - told == pytest.approx(plan.price, abs=1e-5)
    assert plan.price >= -1e-2
    assert any(found(each).price > 1e-2 for each in RULES)


def test_each_rule_is_best_by_itself() -> None:
    values = {rule: found(rule).values[0] for rule in RULES}
    best = joined(list(by_chunk(uncertain().instance, draw(uncertain().instance, 12, 1)))).best
    regret = {rule: regrets(np.array([each]), best).max() for rule, each in values.items()}
    worst = {rule: np.sort(each)[:3].mean() for rule, each in values.items()}
    assert min(regret.values()) == pytest.approx(regret["regret"], abs=1e-2)
    assert max(worst.values()) == pytest.approx(worst["cvar"], abs=1e-2)
    assert found("regret").measure == pytest.approx(-regret["regret"])
    assert found("cvar").measure == pytest.approx(worst["cvar"])


def test_later_criteria_decide_among_plans_as_good_by_the_rule() -> None:
    without = replace(uncertain(), scenario=replace(uncertain().scenario, order=ORDER[:1]))
    *_, bare = robust(without, ASKED["regret"])
    plans = [each.answer.solution.outcome for each in (found("regret"), bare) if each.answer]
    tidy, loose = (
        sum(p.one_off.values()) + 1e3 * sum(p.dismissed_people.values()) for p in plans if p
    )
    assert tidy <= loose + 1e-3


def test_what_a_second_solver_said_of_another_plan_is_not_said_of_the_robust_one() -> None:
    confirmed = cross_checked(uncertain())
    assert confirmed.cross_check
    *_, last = robust(confirmed, ASKED["gamma"])
    assert last.answer
    assert last.answer.cross_check is None


def test_a_plan_put_in_order_counts_what_follows_from_it() -> None:
    lp = build_lp(uncertain().instance, GAP)
    lp.set_objective(*lp.matrix.criteria["in_work"], 1)
    point = lp.solve_mip().incumbent
    assert point is not None
    stale = np.where([name == "extra_exits" for name, _ in lp.matrix.columns], 0.0, point)
    for x, agrees in ((stale, False), (as_plan(uncertain().instance, stale), True)):
        solution = as_solution(uncertain(), x, RobustPlan(0.0, 0.0, "optimal", x, ()))
        assert solution.agrees == agrees


def test_what_is_told_of_a_rule_is_what_was_asked_and_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("robust", "--n", "10", "--scenario", "optimum-34", "--language", "en")
    assert cli.main([*words, "--rule", "cvar", "--weight", "0.5"]) == 0
    told = capsys.readouterr().out
    assert "the worst 10% of 10 futures counts 50%, and that of all the rest" in told
    assert cli.main([*words, "--rule", "regret", "--seconds", "0"]) == 0
    assert "Time ran out, so there may be plans that are much better" in capsys.readouterr().out
    assert cli.main([*words, "--rule", "regret", "--seconds", "0", "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["bound"], read["proven"]) == (None, False)


def test_how_often_it_is_worse_is_counted_over_the_futures() -> None:
    known = found("gamma")
    share = np.mean([value < known.measure - 1e-9 for value in known.values[0]])
    assert known.worse == share
    told = sentences(known, (), "en")[0]
    assert told.endswith(f"Fewer are in work {chance(float(share), 'en')}.")


def test_progress_rises_to_the_end_and_only_the_last_step_has_a_plan() -> None:
    steps = list(robust(uncertain(), Asked("cvar", n=60)))
    assert [step.progress for step in steps] == sorted(step.progress for step in steps)
    assert len(steps) == 5
    assert [step.answer is None for step in steps] == [True] * 4 + [False]
    assert steps[-1].progress == 1


def test_chunks_travel_and_give_the_same_in_any_order() -> None:
    instance, futures = uncertain().instance, draw(uncertain().instance, 30, 1)
    here = joined(list(by_chunk(instance, futures)))
    backwards = joined(list(by_chunk(instance, futures, run=last_first)))
    assert all(map(np.array_equal, (*here.values, *here[1:]), (*backwards.values, *backwards[1:])))
    assert here.gap < 0.05


def last_first(work, blocks):  # noqa: ANN001, ANN201
    assert work is hindsight_of_chunk
    sent = [pickle.dumps(block) for block in blocks]
    done = [pickle.dumps(work(pickle.loads(each))) for each in sent[::-1]]  # noqa: S301
    return [pickle.loads(each) for each in done[::-1]]  # noqa: S301


def test_the_command_tells_the_rule_the_proof_and_the_price(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for rule, start in (
        ("regret", "Least greatest regret: in none of"),
        ("cvar", "Best in the worst 10% of 3 futures"),
        ("gamma", "With at most 2 shared factors"),
    ):
        words = ("robust", "--rule", rule, "--n", "3", "--scenario", "optimum-34")
        assert cli.main([*words, "--language", "en"]) == 0
        told = capsys.readouterr().out.splitlines()
        assert told[0].startswith(start)
        assert told[1].startswith("No plan is better by more than")
        assert told[2].startswith("Its price: ")
    assert cli.main([*words, "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["proven"]
    assert read["budget"] == 2
    assert 0 < read["chance"] < 0.5
    assert read["standings"]["robust"].keys() == read["standings"]["nominal"].keys()
    assert read["plan"]["termination"] == "optimal"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--rule", "cvar", "--beta", "1"], "--beta 1: write a number from 0 to 0.99"),
        (["--rule", "gamma", "--budget", "-1"], "--budget -1: write a number from 0"),
        (["--rule", "cvar", "--n", "many"], "--n many: Write a whole number"),
        (["--rule", "cvar", "--seed", "x"], "--seed x: Write a whole number"),
        (["--rule", "regret", "--named", "nowhere"], "nowhere"),
    ],
)
def test_a_number_that_a_rule_cannot_use_is_told_with_its_remedy(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["robust", "--scenario", "optimum-34", *words, "--language", "en"]
    assert cli.main(asked) == 2
    assert told in capsys.readouterr().err
