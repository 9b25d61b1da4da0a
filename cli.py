"""The command line, the second front door: arguments in, text or JSON out, and an exit code."""

# an interrupt while the libraries are imported ends the program too, be it the first of them
if __name__ == "__main__":
    import signal

    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    from commands.interrupt import watch

    watch()

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from commands import interrupt
from commands.command import BAD_INPUT, BadInputError
from commands.whole_file import not_said
from locales import LANGUAGES, translator

BROKEN_PIPE = 141  # as shells count it

COMMANDS = {  # the file in commands/, which is imported when the command is asked for, and its help
    "list": ("scenarios", "Every shipped scenario with its sentence."),
    "check": ("check", "Every problem of a data set."),
    "solve": ("solve", "A scenario's plan, or why there is none."),
    "report": (
        "report",
        "The committee workbook of a scenario's plan, after a second solver's check.",
    ),
    "compare": (
        "compare",
        "Two to four scenarios held against each other: what differs, and where it comes from.",
    ),
    "futures": (
        "futures",
        "How sure plans are: each kept in the same futures, drawn or named, and held together.",
    ),
    "sweep": ("compare", "A lever or a number of the data moved step by step, each step solved."),
    "batch": (
        "batch",
        "Data sets, scenarios and levers in every combination, to a table; goes on where it was.",
    ),
    "conflict": (
        "conflict",
        "Every smallest set of demands that cannot hold together, and the cheapest ways out.",
    ),
    "coalitions": (
        "conflict",
        "Which owners can agree: every combination, its best plan and what it costs in exits.",
    ),
    "frontier": (
        "frontier",
        "Every trade-off between two criteria: exact for the relaxation, or proven for real plans.",
    ),
    "robust": (
        "robust",
        "The plan that holds in many futures: least regret, best worst share, a budget of factors.",
    ),
    "decisions": (
        "decisions",
        "What the best plan of each future does to every measure, unit and group, and when.",
    ),
    "information": (
        "decisions",
        "What knowing the numbers is worth before a plan is chosen, and where the best changes.",
    ),
    "alternatives": (
        "alternatives",
        "What holds in every plan near the best, what is free, and the plans that differ most.",
    ),
    "place": (
        "place",
        "Where today's positions can go in the structure of a plan: counts, never persons.",
    ),
    "prices": (
        "prices",
        "What each active demand costs in exits: the step, the whole, and its share of the loss.",
    ),
    "why": (
        "prices",
        "Why a measure or unit is in the plan or not, what the other choice costs, what turns it.",
    ),
    "staff": ("staff", "What a scenario's plan means for staff, month by month and by law."),
    "flexjobs": (
        "staff",
        "The scenario solved with help into a new job for more and fewer of the dismissed.",
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command: 0 a plan, 2 bad input, 3 no plan, 4 a plan that is withheld."""
    words = sys.argv[1:] if argv is None else argv
    interrupt.running.set()
    try:
        return said(words)
    except BadInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return interrupt.code()
    except BrokenPipeError:  # whoever reads has heard enough; nothing more can be written
        say_no_more()
        return BROKEN_PIPE
    except OSError as error:
        if error.filename is not None:  # it is not standard output that fails
            raise
        say_no_more()
        print(not_said(error, language_of(words)), file=sys.stderr)
        return BAD_INPUT


def say_no_more() -> None:
    """Let what is still to be written to standard output be forgotten."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def language_of(words: Sequence[str]) -> str:
    """The language that the words ask for, whatever else they ask."""
    asked = argparse.ArgumentParser(add_help=False)
    speak(asked)
    return str(asked.parse_known_args(words)[0].language)


def said(words: Sequence[str]) -> int:
    """The exit code of a command that has said all it has to say."""
    try:
        arguments = parser(words[0] if words else "").parse_args(words)
        interrupt.cut_short.clear()
        code: int = arguments.command(arguments)
        say_who_is_lost(arguments.language)
    finally:
        print(end="", flush=True)  # to nobody where standard output is closed
    if not interrupt.cut_short.is_set():
        return code
    told = translator(arguments.language)("Interrupted: this is not all.")
    print(told, file=sys.stderr)
    return interrupt.code()


def say_who_is_lost(language: str) -> None:
    """Tell of a cluster that was to do the work and does not answer."""
    work = sys.modules.get("scenarios.work")  # of a command that had work to do
    for address in work.lost_clusters() if work else ():
        told = translator(language)(
            "The cluster at {address} does not answer; this machine does the work instead."
        )
        print(told.format(address=address), file=sys.stderr)


def parser(word: str) -> argparse.ArgumentParser:
    """All commands, with the arguments of the one that is asked for."""
    root = argparse.ArgumentParser(prog="cli.py", description=__doc__)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    for name, (file, about) in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about)
        if name == word:
            add_arguments(command, name, file)
    return root


def add_arguments(command: argparse.ArgumentParser, name: str, file: str) -> None:
    """What a command takes and runs, from its file."""
    found = import_module(f"commands.{file}").COMMANDS
    _, run, takes = next(each for each in found if each.name == name)
    command.set_defaults(command=run)
    speak(command)
    for take in takes:
        take(command)


def speak(command: argparse.ArgumentParser) -> None:
    """In which language."""
    command.add_argument("--language", choices=LANGUAGES, default="da")


if __name__ == "__main__":
    sys.exit(main())
