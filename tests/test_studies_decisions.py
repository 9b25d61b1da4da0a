"""What futures decide, and what knowing their numbers is worth."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
from robust_case import uncertain

import cli
from model.evaluation.evaluate import evaluate
from model.futures.draws import Futures, at_scores, draw
from model.instance import Instance
from model.numbers import set_data
from model.plan import baseline, change_of, read_plan
from model.robust.decisions import holds
from model.robust.information import Change
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from scenarios.hindsight import by_chunk, joined
from scenarios.studies import information as informing
from scenarios.studies.decisions import Decisions, decisions
from scenarios.studies.information import Information, groups_of, information, nearest

N = 60


@cache
def decided() -> Decisions:
    *_, last = decisions(uncertain(), N)
    return last


@cache
def known() -> Information:
    *_, last = information(uncertain(), (uncertain(),), 300)
    return last


def test_shares_are_those_of_the_hindsight_plans_and_sum_to_one() -> None:
    instance = uncertain().instance
    found = joined(list(by_chunk(instance, draw(instance, N, 1))))
    columns = build_lp(instance, GAP).matrix.columns
    plans = [read_plan(instance, dict(zip(columns, x, strict=True))) for x in found.plans.tolist()]
    for each in decided().found:
        assert sum(each.shares.values()) == pytest.approx(1)
        if each.kind == "measure":
            did = [change_of(instance, plan, each.id) for plan in plans]
            assert each.shares == {what: did.count(what) / N for what in set(did)}
        if each.kind == "unit":
            is_open = np.mean([each.id in plan.unit_is_open for plan in plans])
            assert each.shares.get("open", 0.0) == pytest.approx(is_open)
    kinds = [each.kind for each in decided().found]
    assert kinds.count("measure") == len(instance.measures)
    assert kinds.count("group") == len(instance.groups)
    assert any(len(each.shares) > 1 for each in decided().found)


def test_a_rule_is_about_numbers_that_are_drawn_and_holds_where_it_says() -> None:
    numbers = draw(uncertain().instance, N, 1).values
    rules = [(e, what, rule) for e in decided().found for what, rule in e.rules.items()]
    assert rules
    for each, what, rule in rules:
        assert 0.1 <= each.shares[what] < 0.95
        said = holds(rule.conditions, numbers)
        assert 0 < said.sum() < N
        assert rule.precision > each.shares[what]
        assert all(condition.number < len(decided().paths) for condition in rule.conditions)


def test_knowing_all_is_worth_the_most_and_a_group_no_less_than_its_numbers() -> None:
    found, worth = known(), dict(known().groups)
    assert worth["all"].value == pytest.approx(found.evpi)
    numbers, futures = dict(found.numbers), draw(uncertain().instance, 300, 1)
    for name, of in groups_of(futures).items():
        assert 0 <= worth[name].value <= found.evpi + 1e-9
        paths = [futures.numbers[j].path for j in of]
        assert worth[name].value >= max(numbers[path].value for path in paths) - 1e-9
    assert found.plans > 2


def test_groups_hold_every_number_once_and_all_of_them() -> None:
    futures = draw(uncertain().instance, 2, 1)
    groups = groups_of(futures)
    every = groups.pop("all")
    assert sorted(j for of in groups.values() for j in of) == every
    assert every == list(range(len(futures.numbers)))
    assert "labour_market" in groups
    assert "measures.SAMT" in groups


def test_at_a_switching_value_two_plans_are_as_good_and_beyond_it_the_other_is_better() -> None:
    answer = uncertain()
    plans = informing.list_of_plans(answer, (), 1)
    path = known().switches[0].path
    for each in informing.switches(answer.instance, [path], plans):
        before, after = plans[each.change.before], plans[each.change.after]
        near, beyond = (
            np.subtract(
                *(value(each.path, each.change.value + d, plan) for plan in (after, before))
            )
            for d in (0.0, 1e-4)
        )
        assert near == pytest.approx(0, abs=2e-3)
        assert beyond > near


def value(path: str, number: float, plan) -> float:  # noqa: ANN001
    centre = at_scores(uncertain().instance, [{}]).future(0)
    data = set_data(centre, {path: number})
    after, today = evaluate(data, plan), evaluate(data, baseline(data))
    del today
    return sum(after.in_work[y].net for y in data.in_work_years) / len(data.in_work_years)


def test_of_the_changes_along_a_number_the_nearest_on_each_side_are_told() -> None:
    changes = [Change(value, 0, 1) for value in (-2.0, -1.0, 1.0, 2.0)]
    assert [each.value for each in nearest(changes, 0.0)] == [-1.0, 1.0]
    assert nearest([], 0.0) == []


def test_decisions_and_information_are_told_and_given_as_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("--scenario", "optimum-34", "--n", "10", "--language", "en")
    assert cli.main(["decisions", *words]) == 0
    told = capsys.readouterr().out.splitlines()
    assert cli.main(["decisions", *words, "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["futures"] == 10
    assert len(told) == sum(len(read[kind]) for kind in ("measures", "units", "groups"))
    assert all(" in " in line and "%" in line for line in told)
    sums = [sum(each["shares"].values()) for each in read["measures"].values()]
    assert sums == pytest.approx([1] * len(sums))
    words = (*words[:3], "200", *words[4:])
    assert cli.main(["information", *words, "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["evppi"]["all"]["value"] == pytest.approx(read["evpi"])
    assert read["evppi"]["displacement"].keys() == {"value", "error", "tkr"}
    assert cli.main(["information", *words[:3], "x"]) == 2
    assert "--n x: " in capsys.readouterr().err


def test_no_more_futures_are_searched_than_plans_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(informing, "MOST_PLANS", 2)
    searched, by_chunk = [], informing.by_chunk

    def counted(instance: Instance, futures: Futures) -> Any:
        searched.append(len(futures))
        return by_chunk(instance, futures)

    monkeypatch.setattr(informing, "by_chunk", counted)
    assert len(informing.list_of_plans(uncertain(), (), 1)) == 2
    assert searched == [25]
