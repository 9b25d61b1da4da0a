"""Solve a scenario: apply it, search, evaluate, and say what clashes when there is no plan."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import is_
from time import perf_counter
from typing import NamedTuple

from model.demand import Demand
from model.demand_kinds.kinds import judge
from model.evaluation.evaluate import evaluate
from model.evaluation.savings import NOTHING, saving_of_target, target, years_of
from model.instance import Instance
from model.plan import Plan, baseline
from model.solution import CrossCheck, Outcome, OutOfTimeError, Seconds, Solution, Termination
from model.solver.basis_cache import solve_relaxation
from model.solver.lexicographic import solve as search
from scenarios.apply import apply
from scenarios.conflicts import first_conflict
from scenarios.once import WithoutDemands, once_for_data
from scenarios.scenario import Scenario

SECONDS = 60.0  # that a search may take


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer is the same as another of the same search, confirmed by a second solver or not.

    So what is computed of it is kept (`scenarios.once`), unless it tells of the cross-check.

    `instance` has the scenario's changes applied.

    `conflict` names demands that together have no plan (one minimal set), when the termination
    is infeasible. `cross_check` is what a second solver says, once it has been asked.
    """

    scenario: Scenario
    instance: Instance
    baseline: Plan
    before: Outcome  # today's practice on the same instance
    solution: Solution
    conflict: tuple[str, ...]
    plan_id: str
    cross_check: CrossCheck | None = None

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._asked)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answer):
            return NotImplemented
        return all(map(is_, self._asked, other._asked))

    @property
    def _asked(self) -> tuple[object, ...]:
        """What was asked and found, each itself: comparing their content would take longer."""
        return (self.scenario, self.instance, self.baseline, self.before, self.solution,
                self.conflict, self.plan_id)  # fmt: skip

    @property
    def withheld(self) -> bool:
        """Whether something was found that the evaluation or the second solver does not confirm."""
        checked = self.cross_check
        return not self.solution.agrees or (checked is not None and checked.verdict != "agrees")

    def saving(self, year: int) -> float:
        """tkr closed in `year`, in what the scenario's saving demand counts.

        Raises ValueError without a plan.
        """
        if self.solution.outcome is None:
            raise ValueError("no plan, no saving")
        return saving_of_target(self.instance, self.before, self.solution.outcome, year)


class Limit(NamedTuple):
    """The best value of a criterion that no plan passes, in the unit of the criterion."""

    criterion: str
    termination: Termination
    value: float


def solve(instance: Instance, scenario: Scenario, seconds: float = SECONDS) -> Answer:
    """The answer to a scenario; `seconds` limits the search."""
    return solve_applied(apply(instance, scenario), scenario, seconds)


def solve_applied(changed: Instance, scenario: Scenario, seconds: float = SECONDS) -> Answer:
    """The answer to a scenario on an instance that has its changes."""
    return _answer(changed, *todays_practice(WithoutDemands(changed)), scenario, seconds)


@once_for_data
def todays_practice(data: WithoutDemands) -> tuple[Plan, Outcome]:
    """Today's practice and what it leads to, whatever is asked."""
    today = baseline(data.instance)
    return today, evaluate(data.instance, today)


def solve_reordered(answer: Answer, scenario: Scenario, seconds: float = SECONDS) -> Answer:
    """The answer to the same scenario with another order; itself where that is its own."""
    if scenario == answer.scenario:
        return answer
    return _answer(answer.instance, answer.baseline, answer.before, scenario, seconds)


def _answer(
    changed: Instance, today: Plan, before: Outcome, scenario: Scenario, seconds: float
) -> Answer:
    if scenario.frozen:
        solution = as_evaluated(changed, today, before)
    else:
        solution = search(changed, order_of(scenario), seconds, before)
    conflict = first_conflict(changed) if solution.termination == "infeasible" else None
    members = tuple(q for q in changed.demands if q in (conflict or ()))
    return Answer(scenario, changed, today, before, solution, members, plan_id(solution.plan))


def limit(changed: Instance, scenario: Scenario) -> Limit | None:
    """What no plan of the scenario can do better on the instance that has its changes.

    None for a scenario that is not searched for.

    Its first criterion in the exact linear program, which knows no whole choices: a matter
    of milliseconds, and proven infeasible only when every plan is.
    """
    if scenario.frozen:
        return None
    criterion = scenario.order[0].criterion
    found = solve_relaxation(changed, criterion)
    return Limit(criterion, found.termination, found.objective)


def as_evaluated(instance: Instance, plan: Plan, before: Outcome) -> Solution:
    """A plan that was not searched for, such as today's practice."""
    start = perf_counter()
    outcome = evaluate(instance, plan)
    return Solution(
        termination="feasible",
        plan=plan,
        outcome=outcome,
        demands=judge(instance, plan, before, outcome),
        agrees=not outcome.violations,
        seconds=Seconds(evaluate=perf_counter() - start),
    )


def plan_id(plan: Plan | None) -> str:
    """Eight letters that are the same for the same plan, to three decimals; "" without one."""
    if plan is None:
        return ""
    rows = [
        f"{name}{key}{value:.3f}"
        for name in ("places", "staff")
        for key, value in sorted(getattr(plan, name).items())
        if round(value, 3)
    ]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:8].upper()


class Change(NamedTuple):
    """More or less than in the plan of the answer."""

    exits: float  # all years together
    saving: float  # tkr a year: the year of the target that saves least
    dismissals: float  # people


def order_of(scenario: Scenario) -> list[tuple[str, float, float]]:
    """Criteria, tolerances, and the least that is given up, in the criterion's unit."""
    return [(step.criterion, step.tolerance, step.least) for step in scenario.order]


def change_under(
    answer: Answer, demands: Mapping[str, Demand], seconds: float = SECONDS
) -> Change | None:
    """The change to the scenario's best plan under other demands; None when there is none.

    Raises OutOfTimeError when that plan is not proven within so many seconds.
    """
    instance = replace(answer.instance, demands=demands)
    found = search(instance, order_of(answer.scenario), max(0.0, seconds), answer.before)
    if found.limit == "time":
        raise OutOfTimeError
    return change_between(answer, found)


def change_between(answer: Answer, solution: Solution) -> Change | None:
    """The change from the answer's plan to a solution's; None when either has no plan."""
    other, plan = solution.outcome, answer.solution.outcome
    if other is None or plan is None:
        return None
    saved = least_saved(answer, other) - least_saved(answer, plan)
    exits = sum(other.extra_exits.values()) - sum(plan.extra_exits.values())
    dismissals = sum(other.dismissed_people.values()) - sum(plan.dismissed_people.values())
    return Change(exits, saved, dismissals)


def least_saved(answer: Answer, outcome: Outcome) -> float:
    """tkr a year, as the answer's own target counts it."""
    instance = answer.instance
    years = years_of(instance, target(instance) or NOTHING) or instance.years
    return min(saving_of_target(instance, answer.before, outcome, y) for y in years)
