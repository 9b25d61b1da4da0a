"""Warnings where today's practice breaks a rule of the model that a plan would have to mend."""

from collections.abc import Iterator

from inputs.problems import Fault, Place, Problem, problem, say
from model.instance import Instance
from model.plan import baseline
from model.rules import violations

SAID = {  # the other rules are told where their numbers stand
    "staff_need": say("more work than staff"),
    "leaders_by_span": say("more staff than the leaders may lead"),
    "leaders_at_least": say("fewer leaders than the unit must have"),
}


def practice(instance: Instance, source: Place) -> Iterator[Problem]:
    """One warning for each rule and place that today's practice breaks, in its worst year."""
    worst: dict[tuple[str, tuple[object, ...]], float] = {}
    for broken in violations(instance, baseline(instance)):
        key = broken.rule, broken.where[:-1]
        worst[key] = max(worst.get(key, 0.0), broken.by)
    for (rule, where), by in worst.items():
        if rule not in SAID:
            continue
        at = ", ".join(str(part) for part in where)
        found = say(
            "today's practice, {at}: {what} ({by} FTE)", at=at, what=SAID[rule], by=round(by, 1)
        )
        yield problem(source, Fault(found, MEASURED, MEND), "warning")


MEASURED = say("Every plan is measured against today's practice, and has to mend it first.")
MEND = say("Correct today's staff, places or hours, or accept what it costs.")
