"""The command about one plan: solve."""

from collections.abc import Mapping
from typing import Any

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import (
    answer_on,
    broken_today,
    checked_instance,
    decided,
    exit_code,
    without_plan,
)
from reports.answer import figures, sentences
from reports.tradeoffs import readings, trade
from reports.uncertainty import answer as uncertainty
from reports.worth import Worth, in_brief, worth
from scenarios.solve import Answer


def solve_scenario(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    answer = answer_on(instance, arguments)
    others = decided(instance, answer)
    if arguments.json:
        known = [each.as_dict(arguments.language) for each in broken_today(arguments, answer)]
        found = figures.as_json(answer)
        found |= searched(answer, worth(answer, others), found["price_per_person"])
        show(found | ({"problems": known} if known else {}))
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        found_of = in_brief(answer, others)
        told = sentences.answer_first(answer, arguments.language, found_of.certainty)
        more = sentences.worth_in_sentences(answer, found_of, arguments.language)
        print("\n".join((*told, *more)))
    return exit_code(answer)


def searched(answer: Answer, found: Worth, prices: Mapping[str, float]) -> dict[str, Any]:
    """The keys that take more than one search, and how sure the answer is."""
    certain = found.certainty
    return {
        "uncertainty": uncertainty.as_json(answer, certain.found) if certain else None,
        "knee": trade.as_json(found.points),
        "price_per_person": {**prices, "last_million": found.million},
        "readings": [readings.as_json(each) for each in found.readings],
    }


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
