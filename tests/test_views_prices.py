"""The sections on prices and reasons under AppTest, in both languages."""

from pathlib import Path

import pytest
from comparison_case import answer
from streamlit.testing.v1 import AppTest
from test_views import widget

SLOW = 120  # seconds a page may take on a busy machine
CHOSEN = "M09"  # what a law requires, so that no break-even value is searched for


def section(name: str) -> None:
    from views import plan  # noqa: PLC0415 - the function's source is run as a script of its own
    from views.demands import page  # noqa: PLC0415
    from views.state import choice, studies  # noqa: PLC0415

    show = {"prices": page.show_prices, "why": plan.show_reasons}[name]
    show(studies.solve(choice.current()))


def asked() -> None:
    from views.demands import page  # noqa: PLC0415
    from views.state import choice  # noqa: PLC0415

    page.ask_prices(choice.current())


def opened(name: str, language: str = "da", **state: object) -> AppTest:
    page = AppTest.from_function(section, args=(name,), default_timeout=SLOW)
    page.session_state["lang"] = language
    for key, value in state.items():
        page.session_state[key] = value
    return page.run()


@pytest.mark.parametrize(("language", "opening"), [("da", "Kravene koster"), ("en", "The demands")])
def test_the_prices_open_with_their_message(language: str, opening: str) -> None:
    page = opened("prices", language)
    assert not page.exception
    assert page.header[0].value.startswith(opening)
    active = sum(q.active for q in answer("optimum-34").instance.demands.values())
    assert len(page.dataframe[0].value) == active, "a row for each active demand"
    assert len(page.expander[0].markdown) == active, "and a paragraph"


def test_todays_practice_has_no_prices_and_no_reasons() -> None:
    page = opened("prices", scenario="fortsaet")
    assert not page.exception
    assert not page.header
    assert "ikke søgt" in page.markdown[0].value
    assert not opened("why", scenario="fortsaet").selectbox


@pytest.mark.parametrize(("language", "reason"), [("da", "skal indgå"), ("en", "must be in")])
def test_a_measure_that_is_chosen_is_explained(language: str, reason: str) -> None:
    page = opened("why", language)
    assert not page.exception
    assert not page.subheader, "nothing is asked yet"
    widget(page, "why").select(CHOSEN).run()
    assert not page.exception
    assert reason in page.subheader[0].value


def test_the_pages_ask_why_and_at_what_price() -> None:
    assert "show_reasons(answer)" in Path("views/plan.py").read_text(encoding="utf-8")
    assert "ask_prices(case)" in Path("views/demands/page.py").read_text(encoding="utf-8")


def test_nothing_is_priced_before_it_is_asked_for() -> None:
    page = AppTest.from_function(asked, default_timeout=SLOW)
    page.session_state["scenario"] = "fortsaet"
    page.run()
    assert not page.exception
    assert len(page.markdown) == 1, "the question's own words"
    page.toggle(key="prices").set_value(True).run()
    assert not page.exception
    assert "ikke søgt" in page.markdown[1].value
