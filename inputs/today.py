"""Today's practice must be possible: it is what every plan is measured against."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from inputs.cells import shown
from inputs.problems import Problem, say
from inputs.records import Record, Records, Rule, told
from inputs.tables import TABLES

TOLERANCE = 1e-6


def places(records: Records) -> Iterator[Problem]:
    """Today's places have an offer that exists today and can hold them."""
    offers = {r.key: r for r in records["offers"]}
    total: dict[tuple[Any, ...], float] = defaultdict(float)
    for row in records["places"]:
        pair = (row["measure"], row["unit"])
        total[pair] += row["places"]
        if pair not in offers or offers[pair]["status"] != "today":
            yield told(
                row,
                "measure",
                shown(" / ".join(pair)),
                say('Places today need an offer with status "today" of the same measure and unit.'),
                say('Add it to "{table}", or delete the row.', table=TABLES["offers"]),
            )
    for pair, offer in offers.items():
        yield from _room(offer, total[pair])


def _room(offer: Record, today: float) -> Iterator[Problem]:
    if today > offer["capacity"] + TOLERANCE:
        yield told(
            offer,
            "capacity",
            shown(offer["capacity"]),
            say(
                "There are {places} places today; the offer must have room for them.", places=today
            ),
            say("Raise the capacity, or correct today's places."),
        )
    if 0 < today < offer["minimum"] - TOLERANCE:
        yield told(
            offer,
            "minimum",
            shown(offer["minimum"]),
            say("There are {places} places today, fewer than the smallest size.", places=today),
            say("Lower the smallest size, or correct today's places."),
        )


def units(records: Records) -> Iterator[Problem]:
    """Who is responsible or employs staff today exists today, and has room."""
    known = {r["unit"]: r for r in records["units"]}
    for row in (*records["groups"], *records["eligible"]):
        status = known[row["unit"]]["status"] if row["unit"] in known else "today"
        if status == "fixed" or (status == "candidate" and row.table.id == "groups"):
            yield told(
                row,
                "unit",
                shown(row["unit"]),
                say('The unit has the status "{status}" and cannot be responsible.', status=status),
                say("Choose a unit that exists today."),
            )
    fte: dict[str, float] = defaultdict(float)
    for row in records["staff"]:
        fte[row["unit"]] += row["fte"]
    for name, unit in known.items():
        room = 0.0 if unit["status"] == "candidate" else unit["capacity"]
        if unit["status"] != "fixed" and fte[name] > room + TOLERANCE:
            yield told(
                unit,
                "capacity",
                shown(room),
                say("The staff today is {fte} FTE; the unit must have room for it.", fte=fte[name]),
                say("Raise the capacity, or correct today's staff."),
            )


RULES: tuple[Rule, ...] = (places, units)
