"""Today's practice must be possible: it is what every plan is measured against."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, error_at
from inputs.problems import Problem, say

TOLERANCE = 1e-6


def places_have_room(records: Records) -> Iterator[Problem]:
    """Today's places stand in offers that exist today and can hold them."""
    total: dict[tuple[Any, ...], float] = defaultdict(float)
    for row in records["places"]:
        total[row["measure"], row["unit"]] += row["places"]
    for offer in records["offers"]:
        today = total[offer.key]
        if today and offer["status"] != "today":
            yield error_at(
                offer,
                "status",
                quoted(offer["status"]),
                say("Places today: {places}, so the offer exists today.", places=today),
                say('Write "today", or delete the places of today.'),
            )
        yield from _places_within_offer(offer, today)


def _places_within_offer(offer: Record, today: float) -> Iterator[Problem]:
    if today > offer["capacity"] + TOLERANCE:
        yield error_at(
            offer,
            "capacity",
            quoted(offer["capacity"]),
            say("Places today: {places}. The offer must have room for them.", places=today),
            say("Raise the capacity, or correct today's places."),
        )
    if 0 < today < offer["minimum"] - TOLERANCE:
        yield error_at(
            offer,
            "minimum",
            quoted(offer["minimum"]),
            say("Places today: {places}, fewer than the smallest size.", places=today),
            say("Lower the smallest size, or correct today's places."),
        )


def offers_in_open_units(records: Records) -> Iterator[Problem]:
    """What is run today is run by a unit that exists today, and nothing by a fixed one."""
    known = {r["unit"]: r["status"] for r in records["units"]}
    for offer in records["offers"]:
        status = known.get(offer["unit"], "today")
        if status == "fixed" or (status == "candidate" and offer["status"] == "today"):
            yield error_at(
                offer,
                "unit",
                quoted(offer["unit"]),
                say('The unit has the status "{status}" and runs no measure today.', status=status),
                say("Choose a unit that exists today."),
            )


def units_house_staff(records: Records) -> Iterator[Problem]:
    """Who is responsible or employs staff today exists today, and has room."""
    known = {r["unit"]: r for r in records["units"]}
    for row in (*records["groups"], *records["eligible"]):
        status = known[row["unit"]]["status"] if row["unit"] in known else "today"
        if status == "fixed" or (status == "candidate" and row.table.id == "groups"):
            yield error_at(
                row,
                "unit",
                quoted(row["unit"]),
                say('The unit has the status "{status}" and cannot be responsible.', status=status),
                say("Choose a unit that exists today."),
            )
    fte: dict[str, float] = defaultdict(float)
    for row in records["staff"]:
        fte[row["unit"]] += row["fte"]
    for name, unit in known.items():
        room = 0.0 if unit["status"] == "candidate" else unit["capacity"]
        if unit["status"] != "fixed" and fte[name] > room + TOLERANCE:
            yield error_at(
                unit,
                "capacity",
                quoted(room),
                say("The staff today is {fte} FTE; the unit must have room for it.", fte=fte[name]),
                say("Raise the capacity, or correct today's staff."),
            )


RULES: tuple[Rule, ...] = (places_have_room, offers_in_open_units, units_house_staff)
