"""A plan that was chosen to hold can be asked for: its choices become demands of a scenario."""

from dataclasses import replace

import pytest

from inputs.read import default
from model.criteria import criterion_values
from scenarios import library
from scenarios.plan_as_scenario import as_scenario
from scenarios.solve import solve


def test_the_scenario_of_a_plan_has_its_measures_and_units_and_as_many_in_work() -> None:
    data = default().instance
    assert data is not None
    wanted = solve(data, library.load("optimum-34"))
    found = solve(data, as_scenario(wanted))
    plan, other = wanted.solution.plan, found.solution.plan
    assert plan is not None
    assert other is not None
    assert {m: other.status(m) for m in data.measures} == {m: plan.status(m) for m in data.measures}
    assert other.unit_is_open == plan.unit_is_open
    values = [criterion_values(a.instance, a.before, a.solution.outcome)["in_work"]
              for a in (wanted, found) if a.solution.outcome]  # fmt: skip
    assert values[1] >= values[0] - 0.01


def test_without_a_plan_there_is_nothing_to_ask_for() -> None:
    data = default().instance
    assert data is not None
    answer = solve(data, library.load("optimum-34"))
    none = replace(answer, solution=replace(answer.solution, plan=None))
    with pytest.raises(ValueError, match="no plan"):
        as_scenario(none)
