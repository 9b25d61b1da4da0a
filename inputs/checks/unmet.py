"""Rows that meet nothing in the other tables: they are read, and no plan is changed by them."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.parsing.cells import few, quoted
from inputs.parsing.records import Record, Records, Rule, doubt_at
from inputs.problems import Message, Problem, say
from inputs.schema.tables import TABLES

DELETE = say("Correct the row, or delete it.")


def takers(records: Records) -> dict[str, set[str]]:
    """Target groups that each measure can be given to."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in (*records["effects"], *records["places"]):
        found[row["measure"]].add(row["group"])
    return found


def employers(records: Records) -> dict[str, set[str]]:
    """Units that have each staff group today, or work for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in records["staff"]:
        found[row["staff"]].add(row["unit"])
    units = {r["group"]: r["unit"] for r in records["groups"]}
    for row in (*records["groups"], *records["eligible"]):
        for group in records["groups"]:
            if group["group"] == row["group"] and group["casework_staff"]:
                found[group["casework_staff"]] |= {row["unit"], units[group["group"]]}
    running = defaultdict(set)
    for row in records["offers"]:
        running[row["measure"]].add(row["unit"])
    for row in records["staffing"]:
        found[row["staff"]] |= running[row["measure"]]
    return found


def alongside(records: Records) -> Iterator[Problem]:
    """Measures given only alongside another that none, or not all, of their groups can get."""
    groups = takers(records)
    for row in records["alongside"]:
        measure, other = row["measure"], row["other"]
        lost = sorted(groups[measure] - groups[other])
        if lost and len(lost) == len(groups[measure]):
            rule = say("The two measures have no target group in common, so no plan can give {it}.",
                       it=measure)  # fmt: skip
            yield doubt_at(row, "other", quoted(other), rule, COMMON)
        elif lost:
            rule = say("These target groups of {it} cannot get {other}, so they cannot get {it}.",
                       it=measure, other=other)  # fmt: skip
            yield doubt_at(row, "other", few(lost), rule, COMMON)


COMMON = say("The citizen is the same one: add the effects that are missing, or delete the row.")


def pools(records: Records) -> Iterator[Problem]:
    """Shared limits that name a measure or a target group in vain."""
    groups = takers(records)
    every = tuple(r["group"] for r in records["groups"])
    for row in records["pools"]:
        named = set(row["groups"] or every)
        idle = [m for m in row["measures"] if not groups[m] & named]
        given = set().union(*(groups[m] for m in row["measures"]))
        outside = [g for g in row["groups"] or () if g not in given]
        if idle:
            yield doubt_at(row, "measures", few(idle), NOT_GIVEN, DELETE)
        elif outside:
            yield doubt_at(row, "groups", few(outside), NOT_FOR, DELETE)


NOT_GIVEN = say("None of the target groups named can get it, so the limit does not meet it.")
NOT_FOR = say("None of the measures named can be given to it, so the limit does not meet it.")


def demand_pairs(records: Records) -> Iterator[Problem]:
    """Demands on measures for target groups, or on staff in units, that meet none."""
    groups, units = takers(records), employers(records)
    for row in records["demands"]:
        named = groups_named(records, row["groups"] or ())
        measures, staff = row["measures"] or (), row["staff"] or ()
        if measures and named and not any(groups[m] & named for m in measures):
            yield doubt_at(row, "groups", few(row["groups"]), NO_PAIR, DELETE)
        at = set(row["units"] or ())
        if staff and at and not any(units[s] & at for s in staff):
            yield doubt_at(row, "units", few(row["units"]), NO_STAFF, DELETE)


NO_PAIR = say("None of the measures named can be given to these target groups.")
NO_STAFF = say("None of the staff groups named is in these units, or could be.")


def groups_named(records: Records, names: tuple[str, ...]) -> set[str]:
    """Target groups meant by ids, main groups or tags."""
    wanted = set(names)
    return {r["group"] for r in records["groups"] if wanted & {r["group"], r["main"], *r["tags"]}}


def demand_needs(records: Records) -> Iterator[Problem]:
    """Demands that no plan can meet, or that every plan does."""
    receivers = {r["measure"] for r in records["measures"] if r["handover_to"]}
    served = {r["group"] for r in records["groups"] if r["casework_staff"]}
    able = {(r["group"], r["unit"]) for r in (*records["groups"], *records["eligible"])}
    first = next((r["value"] for r in records["settings"] if r["setting"] == "first_year"), 0)
    for row in records["demands"]:
        named = groups_named(records, row["groups"] or ())
        at = row["units"] or ()
        lacking = {
            "hand_over": [m for m in row["measures"] or () if m not in receivers],
            "caseload": sorted(named - served),
            "responsible": sorted(g for g in named if not any((g, u) in able for u in at)),
        }
        if lost := lacking.get(row["kind"]):
            column = "measures" if row["kind"] == "hand_over" else "groups"
            yield doubt_at(row, column, few(lost), NEEDS[row["kind"]], DELETE)
        if row["kind"] in ("together", "equal_treatment") and len(named) == 1:
            yield doubt_at(row, "groups", few(row["groups"]), ALONE, DELETE)
        if row["to_year"] < first:
            yield doubt_at(row, "to_year", say("{year}", year=str(row["to_year"])), OVER, DELETE)


NEEDS: dict[str, Message] = {
    "hand_over": say("No other administration can take it over, so no plan meets the demand."),
    "caseload": say("No staff group does its casework, so no plan meets the demand."),
    "responsible": say("No unit named could be responsible for it, so no plan meets the demand."),
}
ALONE = say("One target group alone meets the demand in every plan.")
OVER = say("The data begins later, so the demand never applies.")


def ways_of_staff(records: Records) -> Iterator[Problem]:
    """Substitution and retraining between staff groups that no unit has both of."""
    units = employers(records)
    for table, other in (("substitution", "work_of"), ("retraining", "to")):
        for row in records[table]:
            if not units[row["staff"]] & units[row[other]]:
                yield doubt_at(
                    row, other, quoted(f"{row['staff']} / {row[other]}"), NO_UNIT, DELETE
                )


NO_UNIT = say("No unit has both staff groups or could have them, so no plan uses the row.")


def eligible_today(records: Records) -> Iterator[Problem]:
    """Eligible units that are responsible already."""
    today = {(r["group"], r["unit"]) for r in records["groups"]}
    for row in records["eligible"]:
        if row.key in today:
            rule = say("The unit is responsible today; the row adds nothing.")
            yield doubt_at(row, "unit", quoted(row["unit"]), rule, DELETE)


def efforts(records: Records) -> Iterator[Problem]:
    """Help for the dismissed of which only a part is told, so that nobody is helped."""
    parts = ("helper", "unit", "caseload", "helped")
    for row in records["reemployment"]:
        blank = [part for part in parts if row[part] is None]
        if 0 < len(blank) < len(parts):
            rule = say("Help needs a helper, a unit, a caseload and a chance; nobody is helped.")
            yield doubt_at(row, blank[0], quoted(row["staff"]), rule, DELETE)


def seniority_told_twice(records: Records) -> Iterator[Problem]:
    """Bands of a staff group that has a notice and a severance of its own."""
    own = {
        r["staff"]: r for r in records["staff_groups"]
        if r["notice_months"] is not None and r["severance"] is not None
    }  # fmt: skip
    seen: dict[str, Record] = {}
    for row in records["seniority"]:
        if row["staff"] in own and seen.setdefault(row["staff"], row) is row:
            rule = say('The notice and the severance in "{table}" hold; the bands are not used.',
                       table=TABLES["staff_groups"])  # fmt: skip
            yield doubt_at(row, "staff", quoted(row["staff"]), rule, DELETE)


RULES: tuple[Rule, ...] = (
    alongside,
    pools,
    demand_pairs,
    demand_needs,
    ways_of_staff,
    eligible_today,
    efforts,
    seniority_told_twice,
)
