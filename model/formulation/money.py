"""Section 9: refunds, costs and benefits in tkr a year.

Everything is counted as a change from today, so that no change is exactly zero.
"""

from itertools import product

from model.algebra import pyo
from model.evaluation.benefits import value_of_exit
from model.evaluation.job_loss import loss_of
from model.expressions import Rule, people_of, total
from model.formulation.contracts import paid_to_leave, paid_unused
from model.formulation.places import category, share_of_year
from model.instance import Instance
from model.solution import CATEGORIES as COUNTED
from model.timing import (
    before_change,
    before_leaving,
    before_retrained,
    before_start,
    before_vacancy,
    severance,
)

CATEGORIES = COUNTED["all"]


def refund_by_share(m: pyo.ConcreteModel, c: str, a: str, y: int) -> Rule:
    """(9.1) refund[c,a,y] <= sum refund_share running_cost places of the calendar year"""
    return m.refund[c, a, y] <= total(
        m,
        (
            rate * (m.data.today(n, g=g) + m.change_in_places[n, g, y])
            for (n, g), rate in refundable(m.data.in_year(y), c, a).items()
        ),
    )


def refundable(data: Instance, c: str, a: str) -> dict[tuple[str, str], float]:
    """Refund per place in tkr before the ceiling, by measure and group."""
    return {
        (n, g): effect.refund_share * data.measures[n].running_cost
        for (n, g), effect in data.effects.items()
        if data.groups[g].refund_class == c
        and category(data, data.measures[n].account) == a
        and effect.refund_share * data.measures[n].running_cost
    }


def refund_ceiling(m: pyo.ConcreteModel, c: str, y: int) -> Rule:
    """(9.2) sum_a refund[c,a,y] <= refund_limit[c]"""
    return sum(m.refund[c, a, y] for a in CATEGORIES) <= refund_limit(m.data.in_year(y), c)


def refund_limit(data: Instance, c: str) -> float:
    """Most refund of a class, tkr: the state's share of the ceiling for all its persons."""
    members = [g for g, group in data.groups.items() if group.refund_class == c]
    share = max((e.refund_share for (_, g), e in data.effects.items() if g in members), default=0.0)
    persons = sum(data.groups[g].persons for g in members)
    return share * (data.refund_classes[c].ceiling or 0.0) * persons


def refund_today(data: Instance) -> dict[str, float]:
    """Refund of running costs today by category, tkr; ceilings shared in proportion."""
    total: dict[str, float] = dict.fromkeys(CATEGORIES, 0.0)
    for c, refund_class in data.refund_classes.items():
        by_share = {
            a: sum(rate * data.today(n, g=g) for (n, g), rate in refundable(data, c, a).items())
            for a in CATEGORIES
        }
        wanted = sum(by_share.values())
        limit = wanted if refund_class.ceiling is None else refund_limit(data, c)
        kept = min(1.0, limit / wanted) if wanted else 1.0
        total = {a: total[a] + kept * by_share[a] for a in CATEGORIES}
    return total


def add_refunds(m: pyo.ConcreteModel) -> None:
    """Section 9, refunds."""
    data = m.data
    capped = [
        (c, y)
        for c, y in product(data.refund_classes, m.Y)
        if data.in_year(y).refund_classes[c].ceiling is not None
    ]
    m.refund_today = {y: refund_today(data.in_year(y)) for y in m.Y}
    m.refund_by_share = pyo.Constraint(
        list(data.refund_classes), CATEGORIES, m.Y, rule=refund_by_share
    )
    m.refund_ceiling = pyo.Constraint(capped, rule=refund_ceiling)


