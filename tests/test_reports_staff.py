"""Frames, charts, sentences, sheets and the command about staff in time, on real decisions."""

import json
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from reports_case import ANSWER, IMPOSSIBLE, UNCHANGED

from cli import main
from commands.staff import study_line
from inputs import read
from model.staff.timeline import Timeline
from reports.answer import sentences
from reports.charts import palette
from reports.columns import word
from reports.disclosure.masking import FEW_MARK, HIDDEN_MARK
from reports.language import words
from reports.money import economy
from reports.staff import charts as staff_charts
from reports.staff import sankey
from reports.staff import tables as staff_tables
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from reports.units import tables as units_tables
from reports.workbook import committee
from scenarios import library
from scenarios.solve import Answer, solve

CHARTS = (staff_charts.saving, staff_charts.months, staff_charts.timeline)


@cache
def decided() -> Answer:
    """The council's decision of 2017 on the shipped data."""
    instance = read.default().instance
    assert instance is not None
    return solve(instance, library.load("byraadet-2017"))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_chart_is_read_aloud_as_its_message(chart: object, language: str) -> None:
    drawn = chart(decided(), language)  # type: ignore[operator]
    title = getattr(staff_text, chart.__name__)  # type: ignore[attr-defined]
    assert drawn["description"] == title(decided(), language)


@pytest.mark.parametrize("answer", [ANSWER, UNCHANGED])
def test_pictures_and_sentences_exist_for_small_and_unchanged_plans(answer: Answer) -> None:
    for chart in CHARTS:
        assert chart(answer, "da")
    assert sankey.chart(answer, "da", "flows")
    assert staff_text.flows(answer, "da")


def test_the_picture_of_flows_has_everybody_on_both_sides() -> None:
    answer = decided()
    rows = sankey.flows(answer, "da")
    groups, decided_units = answer.instance.staff_groups, answer.instance.decided_units
    today = sum(
        fte / groups[s].fte_per_person
        for (u, s), fte in answer.instance.staff_today.items()
        if u in decided_units
    )
    hired = rows.loc[rows["today_at"] == "Nyansatte", "people"].sum()
    assert rows["people"].sum() - hired == pytest.approx(today, abs=1)
    outcome = answer.solution.outcome
    assert outcome is not None
    dismissed = rows.loc[rows["later_at"] == "Afskedigede", "people"].sum()
    assert dismissed == pytest.approx(sum(outcome.dismissed_people.values()), abs=0.5)


def test_the_picture_of_a_unit_has_its_own_groups_and_ways_out() -> None:
    rows = sankey.flows(decided(), "en", "BYG")
    flex = rows[rows["today_at"] == "Flex jobbers"]
    assert set(flex["later_at"]) == {"Dismissed", "Left, not replaced"}
    assert flex["people"].sum() == pytest.approx(26.01 / 0.3378, abs=0.1)
    assert "Other units" in set(rows["later_at"])


def test_the_sentence_of_a_unit_is_about_its_own_people() -> None:
    assert staff_text.flows(decided(), "da", "FLAAD") == (
        "Flådestyring: ingen afskediges; 0 fratræder selv og erstattes ikke, og 0 nyansættes; 20 "
        "følger med til en anden forvaltning"
    )
    count, flexjob = (f"{n:.0f}" for n in staff_tables.dismissed(decided()))
    told = f"{count} staff are dismissed, {flexjob} of them in flex jobs"
    assert staff_text.flows(decided(), "en").startswith(told)


def test_those_who_leave_are_told_alike_wherever_they_are_told() -> None:
    people, fte = staff_tables.not_replaced(decided())
    told = f"{people:.0f} ({fte:.0f}\u00a0årsværk) fratræder selv og erstattes ikke"
    assert told in staff_text.flows(decided(), "da")
    assert any(told in sentence for sentence in sentences.in_sentences(decided(), "da"))


def test_a_node_is_as_high_as_its_ribbons() -> None:
    rows = sankey.flows(decided(), "da")
    people_at = rows.groupby("today_at")["people"].sum()
    nodes = sankey._nodes(sankey._order(decided(), rows["today_at"], "da"), people_at)
    assert {node.name: node.high - node.low for node in nodes} == pytest.approx(dict(people_at))
    assert all(a.high < b.low for a, b in pairwise(nodes))


