"""The command line, the second front door: arguments in, text or JSON out, and an exit code."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inputs import read as inputs
from inputs.read import Checked
from locales import LANGUAGES
from model.instance import Instance
from reports import committee, figures, sentences
from reports.opinions import opinion as told
from scenarios import library
from scenarios.answer import Answer
from scenarios.levers import RefusedError, check, move
from scenarios.opinion import opinion
from scenarios.run import solve
from scenarios.scenario import Scenario

PLAN, BAD_INPUT, NO_PLAN = 0, 2, 3


class BadInputError(Exception):
    """Something the user gave cannot be used; the message says what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command: 0 a plan, 2 bad input, 3 no plan exists."""
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.command(arguments)
    except BadInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    return code


def list_scenarios(arguments: argparse.Namespace) -> int:
    """Every shipped scenario with its sentence."""
    found = [library.load(name) for name in library.names()]
    if arguments.json:
        show({s.id: {"name": s.name._asdict(), "about": s.about._asdict()} for s in found})
    else:
        for s in found:
            print(f"{s.id}: {s.about.of(arguments.language)}")
    return PLAN


def check_inputs(arguments: argparse.Namespace) -> int:
    """Every problem of a data set."""
    checked = load(arguments)
    if arguments.json:
        problems = [problem.as_dict(arguments.language) for problem in checked.problems]
        show({"ok": checked.ok, "problems": problems})
    else:
        for problem in checked.problems:
            print(problem.text(arguments.language))
    return PLAN if checked.ok else BAD_INPUT


def solve_scenario(arguments: argparse.Namespace) -> int:
    """A scenario's plan, or why there is none."""
    answer = answered(arguments)
    if arguments.json:
        show(figures.as_json(answer))
    else:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)))
    return ended(answer)


def report(arguments: argparse.Namespace) -> int:
    """The committee workbook of a scenario's plan, after a second solver's opinion."""
    answer = answered(arguments)
    if answer.solution.outcome is None:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)), file=sys.stderr)
        return ended(answer)
    said = told(opinion(answer), arguments.language)
    content = committee.workbook(answer, arguments.language, datetime.now(UTC).date(), said)
    try:
        Path(arguments.out).write_bytes(content)
    except OSError as error:
        raise BadInputError(f"--out {arguments.out}: {error.strerror}") from error
    return PLAN


def ended(answer: Answer) -> int:
    """The exit code of an answer."""
    return PLAN if answer.solution.outcome is not None else NO_PLAN


def answered(arguments: argparse.Namespace) -> Answer:
    """The scenario of the arguments solved on their data."""
    instance = checked_instance(arguments)
    return solve(instance, chosen(arguments, instance))


def load(arguments: argparse.Namespace) -> Checked:
    """The data set of the arguments, read and checked."""
    return inputs.load(arguments.inputs) if arguments.inputs else inputs.default()


def checked_instance(arguments: argparse.Namespace) -> Instance:
    """The instance of the arguments, or every error that keeps it from being used."""
    checked = load(arguments)
    if checked.instance is None:
        errors = [p.text(arguments.language) for p in checked.problems if p.severity == "error"]
        raise BadInputError("\n".join(errors))
    return checked.instance


def chosen(arguments: argparse.Namespace, instance: Instance) -> Scenario:
    """The scenario of the arguments with its levers moved."""
    try:
        scenario = library.load(arguments.scenario)
        check(scenario, instance)
        return move(scenario, instance, arguments.set or ())
    except RefusedError as refused:
        lines = (
            f"{fault.place}: {fault.found!r}. {fault.remedy.of(arguments.language)}"
            for fault in refused.faults
        )
        raise BadInputError("\n".join(lines)) from refused


def show(content: dict[str, Any]) -> None:
    """JSON on standard output."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    root = argparse.ArgumentParser(prog="cli.py", description=__doc__)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    for name, function in (
        ("list", list_scenarios),
        ("check", check_inputs),
        ("solve", solve_scenario),
        ("report", report),
    ):
        command = commands.add_parser(name, help=function.__doc__, description=function.__doc__)
        command.set_defaults(command=function)
        command.add_argument("--language", choices=LANGUAGES, default="da")
        if name != "list":
            command.add_argument(
                "--inputs", metavar="PATH", help="a workbook or a folder of tables"
            )
        if name in ("solve", "report"):
            command.add_argument("--scenario", required=True, metavar="NAME_OR_FILE")
            command.add_argument("--set", action="append", metavar="KEY=VALUE", help="a lever")
        if name == "report":
            command.add_argument("--out", required=True, metavar="FILE.xlsx")
        else:
            command.add_argument("--json", action="store_true")
    return root


if __name__ == "__main__":
    sys.exit(main())
