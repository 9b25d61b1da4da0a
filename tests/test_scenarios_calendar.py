"""The way to the decision in a scenario: its days, and how much of the first year they leave."""

from dataclasses import replace
from datetime import date

import pytest

from inputs import read
from model.instance import Instance
from model.staff.timeline import day_after, decision_day, scheduled
from scenarios import library
from scenarios.apply import apply
from scenarios.levers import move
from scenarios.scenario import RefusedError


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


def test_a_scenario_puts_steps_of_its_own_on_the_way_to_its_decision() -> None:
    asked = apply(odense(), library.load("reform-2011"))
    days = {s.step.id: day_after(asked, s.start) for s in scheduled(asked, {"always"})}
    told = {i: (days[i].day, days[i].month) for i in ("WORKSHOP", "UDKAST", "UDVALG", "BYRAAD")}
    assert told == {"WORKSHOP": (25, 1), "UDKAST": (15, 3), "UDVALG": (3, 5), "BYRAAD": (17, 5)}


def test_the_day_of_the_decision_says_how_much_of_the_year_has_gone_and_back() -> None:
    dated = apply(odense(), library.load("reform-2011"))
    assert dated.settings.elapsed == pytest.approx(137 / 365)
    base = library.load("optimum-34")
    earlier = apply(odense(), replace(base, calendar={"UDVALG": date(2017, 1, 18)}))
    assert earlier.settings.elapsed == pytest.approx(53 / 365)
    days = {"elapsed=0.5": date(2017, 7, 1), "first_year=2018": date(2018, 2, 22)}
    for setting, day in days.items():
        moved = apply(odense(), move(base, odense(), [f"settings.{setting}"]))
        assert decision_day(moved) == day
        assert [moved.process[i].starts_on for i in ("BYRAAD", "FORH")] == [day, None]


def test_the_share_gone_cannot_be_moved_against_the_day_of_the_decision() -> None:
    with pytest.raises(RefusedError) as refused:
        move(library.load("reform-2011"), odense(), ["settings.elapsed=0.5"])
    assert "[calendar]" in refused.value.faults[0].text("en")
