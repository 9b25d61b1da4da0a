"""Errors that no cell shows alone: keys, references, sums, orders. Each rule is one function.

Keys and references are looked up among all rows; the other rules see only the rows that are
sound in themselves, blanks filled in, so that one slip is told once.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from inputs.checks import baseline, by_year, calendar, staff, uncertainty
from inputs.checks.references import references
from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, error_at
from inputs.problems import Problem, say
from inputs.schema import blanks
from inputs.schema.tables import TABLES

MOST_YEARS = 20


def errors(records: Records) -> Iterator[Problem]:
    """All errors between cells, rows and tables."""
    yield from references(records)
    whole = sound_rows(records)
    for rule in RULES:
        yield from rule(whole)


def sound_rows(records: Records) -> Records:
    """The rows without a fault of their own, blanks filled in."""
    whole = {t: [r for r in rows if not r.faulty] for t, rows in records.items()}
    measures = {r["measure"]: r.values for r in whole["measures"]}
    return {
        t: tuple(
            replace(r, values=blanks.fill_row(r.values, r.table.columns, measures)) for r in rows
        )
        for t, rows in whole.items()
    }


def year_range(records: Records) -> Iterator[Problem]:
    """The last year is not before the first, nor so late that no plan is found in time."""
    given = {r["setting"]: r for r in records["settings"]}
    first, last = given.get("first_year"), given.get("last_year")
    if first and last and last["value"] < first["value"]:
        yield error_at(
            last,
            "value",
            say("{year}", year=str(last["value"])),
            say("The last year cannot be before the first, {year}.", year=str(first["value"])),
            say("Write the same year or a later one."),
        )
    if first and last and last["value"] - first["value"] >= MOST_YEARS:
        yield error_at(
            last,
            "value",
            say("{year}", year=str(last["value"])),
            say("A plan can cover {most} years at most.", most=MOST_YEARS),
            say("Write an earlier year."),
        )


def years_that_count(records: Records) -> Iterator[Problem]:
    """Some year of the data counts in the criterion of people in work."""
    given = {r["setting"]: r for r in records["settings"]}
    since, until = given.get("in_work_from"), given.get("in_work_to")
    first, last = (given[name]["value"] if name in given else None for name in YEARS)
    ends = (
        (since, since and last and since["value"] > last),
        (until, until and first and until["value"] < first),
        (until, since and until and until["value"] < since["value"]),
    )
    for row, none in ends:
        if row and none:
            year = say("{year}", year=str(row["value"]))
            yield error_at(row, "value", year, NONE_COUNTS, say("Write a year of the data."))
            return


YEARS = ("first_year", "last_year")
NONE_COUNTS = say("At least one year of the data counts in the criterion of people in work.")


def refund_ladder(records: Records) -> Iterator[Problem]:
    """The refund ladder starts in week 1, and every group has a share for each step."""
    steps = records["refund_ladder"]
    first = min(steps, key=lambda r: int(r["from_week"]), default=None)
    if first and first["from_week"] != 1:
        yield error_at(
            first,
            "from_week",
            quoted(first["from_week"]),
            say("The first step of the ladder starts in week 1."),
            say("Write 1, or add the step that starts there."),
        )
    for group in records["groups"]:
        if len(group["steps"]) != max(len(steps), 1):
            yield error_at(
                group,
                "steps",
                say("shares: {count}", count=len(group["steps"])),
                say(
                    "Each step of the ladder has its share; the number of steps: {count}.",
                    count=max(len(steps), 1),
                ),
                say("Write as many shares as there are steps."),
            )


def effect_segments(records: Records) -> Iterator[Problem]:
    """Effects fall, and only the last segment is without an end."""
    rows = sorted(records["segments"], key=lambda r: int(r["segment"]))
    for before, row in pairwise(rows):
        if row["factor"] > before["factor"]:
            yield error_at(
                row,
                "factor",
                quoted(row["factor"]),
                say("The factor must not rise from one segment to the next."),
                say("Write {factor} or less.", factor=before["factor"]),
            )
        if before["width"] is None:
            yield error_at(
                before,
                "width",
                say("blank"),
                say("Only the last segment can be without a width."),
                say("Write the width, or delete the segments after it."),
            )


def offer_sizes(records: Records) -> Iterator[Problem]:
    """An offer's smallest size is not above its largest."""
    for offer in records["offers"]:
        if offer["minimum"] > offer["capacity"]:
            yield error_at(
                offer,
                "minimum",
                quoted(offer["minimum"]),
                say(
                    "The smallest size cannot be above the capacity, {most}.",
                    most=offer["capacity"],
                ),
                say("Lower it, or raise the capacity."),
            )


