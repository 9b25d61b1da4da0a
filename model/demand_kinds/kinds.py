"""All kinds of demand by name, in the order of the paper, and every demand held against a plan."""

from model.demand_kinds import citizens, measures, money, staff, units
from model.demand_kinds.record import DemandContext, DemandKind
from model.instance import Instance
from model.plan import Plan
from model.solution import DemandResult, Outcome

TOLERANCE = 1e-5  # relative to the bound
RECORDS = [
    record
    for subject in (money, measures, citizens, units, staff)
    for record in vars(subject).values()
    if isinstance(record, DemandKind)
]
KINDS: dict[str, DemandKind] = {
    kind.name: kind for kind in sorted(RECORDS, key=lambda kind: int(kind.line.split(".")[1]))
}


def judge(data: Instance, plan: Plan, before: Outcome, after: Outcome) -> dict[str, DemandResult]:
    """Every demand, active or not; `before` is the outcome of today's practice."""
    result = {}
    for q in data.demands.values():
        slack = KINDS[q.kind].slack(DemandContext(data, plan, before, after, q))
        result[q.id] = DemandResult(q.active, slack >= -TOLERANCE * max(1.0, abs(q.bound)), slack)
    return result