def test_the_timeline_is_in_order_and_ends_with_the_longest_notice() -> None:
    rows = staff_timing.steps(decided(), "en")
    told = dict(zip(rows["name"], rows["end"], strict=True))
    assert told["The council decides"] == 0
    assert (
        told["Notification of the Regional Labour Market Council (RAR)"] < told["Notices are given"]
    )
    notices = rows[rows["lane"] == "notice"]
    assert notices["end"].max() == pytest.approx(1.5 + 6)
    assert (rows["end"] >= rows["start"]).all()


def test_the_shortest_notice_waits_for_the_law() -> None:
    rows = staff_timing.steps(decided(), "en")
    one = rows[rows["name"].str.startswith("1 month's notice")].iloc[0]
    assert one["end"] == pytest.approx(staff_timing.schedule(decided()).earliest)
    assert one["end"] > 1.5 + 1


def test_few_of_one_notice_cannot_be_worked_out_from_all_who_are_dismissed() -> None:
    rows = staff_timing._notices(
        Timeline((), 0.0, 1.5, ((1.0, 3.0), (3.0, 9.0), (6.0, 20.0)), 0.0), "en"
    )
    assert [row[0] for row in rows] == [
        "1 month's notice: fewer than five people", "3 months' notice",
        "6 months' notice: 20 people",
    ]  # fmt: skip


def test_the_replay_of_2017_is_a_mass_dismissal_in_both_workshops() -> None:
    found = {each.unit: each for each in staff_timing.mass_dismissals(decided())}
    assert found["BYG"].large
    assert found["PENS"].large
    assert found[None].triggered
    assert "FLAAD" not in found  # handed over, nobody is dismissed


def test_the_sheet_of_ways_ends_in_exactly_what_is_closed() -> None:
    book = load_workbook(BytesIO(committee.workbook(decided(), "da", date(2017, 2, 22))))
    rows = [list(row) for row in book["Besparelsens veje"].iter_rows(min_row=5, values_only=True)]
    *parts, total = [row for row in rows if row[1] is not None]  # a note may stand below
    years = decided().instance.years
    assert total[1:] == pytest.approx([decided().saving(y) for y in years], abs=0.5)
    assert [sum(p[i] for p in parts) for i in range(1, 5)] == pytest.approx(
        total[1:], abs=len(parts)
    )


def test_the_sheet_of_staff_tells_flex_jobbers_apart_with_notice_and_effect() -> None:
    book = load_workbook(BytesIO(committee.workbook(decided(), "da", date(2017, 2, 22))))
    heads, *rows = [list(r) for r in book["Personale"].iter_rows(min_row=4, values_only=True)]
    found = {(row[0], row[1]): dict(zip(heads, row, strict=True)) for row in rows}
    flex = found["Fleksjob", None]
    flexjob = staff_tables.dismissed(decided())[1]
    assert flex["Afskedigede, personer"] == round(flexjob)
    left = flex["Naturlig afgang, årsværk"]
    assert flex["Besparelse i et helt år, 1.000 kr."] == pytest.approx(
        (flexjob + left / 0.3378) * 75, rel=0.02
    )
    row = found["Bygningsrenovering", "Værkstedsassistenter og projektmedarbejdere"]
    assert row["Varsel, måneder"] == 4.2
    assert 0 < row["Besparelse i første år, 1.000 kr."] < row["Besparelse i et helt år, 1.000 kr."]


def test_no_sheet_tells_of_fewer_than_five_dismissed() -> None:
    book = load_workbook(BytesIO(committee.workbook(decided(), "da", date(2017, 2, 22))))
    heads, *rows = [list(r) for r in book["Personale"].iter_rows(min_row=4, values_only=True)]
    at = heads.index("Afskedigede, personer")
    assert not [row for row in rows if isinstance(row[at], int | float) and 0 < row[at] < 4.5]
    hidden = [row[0] for row in rows if row[at] in (FEW_MARK, HIDDEN_MARK)]
    heads, *rows = [
        list(r) for r in book["Masseafskedigelse"].iter_rows(min_row=4, values_only=True)
    ]
    told = {row[0]: row[3] for row in rows}
    assert {told[unit] for unit in hidden if unit in told} == {HIDDEN_MARK}


