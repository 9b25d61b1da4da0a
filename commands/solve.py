"""The command about one plan: solve."""

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import broken_today, exit_code, requested_answer, without_plan
from reports.answer import figures, sentences


def solve_scenario(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        known = [each.as_dict(arguments.language) for each in broken_today(arguments, answer)]
        show(figures.as_json(answer) | ({"problems": known} if known else {}))
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)))
    return exit_code(answer)


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
