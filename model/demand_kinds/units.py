"""Demands on units: which there are, and whom each is responsible for."""

from itertools import pairwise

from model import quantities
from model.demand import Demand, Text
from model.demand_kinds.record import MORE, DemandContext, DemandKind, Rows
from model.evaluation.savings import years_of
from model.expressions import Model, handover_places, total


def closed_units_rows(m: Model, q: Demand) -> Rows:
    """sum over today's units of 1 - unit_is_open[u] <= bound"""
    units = [u for u in m.U if m.data.units[u].status == "today"]
    yield ("all",), total(m, (1 - m.unit_is_open[u] for u in units)) <= q.bound


def closed_units_slack(c: DemandContext) -> float:
    """Units that could still be closed."""
    closed = [
        u for u, v in c.data.units.items() if v.status == "today" and u not in c.plan.unit_is_open
    ]
    return c.q.bound - len(closed)


CLOSED_UNITS = DemandKind(
    line="11.15",
    label=Text("Loft over nedlagte enheder", "Limit to closed units"),
    sentence=Text(
        "Højst {bound} {enhed|enheder} nedlægges", "At most {bound} {unit is|units are} closed"
    ),
    rows=closed_units_rows,
    slack=closed_units_slack,
    unit=quantities.UNITS,
    looser=MORE,
)


def keep_unit_rows(m: Model, q: Demand) -> Rows:
    """unit_is_open[u] >= 1"""
    for u in (u for u in m.data.units_in(q.units) if u in m.U):  # fixed ones are always open
        yield (u,), m.unit_is_open[u] >= 1


def keep_unit_slack(c: DemandContext) -> float:
    """0 when all are open, else minus those that are not."""
    return -float(sum(u not in c.plan.unit_is_open for u in c.data.units_in(c.q.units)))


KEEP_UNIT = DemandKind(
    line="11.16",
    label=Text("Enhed bevares", "Unit kept"),
    sentence=Text("{units} skal bestå som enhed", "{units} must remain a unit"),
    rows=keep_unit_rows,
    slack=keep_unit_slack,
    needs=("units",),
)


def close_unit_rows(m: Model, q: Demand) -> Rows:
    """unit_is_open[u] <= 0"""
    for u in (u for u in m.data.units_in(q.units) if u in m.U):
        yield (u,), m.unit_is_open[u] <= 0


def close_unit_slack(c: DemandContext) -> float:
    """0 when all are closed, else minus those that are open."""
    return -float(sum(u in c.plan.unit_is_open for u in c.data.units_in(c.q.units)))


CLOSE_UNIT = DemandKind(
    line="11.21",
    label=Text("Enhed nedlægges", "Unit closed"),
    sentence=Text("{units} skal nedlægges som enhed", "{units} must close as a unit"),
    rows=close_unit_rows,
    slack=close_unit_slack,
    needs=("units",),
)


def responsible_rows(m: Model, q: Demand) -> Rows:
    """sum_u serves[g,u] >= 1 over the units of the demand"""
    for g in m.data.groups_in(q.groups):
        units = [u for u in q.units if (g, u) in m.eligible]
        yield (g,), total(m, (m.serves[g, u] for u in units)) >= 1


def responsible_slack(c: DemandContext) -> float:
    """0 when all groups belong to one of the units, else minus those that do not."""
    return -float(sum(not any((g, u) in c.plan.serves for u in c.q.units) for g in c.groups))


RESPONSIBLE = DemandKind(
    line="11.22",
    label=Text("Ansvarlig enhed", "Responsible unit"),
    sentence=Text("Ansvaret for {groups} ligger i {units}", "{groups} must belong to {units}"),
    rows=responsible_rows,
    slack=responsible_slack,
    needs=("groups", "units"),
)


def together_rows(m: Model, q: Demand) -> Rows:
    """serves[g,u] = serves[h,u], for groups that follow each other"""
    for g, h in pairwise(m.data.groups_in(q.groups)):
        for u in (u for u in m.data.decided_units if {(g, u), (h, u)} & set(m.eligible)):
            each = [m.serves[i, u] if (i, u) in m.eligible else m.nothing for i in (g, h)]
            yield (g, h, u), each[0] - each[1] == 0


def together_slack(c: DemandContext) -> float:
    """0 when the groups have one unit, else minus the units too many."""
    return 1.0 - max(1, len({u for g, u in c.plan.serves if g in c.groups}))


TOGETHER = DemandKind(
    line="11.23",
    label=Text("Samlet ansvar", "Shared responsibility"),
    sentence=Text("{groups} hører til samme enhed", "{groups} must belong to the same unit"),
    rows=together_rows,
    slack=together_slack,
    needs=("groups",),
)


def handovers_rows(m: Model, q: Demand) -> Rows:
    """sum handover[n,u,g,y] <= bound, over all years of the demand"""
    years = years_of(m.data, q)
    places = (handover_places(m, n, u, g, y) for n, u, g in m.P for y in years)
    yield ("all",), total(m, places) <= q.bound


def handovers_slack(c: DemandContext) -> float:
    """Places that another unit than the responsible could still run, all years together."""
    return c.q.bound - sum(c.after.handovers[y] for y in c.years)


HANDOVERS = DemandKind(
    line="11.27",
    label=Text("Overdragne pladser", "Places handed on"),
    sentence=Text(
        "Højst {bound} {plads|pladser} drives af en anden enhed end den ansvarlige",
        "At most {bound} {place is|places are} run by another unit than the responsible",
    ),
    rows=handovers_rows,
    slack=handovers_slack,
    unit=quantities.PLACES,
    looser=MORE,
)
