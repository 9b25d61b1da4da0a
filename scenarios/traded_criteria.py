"""Criteria that are traded for one another: what must be reached, and what does not hold."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from model.criteria import TRADEOFFS
from model.demand import Demand
from model.evaluation.savings import savings
from model.frontier.biobjective import BiobjectiveLP
from model.instance import Instance
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from scenarios.conflicts import first_conflict
from scenarios.structure import SCENARIO_OWNER


def demand_id(criterion: str) -> str:
    return f"REACH-{criterion}"


def demand_reaching(criterion: str, value: float) -> Demand:
    """The demand that a criterion reaches a value, or better."""
    name, traded = demand_id(criterion), TRADEOFFS[criterion]
    return Demand(name, traded.reached, SCENARIO_OWNER, traded.kind, value, groups=traded.groups)


def traded_demands(instance: Instance, traded: Sequence[str]) -> set[str]:
    """The demands that do not hold where these criteria are traded.

    They are what must be saved, and what a point chosen on a frontier was to reach.
    """
    points = {demand_id(criterion) for criterion in traded}
    return points | (set(savings(instance)) if "saving" in traded else set())


def build_biobjective(instance: Instance, x: str, y: str, *others: str) -> BiobjectiveLP:
    """A bi-objective program without the demands that its criteria are traded for."""
    lp = build_lp(instance, GAP)
    free = traded_demands(instance, (x, y, *others))
    rows = [row for row, demand in lp.matrix.demand_of.items() if demand in free]
    return BiobjectiveLP(lp, x, y, np.array(rows, dtype=np.int32))


def remaining_conflict(instance: Instance, traded: Sequence[str]) -> tuple[str, ...]:
    """A conflict among the other demands; empty when the data alone have no plan."""
    free = traded_demands(instance, traded)
    kept = {i: q._replace(active=q.active and i not in free) for i, q in instance.demands.items()}
    return tuple(sorted(first_conflict(replace(instance, demands=kept)) or ()))
