"""The command about the plan that holds in many futures: robust."""

import argparse
from time import perf_counter

from commands.alternatives import last
from commands.command import (
    NO_PLAN,
    Arguments,
    BadInputError,
    Command,
    as_json,
    scenario,
    show,
)
from commands.futures import check_intervals, check_numbers, chosen_futures
from commands.prices import no_plan, searched_answer, seconds
from commands.request import bad_input, exit_code, refused
from locales import translator
from model.instance import Instance
from reports.uncertainty import robust as told
from scenarios.named_futures import NamedFuture, known_factors
from scenarios.scenario import RefusedError
from scenarios.solve import Answer
from scenarios.studies.robust import DRAWN, RULES, SEED, Asked, Robust, robust

NUMBERS = {"beta": (0.0, 0.99), "weight": (0.0, 1.0), "budget": (0.0, 1000.0)}


def run_robust(arguments: Arguments) -> int:
    began = perf_counter()
    drawn = arguments.n is not None
    arguments.n = arguments.n or DRAWN
    check_numbers(arguments)
    check_rule(arguments)
    answer = searched_answer(arguments)
    if answer.solution.plan is None:
        return no_plan(answer, arguments)
    check_data(answer.instance, arguments)
    by_name = chosen_futures(arguments, answer.instance) if named_only(arguments, drawn) else ()
    found = solved(answer, asked(arguments, by_name), arguments)
    if found is None or found.answer is None:
        print(translator(arguments.language)("No plan has been found yet."))
        return NO_PLAN
    names = [each.name.of(arguments.language) for each in by_name]
    if found.answer.solution.plan is None:
        return no_plan(found.answer, arguments)
    if arguments.json:
        show({**told.as_json(found, [each.id for each in by_name]),
              "seconds": perf_counter() - began})  # fmt: skip
    else:
        print("\n".join(told.sentences(found, names, arguments.language)))
    return exit_code(found.answer)


def named_only(arguments: Arguments, drawn: bool) -> bool:  # noqa: FBT001
    """Whether named futures are meant: those asked for; for regret the shipped ones too."""
    return bool(arguments.named) or (arguments.rule == "regret" and not drawn)


def solved(answer: Answer, wanted: Asked, arguments: Arguments) -> Robust | None:
    """The robust plan; raises BadInputError where the data lack what a future moves."""
    try:
        return last(robust(answer, wanted, arguments.seconds))
    except RefusedError as error:
        raise bad_input(error, arguments.language) from error


def asked(arguments: Arguments, by_name: tuple[NamedFuture, ...]) -> Asked:
    numbers = {name: getattr(arguments, name) for name in NUMBERS}
    return Asked(arguments.rule, **numbers, named=by_name, n=arguments.n, seed=arguments.seed)


def check_data(instance: Instance, arguments: Arguments) -> None:
    """Raises BadInputError for data that have nothing of what the rule is about."""
    check_intervals(instance, arguments)
    if arguments.rule == "gamma" and not known_factors(instance):
        _ = translator(arguments.language)
        message = _(
            "No number shares a factor with others. Fill in the table of factors, or choose "
            "another rule."
        )
        raise refused(arguments, "inputs", message)


def check_rule(arguments: Arguments) -> None:
    """Raises BadInputError for a number of the rule beyond its range."""
    _ = translator(arguments.language)
    for name, (low, high) in NUMBERS.items():
        value = getattr(arguments, name)
        if not low <= value <= high:
            message = _("--{name} {value}: write a number from {low} to {high}.")
            raise BadInputError(
                message.format(name=name, value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")
            )


def takes(command: argparse.ArgumentParser) -> None:
    """Which rule, with its numbers, over which futures."""
    command.add_argument("--rule", required=True, choices=RULES)
    for name, default, about in (
        ("beta", 0.9, "cvar: the mean of the worst 1 - beta of the futures"),
        ("weight", 1.0, "cvar: of that mean, against the mean of all"),
        ("budget", 2.0, "gamma: so many shared factors at their bad end"),
    ):
        command.add_argument(
            f"--{name}", type=float, default=default, help=f"{about} ({default:g})"
        )
    command.add_argument("--named", nargs="+", metavar="NAME_OR_FILE", help="named futures")
    command.add_argument("--n", metavar="N", help="futures drawn")
    command.add_argument("--seed", default=SEED, metavar="K", help="of the futures drawn")


COMMANDS = (Command("robust", run_robust, (scenario, takes, as_json, seconds)),)
