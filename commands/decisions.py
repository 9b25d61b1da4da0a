"""The commands about what futures decide: decisions, information."""

import argparse
from collections.abc import Callable
from time import perf_counter

from commands.alternatives import last
from commands.command import NO_PLAN, PLAN, Arguments, Command, as_json, scenario, show
from commands.futures import check_intervals, check_numbers, requested_plans
from commands.prices import no_plan, searched_answer, searched_on
from commands.request import checked_instance
from locales import translator
from reports.uncertainty import decisions as told
from scenarios.studies import decisions as deciding
from scenarios.studies import information as informing


def run_decisions(arguments: Arguments) -> int:
    began = perf_counter()
    check_numbers(arguments)
    answer = searched_answer(arguments)
    if answer.solution.plan is None:
        return no_plan(answer, arguments)
    check_intervals(answer.instance, arguments)
    found = last(deciding.decisions(answer, arguments.n, arguments.seed))
    if found is None or not found.found:
        return nothing_yet(arguments)
    if arguments.json:
        show({**told.as_json(found), "seed": arguments.seed, "seconds": perf_counter() - began})
    else:
        print("\n".join(told.sentences(found, answer.instance, arguments.language)))
    return PLAN


def run_information(arguments: Arguments) -> int:
    began = perf_counter()
    check_numbers(arguments, informing.FEWEST)
    instance = checked_instance(arguments)
    check_intervals(instance, arguments)
    answer = searched_on(instance, arguments)
    if answer.solution.plan is None:
        return no_plan(answer, arguments)
    others = list(requested_plans(arguments, instance).values())[1:] if arguments.plans else ()
    found = last(informing.information(answer, others, arguments.n, arguments.seed))
    if found is None or not found.plans:
        return nothing_yet(arguments)
    if arguments.json:
        show({**told.information_json(found), "seed": arguments.seed,
              "seconds": perf_counter() - began})  # fmt: skip
    else:
        print("\n".join(told.what_it_hangs_on(found, answer.instance, arguments.language)))
    return PLAN


def nothing_yet(arguments: Arguments) -> int:
    print(translator(arguments.language)("No plan has been found yet."))
    return NO_PLAN


def drawn(number: int) -> Callable[[argparse.ArgumentParser], None]:
    """The arguments about how many futures are drawn from which seed."""

    def takes(command: argparse.ArgumentParser) -> None:
        command.add_argument("--n", default=number, metavar="N", help=f"futures drawn ({number})")
        command.add_argument("--seed", default=1, metavar="K", help="of the futures drawn (1)")

    return takes


def plans(command: argparse.ArgumentParser) -> None:
    """Which plans there are to choose from, besides those that futures ask for."""
    command.add_argument("--plans", nargs="+", metavar="NAME_OR_FILE", help="to choose from too")


COMMANDS = (
    Command("decisions", run_decisions, (scenario, drawn(deciding.DRAWN), as_json)),
    Command("information", run_information, (scenario, plans, drawn(informing.DRAWN), as_json)),
)
