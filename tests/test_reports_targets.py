"""How far plans go towards a target, and what the rules of a year cost if nothing is done."""

from dataclasses import replace

import pytest
from comparison_case import PLAIN, answer
from small import SMALL

from model.demand import Text
from model.evaluation.evaluate import evaluate
from model.instance import Instance, Target
from model.plan import Plan, baseline
from reports.answer import targets
from scenarios.scenario import Scenario
from scenarios.solve import Answer, as_evaluated, solve

LAST = SMALL.years[-1]


def aimed(share: float = 0.1, **changes: object) -> Instance:
    target = Target("T", Text("Ledige", "Unemployed"), ("A",), 1000.0, share, LAST)
    return replace(SMALL, targets={"T": target}, **changes)  # type: ignore[arg-type]


def with_plan(data: Instance, plan: Plan) -> Answer:
    today = baseline(data)
    before = evaluate(data, today)
    return Answer(PLAIN, data, today, before, as_evaluated(data, plan, before), (), "")


def test_todays_practice_leaves_the_share_of_the_data() -> None:
    data = aimed()
    found = targets.distances(with_plan(data, baseline(data)))["T"]
    people = data.groups["A"].persons
    assert found.today == found.plan == people / 1000
    assert found.lacking == pytest.approx(people - 100)


def test_exits_bring_a_plan_nearer_and_dismissals_of_who_joins_the_group_farther() -> None:
    data, today = aimed(), baseline(aimed())
    u, s = next(i for i, fte in data.staff_today.items() if data.staff_groups[i[1]].joins == "A")
    gone = replace(today, dismissed={(u, s, data.years[0]): 1.0})
    at = [targets.distances(with_plan(data, plan))["T"].lacking for plan in (today, gone)]
    assert at[1] > at[0]
    best = solve(data, Scenario("x", PLAIN.name, PLAIN.about))
    near = targets.distances(best)["T"]
    assert (near.plan < near.today) == (targets.fewer(best, data.targets["T"]) > 0)


def test_a_target_of_a_year_beyond_the_data_is_not_told() -> None:
    data = aimed()
    later = {"T": data.targets["T"]._replace(year=LAST + 1)}
    assert targets.distances(with_plan(replace(data, targets=later), baseline(data))) == {}


def test_rules_that_stay_cost_nothing_and_a_dearer_benefit_what_it_is_dearer() -> None:
    data = aimed(
        by_year={}, groups={g: v._replace(no_new_from=None) for g, v in SMALL.groups.items()}
    )
    assert targets.rules_sentence(with_plan(data, baseline(data)), "en") == ""
    group = data.groups["A"]
    dearer = replace(data, by_year={f"groups.A.benefit@{LAST}": group.benefit + 10})
    found = targets.cost_of_rules(with_plan(dearer, baseline(dearer)))
    assert found[data.years[0]] == pytest.approx(dict.fromkeys(found[LAST], 0.0))
    kept = sum(found[LAST].values()) / (10 * group.persons)
    assert 0 < kept <= 1


def test_every_plan_of_the_shipped_data_tells_its_distance() -> None:
    found = targets.distances(answer("byraadet-2017"))["LEDIGE"]
    assert round(found.today, 3) == 0.061
    assert found.lacking > 2000
