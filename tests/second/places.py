"""Sections 1 to 3 of docs/formulation.md, a function for a line or a few."""

from datetime import date

from second.arrays import Sum, total
from second.base import Base
from second.data import Row, number, words, yes


def add_places(b: Base) -> None:
    for rule in (
        segments_add_up,
        spells_in_proportion,
        contracts,
        sizes,
        mandatory_places,
        shared_limit,
        only_alongside,
        open_offers,
        unit_has_work,
        those_who_may,
        time_of_group,
    ):
        rule(b)


def reach(b: Base, n: str, g: str) -> float:
    """Places today where the table says nothing, or the measure's largest minimum or capacity."""
    if b.effects[n, g].get("reach"):
        return number(b.effects[n, g], "reach")
    mine = [row for (m, _), row in b.offers.items() if m == n]
    largest = [max((number(row, c) for row in mine), default=0.0) for c in ("minimum", "capacity")]
    return b.placed[n, g] or largest[0] or largest[1]


def widths(b: Base, n: str, g: str, y: int) -> list[float]:
    rest, unit = b.most_places(n, g, y), reach(b, n, g)
    return [rest if width is None else width * unit for width, _ in b.steps]


def factors(b: Base, n: str, g: str) -> list[float]:
    """(8.7)"""
    if number(b.effects[n, g], "effect") <= 0:
        return [1.0 for _ in b.steps]
    e, most = (b.t["measures"][n].get(name) for name in ("elasticity", "growth"))
    found, a = [], 0.0
    for width, factor in b.steps:
        if not width:
            found.append(0.0 if a and most else min([*found, factor]))
            continue
        z = a + width
        share = factor if not e else (z ** float(e) - (a ** float(e) if a else 0.0)) / width
        had = min(z, float(most)) if most else z
        found.append(share * max(0.0, had - a) / width)
        a = z
    return found


def todays(b: Base, n: str, g: str) -> list[float]:
    """(8.2) today's[n,g,k]: segments filled in order."""
    left, found = b.placed[n, g], []
    for width in widths(b, n, g, b.years[0]):
        found.append(min(left, width))
        left -= found[-1]
    return found


def segments_add_up(b: Base) -> None:
    """(1.1) and (1.2)"""
    for n, g in b.effects:
        for t in b.stages:
            held = [b.x("segment", n, g, k, t) for k in range(len(b.steps))]
            b.problem.equal(
                b.places(n, g, t) + b.x("is_handed_over", n) * b.placed[n, g], total(held)
            )
            for segment, width in zip(held, widths(b, n, g, t), strict=True):
                b.problem.at_least(width, segment)


def together(b: Base, n: str, g: str) -> list[str]:
    """The groups of pairs with n of the same main group as g, g among them."""
    main = b.groups[g].get("main") or g
    return [h for m, h in b.effects if m == n and (b.groups[h].get("main") or h) == main]


def spells_in_proportion(b: Base) -> None:
    """(1.3)"""
    for n, g in b.effects:
        spells = together(b, n, g) if b.measures[n].get("spells") == "together" else []
        if len(spells) < 2 or g == spells[0]:
            continue
        sizes = {h: b.placed[n, h] for h in spells}
        if not sum(sizes.values()):
            sizes = {h: b.persons(h, b.years[0]) for h in spells}
        share = sizes[g] / (sum(sizes.values()) or 1.0)
        for t in b.stages:
            b.problem.equal(b.places(n, g, t), total(b.places(n, h, t) for h in spells) * share)


def paid(b: Base, row: Row, y: int) -> float:
    """The share of a year after the change of the measure and before its contract ends."""
    first, after = date(y, 1, 1), date(y + 1, 1, 1)
    paid_for = (date.fromisoformat(row["ends"]) - first).days + 1
    gone = b.change(row["measure"]) if y == b.years[0] else 0.0
    return max(0.0, min(1.0, paid_for / (after - first).days) - gone)


def bought(b: Base, n: str, y: int) -> dict[str, Row]:
    """Contracts of a measure to be paid in a year."""
    rows = b.t["contracts"].items()
    return {c: row for c, row in rows if row["measure"] == n and paid(b, row, y)}


