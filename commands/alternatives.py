"""The command about plans near the best: alternatives."""

import argparse
from collections.abc import Iterator
from time import perf_counter
from typing import TypeVar

from commands import interrupt
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
from commands.prices import no_plan, searched_answer, seconds
from locales import translator
from reports.alternatives import text
from reports.alternatives.as_json import as_json as json_of
from reports.worth import NearBest
from scenarios.near_best import SHARE
from scenarios.ranges import parsed
from scenarios.solve import Answer
from scenarios.studies.alternatives import NUMBER, Alternatives, alternatives
from scenarios.studies.ranges import Ranges, ranges

MOST_SHARE, MOST_PLANS = 50.0, 20  # per cent, plans
Step = TypeVar("Step")


def near_best(arguments: Arguments) -> int:
    start, share, number = perf_counter(), asked_share(arguments), asked_number(arguments)
    answer = searched_answer(arguments)
    if answer.solution.plan is None:
        return no_plan(answer, arguments)
    near = near_best_of(answer, share, number, arguments.seconds)
    if near is None:
        print(translator(arguments.language)("No plan has been found yet."))
        return NO_PLAN
    if arguments.json:
        show({**json_of(*near), "seconds": perf_counter() - start})
    else:
        print("\n".join(sentences(*near, answer, arguments.language)))
    return PLAN


def near_best_of(answer: Answer, share: float, number: int, seconds_each: float) -> NearBest | None:
    """What is free within a share of the best, and plans that differ; None without any."""
    known = last(ranges(answer, share, seconds_each))
    found = last(alternatives(answer, share, number, seconds_each))
    return NearBest(known, found) if known and found else None


def last(steps: Iterator[Step]) -> Step | None:
    """The last of the steps; what is there when somebody interrupts."""
    found = None
    with interrupt.cutting_short():
        for found in steps:  # noqa: B007 the last one is wanted
            pass
    return found


def sentences(known: Ranges, found: Alternatives, answer: Answer, language: str) -> list[str]:
    """What is certain, what is free, and each plan by how it differs from the first."""
    each = [text.plan_sentence(found, k, language) for k in range(1, len(found.plans) + 1)]
    return [
        f"{text.title(known, answer, language)}.",
        text.frame(known, answer, language),
        *text.certain(known, answer, language),
        text.proof(found, language),
        text.measure_of_distance(language),
        *each,
    ]


def asked_share(arguments: Arguments) -> float:
    """The share that may be lost, given in per cent. Raises BadInputError."""
    asked = parsed(arguments.within.strip().removesuffix("%"))
    if asked is None or not 0 <= asked <= MOST_SHARE:
        _ = translator(arguments.language)
        message = _("--within {asked}: write a number of per cent from 0 to {most}, such as 1%.")
        raise BadInputError(message.format(asked=arguments.within, most=f"{MOST_SHARE:g}"))
    return asked / 100


def asked_number(arguments: Arguments) -> int:
    """How many plans are shown. Raises BadInputError."""
    if not 1 <= arguments.n <= MOST_PLANS:
        _ = translator(arguments.language)
        message = _("--n {asked}: write a number of plans from 1 to {most}.")
        raise BadInputError(message.format(asked=arguments.n, most=MOST_PLANS))
    return int(arguments.n)


def takes(command: argparse.ArgumentParser) -> None:
    """How near the best, and how many plans."""
    near = f"what may be lost of the best, per cent ({100 * SHARE:g})"
    command.add_argument("--within", default=f"{100 * SHARE:g}%", metavar="PCT", help=near)
    command.add_argument("--n", type=int, default=NUMBER, metavar="N", help="so many plans at most")


COMMANDS = (Command("alternatives", near_best, (scenario, takes, as_json, seconds)),)
