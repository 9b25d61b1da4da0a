import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from io import BytesIO
from typing import Any
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports_case import ANSWER, IMPOSSIBLE, INSTANCE, UNCHANGED, YEARS

import locales
from model.criteria import CRITERIA
from model.demand import Text
from model.solution import CrossCheck, Money, SecondSearch, Step
from reports.answer.cross_check import agreement
from reports.workbook import committee
from scenarios.solve import Answer

DAY = date(2017, 2, 22)
TRUE_MINUS = 'General;"−"General'  # with the decimals of the number
SHEETS = ["Forside", "I job", "Personale år for år", "Penge", "Pladser", "Økonomi", "Indsatser",
          "Enheder", "Personale", "Besparelsens veje", "Første år", "Tidsplan",
          "Masseafskedigelse", "Nyt job", "Borgere", "Sagstal", "Kontrakter", "Krav", "Kilder",
          "Kildeliste"]  # fmt: skip


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
    assert opened(language="en").sheetnames[:3] == ["Front page", "In work", "Staff by year"]


def test_the_front_page_opens_with_the_answer() -> None:
    rows = [row[0] for row in lines(opened()["Forside"]) if row[0]]
    assert rows[0] == "Prøven"
    assert rows[1] == "En prøve."
    assert rows[2].startswith("Netto én færre i job eller uddannelse end i dag, 15 afskediges, ")
    assert rows[3].startswith("Planen finder 1,0\u00a0mio.\u00a0kr. netto om året fra 2018")


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
    assert line(front, "Sum, der tæller med (netto, forvaltningen)")[1:3] == [-600, -1000]
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
    assert line(sheet, "Personale, ekskl. fleksjob")[5] == "<5"
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
        if sheet.max_row > 2:
            assert sheet.print_title_rows == "$4:$4"
            assert sheet.freeze_panes == "A5"


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_sheet_without_rows_says_in_a_sentence_why_and_has_no_heading_without_rows(
    language: str,
) -> None:
    bare = replace(INSTANCE, demands={}, provenance=(), sources={})
    book = opened(replace(UNCHANGED, instance=bare), language)
    why = {
        "Masseafskedigelse": "Ingen afskediges, så lov om varsling ved større afskedigelser gælder "
        "ikke.",
        "Nyt job": "Datasættet fortæller ikke om hjælp til de afskedigede.",
        **dict.fromkeys(("Kontrakter", "Krav", "Kilder", "Kildeliste"), "Datasættet har ingen."),
        "Mass dismissal": "Nobody is dismissed, so the act on mass dismissals does not apply.",
        "New jobs": "The data tell of no help for the dismissed.",
        **dict.fromkeys(
            ("Contracts", "Demands", "Sources", "List of sources"), "The data have none."
        ),
    }
    short = {sheet.title: sheet.max_row for sheet in book.worksheets if sheet.max_row < 5}
    assert short == dict.fromkeys([name for name in why if name in book.sheetnames], 2)
    assert len(short) == 6
    for name in short:
        assert [row[0] for row in lines(book[name])][1] == why[name]


def test_the_picture_of_the_timeline_has_whole_months_and_room_for_their_name_below() -> None:
    """Half months as ticks would be written 0, 1, 1; the name would stand upon them."""
    chart = ZipFile(BytesIO(committee.workbook(UNCHANGED, "da", DAY))).read("xl/charts/chart1.xml")
    assert b'<c:majorUnit val="1"/>' in chart
    high = float(re.findall(rb'<c:h val="([0-9.]+)"/>', chart)[0])
    rows = opened(UNCHANGED)["Tidsplan"].max_row - 4
    assert high * (30 * rows + 90) == pytest.approx(30 * rows)


def test_notes_stand_whole_above_their_table_and_make_no_page_wider() -> None:
    for sheet in opened().worksheets[1:]:
        notes = [at for at in sheet.merged_cells.ranges if at.min_row == at.max_row == 2]
        if sheet.max_row > 2:
            widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[4]]
            assert [(at.min_col, at.max_col) for at in notes] == [(1, len(widths))], sheet.title
            lines_needed = len(str(sheet["A2"].value)) / sum(widths)
            assert (sheet.row_dimensions[2].height or 15) >= 15 * lines_needed, sheet.title


