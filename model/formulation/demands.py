"""Section 11: demands. Each is one named group of rows, `demand[id, label, year]`."""

from model.algebra import pyo
from model.demand_kinds.kinds import KINDS


def add_demands(m: pyo.ConcreteModel) -> None:
    """Section 11: the rows of every active demand."""
    m.demand = pyo.Constraint(pyo.Any)
    for q in m.data.demands.values():
        if q.active:
            for label, row in KINDS[q.kind].rows(m, q):
                m.demand[(q.id, *label)] = row
