"""Section 1, contracts: places that are bought until a date are paid, used or not."""

from model.algebra import pyo
from model.expressions import Rule, pair_places, total


def places_bought(m: pyo.ConcreteModel, n: str, y: int) -> Rule:
    """(1.4) sum_c (unused[c,y] + left[c]) >= sum_c places[c] (1 - is_handed_over[n]) - places[n,y]

    over the contracts c of measure n that are still to be paid in year y after the change
    """
    data = m.data
    bought = [c for c, x in data.bound_until if x == y and data.contracts[c].measure == n]
    places = sum(data.contracts[c].places for c in bought)
    along = places * m.is_handed_over[n] if n in m.handable else 0.0
    used = total(m, (pair_places(m, n, g, y) for g in data.groups_of[n]))
    return sum(m.unused[c, y] + m.left[c] for c in bought) >= places - along - used


def no_more_than_bought(m: pyo.ConcreteModel, c: str, y: int) -> Rule:
    """(1.5) unused[c,y] + left[c] <= places[c]"""
    return m.unused[c, y] + m.left[c] <= m.data.contracts[c].places


def cannot_be_left(m: pyo.ConcreteModel, c: str) -> Rule:
    """(1.6) left[c] = 0 for a contract that nobody can leave"""
    return m.left[c] == 0


def paid_unused(m: pyo.ConcreteModel, a: str, y: int) -> Rule:
    """(9.10) running costs of places that are bought and not used, tkr, without refund"""
    data = m.data.in_year(y)
    return sum(
        share * data.measures[data.contracts[c].measure].running_cost * m.unused[c, y]
        for (c, x), share in m.data.bound_until.items()
        if x == y and data.accounts[data.measures[data.contracts[c].measure].account].category == a
    )


def paid_to_leave(m: pyo.ConcreteModel) -> Rule:
    """tkr once for the places that are left before their contract ends."""
    return sum((v.leave_cost or 0.0) * m.left[c] for c, v in m.data.contracts.items())


def add_contracts(m: pyo.ConcreteModel) -> None:
    data = m.data
    bought = dict.fromkeys((data.contracts[c].measure, y) for c, y in data.bound_until)
    m.places_bought = pyo.Constraint(list(bought), rule=places_bought)
    m.no_more_than_bought = pyo.Constraint(list(data.bound_until), rule=no_more_than_bought)
    fixed = [c for c, v in data.contracts.items() if v.leave_cost is None]
    m.cannot_be_left = pyo.Constraint(fixed, rule=cannot_be_left)
