"""The command about one plan: solve."""

from commands.command import Arguments, Command, as_json, scenario, show
from commands.request import answered, ended
from reports.answer import figures, sentences


def solve_scenario(arguments: Arguments) -> int:
    answer = answered(arguments)
    if arguments.json:
        show(figures.as_json(answer))
    else:
        print("\n".join(sentences.answer_in_three(answer, arguments.language)))
    return ended(answer)


COMMANDS = (Command("solve", solve_scenario, (scenario, as_json)),)
