"""Interrupts, requests to end, and readers that have heard enough."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from small import DATA

import cli
from commands import frontier

CLI = [sys.executable, cli.__file__]


def test_a_sweep_that_is_interrupted_keeps_its_lines_and_says_that_they_are_not_all() -> None:
    """On small data: no search keeps the program longer than it waits to say so, however busy."""
    of = ["sweep", "--inputs", str(DATA / "small"), "--scenario", "optimum-34"]
    asked = [*of, "--lever", "amount", "--from", "0", "--to", "1", "--steps", "200"]
    running = subprocess.Popen(
        [*CLI, *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout
    first = running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, told = running.communicate()
    assert first
    assert (running.returncode, told) == (130, "Afbrudt: Dette er ikke det hele.\n")


ARRIVES = """
import os, runpy, signal, sys, time
class Arrives:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.{signal})
            for _ in range({beats}):
                time.sleep(0.05)
sys.meta_path.insert(0, Arrives())
sys.argv = ["cli.py", "solve", "--scenario", "fortsaet"]
runpy.run_path("cli.py", run_name="__main__")
"""


@pytest.mark.parametrize(
    ("module", "beats"),
    [("commands.interrupt", 0), ("locales", 600), ("commands.solve", 600), ("highspy", 600)],
)
@pytest.mark.parametrize(("arriving", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_ends_the_program_without_a_word_also_while_it_imports(
    module: str, beats: int, arriving: str, code: int
) -> None:
    program = ARRIVES.format(module=module, beats=beats, signal=arriving)
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(cli.__file__).parent,
    )
    assert (run.returncode, run.stdout, run.stderr) == (code, "", "")


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_every_command_that_is_interrupted_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    def said(_words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "said", said)
    assert cli.main([command]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_frontier_that_is_interrupted_says_that_it_is_not_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    certified = frontier.certified_frontier

    def first(*arguments: object) -> object:
        yield next(certified(*arguments))  # type: ignore[call-overload]
        raise KeyboardInterrupt

    monkeypatch.setattr(frontier, "certified_frontier", first)
    asked = ["frontier", "--scenario", "optimum-34", "--x", "saving", "--y", "exits", "--json"]
    assert cli.main([*asked, "--certified"]) == 130
    told = capsys.readouterr()
    assert told.err == "Afbrudt: Dette er ikke det hele.\n"
    assert '"proven": false' in told.out
    assert cli.main(asked) == 0


@pytest.mark.parametrize(("words", "code"), [(["list"], 141), (["list", "--json"], 141)])
def test_a_reader_that_has_heard_enough_is_no_fault(words: list[str], code: int) -> None:
    with subprocess.Popen(
        [*CLI, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        running.stdout.close()
        assert running.stderr
        assert running.stderr.read() == ""
    assert running.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Udskriften: disken er fuld. Skaf plads, eller skriv et andet sted.\n"),
        (
            ["--language", "en"],
            "Standard output: the disk is full. Make room, or write to another place.\n",
        ),
    ],
)
def test_a_full_disk_behind_standard_output_is_told_with_what_to_do(
    words: list[str], told: str
) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [*CLI, "list", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (run.returncode, run.stderr) == (2, told)


@pytest.mark.skipif(sys.platform == "win32", reason="no shell that closes standard output")
def test_a_closed_standard_output_is_no_fault() -> None:
    command = f"{sys.executable} cli.py list >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
