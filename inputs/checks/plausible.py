"""Numbers that are legal and hardly meant: beyond what a column usually holds, or out of scale."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, doubt_at
from inputs.problems import Message, Problem, say
from inputs.schema.tables import SETTINGS, Column
from model.demand_kinds.kinds import KINDS

THOUSAND = 1000
SMALL_SAVING = 1e-4  # of what the counted categories cost
MOST_PREMISES, MOST_FIXED = 300.0, 500.0  # tkr per FTE housed, and per place

CHECK = say("Check the number and its unit.")
KRONER = say("It looks like kroner; the column is in thousands. Divide by 1,000.")
MILLIONS = say("It looks like millions; the column is in thousands. Multiply by 1,000.")
MINUTES = say("It looks like minutes; the column is in hours. Divide by 60.")
DAYS = say("It looks like days; the column is in months. Divide by 30.")
SHARES = say("They look like shares; the column is per 100 participants. Multiply by 100.")

Slip = tuple[
    Callable[[str], bool], float, Message
]  # of which units, the factor, what it looks like
SLIPS: tuple[Slip, ...] = (
    (lambda unit: unit.startswith("tkr"), 1 / THOUSAND, KRONER),
    (lambda unit: unit.startswith("tkr"), THOUSAND, MILLIONS),
    (lambda unit: unit == "hours", 1 / 60, MINUTES),
    (lambda unit: unit == "months", 1 / 30, DAYS),
)


def usual_numbers(records: Records) -> Iterator[Problem]:
    """The numbers beyond what their column usually holds, told once for each column."""
    for rows in records.values():
        columns = rows[0].table.columns.values() if rows else ()
        for column in columns:
            if any(end is not None for end in column.usual):
                yield from _beyond(rows, column.id, column)
    for row in records["settings"]:
        yield from _beyond((row,), "value", SETTINGS[row["setting"]])


def _beyond(rows: Iterable[Record], name: str, column: Column) -> Iterator[Problem]:
    odd = [r for r in rows if isinstance(r[name], int | float) and not _usual(r[name], column)]
    if odd:
        value = odd[0][name]
        told = doubt_at(odd[0], name, quoted(value), _rule(column), _looks_like(value, column))
        yield replace(told, also=tuple(row.at(name) for row in odd[1:]))


def _usual(value: float, column: Column) -> bool:
    """Whether a number is within what the column usually holds; nothing always is."""
    low, high = column.usual
    return not value or ((low is None or value >= low) and (high is None or value <= high))


def _rule(column: Column) -> Message:
    low, high = column.usual
    if low is None:
        return say('"{column}" is hardly ever above {high} ({unit}).',
                   column=column, high=high or 0.0, unit=say(column.unit))  # fmt: skip
    return say('"{column}" is hardly ever outside {low} to {high} ({unit}).',
               column=column, low=low, high=high or 0.0, unit=say(column.unit))  # fmt: skip


def _looks_like(value: float, column: Column) -> Message:
    """The slip of a unit that would explain a number, if one does."""
    for of, factor, remedy in SLIPS:
        if of(column.unit) and _usual(value * factor, column):
            return remedy
    return CHECK


def effects_as_shares(records: Records) -> Iterator[Problem]:
    """Effects that are all below one in a hundred."""
    found = [r for r in records["effects"] if r["effect"]]
    if len(found) > 1 and all(abs(r["effect"]) < 1 for r in found):
        rule = say("No effect is as much as one more job per 100 participants.")
        told = doubt_at(found[0], "effect", quoted(found[0]["effect"]), rule, SHARES)
        yield replace(told, also=tuple(row.at("effect") for row in found[1:]))


def yearly_costs(records: Records) -> dict[str, float]:
    """tkr that a year costs today by category: running costs, wages, premises and benefits."""
    kinds = {r["account"]: r["category"] for r in records["accounts"]}
    cost = dict.fromkeys(("service", "drift", "transfers"), 0.0)
    measures = {r["measure"]: r for r in records["measures"]}
    staff = {r["staff"]: r for r in records["staff_groups"]}
    for row in records["places"]:
        if n := measures.get(row["measure"]):
            cost[kinds.get(n["account"], "drift")] += row["places"] * n["running_cost"]
    for row in records["staff"]:
        if s := staff.get(row["staff"]):
            wage = s["wage"] / (s["fte_per_person"] if s["per"] == "person" else 1)
            cost[kinds.get(s["account"], "service")] += row["fte"] * wage * (1 + s["overhead"])
    for row in records["units"]:
        cost[kinds.get(row["account"], "service")] += row["premises"]
    for row in records["groups"]:
        cost["transfers"] += row["persons"] * row["benefit"]
    return cost


COUNTED = {
    "service": ("service",),
    "service+drift": ("service", "drift"),
    "all": ("service", "drift", "transfers"),
}


def savings_in_scale(records: Records) -> Iterator[Problem]:
    """Demands on money beyond all that there is, or too small to be meant."""
    cost = yearly_costs(records)
    for row in records["demands"]:
        if KINDS[row["kind"]].unit.counted < THOUSAND or not row["bound"]:
            continue
        most = sum(cost[each] for each in COUNTED[row["counts"]])
        if abs(row["bound"]) > most:
            rule = say(
                "What it counts costs {most} thousand kroner a year today.", most=round(most)
            )
            slip = KRONER if abs(row["bound"]) / THOUSAND <= most else CHECK
            yield doubt_at(row, "bound", quoted(row["bound"]), rule, slip)
        elif row["kind"] == "saving" and abs(row["bound"]) < SMALL_SAVING * most:
            rule = say("That is hardly anything of what it counts, {most} thousand kroner a year.",
                       most=round(most))  # fmt: skip
            yield doubt_at(row, "bound", quoted(row["bound"]), rule, MILLIONS)


def bounds_of_kind(records: Records) -> Iterator[Problem]:
    """Bounds that no demand of the kind can have."""
    for row in records["demands"]:
        unit = KINDS[row["kind"]].unit
        if not unit.least <= row["bound"] <= unit.most:
            rule = say("A demand of this kind has a bound from {low} to {high}.",
                       low=unit.least, high=unit.most)  # fmt: skip
            yield doubt_at(row, "bound", quoted(row["bound"]), rule, CHECK)


def running_costs_in_scale(records: Records) -> Iterator[Problem]:
    """Running costs of a measure above all benefits of the citizens it could be for."""
    measures = {r["measure"]: r for r in records["measures"]}
    places: dict[str, float] = {}
    for row in records["places"]:
        places[row["measure"]] = places.get(row["measure"], 0.0) + row["places"]
    benefits = sum(r["persons"] * r["benefit"] for r in records["groups"])
    for name, row in measures.items():
        if not _usual(row["running_cost"], row.table.columns["running_cost"]):
            continue  # told by its column
        if 0 < benefits < places.get(name, 0.0) * row["running_cost"]:
            rule = say("Its places cost more than all benefits, {most} thousand kroner a year.",
                       most=round(benefits))  # fmt: skip
            yield doubt_at(row, "running_cost", quoted(row["running_cost"]), rule, CHECK)


def staff_in_scale(records: Records) -> Iterator[Problem]:
    """More staff than citizens."""
    staff = sum(r["fte"] for r in records["staff"])
    persons = sum(r["persons"] for r in records["groups"])
    largest = max(records["staff"], key=lambda r: float(r["fte"]), default=None)
    if largest and staff > persons:
        rule = say("The staff today is {fte} FTE for {persons} citizens.",
                   fte=round(staff, 1), persons=round(persons))  # fmt: skip
        yield doubt_at(largest, "fte", quoted(largest["fte"]), rule, CHECK)


def fixed_costs_in_scale(records: Records) -> Iterator[Problem]:
    """Premises and fixed costs that are much for those they are for."""
    for table, column, size, most in (
        ("units", "premises", "capacity", MOST_PREMISES),
        ("offers", "fixed_cost", "capacity", MOST_FIXED),
    ):
        for row in records[table]:
            if row[column] > most * max(row[size], 1.0) and row[column] > most * 10:
                rule = say("That is more than {most} thousand kroner for each there is room for.",
                           most=most)  # fmt: skip
                yield doubt_at(row, column, quoted(row[column]), rule, KRONER)


RULES: tuple[Rule, ...] = (
    usual_numbers,
    effects_as_shares,
    savings_in_scale,
    bounds_of_kind,
    running_costs_in_scale,
    staff_in_scale,
    fixed_costs_in_scale,
)
