"""What is told of the organisation before and after: frames, sentence, picture, section, JSON."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from small import SMALL
from streamlit.testing.v1 import AppTest

from model.plan import Plan
from reports.units import chart as units_chart
from reports.units import tables as units_tables
from reports.workbook import committee, pages
from scenarios.scenario import Scenario, Structure
from scenarios.solve import Answer, solve

NAME = SMALL.settings.name
PLAIN = Scenario("prøve", NAME, NAME)


@cache
def split() -> Answer:
    """The small instance with both groups in the new unit."""
    structure = Structure({"NY": "open", "JOB": "free", "REHAB": "free"}, {"all": ("NY",)})
    return solve(SMALL, replace(PLAIN, structure=structure, demands={"SAVING": False}))


def planned(answer: Answer) -> Plan:
    assert answer.solution.plan is not None
    return answer.solution.plan


def texts(spec: Any) -> list[str]:
    """Every line of text that a chart draws."""
    return [row["label"] for rows in spec["datasets"].values() for row in rows if "label" in row]


def test_the_answer_names_what_became_of_every_unit_and_its_groups() -> None:
    told = units_tables.as_json(split())
    units = told["units"]
    assert isinstance(units, dict)
    assert units["NY"] == {"status": "opened", "groups": ["A", "B"]}
    assert units["SOC"]["status"] == "open"
    assert units["JOB"]["groups"] == units["REHAB"]["groups"] == []
    outcome = split().solution.outcome
    assert outcome is not None
    assert told["handovers"] == {str(y): v for y, v in outcome.handovers.items()}


def test_the_picture_tells_how_many_citizens_change_unit() -> None:
    assert "300" in units_tables.message(split(), "da")
    rows = units_tables.flows(split(), "da")
    assert rows["persons"].sum() == sum(group.persons for group in SMALL.groups.values())
    assert set(rows["moves_to"]) == {"Ny enhed"}


def test_the_committee_reads_of_a_new_structure_on_the_front_page_and_a_sheet() -> None:
    book = load_workbook(BytesIO(committee.workbook(split(), "da", date(2017, 2, 22))))
    front = [row[0] for row in book["Forside"].iter_rows(values_only=True)]
    assert (
        f"{units_tables.message(split(), 'da')}. {units_tables.handover_sentence(split(), 'da')}"
        in front
    )
    rows = {row[0]: row for row in book["Enheder"].iter_rows(min_row=5, values_only=True)}
    assert (rows["Ny enhed"][1], rows["Ny enhed"][2]) == ("ny", "")
    assert rows["Ny enhed"][3]


def test_the_front_page_is_silent_where_all_keep_their_unit() -> None:
    kept = solve(SMALL, replace(PLAIN, demands={"SAVING": False}))
    assert pages.reorganisation(kept, "da") is None


def test_the_frame_of_moves_is_what_the_plan_says_and_costs() -> None:
    outcome, plan = split().solution.outcome, planned(split())
    rows = units_tables.moves(split(), "da")
    assert rows["share"].sum() == pytest.approx(sum(plan.relocated.values()))
    assert outcome is not None
    assert rows["move_price"].sum() <= sum(outcome.one_off.values()) + 1e-6


def test_without_a_plan_there_is_no_organisation_to_name() -> None:
    demands = {"SAVING": True, "EXITS": 9999.0}
    stuck = solve(SMALL, replace(PLAIN, demands=demands))
    assert units_tables.as_json(stuck) == {"units": {}, "handovers": {}}


@pytest.mark.parametrize(("language", "new"), [("da", "(ny)"), ("en", "(new)")])
def test_the_picture_names_every_unit_and_group_on_both_sides(language: str, new: str) -> None:
    lines = texts(units_chart.chart(split(), language))
    for group in SMALL.groups.values():
        assert sum(line.startswith(group.name.of(language)) for line in lines) == 2
    assert sum(line.endswith(new) for line in lines) == 1


def test_a_line_leads_every_group_from_its_unit_today_to_its_unit_in_the_plan() -> None:
    spec = units_chart.chart(split(), "da")
    lines = [row for rows in spec["datasets"].values() for row in rows if "fate" in row]
    assert {(row["unit_left"], row["unit_right"]) for row in lines} == {
        ("JOB", "NY"), ("REHAB", "NY"),
    }  # fmt: skip
    assert {row["fate"] for row in lines} == {"moves"}


SECTION = """
import test_reports_units
from views.staff import page

page.show_organisation(test_reports_units.split())
"""


def test_the_section_shows_picture_sentence_and_table_without_a_fault() -> None:
    page = AppTest.from_string(SECTION, default_timeout=60).run()
    assert not page.exception
    assert page.header[0].value == units_tables.message(split(), "da")
    assert units_tables.handover_sentence(split(), "da") in [text.value for text in page.markdown]
    assert "Ny enhed" in list(page.dataframe[0].value["Enhed"])


def test_parts_of_a_main_group_in_two_units_are_told_apart() -> None:
    groups = {g: group._replace(main="K") for g, group in SMALL.groups.items()}
    answer = solve(replace(SMALL, groups=groups), replace(PLAIN, demands={"SAVING": False}))
    assert {*units_tables.flows(answer, "da")["name"]} == {"Jobparate", "Udsatte"}
