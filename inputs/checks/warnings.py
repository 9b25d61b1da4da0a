"""Warnings: data that is legal but odd. Looked for only when there is no error."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from inputs.checks import by_year, participants, plausible, uncertainty, unmet
from inputs.checks.rules import sound_rows
from inputs.checks.staff import hours_match_staff
from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, warning_at
from inputs.problems import Fault, Place, Problem, problem, say
from inputs.schema.tables import TABLES
from model.evaluation.rules import violations
from model.instance import Instance
from model.plan import baseline

TOLERANCE = 1e-6


def warnings(records: Records) -> Iterator[Problem]:
    """All warnings between rows and tables."""
    filled = sound_rows(records)
    for rule in RULES:
        yield from rule(filled)
    yield from missing_sources(records)


def places_without_effect(records: Records) -> Iterator[Problem]:
    """Places today for a group on which no effect of the measure is known."""
    known = {r.key for r in records["effects"]}
    for row in records["places"]:
        if row["places"] > 0 and (row["measure"], row["group"]) not in known:
            yield warning_at(
                row,
                "measure",
                quoted(f"{row['measure']} / {row['group']}"),
                say("No study has found an effect of this measure on this group; it counts as 0."),
                say("Add a row to the effects, if one is known."),
            )


def unused_measures(records: Records) -> Iterator[Problem]:
    """Measures nobody runs, or that have no effect."""
    offered = {r["measure"] for r in records["offers"]}
    working = {r["measure"] for r in records["effects"]}
    for row in records["measures"]:
        name = row["measure"]
        if name not in offered:
            yield warning_at(
                row,
                "measure",
                quoted(name),
                say("No unit runs this measure, so no plan can use it."),
                say("Add an offer, or delete the measure."),
            )
        elif name not in working:
            yield warning_at(
                row,
                "measure",
                quoted(name),
                say("The measure has no effect on any group."),
                say("Add its effects, if they are known."),
            )


def staff_groups_without_staff(records: Records) -> Iterator[Problem]:
    """Staff groups nobody belongs to."""
    employed = {r["staff"] for r in records["staff"] if r["fte"] > 0}
    for row in records["staff_groups"]:
        if row["staff"] not in employed:
            yield warning_at(
                row,
                "staff",
                quoted(row["staff"]),
                say("Nobody belongs to this staff group today."),
                say("Add its FTE, or delete the group if no plan should hire it."),
            )


def capacity_beyond_people(records: Records) -> Iterator[Problem]:
    """Capacity beyond the people of the groups the measure is for."""
    places = {r["group"]: r["persons"] * (1 + r["exit_rate"]) for r in records["groups"]}
    served = defaultdict(set)
    for row in (*records["effects"], *records["places"]):
        served[row["measure"]].add(row["group"])
    for offer in records["offers"]:
        most = sum(places.get(g, 0.0) for g in served[offer["measure"]])
        if served[offer["measure"]] and offer["capacity"] > most + TOLERANCE:
            yield warning_at(
                offer,
                "capacity",
                quoted(offer["capacity"]),
                say("Places a year that its groups can use: at most {most}.", most=round(most)),
                say("Lower the capacity, or check the number of persons."),
            )


def places_above_limits(records: Records) -> Iterator[Problem]:
    """More places today than a shared limit, another measure or the people allow."""
    today: dict[tuple[str, str], float] = defaultdict(float)
    for row in records["places"]:
        today[row["measure"], row["group"]] += row["places"]
    for pool in records["pools"]:
        groups = pool["groups"] or tuple(r["group"] for r in records["groups"])
        total = sum(today[m, g] for m in pool["measures"] for g in groups)
        yield from _above(pool, "places", total, pool["places"])
    for row in records["alongside"]:
        of = {n: sum(v for (m, _), v in today.items() if m == row[n]) for n in ("measure", "other")}
        yield from _above(row, "ratio", of["measure"], row["ratio"] * of["other"])


def _above(record: Record, column: str, total: float, most: float) -> Iterator[Problem]:
    if total > most + TOLERANCE:
        yield warning_at(
            record,
            column,
            quoted(record[column]),
            say("Places today: {total}. This allows {most}.", total=total, most=most),
            say("Check both numbers; today's practice would break the rule."),
        )


def demands_after_last_year(records: Records) -> Iterator[Problem]:
    """Demands that begin after the last year."""
    last = next(r["value"] for r in records["settings"] if r["setting"] == "last_year")
    for demand in records["demands"]:
        if demand["from_year"] > last:
            yield warning_at(
                demand,
                "from_year",
                say("{year}", year=str(demand["from_year"])),
                say("The data ends in {year}, so the demand never applies.", year=str(last)),
                say("Write an earlier year, or let the data run longer."),
            )


def effects_without_interval(records: Records) -> Iterator[Problem]:
    """Effects without an interval, told once."""
    flat = [r for r in records["effects"] if r["low"] == r["high"] and r["effect"] != 0]
    if flat:
        yield warning_at(
            flat[0],
            "low",
            say("effects without an interval: {count}", count=len(flat)),
            say("An effect is never known exactly."),
            say("Write how low and how high it may be."),
        )


RULES: tuple[Rule, ...] = (
    *plausible.RULES,
    *unmet.RULES,
    *participants.RULES,
    *by_year.DOUBTS,
    *uncertainty.DOUBTS,
    places_above_limits,
    demands_after_last_year,
    places_without_effect,
    unused_measures,
    capacity_beyond_people,
    staff_groups_without_staff,
    effects_without_interval,
    hours_match_staff,
)


def missing_sources(records: Records) -> Iterator[Problem]:
    """Tell missing sources once a table, and every number outside its interval."""
    told = {(r["table"], r["key"], r["column"]): r for r in records["provenance"]}
    for table, rows in records.items():
        without: list[Record] = []
        for record, column in _numbers(rows):
            key = "/".join(map(str, record.key))
            origin = told.get((table, key, column)) or told.get((table, "*", column))
            if origin is None:
                without.append(record)
            else:
                yield from _outside(record, column, origin)
        if without and table != "provenance":
            fault = Fault(
                say("numbers without a source: {count}", count=len(without)),
                say("Every number should tell where it comes from and how sure it is."),
                say('Write it in "{table}".', table=TABLES["provenance"]),
            )
            yield problem(replace(without[0].place, row=None), fault, "warning")


def _numbers(rows: tuple[Record, ...]) -> Iterator[tuple[Record, str]]:
    for record in rows:
        for column, value in record.values.items():
            if isinstance(value, float):
                yield record, column


def _outside(record: Record, column: str, origin: Record) -> Iterator[Problem]:
    low, high = origin["low"], origin["high"]
    value = record[column]
    if (low is not None and value < low) or (high is not None and value > high):
        ends = {"low": "-∞" if low is None else low, "high": "∞" if high is None else high}
        yield warning_at(
            record,
            column,
            quoted(value),
            say("Its own interval goes from {low} to {high}.", **ends),
            say("Correct the number, or the interval of its source."),
        )


SAID = {  # the other rules are told where their numbers stand
    "staff_need": say("more work than staff"),
    "leaders_by_span": say("more staff than the leaders may lead"),
    "leaders_at_least": say("fewer leaders than the unit must have"),
}


def rules_broken_today(instance: Instance, source: Place) -> Iterator[Problem]:
    """One warning for each rule and place that today's practice breaks, in its worst year."""
    worst: dict[tuple[str, tuple[object, ...]], float] = {}
    for broken in violations(instance, baseline(instance)):
        key = broken.rule, broken.where[:-1]
        worst[key] = max(worst.get(key, 0.0), broken.by)
    for (rule, where), by in worst.items():
        if rule not in SAID:
            continue
        at = ", ".join(str(part) for part in where)
        found = say(
            "today's practice, {at}: {what} ({by} FTE)", at=at, what=SAID[rule], by=round(by, 1)
        )
        yield problem(source, Fault(found, MEASURED, MEND), "warning")


MEASURED = say("Every plan is measured against today's practice, and has to mend it first.")
MEND = say("Correct today's staff, places or hours, or accept what it costs.")
