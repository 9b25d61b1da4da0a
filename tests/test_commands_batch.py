"""The command batch: a table of answers that goes on where it was."""

import csv
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from small import DATA

import cli
from commands import batch as command
from commands import batch_block
from reports.batch import COLUMNS
from scenarios import work
from scenarios.pool.cluster import LocalCluster
from scenarios.pool.job import LostWorkerError
from scenarios.pool.pool import Pool, Source
from scenarios.work import ThreadJob, once

GRID = ("--scenario", "optimum-34", "fortsaet", "--vary", "amount=0.6,0.8")
HALF = "amount=0.6"


def run(folder: Path, *words: str, inputs: tuple[Path, ...] = (DATA / "small",)) -> int:
    where = ("--inputs", *map(str, inputs), "--out", str(folder / "table"))
    return cli.main(("batch", *words, *where, "--language", "en"))


def table(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / "table.json").read_text("utf-8"))["rows"]
    return rows


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is solved for, by its scenario and saving."""
    found: list[str] = []
    solve = batch_block.solve

    def counted(instance: Any, scenario: Any) -> Any:
        found.append(f"{scenario.id} {scenario.levers.amount}")
        return solve(instance, scenario)

    monkeypatch.setattr(batch_block, "solve", counted)
    return found


def test_every_combination_has_a_row_that_solve_gives_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, *GRID, "--set", "displacement=0.1") == 0
    rows = table(tmp_path)
    assert [(row["scenario"], row["levers"]) for row in rows] == [
        (name, f"displacement=0.1 amount={amount}")
        for name in ("optimum-34", "fortsaet")
        for amount in (0.6, 0.8)
    ]
    capsys.readouterr()
    levers = ("--set", "displacement=0.1", "--set", "amount=0.8")
    alone = ("--inputs", str(DATA / "small"), "--scenario", "optimum-34", *levers, "--json")
    cli.main(("solve", *alone))
    found = json.loads(capsys.readouterr().out)
    assert rows[1]["plan_id"] == found["plan_id"]
    assert rows[1]["dismissals"] == pytest.approx(found["dismissals"]["people"])
    assert rows[1]["saving"] == pytest.approx(found["saving"]["2018"])


def test_the_table_is_the_same_as_csv_and_as_json(tmp_path: Path) -> None:
    run(tmp_path, *GRID)
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        lines = [*csv.DictReader(file)]
    assert [*lines[0]] == [*COLUMNS]
    written = [{n: "" if v is None else str(v) for n, v in row.items()} for row in table(tmp_path)]
    for row in written:
        row["conflict"] = ""
    assert lines == written


def test_what_is_answered_is_not_answered_again_when_more_is_asked(
    tmp_path: Path, solved: list[str]
) -> None:
    run(tmp_path, "--scenario", "optimum-34", "--vary", HALF)
    first, solved[:] = table(tmp_path), []
    run(tmp_path, *GRID)
    assert len(solved) == 3
    assert table(tmp_path)[0] == first[0]
    run(tmp_path, "--scenario", "optimum-34", "--vary", HALF)
    assert (len(solved), table(tmp_path)) == (3, first)


def test_a_run_that_was_cut_goes_on_where_it_was(tmp_path: Path, solved: list[str]) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    run(whole, *GRID)
    solved.clear()
    rows = [json.dumps(row) for row in table(whole)]
    (tmp_path / "table.rows").write_text("\n".join((*rows[:2], rows[2][:40])), "utf-8")
    run(tmp_path, *GRID)
    assert len(solved) == 2
    assert table(tmp_path) == table(whole)
    assert not (tmp_path / "table.rows").exists()


def test_an_interrupt_keeps_what_is_answered_and_says_that_it_is_not_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "QUESTIONS", 1)
    rows, asked = command.rows, list[str]()

    def interrupted(block: Any) -> Any:
        asked.append(block.questions[0].key)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return rows(block)

    monkeypatch.setattr(command, "rows", interrupted)
    assert run(tmp_path, *GRID) == 130
    assert len(table(tmp_path)) == 2
    assert "this is not all" in capsys.readouterr().err


@pytest.mark.parametrize("left", [b'{"rows": [{"key": 3}, 5]}', b'{"rows": 5}', b"\xff", b"[1]"])
def test_a_file_that_is_no_table_is_not_gone_on_from(
    left: bytes, tmp_path: Path, solved: list[str]
) -> None:
    for suffix in (".json", ".rows"):
        (tmp_path / f"table{suffix}").write_bytes(left)
    assert run(tmp_path, "--scenario", "optimum-34", "--vary", HALF) == 0
    assert len(table(tmp_path)) == len(solved) == 1


def test_a_table_has_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--scenario", "optimum-34", "--out", "", "--language", "en")
    assert cli.main(["batch", *words]) == 2
    assert "Add the name of a file" in capsys.readouterr().err


def test_other_data_is_another_question(tmp_path: Path, solved: list[str]) -> None:
    run(tmp_path, "--scenario", "optimum-34", "--vary", HALF)
    shutil.copytree(DATA / "small", tmp_path / "small")
    measures = tmp_path / "small" / "measures.csv"
    measures.write_bytes(measures.read_bytes() + b"\n")
    run(tmp_path, "--scenario", "optimum-34", "--vary", HALF, inputs=(tmp_path / "small",))
    assert len(solved) == 2


def test_a_data_set_with_faults_has_rows_that_say_so_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(DATA / "small", broken)
    (broken / "measures.csv").unlink()
    inputs = (tmp_path / "nowhere", broken, DATA / "small")
    assert run(tmp_path, "--scenario", "optimum-34", "--vary", HALF, inputs=inputs) == 2
    nowhere, faulty, sound = table(tmp_path)
    assert "no such file or folder" in nowhere["fault"]
    assert faulty["fault"]
    assert faulty["exits"] is None
    assert (sound["fault"], sound["exits"] is None) == ("", False)


def test_a_lever_that_the_data_do_not_have_is_a_fault_of_its_row(tmp_path: Path) -> None:
    assert run(tmp_path, "--scenario", "optimum-34", "--vary", "amount=0.6,much") == 2
    sound, faulty = table(tmp_path)
    assert sound["fault"] == ""
    assert "much" in faulty["fault"]


def test_a_lever_beyond_its_range_is_moved_and_the_row_says_so(tmp_path: Path) -> None:
    run(tmp_path, "--scenario", "optimum-34", "--vary", HALF, "--set", "displacement=2")
    assert table(tmp_path)[0]["clamped"] == "displacement=1"


def test_a_data_set_that_ends_its_worker_is_a_fault_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin(_owner: str, study: Any, *arguments: Any) -> Any:
        job = ThreadJob(study, *arguments)
        job.wait()
        if len(begun) == 1:
            job.error = LostWorkerError()
        begun.append(job)
        return job

    begun: list[Any] = []
    monkeypatch.setattr(work, "pool", lambda **_: begun)
    monkeypatch.setattr(work, "begin", begin)
    monkeypatch.setattr(command, "QUESTIONS", 1)
    assert run(tmp_path, "--scenario", "optimum-34", "--vary", "amount=0.6,0.7,0.8") == 2
    assert ["memory" in row["fault"] for row in table(tmp_path)] == [False, True, False]


def test_bad_words_are_told_before_anything_is_solved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], solved: list[str]
) -> None:
    assert run(tmp_path, "--scenario", "optimum-34", "nosuch") == 2
    assert "nosuch" in capsys.readouterr().err
    assert run(tmp_path, "--scenario", "optimum-34", "--set", "amount=010190-1234") == 2
    assert solved == []
    assert not (tmp_path / "table.json").exists()


def test_a_table_that_cannot_be_written_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "not-there"
    assert run(folder, "--scenario", "optimum-34", "--vary", HALF) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_table_is_the_same_on_so_many_workers_one_of_which_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    grid = (
        "--scenario",
        "optimum-34",
        "--vary",
        "amount=0.5,0.6,0.7,0.8",
        "--vary",
        "effects=low,mid",
    )
    (tmp_path / "here").mkdir()
    run(tmp_path / "here", *grid)
    pool = Pool(Source("", lambda: LocalCluster(workers, for_readers=False)))
    first = pool.submit("", "studies", once, os.getpid)
    assert first.wait()
    assert first.latest is not None
    monkeypatch.setattr(work, "POOLS", [pool])
    monkeypatch.setattr(work, "pool", lambda **_: pool)
    monkeypatch.setattr(command, "QUESTIONS", 1)
    keep, kept = command.keep, list[str]()

    def killing(path: Path, row: Any, language: str) -> None:
        if len(kept) == 1:
            os.kill(first.latest, signal.SIGKILL)
        kept.append(row["key"])
        keep(path, row, language)

    monkeypatch.setattr(command, "keep", killing)
    run(tmp_path, *grid)
    pool.close()
    assert len(kept) == 8
    assert table(tmp_path) == table(tmp_path / "here")
