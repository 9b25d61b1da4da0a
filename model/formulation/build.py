"""The model, section by section: the table of contents of docs/formulation.md."""

from model.algebra import PauseGC, pyo
from model.formulation.criteria import add_criteria
from model.formulation.demands import add_demands
from model.formulation.exits import add_exits
from model.formulation.money import add_money
from model.formulation.places import add_places
from model.formulation.refunds import add_refunds
from model.formulation.sets import add_decisions, add_sets
from model.formulation.staff import add_staff
from model.instance import Instance


def build(instance: Instance) -> pyo.ConcreteModel:
    """The Pyomo model of an instance, with one objective per criterion of section 12."""
    m = pyo.ConcreteModel(name="jobbalance")
    with PauseGC():  # all that is made stays, so that nothing is gained by looking for garbage
        add_sets(m, instance)
        add_decisions(m)
        add_places(m)
        add_staff(m)
        add_exits(m)
        add_refunds(m)
        add_money(m)
        add_criteria(m)
        add_demands(m)
    return m
