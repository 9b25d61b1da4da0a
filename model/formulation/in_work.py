"""Section 8, people: who is in work because of the plan, and who is not, on average over a year."""

from model.algebra import pyo
from model.evaluation.benefits import job_years_of
from model.evaluation.job_loss import loss_of
from model.expressions import Rule, people_of


def in_work_of_people(m: pyo.ConcreteModel, y: int) -> Rule:
    """(8.3) in_work[y] = those brought into work and still there, less those put out of it

    sum extra_exits[g,x] job_years[g,y-x] - sum out_of_work[s,x] loss[s,x,y]
    + sum helped[s,x] (loss[s,x,y] - loss with help[s,x,y]), over x <= y
    """
    data = m.data
    brought = sum(
        m.extra_exits[g, x] * job_years_of(data, g, x)[y - x] for g in m.G for x in m.Y if x <= y
    )
    lost = sum(
        loss_of(data, s, x)[y - x].people * people_of(m, s, x)
        for s in data.reemployment
        for x in m.Y
        if x <= y
    )
    saved = sum(
        (loss_of(data, s, x)[y - x].people - loss_of(data, s, x, helped=True)[y - x].people)
        * m.helped[s, x]
        for s, x in m.helped
        if x <= y
    )
    return m.in_work[y] == brought - lost + saved


def only_dismissed_are_helped(m: pyo.ConcreteModel, s: str, y: int) -> Rule:
    """(8.4) helped[s,y] <= people of s dismissed in y"""
    return m.helped[s, y] - people_of(m, s, y) <= 0


def add_in_work(m: pyo.ConcreteModel) -> None:
    data = m.data
    m.in_work = pyo.Var(m.Y)
    m.in_work_of_people = pyo.Constraint(m.Y, rule=in_work_of_people)
    m.only_dismissed_are_helped = pyo.Constraint(
        list(data.helped), m.Y, rule=only_dismissed_are_helped
    )