def test_assumptions_proof_and_the_second_solver_stand_on_the_front_page() -> None:
    search = SecondSearch("exits", "optimal", 12.0, 12.0, "agrees")
    front = opened(replace(ANSWER, cross_check=CrossCheck("SCIP", (search,))))["Forside"]
    assert line(front, "Effekt, der blot fortrænger andre jobsøgende")[1] == 0.2
    assert line(front, "Plannummer")[1] == "a1b2c3"
    assert line(front, "Dato")[1] == "22. februar 2017"
    assert "Et andet beregningsprogram, SCIP, har regnet på den samme model" in told(front)
    criterion = "Det samlede antal ekstra afgange til job eller uddannelse over de 2 år"
    assert line(front, criterion)[1:4] == [12, 12, 5e-5]  # as far as it is shown
    assert line(front, "Offentliggjort")[1:3] == [4, 0.571]


def test_the_proof_says_what_a_criterion_may_give_to_those_below_it_where_there_are_any() -> None:
    orders = {(0.001,): "", (0.001, 0.5): "0,1\u00a0%", (5e-5, 0.02, 5e-5): "2\u00a0%"}
    for losses, most in orders.items():
        steps = tuple(Step("exits", 12.0, 12.0, 0.0, loss, 12.0) for loss in losses)
        front = told(
            opened(replace(ANSWER, solution=replace(ANSWER.solution, steps=steps)))["Forside"]
        )
        says = (
            f"Et mål må højst vige {most} fra sin bedste værdi for at give plads til dem under det."
        )
        assert (says in front) == bool(most)
        assert ("må højst vige" in front) == bool(most)


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_the_second_solver_confirms_ends_with_one_full_stop(language: str) -> None:
    searches = tuple(SecondSearch(each, "optimal", 1.0, 1.0, "agrees") for each in CRITERIA)
    for said in (searches, searches[::-1], *((each,) for each in searches)):
        told = agreement(replace(ANSWER, cross_check=CrossCheck("SCIP", said)), language)
        assert told is not None
        assert ".." not in told


def test_a_bound_of_few_people_is_hidden_with_what_would_tell_it() -> None:
    steps = (
        Step("dismissals", 5.2, 1.6, 0.7, 5e-5, 5.2),
        Step("dismissals", 8.4, 7.6, 0.1, 5e-5, 8.4),
    )
    answer = replace(ANSWER, solution=replace(ANSWER.solution, steps=steps))
    rows = [row for row in lines(opened(answer)["Forside"]) if row[0] == "Antallet af afskedigede"]
    assert [row[1:4] for row in rows] == [["··"] * 3, [8, 8, 0.1]]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "{=", "https://", "&"])
def test_text_of_the_data_stays_text_in_every_cell_and_on_paper(mark: str) -> None:
    """A name may look like a formula, a link or a code of the header, and is none."""
    said = f'{mark}HYPERLINK("http://x","1")'
    name = Text(said, said)
    instance = replace(
        INSTANCE,
        settings=INSTANCE.settings._replace(name=name, price_level=said),
        units={u: row._replace(name=name) for u, row in INSTANCE.units.items()},
        measures={m: row._replace(name=name, evidence=name)
                  for m, row in INSTANCE.measures.items()},
        sources=dict.fromkeys(INSTANCE.sources, name),
    )  # fmt: skip
    scenario = replace(ANSWER.scenario, name=name, about=name)
    book = opened(replace(ANSWER, instance=instance, scenario=scenario))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert sum(cell.value == said for cell in cells) > len(instance.measures)
    file = committee.workbook(replace(ANSWER, scenario=scenario), "da", DAY)
    sheet = ZipFile(BytesIO(file)).read("xl/worksheets/sheet1.xml").decode()
    header = unescape(sheet.partition("<oddHeader>")[2].partition("</oddHeader>")[0])
    assert f"&10 {said.replace('&', '&&')} · {ANSWER.plan_id}&R" in header


