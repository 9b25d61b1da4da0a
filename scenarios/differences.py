"""What another answer to the same question changes: exits, money and people."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from model.demand import Demand
from model.evaluation.savings import NOTHING, saving_of_target, target, years_of
from model.solution import Outcome, Solution
from model.solver.lexicographic import solve
from scenarios.solve import Answer


class Change(NamedTuple):
    """More or less than in the plan of the answer."""

    exits: float  # all years together
    saving: float  # tkr a year: the year of the target that saves least
    dismissals: float  # people


def order_of(answer: Answer) -> list[tuple[str, float]]:
    """The scenario's criteria with their tolerances."""
    return [(step.criterion, step.tolerance) for step in answer.scenario.order]


def change_under(answer: Answer, demands: Mapping[str, Demand]) -> Change | None:
    """The change to the scenario's best plan under other demands; None when there is none."""
    instance = replace(answer.instance, demands=demands)
    return change_between(answer, solve(instance, order_of(answer), before=answer.before))


def change_between(answer: Answer, solution: Solution) -> Change | None:
    """The change from the answer's plan to a solution's; None when either has no plan."""
    other, plan = solution.outcome, answer.solution.outcome
    if other is None or plan is None:
        return None
    saved = least_saved(answer, other) - least_saved(answer, plan)
    return Change(exits(other) - exits(plan), saved, dismissed(other) - dismissed(plan))


def exits(outcome: Outcome) -> float:
    """More than today's practice gives, all years together."""
    return sum(outcome.extra_exits.values())


def dismissed(outcome: Outcome) -> float:
    """People."""
    return sum(outcome.dismissed_people.values())


def least_saved(answer: Answer, outcome: Outcome) -> float:
    """tkr a year, as the answer's own target counts it."""
    instance = answer.instance
    years = years_of(instance, target(instance) or NOTHING) or instance.years
    return min(saving_of_target(instance, answer.before, outcome, y) for y in years)
