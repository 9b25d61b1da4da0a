"""The commands about demands that clash: conflict, coalitions."""

import argparse
from typing import Any

from commands.command import PLAN, Arguments, Command, as_json, scenario, show
from commands.request import checked_instance, requested_scenario
from model.instance import Instance
from reports.demands import coalitions as demands_coalitions
from reports.demands import conflicts
from reports.demands.conflicts import Price
from scenarios.apply import apply
from scenarios.conflicts import Conflicts
from scenarios.conflicts import conflicts as enumerated
from scenarios.scenario import Scenario
from scenarios.studies import coalitions as study
from scenarios.studies.repairs import Change, Repair, joint_repairs, repairs, solve_repaired


def conflict(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    wanted = requested_scenario(arguments, instance)
    applied = apply(instance, wanted)
    *_, found = enumerated(applied, arguments.seconds)
    repairs_of = [(c, list(repairs(applied, found, c))) for c in found.conflicts]
    joint = list(joint_repairs(applied, found))
    prices = priced_once(instance, wanted, [*(r for _, rs in repairs_of for r in rs), *joint])
    if arguments.json:
        show(as_dict(applied, found, repairs_of, joint, prices))
    else:
        print("\n".join(sentences(applied, found, repairs_of, joint, prices, arguments.language)))
    return PLAN


RepairsByConflict = list[tuple[frozenset[str], list[Repair]]]
Prices = dict[tuple[Change, ...], Price | None]


def priced_once(instance: Instance, wanted: Scenario, found: list[Repair]) -> Prices:
    """The price of every repair; the same one in two conflicts is solved once."""
    whole = {repair.changes: repair for repair in found if not repair.remains}
    return {
        changes: conflicts.price(solve_repaired(instance, wanted, repair))
        for changes, repair in whole.items()
    }


def as_dict(
    applied: Instance,
    found: Conflicts,
    repairs_of: RepairsByConflict,
    joint: list[Repair],
    prices: Prices,
) -> dict[str, Any]:
    """Bounds in the unit of the kind, exits a year, dismissals in persons, saving in tkr a year."""
    return {
        "feasible": found.feasible,
        "conflicts": [
            {
                "demands": [q for q in applied.demands if q in members],
                "repairs": [
                    {**change_as_dict(repair.changes[0]), **price_as_dict(repair, prices)}
                    for repair in ways
                ],
            }
            for members, ways in repairs_of
        ],
        "together": [
            {
                "changes": [change_as_dict(change) for change in repair.changes],
                **price_as_dict(repair, prices),
            }
            for repair in joint
        ],
        "complete": found.complete,
        "seconds": found.seconds,
    }


def change_as_dict(change: Change) -> dict[str, Any]:
    """A demand without a bound goes from "on" to "off"."""
    return {
        "demand": change.demand,
        "from": "on" if change.before is True else change.before,
        "to": "off" if change.to is False else change.to,
    }


def price_as_dict(repair: Repair, prices: Prices) -> dict[str, Any]:
    """Null while conflicts remain."""
    cost = prices.get(repair.changes)
    values = cost._asdict() if cost else dict.fromkeys(Price._fields)
    return {**values, "remains": [sorted(members) for members in repair.remains]}


def sentences(
    applied: Instance,
    found: Conflicts,
    repairs_of: RepairsByConflict,
    joint: list[Repair],
    prices: Prices,
    language: str,
) -> list[str]:
    """The answer in sentences."""
    lines = [conflicts.verdict(found, language)]
    for members, ways in repairs_of:
        lines += ["", conflicts.conflict_sentence(applied.demands, members, language)]
        lines += [line(applied, repair, prices, language) for repair in ways]
    if joint:
        lines += ["", *(line(applied, repair, prices, language) for repair in joint)]
    return lines


def line(applied: Instance, repair: Repair, prices: Prices, language: str) -> str:
    """A repair and what follows from it."""
    cost = prices.get(repair.changes)
    mend = conflicts.repair_sentence(applied.demands, repair.changes, language)
    return f"- {mend} {conflicts.consequence(repair, cost, language)}"


def coalitions(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    applied = apply(instance, requested_scenario(arguments, instance))
    *_, found = study.coalitions(applied, active_only=arguments.active, seconds=arguments.seconds)
    if arguments.json:
        show(demands_coalitions.as_json(found))
    else:
        print("\n".join(demands_coalitions.sentences(found, arguments.language)))
    return PLAN


def active(command: argparse.ArgumentParser) -> None:
    """Whose demands."""
    command.add_argument(
        "--active", action="store_true", help="only demands that hold now, not all of an owner's"
    )


def limit(command: argparse.ArgumentParser) -> None:
    """How long."""
    command.add_argument("--seconds", type=float, default=study.LIMIT, metavar="S")


COMMANDS = (
    Command("conflict", conflict, (scenario, limit, as_json)),
    Command("coalitions", coalitions, (scenario, active, limit, as_json)),
)
