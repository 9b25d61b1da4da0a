"""The command about one plan: solve."""

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import exit_code, requested_answer
from reports.answer import figures, sentences


def solve_scenario(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        show(figures.as_json(answer))
    else:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)))
    return exit_code(answer)


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
