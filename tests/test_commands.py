"""The command line: output, JSON and exit codes."""

import json
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from small import DATA

import cli

SMALL = ("--inputs", str(DATA / "small"), "--scenario", "fortsaet")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_list_names_every_shipped_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "list", "--json")
    assert code == 0
    assert list(json.loads(out)) == [
        "fortsaet", "optimum-34", "flest-i-job-netto", "byraadet-2017", "uden-afskedigelser",
        "udsatte-foerst", "job-foerst", "opdeling-2012", "opdeling-2012-et-center",
        "opdeling-2012-to-enheder", "opdeling-2012-i-dag", "reform-2011", "refusion-2016",
        "ledighed-2020",
    ]  # fmt: skip


def test_a_command_is_in_the_table_of_the_front_door_and_in_its_file() -> None:
    files = {file for file, _ in cli.COMMANDS.values()}
    found = {(c.name, file) for file in files for c in import_module(f"commands.{file}").COMMANDS}
    assert found == {(name, file) for name, (file, _) in cli.COMMANDS.items()}


CHARTS_AND_SECOND_SOLVERS = {
    "altair",
    "openpyxl",
    "xlsxwriter",
    "ortools",
    "streamlit",
    "scipy.stats",
}
SOLVER_AND_FRAMES = {"numpy", "scipy", "pandas", "pyomo", "highspy"}


@pytest.mark.parametrize(
    ("words", "unloaded"),
    [
        (["list"], CHARTS_AND_SECOND_SOLVERS | SOLVER_AND_FRAMES),
        (["--help"], CHARTS_AND_SECOND_SOLVERS | SOLVER_AND_FRAMES),
        (["solve", "--scenario", "fortsaet"], CHARTS_AND_SECOND_SOLVERS - {"ortools"}),
    ],
)
def test_a_command_loads_only_the_libraries_it_needs(words: list[str], unloaded: set[str]) -> None:
    asked = (
        f"import sys, cli\ntry: cli.main({words})\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout
    assert not unloaded & set(ran.stderr.split())


def test_the_shipped_data_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--json")
    assert (code, json.loads(out)) == (0, {"ok": True, "problems": []})


def test_solve_prints_nothing_but_the_promised_json() -> None:
    """In a process of its own: what compiled code writes does not pass through Python."""
    solved = [sys.executable, cli.__file__, "solve", "--scenario", "optimum-34", "--json"]
    ran = subprocess.run(solved, capture_output=True, text=True, check=True)
    found = json.loads(ran.stdout)
    assert ran.stderr == ""
    assert set(found) == {
        "scenario", "name", "termination", "limit", "objective", "bound", "gap", "exits",
        "extra_exits", "saving", "saving_by_view", "saving_by_category", "dismissals",
        "in_work", "idle", "hired", "places", "vulnerable", "caseload", "price_per_person",
        "views", "categories", "distance", "rules", "measures", "units", "handovers", "demands",
        "knee", "readings", "uncertainty",
        "evaluation", "cross_check", "seconds", "plan_id", "casework",
    }  # fmt: skip
    assert found["termination"] == "optimal"
    assert found["evaluation"]["agrees"] is True
    assert found["cross_check"]["verdict"] == "agrees"
    assert found["measures"]["M15"]["status"] == "closed"
    assert {each["give_up"] for each in found["knee"]} == {0.0, 0.01, 0.02, 0.05, 0.1, None}
    assert found["price_per_person"]["last_million"] is None  # it takes no exits
    assert found["saving"]["2018"] == pytest.approx(34_000, abs=0.01)
    parts = [found["saving_by_category"][c]["2018"] for c in ("service", "drift")]
    assert sum(parts) == pytest.approx(found["saving"]["2018"])
    assert set(found["seconds"]) == {"build", "solve", "evaluate"}


def test_a_scenario_is_called_what_holds_or_what_it_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ("solve", *SMALL, "--json", "--set", "amount=0")
    _, out, _ = run(capsys, *arguments)
    assert json.loads(out)["name"]["en"] == "Most jobs, no dearer than today"
    _, out, _ = run(capsys, *arguments, "--name", "Udvalgets plan")
    assert json.loads(out)["name"] == {"da": "Udvalgets plan", "en": "Udvalgets plan"}
    code, _, told = run(capsys, *arguments, "--name", "Til 010190-1234")
    assert (code, "010190" in told) == (2, False)
    assert told.startswith("--name: Navnet må ikke rumme et CPR-nummer")


def test_levers_are_set_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("solve", *SMALL, "--json", "--set", "lock.VAERK=as_today")
    _, out, _ = run(capsys, *arguments, "--set", "amount=0.2")
    found = json.loads(out)
    assert found["measures"]["VAERK"]["status"] == "kept"
    assert 199 < found["saving"]["2018"] < 600


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", "3 ligger uden for det mulige. Der regnes med 1."),
        ("en", "3 is beyond what it can be; 1 is used."),
    ],
)
def test_a_lever_beyond_its_range_is_moved_to_its_end_and_says_so(
    capsys: pytest.CaptureFixture[str], language: str, told: str
) -> None:
    asked = ("solve", *SMALL, "--json", "--language", language)
    code, out, err = run(capsys, *asked, "--set", "displacement=3")
    assert (code, err) == (0, f"--set displacement=3: {told}\n")
    _, kept, _ = run(capsys, *asked, "--set", "displacement=1")
    assert json.loads(out)["plan_id"] == json.loads(kept)["plan_id"]


