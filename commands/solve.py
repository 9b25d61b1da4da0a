"""The command about one plan: solve."""

from typing import Any

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import broken_today, exit_code, requested_answer, without_plan
from reports.answer import figures, people, people_text, sentences
from reports.money import text as money_text
from reports.tradeoffs import trade as trade_tables
from scenarios.solve import Answer
from scenarios.studies.last_million import last_million
from scenarios.studies.trade import net_first, trade


def solve_scenario(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        known = [each.as_dict(arguments.language) for each in broken_today(arguments, answer)]
        show(figures.as_json(answer) | worth(answer) | ({"problems": known} if known else {}))
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        told = sentences.in_sentences(answer, arguments.language)
        print("\n".join((*told, *more(answer, arguments.language))))
    return exit_code(answer)


def searched(answer: Answer) -> bool:
    """Whether there is a plan, and others like it."""
    return answer.solution.outcome is not None and not answer.scenario.frozen


def worth(answer: Answer) -> dict[str, Any]:
    """What takes more than one search: the trade, and the price of the last million in tkr."""
    found = last_million(answer) if searched(answer) else None
    prices = people.prices(answer) | {"last_million": found.price if found else None}
    points = [*trade(answer)] if searched(answer) else []
    return {"knee": trade_tables.as_json(points), "price_per_person": prices}


def more(answer: Answer, language: str) -> list[str]:
    """What takes more than one search, in sentences."""
    if not searched(answer):
        return []
    told = (
        people_text.disagreement(answer, net_first(answer), language),
        money_text.last_million(last_million(answer), language),
    )
    return [sentence for sentence in told if sentence]


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
