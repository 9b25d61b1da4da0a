"""The model, section by section: the table of contents of docs/formulation.md."""

from model.algebra import PauseGC, pyo
from model.criteria import CRITERIA
from model.demand_kinds.kinds import KINDS
from model.evaluation.benefits import job_years
from model.evaluation.savings import savings, years_of
from model.expressions import Rule, offers_before, offers_to, saving
from model.formulation.exits import add_exits
from model.formulation.money import add_money, add_refunds
from model.formulation.places import add_places
from model.formulation.sets import add_decisions, add_sets
from model.formulation.staff import add_staff
from model.instance import Instance


def saving_each_year(m: pyo.ConcreteModel, i: str, y: int) -> Rule:
    """(12.5) share[i] saving_level <= saving[y] in the years of savings demand i"""
    q, share = m.savings[i]
    return share * m.saving_level - saving(m, q.basis, q.view, q.counts, y) <= 0


def criterion(m: pyo.ConcreteModel, name: str) -> Rule:
    """(12.6) the criterion of that name, in its unit"""
    return CRITERIA[name].expression(m)


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
    m.criterion = pyo.Objective(list(CRITERIA), rule=criterion)


def add_demands(m: pyo.ConcreteModel) -> None:
    """Section 11: the rows of every active demand."""
    m.demand = pyo.Constraint(pyo.Any)
    for q in m.data.demands.values():
        if q.active:
            for label, row in KINDS[q.kind].rows(m, q):
                m.demand[(q.id, *label)] = row


def build(instance: Instance) -> pyo.ConcreteModel:
    """The Pyomo model of an instance, with one objective per criterion of section 12.

    Rows and columns stand in the order of their names, whatever that of the data.
    """
    m = pyo.ConcreteModel(name="jobbalance")
    with PauseGC():  # all that is made stays, so that nothing is gained by looking for garbage
        add_sets(m, instance.in_order)
        add_decisions(m)
        add_places(m)
        add_staff(m)
        add_exits(m)
        add_refunds(m)
        add_money(m)
        add_criteria(m)
        add_demands(m)
    return m
