"""Positions: single employments under a pseudonym, where they stand and that they add up."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.cells import shown
from inputs.problems import Problem, say
from inputs.records import Record, Records, Rule, odd, told

FULL_TIME = 37  # hours a week, by the agreements
APART = 0.05  # FTE between the positions and the staff today that rounding explains


def somewhere(records: Records) -> Iterator[Problem]:
    """A position is in a unit that exists today, among staff that is there today."""
    status = {r["unit"]: r["status"] for r in records["units"]}
    groups, staffed = (
        {r["staff"] for r in records["staff_groups"]},
        {r.key for r in records["staff"]},
    )
    for row in records["positions"]:
        if status.get(row["unit"]) == "candidate":
            yield told(
                row,
                "unit",
                shown(row["unit"]),
                say("The unit does not exist yet, so no position is there today."),
                say("Choose a unit that exists today."),
            )
        elif row["unit"] not in status or row["staff"] not in groups:
            continue  # told by the references
        elif (row["unit"], row["staff"]) not in staffed:
            yield told(
                row,
                "staff",
                shown(f"{row['unit']} / {row['staff']}"),
                say("Staff today has none of this staff group in this unit."),
                say("Correct the position, or add the FTE to today's staff."),
            )


def disagreeing(records: Records) -> Iterator[Problem]:
    """The hours of the positions are the FTE of today's staff."""
    if not records["positions"]:
        return
    hours: dict[tuple[str, str], float] = defaultdict(float)
    for row in records["positions"]:
        hours[row["unit"], row["staff"]] += row["weekly_hours"]
    for row in records["staff"]:
        yield from _apart(row, hours[row["unit"], row["staff"]] / FULL_TIME)


def _apart(row: Record, fte: float) -> Iterator[Problem]:
    if abs(fte - row["fte"]) > APART:
        yield odd(
            row,
            "fte",
            shown(row["fte"]),
            say("The positions here add up to {fte} FTE.", fte=round(fte, 2)),
            say("Correct the FTE, or the positions."),
        )


RULES: tuple[Rule, ...] = (somewhere,)
