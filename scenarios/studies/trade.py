"""The trade: what a plan gains when it may give up a part of its first criterion.

Each point is the scenario itself with another order, so that to take it is to ask the scenario so.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from scenarios.scenario import ORDER, Priority, Scenario
from scenarios.solve import SECONDS, Answer, solve_reordered

GIVE_UP = (0.0, 0.01, 0.02, 0.05, 0.10)  # of the first criterion
SECOND = ("in_work", "dismissals")  # what is sought within it
EXACT = 1e-4  # stands for nothing given up, and is what a search leaves unproven


class TradePoint(NamedTuple):
    """The answer where `give_up` of the first criterion is spent on another; None where all is."""

    give_up: float | None
    criterion: str
    answer: Answer


def trade(answer: Answer, seconds: float = SECONDS) -> Iterator[TradePoint]:
    """The points of an answer one by one, least given up first; the last has in_work first."""
    for share in GIVE_UP:
        for criterion in SECOND:
            scenario = spent_on(answer.scenario, share, criterion)
            yield TradePoint(share, criterion, solve_reordered(answer, scenario, seconds))
    if answer.scenario.order[0].criterion != "in_work":
        yield TradePoint(None, "in_work", net_first(answer, seconds))


def net_first(answer: Answer, seconds: float = SECONDS) -> Answer:
    """The answer of the same scenario with in_work as its first criterion."""
    return solve_reordered(answer, answer.scenario.with_first("in_work"), seconds)


def spent_on(scenario: Scenario, share: float, criterion: str) -> Scenario:
    """The scenario that may give up a share of its first criterion for the best of another."""
    first, *rest = scenario.order
    known = {step.criterion: step for step in (*ORDER, *rest)}
    others = [step for step in rest if step.criterion != criterion]
    second = known.get(criterion, Priority(criterion))
    steps = (second, *others) if criterion != first.criterion else tuple(others)
    return replace(scenario, order=(replace(first, tolerance=max(share, EXACT)), *steps))
