"""A criterion that a scenario must reach, as a demand of the kind that matches."""

from model.criteria.criteria import TRADEOFFS
from model.demand import Demand
from scenarios.structure import SCENARIO_OWNER


def demand_id(criterion: str) -> str:
    """The id of the demand that a criterion is reached."""
    return f"REACH-{criterion}"


def demand_reaching(criterion: str, value: float) -> Demand:
    """The demand that a criterion reaches a value, or better."""
    name, traded = demand_id(criterion), TRADEOFFS[criterion]
    return Demand(name, traded.reached, SCENARIO_OWNER, traded.kind, value, groups=traded.groups)
