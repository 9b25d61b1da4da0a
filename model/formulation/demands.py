"""Section 11: demands. Each is one named group of rows, `demand[id, label, year]`.

A kind is a function from the model and a demand to its rows; model/evaluation/demands.py says what
the bound of a kind means and judges a plan by it without a solver.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise, permutations

import pyomo.environ as pyo

from model.demand import Demand
from model.evaluation.criteria import years_of
from model.formulation.criteria import measure_cost, people_dismissed, saving
from model.formulation.places import Rule, given, offers_to, today
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


def saving_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.1) saving[y] >= bound"""
    for y in years_of(m.data, q):
        yield (y,), saving(m, q.basis, q.view, q.counts, y) >= q.bound


def keep_open_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.2) sum_u is_open[n,u] >= 1"""
    for n in m.data.measures_in(q.measures):
        yield (n,), total(m, (m.is_open[o] for o in m.offers if o[0] == n)) >= 1


def close_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.3) sum_u is_open[n,u] + is_handed_over[n] <= 0"""
    for n in m.data.measures_in(q.measures):
        handed = m.is_handed_over[n] if n in m.handable else 0
        yield (n,), total(m, (m.is_open[o] for o in m.offers if o[0] == n)) + handed <= 0


def hand_over_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.4) is_handed_over[n] >= 1"""
    for n in m.data.measures_in(q.measures):
        yield (n,), total(m, (m.is_handed_over[k] for k in m.handable if k == n)) >= 1


def as_today_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.5) sum_u places[n,u,g,y] = today's"""
    for n, g in m.pairs:
        if n in m.data.measures_in(q.measures):
            for y in years_of(m.data, q):
                yield (n, g, y), given(m, n, g, y) == today(m.data, n, g)


def dismissals_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.6) sum dismissed[u,s,y] / fte_per_person[s] <= bound, over all years of the demand"""
    yield ("all",), people_dismissed(m, q.units, q.staff, years_of(m.data, q)) <= q.bound


def protected_staff_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.7) dismissed[u,s,y] = 0 for the staff groups"""
    for s in q.staff or m.data.staff_groups:
        if any(r == s for _, r in m.S):
            yield (s,), people_dismissed(m, q.units, (s,), years_of(m.data, q)) <= 0


def coverage_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.8) offers[g,y] >= bound eligible[g]"""
    for g in m.data.groups_in(q.groups):
        for y in years_of(m.data, q):
            yield (g, y), offers_to(m, g, y) >= q.bound * m.data.groups[g].eligible


def lost_places_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.9) offers[g,y] >= (1 - bound) offers today"""
    for g in m.data.groups_in(q.groups):
        for y in years_of(m.data, q):
            yield (g, y), offers_to(m, g, y) >= (1 - q.bound) * offers_today(m, g)


def offers_today(m: pyo.ConcreteModel, g: str) -> float:
    """Places a group has today that count as offers."""
    measures = m.data.measures
    return sum(today(m.data, n, g) for n, h in m.pairs if h == g and measures[n].is_offer)


def places_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.10) sum of places over the measures and groups >= bound"""
    groups = m.data.groups_in(q.groups)
    measures = m.data.measures_in(q.measures)
    pairs = [(n, g) for n, g in m.pairs if n in measures and g in groups]
    for y in years_of(m.data, q):
        yield (y,), total(m, (given(m, n, g, y) for n, g in pairs)) >= q.bound


def caseload_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.11) bound casework[g,u,y] >= persons hours_per_fte serves[g,u]"""
    h = m.data.settings.hours_per_fte
    groups = m.data.groups_in(q.groups)
    for g, u in m.eligible:
        if g in groups:
            hours = m.data.groups[g].persons * h
            for y in years_of(m.data, q):
                yield (g, u, y), q.bound * m.casework[g, u, y] - hours * m.serves[g, u] >= 0


def one_off_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.12) sum_y one_off[y] <= bound"""
    yield ("all",), total(m, (m.one_off[y] for y in years_of(m.data, q))) <= q.bound


def reinvest_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.13) cost of the measures of the types, more than today >= bound"""
    measures = [n for n, v in m.data.measures.items() if not q.types or v.type in q.types]
    for y in years_of(m.data, q):
        yield (y,), total(m, (measure_cost(m, n, y) for n in measures)) >= q.bound


def external_share_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.14) running cost of the types <= bound x running cost of all measures"""
    measures = m.data.measures
    for y in years_of(m.data, q):
        yield (
            (y,),
            total(
                m,
                (
                    ((measures[n].type in q.types) - q.bound)
                    * measures[n].running_cost
                    * given(m, n, g, y)
                    for n, g in m.pairs
                ),
            )
            <= 0,
        )


def closed_units_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.15) sum over today's units of 1 - unit_is_open[u] <= bound"""
    units = [u for u in m.U if m.data.units[u].status == "today"]
    yield ("all",), total(m, (1 - m.unit_is_open[u] for u in units)) <= q.bound


