"""The command about how sure plans are: futures."""

import argparse
from time import perf_counter
from typing import Any

from commands.command import Arguments, Command, as_json, data, show
from commands.prices import no_plan
from commands.request import (
    bad_input,
    checked_instance,
    exit_code,
    refuse_persons,
    refused,
    requested_scenario,
)
from locales import translator
from model.futures.uncertain import uncertain_numbers
from model.instance import Instance
from model.robust.statistics import Standing
from reports import scenario as called
from reports.language import words
from reports.uncertainty import answer as told
from scenarios.cross_check import cross_checked
from scenarios.named_futures import NamedFuture, fitting, load, named
from scenarios.scenario import RefusedError
from scenarios.solve import Answer, solve
from scenarios.studies.futures import (
    FUTURES,
    SEED,
    Held,
    among,
    hold,
    hold_in,
    sureness,
)

MOST_FUTURES = 100_000  # in 1.7 GB
MOST_SEED = 1_000_000
InEach = dict[str, dict[str, float]]  # by plan: people in work, and tkr saved


def run_futures(arguments: Arguments) -> int:
    began, instance = perf_counter(), checked_instance(arguments)
    check_numbers(arguments)
    check_intervals(instance, arguments)
    answers = requested_plans(arguments, instance)
    for answer in answers.values():
        if answer.solution.plan is None:
            return no_plan(answer, arguments)
    held = {i: hold(answer, arguments.n, arguments.seed) for i, answer in answers.items()}
    stands, evpi = among(list(held.values()))
    by_name = in_each(arguments, answers, chosen_futures(arguments, instance))
    if arguments.json:
        plans = {i: row(answers[i], held, i, each) for i, each in zip(held, stands, strict=True)}
        show({"n": arguments.n, "seed": arguments.seed, "plans": plans, "evpi": evpi,
              "named": {future.id: found for future, found in by_name},
              "seconds": perf_counter() - began})  # fmt: skip
    else:
        print("\n".join(lines(answers, held, stands, evpi, arguments.language)))
        if arguments.named:
            print("\n".join(named_lines(answers, by_name, arguments.language)))
    return exit_code(*answers.values())


def check_numbers(arguments: Arguments, fewest: int = 1) -> None:
    """Raises BadInputError for a number of futures, or a seed, that cannot be used."""
    _ = translator(arguments.language)
    for name, low, high in (("n", fewest, MOST_FUTURES), ("seed", 0, MOST_SEED)):
        text = str(getattr(arguments, name))
        if not text.isdecimal() or not low <= int(text) <= high:
            told = _("Write a whole number from {low} to {high}.").format(low=low, high=high)
            raise refused(arguments, name, told)
        setattr(arguments, name, int(text))


def check_intervals(instance: Instance, arguments: Arguments) -> None:
    """Raises BadInputError for data of which nothing is known to turn out otherwise."""
    if not uncertain_numbers(instance):
        _ = translator(arguments.language)
        message = _(
            "No number has an interval, so that all futures are the same. Write the low and "
            "the high end of effects, and of other numbers with their sources."
        )
        raise refused(arguments, "inputs", message)


def requested_plans(arguments: Arguments, instance: Instance) -> dict[str, Answer]:
    """The scenario, and those it is held against, solved; levers move the first alone."""
    first = requested_scenario(arguments, instance)
    as_shipped = argparse.Namespace(**{**vars(arguments), "set": (), "name": None})
    others = [requested_scenario(as_shipped, instance, name) for name in arguments.plans or ()]
    return {each.id: cross_checked(solve(instance, each)) for each in (first, *others)}


def chosen_futures(arguments: Arguments, instance: Instance) -> tuple[NamedFuture, ...]:
    """The named futures asked for, else the shipped ones that fit the data."""
    for name in arguments.named or ():
        refuse_persons(name, arguments.language)
    try:
        return tuple(map(load, arguments.named)) if arguments.named else fitting(instance)
    except RefusedError as error:
        raise bad_input(error, arguments.language) from error


def row(answer: Answer, held: dict[str, Held], i: str, stands: Standing) -> dict[str, Any]:
    """What is told of a plan; its value is people in work, net, on average over the years."""
    found = sureness(held[i], {j: other for j, other in held.items() if j != i})
    return told.as_json(answer, found) | {
        "in_work": found.value._asdict(),
        "saving": found.level._asdict(),
        "best_share": stands.best_share,
        "expected_loss": stands.expected_loss,
    }


def in_each(
    arguments: Arguments, answers: dict[str, Answer], futures: tuple[NamedFuture, ...]
) -> list[tuple[NamedFuture, InEach]]:
    """What becomes of the plans in each named future. Raises BadInputError for what is refused."""
    try:
        return [(future, in_future(answers, future)) for future in futures]
    except RefusedError as error:
        raise bad_input(error, arguments.language) from error


def named_lines(
    answers: dict[str, Answer], by_name: list[tuple[NamedFuture, InEach]], language: str
) -> list[str]:
    """A line for each named future: people in work with each plan."""
    said = []
    for future, found in by_name:
        values = [
            f"{called.name(answers[i], language)} {words.signed(each['in_work'], 0, language)}"
            for i, each in found.items()
        ]
        said.append(f"{future.name.of(language)}: {words.listed(values, language)}.")
    return said


def in_future(answers: dict[str, Answer], future: NamedFuture) -> InEach:
    """People in work and tkr saved of each plan in a named future."""
    found = {}
    for i, answer in answers.items():
        value = hold_in(named(answer.instance, (future,)), answer)
        found[i] = {"in_work": float(value.value[0]), "saving": float(value.level[0])}
    return found


def lines(
    answers: dict[str, Answer],
    held: dict[str, Held],
    stands: list[Standing],
    evpi: float,
    language: str,
) -> list[str]:
    """A paragraph for each plan, and what it is worth to know which is best."""
    _, said = translator(language), []
    names = {i: called.name(answer, language) for i, answer in answers.items()}
    for (i, answer), stand in zip(answers.items(), stands, strict=True):
        found = sureness(held[i], {j: other for j, other in held.items() if j != i})
        said.append(
            _("{name}: people in work, net, {interval}.").format(
                name=names[i], interval=told.interval(found.value, language)
            )
        )
        others = {j: called.names(other) for j, other in answers.items() if j != i}
        said += told.sentences(answer, told.Certainty(found, others), language)
        if len(answers) > 1:
            said.append(told.standing(stand, language))
        said.append("")
    return [*said, told.worth_of_knowing(evpi, language)] if len(answers) > 1 else said[:-1]


def which(command: argparse.ArgumentParser) -> None:
    """Which plans, in how many futures from which seed."""
    data(command)
    command.add_argument("--scenario", required=True, metavar="NAME_OR_FILE")
    command.add_argument("--set", action="append", metavar="KEY=VALUE", help="a lever")
    command.add_argument("--name", metavar="TEXT", help=argparse.SUPPRESS)
    command.add_argument(
        "--plans", nargs="+", metavar="NAME_OR_FILE", help="held in the same futures"
    )
    command.add_argument("--named", nargs="+", metavar="NAME_OR_FILE", help="named futures")
    command.add_argument("--n", default=FUTURES, metavar="N", help="futures drawn")
    command.add_argument(
        "--seed", default=SEED, metavar="K", help="the same seed, the same futures"
    )


COMMANDS = (Command("futures", run_futures, (which, as_json)),)
