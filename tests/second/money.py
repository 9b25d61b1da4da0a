"""Section 9 and (12.1) to (12.4) of docs/formulation.md: money, as a change from today."""

from collections.abc import Callable

from second import exit as exits
from second import job_loss
from second.arrays import Sum, total
from second.base import Base
from second.data import Row, number
from second.places import bought, paid
from second.staff import attached, leave, severance

COUNTED = {
    "service": ("service",),
    "service+drift": ("service", "drift"),
    "all": ("service", "drift", "transfers"),
}


def category(b: Base, account: str) -> str:
    return b.t["accounts"][account]["category"]


def refund_share(b: Base, n: str, g: str, y: int) -> float:
    of_measure = number(b.at(y, "measures", n), "refund_share")
    return number(b.effects[n, g], "refund_share", of_measure)


def limit(b: Base, c: str, y: int) -> float | None:
    """(9.2) The most refund of a ceiling; None without one."""
    text = b.at(y, "refund_classes", c).get("ceiling")
    mine = [g for g in b.groups if b.groups[g]["refund_class"] == c]
    share = max((refund_share(b, n, g, y) for n, g in b.effects if g in mine), default=0.0)
    return share * float(text) * sum(b.persons(g, y) for g in mine) if text else None


def refundable(b: Base, c: str, a: str, y: int) -> list[tuple[str, str, float]]:
    """Measures of a category and groups of a ceiling, with the refund of a place."""
    return [
        (n, g, refund_share(b, n, g, y) * b.running_cost(n, y))
        for n, g in b.effects
        if b.groups[g]["refund_class"] == c and category(b, b.measures[n]["account"]) == a
    ]


def add_refunds(b: Base) -> None:
    """(9.1) and (9.2)"""
    classes, kinds = list(b.t["refund_classes"]), COUNTED["all"]
    b.problem.add("refund", [(c, a, y) for c in classes for a in kinds for y in b.years])
    for c in classes:
        for y in b.years:
            for a in kinds:
                by_share = [
                    (b.change_in_places(n, g, y) + b.placed[n, g]) * rate
                    for n, g, rate in refundable(b, c, a, y)
                ]
                b.problem.at_least(total(by_share), b.x("refund", c, a, y))
            most = limit(b, c, y)
            if most is not None:
                b.problem.at_least(most, total(b.x("refund", c, a, y) for a in kinds))


def refund_today(b: Base, c: str, a: str, y: int) -> float:
    """A ceiling takes the same part of each category."""
    by_share = {
        k: sum(rate * b.placed[n, g] for n, g, rate in refundable(b, c, k, y))
        for k in COUNTED["all"]
    }
    asked, most = sum(by_share.values()), limit(b, c, y)
    return by_share[a] * (1.0 if most is None or asked <= most else most / asked)


def change_in_paid(b: Base, u: str, s: str, y: int) -> Sum:
    """(9.3)"""
    now = b.x("staff", u, s, y) - b.staff_today(u, s)
    if y > b.years[0]:
        return now + b.x("vacated", u, s, y) * 0.5
    gone = b.x("moved_out", u, s, y) + b.x("transferred", u, s)
    come = b.x("moved_in", u, s, y) + b.x("hired", u, s, y)
    late = [
        b.x("vacated", u, s, y) * ((1.0 + b.setting("elapsed")) / 2.0),
        b.x("dismissed", u, s, y) * leave(b, s),
        (gone - come) * b.start,
    ]
    for (r, to), row in b.t["retraining"].items():
        until = min(1.0, b.start + number(row, "months") / 12.0)
        late += [b.x("retrained", u, r, to, y) * until] if r == s else []
        late += [b.x("retrained", u, r, to, y) * -until] if to == s else []
    return now + total(late)


def saving(b: Base, y: int, terms: Row) -> Sum:
    """(12.1) What a year costs less than today."""
    basis, counts = terms.get("basis") or "net", terms.get("counts") or "service+drift"
    cost = []
    for a in COUNTED[counts]:
        cost.append(change_in_gross(b, a, y))
        cost.append(-change_in_refund(b, a, y) if basis == "net" else Sum())
    if terms.get("view") == "municipality":
        cost.append(elsewhere(b, basis, y))
    if counts == "all":
        cost.append(-tax(b, y))
    return -total(cost)


def change_in_gross(b: Base, a: str, y: int) -> Sum:
    """(9.4)"""
    running = [
        b.change_in_places(n, g, y) * b.running_cost(n, y)
        for n, g in b.effects
        if category(b, b.measures[n]["account"]) == a
    ]
    wages = [
        change_in_paid(b, u, s, y) * b.price(s, y)
        for u, s in b.S
        if category(b, b.kinds[s]["account"]) == a
    ]
    others = [*unused(b, a, y), *fixed_costs(b, a, y), *benefits(b, a, y)]
    return total([*running, *wages, *others])


