"""Section 12 of docs/formulation.md: the criteria, and what their own rows are."""

from collections.abc import Callable, Collection, Iterable

from second.arrays import Sum, total
from second.base import Base
from second.data import Row, demanded_savings, number, words
from second.money import change_in_gross, change_in_refund, one_off, saving


def dismissed_people(
    b: Base, units: Iterable[str], staff: Iterable[str], years: Iterable[int]
) -> Sum:
    """(12.3)"""
    who = [(u, s, y) for u in units for s in staff for y in years]
    return total(b.x("dismissed", u, s, y) * (1.0 / b.fte_per_person(s, y)) for u, s, y in who)


def savings(b: Base) -> list[tuple[Row, float]]:
    """Savings above zero in the terms of the target, each with its share of it."""
    demanded = demanded_savings(b.t)
    if not demanded or not years_of(b, demanded[0]):
        return [({**(demanded[0] if demanded else {}), "from_year": "", "to_year": ""}, 1.0)]
    target = demanded[0]
    if number(target, "bound") <= 0:
        return [(target, 1.0)]
    same = [row for row in demanded if number(row, "bound") > 0 and terms(row) == terms(target)]
    return [(row, number(row, "bound") / number(target, "bound")) for row in same]


def terms(row: Row) -> tuple[str, ...]:
    blanks = (("basis", "net"), ("view", "administration"), ("counts", "service+drift"))
    return tuple(row.get(name) or blank for name, blank in blanks)


def years_of(b: Base, row: Row) -> list[int]:
    first, last = number(row, "from_year", b.years[0]), number(row, "to_year", b.years[-1])
    return [y for y in b.years if first <= y <= last]


def add_criteria(b: Base) -> None:
    """(12.5), (12.7) and (12.18)"""
    b.problem.add("lost", [(g, t) for g in b.groups for t in b.stages])
    b.problem.add("cut", [(*i, t) for i in b.effects for t in b.stages])
    b.problem.add("saving_level", ["all"], free=True)
    for g in b.groups:
        for y in b.years:
            b.problem.at_least(b.x("lost", g, y) + b.offered(g, y), b.offered_today(g))
    for row, share in savings(b):
        for y in years_of(b, row):
            b.problem.at_least(saving(b, y, row), b.x("saving_level", "all") * share)
    for (n, g), today in b.placed.items():
        before = Sum(today)
        for t in b.stages:
            now = b.places(n, g, t)
            over = b.x("is_handed_over", n) * today
            b.problem.at_least(b.x("cut", n, g, t), before - now - over)
            before = now


def every(b: Base, name: str) -> Sum:
    """A decision by group and year, all together."""
    return total(b.x(name, g, y) for g in b.groups for y in b.years)


def coverage(b: Base) -> Sum:
    vulnerable = [g for g, row in b.groups.items() if "vulnerable" in words(row, "tags")]
    people = sum(b.people(g, y) for g in vulnerable for y in b.years)
    return total(b.offered(g, y) for g in vulnerable for y in b.years) * (1.0 / (people or 1.0))


def flex_dismissals(b: Base) -> Sum:
    return dismissed_people(b, b.units, [s for s in b.kinds if b.role(s) == "flexjob"], b.years)


def handovers(b: Base) -> Sum:
    return total(b.handover(n, u, g, y) for n, u, g in b.P for y in b.years)


def transfers(b: Base) -> Sum:
    a = "transfers"
    return total(change_in_refund(b, a, y) - change_in_gross(b, a, y) for y in b.years)


def worth(b: Base) -> Sum:
    """(12.20)"""
    price = b.setting("stop_price", 0.0)
    exits = every(b, "extra_exits")
    return exits + b.x("saving_level", "all") * (len(b.years) / price) if price else exits


def counted_years(b: Base) -> list[int]:
    """(12.17) The years whose people in work count; all where none does."""
    first = b.setting("in_work_from", b.years[0] + 1)
    last = b.setting("in_work_to", b.years[-1])
    return [y for y in b.years if first <= y <= last] or list(b.years)


def mean_in_work(b: Base, years: Collection[int]) -> Sum:
    return total(b.x("in_work", y) for y in years) * (1.0 / len(years))


def disruption(b: Base) -> Sum:
    """(12.19)"""
    found = [b.x("cut", n, g, t) for n, g in b.effects for t in b.stages]
    for u, s in b.S:
        for y in b.years:
            retrained = [b.x("retrained", u, s, r, y) for r in b.kinds]
            people = total([b.x("moved_in", u, s, y), *retrained])
            found.append(people * (1.0 / b.fte_per_person(s, y)))
    return total(found)


CRITERIA: dict[str, Callable[[Base], Sum]] = {  # (12.6)
    "exits": lambda b: every(b, "extra_exits"),
    "saving": lambda b: b.x("saving_level", "all"),
    "coverage": coverage,
    "dismissals": lambda b: dismissed_people(b, b.units, b.kinds, b.years),
    "flex_dismissals": flex_dismissals,
    "lost_places": lambda b: every(b, "lost"),
    "handovers": handovers,
    "one_off": lambda b: total(one_off(b, y) for y in b.years),
    "transfers": transfers,
    "in_work": lambda b: mean_in_work(b, counted_years(b)),
    "disruption": disruption,
    "worth": worth,
}
MOST = ("exits", "saving", "coverage", "transfers", "in_work", "worth")
