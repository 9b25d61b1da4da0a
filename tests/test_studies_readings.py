"""The amount read in other money: the same demand, or the most of it that a plan can close."""

from dataclasses import replace

import pytest
from comparison_case import answer, odense

from reports.answer.figures import figures
from reports.language.words import money
from reports.tradeoffs.readings import sentence
from scenarios import library
from scenarios.levers import move
from scenarios.solve import solve
from scenarios.studies.readings import readings

NAME = "optimum-34"
DATA = odense()
FOUND = {reading.counts: reading for reading in readings(answer(NAME))}


def asked(amount: float, counts: str) -> str:
    """How the search of the scenario ends where so many million are asked of what counts."""
    scenario = move(library.load(NAME), DATA, [f"amount={amount}", f"counts={counts}"])
    first = replace(scenario, order=scenario.order[:1])
    return solve(DATA, first).solution.termination


def test_every_other_reading_is_answered_once() -> None:
    assert sorted(FOUND) == ["all", "service"]


def test_a_reading_is_the_scenario_with_the_lever() -> None:
    same = solve(DATA, move(library.load(NAME), DATA, ["counts=all"]))
    assert FOUND["all"].answer.plan_id == same.plan_id


def test_the_most_that_service_closes_has_a_plan_and_more_has_none() -> None:
    reading = FOUND["service"]
    assert reading.answer.solution.termination == "infeasible"
    assert reading.most is not None
    closed = reading.most.solution.steps[0].best / 1000
    assert asked(closed * 0.999, "service") == "optimal"
    assert asked(closed * 1.002, "service") == "infeasible"


@pytest.mark.parametrize(
    ("language", "opening"), [("da", "Ingen plan finder"), ("en", "No plan closes")]
)
def test_a_reading_without_a_plan_says_the_most(language: str, opening: str) -> None:
    reading = FOUND["service"]
    assert reading.most is not None
    told = sentence(answer(NAME), reading, language)
    assert told.startswith(opening)
    assert money(figures(reading.most).saving, language) in told


def test_a_scenario_that_closes_nothing_has_no_other_reading() -> None:
    assert readings(answer("fortsaet")) == ()
