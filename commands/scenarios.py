"""The command about the shipped scenarios: list."""

from commands.command import PLAN, Arguments, Command, as_json, show
from scenarios import library


def list_scenarios(arguments: Arguments) -> int:
    found = [library.load(name) for name in library.names()]
    if arguments.json:
        show({s.id: {"name": s.name._asdict(), "about": s.about._asdict()} for s in found})
    else:
        for s in found:
            print(f"{s.id}: {s.about.of(arguments.language)}")
    return PLAN


COMMANDS = (Command("list", list_scenarios, (as_json,)),)
