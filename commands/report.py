"""The command about the committee's workbook: report."""

import argparse
import sys
from pathlib import Path

from commands.command import PLAN, Arguments, BadInputError, Command, scenario
from commands.prices import priced, seconds
from commands.request import exit_code, requested_answer, without_plan
from locales import today
from reports.workbook import committee


def report(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if answer.solution.outcome is None:
        print(without_plan(arguments, answer), file=sys.stderr)
        return exit_code(answer)
    listed = priced(answer, arguments) if arguments.prices and not answer.scenario.frozen else None
    content = committee.workbook(answer, arguments.language, today(), prices=listed)
    try:
        Path(arguments.out).write_bytes(content)
    except OSError as error:
        raise BadInputError(f"--out {arguments.out}: {error.strerror}") from error
    return PLAN


def out(command: argparse.ArgumentParser) -> None:
    """Where the workbook goes, and what it has beside the plan."""
    command.add_argument("--out", required=True, metavar="FILE.xlsx")
    command.add_argument("--prices", action="store_true", help="with what each demand costs")


COMMANDS = (Command("report", report, (scenario, out, seconds)),)
