"""The plan of an answer held against another solver."""

from model.solution import CrossCheck
from model.solver.cross_check import cross_check
from scenarios.solve import Answer


def cross_check_answer(answer: Answer) -> CrossCheck | None:
    """What another solver says of the answer's first criterion; None when nothing was solved."""
    if answer.scenario.frozen:
        return None
    return cross_check(answer.instance, answer.scenario.order[0].criterion, answer.solution)
