"""Which units there could be and whom each could be responsible for, as a scenario says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from model.demand import Demand, Text
from model.instance import Instance
from scenarios.main_groups import main_names
from scenarios.scenario import Scenario, Shape, Structure

SCENARIO_OWNER = Text("Scenariet", "The scenario")
KINDS: dict[Shape, str] = {"open": "keep_unit", "closed": "close_unit"}
SENTENCES = {
    "open": Text("{it} skal være en enhed", "{it} must be a unit"),
    "closed": Text("{it} skal nedlægges", "{it} must close"),
}
PARTS = Text(
    "Alle målgrupper under {main} har samme ansvarlige enhed",
    "All target groups of {main} have the same responsible unit",
)


def shape(instance: Instance, scenario: Scenario) -> Instance:
    """The instance with only the units, responsibilities and moves that the scenario frees."""
    freedom = scenario.levers.structure
    if freedom == "free":
        return instance
    return within(instance, scenario.structure if freedom == "scenario" else Structure())


def within(instance: Instance, structure: Structure) -> Instance:
    """Today's units and those that the structure names; only the named take part."""
    units = {
        u: v for u, v in instance.units.items() if v.status != "candidate" or u in structure.units
    }
    stays = {
        o: v if o[1] in structure.units else v._replace(move_cost=None)
        for o, v in instance.offers.items()
        if o[1] in units
    }
    return replace(
        instance, units=units, offers=stays, eligible_units=eligible(instance, structure)
    )


def eligible(instance: Instance, structure: Structure) -> frozenset[tuple[str, str]]:
    """Groups and the units that could be responsible; the last of the structure's lines decides."""
    units: dict[str, tuple[str, ...]] = {g: (v.unit,) for g, v in instance.groups.items()}
    for name, among in structure.groups.items():
        units |= dict.fromkeys(named(instance, name), among)
    return frozenset((g, u) for g, among in units.items() for u in among)


def named(instance: Instance, name: str) -> tuple[str, ...]:
    """The groups that a line of a structure is about: an id, a main group, a tag, or all."""
    return instance.groups_in(() if name == "all" else (name,))


def pins(instance: Instance, scenario: Scenario) -> dict[str, Demand]:
    """Demands: each unit that the scenario wants open or closed, and the parts of main groups.

    They are what the scenario asks about, so that nothing of it can be negotiated away.
    """
    found = parts(instance)
    if scenario.levers.structure == "scenario":
        for u, wanted in scenario.structure.units.items():
            if wanted in KINDS:
                sentence = SENTENCES[wanted].format(it=instance.units[u].name)
                found[f"UNIT-{u}"] = fixed(f"UNIT-{u}", sentence, KINDS[wanted], units=(u,))
    return found


def parts(instance: Instance) -> dict[str, Demand]:
    """A demand for each main group that has one unit today and could be torn apart."""
    found = {}
    for main, name in main_names(instance).items():
        members = tuple(g for g, group in instance.groups.items() if group.main == main)
        choices = {u for g, u in instance.eligible_units if g in members}
        if len({instance.groups[g].unit for g in members}) == 1 < min(len(choices), len(members)):
            sentence = PARTS.format(main=name)
            found[f"PARTS-{main}"] = fixed(f"PARTS-{main}", sentence, "together", groups=members)
    return found


def fixed(name: str, sentence: Text, kind: str, **about: Any) -> Demand:
    """A demand of the scenario that nobody can negotiate."""
    return Demand(name, sentence, SCENARIO_OWNER, kind, 0.0, negotiable=False, **about)


def group_names(instance: Instance) -> list[str]:
    """What a line of a structure may call groups: "all", ids, main groups and tags."""
    groups = instance.groups.values()
    return [
        "all",
        *instance.groups,
        *(group.main for group in groups),
        *(t for g in groups for t in g.tags),
    ]


def unable(structure: Structure, instance: Instance) -> Iterator[tuple[str, str, Text]]:
    """Place, found and remedy of units that could not be responsible."""
    known = group_names(instance)
    for name, among in structure.groups.items():
        groups = named(instance, name) if name in known else ()
        for u in among:
            if wrong := [g for g in groups if (g, u) not in instance.eligible_units]:
                place = f"structure.groups.{name}"
                yield place, f"{', '.join(wrong)}: {u}", could_serve(instance, wrong)


def could_serve(instance: Instance, groups: Sequence[str]) -> Text:
    """Which units the data say could be responsible for all of some groups."""
    units = ", ".join(
        u for u in instance.units if all((g, u) in instance.eligible_units for g in groups)
    )
    add = ("tilføj enheden i arket Mulige enheder", "add the unit in the sheet Eligible units")
    if not units:
        return Text(f"{add[0].capitalize()}.", f"{add[1].capitalize()}.")
    return Text(f"Vælg blandt {units}, eller {add[0]}.", f"Choose among {units}, or {add[1]}.")
