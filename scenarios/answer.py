"""A scenario solved on an instance, with everything a reader needs to judge it."""

from dataclasses import dataclass

from model.criteria import saving_of_target
from model.instance import Instance
from model.plan import Plan
from model.solution import Outcome, Solution
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Answer:
    """`instance` has the scenario's changes applied.

    `conflict` names demands that together have no plan (one minimal set), when the termination
    is infeasible.
    """

    scenario: Scenario
    instance: Instance
    baseline: Plan
    before: Outcome  # today's practice on the same instance
    solution: Solution
    conflict: tuple[str, ...]
    plan_id: str

    def saving(self, year: int) -> float:
        """tkr closed in `year`, in what the scenario's saving demand counts.

        Raises ValueError without a plan.
        """
        if self.solution.outcome is None:
            raise ValueError("no plan, no saving")
        return saving_of_target(self.instance, self.before, self.solution.outcome, year)
