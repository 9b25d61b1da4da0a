"""Sections 5 to 7 of docs/formulation.md and (4.3), a function for a line or a few."""

from collections.abc import Iterable

from second.arrays import Sum, total
from second.base import Base
from second.casework import casework_hours
from second.data import number, yes
from second.job_loss import last_days, seeking


def add_staff(b: Base) -> None:
    for rule in (
        staff_balance,
        leavers_and_dismissed,
        moves_meet,
        staff_goes_along,
        retraining_pace,
        staff_need,
        leaders_and_room,
        one_responsible_unit,
        one_focus,
        handover_counts,
    ):
        rule(b)


def staff_balance(b: Base) -> None:
    """(5.1)"""
    for u, s in b.S:
        for y in b.years:
            i = (u, s, y)
            out = [b.x("retrained", u, s, r, y) for r in b.kinds]
            into = [b.x("retrained", u, r, s, y) for r in b.kinds]
            gone = [b.x(name, *i) for name in ("vacated", "dismissed", "moved_out")]
            come = [b.x(name, *i) for name in ("hired", "moved_in")]
            along = [b.x("transferred", u, s)] if y == b.years[0] else []
            left = b.before(u, s, y) - total([*gone, *out, *along])
            b.problem.equal(b.x("staff", *i), left + total([*come, *into]))


def leavers_and_dismissed(b: Base) -> None:
    """(5.2) with (4.5), and (5.6)"""
    for u, s in b.S:
        for y in b.years:
            row = b.at(y, "staff_groups", s)
            rate = number(row, "attrition") + number(row, "part_time")
            left = 1.0 - b.setting("elapsed") if y == b.years[0] else 1.0
            b.problem.at_least(b.before(u, s, y) * (rate * left), b.x("vacated", u, s, y))
            if not yes(b.kinds[s], "dismissible", blank=True):
                b.problem.equal(b.x("dismissed", u, s, y), 0.0)


def moves_meet(b: Base) -> None:
    """(5.3)"""
    for s in b.kinds:
        for y in b.years:
            come = total(b.x("moved_in", u, s, y) for u in b.units)
            b.problem.equal(come, total(b.x("moved_out", u, s, y) for u in b.units))


def attached(b: Base, n: str, u: str, s: str) -> float:
    """(5.0)"""
    if n not in b.handable or (n, u) not in b.offers or not b.is_today(n, u):
        return 0.0
    serves = any(row["unit"] == u for row in b.groups.values())
    there = b.staff_today(u, s)
    if not serves and sum(v == u for _, v in b.offers) == 1:
        return there
    return min(there, hours_today(b, u, s, [n]) / b.hours_per_fte)


def hours_today(b: Base, u: str, s: str, measures: Iterable[str]) -> float:
    """What today's places of some measures in u need of s."""
    return sum(
        number(row, "places")
        * (b.hours(n, s) + (b.hours(n, s, "handover_hours") if b.groups[g]["unit"] != u else 0.0))
        for (n, v, g), row in b.t["places"].items()
        if v == u and n in measures
    )


def staff_goes_along(b: Base) -> None:
    """(5.4)"""
    for u, s in b.S:
        along = [b.x("is_handed_over", n) * attached(b, n, u, s) for n in b.handable]
        b.problem.equal(b.x("transferred", u, s), total(along))


def retraining_pace(b: Base) -> None:
    """(5.5)"""
    for u in b.units:
        for (s, r), row in b.t["retraining"].items():
            for y in b.years:
                most = b.before(u, s, y) * number(row, "most", 1.0) if (u, s) in b.S else 0.0
                b.problem.at_least(most, b.x("retrained", u, s, r, y))


def helping(b: Base, u: str, s: str, y: int) -> Sum:
    """(6.8) FTE who help the dismissed."""
    return total(
        b.x("helped", r, x) * (seeking(b, r, x, y, helped=True) / number(row, "caseload"))
        for r, row in b.helped.items()
        for x in b.until(y)
        if (row["unit"], row["helper"]) == (u, s)
    )


def work(b: Base, u: str, s: str, y: int) -> Sum:
    """(6.1)"""
    here = [(n, g) for n, v, g in b.P if v == u and (n, s) in b.t["staffing"]]
    return total(
        [
            *(b.x("places", n, u, g, y) * b.hours(n, s) for n, g in here),
            *(b.handover(n, u, g, y) * b.hours(n, s, "handover_hours") for n, g in here),
            *(b.x("casework", g, u, y) for g in b.groups if b.groups[g].get("casework_staff") == s),
            helping(b, u, s, y) * b.hours_per_fte,
            *(b.x("lent", u, s, r, y) for r in b.kinds),
        ]
    )