def test_no_plan_is_exit_code_3_and_names_the_conflict(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "solve", "--scenario", "optimum-34", "--json", "--set", "amount=300")
    found = json.loads(out)
    assert (code, found["termination"], found["plan_id"]) == (3, "infeasible", "")
    assert found["conflict"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("solve", "--scenario", "optimum-35"),
        ("solve", "--scenario", "optimum-34", "--set", "amont=3"),
        ("solve", "--scenario", "optimum-34", "--set", "amount=inf"),
        ("solve", "--scenario", "optimum-34", "--inputs", "no/such/folder"),
        ("check", "--inputs", "README.md"),
        ("compare", "optimum-34"),
        ("compare", "optimum-34", "optimum-35"),
        ("compare", *["fortsaet"] * 5),
        ("sweep", "--scenario", "optimum-34", "--lever", "amont", "--values", "3"),
        ("sweep", "--scenario", "optimum-34", "--lever", "amount"),
        ("report", "--scenario", "fortsaet", "--out", "no/such/folder/x.xlsx"),
    ],
)
def test_bad_input_is_exit_code_2_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert "Traceback" not in out + err
    assert len((out + err).strip()) > 20


def test_report_writes_a_workbook_with_the_cross_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "bilag.xlsx"
    asked = ("report", *SMALL, "--set", "amount=0.6", "--out", str(out))
    code, printed, _ = run(capsys, *asked)
    assert (code, printed) == (0, "")
    front = openpyxl.load_workbook(BytesIO(out.read_bytes())).worksheets[0]
    said = " ".join(str(v) for row in front.iter_rows(values_only=True) for v in row if v)
    assert "Et andet beregningsprogram, SCIP, har regnet på den samme model" in said


def test_a_demand_that_nothing_can_meet_is_not_said_to_clash_with_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    locked = ("solve", "--scenario", "optimum-34", "--set", "lock.M01=closed")
    code, out, _ = run(capsys, *locked)
    assert code == 3
    assert out == (
        "Ingen plan opfylder »Lovpligtigt kontaktforløb (minimumssamtaler) skal lukkes« "
        "(Scenariet), uanset hvad der ellers opgives: Lovgivningen eller rammerne i datasættet "
        "står i vejen. Opgiv eller lemp kravet.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--certified", "--points", "5"], "Udelad en af dem"),
        (["--tolerance", "0.1"], "Tilføj --certified"),
        (["--seconds", "5"], "Tilføj --certified"),
        (["--z", "coverage", "--tolerance", "0.1"], "Tilføj --certified"),
    ],
)
def test_what_a_frontier_would_not_heed_is_refused(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["frontier", "--scenario", "optimum-34", "--x", "saving", "--y", "exits"]
    code, _, err = run(capsys, *asked, *arguments)
    assert code == 2
    assert told in err
