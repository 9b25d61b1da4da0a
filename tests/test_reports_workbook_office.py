import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

import pytest
from openpyxl import load_workbook

from inputs import read
from reports.uncertainty.answer import certainty
from reports.workbook import committee
from reports.worth import Worth
from scenarios import library
from scenarios.solve import Answer, solve

NEEDED = [tool for tool in ("soffice", "pdfinfo", "pdftotext") if shutil.which(tool) is None]
SPAN = r'yMin="(\S+)" xMax="\S+" yMax="(\S+)"'
pytestmark = pytest.mark.skipif(bool(NEEDED), reason=f"not installed: {', '.join(NEEDED)}")


@pytest.fixture(scope="module")
def answer() -> Answer:
    instance = read.default().instance
    assert instance is not None
    return solve(instance, library.load("optimum-34"))


@pytest.fixture(scope="module")
def pdf(answer: Answer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committee workbook of the shipped case as an office prints it."""
    folder = tmp_path_factory.mktemp("office")
    book = folder / "committee.xlsx"
    found = Worth(certainty=certainty(answer))
    book.write_bytes(committee.workbook(answer, "da", date(2017, 2, 22), found=found))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    printed = subprocess.run([*command, str(book)], capture_output=True, text=True, check=True)
    said = [line for line in printed.stderr.splitlines() if "javaldx" not in line]
    assert said == []
    return book.with_suffix(".pdf")


def shown(pdf: Path, *options: str) -> str:
    command = ["pdftotext", "-layout", *options, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_workbook_prints_on_a_few_pages_of_a4_landscape(pdf: Path) -> None:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    pages = re.search(r"Pages:\s+(\d+)", told)
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", told)
    assert pages is not None
    assert size is not None
    assert 8 <= int(pages[1]) <= 56  # twenty of sources, in 8 points
    assert [round(float(side)) for side in size.groups()] == [842, 595]


def test_all_pages_but_two_are_printed_in_seven_points_or_more(pdf: Path) -> None:
    """The two are the staff, of fifteen columns, and the timeline with its picture."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    heights = [
        median(float(low) - float(high) for high, low in re.findall(SPAN, page))
        for page in told.split("</page>")[:-1]
    ]
    assert sum(height < 6.8 * 1.164 for height in heights) <= 2  # a line is 1.164 its letters


def test_nothing_is_cut_in_print(pdf: Path) -> None:
    assert "##" not in shown(pdf)


def test_the_answer_is_on_the_first_page(pdf: Path, answer: Answer) -> None:
    first = shown(pdf, "-l", "1")
    assert "Planen finder 34,0 mio. kr. netto om året fra 2018" in first.replace("\u00a0", " ")
    assert answer.plan_id in first


def test_the_sum_read_back_is_the_claim_to_the_thousand(answer: Answer) -> None:
    book = load_workbook(BytesIO(committee.workbook(answer, "da", date(2017, 2, 22))))
    rows = [row for row in book["Økonomi"].iter_rows(min_row=5, values_only=True) if row[2]]
    sums = {row[0]: row[8] for row in rows if str(row[2]).startswith("Sum, der tæller")}
    assert sums == {y: round(-answer.saving(y)) for y in answer.instance.years}
    assert all(sums[y] <= -34_000 for y in (2018, 2019, 2020))
