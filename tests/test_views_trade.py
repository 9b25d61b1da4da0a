"""The trade beside a plan: it waits for the second solver, and a click makes another plan of it."""

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_views import SLOW, one_page, opened, widget

from model.solver import cross_check
from scenarios.choice import Choice
from scenarios.scenario import ORDER
from scenarios.work import RUNNING
from views.state import choice

HEADING = "Hvad koster det at skåne medarbejderne?"


def settled(page: AppTest) -> AppTest:
    """The page once the second solver, and then the trade, have come to their ends."""
    for _ in range(2):
        for job in tuple(RUNNING):
            job.wait(SLOW)
        page.run()
    assert not page.exception
    return page


def given_up(page: AppTest) -> list[str]:
    """What each plan of the trade gives up."""
    tables = (each.value for each in page.table if "Må opgives" in str(each.value.index.name))
    return [str(told).replace("\N{NO-BREAK SPACE}", " ") for told in next(tables).index]


def test_a_plan_for_each_part_given_up_stands_beside_the_answer() -> None:
    told = given_up(settled(opened("scenario.page")))
    assert [each for each in told if "fgange" not in each][:5] == [
        "0 %", "1 %", "2 %", "5 % (den viste plan)", "10 %"
    ]  # fmt: skip
    assert told[-1] == "Flest i job netto"


def test_a_click_takes_the_plan_as_the_order_of_the_scenario() -> None:
    page = settled(opened("scenario.page"))
    (button,) = [each for each in page.button if each.label == "10\N{NO-BREAK SPACE}%"]
    button.click().run()
    asked = page.session_state["choices"][choice.FIRST]
    assert asked.order[0].tolerance == 0.1
    assert asked == Choice(choice.FIRST, order=asked.order)
    assert page.session_state["previous"] == Choice(choice.FIRST)
    assert "10 % (den viste plan)" in given_up(settled(page))


def test_the_plan_that_was_shown_is_nothing_moved_when_it_is_taken_back() -> None:
    page = AppTest.from_function(one_page, args=("scenario.page",), default_timeout=SLOW)
    moved = (replace(ORDER[0], tolerance=0.1), *ORDER[1:])
    page.session_state["lang"] = "da"
    page.session_state["choices"] = {choice.FIRST: Choice(choice.FIRST, order=moved)}
    page = settled(page.run())
    (button,) = [each for each in page.button if each.label == "5\N{NO-BREAK SPACE}%"]
    button.click().run()
    assert page.session_state["choices"] == {choice.FIRST: Choice(choice.FIRST)}


def test_the_trade_waits_until_the_plan_is_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    real, go_on = cross_check.solve_by_scip, Event()

    def waiting(*about: Any, **limits: Any) -> Any:
        go_on.wait(SLOW)
        return real(*about, **limits)

    monkeypatch.setattr(cross_check, "solve_by_scip", waiting)
    st.cache_resource.clear()
    page = opened("scenario.page")
    assert HEADING not in [each.value for each in page.header]
    go_on.set()
    assert HEADING in [each.value for each in settled(page).header]


def test_todays_practice_has_nothing_to_trade() -> None:
    page = opened("scenario.page")
    widget(page, "scenario").set_value(choice.TODAY).run()
    assert HEADING not in [each.value for each in settled(page).header]


def test_the_people_in_work_come_first_at_one_click_and_the_exits_again_at_another() -> None:
    page = opened("scenario.page")
    widget(page, "optimum-34.first").set_value("in_work").run()
    asked = page.session_state["choices"][choice.FIRST].order
    assert [step.criterion for step in asked][:3] == ["in_work", "exits", "dismissals"]
    widget(page, "optimum-34.first").set_value("exits").run()
    assert page.session_state["choices"][choice.FIRST] == Choice(choice.FIRST)


def test_what_the_first_goal_may_lose_and_what_an_exit_may_cost_are_levers() -> None:
    page = opened("scenario.page")
    widget(page, "optimum-34.tolerance").set_value(0.1).run()
    assert page.session_state["choices"][choice.FIRST].order[0].tolerance == 0.1
    widget(page, "optimum-34.stop_price").set_value(5.0).run()
    moved = page.session_state["choices"][choice.FIRST]
    assert (moved.levers["stop_price"], moved.order[0].criterion) == (5.0, "worth")
    assert not page.exception
    widget(page, "optimum-34.stop_price").set_value(0.0).run()
    widget(page, "optimum-34.tolerance").set_value(0.05).run()
    assert page.session_state["choices"][choice.FIRST] == Choice(choice.FIRST)