def test_sums_that_do_not_add_up_in_print_say_why_on_their_sheet() -> None:
    """Three accounts of 0.4 are printed as 0, and their sum as 1."""
    thirds = {a: Money(0.4, 0.0) for a in ("ADM", "LOKALER", "KURSER")}
    account = INSTANCE.accounts["ADM"]
    instance = replace(INSTANCE, accounts={**INSTANCE.accounts, **dict.fromkeys(thirds, account)})
    outcomes = [
        replace(of, money={**of.money, **{(a, y): m for a, m in thirds.items() for y in YEARS}})
        for of in (ANSWER.before, ANSWER.solution.outcome)
        if of is not None
    ]
    solution = replace(ANSWER.solution, outcome=outcomes[1])
    rounded = opened(replace(ANSWER, instance=instance, before=outcomes[0], solution=solution))
    said = "På grund af afrunding kan summerne afvige fra de enkelte tal."
    for book, says in ((rounded, True), (opened(), False)):
        assert (said in told(book["Økonomi"])) == says
        assert said not in told(book["Personale"])


def test_a_report_is_dated_in_danish_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven in the evening of a summer day in UTC is the next day in Denmark."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
            return cls.fromtimestamp(late.timestamp(), tz)

    monkeypatch.setattr(locales, "datetime", Clock)
    assert locales.today() == date(2026, 7, 1)


def test_a_workbook_of_the_same_answer_and_day_is_the_same_file() -> None:
    assert opened().properties.created == datetime.combine(DAY, time())
    assert committee.workbook(ANSWER, "da", DAY) == committee.workbook(ANSWER, "da", DAY)


def test_a_promise_never_realised_is_warned_of_on_the_front_page() -> None:
    sceptical = INSTANCE.settings._replace(ratio_ever_realised=0.1)
    answer = replace(ANSWER, instance=replace(INSTANCE, settings=sceptical))
    assert "Advarsel: Planen lover 0,6\u00a0kr." in told(opened(answer)["Forside"])
    assert "Advarsel" not in told(opened()["Forside"])


@pytest.mark.parametrize("answer", [UNCHANGED, IMPOSSIBLE])
def test_an_answer_without_a_new_plan_still_gives_a_workbook(answer: Answer) -> None:
    assert opened(answer).sheetnames == SHEETS


def test_an_interval_has_the_decimals_of_the_data() -> None:
    narrow = INSTANCE.provenance[0]._replace(low=0.05, high=2400.0)
    instance = replace(INSTANCE, provenance=(narrow,))
    low, high = opened(replace(ANSWER, instance=instance))["Kilder"]["F5:G5"][0]
    assert [(c.value, c.number_format) for c in (low, high)] == [
        (0.05, TRUE_MINUS),
        (2400, TRUE_MINUS),
    ]


def test_the_column_of_a_source_is_named_as_in_its_own_sheet_of_the_data() -> None:
    """The capacity of a unit is not called as that of an offer."""
    named = {("units", "capacity"): ["Enheder", "*", "Plads til"],
             ("offers", "capacity"): ["Tilbud", "*", "Kapacitet"],
             ("pools", "places"): ["Fælles rammer", "*", "Højst"]}  # fmt: skip
    stated = [INSTANCE.provenance[0]._replace(table=t, key="*", column=c) for t, c in named]
    instance = replace(INSTANCE, provenance=tuple(stated))
    rows = lines(opened(replace(ANSWER, instance=instance))["Kilder"])
    assert [row[:3] for row in rows[4:7]] == [*named.values()]


def test_sources_are_named_in_the_readers_language() -> None:
    rows = lines(opened()["Kilder"])
    assert rows[4][:5] == ["Effekter", "*", "Effekt", 3, "Antagelse"]
    assert lines(opened()["Kildeliste"])[4] == ["S", "Regnskab 2016"]


def test_no_number_has_a_hyphen_for_a_minus() -> None:
    low = INSTANCE.provenance[0]._replace(low=-0.5)
    book = opened(replace(ANSWER, instance=replace(INSTANCE, provenance=(low,))), "en")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    for cell in cells:
        if isinstance(cell.value, int | float):
            assert '"−"' in cell.number_format or cell.number_format == "0", cell.number_format
        assert not re.search(r"\(-\)|(?<![\w–-])-\d", str(cell.value)) or cell.data_type == "n"


def test_data_without_sources_have_a_sentence_and_no_table_of_zeros() -> None:
    bare = replace(ANSWER, instance=replace(INSTANCE, provenance=()))
    rows = [row[0] for row in lines(opened(bare)["Forside"])]
    assert rows[rows.index("Hvor sikre tallene er") + 1 :] == [
        "Der er ikke angivet kilder til tallene."
    ]
