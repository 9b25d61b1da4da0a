"""The price list and the reasons from the command line."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small import DATA

import cli

SMALL = ("--inputs", str(DATA / "small"), "--scenario", "optimum-34")
THREE = (*SMALL, "--set", "demand.SAVING=760", "--set", "demand.DISMISSALS=on")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_prices_prints_nothing_but_the_promised_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "prices", *THREE, "--json")
    found = json.loads(out)
    assert (code, found["complete"]) == (0, True)
    assert [line.rpartition(": ")[2] for line in err.splitlines()[:2]] == ["0 af 3", "1 af 3"]
    assert set(found) == {"years", "free_exits", "exits", "demands", "complete", "seconds"}
    assert set(found["demands"]) == {"SAVING", "KEEP-OPEN", "DISMISSALS"}, "the others are off"
    assert set(found["demands"]["SAVING"]) == {
        "step", "marginal", "range", "less", "more", "full", "full_saving", "full_dismissals",
        "share", "interval", "exact",
    }  # fmt: skip
    shares = [v["share"] for v in found["demands"].values()]
    assert sum(shares) == pytest.approx(found["free_exits"] - found["exits"], abs=1e-5)
    low, high = found["demands"]["SAVING"]["range"]
    assert low < 760 < high


def test_prices_of_demands_that_clash_name_the_clash(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "prices", "--scenario", "optimum-34", "--json", "--set", "amount=300"
    )
    found = json.loads(out)
    assert (code, found["feasible"]) == (3, False)
    assert found["conflict"]


def test_why_prints_nothing_but_the_promised_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "why", "KURS", *SMALL, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["status"] == "open"
    assert set(found["replacement_cost"]) == {"exits", "saving", "dismissals"}
    assert found["replacement_cost"]["exits"] > 0
    turns = found["turning_points"]
    assert set(turns) == {"effect", "price", "staff"}
    assert turns["effect"]["limit"] < turns["effect"]["at"] < turns["effect"]["now"]
    assert turns["price"]["now"] < turns["price"]["limit"]
    assert turns["staff"]["at"] is None


def test_why_not_is_said_in_the_words_of_the_trade(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "why", "M09", "--scenario", "optimum-34")
    assert code == 0
    assert "skal indgå i planen" in out
    assert "seks ugers jobrettet uddannelse" in out


def test_a_report_is_priced_on_request_alone_and_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "bilag.xlsx"
    asked = ("report", *THREE, "--out", str(out))
    assert run(capsys, *asked) == (0, "", "")
    assert "Gevinst uden kravet, afgange" not in headings(out)
    code, _, err = run(capsys, *asked, "--prices", "--seconds", "0")
    assert (code, err) == (0, "Prissatte krav: 0 af 3\n")
    assert "Gevinst uden kravet, afgange" in headings(out)


def headings(out: Path) -> list[object]:
    return [cell.value for cell in load_workbook(out)["Krav"][4]]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("why", "M99", "--scenario", "optimum-34"), "M19"),
        (("why", "M12", "--scenario", "fortsaet"), "Vælg et andet scenarie"),
        (("prices", "--scenario", "fortsaet"), "Vælg et andet scenarie"),
        (("prices", "--scenario", "optimum-34", "--set", "demand.SPARE=on"), "SPAR"),
    ],
)
def test_bad_input_is_exit_code_2_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], remedy: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert remedy in err
