"""What a redraw costs: no scenario is applied twice, and the library is validated once."""

from collections import Counter
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_views import PAGES, SLOW, one_page, opened, widget

from scenarios import apply, fit, library
from scenarios.choice import Choice
from scenarios.work import stop_all

MOVED = Choice("optimum-34", levers={"amount": 33.0})
SHIPPED = len(library.names())
EVERY_PAGE = (*PAGES, "frontier")
Counts = Counter[tuple[str, str]]


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """How often each scenario was applied and validated; nothing is cached at first."""
    found: Counts = Counter()

    def noted(module: Any, name: str, what: str, at: int) -> None:
        function = getattr(module, name)

        def noting(*arguments: Any) -> Any:
            found[what, repr(arguments[at])] += 1
            return function(*arguments)

        monkeypatch.setattr(module, name, noting)

    noted(apply, "shape", "applied", 1)
    noted(fit, "misfits", "validated", 0)
    st.cache_resource.clear()
    return found


def moved(name: str) -> AppTest:
    page = AppTest.from_function(one_page, args=(name,), default_timeout=SLOW)
    page.session_state["lang"] = "da"
    page.session_state["choices"] = {MOVED.id: MOVED}
    return page.run()


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_applies_no_scenario_twice_and_nothing_when_it_is_drawn_again(
    name: str, counts: Counts
) -> None:
    page = moved(name)
    stop_all()  # a frontier is drawn when it is known
    page.run()
    assert not page.exception
    assert {n for (what, _), n in counts.items() if what == "applied"} == {1}
    assert sum(n for (what, _), n in counts.items() if what == "validated") in (0, SHIPPED)
    counts.clear()
    page.run()
    assert not page.exception
    assert counts == {}


def test_a_lever_that_is_moved_costs_one_application(counts: Counts) -> None:
    page = opened("scenario.page")
    counts.clear()
    widget(page, "optimum-34.amount").set_value(31).run()
    assert not page.exception
    assert sum(counts.values()) == 1


def test_a_bound_that_is_set_costs_one_application(counts: Counts) -> None:
    page = opened("demands.page")
    counts.clear()
    widget(page, "optimum-34.ask.SPAR").set_value("31").run()
    assert not page.exception
    assert sum(counts.values()) == 1
