"""The commands about more than one plan: compare and sweep."""

import argparse

from commands import interrupt
from commands.command import NO_PLAN, PLAN, Arguments, Command, as_json, data, named, scenario, show
from commands.request import bad_input, checked_instance, exit_code, requested_scenario
from model.instance import Instance
from reports.comparison import tables as comparison_tables
from reports.tradeoffs import sweep as tradeoffs_sweep
from scenarios.cross_check import cross_checked
from scenarios.scenario import RefusedError, Scenario
from scenarios.solve import solve
from scenarios.studies.compare import check_number, compare
from scenarios.studies.sweep import Stop, between, stops, sweep


def compare_scenarios(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    asked = scenarios_in_order(arguments, instance)
    answers = [cross_checked(solve(instance, each)) for each in asked]
    found = compare(answers)
    if arguments.json:
        show(comparison_tables.as_json(answers, found))
    else:
        print("\n".join(comparison_tables.lines(answers, found, arguments.language)))
    return exit_code(*answers)


def scenarios_in_order(arguments: Arguments, instance: Instance) -> list[Scenario]:
    """The scenarios in the order given, the levers moved in the last of them."""
    try:
        check_number(len(arguments.scenarios))
    except RefusedError as error:
        raise bad_input(error, arguments.language) from error
    *others, last = arguments.scenarios
    as_shipped = argparse.Namespace(**{**vars(arguments), "set": (), "name": None})
    moved = requested_scenario(arguments, instance, last)
    return [*(requested_scenario(as_shipped, instance, name) for name in others), moved]


def run_sweep(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    asked, language = requested_stops(arguments, instance), arguments.language
    points = []
    with interrupt.cutting_short():
        for point in sweep(instance, asked):
            points.append(point)
            if not arguments.json:
                print(tradeoffs_sweep.sentence(point, arguments.lever, language), flush=True)
    if arguments.json:
        rows = [tradeoffs_sweep.row(point) for point in points]
        show({"scenario": arguments.scenario, "lever": arguments.lever, "points": rows})
    return PLAN if any(point.answer.solution.outcome for point in points) else NO_PLAN


def requested_stops(arguments: Arguments, instance: Instance) -> tuple[Stop, ...]:
    """Where the lever is to stand."""
    found = requested_scenario(arguments, instance)
    try:
        return stops(found, instance, arguments.lever, values(arguments))
    except RefusedError as error:
        raise bad_input(error, arguments.language) from error


def values(arguments: Arguments) -> tuple[str, ...]:
    """The values listed, or those from one number to another."""
    if arguments.values is not None:
        return tuple(arguments.values.replace(";", ",").split(","))
    return between(arguments.first, arguments.last, arguments.steps)


def two_to_four(command: argparse.ArgumentParser) -> None:
    """Which scenarios, and the levers of the last."""
    data(command)
    command.add_argument("scenarios", nargs="+", metavar="NAME_OR_FILE")
    moved = "a lever of the last scenario named"
    command.add_argument("--set", action="append", metavar="KEY=VALUE", help=moved)
    named(command)


def steps(command: argparse.ArgumentParser) -> None:
    """Which lever or number, and where it is to stand."""
    number = "a lever, or a number of the data such as groups.KAP.caseload"
    command.add_argument("--lever", required=True, metavar="KEY", help=number)
    command.add_argument("--values", metavar="A,B,C", help="every value, with a decimal point")
    command.add_argument("--from", dest="first", type=float, default=float("nan"), metavar="A")
    command.add_argument("--to", dest="last", type=float, default=float("nan"), metavar="B")
    command.add_argument("--steps", type=int, default=11, metavar="N")


COMMANDS = (
    Command("compare", compare_scenarios, (two_to_four, as_json)),
    Command("sweep", run_sweep, (scenario, steps, as_json)),
)