def staff_need(b: Base) -> None:
    """(6.2) and (6.4)"""
    for u, s in b.S:
        helpers = [
            (r, number(row, "efficiency"))
            for (r, to), row in b.t["substitution"].items()
            if to == s
        ]
        for y in b.years:
            needed = work(b, u, s, y)
            lent = total(b.x("lent", u, r, s, y) * rate for r, rate in helpers)
            there = b.x("staff", u, s, y) * b.hours_per_fte + lent
            if s not in b.working:
                b.problem.at_least(there, needed)
            else:
                b.problem.equal(there, needed + b.x("idle", u, s, y) * b.hours_per_fte)
                b.problem.at_least(needed, b.x("moved_in", u, s, y) * b.hours_per_fte)


def idle_today(b: Base, u: str, s: str) -> float:
    """FTE of today without work; nobody is lent today."""
    if s not in b.working:
        return 0.0
    mine = [g for g, row in b.groups.items() if (row["unit"], row.get("casework_staff")) == (u, s)]
    hours = hours_today(b, u, s, b.measures) + sum(casework_hours(b, g, b.years[0]) for g in mine)
    return max(0.0, b.staff_today(u, s) - hours / b.hours_per_fte)


def leaders_and_room(b: Base) -> None:
    """(6.5) to (6.7)"""
    for u, row in b.units.items():
        is_open = b.x("unit_is_open", u)
        for y in b.years:
            staff = {s: b.x("staff", u, s, y) for s in b.kinds}
            leaders = total(v for s, v in staff.items() if b.role(s) == "leader")
            everybody = total(staff.values())
            if row.get("span"):
                b.problem.at_least(leaders * number(row, "span"), everybody - leaders)
            b.problem.at_least(leaders, is_open * number(row, "leaders"))
            b.problem.at_least(is_open * number(row, "capacity"), everybody)


def one_responsible_unit(b: Base) -> None:
    """(7.1) and (7.2)"""
    for g in b.groups:
        b.problem.equal(total(b.x("serves", g, u) for u in b.units), 1.0)
    for g, u in b.eligible:
        b.problem.at_least(b.x("unit_is_open", u), b.x("serves", g, u))


def one_focus(b: Base) -> None:
    """(7.4), (7.5) and (7.9)"""
    for g, h, u in b.mixes:
        b.problem.at_least(b.x("serves", g, u), b.x("focused", g, u))
        b.problem.at_least(1.0, b.x("focused", g, u) + b.x("serves", h, u))
    for g, u in {(g, u) for g, _, u in b.mixes}:
        others = total(b.x("serves", h, u) for i, h, v in b.mixes if (i, v) == (g, u))
        b.problem.at_least(b.x("focused", g, u) + others, b.x("serves", g, u))


def handover_counts(b: Base) -> None:
    """(7.3), (7.7) and (7.8). Any `most` that is large enough gives the same plans."""
    costly = {n for n, s in b.t["staffing"] if b.hours(n, s, "handover_hours")}
    for n, u, g in b.choices:
        most = sum(number(row, "capacity") for (m, _), row in b.offers.items() if m == n)
        kept = b.x("serves", g, u) * most
        for y in b.years:
            handover, places = b.x("handover", n, u, g, y), b.x("places", n, u, g, y)
            b.problem.at_least(handover + kept, places)
            if n in costly:
                b.problem.at_least(places, handover)
                b.problem.at_least(most, handover + kept)


def leave(b: Base, s: str) -> float:
    """(4.3)"""
    resigns = number(b.kinds[s], "resigns")
    return sum(
        share * ((1.0 - resigns) * min(1.0, end) + resigns * mean_within_year(b.start, end))
        for share, end in last_days(b, s)
    )


def mean_within_year(start: float, end: float) -> float:
    """The mean of min(1, t) for t spread evenly from start to end."""
    if end <= 1.0 or start >= 1.0:
        return (min(1.0, start) + min(1.0, end)) / 2.0
    return ((1.0 - start) * (start + 1.0) / 2.0 + end - 1.0) / (end - start)


def severance(b: Base, s: str, y: int) -> float:
    """tkr once per dismissed FTE."""
    row = b.at(y, "staff_groups", s)
    if row.get("severance"):
        return number(row, "severance")
    rows = [row for (r, _), row in b.t["seniority"].items() if r == s]
    months = sum(number(row, "share") * number(row, "severance_months") for row in rows)
    return (1.0 - number(row, "resigns")) * months * b.wage(s, y) / 12.0
