"""The page on uncertainty: an interval with every number, and plans in the same futures."""

from functools import cache, partial

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_views import SLOW, headings, one_page, opened, widget

from inputs import read
from scenarios import library
from scenarios.solve import Answer, solve
from scenarios.studies.decisions import decisions
from scenarios.studies.futures import among, hold, sureness
from scenarios.studies.information import information
from views.state import choice
from views.uncertainty.plans import COMPARED

PAGE = "uncertainty.page"


@cache
def answer(name: str) -> Answer:
    data = read.default().instance
    assert data is not None
    return solve(data, library.load(name))


def comparing(*names: str) -> AppTest:
    page = AppTest.from_function(one_page, args=(PAGE,), default_timeout=SLOW)
    page.session_state["lang"] = "en"
    page.session_state[COMPARED] = [*names]
    page.run()
    assert not page.exception
    return page


def table(page: AppTest, first: str) -> dict[str, list[str]]:
    """The first table whose rows are called so, by row."""
    frames = (each.value for each in page.table if each.value.index.name == first)
    rows = next(frames).itertuples()
    return {str(row): [each.replace("\\", "") for each in cells] for row, *cells in rows}


def whole(value: float) -> str:
    return f"{value:.0f}".replace("-", "−").replace("−0", "0")


def test_the_first_heading_is_the_interval_of_the_last_year() -> None:
    span = sureness(hold(answer(choice.FIRST))).in_work[2020]
    title, first = headings(opened(PAGE, "en"))[:2]
    assert title == "How sure is the plan?"
    for end in (span.p10, span.p50, span.p90):
        assert whole(abs(end)) in first.split("2020", 1)[1]


def test_the_table_of_years_has_the_numbers_of_the_futures() -> None:
    found = sureness(hold(answer(choice.FIRST)))
    frame = next(t.value for t in opened(PAGE, "en").table if "2020" in map(str, t.value.columns))
    assert frame.loc["In the middle"].tolist() == [
        whole(each.p50) for each in found.in_work.values()
    ]
    assert frame.loc["Probably at least"].tolist() == [
        whole(each.p10) for each in found.in_work.values()
    ]


def test_the_worst_named_future_comes_first() -> None:
    values = [
        int(row[0].replace("−", "-")) for row in table(opened(PAGE, "en"), "What if").values()
    ]
    assert len(values) > 5
    assert values == sorted(values)


def test_plans_are_held_in_the_same_futures_and_the_surest_comes_first() -> None:
    chosen = (choice.FIRST, "byraadet-2017", "flest-i-job-netto")
    found, _evpi = among([hold(answer(name)) for name in chosen])
    rows = table(comparing(*chosen), "Name")
    lost = [float(row[3]) for row in rows.values()]
    assert lost == sorted(lost)
    assert lost == pytest.approx(sorted(each.expected_loss for each in found), abs=0.05)


def test_a_plan_that_saves_less_is_not_passed_off_as_surer() -> None:
    page = comparing(choice.FIRST, choice.TODAY)
    assert any("do not save the same" in each.value for each in page.warning)
    same = comparing(choice.FIRST, "flest-i-job-netto")
    assert not same.warning


def test_one_plan_alone_is_compared_with_nothing() -> None:
    page = comparing(choice.FIRST)
    assert any("two to six" in each.value for each in page.info)


def test_todays_practice_is_what_plans_are_held_against() -> None:
    page = AppTest.from_function(one_page, args=(PAGE,), default_timeout=SLOW)
    page.session_state["scenario"] = choice.TODAY
    page.run()
    assert any("måles mod" in each.value for each in page.info)
    assert not any("sandsynligvis" in each for each in headings(page)[:2])


def test_the_plans_chosen_stay_in_the_other_language() -> None:
    page = comparing(choice.FIRST, "byraadet-2017")
    page.session_state["lang"] = "da"
    page.run()
    assert widget(page, COMPARED).value == [choice.FIRST, "byraadet-2017"]


def holding(rule: str) -> AppTest:
    """The page once the plan that is best by a rule has been found."""
    page = AppTest.from_function(one_page, args=(PAGE,), default_timeout=SLOW)
    page.session_state["lang"] = "en"
    page.session_state["robust.rule"] = rule
    page.session_state["robust"] = True
    page.run()
    page.session_state[f"job.robust-{rule}"].wait(SLOW)
    page.run()
    assert not page.exception
    return page


def test_a_plan_chosen_to_hold_is_told_with_its_price_and_can_be_compared() -> None:
    page = holding("regret")
    told = [each.value for each in page.markdown]
    assert any(each.startswith("Its price") for each in told)
    frame = next(t.value for t in page.table if "This plan" in t.value.index)
    regret = frame[frame.columns[-1]].astype(int)
    assert regret["This plan"] < regret["Best by the expected numbers"]
    page.session_state[COMPARED] = ["now", "regret"]
    page.run()
    assert "Least to regret of all plans" in table(page, "Name")


def test_a_click_takes_the_plan_that_holds() -> None:
    page = holding("regret")
    asked = page.get_by_key("robust-take").click().run().session_state["choices"][choice.FIRST]
    assert asked.order[0].criterion == "in_work"
    assert any(name.startswith("PIN-") for name in asked.new)
    assert asked.name == "Least to regret of all plans"


def asking(name: str) -> AppTest:
    """The page once a question on it has been answered."""
    page = AppTest.from_function(one_page, args=(PAGE,), default_timeout=SLOW)
    page.session_state["lang"] = "en"
    page.session_state[name] = True
    page.run()
    page.session_state[f"job.{name}"].wait(SLOW)
    page.run()
    assert not page.exception
    return page


def test_what_is_sure_is_found_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.uncertainty.decisions.decisions", partial(decisions, n=4))
    assert not any("The same is best" in each for each in headings(opened(PAGE, "en")))
    page = asking("decisions")
    told = [each for each in headings(page) if "The same is best" in each]
    assert [each.rsplit(" ", 1)[1] for each in told] == ["measures", "units"]
    assert "of 25 measures" in told[0]


def test_what_to_find_out_first_is_told_with_its_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.studies.information.SEARCHED", 4)
    monkeypatch.setattr("views.uncertainty.decisions.information", partial(information, n=100))
    (told,) = (each for each in headings(asking("information")) if "Find out first" in each)
    assert "in work" in told


def test_a_question_that_was_stopped_has_no_answer_and_can_be_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    st.cache_resource.clear()
    monkeypatch.setattr("views.uncertainty.decisions.decisions", partial(decisions, n=400))
    page = AppTest.from_function(one_page, args=(PAGE,), default_timeout=SLOW)
    page.session_state["lang"] = "en"
    page.session_state["decisions"] = True
    page.run()
    page.session_state["job.decisions"].cancel()
    page.run()
    assert any("stopped before" in each.value for each in page.markdown)
    assert any(each.key == "decisions-again" for each in page.button)
