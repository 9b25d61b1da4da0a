"""A report of the plan after a repair that `conflict` lists, with its record."""

import json
from pathlib import Path

import commands_case
import openpyxl
import pytest

import cli

SCENARIO = """
[demands]
CLOSE = true
HAND-OVER = true
[[order]]
criterion = "exits"
"""


@pytest.fixture
def clash(tmp_path: Path) -> list[str]:
    """One measure that is to be closed and handed over."""
    return commands_case.trial(tmp_path, SCENARIO)


def test_a_report_carries_the_repair_that_was_chosen(
    clash: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["conflict", *clash, "--json"]) == 0
    ways = json.loads(capsys.readouterr().out)["conflicts"][0]["repairs"]
    assert [way["number"] for way in ways] == [1, 2]
    assert cli.main(["conflict", *clash, "--language", "en"]) == 0
    listed = capsys.readouterr().out.splitlines()
    chosen = next(line for line in listed if line.startswith("2. "))
    out = tmp_path / "report.xlsx"
    report = ["report", *clash, "--out", str(out), "--language", "en"]
    assert cli.main(report) == 3
    assert not out.exists()
    assert cli.main([*report, "--repair", "2"]) == 0
    sheet = openpyxl.load_workbook(out)["Conflicts"]
    told = " ".join(str(v) for row in sheet.iter_rows(values_only=True) for v in row if v)
    names = {"CLOSE": "Værkstedet lukkes", "HAND-OVER": "Værkstedet flyttes"}
    assert names[ways[1]["demand"]] in chosen
    assert all(name in told for name in names.values())


def test_a_repair_that_is_not_listed_is_refused(
    clash: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.xlsx"
    report = ["report", *clash, "--out", str(out), "--language", "en"]
    assert cli.main([*report, "--repair", "3"]) == 2
    assert "choose one from 1 to 2" in capsys.readouterr().err
    assert not out.exists()
