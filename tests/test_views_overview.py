"""The overview speaks of the plan on screen, and every page without one leads to the conflicts."""

from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_views import SLOW, one_page, opened, widget

from inputs import read
from inputs.workbook import write as workbook_write
from scenarios.choice import Choice
from views.state import choice

IMPOSSIBLE = Choice(choice.FIRST, levers={"amount": 100.0, "max_dismissals": 0.0})
WITH_AN_ANSWER = ("overview", "scenario.page", "plan", "staff.page", "report", "uncertainty.page")


def showing(name: str, moved: Choice, **state: object) -> AppTest:
    page = AppTest.from_function(one_page, args=(name,), default_timeout=SLOW)
    page.session_state["lang"] = "da"
    page.session_state["scenario"] = moved.id
    page.session_state["choices"] = {moved.id: moved}
    for key, value in state.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def spaced(told: Any) -> str:
    """What an element says, with ordinary spaces between an amount and its unit."""
    return str(told.value).replace("\u00a0", " ")


def texts(page: AppTest) -> str:
    kinds = (page.title, page.header, page.caption, page.markdown, page.error, page.metric)
    return "\n".join(f"{each.label if each.type == 'metric' else ''} {each.value}"
                     for kind in kinds for each in kind)  # fmt: skip


@cache
def municipality(name: str) -> dict[str, object]:
    """The shipped numbers as another municipality's workbook, which every scenario fits."""
    tables = {**read.default().tables}
    tables["settings"] = tuple(
        {**row, "value": name} if row["setting"] in ("name", "name_en") else row
        for row in tables["settings"]
    )
    return {"name": "egne.xlsx", "bytes": workbook_write.workbook(tables, "da")}


def test_a_fresh_reader_sees_the_first_scenario_held_against_what_was_decided() -> None:
    page = opened("overview")
    assert page.title[0].value.startswith("Mod »Byrådets beslutning 2017«:")
    assert page.caption[0].value == "Scenarie: Flest job"


def test_what_was_moved_is_shown_and_named() -> None:
    page = showing("overview", Choice(choice.FIRST, levers={"amount": 40.0}))
    assert spaced(page.caption[0]) == "Scenarie: Flest job, 40 mio. kr. billigere fra 2018"
    assert "krav 40,0 mio. kr." in texts(page).replace("\u00a0", " ")
    assert any("40,0 mio. kr." in spaced(each) for each in page.header)


def test_the_decision_is_held_against_today_and_today_against_the_decision() -> None:
    assert "»Fortsæt som i dag«" in showing("overview", Choice("byraadet-2017")).title[0].value
    today = showing("overview", Choice(choice.TODAY))
    assert "»Byrådets beslutning 2017«" in today.title[0].value


@pytest.mark.parametrize("name", WITH_AN_ANSWER)
def test_without_a_plan_every_page_says_so_and_leads_to_the_conflicts(name: str) -> None:
    page = showing(name, IMPOSSIBLE)
    assert "Ingen plan" in page.error[0].value
    (link,) = page.get("page_link")
    assert link.proto.label == "Se krav i konflikt og de billigste løsninger"
    assert link.proto.page == "krav"
    assert not page.metric


def test_a_comparison_and_a_frontier_without_a_plan_lead_there_too() -> None:
    page = showing("compare.page", IMPOSSIBLE, compared=["now", choice.TODAY])
    assert len(page.get("page_link")) == 1
    assert not showing("compare.page", Choice(choice.FIRST)).get("page_link")


def test_other_data_are_not_held_against_what_odense_decided() -> None:
    page = showing("overview", Choice(choice.FIRST), upload=municipality("Nyby 2026"))
    assert "»Fortsæt som i dag«" in page.title[0].value
    for name in ("overview", "scenario.page", "compare.page"):
        page = showing(name, Choice(choice.FIRST), upload=municipality("Nyby 2026"))
        assert "yråd" not in texts(page)
        offered = [option for box in (*page.selectbox, *page.multiselect) for option in box.options]
        assert not [each for each in offered if "yråd" in each]


def test_a_scenario_that_other_data_do_not_have_gives_way_to_the_first() -> None:
    page = showing("overview", Choice("byraadet-2017"), upload=municipality("Nyby 2026"))
    assert page.caption[0].value == "Scenarie: Flest job"


def test_the_reader_s_own_name_stands_on_every_page_and_can_be_taken_away() -> None:
    page = opened("scenario.page")
    widget(page, f"{choice.FIRST}.name").set_value("Udvalgets plan").run()
    named = page.session_state["choices"]
    assert named == {choice.FIRST: Choice(choice.FIRST, name="Udvalgets plan")}
    assert not page.session_state["previous"].name
    for name in ("overview", "plan", "staff.page", "demands.page", "report"):
        assert "Udvalgets plan" in texts(showing(name, named[choice.FIRST])), name
    widget(page, f"{choice.FIRST}.name").set_value("").run()
    assert not page.session_state["choices"][choice.FIRST].name


def test_a_name_with_a_cpr_number_is_refused_and_not_kept() -> None:
    page = opened("scenario.page")
    widget(page, f"{choice.FIRST}.name").set_value("Til 010190-1234").run()
    assert page.error[0].value == "Navnet må ikke rumme et CPR-nummer."
    assert "choices" not in page.session_state
    assert "010190" not in str([field.value for field in page.text_input])
    assert not page.run().error
