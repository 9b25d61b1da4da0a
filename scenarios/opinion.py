"""A second solver's opinion of an answer."""

from model.second_opinion import Opinion, second_opinion
from scenarios.answer import Answer


def opinion(answer: Answer) -> Opinion | None:
    """What another solver says of the answer's first criterion; None when nothing was solved."""
    if answer.scenario.frozen:
        return None
    return second_opinion(answer.instance, answer.scenario.order[0].criterion, answer.solution)
