"""Section 12: criteria, and the sums that demands and criteria share."""

from collections.abc import Callable

import pyomo.environ as pyo

from model.evaluation.benefits import job_years
from model.evaluation.criteria import savings, years_of
from model.expressions import (
    Rule,
    handed,
    offers_before,
    offers_to,
    people_dismissed,
    saving,
    total,
)

SENSE = {  # 1: more is better
    "exits": 1,
    "saving": 1,
    "coverage": 1,
    "dismissals": -1,
    "flex_dismissals": -1,
    "lost_places": -1,
    "handovers": -1,
    "one_off": -1,
    "transfers": 1,
}


def saving_each_year(m: pyo.ConcreteModel, i: str, y: int) -> Rule:
    """(12.5) share[i] saving_level <= saving[y] in the years of savings demand i"""
    q, share = m.savings[i]
    return share * m.saving_level - saving(m, q.basis, q.view, q.counts, y) <= 0


def criterion(m: pyo.ConcreteModel, name: str) -> Rule:
    """(12.6) the criteria, in persons, places or tkr over all years; saving in tkr a year"""
    return CRITERIA[name](m)


def exits(m: pyo.ConcreteModel) -> Rule:
    """Extra job exits, persons."""
    return sum(m.extra_exits[i] for i in m.extra_exits)


def coverage(m: pyo.ConcreteModel) -> Rule:
    """Offers per vulnerable citizen, on average over the years."""
    groups = m.data.groups
    vulnerable = [g for g in groups if "vulnerable" in groups[g].tags]
    people = sum(groups[g].eligible for g in vulnerable) * len(m.Y)
    return total(m, (offers_to(m, g, y) for g in vulnerable for y in m.Y)) / (people or 1.0)


def dismissals(m: pyo.ConcreteModel) -> Rule:
    """Persons dismissed."""
    return people_dismissed(m, (), (), list(m.Y))


def flex_dismissals(m: pyo.ConcreteModel) -> Rule:
    """Flex jobbers dismissed, persons."""
    flexjob = [s for s, staff in m.data.staff_groups.items() if staff.role == "flexjob"]
    return people_dismissed(m, (), flexjob, list(m.Y)) if flexjob else m.nothing


def handovers(m: pyo.ConcreteModel) -> Rule:
    """Places run by another unit than the responsible one."""
    return total(m, (handed(m, n, u, g, y) for n, u, g in m.P for y in m.Y))


def transfers(m: pyo.ConcreteModel) -> Rule:
    """Net transfers saved, tkr."""
    a = "transfers"
    return sum(m.change_in_refund[a, y] - m.change_in_gross[a, y] for y in m.Y)


CRITERIA: dict[str, Callable[[pyo.ConcreteModel], Rule]] = {
    "exits": exits,
    "saving": lambda m: m.saving_level,
    "coverage": coverage,
    "dismissals": dismissals,
    "flex_dismissals": flex_dismissals,
    "lost_places": lambda m: sum(m.lost[i] for i in m.lost),
    "handovers": handovers,
    "one_off": lambda m: sum(m.one_off[y] for y in m.Y),
    "transfers": transfers,
}


def lost_places(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(12.7) lost[g,y] >= offers today - offers[g,y]"""
    return m.lost[g, y] + offers_to(m, g, y) >= offers_before(m, g)


def add_criteria(m: pyo.ConcreteModel) -> None:
    """Section 12: one objective per criterion, none of them active on its own."""
    m.savings = savings(m.data)
    m.job_years = {
        g: job_years(group, m.data.ladder, len(m.data.years)) for g, group in m.data.groups.items()
    }
    m.lost = pyo.Var(m.G, m.Y, domain=pyo.NonNegativeReals)
    m.saving_level = pyo.Var()
    counted = [(i, y) for i, (q, _) in m.savings.items() for y in years_of(m.data, q)]
    m.saving_each_year = pyo.Constraint(counted, rule=saving_each_year)
    m.lost_places = pyo.Constraint(m.G, m.Y, rule=lost_places)
    m.criterion = pyo.Objective(list(SENSE), rule=criterion)
