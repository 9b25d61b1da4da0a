from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports_case import ANSWER, IMPOSSIBLE, INSTANCE, UNCHANGED

from reports.workbook import committee
from scenarios.solve import Answer

DAY = date(2017, 2, 22)
SHEETS = ["Forside", "Økonomi", "Indsatser", "Enheder", "Personale", "Besparelsens veje",
          "Første år", "Tidsplan",
          "Masseafskedigelse", "Fleksjob", "Borgere", "Krav", "Kilder", "Kildeliste"]  # fmt: skip


def opened(answer: Answer = ANSWER, language: str = "da", **given: Any) -> Workbook:
    return load_workbook(BytesIO(committee.workbook(answer, language, DAY, **given)))


def lines(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def line(sheet: Worksheet, *start: object) -> list[Any]:
    """The only row whose filled cells begin with these."""
    found = [r for r in lines(sheet) if [v for v in r if v is not None][: len(start)] == [*start]]
    assert len(found) == 1, found
    return found[0]


def told(sheet: Worksheet) -> str:
    return "\n".join(str(v) for row in lines(sheet) for v in row if v is not None)


def test_the_sheets_are_in_the_order_of_the_committee_in_its_language() -> None:
    assert opened().sheetnames == SHEETS
    assert opened(language="en").sheetnames[:3] == ["Front page", "Economy", "Measures"]


def test_the_front_page_opens_with_the_answer() -> None:
    rows = [row[0] for row in lines(opened()["Forside"]) if row[0]]
    assert rows[0] == "Prøven"
    assert rows[1] == "En prøve."
    assert rows[2].startswith("Planen lukker 1,0 mio. kr. netto om året fra 2018")


def test_the_sum_line_is_the_sum_of_its_rows_and_exactly_what_is_claimed() -> None:
    sheet = opened()["Økonomi"]
    for year in (2017, 2018):
        rows = [row for row in lines(sheet) if row[0] == year]
        sums = next(row for row in rows if str(row[2]).startswith("Sum, der tæller"))
        parts = [row for row in rows if row[1] in ("ADM", "DRIFT")]
        assert sums[3:] == pytest.approx(
            [sum(v) for v in zip(*(p[3:] for p in parts), strict=True)]
        )
        assert sums[8] == pytest.approx(-ANSWER.saving(year))


def test_both_views_of_the_sum_stand_on_the_front_page() -> None:
    front = opened()["Forside"]
    assert line(front, "Sum, der tæller (netto, forvaltningen)")[1:3] == [-600, -1000]
    assert line(front, "Samme sum for hele kommunen (netto)")[1:3] == [-550, -850]
    assert line(front, "Engangsudgifter")[1:3] == [150, 0]
    assert line(front, "Kommuneskat")[1:3] == [-20, -54]


def test_amounts_are_numbers_with_a_format_and_never_text() -> None:
    for name in SHEETS[1:5]:
        for row in opened()[name].iter_rows(min_row=5):
            for cell in row:
                text = isinstance(cell.value, str)
                assert not (text and cell.value.replace(".", "").replace(",", "").isdigit()), cell
                if isinstance(cell.value, int | float) and cell.column > 3:
                    assert cell.number_format != "General", cell.coordinate


def test_few_dismissed_are_hidden_and_cannot_be_worked_out() -> None:
    sheet = opened()["Personale"]
    assistants = line(sheet, "Værkstederne", "Værkstedsassistenter")
    assert assistants[5] == "<5"
    assert line(sheet, "Personale uden fleksjob")[5] == "<5"
    assert line(sheet, "Fleksjob")[5] == "··"
    assert line(sheet, "I alt")[5] == 15
    flexjobs = line(sheet, "Værkstederne", "Fleksjobbere")
    assert flexjobs[5] == "··"


def test_few_lost_offers_are_hidden_and_cannot_be_worked_out() -> None:
    row = line(opened()["Borgere"], "KAP", "Aktivitetsparate")
    assert row[6] == "<5"
    assert "··" in (row[5], row[7])


def test_a_limit_on_dismissals_does_not_tell_of_the_few() -> None:
    sheet = opened()["Krav"]
    assert line(sheet, "MAX")[6] == 5  # 15 dismissed in all is not a few
    assert line(sheet, "SPAR")[5:8] == [1000, 0, "1.000 kr. om året"]


def test_every_sheet_prints_on_a4_landscape_with_plan_id_and_page_number() -> None:
    for sheet in opened().worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "a1b2c3" in sheet.oddHeader.left.text
        assert "&P" in f"&{sheet.oddFooter.right.text}"
    for sheet in opened().worksheets[1:]:
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "A5"


def test_assumptions_proof_and_the_second_solver_stand_on_the_front_page() -> None:
    front = opened(cross_check="En anden løser er enig.")["Forside"]
    assert line(front, "Effekt, der blot fortrænger andre jobsøgende")[1] == 0.2
    assert line(front, "Plan-id")[1] == "a1b2c3"
    assert line(front, "Dato")[1] == "22. februar 2017"
    assert "En anden løser er enig." in told(front)
    criterion = "det samlede antal ekstra afgange til job eller uddannelse over de 2 år"
    assert line(front, criterion)[1:4] == [12, 12.0006, 5e-5]
    assert line(front, "Offentliggjort")[1:3] == [4, 4 / 7]


def test_a_workbook_of_the_same_answer_and_day_is_the_same_file() -> None:
    assert opened().properties.created == datetime.combine(DAY, time())
    assert committee.workbook(ANSWER, "da", DAY) == committee.workbook(ANSWER, "da", DAY)


def test_a_promise_never_realised_is_warned_of_on_the_front_page() -> None:
    sceptical = INSTANCE.settings._replace(ratio_ever_realised=0.1)
    answer = replace(ANSWER, instance=replace(INSTANCE, settings=sceptical))
    assert "Advarsel: Planen lover 0,6 kr." in told(opened(answer)["Forside"])
    assert "Advarsel" not in told(opened()["Forside"])


@pytest.mark.parametrize("answer", [UNCHANGED, IMPOSSIBLE])
def test_an_answer_without_a_new_plan_still_gives_a_workbook(answer: Answer) -> None:
    assert opened(answer).sheetnames == SHEETS


def test_sources_are_named_in_the_readers_language() -> None:
    rows = lines(opened()["Kilder"])
    assert rows[4][:5] == ["Effekter", "*", "Effekt", 3, "Antagelse"]
    assert lines(opened()["Kildeliste"])[4] == ["S", "Regnskab 2016"]