ROUNDING = 1e-6  # places


def contracts_within_places(records: Records) -> Iterator[Problem]:
    """No more places under contract than a measure has today."""
    for measure in {row["measure"] for row in records["contracts"]}:
        bought = [row for row in records["contracts"] if row["measure"] == measure]
        today = sum(r["places"] for r in records["places"] if r["measure"] == measure)
        if sum(row["places"] for row in bought) > today + ROUNDING:
            yield error_at(
                bought[0],
                "places",
                quoted(bought[0]["places"]),
                say("Its contracts have more places than the {n} of today.", n=today),
                say("Write the places that are used today."),
            )


INTERVALS = (
    ("effects", "low", "effect", "high"),
    ("groups", "casework_effect_low", "casework_effect", "casework_effect_high"),
    ("reemployment", "chance_low", "chance", "chance_high"),
    ("reemployment", "helped_low", "helped", "helped_high"),
)


def ordered_intervals(records: Records) -> Iterator[Problem]:
    """Low is not above the number, nor the number above high."""
    for table, low, middle, high in INTERVALS:
        for row in records[table]:
            values = {"low": row[low], "effect": row[middle], "high": row[high]}
            given = [value for value in values.values() if value is not None]
            if given != sorted(given):
                yield error_at(
                    row,
                    middle,
                    say("{low} - {effect} - {high}", **values),
                    say("The order has to be low, effect, high."),
                    say("Swap the numbers, or correct the one that is wrong."),
                )
    for row in records["provenance"]:
        if None not in (row["low"], row["high"]) and row["low"] > row["high"]:
            yield error_at(
                row,
                "low",
                say("{low} - {high}", **_of(row, "low", "high")),
                say("The low value cannot be above the high one."),
                say("Swap the two."),
            )


def _of(record: Record, *columns: str) -> dict[str, float]:
    return {column: float(record[column]) for column in columns}


def paired_with_itself(records: Records) -> Iterator[Problem]:
    """Nothing is given alongside, retrained to or substituted by itself."""
    for table, other in (("alongside", "other"), ("retraining", "to"), ("substitution", "work_of")):
        for row in records[table]:
            if row[other] == row[TABLES[table].key[0]]:
                yield error_at(
                    row,
                    other,
                    quoted(row[other]),
                    say("The two columns cannot name the same."),
                    say("Correct one of them, or delete the row."),
                )


def demand_years(records: Records) -> Iterator[Problem]:
    """A demand does not end before it begins."""
    for demand in records["demands"]:
        if demand["to_year"] < demand["from_year"]:
            yield error_at(
                demand,
                "to_year",
                say("{year}", year=str(demand["to_year"])),
                say(
                    "The demand begins in {year} and cannot end before.",
                    year=str(demand["from_year"]),
                ),
                say("Write the same year or a later one."),
            )


def casework_has_staff(records: Records) -> Iterator[Problem]:
    """Somebody does the casework of a group that has any."""
    for group in records["groups"]:
        interviews = group["interviews"] * group["interview_hours"]
        if not group["casework_staff"] and (group["caseload"] or interviews):
            yield error_at(
                group,
                "casework_staff",
                say("blank"),
                say("The group has a caseload or interviews, so a staff group does its casework."),
                say("Write the staff group, or leave caseload and interviews blank."),
            )


RULES: tuple[Rule, ...] = (
    year_range,
    years_that_count,
    refund_ladder,
    effect_segments,
    offer_sizes,
    ordered_intervals,
    paired_with_itself,
    *by_year.RULES,
    contracts_within_places,
    demand_years,
    casework_has_staff,
    *staff.RULES,
    *calendar.RULES,
    *uncertainty.RULES,
    *baseline.RULES,
    *staff.POSITION_RULES,
)
