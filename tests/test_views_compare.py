"""The page Sammenlign under AppTest, in both languages."""

from typing import Any

import pytest
from comparison_case import answer, exits_a_year
from streamlit.testing.v1 import AppTest
from test_views import widget

from scenarios import work
from scenarios.choice import Choice
from scenarios.studies import sweep

SLOW = 120  # seconds a page may take on a busy machine


def the_page() -> None:
    import importlib  # noqa: PLC0415 - the function's source is run as a script of its own

    importlib.import_module("views.compare.page").show()


def opened(language: str = "da") -> AppTest:
    page = AppTest.from_function(the_page, default_timeout=SLOW)
    page.session_state["lang"] = language
    return page.run()


def headings(page: AppTest) -> list[str]:
    return [each.value for each in (*page.title, *page.header, *page.subheader)]


def more(name: str, other: str) -> int:
    """Exits a year that a scenario gives more than another."""
    return round(exits_a_year(answer(name)) - exits_a_year(answer(other)))


@pytest.mark.parametrize(
    ("language", "title", "said", "part"),
    [
        ("da", "Sammenlign planer", "giver {more} flere afgange", "Fastlåste indsatser"),
        ("en", "Hold plans against each other", "gives {more} more exits", "Locks on measures"),
    ],
)
def test_the_page_opens_on_the_decision_held_against_the_best_plan(
    language: str, title: str, said: str, part: str
) -> None:
    page = opened(language)
    assert not page.exception
    assert page.title[0].value == title
    assert page.header[0].value in ("Nøgletal", "Key figures")
    assert said.format(more=more("optimum-34", "byraadet-2017")) in page.header[1].value
    assert part in headings(page)
    assert len(page.get("vega_lite_chart")) == 2


def test_one_scenario_alone_is_not_compared() -> None:
    page = opened()
    widget(page, "compared").set_value(["fortsaet"]).run()
    assert not page.exception
    assert page.info[0].value == "Vælg to til fire scenarier ovenfor."
    assert not page.get("vega_lite_chart")


def test_the_scenario_page_and_its_library_scenario_differ_in_nothing_until_moved() -> None:
    page = opened("en")
    widget(page, "compared").set_value(["optimum-34", "now"]).run()
    assert "Nothing differs" in page.header[0].value
    moved = Choice("optimum-34", levers={"amount": 40.0})
    page.session_state["choices"] = {"optimum-34": moved}
    page.run()
    assert not page.exception
    assert "Nothing differs" not in page.header[0].value
    told = "“Most jobs, DKK\u00a040m cheaper from 2018” gives"
    assert page.header[1].value.startswith(told)


def test_a_third_scenario_is_held_against_the_first_on_demand() -> None:
    page = opened("en")
    widget(page, "compared").set_value(["fortsaet", "optimum-34", "byraadet-2017"]).run()
    assert f"gives {more('optimum-34', 'fortsaet')} more exits" in page.header[1].value
    widget(page, "other").set_value(2).run()
    assert not page.exception
    assert f"gives {more('byraadet-2017', 'fortsaet')} more exits" in page.header[1].value


def test_a_sweep_draws_its_points_and_a_moved_lever_takes_them_away() -> None:
    page = opened("en")
    widget(page, "sweep-lever").set_value("max_dismissals").run()
    widget(page, "sweep-to-max_dismissals").set_value("10")
    widget(page, "sweep-steps").set_value(2)
    widget(page, "sweep-start").click().run()
    assert not page.exception
    assert [row["value"] for row in swept(page)] == [0.0, 10.0]
    told = next(text for text in headings(page) if text.startswith("“Dismissed people at most”"))
    assert "from 0 to 10" in told
    assert len(page.get("vega_lite_chart")) == 4
    widget(page, "sweep-to-max_dismissals").set_value("20").run()
    assert len(page.get("vega_lite_chart")) == 2


def swept(page: AppTest) -> list[dict[str, Any]]:
    return list(page.session_state["job.sweep"].latest.rows)


def test_a_stopped_sweep_keeps_the_points_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened("da")
    widget(page, "sweep-lever").set_value("effects").run()

    def stopped(*arguments: Any) -> Any:
        points = solved(*arguments)
        yield next(points)
        yield next(points)
        stop_all_but_this()

    def stop_all_but_this() -> None:
        for job in tuple(work.RUNNING):
            job.cancel()

    solved = sweep.sweep
    monkeypatch.setattr(sweep, "sweep", stopped)
    widget(page, "sweep-start").click().run()
    assert not page.exception
    assert [row["value"] for row in swept(page)] == ["low", "mid"]
    assert any(text.startswith("»Indsatsernes effekt«") for text in headings(page))


def test_the_scenario_on_the_other_page_is_told_apart_in_words_in_both_lists() -> None:
    page = opened("da")
    for key in ("compared", "sweep-scenario"):
        assert "Aktuelt på siden Scenarie: Flest job" in widget(page, key).options
    assert not any("(now)" in option for option in widget(page, "sweep-scenario").options)


def test_a_number_of_the_data_can_be_swept() -> None:
    page = opened("en")
    widget(page, "sweep-lever").set_value("data").run()
    widget(page, "sweep-sheet").set_value("groups").run()
    widget(page, "sweep-number").set_value("groups.KAP.caseload").run()
    assert not page.exception
    assert not page.error
    assert widget(page, "sweep-from-groups.KAP.caseload").value == "87.5"
