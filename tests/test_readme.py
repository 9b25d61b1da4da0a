"""README.md tells what the shipped scenarios give, and its command lines are understood."""

import re
import shlex
from pathlib import Path

import pytest
from comparison_case import answer

import cli
from reports.answer.figures import figures
from scenarios import library

README = Path("README.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `([\w-]+)`: .+ \| (\d+) \| (\d+) \| (\d+) \|$", README, re.MULTILINE)
COMMAND_LINES = re.findall(r"^\.venv/bin/python cli\.py (.+)$", README, re.MULTILINE)


def test_the_table_has_every_shipped_scenario() -> None:
    assert sorted(name for name, *_ in TABLE) == sorted(library.names())


@pytest.mark.parametrize(("name", "exits", "dismissed", "flexjob"), TABLE)
def test_a_scenario_gives_what_the_table_says(
    name: str, exits: str, dismissed: str, flexjob: str
) -> None:
    found = figures(answer(name))
    given = (found.extra_exits, found.dismissed, found.flexjob)
    assert [f"{number:.0f}" for number in given] == [exits, dismissed, flexjob]


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_command_line_is_understood(line: str) -> None:
    words = shlex.split(line)
    assert cli.parser(words[0]).parse_args(words).command


def test_the_example_of_a_conflict_has_one(capsys: pytest.CaptureFixture[str]) -> None:
    line = next(line for line in COMMAND_LINES if line.startswith("conflict"))
    assert cli.main([*shlex.split(line), "--language", "en"]) == 0
    assert "cannot hold together" in capsys.readouterr().out
