"""The command about one plan: solve."""

from typing import Any

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import broken_today, exit_code, requested_answer, without_plan
from reports.answer import figures, people, sentences
from scenarios.studies.last_million import last_million
from scenarios.studies.trade import TradePoint, trade


def solve_scenario(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        known = [each.as_dict(arguments.language) for each in broken_today(arguments, answer)]
        told = figures.as_json(answer) | ({"problems": known} if known else {})
        if answer.solution.outcome is not None and not answer.scenario.frozen:
            found = last_million(answer)
            told["price_per_person"]["last_million"] = found._asdict() if found else None
            told["knee"] = [knee(point) for point in trade(answer)]
        show(told)
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        print("\n".join(sentences.in_sentences(answer, arguments.language)))
    return exit_code(answer)


def knee(point: TradePoint) -> dict[str, Any]:
    """A point of the trade as JSON."""
    outcome = point.answer.solution.outcome
    if outcome is None:
        return {"give_up": point.give_up, "best": point.criterion}
    figure = figures.figures(point.answer)
    return {
        "give_up": point.give_up,
        "best": point.criterion,
        "exits": figure.extra_exits,
        "in_work": people.mean_in_work(point.answer).net,
        "dismissals": figure.dismissed,
        "flexjob": figure.flexjob,
    }


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
