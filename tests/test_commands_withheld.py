"""A plan that the second solver or the evaluation does not confirm is shown by no command."""

import json
from collections.abc import Callable
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any

import commands_case
import pytest

import cli
from model.solver import cross_check, lexicographic
from scenarios import solve as solving

SCENARIO = """
[[order]]
criterion = "exits"
[[order]]
criterion = "dismissals"
[[order]]
criterion = "one_off"
"""
Found = tuple[str, float | None, float]


def five_per_cent_more(_criterion: str, found: Found) -> Found:
    termination, value, bound = found
    return termination, None if value is None else 1.05 * value, 1.05 * bound


def five_per_cent_less_of_the_last(criterion: str, found: Found) -> Found:
    termination, value, bound = found
    if criterion != "one_off" or value is None:
        return found
    return termination, 0.95 * value, 0.95 * bound


def finds_none(_criterion: str, _found: Found) -> Found:
    return "infeasible", None, nan


def runs_out_of_time(_criterion: str, found: Found) -> Found:
    return "feasible", found[1], 1.2 * found[2]


def runs_out_of_time_without_a_plan(_criterion: str, _found: Found) -> Found:
    return "no solution found", None, nan


def knows_no_number(_criterion: str, _found: Found) -> Found:
    return "optimal", nan, nan


FAKES = [five_per_cent_more, five_per_cent_less_of_the_last, finds_none, runs_out_of_time,
         runs_out_of_time_without_a_plan, knows_no_number]  # fmt: skip


@pytest.fixture(params=FAKES, ids=lambda fake: fake.__name__)
def second_solver(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, Found], Found]:
    """A second solver that says something else than SCIP does."""
    real = cross_check.solve_by_scip

    def fake(matrix: Any, criterion: str, **limits: Any) -> Found:
        changed: Found = request.param(criterion, real(matrix, criterion, **limits))
        return changed

    monkeypatch.setattr(cross_check, "solve_by_scip", fake)
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def trial(tmp_path: Path) -> list[str]:
    """Arguments for a scenario on the small data."""
    return commands_case.trial(tmp_path, SCENARIO)


ONE = pytest.mark.parametrize(  # which it is makes no difference to how a command tells it
    "second_solver", [five_per_cent_less_of_the_last], indirect=True
)


@ONE
@pytest.mark.usefixtures("second_solver")
def test_no_report_is_written_and_a_better_one_is_kept(
    trial: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.xlsx"
    out.write_bytes(b"the one of yesterday")
    assert cli.main(["report", *trial, "--out", str(out), "--language", "en"]) == 4
    assert out.read_bytes() == b"the one of yesterday"
    said = capsys.readouterr()
    assert said.out == ""
    assert "The plan is withheld" in said.err
    assert "SCIP" in said.err


@ONE
@pytest.mark.usefixtures("second_solver")
@pytest.mark.parametrize("command", ["solve", "staff", "prices", "why SAMT", "futures"])
def test_no_command_shows_the_plan(
    command: str, trial: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command.split(), *trial, "--language", "en"]) == 4
    told = capsys.readouterr().out
    assert told.startswith("The plan is withheld")
    assert len(told.splitlines()) == 1
    assert "disagree about the one-off cost" in told


def test_the_json_holds_no_number_of_the_plan_but_what_was_said_of_it(
    trial: list[str], second_solver: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["solve", *trial, "--json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert (found["plan_id"], found["termination"]) == ("", "no solution found")
    assert (found["objective"], found["measures"], found["exits"]) == (None, {}, {})
    assert found["cross_check"]["verdict"] in ("disagrees", "unconfirmed")
    verdicts = [each["verdict"] for each in found["cross_check"]["criteria"]]
    if second_solver is five_per_cent_less_of_the_last:
        assert verdicts == ["agrees", "agrees", "disagrees"]


@ONE
@pytest.mark.usefixtures("second_solver")
def test_a_comparison_tells_which_plan_is_withheld(
    trial: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    *inputs, _, scenario = trial
    assert cli.main(["compare", *inputs, "fortsaet", scenario, "--language", "en"]) == 4
    assert "“A trial”: The plan is withheld" in capsys.readouterr().out


def test_a_plan_that_the_evaluation_does_not_confirm_is_withheld_too(
    trial: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lexicographic, "largest_difference", lambda *_: 0.05)
    assert cli.main(["solve", *trial, "--language", "en"]) == 4
    assert "an independent calculation" in capsys.readouterr().out


def test_that_there_is_no_plan_is_checked_too(
    trial: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = solving.search

    def finds_nothing(*given: Any) -> Any:
        return replace(real(*given), termination="infeasible", steps=(), plan=None, outcome=None)

    monkeypatch.setattr(solving, "search", finds_nothing)
    assert cli.main(["solve", *trial, "--language", "en"]) == 4
    assert "one program finds that no plan meets the demands" in capsys.readouterr().out
