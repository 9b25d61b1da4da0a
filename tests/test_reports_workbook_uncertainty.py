"""The sheet on uncertainty: every number of it is one of the study's, and so is its picture."""

import re
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from inputs import read
from reports.uncertainty.answer import Certainty, certainty
from reports.workbook import committee
from reports.worth import Worth
from scenarios import library
from scenarios.solve import Answer, solve
from scenarios.studies.futures import Span, in_named

DAY = date(2017, 2, 22)
NAMES = {"da": "Usikkerhed", "en": "Uncertainty"}
YEARS = range(2017, 2021)


@cache
def answer() -> Answer:
    data = read.default().instance
    assert data is not None
    return solve(data, library.load("optimum-34"))


@cache
def certain() -> Certainty:
    data = read.default().instance
    assert data is not None
    found = certainty(answer(), (solve(data, library.load("byraadet-2017")),))
    assert found is not None
    return found


@cache
def file(language: str) -> bytes:
    return committee.workbook(answer(), language, DAY, found=Worth(certainty=certain()))


def rows(language: str) -> list[list[object]]:
    sheet = load_workbook(BytesIO(file(language)))[NAMES[language]]
    return [[*row] for row in sheet.iter_rows(values_only=True)]


def five(span: Span) -> list[float]:
    return [round(span[at]) for at in (0, 1, 2, 3, 4)]


@pytest.mark.parametrize("language", NAMES)
def test_each_year_has_both_intervals_what_is_saved_and_the_chance(language: str) -> None:
    found, told = certain().found, {row[0]: row for row in rows(language)}
    for y in YEARS:
        saving = found.saving[y]
        assert told[y][1:6] == five(found.in_work[y])
        assert told[y][6:9] == [round(saving.p10), round(saving.p50), round(saving.p90)]
        assert told[y][9] == pytest.approx(found.closes[y], abs=0.005)


def test_chances_stand_beside_what_they_are_of() -> None:
    told = {str(row[0]): row[1] for row in rows("da")}
    found = certain().found
    assert told["flere i job end i dag"] == pytest.approx(found.beats[""], abs=0.005)
    decided = told["flere i job end med »Byrådets beslutning 2017«"]
    assert decided == pytest.approx(found.beats["byraadet-2017"], abs=0.005)
    for y in YEARS:
        assert told[f"hele besparelsen for {y} nås"] == pytest.approx(found.closes[y], abs=0.005)


@pytest.mark.parametrize(("language", "words"), [("da", ("nej", "ja")), ("en", ("no", "yes"))])
def test_named_futures_stand_with_the_worst_first(language: str, words: tuple[str, str]) -> None:
    named = in_named(answer())
    told = [row[:4] for row in rows(language)]
    first = [row[0] for row in told].index(named[0].future.name.of(language))
    assert told[first : first + len(named)] == [
        [each.future.name.of(language), round(each.value), round(each.level),
         words[each.all_saved]]
        for each in named
    ]  # fmt: skip


def test_the_share_of_assumptions_is_told() -> None:
    assert any("af tallene er antagelser" in str(row[0]) for row in rows("da"))


def test_the_picture_is_of_the_cells_of_the_table() -> None:
    with ZipFile(BytesIO(file("da"))) as parts:
        drawn = next(text for name in parts.namelist() if name.startswith("xl/charts/chart")
                     if "stockChart" in (text := parts.read(name).decode()))  # fmt: skip
    found = re.findall(r"<c:val><c:numRef><c:f>Usikkerhed!\$(\w)\$(\d+):\$(\w)\$(\d+)", drawn)
    sheet = load_workbook(BytesIO(file("da")))["Usikkerhed"]
    shown = [[sheet[f"{c}{row}"].value for row in range(int(first), int(last) + 1)]
             for c, first, _, last in found]  # fmt: skip
    spans = [five(each) for each in certain().found.in_work.values()]
    first, most, least, last, middle = (1, 4, 0, 3, 2)
    assert shown == [[s[at] for s in spans] for at in (first, most, least, last, middle)]


def test_without_futures_there_is_no_sheet() -> None:
    book = load_workbook(BytesIO(committee.workbook(answer(), "da", DAY)))
    assert NAMES["da"] not in book.sheetnames