def test_the_command_tells_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "--scenario", "byraadet-2017", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {each["workplace"]: each["triggered"] for each in told["mass_dismissal"]} == {
        "AKT": True, "BYG": True, "PENS": True, None: True,
    }  # fmt: skip
    saved = sum(way["2018"] for way in told["ways"].values())
    assert saved == pytest.approx(decided().saving(2018), abs=1)
    assert len(told["months"]) == 24
    assert told["flexjobs"]["helped"] == pytest.approx(told["flexjobs"]["people"])
    assert told["flexjobs"]["found"]["low"] < told["flexjobs"]["found"]["high"]
    assert told["timeline"][0]["name"].startswith("Information and discussion")
    assert told["timeline"][0]["from_day"] == "25 Jan 2017"


def test_the_command_tells_it_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "--scenario", "uden-afskedigelser", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "Nobody is dismissed, so the act on mass dismissals does not apply." in told
    assert "Nobody is given notice." in told


def test_help_for_a_share_is_told_in_the_readers_numbers() -> None:
    row = {"help_for": 0.5, "helped": 113.8, "dismissed_people": 144.2, "found": 70.4,
           "found_low": 48.2, "found_high": 92.1, "gained": 7.4, "price": 2012.0,
           "exits": 52.66}  # fmt: skip
    assert study_line(decided(), row, "da") == (
        "Hjælp til mindst 50\u00a0%: 114 af 144 får den, 70 [48–92] har nyt job inden for et år, "
        "heraf 7 på grund af hjælpen, der koster 2,0\u00a0mio.\u00a0kr.; planen giver 53 ekstra "
        "afgange om året."
    )


def test_a_plan_that_dismisses_nobody_who_could_get_help_is_still_a_plan(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["flexjobs", "--scenario", "fortsaet", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "Help for at least 25%: nobody is dismissed who could get it" in told


def test_no_plan_is_an_answer_of_the_command_too(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["staff", "--scenario", "optimum-34", "--set", "amount=300", "--json"]
    assert main(asked) == 3
    assert json.loads(capsys.readouterr().out)["ways"] == {}


def test_without_a_plan_nothing_is_saved_and_nobody_goes() -> None:
    assert not economy.savings_by_source(IMPOSSIBLE)["saving"].any()
    assert staff_timing.mass_dismissals(IMPOSSIBLE) == ()


def test_the_front_page_says_that_the_law_is_triggered_without_counting_people() -> None:
    book = load_workbook(BytesIO(committee.workbook(decided(), "da", date(2017, 2, 22))))
    told = [row[0] for row in book["Forside"].iter_rows(values_only=True) if row[0]]
    said = next(text for text in told if text.startswith("Planen er omfattet af lov om varsling"))
    assert "Bygningsrenovering og Pensionistservice. Ledelsen forhandler" in said
    assert "(" not in said.replace("(RAR)", "")


def test_the_front_page_names_every_locked_measure_and_cuts_none() -> None:
    sheet = load_workbook(BytesIO(committee.workbook(decided(), "da", date(2017, 2, 22))))[
        "Forside"
    ]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Fastlåste indsatser")
    locks, measures = decided().scenario.locks, decided().instance.measures
    assert all(words.short(measures[m].name.da) in row[1].value for m in locks)
    assert "lukket: Eget værksted: Bygningsrenovering" in row[1].value
    assert sheet.row_dimensions[row[0].row].height > 100


def test_a_main_group_is_not_called_by_the_name_of_one_of_its_parts() -> None:
    names = {lang: set(units_tables.flows(decided(), lang)["name"]) for lang in ("da", "en")}
    assert {"Sygedagpenge", "Sickness benefit"} <= names["da"] | names["en"]


def test_every_way_and_fate_has_a_word() -> None:
    told = {word("way", way, "da") for way in (*economy.SOURCES, *palette.FATE)}
    assert not told & {*economy.SOURCES, *palette.FATE}


def test_staff_who_go_along_are_named_in_the_saving_as_in_its_table() -> None:
    assert "personale, der følger med til en anden forvaltning" in staff_text.saving(
        decided(), "da"
    )
