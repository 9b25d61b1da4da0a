"""Seniority, the steps to a notice and new jobs for flex jobbers: sums, orders and circles."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, error_at, warning_at
from inputs.problems import Problem, say

FULL_TIME = 37  # hours a week, by the agreements
APART = 0.05  # FTE between the positions and the staff today that rounding explains


def positions_in_staff(records: Records) -> Iterator[Problem]:
    """A position is in a unit that exists today, among staff that is there today."""
    status = {r["unit"]: r["status"] for r in records["units"]}
    groups, staffed = (
        {r["staff"] for r in records["staff_groups"]},
        {r.key for r in records["staff"]},
    )
    for row in records["positions"]:
        if status.get(row["unit"]) == "candidate":
            yield error_at(
                row,
                "unit",
                quoted(row["unit"]),
                say("The unit does not exist yet, so no position is there today."),
                say("Choose a unit that exists today."),
            )
        elif row["unit"] not in status or row["staff"] not in groups:
            continue  # told by the references
        elif (row["unit"], row["staff"]) not in staffed:
            yield error_at(
                row,
                "staff",
                quoted(f"{row['unit']} / {row['staff']}"),
                say("Staff today has none of this staff group in this unit."),
                say("Correct the position, or add the FTE to today's staff."),
            )


def hours_match_staff(records: Records) -> Iterator[Problem]:
    """The hours of the positions are the FTE of today's staff."""
    if not records["positions"]:
        return
    hours: dict[tuple[str, str], float] = defaultdict(float)
    for row in records["positions"]:
        hours[row["unit"], row["staff"]] += row["weekly_hours"]
    for row in records["staff"]:
        yield from _difference(row, hours[row["unit"], row["staff"]] / FULL_TIME)


def _difference(row: Record, fte: float) -> Iterator[Problem]:
    if abs(fte - row["fte"]) > APART:
        yield warning_at(
            row,
            "fte",
            quoted(row["fte"]),
            say("The positions here add up to {fte} FTE.", fte=round(fte, 2)),
            say("Correct the FTE, or the positions."),
        )


POSITION_RULES: tuple[Rule, ...] = (positions_in_staff,)


TOLERANCE = 5e-4  # of shares that should add up to one


def seniority_shares(records: Records) -> Iterator[Problem]:
    """The bands of a staff group are the whole group."""
    bands: dict[str, list[Record]] = defaultdict(list)
    for row in records["seniority"]:
        bands[row["staff"]].append(row)
    for rows in bands.values():
        total = sum(row["share"] for row in rows)
        if abs(total - 1) > TOLERANCE:
            yield error_at(
                rows[0],
                "share",
                say("shares that add up to {total}", total=total),
                say("The shares have to add up to 1."),
                say("Correct the shares, or write them with more decimals."),
            )


def process_cycles(records: Records) -> Iterator[Problem]:
    """No step waits for itself."""
    after = {row["step"]: tuple(row["after"]) for row in records["process"]}
    for row in records["process"]:
        behind, found = list(row["after"]), set()
        while behind:
            step = behind.pop()
            if step not in found:
                found.add(step)
                behind += after.get(step, ())
        if row["step"] in found:
            yield error_at(
                row,
                "after",
                quoted(" ".join(row["after"])),
                say("The step would wait for itself."),
                say("Delete the step that comes later."),
            )


RULES: tuple[Rule, ...] = (seniority_shares, process_cycles)
