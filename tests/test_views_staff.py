"""The page on units and staff under AppTest: a unit at a time, help for more or fewer."""

import pytest
from test_views import headings, opened, widget


def test_a_unit_chosen_shows_its_own_staff_groups() -> None:
    page = opened("staff.page")
    widget(page, "people-unit").set_value("BYG").run()
    assert not page.exception
    flows = next(each.value for each in page.dataframe if "Personer" in each.value)
    assert set(flows["Fra"]) <= {
        "Fleksjobbere", "Ledere", "Seniorjobbere", "Administrative medarbejdere",
        "Job- og virksomhedskonsulenter", "Værkstedsassistenter og projektmedarbejdere",
        "Andre enheder", "Nyansatte",
    }  # fmt: skip


def test_the_share_of_the_dismissed_who_get_help_can_be_varied() -> None:
    page = opened("staff.page", "en")
    charts = len(page.get("vega_lite_chart"))
    widget(page, "people-study").set_value(True).run()
    assert not page.exception
    assert len(page.get("vega_lite_chart")) == charts + 1
    assert any(each.startswith("With help for 100% of the dismissed") for each in headings(page))


def test_the_law_is_named_where_the_plan_triggers_it() -> None:
    page = opened("staff.page")
    law = next(each for each in headings(page) if "lov om varsling" in each)
    assert law.startswith("Planen er omfattet af lov om varsling")
    assert not any(sign.isdigit() for sign in law)  # the table below hides how many where few are
    assert any("Forskelsbehandlingsloven § 2 a" in each.value for each in page.markdown)


@pytest.mark.parametrize("name", ["staff.page", "plan", "data"])
def test_a_column_of_which_some_is_hidden_is_text(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "streamlit.dataframe_util")
    assert not opened(name).exception
    assert "Arrow" not in caplog.text


def test_who_is_paid_without_work_is_told_by_unit_and_staff_group() -> None:
    page = opened("staff.page")
    assert "Hvor medarbejdere får løn uden at have arbejde" in headings(page)
    tables = [each.value for each in page.table]
    where = next(each for each in tables if {"Navn", "årsværk 2020"} <= {*each})
    by_year = next(each for each in tables if "Nyansatte, årsværk" in each.index)
    assert where["årsværk 2020"].str.replace(",", ".").astype(float).sum() > 1
    assert [*by_year] == ["2017", "2018", "2019", "2020", "Alle år"]
    assert "Borgere pr. sagsbehandler" in headings(page)
