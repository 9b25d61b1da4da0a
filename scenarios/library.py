"""The shipped scenarios: small text files in scenarios/library/, one each."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from model.demand import FIELDS, Demand, Text
from scenarios.scenario import (
    ORDER,
    Fault,
    Levers,
    Priority,
    RefusedError,
    Scenario,
    Structure,
    nearest,
)

FOLDER = Path(__file__).parent / "library"


@cache
def shipped() -> Mapping[str, Scenario]:
    """The shipped scenarios by id, in the order in which they are shown."""
    found = [read(path) for path in FOLDER.glob("*.toml")]
    return {s.id: s for s in sorted(found, key=lambda s: (s.place, s.id))}


def names() -> tuple[str, ...]:
    """Ids of the shipped scenarios, in the order in which they are shown."""
    return tuple(shipped())


def load(name: str) -> Scenario:
    """A shipped scenario by id, or one from a file of the same shape. Raises RefusedError."""
    if name in shipped():
        return shipped()[name]
    if not Path(name).is_file():
        raise RefusedError([Fault("scenario", name, nearest(name, names()))])
    return read(Path(name))


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises RefusedError for what is not one."""
    try:
        return parse(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = Text(
            "Ret filen efter et scenarie i scenarios/library.",
            "Shape the file like one in scenarios/library.",
        )
        raise RefusedError([Fault(path.name, str(error), remedy)]) from error


NUMBER = (int, float)
NOWHERE = ("inf", "-inf", "nan")
VALUES: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "about": (str,),
    "levers": (*NUMBER, str),
    "locks": (str,),
    "demands": NUMBER,  # yes and no are numbers to Python
    "data": NUMBER,
    "structure": (dict,),
}
KNOWN = {*VALUES, "new", "order", "frozen", "place", "decision_of"}


def parse(name: str, raw: dict[str, Any]) -> Scenario:
    """The scenario in a parsed file. Raises ValueError or TypeError where it has another shape."""
    if unknown := sorted(set(raw) - KNOWN):
        raise ValueError(f"{unknown[0]}?")
    for table, kinds in VALUES.items():
        for key, value in raw.get(table, {}).items():
            if not isinstance(value, kinds) or f"{value}" in NOWHERE:
                raise TypeError(f"{table}.{key} = {value}")
    order = tuple(Priority(**step) for step in raw.get("order", ())) or ORDER
    if not all(0 <= step.tolerance < 1 for step in order):
        raise ValueError("order: tolerance")
    plain = ("locks", "demands", "data", "frozen", "place", "decision_of")
    return Scenario(
        id=name,
        name=Text(**raw["name"]),
        about=Text(**raw["about"]),
        levers=Levers(**raw.get("levers", {})),
        new={i: demand(i, table) for i, table in raw.get("new", {}).items()},
        order=order,
        structure=structure(raw.get("structure", {})),
        **{key: raw[key] for key in plain if key in raw},
    )


def demand(name: str, raw: dict[str, Any]) -> Demand:
    """A new demand in a table of its own: kind, sentence, owner, bound and what it is about."""
    read: dict[str, Any] = {"bound": 0.0, **raw}
    if not isinstance(read["bound"], NUMBER) or f"{read['bound']}" in NOWHERE:
        raise TypeError(f"new.{name}.bound = {read['bound']}")
    read |= {field: Text(**raw[field]) for field in ("sentence", "owner")}
    read |= {field: tuple(raw[field]) for field in FIELDS if field in raw}
    return Demand(id=name, **read)


def structure(raw: dict[str, Any]) -> Structure:
    """Units by what is wanted of them, groups by the units that could be responsible.

    Raises TypeError where a group has no list of units.
    """
    groups = raw.get("groups", {})
    for name, among in groups.items():
        if not isinstance(among, list) or not among or not all(isinstance(u, str) for u in among):
            raise TypeError(f"structure.groups.{name} = {among}")
    return Structure(**{**raw, "groups": {name: tuple(units) for name, units in groups.items()}})
