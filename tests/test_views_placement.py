"""A plan and its positions: solving again with whole posts, and the section on screen."""

from dataclasses import replace
from typing import Any

import pytest
from placement_case import staffed
from small import SMALL
from streamlit.testing.v1 import AppTest
from test_views import widget

from model.demand import Text
from model.placement.build import Wishes
from model.placement.place import Placement, totals_by_way
from model.placement.rounding import RoundingGap
from scenarios.scenario import Scenario
from scenarios.solve import solve
from scenarios.studies import placement as placing
from scenarios.studies.placement import place, rounding_gaps, solve_whole_posts
from scenarios.work import ThreadJob

PEOPLE = staffed(SMALL)
SAVE = Scenario("spar", Text("Spar", "Save"), Text("Spar.", "Save."))
ANSWER = solve(PEOPLE, SAVE)
SLOW = 120


def test_a_plan_in_fractions_is_told_where_and_by_how_much_it_misses() -> None:
    fits = rounding_gaps(ANSWER, place(ANSWER))
    assert fits
    plan = ANSWER.solution.plan
    assert plan is not None
    year = place(ANSWER).year
    for fit in fits:
        assert fit.plan == pytest.approx(plan.staff.get((fit.unit, fit.staff, year), 0.0))
        assert 0.02 < abs(fit.difference) < 1 or fit.unfilled


def test_the_plan_solved_again_has_whole_posts_and_does_no_better() -> None:
    found = solve_whole_posts(PEOPLE, ANSWER)
    assert found.whole
    assert [fit for fit in rounding_gaps(found.answer, found.placement) if not fit.unfilled] == []
    steps = found.answer.solution.steps
    assert steps[0].value <= ANSWER.solution.steps[0].bound
    assert all(found.answer.solution.demands[i].met for i in found.demands)


def test_whole_posts_that_no_plan_has_leave_the_last_plan_and_name_the_clash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clash = ("SAVING", "WHOLE-JOB-SB")
    lost = replace(ANSWER, conflict=clash, solution=replace(ANSWER.solution, plan=None))
    monkeypatch.setattr(placing, "solve", lambda *_: lost)
    found = solve_whole_posts(PEOPLE, ANSWER)
    assert (found.whole, found.answer, found.conflict) == (False, ANSWER, clash)


def test_an_answer_without_a_plan_has_no_places() -> None:
    lost = replace(ANSWER, solution=replace(ANSWER.solution, plan=None))
    with pytest.raises(ValueError, match="no plan"):
        place(lost)


def test_a_fit_is_what_whole_people_are_more_or_less() -> None:
    assert RoundingGap("A", "S", 3.4, 3.0, 3, 0).difference == pytest.approx(-0.4)


def section(name: str) -> None:
    from views.staff import placement  # noqa: PLC0415 - the source is run as a script of its own
    from views.state import choice, studies  # noqa: PLC0415

    placement.show(studies.solve(choice.library_case(name)))


def opened(language: str = "da", name: str = "byraadet-2017") -> AppTest:
    page = AppTest.from_function(section, args=(name,), default_timeout=SLOW)
    page.session_state["lang"] = language
    return page.run()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_section_says_how_many_have_no_place(language: str) -> None:
    page = opened(language)
    assert not page.exception
    said = {
        "da": "Af 1.500 stillinger: 1.253 bliver, 17 flytter, 21 følger med til en anden "
        "forvaltning og 209 er uden plads",
        "en": "Of 1,500 positions 1,253 stay, 17 move, 21 go along to another administration, and "
        "209 have no place",
    }
    assert page.header[0].value == said[language]


def test_a_unit_is_chosen_a_wish_is_asked_and_a_place_is_taken_by_hand() -> None:
    page = opened()
    widget(page, "placement-unit").select("BYG").run()
    assert all("Bygningsrenovering" in str(row) for row in page.dataframe[1].value["Enhed"])
    widget(page, "placement-position").select("P0396").run()
    page.button(key="placement-choose").click().run()
    assert any("P0396" in each.value for each in page.caption)
    assert page.header[0].value.endswith("er uden plads")
    page.button(key="placement-release").click().run()
    assert not any("P0396" in each.value for each in page.caption)
    page.checkbox(key="placement-inside").check().run()
    assert page.header[0].value.endswith("151 er uden plads")
    assert not page.exception


def test_a_search_that_is_stopped_ends_with_the_best_placement_so_far(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    best = place(ANSWER)

    def patient(*arguments: Any) -> Placement:
        *_, progress, cancel = arguments
        progress("moves", 3, 1)
        assert cancel.wait(SLOW)
        return best

    monkeypatch.setattr(placing, "place", patient)
    job = ThreadJob(placing.search, ANSWER, Wishes(), 60.0)
    while job.latest is None:
        job.wait(0.01)
    assert (job.latest.best, job.latest.placement) == (("moves", 3, 1), None)
    job.cancel()
    assert job.wait(SLOW)
    assert (job.error, job.latest.placement) == (None, best)


def test_everyone_is_counted_once_in_a_solved_scenario_too() -> None:
    found = totals_by_way(place(ANSWER))
    assert found["stayed"] + found["moved"] + found["retrained"] + found["unplaced"] == len(
        PEOPLE.positions
    )
