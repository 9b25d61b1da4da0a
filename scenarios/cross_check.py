"""An answer held against a second solver, and withheld unless both say the same."""

from collections.abc import Iterator
from dataclasses import replace

from model.solution import CrossCheck
from model.solver.cross_check import cross_check
from scenarios.once import once
from scenarios.solve import Answer
from scenarios.work import last


def checkable(answer: Answer) -> bool:
    """Whether the answer claims something that a search could refute."""
    found = answer.solution
    claims = found.plan is not None or found.termination == "infeasible"
    return claims and not answer.scenario.frozen


def cross_check_answer(answer: Answer) -> Iterator[CrossCheck]:
    """What a second solver says of an answer, one criterion of its order more in every step."""
    if checkable(answer):
        yield from cross_check(answer.instance, answer.scenario.order[0].criterion, answer.solution)


def cross_checked(answer: Answer) -> Answer:
    """The answer with what the second solver says of it; a second or so later."""
    found = last(cross_check_answer(answer))
    return answer if found is None else confirmed(answer, found)


@once
def confirmed(answer: Answer, check: CrossCheck) -> Answer:
    """The answer, or one whose plan is withheld when the check does not agree.

    One and the same for the same two, so that what is computed of it once is kept.
    """
    if check.verdict == "agrees":
        return replace(answer, cross_check=check)
    withheld = answer.solution.withheld
    return replace(answer, solution=withheld, conflict=(), plan_id="", cross_check=check)
