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
    found, repairs_of, joint = known_repairs(applied, arguments.seconds)
    prices = priced_once(instance, wanted, whole_repairs(repairs_of, joint))
    if arguments.json:
        show(as_dict(applied, found, repairs_of, joint, prices))
    else:
        print("\n".join(sentences(applied, found, repairs_of, joint, prices, arguments.language)))
    return PLAN


RepairsByConflict = list[tuple[frozenset[str], list[Repair]]]
Prices = dict[tuple[Change, ...], Price | None]


def known_repairs(
    applied: Instance, seconds: float
) -> tuple[Conflicts, RepairsByConflict, list[Repair]]:
    """All conflicts, the repairs of each, and those that need several changes."""
    *_, found = enumerated(applied, seconds)
    repairs_of = [(c, list(repairs(applied, found, c))) for c in found.conflicts]
    return found, repairs_of, list(joint_repairs(applied, found))


def whole_repairs(repairs_of: RepairsByConflict, joint: list[Repair]) -> list[Repair]:
    """Repairs that leave no conflict, each once, in the order of their numbers."""
    found = [*(repair for _, ways in repairs_of for repair in ways), *joint]
    return list({repair.changes: repair for repair in found if not repair.remains}.values())


def priced_once(instance: Instance, wanted: Scenario, found: list[Repair]) -> Prices:
    """The price of every repair, in the order of their numbers."""
    return {
        repair.changes: conflicts.price(solve_repaired(instance, wanted, repair))
        for repair in found
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
    """Null while conflicts remain; `number` is what `report --repair` takes."""
    cost = prices.get(repair.changes)
    values = cost._asdict() if cost else dict.fromkeys(Price._fields)
    return {
        "number": number_of(repair, prices),
        **values,
        "remains": [sorted(members) for members in repair.remains],
    }


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
    """A repair with its number, and what follows from it."""
    cost = prices.get(repair.changes)
    mend = conflicts.repair_sentence(applied.demands, repair.changes, language)
    number = number_of(repair, prices)
    mark = "-" if number is None else f"{number}."
    return f"{mark} {mend} {conflicts.consequence(repair, cost, language)}"


def number_of(repair: Repair, prices: Prices) -> int | None:
    """The number of a repair that leaves no conflict."""
    return [*prices].index(repair.changes) + 1 if repair.changes in prices else None


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
