"""The command about positions: place them in the structure of a scenario's plan."""

import argparse
import sys

from commands.command import (
    PLAN,
    Arguments,
    BadInputError,
    Command,
    answered,
    as_json,
    ended,
    scenario,
    show,
)
from locales import translator
from model.placement.build import Wishes
from reports import placement as told
from reports import sentences
from scenarios.placement import place


def place_positions(arguments: Arguments) -> int:
    """Where today's positions can go in the structure of a plan: counts, never persons."""
    answer = answered(arguments)
    if not answer.instance.positions:
        _ = translator(arguments.language)
        raise BadInputError(_("There are no positions: fill in the sheet of positions."))
    if answer.solution.outcome is None:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)), file=sys.stderr)
        return ended(answer)
    placement = place(answer, wishes(arguments), arguments.seconds)
    if arguments.json:
        show(told.as_json(answer, placement))
    else:
        print("\n".join(told.sentences(answer, placement, arguments.language)))
    return PLAN if placement.numbers is not None else ended(answer)


def wishes(arguments: Arguments) -> Wishes:
    """What is asked of the placement."""
    return Wishes(
        teams=arguments.teams,
        spans=arguments.spans,
        hours=arguments.hours,
        inside_first=1.0 if arguments.inside_first else 0.0,
        competences=not arguments.own_work,
    )


def asked(command: argparse.ArgumentParser) -> None:
    """What is asked besides the least disruption."""
    command.add_argument("--teams", action="store_true", help="keep teams in one unit")
    command.add_argument("--spans", action="store_true", help="no more than the leaders can lead")
    command.add_argument("--hours", action="store_true", help="no more hours than the posts have")
    command.add_argument(
        "--inside-first",
        action="store_true",
        help="offer the posts of leavers to those without a place before others",
    )
    command.add_argument(
        "--own-work", action="store_true", help="nobody does the work of another staff group"
    )
    command.add_argument("--seconds", type=float, default=20.0, help="for a search, at most")


COMMANDS = (Command("place", place_positions, (scenario, as_json, asked)),)
