"""Sections 8-10: costs, refunds, benefits saved, exits. Money in tkr a year, exits in persons.

Everything is counted as a change from today, so that no change is exactly zero.
"""

import pyomo.environ as pyo

from model.formulation.places import Rule, given, segment_width, today
from model.formulation.sets import total
from model.instance import Instance
from model.refund import exit_value
from model.timing import attached_staff, before_change, before_leaving, before_start, before_vacancy

CATEGORIES = ("service", "drift", "transfers")


def share_of_year(data: Instance, gone: float, y: int) -> float:
    """(8.0) Share of year y that a change works: the rest of year one, all of the others."""
    return 1 - gone if y == data.settings.first_year else 1.0


def change_in_places(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(8.1) share_of_year (sum_u places[n,u,g,y] - today[n,g]): places more than today"""
    works = share_of_year(m.data, before_change(m.data, m.data.measures[n]), y)
    return works * (given(m, n, g, y) - today(m.data, n, g))


def change_in_paid(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(8.2) FTE of s in u paid in calendar year y, less today's"""
    data, i = m.data, (u, s, y)
    now = m.staff[i] - data.staff_today.get((u, s), 0.0)
    if y > data.settings.first_year:
        return now + 0.5 * m.vacated[i]
    start, leave = before_start(data), before_leaving(data, data.staff_groups[s])
    retrained = sum(
        (m.retrained[v, a, b, y] if a == s else -m.retrained[v, a, b, y])
        for v, a, b in m.retrainable
        if v == u and s in (a, b)
    )
    along = m.transferred[u, s] if (u, s) in m.transfers else 0
    return (
        now
        + before_vacancy(data) * m.vacated[i]
        + leave * m.dismissed[i]
        + start * (m.moved_out[i] - m.moved_in[i] + along - m.hired[i] + retrained)
    )


def change_in_gross(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(8.3) gross cost of category a in year y, less today's"""
    data = m.data
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
    return running + wages + change_in_fixed(m, a, y) + change_in_transfers(m, a, y)


def category(data: Instance, account: str) -> str:
    """The category an account belongs to."""
    return data.accounts[account].category


def change_in_fixed(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(8.4) fixed costs of offers and premises of units, less today's"""
    data = m.data
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
    """(9.1) benefits of dismissed staff, less those that extra exits save, gross"""
    data = m.data
    benefits = sum(
        staff.transfer_cost
        * share_of_year(data, before_leaving(data, staff) if x == y else 0.0, x)
        * m.dismissed[u, s, x]
        for u, s in m.S
        for x in m.Y
        if x <= y
        and (staff := data.staff_groups[s]).transfer_cost
        and category(data, staff.transfer_account) == a
    )
    return benefits - sum(
        m.extra_exits[g, x] * m.value[g][y - x].gross
        for g, group in data.groups.items()
        for x in m.Y
        if x <= y and category(data, group.account) == a
    )


def change_in_refund(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(8.5) state refund of category a in year y, less today's: running costs and benefits"""
    data = m.data
    benefits = sum(
        m.extra_exits[g, x] * m.value[g][y - x].refund
        for g, group in data.groups.items()
        for x in m.Y
        if x <= y and category(data, group.account) == a
    )
    return sum(m.refund[c, a, y] for c in data.refund_classes) - m.refund_today[a] - benefits


def refund_by_share(m: pyo.ConcreteModel, c: str, a: str, y: int) -> Rule:
    """(8.6) refund[c,a,y] <= sum refund_share running_cost places of the calendar year"""
    return m.refund[c, a, y] <= total(
        m,
        (
            rate * (today(m.data, n, g) + m.change_in_places[n, g, y])
            for (n, g), rate in refundable(m.data, c, a).items()
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
    """(8.7) sum_a refund[c,a,y] <= refund_limit[c]"""
    return sum(m.refund[c, a, y] for a in CATEGORIES) <= refund_limit(m.data, c)


def refund_limit(data: Instance, c: str) -> float:
    """Most refund of a class, tkr: the state's share of the ceiling for all its persons."""
    members = [g for g, group in data.groups.items() if group.refund_class == c]
    share = max((e.refund_share for (_, g), e in data.effects.items() if g in members), default=0.0)
    return (
        share
        * (data.refund_classes[c].ceiling or 0.0)
        * sum(data.groups[g].persons for g in members)
    )


def refund_today(data: Instance) -> dict[str, float]:
    """Refund of running costs today by category, tkr; ceilings shared in proportion."""
    total = dict.fromkeys(CATEGORIES, 0.0)
    for c, refund_class in data.refund_classes.items():
        by_share = {
            a: sum(rate * today(data, *i) for i, rate in refundable(data, c, a).items())
            for a in CATEGORIES
        }
        wanted = sum(by_share.values())
        limit = wanted if refund_class.ceiling is None else refund_limit(data, c)
        kept = min(1.0, limit / wanted) if wanted else 1.0
        total = {a: total[a] + kept * by_share[a] for a in CATEGORIES}
    return total


def elsewhere(m: pyo.ConcreteModel, basis: str, y: int) -> Rule:
    """(8.8) what other administrations pay in year y for the measures handed over to them"""
    return sum(handed_over_cost(m.data, n, basis, y) * m.is_handed_over[n] for n in m.handable)


def handed_over_cost(data: Instance, n: str, basis: str, y: int) -> float:
    """Today's cost of measure n that another administration carries in year y, tkr."""
    measure = data.measures[n]
    works = share_of_year(data, before_change(data, measure), y)
    net = 1.0 if basis == "net" else 0.0
    running = sum(
        (1 - net * effect.refund_share) * measure.running_cost * today(data, n, g)
        for (nn, g), effect in data.effects.items()
        if nn == n
    )
    fixed = sum(o.fixed_cost for (nn, _), o in data.offers.items() if nn == n)
    wages = sum(
        data.staff_groups[s].price * fte
        for (nn, _, s), fte in attached_staff(data).items()
        if nn == n
    )
    return works * (running + fixed) + share_of_year(data, before_start(data), y) * wages


def one_off(m: pyo.ConcreteModel, y: int) -> Rule:
    """(8.9) severance, moves, retraining and openings in year y"""
    data = m.data
    staff = sum(
        data.staff_groups[s].severance * m.dismissed[u, s, y]
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
    return staff + retraining + openings


def extra_exits(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(10.1) (1 - displacement) sum_n share_of_year effect (sum_k factor_k segment - today's)"""
    data = m.data
    return (1 - data.settings.displacement) * sum(
        data.effects[n, g].mid
        * share_of_year(data, before_change(data, data.measures[n]), y)
        * (weighted_segments(m, n, g, y) - weighted_today(data, n, g))
        for n, h in m.pairs
        if h == g and data.effects[n, g].mid
    )


def weighted_segments(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(10.2) sum_k factor_k segment[n,g,k,y]: places, weighted by the effect that is left"""
    falling = m.data.effects[n, g].mid > 0
    return sum(
        (m.data.segments[k].factor if falling else 1.0) * m.segment[n, g, k, y]
        for _, _, k in m.segments[n, g]
    )


def weighted_today(data: Instance, n: str, g: str) -> float:
    """Today's places, weighted by the effect that is left in each segment."""
    left, weighted = today(data, n, g), 0.0
    if data.effects[n, g].mid <= 0:
        return left
    for k, segment in enumerate(data.segments):
        used = min(left, segment_width(data, n, g, k))
        weighted, left = weighted + segment.factor * used, left - used
    return weighted


def add_money(m: pyo.ConcreteModel) -> None:
    """Sections 8 to 10."""
    data = m.data
    capped = [
        c for c, refund_class in data.refund_classes.items() if refund_class.ceiling is not None
    ]
    m.refund_today = refund_today(data)
    m.value = {g: exit_value(v, data.ladder, len(data.years)) for g, v in data.groups.items()}
    m.extra_exits = pyo.Expression(m.G, m.Y, rule=extra_exits)
    m.change_in_places = pyo.Expression(m.pairs, m.Y, rule=change_in_places)
    m.change_in_paid = pyo.Expression(m.S, m.Y, rule=change_in_paid)
    m.change_in_gross = pyo.Expression(CATEGORIES, m.Y, rule=change_in_gross)
    m.change_in_refund = pyo.Expression(CATEGORIES, m.Y, rule=change_in_refund)
    m.elsewhere = pyo.Expression(("gross", "net"), m.Y, rule=elsewhere)
    m.one_off = pyo.Expression(m.Y, rule=one_off)
    m.refund_by_share = pyo.Constraint(
        list(data.refund_classes), CATEGORIES, m.Y, rule=refund_by_share
    )
    m.refund_ceiling = pyo.Constraint(capped, m.Y, rule=refund_ceiling)
