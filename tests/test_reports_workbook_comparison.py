"""The workbook of a comparison: what stands first, what is hidden, and how it prints."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from inputs import read
from reports.workbook import comparison as workbook_comparison
from scenarios import library
from scenarios.solve import Answer, solve
from scenarios.studies.compare import compare


@pytest.fixture(scope="module")
def pair() -> list[Answer]:
    instance = read.default().instance
    assert instance is not None
    return [solve(instance, library.load(name)) for name in ("byraadet-2017", "optimum-34")]


def book(pair: list[Answer], language: str) -> Any:
    content = workbook_comparison.workbook(
        pair, compare(pair), language, date(2026, 1, 2), ["Said of one.", "Said of the other."]
    )
    return load_workbook(BytesIO(content))


def cells(sheet: Any) -> list[str]:
    return [str(v) for row in sheet.iter_rows(values_only=True) for v in row if v is not None]


@pytest.mark.parametrize(
    ("language", "sheets", "said", "day"),
    [
        ("da", ["Sammenligning", "Krav", "Plan", "Resultat"], " flere afgange", "2. januar 2026"),
        ("en", ["Comparison", "Demands", "Plan", "Outcome"], " more exits", "2 January 2026"),
    ],
)
def test_the_answer_stands_first_and_every_section_has_its_sheet(
    pair: list[Answer], language: str, sheets: list[str], said: str, day: str
) -> None:
    found = book(pair, language)
    assert found.sheetnames == sheets
    first = cells(found.worksheets[0])
    assert said in first[1]
    assert {day, "Said of one.", "Said of the other."} <= set(first)
    assert found.worksheets[0].page_setup.fitToHeight != 0  # the key figures on one page
    assert all(sheet.page_setup.fitToHeight == 0 for sheet in found.worksheets[1:])


def test_every_sheet_prints_on_a4_across(pair: list[Answer]) -> None:
    for sheet in book(pair, "da").worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_dismissals_by_unit_stay_in_the_house(pair: list[Answer]) -> None:
    assert any(row.kind == "dismissed" for row in compare(pair).plan)
    told = cells(book(pair, "en")["Plan"])
    assert "FTE by unit and staff group" in told
    assert not any("Dismissed" in each for each in told)


def test_the_same_comparison_gives_the_same_bytes(pair: list[Answer]) -> None:
    one, other = (
        workbook_comparison.workbook(pair, compare(pair), "da", date(2026, 1, 2), ())
        for _ in range(2)
    )
    assert one == other
