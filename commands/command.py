"""What every command shares: its word, its arguments, its output and exit code."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

PLAN, BAD_INPUT, NO_PLAN, WITHHELD = 0, 2, 3, 4
Arguments = argparse.Namespace


class BadInputError(Exception):
    """Something the user gave cannot be used; the message says what to do."""


class Command(NamedTuple):
    """A word of the command line: what it runs, and what it takes besides `--language`."""

    name: str
    run: Callable[[Arguments], int]
    takes: tuple[Callable[[argparse.ArgumentParser], None], ...] = ()


def data(command: argparse.ArgumentParser) -> None:
    """Which data set."""
    command.add_argument("--inputs", metavar="PATH", help="a workbook or a folder of tables")


def scenario(command: argparse.ArgumentParser) -> None:
    """Which scenario, on which data, with which levers moved."""
    data(command)
    command.add_argument("--scenario", required=True, metavar="NAME_OR_FILE")
    command.add_argument("--set", action="append", metavar="KEY=VALUE", help="a lever")
    named(command)


def named(command: argparse.ArgumentParser) -> None:
    """What to call the scenario."""
    command.add_argument("--name", metavar="TEXT", help="what to call it in what is written")


def as_json(command: argparse.ArgumentParser) -> None:
    """JSON instead of sentences."""
    command.add_argument("--json", action="store_true")


def show(content: dict[str, Any]) -> None:
    """JSON on standard output."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()
