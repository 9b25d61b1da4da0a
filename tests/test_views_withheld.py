"""The second solver works beside the page; what it does not confirm is withheld on every page."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_views import PAGES, ROOT, SLOW, headings, opened

from locales import translator
from model.solver import cross_check
from scenarios.choice import Choice
from scenarios.work import RUNNING, stop_all
from views.state.studies import LOOKED_AT

MOVED = Choice("optimum-34", levers={"amount": 33.0})
CHECKING = translator("da")("Another program checks the plan …")
PLANLESS = ("overview", "data", "demands.page")  # pages that are about more than the plan


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Until this is set the second solver works; then it disagrees about the second criterion."""
    st.cache_resource.clear()
    real, go_on = cross_check.solve_by_scip, Event()

    def fake(matrix: Any, criterion: str, **limits: Any) -> Any:
        go_on.wait(SLOW)
        termination, value, bound = real(matrix, criterion, **limits)
        off = 1.05 if criterion == "dismissals" else 1.0
        return termination, value if value is None else off * value, off * bound

    monkeypatch.setattr(cross_check, "solve_by_scip", fake)
    yield go_on
    go_on.set()
    stop_all()
    st.cache_resource.clear()


def test_a_plan_is_shown_at_once_and_withdrawn_when_the_second_solver_disagrees(
    free: Event,
) -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOW).run()
    assert not page.exception
    assert CHECKING in [c.value for c in page.caption]
    assert any("34,0 mio. kr." in heading for heading in headings(page))
    free.set()
    for job in tuple(RUNNING):
        job.wait(SLOW)
    page.run()
    assert not page.exception
    assert CHECKING not in [c.value for c in page.caption]
    assert not any("34,0 mio. kr." in heading for heading in headings(page))
    assert any("Planen holdes tilbage" in each.value for each in page.error)


def test_a_plan_that_the_reader_has_left_is_not_checked_to_the_end(free: Event) -> None:
    def one_plan() -> None:
        from views.state import choice, studies  # noqa: PLC0415  # the page's own

        studies.solve(choice.current())
        studies.look_at_cross_checks()

    page = AppTest.from_function(one_plan, default_timeout=SLOW).run()
    first = page.session_state[LOOKED_AT]
    page.run()
    assert [job.cancelled for job in first] == [False]
    page.session_state["choices"] = {"optimum-34": MOVED}
    page.run()
    assert [job.cancelled for job in first] == [True]
    assert [job.cancelled for job in page.session_state[LOOKED_AT]] == [False]
    free.set()


@pytest.mark.parametrize("name", [name for name in PAGES if name not in PLANLESS])
def test_no_page_shows_a_plan_that_the_second_solver_does_not_confirm(
    name: str, free: Event
) -> None:
    free.set()
    opened(name)
    for job in tuple(RUNNING):
        job.wait(SLOW)
    page = opened(name)
    assert not page.exception
    assert any("uenige om antallet af afskedigede" in each.value for each in page.error)
    assert not page.get("vega_lite_chart")
    assert not page.get("download_button")


def test_a_report_waits_for_the_second_solver(free: Event) -> None:
    free.set()
    page = opened("report")  # the first time it is shown
    assert any("uenige om antallet af afskedigede" in each.value for each in page.error)
    assert not page.get("download_button")


def test_demands_have_no_price_beside_a_plan_that_is_withheld(free: Event) -> None:
    free.set()
    page = opened("demands.page")
    page.toggle(key="prices").set_value(True).run()
    for job in tuple(RUNNING):
        job.wait(SLOW)
    page.run()
    assert not page.exception
    assert any("uenige om antallet af afskedigede" in each.value for each in page.error)
    assert "priced" not in [each.key for each in page.dataframe]
