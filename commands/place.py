"""The command about positions: place them in the structure of a scenario's plan."""

import argparse
from collections.abc import Sequence

from commands.command import (
    NO_PLAN,
    PLAN,
    Arguments,
    BadInputError,
    Command,
    as_json,
    scenario,
    show,
)
from commands.request import checked_instance, exit_code, requested_scenario, without_plan
from locales import translator
from model.instance import Instance
from model.placement.build import Wishes
from model.placement.place import wishes_by_hand
from model.placement.problem import Cell
from reports.answer import figures
from reports.placement import tables as placement_tables
from reports.placement import text as placement_text
from scenarios.cross_check import cross_checked
from scenarios.scenario import nearest
from scenarios.solve import Answer, solve
from scenarios.studies.placement import WholePostsAnswer, place, solve_whole_posts


def place_positions(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    if not instance.positions:
        _ = translator(arguments.language)
        raise BadInputError(_("There are no positions: fill in the sheet of positions."))
    answer, found = solve(instance, requested_scenario(arguments, instance)), None
    if arguments.whole and answer.solution.plan is not None:
        found = solve_whole_posts(instance, answer, wishes(arguments))
    answer = cross_checked(found.answer if found else answer)
    if answer.solution.plan is None:
        if arguments.json:
            show(figures.as_json(answer))
        else:
            print(without_plan(arguments, answer))
        return exit_code(answer)
    return _place(arguments, instance, answer, found)


def _place(
    arguments: Arguments, instance: Instance, answer: Answer, found: WholePostsAnswer | None
) -> int:
    asked = wishes(arguments)
    placement = found.placement if found else place(answer, asked, arguments.seconds)
    must, never = (
        by_hand(each, instance, arguments.language) for each in (arguments.must, arguments.never)
    )
    if (must or never) and placement.numbers is not None:
        asked = wishes_by_hand(placement, dict(must), frozenset(never))
        placement = place(answer, asked, arguments.seconds)
    if arguments.json:
        show(
            placement_tables.as_json(answer, placement)
            | (placement_text.as_json(found) if found else {})
        )
    else:
        lines = placement_text.sentences(answer, placement, arguments.language)
        more = (placement_text.whole_posts_sentence(found, arguments.language),) if found else ()
        print("\n".join((*lines, *more)))
    return NO_PLAN if placement.numbers is None else PLAN


def wishes(arguments: Arguments) -> Wishes:
    """What is asked of the placement."""
    return Wishes(
        teams=arguments.teams,
        spans=arguments.spans,
        hours=arguments.hours,
        inside_first=1.0 if arguments.inside_first else 0.0,
        competences=not arguments.own_work,
    )


def by_hand(
    given: Sequence[str] | None, instance: Instance, language: str
) -> list[tuple[str, Cell]]:
    """Positions and places as POSITION=UNIT/STAFF."""
    found = []
    for text in given or ():
        position, _equals, place_of = text.partition("=")
        unit, _slash, staff = place_of.partition("/")
        for name, known in (
            (position, instance.positions),
            (unit, instance.units),
            (staff, instance.staff_groups),
        ):
            if name not in known:
                meant = f" {nearest(name, list(known)).of(language)}" if name else ""
                raise BadInputError(f"{text}: {name!r}.{meant} POSITION=UNIT/STAFF")
        found.append((position, (unit, staff)))
    return found


def takes(command: argparse.ArgumentParser) -> None:
    """What is asked besides the least disruption."""
    for name, about in (
        ("--teams", "keep teams in one unit"),
        ("--spans", "no more than the leaders can lead"),
        ("--hours", "no more hours than the posts have"),
        ("--inside-first", "offer the posts of leavers to those without a place before others"),
        ("--own-work", "nobody does the work of another staff group"),
        ("--whole", "solve again until the plan has whole positions"),
    ):
        command.add_argument(name, action="store_true", help=about)
    for name, about in (("--must", "has to go there"), ("--never", "must not go there")):
        command.add_argument(
            name, action="append", metavar="POSITION=UNIT/STAFF", help=f"a position that {about}"
        )
    command.add_argument("--seconds", type=float, default=20.0, help="for a search, at most")


COMMANDS = (Command("place", place_positions, (scenario, as_json, takes)),)
