"""The model, section by section: the table of contents of docs/formulation.md."""

from model.algebra import PauseGC, pyo
from model.criteria import CRITERIA
from model.demand_kinds.kinds import KINDS
from model.evaluation.savings import savings, years_of
from model.expressions import Rule, offers_before, offers_to, pair_places, saving
from model.formulation.contracts import add_contracts
from model.formulation.exits import add_exits
from model.formulation.in_work import add_in_work
from model.formulation.money import add_money, add_refunds
from model.formulation.places import add_places, add_segments
from model.formulation.sets import add_decisions, add_sets
from model.formulation.staff import add_casework, add_responsibility, add_staff
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


def places_cut(m: pyo.ConcreteModel, n: str, g: str, t: int) -> Rule:
    """(12.18) cut[n,g,t] >= places of the stage before - places[n,g,t], handed-over ones in it"""
    kept = pair_places(m, n, g, t)
    if n in m.handable:
        kept += m.data.today(n, g=g) * m.is_handed_over[n]
    first = t == m.data.settings.first_year
    before = m.data.today(n, g=g) if first else pair_places(m, n, g, t - 1)
    return m.cut[n, g, t] + kept >= before


def add_criteria(m: pyo.ConcreteModel) -> None:
    """Section 12: one objective per criterion, none of them active on its own."""
    m.savings = savings(m.data)
    m.lost = pyo.Var(m.G, m.T, domain=pyo.NonNegativeReals)
    m.saving_level = pyo.Var()
    m.cut = pyo.Var(m.pairs, m.T, domain=pyo.NonNegativeReals)
    counted = [(i, y) for i, (q, _) in m.savings.items() for y in years_of(m.data, q)]
    m.saving_each_year = pyo.Constraint(counted, rule=saving_each_year)
    m.lost_places = pyo.Constraint(m.G, m.T, rule=lost_places)
    m.places_cut = pyo.Constraint(m.pairs, m.T, rule=places_cut)
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
        add_segments(m)
        add_contracts(m)
        add_places(m)
        add_staff(m)
        add_casework(m)
        add_responsibility(m)
        add_exits(m)
        add_in_work(m)
        add_refunds(m)
        add_money(m)
        add_criteria(m)
        add_demands(m)
    return m
