"""Sums over the decisions of a model that constraints, demands and criteria share.

Algebra on what it is given: nothing here, nor in the records made of it, needs Pyomo to be there.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from model.demand import Basis, Counts, View
from model.evaluation.benefits import job_years_of
from model.instance import Instance
from model.solution import CATEGORIES

Model = Any  # a Pyomo ConcreteModel; Pyomo has no types
Rule = Any  # an expression or relation of it


def total(m: Model, terms: Iterable[Rule]) -> Rule:
    """Their sum; where there are none a decision that is zero, so that a row stays a row."""
    listed = list(terms)
    return sum(listed) if listed else m.nothing


def pair_places(m: Model, n: str, g: str, y: int) -> Rule:
    """Places of measure n given to group g in a year, all units."""
    return total(m, (m.places[*i, m.data.stage(y)] for i in m.of_pair[n, g]))


def offers_to(m: Model, g: str, y: int, types: Sequence[str] = ()) -> Rule:
    """Offers that a group has, handed-over measures included; of some types, or all."""
    data, measures = m.data, offers_for(m.data, g, types)
    elsewhere = sum(data.today(n, g=g) * m.is_handed_over[n] for n in measures if n in m.handable)
    return total(m, (pair_places(m, n, g, y) for n in measures)) + elsewhere


def offers_before(m: Model, g: str, types: Sequence[str] = ()) -> float:
    """Offers that a group has today; of some types, or all."""
    today: float = sum(m.data.today(n, g=g) for n in offers_for(m.data, g, types))
    return today


def offers_for(data: Instance, g: str, types: Sequence[str] = ()) -> list[str]:
    """Measures that are offers to a group; of some types, or all."""
    known = ((n, data.measures[n]) for n in data.measures_for[g])
    return [n for n, v in known if v.is_offer and (not types or v.type in types)]


def handover_places(m: Model, n: str, u: str, g: str, y: int) -> Rule:
    """Places of group g run by u while another unit is responsible."""
    if (n, u, g) in m.choices:
        return m.handover[n, u, g, m.data.stage(y)]
    return 0.0 if (g, u) in m.data.eligible_units else m.places[n, u, g, m.data.stage(y)]


def casework_of(m: Model, g: str, u: str, y: int) -> Rule:
    """Hours of casework that group g gets in u; none where no staff group does its casework."""
    return m.casework[g, u, y] if m.data.groups[g].casework_staff else m.nothing


def saving(m: Model, basis: Basis, view: View, counts: Counts, y: int) -> Rule:
    """(12.1) what year y costs less than today, tkr"""
    net = 1.0 if basis == "net" else 0.0
    change = sum(
        m.change_in_gross[a, y] - net * m.change_in_refund[a, y] for a in CATEGORIES[counts]
    )
    others = m.elsewhere[basis, y] if view == "municipality" else 0
    return (tax_gain(m, y) if counts == "all" else 0) - change - others


def tax_gain(m: Model, y: int) -> Rule:
    """(12.2) municipal tax of the job-years that extra exits give in year y, tkr"""
    data = m.data
    per_year = data.settings.tax_share * data.settings.tax_per_exit
    return per_year * sum(
        m.extra_exits[g, x] * job_years_of(data, g, x)[y - x]
        for g in data.groups
        for x in m.Y
        if x <= y
    )


def people_dismissed(
    m: Model, units: Sequence[str], staff: Sequence[str], years: Sequence[int]
) -> Rule:
    """(12.3) sum dismissed[u,s,y] / fte_per_person[s], in persons; empty means all"""
    return total(
        m,
        (
            m.dismissed[u, s, y] / m.data.staff_groups[s].fte_per_person
            for u, s in m.S
            if (not units or u in units) and (not staff or s in staff)
            for y in years
        ),
    )


def people_of(m: Model, s: str, y: int) -> Rule:
    """People of staff group s who are dismissed in year y."""
    part = m.data.staff_groups[s].fte_per_person
    return total(m, (m.dismissed[u, r, y] / part for u, r in m.S if r == s))


def measure_cost(m: Model, n: str, y: int) -> Rule:
    """(12.4) running costs and own staff's time of measure n at the year's rate, above today's"""
    data = m.data.in_year(y)
    staff = sum(
        data.staffing[n, s].hours / data.settings.hours_per_fte * data.staff_groups[s].price
        for s in data.staff_of[n]
    )
    return (data.measures[n].running_cost + staff) * sum(
        pair_places(m, n, g, y) - data.today(n, g=g) for g in data.groups_of[n]
    )