def change_in_paid(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(9.3) FTE of s in u paid in calendar year y, less today's"""
    data, i = m.data, (u, s, y)
    now = m.staff[i] - data.staff_today.get((u, s), 0.0)
    if y > data.settings.first_year:
        return now + 0.5 * m.vacated[i]
    start, leave = before_start(data), before_leaving(data, data.staff_groups[s])
    retrained = sum(
        before_retrained(data, a, b) * (1 if a == s else -1) * m.retrained[v, a, b, y]
        for v, a, b in m.retrainable
        if v == u and s in (a, b)
    )
    along = m.transferred[u, s] if (u, s) in m.transfers else 0
    return (
        now
        + before_vacancy(data) * m.vacated[i]
        + leave * m.dismissed[i]
        + start * (m.moved_out[i] - m.moved_in[i] + along - m.hired[i])
        + retrained
    )


def change_in_gross(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(9.4) gross cost of category a in year y, less today's"""
    data = m.data.in_year(y)
    running = sum(
        data.measures[n].running_cost * m.change_in_places[n, g, y]
        for n, g in m.pairs
        if category(data, data.measures[n].account) == a
    )
    wages = sum(
        data.staff_groups[s].price * m.change_in_paid[u, s, y]
        for u, s in m.S
        if category(data, data.staff_groups[s].account) == a
    )
    return (
        running
        + wages
        + paid_unused(m, a, y)
        + change_in_fixed(m, a, y)
        + change_in_transfers(m, a, y)
    )


def change_in_fixed(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(9.5) fixed costs of offers and premises of units, less today's"""
    data = m.data.in_year(y)
    offers = sum(
        offer.fixed_cost
        * share_of_year(data, before_change(data, data.measures[n]), y)
        * (m.is_open[n, u] - (offer.status == "today"))
        for (n, u), offer in data.offers.items()
        if category(data, data.measures[n].account) == a
    )
    premises = sum(
        data.units[u].premises
        * share_of_year(data, before_start(data), y)
        * (m.unit_is_open[u] - (data.units[u].status == "today"))
        for u in m.U
        if category(data, data.units[u].account) == a
    )
    return offers + premises


def change_in_transfers(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(9.6) benefits of dismissed staff, less those that extra exits save, gross"""
    data = m.data
    benefits = benefits_of_dismissed(m, "gross", a, y)
    return benefits - sum(
        m.extra_exits[g, x] * value_of_exit(data, g, x)[y - x].gross
        for g, group in data.groups.items()
        for x in m.Y
        if x <= y and category(data, group.account) == a
    )


def change_in_refund(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(9.7) state refund of category a in year y, less today's: running costs and benefits"""
    data = m.data
    benefits = sum(
        m.extra_exits[g, x] * value_of_exit(data, g, x)[y - x].refund
        for g, group in data.groups.items()
        for x in m.Y
        if x <= y and category(data, group.account) == a
    )
    dismissed = benefits_of_dismissed(m, "refund", a, y)
    refunds = sum(m.refund[c, a, y] for c in data.refund_classes) - m.refund_today[y][a]
    return refunds + dismissed - benefits


def benefits_of_dismissed(m: pyo.ConcreteModel, part: str, a: str, y: int) -> Rule:
    """Benefits of the dismissed on accounts of category a in year y, gross or the state's part."""
    data, terms = m.data, []
    for s in data.reemployment:
        joined = data.staff_groups[s].joins
        if joined is None or category(data, data.groups[joined].account) != a:
            continue
        for x in (x for x in m.Y if x <= y):
            alone = getattr(loss_of(data, s, x)[y - x], part)
            terms.append(alone * people_of(m, s, x))
            if (s, x) in m.helped:
                helped = getattr(loss_of(data, s, x, helped=True)[y - x], part)
                terms.append((helped - alone) * m.helped[s, x])
    return total(m, terms)


def elsewhere(m: pyo.ConcreteModel, basis: str, y: int) -> Rule:
    """(9.8) what other administrations pay in year y for the measures handed over to them"""
    return sum(handed_over_cost(m, n, basis, y) * m.is_handed_over[n] for n in m.handable)


def handed_over_cost(m: pyo.ConcreteModel, n: str, basis: str, y: int) -> Rule:
    """Today's cost of measure n that another administration carries in year y, tkr."""
    data = m.data.in_year(y)
    measure = data.measures[n]
    works = share_of_year(data, before_change(data, measure), y)
    net = 1.0 if basis == "net" else 0.0
    running = sum(
        (1 - net * data.effects[n, g].refund_share) * measure.running_cost * data.today(n, g=g)
        for g in data.groups_of[n]
    )
    fixed = sum(data.offers[n, u].fixed_cost for u in data.units_of[n])
    wages = sum(
        data.staff_groups[s].price * fte for (nn, _, s), fte in m.attached.items() if nn == n
    )
    return works * (running + fixed) + share_of_year(data, before_start(data), y) * wages


def one_off(m: pyo.ConcreteModel, y: int) -> Rule:
    """(9.9) severance, moves of staff and offers, retraining and openings in year y"""
    data = m.data.in_year(y)
    staff = sum(
        severance(data, data.staff_groups[s]) * m.dismissed[u, s, y]
        + data.settings.move_cost * m.moved_in[u, s, y]
        for u, s in m.S
    )
    retraining = sum(
        data.retraining[s, r].cost * m.retrained[u, s, r, y] for u, s, r in m.retrainable
    )
    openings = sum(
        offer.opening_cost * m.is_open[o]
        for o, offer in data.offers.items()
        if offer.status == "candidate" and y == data.settings.first_year
    )
    moves = sum(
        (data.offers[n, u].move_cost or 0.0) * m.relocated[n, u, v]
        for n, u, v in m.moves
        if y == data.settings.first_year
    )
    left = paid_to_leave(m) if y == data.settings.first_year else 0
    return staff + retraining + openings + moves + left


def add_money(m: pyo.ConcreteModel) -> None:
    m.change_in_paid = pyo.Expression(m.S, m.Y, rule=change_in_paid)
    m.change_in_gross = pyo.Expression(CATEGORIES, m.Y, rule=change_in_gross)
    m.change_in_refund = pyo.Expression(CATEGORIES, m.Y, rule=change_in_refund)
    m.elsewhere = pyo.Expression(("gross", "net"), m.Y, rule=elsewhere)
    m.one_off = pyo.Expression(m.Y, rule=one_off)
