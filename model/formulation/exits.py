"""Section 8: job exits, counted as a change from today's."""

from model.algebra import pyo
from model.derived import casework_steps, segments_today
from model.expressions import Rule
from model.formulation.places import share_of_year
from model.instance import Instance
from model.timing import casework_begins, exits_by, exits_by_hired


def exits_of_measures(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(8.1) extra_exits[g,y] = sum_n,k,x lasting fall effect factor (segment - today's)

    over x, the year of the places: this one and the one before
    """
    data = m.data
    return m.extra_exits[g, y] == sum(
        data.lasting(n, g)
        * data.effect(n, g)
        * factor
        * fall
        * (m.segment[n, g, k, data.stage(x)] - today)
        for n in data.measures_for[g]
        if data.effect(n, g)
        for k, factor, today in segments_today(data, n, g)
        for x in (y - 1, y)
        if x in m.Y and (fall := falls(data, n, g, today, x, y))
    ) + data.lasting_casework(g) * exits_of_casework(m, g, y)


def exits_of_casework(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(8.6) persons[g] sum_k works slope_k (casework_step[g,k,y] - today's)"""
    if g not in m.caseworked:
        return 0.0
    persons = m.data.in_year(y).groups[g].persons
    return persons * sum(
        share_of_year(m.data, casework_begins(m.data, start), y)
        * slope
        * (m.casework_step[g, k, m.data.stage(y)] - (end - start if end <= 1 else 0.0))
        for k, (start, end, slope) in enumerate(casework_steps(m.data, g))
        if slope
    )


def falls(data: Instance, n: str, g: str, today: float, x: int, y: int) -> float:
    """Share of the exits of year x's change in a segment that fall in year y.

    New places that bring people into work wait for the staff who are hired for them.
    """
    hired = data.staff_of[n] and not today and data.effect(n, g) > 0
    return (exits_by_hired if hired else exits_by)(data, data.measures[n], x, y)


def add_exits(m: pyo.ConcreteModel) -> None:
    m.extra_exits = pyo.Var(m.G, m.Y)
    m.exits_of_measures = pyo.Constraint(m.G, m.Y, rule=exits_of_measures)
