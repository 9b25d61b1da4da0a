"""The command about one plan: solve."""

from typing import Any

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import broken_today, exit_code, requested_answer, without_plan
from reports.answer import figures, people, sentences
from reports.tradeoffs import readings, trade
from reports.worth import Worth, in_brief, worth
from scenarios.solve import Answer


def solve_scenario(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        known = [each.as_dict(arguments.language) for each in broken_today(arguments, answer)]
        found = figures.as_json(answer) | searched(answer, worth(answer))
        show(found | ({"problems": known} if known else {}))
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        told = sentences.in_sentences(answer, arguments.language)
        more = sentences.worth_in_sentences(answer, in_brief(answer), arguments.language)
        print("\n".join((*told, *more)))
    return exit_code(answer)


def searched(answer: Answer, found: Worth) -> dict[str, Any]:
    """The keys that take more than one search."""
    prices = people.prices(answer) | {"last_million": found.million}
    return {
        "knee": trade.as_json(found.points),
        "price_per_person": prices,
        "readings": [readings.as_json(each) for each in found.readings],
    }


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