def contracts(b: Base) -> None:
    """(1.4) to (1.6)"""
    b.problem.add("left", b.t["contracts"])
    b.problem.add("unused", [(c, y) for n in b.measures for y in b.years for c in bought(b, n, y)])
    for c, row in b.t["contracts"].items():
        if not row.get("leave_cost"):
            b.problem.equal(b.x("left", c), 0.0)
    for n in b.measures:
        for y in b.years:
            rows = bought(b, n, y)
            for c, row in rows.items():
                not_used = b.x("unused", c, y) + b.x("left", c)
                b.problem.at_least(number(row, "places"), not_used)
            if rows:
                places = sum(number(row, "places") for row in rows.values())
                kept = (Sum(1.0) - b.x("is_handed_over", n)) * places
                used = total(b.places(n, g, y) for m, g in b.effects if m == n)
                spare = total(b.x("unused", c, y) + b.x("left", c) for c in rows)
                b.problem.at_least(spare, kept - used)


def size(b: Base, n: str, u: str, column: str) -> Sum:
    """Capacity or minimum of what u runs of n: what stays there, and what has come."""
    came = [share * number(row, column) for share, row in b.came(n, u)]
    own = [b.stays(n, u) * number(b.offers[n, u], column)] if (n, u) in b.offers else []
    return total([*came, *own])


def sizes(b: Base) -> None:
    """(2.1) and (2.2)"""
    for n, u in b.sites:
        for t in b.stages:
            here = total(b.x("places", n, u, g, t) for g in b.groups)
            b.problem.at_least(size(b, n, u, "capacity"), here)
            b.problem.at_least(here, size(b, n, u, "minimum"))


def mandatory_places(b: Base) -> None:
    """(2.3)"""
    for (n, g), places in b.placed.items():
        if yes(b.measures[n], "mandatory", blank=False):
            for t in b.stages:
                b.problem.at_least(b.places(n, g, t), places)


def shared_limit(b: Base) -> None:
    """(2.4)"""
    for p, row in b.t["pools"].items():
        groups = words(row, "groups") or tuple(b.groups)
        for y in b.years:
            together = [b.places(n, g, y) for n in words(row, "measures") for g in groups]
            b.problem.at_least(number(b.at(y, "pools", p), "places"), total(together))


def only_alongside(b: Base) -> None:
    """(2.5)"""
    for (n, other), row in b.t["alongside"].items():
        for g in (g for m, g in b.effects if m == n):
            for t in b.stages:
                most = b.places(other, g, t) * number(row, "ratio", 1.0)
                b.problem.at_least(most, b.places(n, g, t))


def open_offers(b: Base) -> None:
    """(2.6) to (2.9)"""
    for n, u in b.offers:
        b.problem.at_least(b.x("unit_is_open", u), b.stays(n, u))
        b.problem.at_least(1.0, b.x("is_open", n, u) + b.x("is_handed_over", n))
        b.problem.at_least(b.stays(n, u), 0.0)
    for n, u, v in b.moves:
        b.problem.at_least(b.x("unit_is_open", v), b.x("relocated", n, u, v))


def unit_has_work(b: Base) -> None:
    """(2.10) but (2.11)"""
    for u in b.units:
        offers = any(v == u and b.is_today(n, v) for n, v in b.offers)
        serves = any(row["unit"] == u for row in b.groups.values())
        if offers or serves or b.units[u].get("status") == "candidate":
            stays = [b.stays(n, v) for n, v in b.offers if v == u]
            came = [b.x("relocated", *i) for i in b.moves if i[2] == u]
            groups = [b.x("serves", g, u) for g in b.groups]
            b.problem.at_least(total([*stays, *came, *groups]), b.x("unit_is_open", u))


def those_who_may(b: Base) -> None:
    """(3.1)"""
    for n, g in b.effects:
        for y in b.years:
            b.problem.at_least(b.most_places(n, g, y), b.places(n, g, y))


def full_weeks(b: Base, n: str, y: int) -> float:
    """time[n]"""
    row = b.at(y, "measures", n)
    return number(row, "weeks") * number(row, "week_share", 1.0)


def time_of_group(b: Base) -> None:
    """(3.2)"""
    for g in b.groups:
        for y in b.years:
            weeks = {n: full_weeks(b, n, y) for n, h in b.effects if h == g}
            today = sum(time * b.placed[n, g] for n, time in weeks.items())
            own = number(b.at(y, "groups", g), "time_share", 1.0) * 52.0 * b.persons(g, y)
            taken = total(b.places(n, g, y) * time for n, time in weeks.items())
            b.problem.at_least(max(own, today), taken)
