"""Sections 1 to 3 and 8 of docs/formulation.md, a function for a line or a few."""

from second.arrays import Sum, total
from second.base import Base
from second.data import number, words, yes


def add_places(b: Base) -> None:
    for rule in (
        segments_add_up,
        sizes,
        mandatory_places,
        shared_limit,
        only_alongside,
        open_offers,
        offers_per_group,
        exits_of_measures,
    ):
        rule(b)


def reach(b: Base, n: str, g: str) -> float:
    """Places today where the table says nothing, or the measure's largest minimum or capacity."""
    if b.effects[n, g].get("reach"):
        return number(b.effects[n, g], "reach")
    mine = [row for (m, _), row in b.offers.items() if m == n]
    largest = [max((number(row, c) for row in mine), default=0.0) for c in ("minimum", "capacity")]
    return b.placed[n, g] or largest[0] or largest[1]


def widths(b: Base, n: str, g: str) -> list[float]:
    rest, unit = b.most_places(n, g), reach(b, n, g)
    return [rest if width is None else width * unit for width, _ in b.steps]


def factors(b: Base, n: str, g: str) -> list[float]:
    falls = number(b.effects[n, g], "effect") > 0
    return [factor if falls else 1.0 for _, factor in b.steps]


def segments_add_up(b: Base) -> None:
    """(1.1) and (1.2)"""
    for n, g in b.effects:
        for y in b.years:
            held = [b.x("segment", n, g, k, y) for k in range(len(b.steps))]
            b.problem.equal(
                b.places(n, g, y) + b.x("is_handed_over", n) * b.placed[n, g], total(held)
            )
            for segment, width in zip(held, widths(b, n, g), strict=True):
                b.problem.at_least(width, segment)


def size(b: Base, n: str, u: str, column: str) -> Sum:
    """Capacity or minimum of what u runs of n: what stays there, and what has come."""
    came = [
        b.x("relocated", m, v, u) * number(b.offers[m, v], column)
        for m, v, w in b.moves
        if (m, w) == (n, u)
    ]
    own = [b.stays(n, u) * number(b.offers[n, u], column)] if (n, u) in b.offers else []
    return total([*came, *own])


def sizes(b: Base) -> None:
    """(2.1) and (2.2)"""
    for n, u in b.sites:
        for y in b.years:
            here = total(b.x("places", n, u, g, y) for g in b.groups)
            b.problem.at_least(size(b, n, u, "capacity"), here)
            b.problem.at_least(here, size(b, n, u, "minimum"))


def mandatory_places(b: Base) -> None:
    """(2.3)"""
    for (n, g), places in b.placed.items():
        if yes(b.measures[n], "mandatory", blank=False):
            for y in b.years:
                b.problem.at_least(b.places(n, g, y), places)


def shared_limit(b: Base) -> None:
    """(2.4)"""
    for row in b.t["pools"].values():
        groups = words(row, "groups") or tuple(b.groups)
        for y in b.years:
            together = [b.places(n, g, y) for n in words(row, "measures") for g in groups]
            b.problem.at_least(number(row, "places"), total(together))


def only_alongside(b: Base) -> None:
    """(2.5)"""
    for (n, other), row in b.t["alongside"].items():
        for g in (g for m, g in b.effects if m == n):
            for y in b.years:
                most = b.places(other, g, y) * number(row, "ratio", 1.0)
                b.problem.at_least(most, b.places(n, g, y))


def open_offers(b: Base) -> None:
    """(2.6) to (2.9)"""
    for n, u in b.offers:
        b.problem.at_least(b.x("unit_is_open", u), b.stays(n, u))
        b.problem.at_least(1.0, b.x("is_open", n, u) + b.x("is_handed_over", n))
        b.problem.at_least(b.stays(n, u), 0.0)
    for n, u, v in b.moves:
        b.problem.at_least(b.x("unit_is_open", v), b.x("relocated", n, u, v))


def offers_per_group(b: Base) -> None:
    """(3.1)"""
    for g in b.groups:
        most = number(b.groups[g], "offers_per_person", 1.0) * b.people(g)
        for y in b.years:
            b.problem.at_least(most, b.offered(g, y))


def exits_of_measures(b: Base) -> None:
    """(8.1)"""
    for g in b.groups:
        for y in b.years:
            more = [exits_of(b, n, g, y) for n, h in b.effects if h == g]
            kept = 1.0 - b.setting("displacement")
            b.problem.equal(b.x("extra_exits", g, y), total(more) * kept)


def exits_of(b: Base, n: str, g: str, y: int) -> Sum:
    """What a measure gives a group above today, before displacement."""
    left, today, now = b.placed[n, g], 0.0, []
    for k, (width, factor) in enumerate(zip(widths(b, n, g), factors(b, n, g), strict=True)):
        now.append(b.x("segment", n, g, k, y) * factor)
        today, left = today + min(left, width) * factor, left - min(left, width)
    rate = number(b.effects[n, g], "effect") / 100.0 * b.works(n, y)
    return (total(now) - today) * rate
