"""The command about a data set: check."""

from commands.command import BAD_INPUT, PLAN, Arguments, Command, as_json, data, show
from commands.request import load


def check_inputs(arguments: Arguments) -> int:
    checked = load(arguments)
    if arguments.json:
        problems = [problem.as_dict(arguments.language) for problem in checked.problems]
        show({"ok": checked.ok, "problems": problems})
    else:
        for problem in checked.problems:
            print(problem.text(arguments.language))
    return PLAN if checked.ok else BAD_INPUT


COMMANDS = (Command("check", check_inputs, (data, as_json)),)
