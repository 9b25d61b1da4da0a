"""The scenario that asks for every choice of a plan that was chosen to hold."""

from model.alternatives.choices import steps_of
from model.criteria import criterion_values
from scenarios.pinned import pinned
from scenarios.scenario import Scenario
from scenarios.solve import Answer

FIRST = "in_work"  # what plans are held for


def as_scenario(answer: Answer) -> Scenario:
    """People in work first, as many as in the plan of an answer, and its measures and units.

    Staff may be placed a little differently. Raises ValueError without a plan.
    """
    plan, outcome = answer.solution.plan, answer.solution.outcome
    if plan is None or outcome is None:
        raise ValueError("no plan, nothing to ask for")
    asked, data = answer.scenario.with_first(FIRST), answer.instance
    value = criterion_values(data, answer.before, outcome)[FIRST]
    return pinned(asked, data, plan, steps_of(data), value)
