"""The plans near the best from the command line."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small import DATA

import cli

SMALL = ("--inputs", str(DATA / "small"), "--scenario", "optimum-34")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(("alternatives", *arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_it_prints_nothing_but_the_promised_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *SMALL, "--within", "10 %", "--n", "3", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert set(found) == {
        "criterion", "within", "best", "bound", "loss", "ranges", "units", "criteria", "free",
        "plans", "choices", "distance", "withheld", "proven", "seconds",
    }  # fmt: skip
    assert (found["criterion"], found["within"], found["proven"]) == ("exits", 0.1, True)
    assert set(found["ranges"]["VAERK"]) == {
        "least", "most", "bounds", "proven", "always", "never", "handed_over",
    }  # fmt: skip
    assert 1 < len(found["plans"]) <= 3
    for plan in found["plans"]:
        assert plan["criteria"]["exits"] >= found["best"] - found["loss"] - 1e-3
        for name, each in plan["measures"].items():
            least, most = (found["ranges"][name][end] for end in ("least", "most"))
            assert least - 0.5 <= each["places"] <= most + 0.5
        assert len(plan["differs"]) >= plan["distance"]
    assert found["plans"][-1]["distance"] == found["distance"]


def test_it_says_what_is_certain_what_is_free_and_how_plans_differ(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, *SMALL, "--within", "10%", "--n", "2", "--language", "en")
    first, *_, last = out.splitlines()
    assert code == 0
    assert first.startswith("Within 10% of the best ")
    assert last.startswith("Plan 2, against plan 1: ")
    assert "No plan within 10% differs from each of the 2 shown in more than " in out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--within", "much"), "--within much: write a number of per cent from 0 to 50"),
        (("--within", "-1"), "--within -1: write a number of per cent"),
        (("--within", "51%"), "--within 51%: write a number of per cent"),
        (("--n", "0"), "--n 0: write a number of plans from 1 to 20."),
        (("--n", "21"), "--n 21: write a number of plans from 1 to 20."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(
    capsys: pytest.CaptureFixture[str], more: tuple[str, ...], told: str
) -> None:
    code, out, err = run(capsys, *SMALL, *more, "--language", "en")
    assert (code, out) == (2, "")
    assert err.startswith(told)


def test_todays_practice_and_demands_that_clash_have_no_alternatives(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = run(capsys, "--scenario", "fortsaet", "--language", "en")
    assert code == 2
    assert "Choose another scenario." in err
    code, out, _ = run(capsys, *SMALL, "--json", "--set", "amount=300")
    assert (code, json.loads(out)["feasible"]) == (3, False)


def test_the_workbook_has_what_is_free_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for within, there in ((("--within", "5%"), True), ((), False)):
        out = tmp_path / f"{there}.xlsx"
        assert cli.main(("report", *SMALL, "--out", str(out), *within)) == 0
        capsys.readouterr()
        assert ("Frie indsatser" in load_workbook(out).sheetnames) is there
    code = cli.main(("report", *SMALL, "--out", str(tmp_path / "no.xlsx"), "--within", "x"))
    assert (code, (tmp_path / "no.xlsx").exists()) == (2, False)
