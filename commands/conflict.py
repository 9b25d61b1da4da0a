"""The commands about demands that clash: conflict, coalitions."""

import argparse
from typing import Any, NamedTuple

from commands.command import PLAN, Arguments, Command, as_json, scenario, show
from commands.request import checked_instance, requested_scenario
from model.instance import Instance
from reports.demands import coalitions as demands_coalitions
from reports.demands import conflicts
from reports.demands.conflicts import Price
from scenarios.apply import apply
from scenarios.conflicts import Conflicts
from scenarios.conflicts import conflicts as enumerated
from scenarios.studies import coalitions as study
from scenarios.studies.repairs import Change, Repair, joint_repairs, repairs, solve_repaired


def conflict(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    wanted = requested_scenario(arguments, instance)
    applied = apply(instance, wanted)
    known = known_repairs(applied, arguments.seconds)
    prices = {  # of every whole repair, in the order of their numbers
        repair.changes: conflicts.price(solve_repaired(instance, wanted, repair))
        for repair in known.whole
    }
    if arguments.json:
        show(as_dict(applied, known, prices))
    else:
        print("\n".join(sentences(applied, known, prices, arguments.language)))
    return PLAN


Prices = dict[tuple[Change, ...], Price | None]


class KnownRepairs(NamedTuple):
    """All conflicts, the repairs of each, and those that need several changes."""

    found: Conflicts
    repairs_of: list[tuple[frozenset[str], list[Repair]]]
    joint: list[Repair]

    @property
    def whole(self) -> list[Repair]:
        """Repairs that leave no conflict, each once, in the order of their numbers."""
        every = [*(repair for _, ways in self.repairs_of for repair in ways), *self.joint]
        return list({repair.changes: repair for repair in every if not repair.remains}.values())


def known_repairs(applied: Instance, seconds: float) -> KnownRepairs:
    *_, found = enumerated(applied, seconds)
    repairs_of = [(c, list(repairs(applied, found, c))) for c in found.conflicts]
    return KnownRepairs(found, repairs_of, list(joint_repairs(applied, found)))


def as_dict(applied: Instance, known: KnownRepairs, prices: Prices) -> dict[str, Any]:
    """Bounds in the unit of the kind, exits a year, dismissals in persons, saving in tkr a year."""
    return {
        "feasible": known.found.feasible,
        "conflicts": [
            {
                "demands": [q for q in applied.demands if q in members],
                "repairs": [
                    {**change_as_dict(repair.changes[0]), **price_as_dict(repair, prices)}
                    for repair in ways
                ],
            }
            for members, ways in known.repairs_of
        ],
        "together": [
            {
                "changes": [change_as_dict(change) for change in repair.changes],
                **price_as_dict(repair, prices),
            }
            for repair in known.joint
        ],
        "complete": known.found.complete,
        "seconds": known.found.seconds,
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


def sentences(applied: Instance, known: KnownRepairs, prices: Prices, language: str) -> list[str]:
    lines = [conflicts.verdict(known.found, language)]
    for members, ways in known.repairs_of:
        lines += ["", conflicts.conflict_sentence(applied.demands, members, language)]
        lines += [line(applied, repair, prices, language) for repair in ways]
    if known.joint:
        lines += ["", *(line(applied, repair, prices, language) for repair in known.joint)]
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
