"""Seniority, the steps to a notice and new jobs for flex jobbers: sums, orders and circles."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.cells import shown
from inputs.problems import Problem, say
from inputs.records import Record, Records, Rule, told

TOLERANCE = 5e-4  # of shares that should add up to one
CHANCES = ("chance_low", "chance", "chance_high")
HELPED = ("helped_low", "helped", "helped_high")


def seniority(records: Records) -> Iterator[Problem]:
    """The bands of a staff group are the whole group."""
    bands: dict[str, list[Record]] = defaultdict(list)
    for row in records["seniority"]:
        bands[row["staff"]].append(row)
    for rows in bands.values():
        total = sum(row["share"] for row in rows)
        if abs(total - 1) > TOLERANCE:
            yield told(
                rows[0],
                "share",
                say("shares that add up to {total}", total=total),
                say("The shares have to add up to 1."),
                say("Correct the shares, or write them with more decimals."),
            )


def circles(records: Records) -> Iterator[Problem]:
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
            yield told(
                row,
                "after",
                shown(" ".join(row["after"])),
                say("The step would wait for itself."),
                say("Delete the step that comes later."),
            )


def chances(records: Records) -> Iterator[Problem]:
    """Low is not above the chance, nor the chance above high."""
    for row in records["reemployment"]:
        for low, middle, high in (CHANCES, HELPED):
            values = {"low": row[low], "effect": row[middle], "high": row[high]}
            if not values["low"] <= values["effect"] <= values["high"]:
                yield told(
                    row,
                    middle,
                    say("{low} - {effect} - {high}", **values),
                    say("The order has to be low, effect, high."),
                    say("Swap the numbers, or correct the one that is wrong."),
                )


RULES: tuple[Rule, ...] = (seniority, circles, chances)
