"""Section 9, refunds: what the state refunds of running costs, up to a ceiling."""

from model.algebra import pyo
from model.expressions import Rule, total
from model.formulation.places import category
from model.instance import Instance
from model.solution import CATEGORIES as COUNTED

CATEGORIES = COUNTED["all"]


def refund_by_share(m: pyo.ConcreteModel, c: str, a: str, y: int) -> Rule:
    """(9.1) refund[c,a,y] <= sum refund_share running_cost places of the calendar year"""
    return m.refund[c, a, y] <= total(
        m,
        (
            rate * (m.data.today(n, g=g) + m.change_in_places[n, g, y])
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
    """(9.2) sum_a refund[c,a,y] <= refund_limit[c]"""
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
    capped = [c for c, v in data.refund_classes.items() if v.ceiling is not None]
    m.refund_today = refund_today(data)
    m.refund_by_share = pyo.Constraint(
        list(data.refund_classes), CATEGORIES, m.Y, rule=refund_by_share
    )
    m.refund_ceiling = pyo.Constraint(capped, m.Y, rule=refund_ceiling)
