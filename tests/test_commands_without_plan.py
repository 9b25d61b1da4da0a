"""A command that has no plan to show says what the data are known to lack."""

import json
import shutil
from pathlib import Path

import commands_case
import pytest
from small import DATA

import cli

SCENARIO = """
[demands]
HIRING-STOP = true
[[order]]
criterion = "exits"
"""


@pytest.fixture
def short_of_staff(tmp_path: Path) -> list[str]:
    """The small data with hardly a caseworker, and nobody may be hired."""
    data = tmp_path / "short"
    shutil.copytree(DATA / "small", data)
    rows = (data / "staff.csv").read_text("utf-8").splitlines()
    cut = [f"{row.rpartition(';')[0]};0.5" if ";SB;" in row else row for row in rows]
    (data / "staff.csv").write_text("\n".join(cut) + "\n", "utf-8")
    return [*commands_case.trial(tmp_path, SCENARIO, data), "--language", "en"]


def test_solve_and_report_repeat_which_staff_is_short_of_how_many_fte(
    short_of_staff: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.xlsx"
    assert cli.main(["check", *short_of_staff[:2], "--language", "en"]) == 0
    known = [
        line for line in capsys.readouterr().out.splitlines() if "more work than staff" in line
    ]
    assert known
    assert cli.main(["solve", *short_of_staff]) == 3
    assert set(known) <= set(capsys.readouterr().out.splitlines())
    assert cli.main(["report", *short_of_staff, "--out", str(out)]) == 3
    assert set(known) <= set(capsys.readouterr().err.splitlines())
    assert not out.exists()
    assert cli.main(["solve", *short_of_staff, "--json"]) == 3
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert any("more work than staff" in each["found"] for each in problems)
