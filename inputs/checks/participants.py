"""Who may get what, their time, and the help for the dismissed: numbers that change no plan."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.parsing.cells import few, quoted
from inputs.parsing.records import Record, Records, Rule, doubt_at
from inputs.problems import Problem, say
from inputs.schema.tables import TABLES

CHECK = say("Check both numbers.")
DELETE = say("Correct the row, or delete it.")
ROUNDING = 1e-6  # places and hours


def more_places_than_people(records: Records) -> Iterator[Problem]:
    """Places today of a measure for more of a group than there are, or than may have it."""
    today: dict[tuple[str, str], float] = defaultdict(float)
    for row in records["places"]:
        today[row["measure"], row["group"]] += row["places"]
    there = {r["group"]: r["persons"] * (1 + r["exit_rate"]) for r in records["groups"]}
    named = {r.key: r for r in records["effects"]}
    for row in records["places"]:
        pair = row["measure"], row["group"]
        most = named[pair]["people"] if pair in named else None
        limit = there.get(row["group"], 0.0) if most is None else most
        if today[pair] > limit + ROUNDING:
            rule = say(
                "Those who may have it are {most} a year; no plan gives it to more than"
                " today's {today}.",
                most=round(limit, 1),
                today=today.pop(pair),
            )
            yield doubt_at(row, "places", quoted(row["places"]), rule, CHECK)


def more_than_the_group(records: Records) -> Iterator[Problem]:
    """More who may have a measure than come to its group in a year."""
    there = {r["group"]: r["persons"] * (1 + r["exit_rate"]) for r in records["groups"]}
    for row in records["effects"]:
        most = there.get(row["group"], 0.0)
        if row["people"] is not None and row["people"] > most + ROUNDING:
            rule = say("The group has {most} persons a year, those who come counted.",
                       most=round(most, 1))  # fmt: skip
            yield doubt_at(row, "people", quoted(row["people"]), rule, CHECK)


def time_of_ongoing(records: Records) -> Iterator[Problem]:
    """A share of the week of measures without a duration, whose time nothing counts."""
    for row in records["measures"]:
        if row["weeks"] is None and row["week_share"] != 1:
            rule = say("The measure has no duration, so its time is not counted.")
            remedy = say("Write the weeks, or delete the share.")
            yield doubt_at(row, "week_share", quoted(row["week_share"]), rule, remedy)


def casework_by_law(records: Records) -> Iterator[Problem]:
    """Casework that the law asks for and the caseload has no hours for."""
    given = {r["setting"]: r["value"] for r in records["settings"]}
    for row in records["groups"]:
        law = row["interviews"] * row["interview_hours"] + row["other_hours"]
        by_caseload = given.get("hours_per_fte", 0.0) / row["caseload"] if row["caseload"] else law
        if row["other_hours"] and law > max(by_caseload, law - row["other_hours"]) + ROUNDING:
            rule = say("With the interviews the law asks for {law} hours a citizen, more than the"
                       " caseload gives.", law=round(law, 2))  # fmt: skip
            yield doubt_at(row, "other_hours", quoted(row["other_hours"]), rule, CHECK)


def casework_without_effect(records: Records) -> Iterator[Problem]:
    """Casework that may change for a group that has none."""
    for row in records["groups"]:
        has = row["caseload"] or row["interviews"]
        if not has and (row["casework_low"] != 1 or row["casework_high"] != 1):
            rule = say("The group has neither caseload nor interviews, so there is none to change.")
            column = "casework_low" if row["casework_low"] != 1 else "casework_high"
            yield doubt_at(row, column, quoted(row[column]), rule, DELETE)


def help_for_nobody(records: Records) -> Iterator[Problem]:
    """Demands of help for staff groups whose dismissed nobody helps."""
    helped = {r["staff"] for r in records["reemployment"] if r["helper"]}
    for row in records["demands"]:
        lost = [s for s in row["staff"] or () if s not in helped]
        if row["kind"] == "help" and lost:
            rule = say("Nobody helps the dismissed of this staff group, so a plan can only keep"
                       " the demand by dismissing none.")  # fmt: skip
            yield doubt_at(row, "staff", few(lost), rule, HELPERS)


HELPERS = say("Write who helps them, or delete the demand.")


def help_that_hinders(records: Records) -> Iterator[Problem]:
    """Help with which fewer find a job than without."""
    for row in records["reemployment"]:
        if row["helped"] is not None and row["helped"] < row["chance"]:
            rule = say("With help fewer find a job than without, {chance}.", chance=row["chance"])
            yield doubt_at(row, "helped", quoted(row["helped"]), rule, CHECK)


def nobody_out_of_work(records: Records) -> Iterator[Problem]:
    """Staff that can be dismissed, in data where others are told to look for a new job."""
    told = {r["staff"] for r in records["reemployment"]}
    kept = {s for r in records["demands"] if protects(r) for s in r["staff"] or ()}
    employed = {r["staff"] for r in records["staff"] if r["fte"] > 0}
    for row in records["staff_groups"] if told else ():
        if row["dismissible"] and row["joins"] and row["staff"] in employed - told - kept:
            rule = say("No chance of a new job is told, so its dismissed count as in work at once.")
            yield doubt_at(row, "staff", quoted(row["staff"]), rule, CHANCE)


def protects(demand: Record) -> bool:
    """Whether the demand keeps staff from being dismissed in every plan."""
    return bool(
        demand["kind"] == "protected_staff" and demand["active"] and not demand["negotiable"]
    )


CHANCE = say('Write it in "{table}".', table=TABLES["reemployment"])


def contracts_that_bind_nothing(records: Records) -> Iterator[Problem]:
    """Contracts that have ended before the data begin."""
    given = {r["setting"]: r["value"] for r in records["settings"]}
    for row in records["contracts"]:
        if row["ends"].year < given.get("first_year", 0):
            rule = say("The contract ends before the first year, so it binds nothing.")
            yield doubt_at(row, "ends", quoted(row["ends"]), rule, DELETE)


def groups_that_run_down(records: Records) -> Iterator[Problem]:
    """Groups without new cases from a year that the data do not reach."""
    given = {r["setting"]: r["value"] for r in records["settings"]}
    last = given.get("last_year", 9999)
    for row in records["groups"]:
        if row["no_new_from"] is not None and row["no_new_from"] > last:
            rule = say("The data ends in {year}, so the number never holds.", year=str(last))
            found = say("{year}", year=str(row["no_new_from"]))
            yield doubt_at(row, "no_new_from", found, rule, DELETE)


def offers_promised(records: Records) -> Iterator[Problem]:
    """Promises of offers of types that have no offer of the act."""
    real = {r["type"] for r in records["measures"] if r["offer"] != "none"}
    for row in records["demands"]:
        lost = [each for each in row["types"] or () if each not in real]
        if row["kind"] in ("coverage", "lost_places") and lost:
            rule = say("No measure of this type is an offer of the act, so it counts for nothing.")
            yield doubt_at(row, "types", few(lost), rule, DELETE)


RULES: tuple[Rule, ...] = (
    more_places_than_people,
    more_than_the_group,
    time_of_ongoing,
    casework_by_law,
    casework_without_effect,
    help_for_nobody,
    help_that_hinders,
    nobody_out_of_work,
    contracts_that_bind_nothing,
    groups_that_run_down,
    offers_promised,
)
