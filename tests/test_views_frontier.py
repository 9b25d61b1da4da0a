"""The page of trade-offs: it shows what is known, and a point becomes the scenario on screen."""

from collections.abc import Iterator
from threading import Event
from time import sleep
from typing import Any

import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest
from test_views import widget

from scenarios.studies.frontier import Frontier, certified_frontier
from scenarios.work import stop_all
from views.state import choice

TICK = 0.1  # seconds between two looks
PATIENCE = 120  # seconds a page may take on a busy machine


def the_page() -> None:
    from views import frontier  # noqa: PLC0415 - the function's source is run as a script

    frontier.show()


@pytest.fixture
def _unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that has two points and is never done, so that it is stopped before its end."""

    def waiting(*about: Any) -> Iterator[Frontier]:
        for found in certified_frontier(*about):
            yield found
            while len(found.points) > 1:
                sleep(TICK)
                yield found

    monkeypatch.setattr("views.frontier.certified_frontier", waiting)
    st.cache_resource.clear()


def shown(language: str) -> AppTest:
    """The page after its search was stopped, once there was a point to choose."""
    page = AppTest.from_function(the_page, default_timeout=PATIENCE)
    page.session_state["lang"] = language
    page.run()
    job = page.session_state["job.frontier"]
    while len(getattr(job.latest, "points", ())) < 2 and not job.wait(TICK):
        pass
    stop_all()
    return page.run()


@pytest.mark.usefixtures("_unfinished")
@pytest.mark.parametrize(("language", "told"), [("da", "Indtil nu"), ("en", "So far")])
def test_a_stopped_search_shows_what_it_has_and_says_how_sure_it_is(
    language: str, told: str
) -> None:
    page = shown(language)
    assert not page.exception
    assert not page.error
    assert len(page.title) == 1
    assert any(said.value.startswith(told) for said in page.markdown)


@pytest.mark.usefixtures("_unfinished")
def test_a_stopped_search_can_be_started_again() -> None:
    page = shown("da")
    page.get_by_key("frontier-again").click().run()
    assert any(bar.label == "Stop, og behold det beviste" for bar in page.button)
    stop_all()


def test_a_stop_is_obeyed_while_the_search_is_still_at_a_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free, known = Event(), Frontier("saving", "exits", "certified")

    def slow(*_about: object) -> Iterator[Frontier]:
        yield known
        free.wait(PATIENCE)
        yield known

    monkeypatch.setattr("views.frontier.certified_frontier", slow)
    st.cache_resource.clear()
    page = AppTest.from_function(the_page, default_timeout=PATIENCE).run()
    page.get_by_key("frontier-stop").click().run()
    job = page.session_state["job.frontier"]
    assert not job.done
    assert page.get_by_key("frontier-again")
    free.set()
    assert job.wait(PATIENCE)
    st.cache_resource.clear()


def test_a_plan_is_taken_from_the_list_and_its_frontier_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = shown("da")
    before = page.session_state["job.frontier"]
    assert len(page.table[0].value) == len(before.latest.points)
    (plans,) = [field for field in page.selectbox if str(field.key).startswith("frontier-point")]
    plans.select_index(1).run()
    monkeypatch.setattr(st, "switch_page", lambda _page: st.stop())
    page.get_by_key("frontier-take").click().run()
    (taken,) = page.session_state["choices"].values()
    assert taken.levers["amount"] * 1000 == pytest.approx(before.latest.points[1].x, rel=1e-4)
    page.run()
    assert not page.exception
    assert page.session_state["job.frontier"] is before


def test_a_criterion_is_not_traded_for_itself() -> None:
    page = shown("da")
    widget(page, "frontier.x").select("exits").run()
    assert page.info[0].value == "Vælg to forskellige mål."


def test_a_point_that_is_taken_leads_to_its_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def turn(page: StreamlitPage) -> None:
        asked.append(page.url_path)
        st.stop()

    monkeypatch.setattr(st, "switch_page", turn)
    page = AppTest.from_function(the_page, default_timeout=PATIENCE)
    page.session_state["frontier-taken"] = True
    assert not page.run().exception
    assert asked == ["plan"]


def test_a_point_that_is_taken_moves_the_levers_and_the_order() -> None:
    def taking() -> None:
        import streamlit as st  # noqa: PLC0415

        from scenarios.studies.frontier import Point  # noqa: PLC0415
        from views.state import choice  # noqa: PLC0415

        choice.take_point("saving", "dismissals", Point(40_000.0, 12.0))
        st.session_state["asked"] = choice.current().scenario

    page = AppTest.from_function(taking, default_timeout=PATIENCE).run()
    asked = page.session_state["asked"]
    assert asked.levers.amount == pytest.approx(40.0, rel=1e-5)
    assert asked.order[0].criterion == "dismissals"
    assert asked.id == choice.FIRST
