"""The exact answer that stands on screen until the plan is proven."""

import pytest

from inputs import read
from reports.answer.sentences import limit as told
from scenarios import library
from scenarios.apply import apply
from scenarios.levers import move
from scenarios.solve import Limit, limit, solve

INSTANCE = read.default().instance
YEARS = (2017, 2018)


@pytest.mark.parametrize("name", library.names())
def test_no_plan_passes_the_limit(name: str) -> None:
    assert INSTANCE is not None
    scenario = library.load(name)
    found = limit(apply(INSTANCE, scenario), scenario)
    if scenario.frozen:
        assert found is None
        return
    assert found is not None
    step = solve(INSTANCE, scenario).solution.steps[0]
    assert (found.criterion, found.termination) == (step.criterion, "optimal")
    assert step.value <= found.value + 1e-6
    assert step.bound <= found.value + 1e-6


def test_without_a_plan_the_limit_says_so() -> None:
    assert INSTANCE is not None
    scenario = move(library.load("optimum-34"), INSTANCE, ["amount=900"])
    found = limit(apply(INSTANCE, scenario), scenario)
    assert found is not None
    assert found.termination == "infeasible"
    assert told(found, YEARS, "en").startswith("The demands cannot hold together.")


def test_the_limit_is_told_with_its_number_in_both_languages() -> None:
    found = Limit("exits", "optimal", 445.52)
    assert told(found, YEARS, "en") == (
        "No plan does better than this: the total of extra exits to job or education over the "
        "2 years is 446. Proving the best plan …"
    )
    assert told(found, YEARS, "da").startswith("Ingen plan kan gøre det bedre end dette: ")
    assert " 446." in told(found, YEARS, "da")


def test_an_unclear_limit_promises_nothing() -> None:
    said = told(Limit("exits", "no solution found", 0.0), YEARS, "en")
    assert said == "Looking for the best plan …"