def unused(b: Base, a: str, y: int) -> list[Sum]:
    """(9.10)"""
    return [
        b.x("unused", c, y) * (b.running_cost(n, y) * paid(b, row, y))
        for n in b.measures
        for c, row in bought(b, n, y).items()
        if category(b, b.measures[n]["account"]) == a
    ]


def fixed_costs(b: Base, a: str, y: int) -> list[Sum]:
    """(9.5)"""
    offers = [
        (b.x("is_open", n, u) - float(b.is_today(n, u)))
        * (number(row, "fixed_cost") * b.works(n, y))
        for (n, u), row in b.offers.items()
        if category(b, b.measures[n]["account"]) == a
    ]
    premises = [
        (b.x("unit_is_open", u) - float(row.get("status") != "candidate"))
        * (number(row, "premises") * b.of_first(b.start, y))
        for u, row in b.units.items()
        if category(b, row["account"]) == a
    ]
    return [*offers, *premises]


def benefits(b: Base, a: str, y: int) -> list[Sum]:
    """(9.6)"""
    saved = of_exits(b, a, y, exits.gross)
    return [*of_dismissed(b, a, y, job_loss.benefits), *(-each for each in saved)]


def of_exits(b: Base, a: str, y: int, value: Callable[[Base, str, int, int], float]) -> list[Sum]:
    """What the exits until now save of a category."""
    mine = [g for g, row in b.groups.items() if category(b, row["account"]) == a]
    return [b.x("extra_exits", g, x) * value(b, g, x, y) for g in mine for x in b.until(y)]


def of_dismissed(b: Base, a: str, y: int, value: Callable[..., float]) -> list[Sum]:
    """What those who have been dismissed draw of a category; less with help."""
    found = []
    for s, row in b.kinds.items():
        joined = row.get("joins")
        if not joined or category(b, b.groups[joined]["account"]) != a:
            continue
        for x in b.until(y):
            alone = value(b, s, x, y)
            found.append(b.dismissed(s, x) * alone)
            if s in b.helped:
                found.append(b.x("helped", s, x) * (value(b, s, x, y, helped=True) - alone))
    return found


def change_in_refund(b: Base, a: str, y: int) -> Sum:
    """(9.7)"""
    running = [b.x("refund", c, a, y) - refund_today(b, c, a, y) for c in b.t["refund_classes"]]
    drawn = of_dismissed(b, a, y, job_loss.refunds)
    return total([*running, *drawn]) - total(of_exits(b, a, y, exits.refund))


def elsewhere(b: Base, basis: str, y: int) -> Sum:
    """(9.8)"""
    found = []
    for n in b.handable:
        running = sum(
            b.placed[n, g]
            * b.running_cost(n, y)
            * (1.0 - (refund_share(b, n, g, y) if basis == "net" else 0.0))
            for m, g in b.effects
            if m == n
        )
        fixed = sum(number(row, "fixed_cost") for (m, _), row in b.offers.items() if m == n)
        wages = sum(attached(b, n, u, s) * b.price(s, y) for u, s in b.S)
        cost = (running + fixed) * b.works(n, y) + wages * b.of_first(b.start, y)
        found.append(b.x("is_handed_over", n) * cost)
    return total(found)


def tax(b: Base, y: int) -> Sum:
    """(12.2)"""
    rate = b.setting("tax_share") * b.setting("tax_per_exit")
    return total(
        b.x("extra_exits", g, x) * (rate * exits.job_years(b, g, x, y))
        for g in b.groups
        for x in b.until(y)
    )


def one_off(b: Base, y: int) -> Sum:
    """(9.9)"""
    found = []
    for u, s in b.S:
        found.append(b.x("dismissed", u, s, y) * severance(b, s, y))
        found.append(b.x("moved_in", u, s, y) * b.setting("move_cost"))
        for (r, to), row in b.t["retraining"].items():
            found.append(b.x("retrained", u, s, to, y) * (number(row, "cost") if r == s else 0.0))
    if y == b.years[0]:
        found += [b.x("left", c) * number(row, "leave_cost") for c, row in b.t["contracts"].items()]
        found += [b.x("relocated", *i) * number(b.offers[i[:2]], "move_cost") for i in b.moves]
        for i, row in b.offers.items():
            if not b.is_today(*i):
                found.append(b.x("is_open", *i) * number(row, "opening_cost"))
    return total(found)


def price_of_place(b: Base, n: str, y: int) -> float:
    """(12.4)"""
    own = sum(b.hours(n, s) * b.price(s, y) for s in b.kinds) / b.hours_per_fte
    return b.running_cost(n, y) + own


def cost_above_today(b: Base, n: str, y: int) -> Sum:
    """(12.4)"""
    more = total(b.places(m, g, y) - b.placed[m, g] for m, g in b.effects if m == n)
    return more * price_of_place(b, n, y)
