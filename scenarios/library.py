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
    Step,
    Structure,
    nearest,
)

FOLDER = Path(__file__).parent / "library"


@cache
def shipped() -> Mapping[str, Scenario]:
    """The shipped scenarios by id, in the order in which they are shown."""
    found = [
        made(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.toml")
    ]
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
    from scenarios import file  # noqa: PLC0415  # records of demands, which a list does not need

    return parse(Path(name).stem, file.parsed_toml(Path(name)))


def parse(name: str, raw: dict[str, Any]) -> Scenario:
    """The scenario in a parsed file. Raises RefusedError with everything that is wrong in it."""
    from scenarios import file  # noqa: PLC0415

    if faults := file.misshapen(raw):
        raise RefusedError(faults, made(name, file.sound(raw)))
    return made(name, raw)


def made(name: str, raw: dict[str, Any]) -> Scenario:
    """The scenario in a parsed file that has been checked."""
    levers = Levers(**raw.get("levers", {}))
    plain = ("locks", "demands", "calendar", "frozen", "place", "decision_of")
    found = Scenario(
        id=name,
        name=Text(**raw.get("name", {"da": name, "en": name})),
        about=Text(**raw.get("about", {"da": "", "en": ""})),
        levers=levers,
        new={i: demand(i, table) for i, table in raw.get("new", {}).items()},
        order=tuple(Priority(**step) for step in raw.get("order", ())) or ORDER,
        structure=structure(raw.get("structure", {})),
        steps={
            i: Step(Text(**row["name"]), row["starts_on"], row["before"])
            for i, row in raw.get("steps", {}).items()
        },
        data={path: None if v == "" else v for path, v in raw.get("data", {}).items()},
        **{key: raw[key] for key in plain if key in raw},
    )
    return found if levers.stop_price is None else found.up_to_price(levers.stop_price)


def demand(name: str, raw: dict[str, Any]) -> Demand:
    """A new demand in a table of its own: kind, sentence, owner, bound and what it is about."""
    read: dict[str, Any] = {"bound": 0.0, **raw}
    read |= {field: Text(**raw[field]) for field in ("sentence", "owner")}
    read |= {field: tuple(raw[field]) for field in FIELDS if field in raw}
    return Demand(id=name, **read)


def structure(raw: dict[str, Any]) -> Structure:
    """Units by what is wanted of them, groups by the units that could be responsible."""
    groups = {name: tuple(units) for name, units in raw.get("groups", {}).items()}
    return Structure(**{**raw, "groups": groups})
