"""The page Alternativer: what is free, plans that differ, and a click that takes one."""

from typing import Any

import pytest
from small import SMALL
from streamlit.testing.v1 import AppTest
from test_views import SLOW, headings, opened, widget

from scenarios.choice import Choice
from scenarios.pinned import PIN
from scenarios.work import RUNNING
from views.state import choice, session, studies

PAGE = "alternatives"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small data as those in use."""
    monkeypatch.setattr(session, "instance", lambda: SMALL)
    monkeypatch.setattr(session, "digest", lambda: "small")


def settled(page: AppTest) -> AppTest:
    """The page once its searches have come to their ends."""
    for job in tuple(RUNNING):
        job.wait(SLOW)
    page.run()
    assert not page.exception
    return page


def buttons(page: AppTest) -> dict[str, Any]:
    return {each.label: each for each in page.button if each.label.startswith("Tag plan")}


@pytest.mark.usefixtures("small")
def test_it_says_what_is_free_and_how_far_plans_can_differ() -> None:
    page = settled(opened(PAGE))
    first, free, differ = headings(page)
    assert first == "Hvad er politisk frit?"
    assert free.startswith("Inden for 1 % af det bedste er ")
    assert "adskiller sig" in differ or "ligner" in differ


@pytest.mark.usefixtures("small")
def test_a_click_takes_the_choices_of_a_plan_and_another_takes_their_place() -> None:
    page = settled(opened(PAGE))
    widget(page, "alternatives.share").set_value(0.05).run()
    page = settled(page)
    assert len(buttons(page)) > 1
    buttons(page)["Tag plan 2, og vis den"].click().run()
    taken = page.session_state["choices"][choice.FIRST]
    assert {name[: len(PIN)] for name in taken.new} == {PIN}
    assert taken.order[0].tolerance == 0.05
    assert taken.name.endswith(", plan 2")
    page = opened_with(taken)
    assert "Tag plan 2, og vis den" not in buttons(page)
    assert "Tag plan 1, og vis den" in buttons(page)
    buttons(page)["Tag plan 1, og vis den"].click().run()
    back = page.session_state["choices"][choice.FIRST]
    assert (back.new, back.name) == ({}, "")


def opened_with(taken: Choice) -> AppTest:
    """The page of a reader who has taken a plan and looks at as much to be lost."""
    page = opened(PAGE)
    page.session_state["choices"] = {choice.FIRST: taken}
    page.run()
    widget(page, "alternatives.share").set_value(0.05).run()
    return settled(page)


@pytest.mark.usefixtures("small")
def test_todays_practice_has_nothing_free() -> None:
    page = opened(PAGE)
    page.session_state["scenario"] = choice.TODAY
    page.run()
    assert not page.exception
    assert "Vælg et andet scenarie." in page.info[0].value


@pytest.mark.usefixtures("small")
def test_a_scenario_that_leaves_nothing_free_says_so() -> None:
    page = opened(PAGE)
    locks = dict.fromkeys(SMALL.measures, "as_today")
    page.session_state["choices"] = {choice.FIRST: Choice(choice.FIRST, locks=locks)}
    page = settled(page.run())
    assert (
        headings(page)[1]
        == "Inden for 1 % af det bedste er 0 af 4 indsatser og 0 af 2 enheder frie"
    )
    assert not buttons(page) or [*buttons(page)] == ["Tag plan 1, og vis den"]


@pytest.mark.usefixtures("small")
def test_the_workbook_has_what_is_free_at_a_switch() -> None:
    page = settled(opened("report"))
    listed = " ".join(each.value for each in page.markdown)
    assert "Frie indsatser" not in listed
    widget(page, "report-near-best").set_value(True).run()
    assert not page.exception
    assert "Frie indsatser" in " ".join(each.value for each in page.markdown)


@pytest.mark.usefixtures("small")
def test_the_workbook_is_there_where_nothing_free_was_found_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(studies, "near_best", lambda *_: None)
    page = settled(opened("report"))
    widget(page, "report-near-best").set_value(True).run()
    assert not page.exception
    assert len(page.get("download_button")) == 1
