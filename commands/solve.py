"""The command about one plan: solve."""

from collections.abc import Mapping
from typing import Any

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import broken_today, exit_code, requested_answer, without_plan
from reports.answer import figures, sentences
from reports.tradeoffs import readings, trade
from reports.worth import Worth, in_brief, worth


def solve_scenario(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        known = [each.as_dict(arguments.language) for each in broken_today(arguments, answer)]
        found = figures.as_json(answer)
        found |= searched(worth(answer), found["price_per_person"])
        show(found | ({"problems": known} if known else {}))
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        told = sentences.in_sentences(answer, arguments.language)
        more = sentences.worth_in_sentences(answer, in_brief(answer), arguments.language)
        print("\n".join((*told, *more)))
    return exit_code(answer)


def searched(found: Worth, prices: Mapping[str, float]) -> dict[str, Any]:
    """The keys that take more than one search."""
    return {
        "knee": trade.as_json(found.points),
        "price_per_person": {**prices, "last_million": found.million},
        "readings": [readings.as_json(each) for each in found.readings],
    }


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
