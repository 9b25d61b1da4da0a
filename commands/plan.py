"""The commands about one plan: list, check, solve, report."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from commands.command import (
    BAD_INPUT,
    PLAN,
    Arguments,
    BadInputError,
    Command,
    answered,
    as_json,
    data,
    ended,
    load,
    scenario,
    show,
)
from reports.answer import figures, sentences
from reports.answer.sentences import cross_check as told
from reports.workbook import committee
from scenarios import library
from scenarios.solve import cross_check_answer
from scenarios.studies.prices import prices


def list_scenarios(arguments: Arguments) -> int:
    """Every shipped scenario with its sentence."""
    found = [library.load(name) for name in library.names()]
    if arguments.json:
        show({s.id: {"name": s.name._asdict(), "about": s.about._asdict()} for s in found})
    else:
        for s in found:
            print(f"{s.id}: {s.about.of(arguments.language)}")
    return PLAN


def check_inputs(arguments: Arguments) -> int:
    """Every problem of a data set."""
    checked = load(arguments)
    if arguments.json:
        problems = [problem.as_dict(arguments.language) for problem in checked.problems]
        show({"ok": checked.ok, "problems": problems})
    else:
        for problem in checked.problems:
            print(problem.text(arguments.language))
    return PLAN if checked.ok else BAD_INPUT


def solve_scenario(arguments: Arguments) -> int:
    """A scenario's plan, or why there is none."""
    answer = answered(arguments)
    if arguments.json:
        show(figures.as_json(answer))
    else:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)))
    return ended(answer)


def report(arguments: Arguments) -> int:
    """The committee workbook of a scenario's plan, after a second solver's check."""
    answer = answered(arguments)
    if answer.solution.outcome is None:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)), file=sys.stderr)
        return ended(answer)
    said = told(cross_check_answer(answer), arguments.language)
    listed = None if answer.scenario.frozen else prices(answer)
    today = datetime.now(UTC).date()
    content = committee.workbook(answer, arguments.language, today, said, prices=listed)
    try:
        Path(arguments.out).write_bytes(content)
    except OSError as error:
        raise BadInputError(f"--out {arguments.out}: {error.strerror}") from error
    return PLAN


def out(command: argparse.ArgumentParser) -> None:
    """Where the workbook goes."""
    command.add_argument("--out", required=True, metavar="FILE.xlsx")


COMMANDS = (
    Command("list", list_scenarios, (as_json,)),
    Command("check", check_inputs, (data, as_json)),
    Command("solve", solve_scenario, (scenario, as_json)),
    Command("report", report, (scenario, out)),
)
