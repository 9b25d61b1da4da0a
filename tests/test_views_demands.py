"""The page of demands: a clash is told, its repair is one click, and other pages know of it."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from test_views import SLOW, opened, widget

from model.demand import Text
from model.instance import Instance
from reports.workbook import committee
from scenarios import library, work
from scenarios.choice import Choice
from scenarios.conflicts import Conflicts, conflicts
from scenarios.solve import solve
from scenarios.studies import coalitions
from scenarios.studies.coalitions import Coalitions
from scenarios.studies.repairs import record_of, repairs
from views.state import choice

NAME = "optimum-34"


def switched(page: AppTest, *demands: str) -> AppTest:
    for demand in demands:
        widget(page, f"{NAME}.demand.{demand}").set_value(True)
    return page.run()


def test_a_clash_is_told_and_taking_a_repair_ends_it() -> None:
    page = switched(opened("demands.page"), "BEVAR-PENSION", "LUK-VAERKSTED")
    assert [each.value for each in page.error] == ["Kravene kan ikke forenes: én konflikt."]
    assert "strider mod" in page.warning[0].value
    widget(page, "mend-0-0").click().run()
    assert not page.exception
    assert not page.error
    assert "kan forenes" in page.success[0].value
    (chosen,) = page.session_state[f"{NAME}.taken"]
    assert chosen.conflicts == (frozenset({"BEVAR-PENSION", "LUK-VAERKSTED"}),)
    assert widget(page, f"{NAME}.demand.LUK-VAERKSTED").value is False


def test_a_stopped_search_for_conflicts_keeps_what_it_found_and_can_begin_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clash = frozenset({"BEVAR-PENSION", "LUK-VAERKSTED"})

    def stopped(*_: object) -> Iterator[Conflicts]:
        yield Conflicts((clash,), (), complete=False, seconds=0.0)
        for job in tuple(work.RUNNING):
            job.cancel()
        yield Conflicts((clash,), (), complete=False, seconds=1.0)
        pytest.fail("a stopped search goes on")

    monkeypatch.setattr("scenarios.conflicts.conflicts", stopped)
    page = switched(opened("demands.page"), "BEVAR-PENSION", "LUK-VAERKSTED", "MENTOR")
    assert not page.exception
    assert "Kravene kan ikke forenes" in page.error[0].value
    monkeypatch.undo()
    widget(page, "conflicts-again").click().run()
    assert not page.exception
    assert "conflicts-again" not in {button.key for button in page.button}


def test_all_who_can_agree_are_shown_as_far_as_they_were_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(instance: Instance, *, active_only: bool) -> Iterator[Coalitions]:
        for number, found in enumerate(solved(instance, active_only=active_only)):
            if number == 3:
                for job in tuple(work.RUNNING):
                    job.cancel()
            yield found

    solved = coalitions.coalitions
    monkeypatch.setattr("views.demands.coalitions.coalitions", stopped)
    page = opened("demands.page")
    widget(page, "agree").set_value(True).run()
    assert not page.exception
    assert page.get("vega_lite_chart")
    assert any("Tidsgrænsen blev nået" in each.value for each in page.markdown)
    assert widget(page, "coalitions-again")


def test_a_bound_that_is_set_is_the_scenario_s_and_gives_way_to_its_lever() -> None:
    page = opened("demands.page")
    field = widget(page, f"{NAME}.ask.SPAR")
    field.set_value("20").run()
    assert "Ubalancen på 20\u00a0mio.\u00a0kr." in widget(page, f"{NAME}.demand.SPAR").label
    assert page.session_state["choices"][NAME].bounds == {"SPAR": 20_000}
    other = AppTest.from_function(script, default_timeout=SLOW)
    other.session_state["choices"] = page.session_state["choices"]
    other.run()
    lever = widget(other, f"{NAME}.amount")
    assert lever.value == 20
    lever.set_value(30).run()
    assert other.session_state["choices"][NAME].bounds == {}
    assert other.session_state["asked"] == 30_000


def script() -> None:
    import streamlit as st  # noqa: PLC0415 - the function's source is run as a script of its own

    from views.scenario import controls  # noqa: PLC0415
    from views.state import choice  # noqa: PLC0415

    controls.show(choice.current())
    st.session_state["asked"] = choice.current().instance.demands["SPAR"].bound


def test_a_demand_is_made_from_its_sentence_and_dropped_again() -> None:
    page = opened("demands.page")
    widget(page, "wish-kind").set_value("hand_over").run()
    assert "Nævn mindst én indsats." in [each.value for each in page.caption]
    widget(page, "wish-measures").set_value(["M14"]).run()
    widget(page, "wish-add").click().run()
    assert not page.exception
    assert "skal overgå" in widget(page, f"{NAME}.demand.NYT-1").label
    widget(page, f"{NAME}.demand.NYT-1").set_value(False).run()
    widget(page, "drop-NYT-1").click().run()
    assert page.session_state["choices"][NAME] == Choice(NAME)


def test_a_demand_made_anew_has_its_own_bound_and_not_that_of_the_one_it_replaces() -> None:
    page = opened("demands.page")
    label = f"{NAME}.demand.NYT-1"
    for bound in (211.0, 307.0):
        widget(page, "wish-kind").set_value("dismissals").run()
        widget(page, "wish-bound-people").set_value(f"{bound:.0f}").run()
        widget(page, "wish-add").click().run()
        assert f"{bound:.0f}" in widget(page, label).label
        widget(page, f"{NAME}.ask.NYT-1").set_value("251").run()
        assert "251" in widget(page, label).label
        widget(page, "drop-NYT-1").click().run()


def test_a_demand_that_contradicts_another_is_told_while_it_is_written() -> None:
    page = switched(opened("demands.page"), "BEVAR-PENSION")
    widget(page, "wish-kind").set_value("close").run()
    widget(page, "wish-measures").set_value(["M13"]).run()
    assert any("Pensionistservice bevares" in each.value for each in page.warning)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_workbook_has_the_conflict_and_the_repair_chosen(language: str) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from small import SMALL  # noqa: PLC0415

    rows = {i: SMALL.demands[i]._replace(active=True, owner=Text("Ejer", "Owner"))
            for i in ("CLOSE", "HAND-OVER")}  # fmt: skip
    data = replace(SMALL, demands=rows)
    *_, found = conflicts(data)
    way = next(iter(repairs(data, found, found.conflicts[0])))
    chosen = record_of(data, found.conflicts, way.changes)
    answer = solve(SMALL, library.load("optimum-34"))
    content = committee.workbook(answer, language, date(2017, 2, 22), [chosen])
    sheet = load_workbook(BytesIO(content)).worksheets[-1]
    told = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "Værkstedet lukkes" in told
    assert "Værkstedet flyttes" in told
    plain = committee.workbook(answer, language, date(2017, 2, 22))
    names = load_workbook(BytesIO(plain)).sheetnames
    assert sheet.title not in names


def test_nothing_is_repaired_before_something_is_chosen() -> None:
    assert choice.repairs_taken(choice.current()) == []


def test_a_switch_is_called_by_words_alone_so_that_it_can_be_read_aloud() -> None:
    labels = [switch.label for switch in opened("demands.page").toggle]
    assert any(label.endswith("· Besparelse") for label in labels)
    assert not [label for label in labels if "[" in label]
