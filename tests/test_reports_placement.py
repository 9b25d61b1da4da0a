"""Placements as they are told: counts on screen, on paper and as JSON, and nobody's position."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from placement_case import staffed
from reports_case import ANSWER, INSTANCE, changed
from test_commands import run

from model.placement.cp_sat import Step
from model.placement.place import Placement, alternatives
from reports.columns import word
from reports.disclosure import masking
from reports.placement import chart as placement_chart
from reports.placement import tables as told
from reports.placement import text as placement_text
from reports.workbook import pages
from scenarios.studies.placement import WholePostsAnswer, place

ASKED = replace(ANSWER, instance=staffed(INSTANCE))
PLACED = place(ASKED)
POSITION = re.compile(r"P\d{4}")


def test_the_headline_tells_who_stays_and_how_many_have_no_place() -> None:
    assert placement_text.sentences(ASKED, PLACED, "da")[:2] == (
        "Af 57 stillinger: 42 bliver og 15 er uden plads",
        (
            "Det er bevist, at ingen placering har færre uden plads, og at ingen har lige så få "
            "med færre flytninger."
        ),
    )
    assert placement_text.headline(PLACED, "en") == "Of 57 positions 42 stay and 15 have no place"


def test_another_number_than_the_dismissed_is_explained_where_whole_positions_are_why() -> None:
    people = {("VRK", "FX", 2017): 12.0, ("VRK", "VA", 2017): 2.4}
    outcome = replace(changed(), dismissed_people=people)
    part = {**ASKED.solution.plan.staff, ("VRK", "VA", 2017): 0.6} if ASKED.solution.plan else {}
    plan = replace(ASKED.solution.plan, staff=part) if ASKED.solution.plan else None
    answer = replace(ASKED, solution=replace(ASKED.solution, outcome=outcome, plan=plan))
    told = " ".join(placement_text.sentences(answer, PLACED, "da"))
    assert "Planen afskediger 14: Den regner i årsværk, mens der her tælles hele stillinger" in told
    assert "derfor er 15 uden plads" in told
    inside = replace(PLACED, wishes=replace(PLACED.wishes, inside_first=0.5))
    assert "Planen afskediger" not in " ".join(placement_text.sentences(answer, inside, "da"))
    assert "Planen afskediger" not in " ".join(placement_text.sentences(ASKED, PLACED, "da"))


def test_few_without_a_place_are_not_told_by_number() -> None:
    kept = {i: v for i, v in ASKED.instance.positions.items() if v.staff != "FX"}
    few = replace(ASKED, instance=replace(ASKED.instance, positions=kept))
    assert placement_text.headline(place(few), "da").endswith(
        "bliver og færre end fem er uden plads"
    )


def test_all_have_a_place_where_nothing_changes() -> None:
    same = replace(ASKED, solution=replace(ASKED.solution, plan=ASKED.baseline))
    assert (
        placement_text.headline(place(same), "da") == "Alle 57 stillinger har en plads: 57 bliver"
    )
    assert "Hele stillinger giver præcis planens årsværk." in placement_text.sentences(
        same, place(same), "da"
    )


def test_every_position_is_in_one_column_of_its_unit() -> None:
    rows = told.by_unit(ASKED, PLACED, "da")
    assert list(rows["unit"]) == list(ASKED.instance.units)
    assert (rows[list(told.COUNTS[1:])].sum(axis=1) == rows["positions"]).all()
    assert rows["positions"].sum() == len(ASKED.instance.positions)


def test_what_is_unplaced_is_told_by_unit_and_staff_group_only() -> None:
    rows = told.by_staff(ASKED, PLACED, "da")
    rows = rows[rows["n_unplaced"] > 0]
    assert rows[["unit", "staff", "n_unplaced"]].to_numpy().tolist() == [
        ["VRK", "FX", 12], ["VRK", "VA", 3],
    ]  # fmt: skip


def test_nothing_that_is_told_names_a_position() -> None:
    frames = [
        told.table(ASKED, PLACED, "da"), told.by_unit(ASKED, PLACED, "da"),
        told.by_staff(ASKED, PLACED, "da"),
        told.rounding_table(ASKED, PLACED, "da"),
    ]  # fmt: skip
    texts = [
        *(frame.to_csv() for frame in frames),
        json.dumps(told.as_json(ASKED, PLACED)),
        " ".join(placement_text.sentences(ASKED, PLACED, "da")),
        pages.positions(ASKED, "da").frame.to_csv(),
        json.dumps(placement_chart.chart(ASKED, PLACED, "da"), default=str),
    ]
    assert [text for text in texts if POSITION.search(text)] == []


def test_few_are_hidden_on_paper_and_cannot_be_worked_out() -> None:
    frame = masking.masked_frame(pages.positions(ASKED, "da")).set_index("name")
    assert frame.loc["Værkstedsassistenter", "n_unplaced"] == "<5"
    assert frame.loc["Værkstedsassistenter", "n_stayed"] == "<5"
    assert frame.loc["Fleksjobbere", "n_unplaced"] == "··"
    assert frame["n_unplaced"].iloc[-1] == 15


def test_few_are_hidden_in_the_picture_as_on_paper() -> None:
    """Parts of one to four, and what would tell them, are one part of the bar."""
    few = {"unit_name": "A", "n_stayed": 20, "n_moved": "<5", "n_unplaced": "··",
           "n_retrained": 0, "n_along": 0, "positions": 29}  # fmt: skip
    rows = pd.DataFrame([few]).assign(name="A", at=25.0)
    picture = placement_chart._parts(rows, "", "da").to_dict()
    parts = {r["way"]: r["end"] - r["start"] for d in picture["datasets"].values() for r in d}
    assert parts == {word("fate", "stayed", "da"): 20.0, "Få eller skjult": 9.0}
    assert placement_chart._label(few, "da") == "<5 flytter, ·· uden plads"


def test_a_search_that_was_stopped_tells_its_bound() -> None:
    stopped = replace(PLACED, steps=(Step("unplaced", 15, 12),), termination="feasible")
    assert stopped.gap == pytest.approx(0.2)
    assert placement_text.proof(stopped, "da") == (
        "Søgningen blev stoppet: antallet uden plads er 15 og mindst 12 i enhver placering."
    )


def test_wishes_that_cost_places_say_so() -> None:
    dear = replace(PLACED, method="cp-sat", flow_totals=(9, *PLACED.flow_totals[1:]))
    assert "Kravene til teams, ledere og timer koster 6 pladser." in placement_text.sentences(
        ASKED, dear, "da"
    )


@pytest.mark.parametrize(
    ("termination", "said"),
    [
        ("infeasible", "De manuelt valgte pladser kan ikke forenes: Frigiv en af dem."),
        ("no solution found",
         ("Der blev ikke fundet en placering inden for tidsgrænsen: Giv mere tid, eller stil "
         "færre krav.")),
    ],
)  # fmt: skip
def test_no_placement_tells_what_to_do(termination: str, said: str) -> None:
    nothing = without(termination)
    assert placement_text.sentences(ASKED, nothing, "da") == (said,)
    content = told.as_json(ASKED, nothing)
    assert (content["unplaced"], content["by_unit"], content["gap"]) == (None, {}, None)


def without(termination: str) -> Placement:
    return replace(PLACED, numbers=None, steps=(), termination=termination)


def test_a_position_is_told_its_places_and_what_each_costs_all() -> None:
    rows = told.choices(ASKED, alternatives(PLACED, next(iter(ASKED.instance.positions))), "da")
    assert rows.loc[0, "to_unit"] == "Jobenheden"
    assert (rows.filter(like="more_").iloc[0] == 0).all()


def test_the_chart_has_the_parts_of_every_unit_and_their_sum_as_text() -> None:
    chart = placement_chart.chart(ASKED, PLACED, "da")
    rows = [row for data in chart["datasets"].values() for row in data]
    parts = [row for row in rows if "way" in row]
    assert sum(row["end"] - row["start"] for row in parts) == len(ASKED.instance.positions)
    labels = {row["name"]: row["label"] for row in rows if "label" in row}
    assert labels == {"Jobenheden": "alle 40 bliver", "Værkstederne": "·· uden plads"}
    assert chart["description"] == placement_text.headline(PLACED, "da")


def test_whole_positions_that_no_plan_has_name_a_demand_that_clashes() -> None:
    none = WholePostsAnswer(ASKED, PLACED, {}, whole=False, conflict=("BEVAR", "WHOLE-JOB-SB"))
    assert placement_text.whole_posts_sentence(none, "da") == (
        "Der blev ikke fundet en plan med hele stillinger: Et krav kan ikke forenes med dem, "
        "»Værkstedet består«."
    )
    assert placement_text.as_json(none)["clash"] == ["BEVAR", "WHOLE-JOB-SB"]


def test_place_prints_the_promised_json_and_counts_everyone_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "place", "--scenario", "byraadet-2017", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert {"positions", "stayed", "moved", "retrained", "unplaced", "by_unit", "termination",
            "gap", "seconds"} <= set(found)  # fmt: skip
    ways = ("stayed", "moved", "retrained", "unplaced")
    assert sum(found[way] for way in ways) == found["positions"] == 1500
    for way in ("positions", *ways):
        assert sum(unit[way] for unit in found["by_unit"].values()) == found[way]
    assert (found["termination"], found["gap"]) == ("optimal", 0.0)
    assert not POSITION.search(out)


def test_posts_of_leavers_offered_inside_give_some_of_the_dismissed_a_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    replay = ("place", "--scenario", "byraadet-2017", "--json")
    found = [
        json.loads(run(capsys, *replay, *more)[1])["unplaced"]
        for more in ((), ("--inside-first", "--own-work"), ("--inside-first",))
    ]
    assert found == [209, 206, 151]


def test_data_without_positions_is_bad_input_that_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = run(
        capsys, "place", "--scenario", "fortsaet", "--inputs", "tests/data/small"
    )  # fmt: skip
    assert code == 2
    assert err == "Der er ingen stillinger: Udfyld arket Stillinger.\n"


def test_a_place_chosen_on_the_command_line_is_kept_with_the_fewest_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    replay = ("place", "--scenario", "byraadet-2017", "--json")
    code, out, _ = run(capsys, *replay, "--must", "P0005=UNGE/SB", "--never", "P0006=JOB/SB")
    steps = {step["criterion"]: step["value"] for step in json.loads(out)["steps"]}
    assert code == 0
    _, out, _ = run(capsys, *replay)
    assert steps["unplaced"] == json.loads(out)["unplaced"]
    assert 2 <= steps["changes"] <= 4


@pytest.mark.parametrize("choice", ["P9999=JOB/SB", "P0005=JBO/SB", "P0005=JOB/BS", "P0005"])
def test_a_choice_of_what_is_not_there_is_bad_input(
    capsys: pytest.CaptureFixture[str], choice: str
) -> None:
    code, out, err = run(capsys, "place", "--scenario", "fortsaet", "--must", choice)
    assert (code, out) == (2, "")
    assert "POSITION=UNIT/STAFF" in err


def test_a_mistyped_place_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("place", "--scenario", "fortsaet", "--never", "P0005=JBO/SB", "--language", "en")
    assert run(capsys, *asked)[2] == (
        "P0005=JBO/SB: 'JBO'. Unknown; did you mean JOB? POSITION=UNIT/STAFF\n"
    )
