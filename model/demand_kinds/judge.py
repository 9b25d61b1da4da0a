"""Every demand held against a plan, without a solver."""

from model.demand_kinds.kinds import KINDS
from model.evaluation.case import Case
from model.instance import Instance
from model.plan import Plan
from model.solution import DemandResult, Outcome

TOLERANCE = 1e-5  # relative to the bound


def judge(data: Instance, plan: Plan, before: Outcome, after: Outcome) -> dict[str, DemandResult]:
    """Every demand, active or not; `before` is the outcome of today's practice."""
    result = {}
    for q in data.demands.values():
        slack = KINDS[q.kind].slack(Case(data, plan, before, after, q))
        result[q.id] = DemandResult(q.active, slack >= -TOLERANCE * max(1.0, abs(q.bound)), slack)
    return result
