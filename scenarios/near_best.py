"""The plans of a scenario that lose at most a share of the best value of its first criterion."""

from dataclasses import replace

from model.alternatives.near_best import NearBest, by_branching, by_highs
from model.criteria import CRITERIA, SENSE
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import allowed_loss
from model.solver.lexicographic import AGREEMENT, GAP, is_free
from scenarios.scenario import Scenario
from scenarios.solve import Answer

SHARES = (0.005, 0.01, 0.02, 0.05)  # of the best value
SHARE = 0.01


def within(scenario: Scenario, share: float) -> Scenario:
    """The scenario whose first criterion may lose such a share, or one of what it is counted in."""
    first, *others = scenario.order
    one = CRITERIA[first.criterion].unit.counted
    return replace(scenario, order=(replace(first, tolerance=share, least=one), *others))


def near_best(answer: Answer, share: float, seconds: float) -> NearBest:
    """The plans near the best of an answer's scenario, searched for so many seconds.

    Raises OutOfTimeError where no best plan is found in time, ValueError where there is none.
    """
    first = within(answer.scenario, share).order[0]
    lp = build_lp(answer.instance, GAP)
    lp.set_time_limit(seconds)
    search = by_highs if is_free(lp.matrix) else by_branching
    name = first.criterion
    return NearBest(lp, name, SENSE[name], first.tolerance, first.least, search)


def is_near_best(answer: Answer, share: float) -> bool:
    """Whether the answer's plan is so near the best that its own search found."""
    if not answer.solution.steps:
        return False
    step, first = answer.solution.steps[0], within(answer.scenario, share).order[0]
    lost = SENSE[step.criterion] * (step.best - step.value)
    return lost <= allowed_loss(step.best, first.tolerance, first.least) * (1 + AGREEMENT)