def keep_unit_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.16) unit_is_open[u] >= 1"""
    for u in (u for u in m.data.units_in(q.units) if u in m.U):  # fixed ones are always open
        yield (u,), m.unit_is_open[u] >= 1


def close_unit_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.21) unit_is_open[u] <= 0"""
    for u in (u for u in m.data.units_in(q.units) if u in m.U):
        yield (u,), m.unit_is_open[u] <= 0


def responsible_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.22) sum_u serves[g,u] >= 1 over the units of the demand"""
    for g in m.data.groups_in(q.groups):
        units = [u for u in q.units if (g, u) in m.eligible]
        yield (g,), total(m, (m.serves[g, u] for u in units)) >= 1


def together_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.23) serves[g,u] = serves[h,u], for groups that follow each other"""
    for g, h in pairwise(m.data.groups_in(q.groups)):
        for u in (u for u in m.data.decided_units if {(g, u), (h, u)} & set(m.eligible)):
            each = [m.serves[i, u] if (i, u) in m.eligible else m.nothing for i in (g, h)]
            yield (g, h, u), each[0] - each[1] == 0


def exits_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.17) sum over the groups of all exits >= bound"""
    groups = m.data.groups_in(q.groups)
    reference = sum(m.data.groups[g].persons * m.data.groups[g].exit_rate for g in groups)
    for y in years_of(m.data, q):
        yield (y,), total(m, (m.extra_exits[g, y] for g in groups)) >= q.bound - reference


def equal_treatment_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.18) offers[g,y] / offers today[g] - offers[h,y] / offers today[h] <= bound"""
    groups = [g for g in m.data.groups_in(q.groups) if offers_today(m, g)]
    for g, h in permutations(groups, 2):
        for y in years_of(m.data, q):
            kept = offers_to(m, g, y) / offers_today(m, g)
            yield (g, h, y), kept - offers_to(m, h, y) / offers_today(m, h) <= q.bound


def staff_of(m: pyo.ConcreteModel, q: Demand) -> list[tuple[str, str]]:
    """Units and staff groups that a demand is about; none named means all."""
    return [
        (u, s) for u, s in m.S if (not q.units or u in q.units) and (not q.staff or s in q.staff)
    ]


def reserved_staff_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.19) sum reserved[u,s,y] >= bound: FTE set aside for a task of its own"""
    for y in years_of(m.data, q):
        yield (y,), total(m, (m.reserved[i, y] for i in staff_of(m, q))) >= q.bound


def exact_staff_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.20) sum staff[u,s,y] = bound: whole positions instead of fractions"""
    for y in years_of(m.data, q):
        yield (y,), total(m, (m.staff[i, y] for i in staff_of(m, q))) == q.bound


def hiring_stop_rows(m: pyo.ConcreteModel, q: Demand) -> Rows:
    """(11.24) sum hired[u,s,y] <= bound: FTE above those who leave and are replaced"""
    for y in years_of(m.data, q):
        yield (y,), total(m, (m.hired[i, y] for i in staff_of(m, q))) <= q.bound


ROWS: dict[str, Callable[[pyo.ConcreteModel, Demand], Rows]] = {
    "saving": saving_rows,
    "keep_open": keep_open_rows,
    "close": close_rows,
    "hand_over": hand_over_rows,
    "as_today": as_today_rows,
    "dismissals": dismissals_rows,
    "protected_staff": protected_staff_rows,
    "coverage": coverage_rows,
    "lost_places": lost_places_rows,
    "places": places_rows,
    "caseload": caseload_rows,
    "one_off": one_off_rows,
    "reinvest": reinvest_rows,
    "external_share": external_share_rows,
    "closed_units": closed_units_rows,
    "keep_unit": keep_unit_rows,
    "exits": exits_rows,
    "equal_treatment": equal_treatment_rows,
    "reserved_staff": reserved_staff_rows,
    "exact_staff": exact_staff_rows,
    "close_unit": close_unit_rows,
    "responsible": responsible_rows,
    "together": together_rows,
    "hiring_stop": hiring_stop_rows,
    **TOTALS,
}


def add_demands(m: pyo.ConcreteModel) -> None:
    """Section 11: the rows of every active demand."""
    m.demand = pyo.Constraint(pyo.Any)
    for q in m.data.demands.values():
        if q.active:
            for label, row in ROWS[q.kind](m, q):
                m.demand[(q.id, *label)] = row
