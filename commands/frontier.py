"""The command about a whole trade-off: frontier."""

import argparse
import math
from collections.abc import Iterator
from itertools import pairwise
from time import perf_counter
from typing import Any, TypeVar

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
from commands.request import checked_instance, requested_scenario
from locales import translator
from model.criteria import TRADEOFFS
from model.instance import Instance
from model.solver.lexicographic import GAP
from reports.tradeoffs import text as tradeoffs_text
from scenarios.apply import apply
from scenarios.scenario import Scenario
from scenarios.studies.frontier import (
    LEVELS,
    TOLERANCE,
    Frontier,
    certified_frontier,
    frontier3,
    lp_frontier,
)

SECONDS = 60.0
Step = TypeVar("Step")


def frontier(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    asked = requested_scenario(arguments, instance)
    check(arguments)
    if arguments.z:
        return cube(arguments, instance, asked)
    found = last(search(arguments, instance, asked))
    if arguments.json:
        show(as_dict(found))
    else:
        told = tradeoffs_text.sentences(found, apply(instance, asked), arguments.language)
        print("\n".join(told))
    return PLAN if found.points else NO_PLAN


def cube(arguments: Arguments, instance: Instance, asked: Scenario) -> int:
    """Plans that no other beats by three criteria."""
    start, names = perf_counter(), (arguments.x, arguments.y, arguments.z)
    levels = arguments.points or LEVELS
    known = last(frontier3(instance, asked, names, levels, seconds(arguments)))
    if arguments.json:
        show(
            {
                **dict(zip("xyz", names, strict=True)),
                "kind": "certified",
                "points": [point._asdict() for point in known.points],
                "tolerance": GAP,
                "proven": known.progress == 1.0,
                "conflict": list(known.conflict),
                "seconds": perf_counter() - start,
            }
        )
    elif known.points:
        for point in known.points:
            values = zip(names, point, strict=False)
            print("; ".join(tradeoffs_text.level(*each, arguments.language) for each in values))
    else:
        print(tradeoffs_text.why_empty(known, apply(instance, asked), arguments.language))
    return PLAN if known.points else NO_PLAN


def check(arguments: Arguments) -> None:
    """Raises BadInputError for what cannot be asked, or would not be heeded."""
    _ = translator(arguments.language)
    if arguments.y in (arguments.x, arguments.z) or arguments.x == arguments.z:
        message = _("--y {name}: a criterion cannot be traded for itself. Choose another.")
        raise BadInputError(message.format(name=arguments.y))
    check_what_counts(arguments)
    for name, least in (("points", 2), ("tolerance", 1e-6), ("seconds", 0)):
        value = getattr(arguments, name)
        if value is not None and not least <= value < math.inf:
            raise BadInputError(
                _("--{name} {value}: write a number from {least}.").format(
                    name=name, value=value, least=f"{least:g}"
                )
            )


def check_what_counts(arguments: Arguments) -> None:
    """Raises BadInputError for an argument that would be passed over."""
    _ = translator(arguments.language)
    if arguments.points and arguments.certified and not arguments.z:
        raise BadInputError(
            _(
                "--points is how many points of the exact limit are shown; --certified shows the "
                "plans that its tolerance needs. Leave out one of them, or write --tolerance."
            )
        )
    for name, holds in (
        ("tolerance", arguments.certified and not arguments.z),
        ("seconds", arguments.certified or arguments.z),
    ):
        if getattr(arguments, name) is not None and not holds:
            message = _("--{name} only counts for a frontier of real plans: add --certified.")
            raise BadInputError(message.format(name=name))


def search(arguments: Arguments, instance: Instance, asked: Scenario) -> Iterator[Frontier]:
    """The frontier that the arguments ask for, step by step."""
    if arguments.certified:
        yield from certified_frontier(
            instance,
            asked,
            arguments.x,
            arguments.y,
            TOLERANCE if arguments.tolerance is None else arguments.tolerance,
            seconds(arguments),
        )
    else:
        yield lp_frontier(instance, asked, arguments.x, arguments.y, arguments.points)


def seconds(arguments: Arguments) -> float:
    return SECONDS if arguments.seconds is None else float(arguments.seconds)


def last(steps: Iterator[Step]) -> Step:
    """The last of the steps; what is there when somebody interrupts."""
    found = next(steps)
    with interrupt.cutting_short():
        for found in steps:  # noqa: B007 the last one is wanted
            pass
    return found


def as_dict(found: Frontier) -> dict[str, Any]:
    """The frontier as JSON; what is not had is null."""
    return {
        "x": found.x,
        "y": found.y,
        "kind": found.kind,
        "points": [
            {**point._asdict(), "joined": joined}
            for point, joined in zip(found.points, found.joined, strict=True)
        ],
        "every_point": found.every_point,
        "tolerance": found.tolerance,
        "slack": found.slack,
        "width": found.width,
        "proven": found.proven,
        "band": [
            {k: None if math.isnan(v) else v for k, v in edge._asdict().items()}
            for edge in found.bounds
        ],
        "exchange_rates": [
            {"x": a.x, "dx": b.x - a.x, "dy": b.y - a.y} for a, b in pairwise(found.points)
        ],
        "conflict": list(found.conflict),
        "seconds": found.seconds,
    }


def takes(command: argparse.ArgumentParser) -> None:
    """Which criteria, how many points, how sure."""
    command.add_argument("--x", required=True, choices=TRADEOFFS)
    command.add_argument("--y", required=True, choices=TRADEOFFS)
    command.add_argument("--z", choices=TRADEOFFS, help="a third criterion")
    command.add_argument("--points", type=int, metavar="N", help="so many even points")
    command.add_argument("--certified", action="store_true", help="real plans, proven")
    command.add_argument("--tolerance", type=float, help=f"of the largest y, {TOLERANCE:g}")
    command.add_argument("--seconds", type=float, help="stop the proof after")


COMMANDS = (Command("frontier", frontier, (scenario, takes, as_json)),)
