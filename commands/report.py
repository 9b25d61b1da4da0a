"""The command about the committee's workbook: report."""

import argparse
import sys
from pathlib import Path

from commands.alternatives import asked_share, near_best_of
from commands.command import PLAN, Arguments, BadInputError, Command, scenario
from commands.conflict import known_repairs
from commands.prices import priced, seconds
from commands.request import (
    answer_on,
    checked_instance,
    decided,
    exit_code,
    refused,
    requested_scenario,
    without_plan,
)
from commands.whole_file import not_written, write_whole
from locales import today, translator
from model.instance import Instance
from reports.workbook import committee
from reports.worth import worth
from scenarios.apply import apply
from scenarios.cross_check import cross_checked
from scenarios.solve import Answer, solve
from scenarios.studies.alternatives import NUMBER
from scenarios.studies.coalitions import LIMIT
from scenarios.studies.repairs import RepairRecord, apply_repair, record_of


def report(arguments: Arguments) -> int:
    share = None if arguments.within is None else asked_share(arguments)
    instance = checked_instance(arguments)
    answer, repaired = repaired_answer(arguments, instance)
    if answer.solution.outcome is None:
        print(without_plan(arguments, answer), file=sys.stderr)
        return exit_code(answer)
    listed = priced(answer, arguments) if arguments.prices and not answer.scenario.frozen else None
    found = worth(answer, decided(instance, answer))
    if share is not None and not answer.scenario.frozen:
        near = near_best_of(answer, share, NUMBER, arguments.seconds)
        found = found._replace(near_best=near)
    content = committee.workbook(answer, arguments.language, today(), repaired, listed, found)
    try:
        write_whole(Path(arguments.out), content)
    except OSError as error:
        told = not_written(error, arguments.language)
        raise refused(arguments, "out", told) from error
    return PLAN


def repaired_answer(arguments: Arguments, instance: Instance) -> tuple[Answer, list[RepairRecord]]:
    """The answer, after the repair of that number when one is asked for, with its record."""
    if arguments.repair is None:
        return answer_on(instance, arguments), []
    wanted = requested_scenario(arguments, instance)
    applied = apply(instance, wanted)
    known = known_repairs(applied, LIMIT)
    if not 1 <= arguments.repair <= len(known.whole):
        raise BadInputError(_no_such_repair(arguments, len(known.whole)))
    changes = known.whole[arguments.repair - 1].changes
    record = record_of(applied, known.found.conflicts, changes)
    moved = apply_repair(wanted, instance, changes)
    return cross_checked(solve(instance, moved)), [record]


def _no_such_repair(arguments: Arguments, most: int) -> str:
    _ = translator(arguments.language)
    if not most:
        return _("--repair {n}: no repair resolves everything; see what `conflict` lists.").format(
            n=arguments.repair
        )
    return _("--repair {n}: choose one from 1 to {most}, as `conflict` lists them.").format(
        n=arguments.repair, most=most
    )


def out(command: argparse.ArgumentParser) -> None:
    """Where the workbook goes, and what it has beside the plan."""
    command.add_argument("--out", required=True, metavar="FILE.xlsx")
    command.add_argument(
        "--repair", type=int, metavar="N", help="of the plan after repair N of those in `conflict`"
    )
    free = "with what is politically free within so much of the best, per cent"
    command.add_argument("--within", metavar="PCT", help=free)
    command.add_argument("--prices", action="store_true", help="with what each demand costs")


COMMANDS = (Command("report", report, (scenario, out, seconds)),)
