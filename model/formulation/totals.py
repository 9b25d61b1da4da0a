"""Section 11, continued: demands on the total of a criterion over all years."""

from collections.abc import Callable, Iterator

import pyomo.environ as pyo

from model.criteria import years_of
from model.demand import Demand
from model.formulation.places import Rule, offers_to
from model.formulation.sets import total
from model.formulation.staff import handed

Rows = Iterator[tuple[tuple[object, ...], Rule]]


def extra_exits_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.25) sum extra_exits[g,y] >= bound, over all years of the demand"""
    extra = (m.extra_exits[g, y] for g in m.data.groups_in(q.groups) for y in years_of(m.data, q))
    yield ("all",), total(m, extra) >= q.bound


def mean_coverage_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.26) sum offers[g,y] >= bound sum eligible[g], over all years of the demand"""
    groups, years = m.data.groups_in(q.groups), years_of(m.data, q)
    people = sum(m.data.groups[g].eligible for g in groups) * len(years)
    offers = (offers_to(m, g, y) for g in groups for y in years)
    yield ("all",), total(m, offers) >= q.bound * people


def handovers_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.27) sum handover[n,u,g,y] <= bound, over all years of the demand"""
    years = years_of(m.data, q)
    places = (handed(m, n, u, g, y) for n, u, g in m.P for y in years)
    yield ("all",), total(m, places) <= q.bound


TOTALS: dict[str, Callable[[pyo.ConcreteModel, Demand], Rows]] = {
    "extra_exits": extra_exits_rows,
    "mean_coverage": mean_coverage_rows,
    "handovers": handovers_rows,
}
