"""The command about the committee's workbook: report."""

import argparse
import sys
from pathlib import Path

from commands.command import PLAN, Arguments, BadInputError, Command, scenario
from commands.request import exit_code, requested_answer
from locales import today
from reports.answer import sentences
from reports.workbook import committee
from scenarios.studies.prices import prices


def report(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if answer.solution.outcome is None:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)), file=sys.stderr)
        return exit_code(answer)
    listed = None if answer.scenario.frozen else prices(answer)
    content = committee.workbook(answer, arguments.language, today(), prices=listed)
    try:
        Path(arguments.out).write_bytes(content)
    except OSError as error:
        raise BadInputError(f"--out {arguments.out}: {error.strerror}") from error
    return PLAN


def out(command: argparse.ArgumentParser) -> None:
    """Where the workbook goes."""
    command.add_argument("--out", required=True, metavar="FILE.xlsx")


COMMANDS = (Command("report", report, (scenario, out)),)
