"""Today's practice must be possible: it is what every plan is measured against."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from inputs.parsing.cells import shown
from inputs.parsing.records import Record, Records, Rule, told
from inputs.problems import Problem, say

TOLERANCE = 1e-6


def places(records: Records) -> Iterator[Problem]:
    """Today's places stand in offers that exist today and can hold them."""
    total: dict[tuple[Any, ...], float] = defaultdict(float)
    for row in records["places"]:
        total[row["measure"], row["unit"]] += row["places"]
    for offer in records["offers"]:
        today = total[offer.key]
        if today and offer["status"] != "today":
            yield told(
                offer,
                "status",
                shown(offer["status"]),
                say("There are {places} places today, so the offer exists today.", places=today),
                say('Write "today", or delete the places of today.'),
            )
        yield from _room(offer, today)


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


def runs(records: Records) -> Iterator[Problem]:
    """What is run today is run by a unit that exists today, and nothing by a fixed one."""
    known = {r["unit"]: r["status"] for r in records["units"]}
    for offer in records["offers"]:
        status = known.get(offer["unit"], "today")
        if status == "fixed" or (status == "candidate" and offer["status"] == "today"):
            yield told(
                offer,
                "unit",
                shown(offer["unit"]),
                say('The unit has the status "{status}" and runs no measure today.', status=status),
                say("Choose a unit that exists today."),
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


RULES: tuple[Rule, ...] = (places, runs, units)
