"""The other readings of the amount to close: the same demand in service, running costs or all."""

from dataclasses import replace
from typing import NamedTuple, get_args

from model.demand import Counts
from model.evaluation.savings import target
from scenarios.apply import move_demands
from scenarios.scenario import Levers, Priority, Scenario
from scenarios.solve import SECONDS, Answer, solve_applied

HARDLY = 0.001  # MDKK that stand for no amount at all: the terms of the target stay
MOST = Priority("saving", 1e-4)


class Reading(NamedTuple):
    """The answer where the amount is closed in `counts`; `most` where no plan closes it.

    `most` is the plan that closes as much of it as can be.
    """

    counts: Counts
    answer: Answer
    most: Answer | None = None


def readings(answer: Answer, seconds: float = SECONDS) -> tuple[Reading, ...]:
    """Every reading but the answer's own; none where nothing is to be closed."""
    q = target(answer.instance)
    if answer.scenario.frozen or q is None or q.bound <= 0:
        return ()
    others = (counts for counts in get_args(Counts) if counts != q.counts)
    return tuple(reading(answer, counts, seconds) for counts in others)


def reading(answer: Answer, counts: Counts, seconds: float) -> Reading:
    """The same amount in what counts."""
    found = read_as(answer, Levers(counts=counts), answer.scenario, seconds)
    nothing = found.solution.termination == "infeasible"
    return Reading(counts, found, most_of(answer, counts, seconds) if nothing else None)


def most_of(answer: Answer, counts: Counts, seconds: float) -> Answer:
    """The plan that closes most of the amount in what counts, in the same shares by year."""
    order = (MOST, *answer.scenario.order)
    scenario = replace(answer.scenario, order=order)
    return read_as(answer, Levers(counts=counts, amount=HARDLY), scenario, seconds)


def read_as(answer: Answer, levers: Levers, scenario: Scenario, seconds: float) -> Answer:
    """The answer of a scenario where these levers move its saving demands."""
    moved = move_demands(answer.instance, levers, answer.scenario.new)
    counts = replace(scenario.levers, counts=levers.counts)
    return solve_applied(moved, replace(scenario, levers=counts), seconds)
