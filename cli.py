"""The command line, the second front door: arguments in, text or JSON out, and an exit code."""

import argparse
import os
import sys
from collections.abc import Sequence

from commands import compare, conflict, frontier, place, plan, prices, staff
from commands.command import BAD_INPUT, BadInputError
from locales import LANGUAGES

INTERRUPTED = 130  # as shells count it

COMMANDS = (
    *plan.COMMANDS,
    *compare.COMMANDS,
    *conflict.COMMANDS,
    *frontier.COMMANDS,
    *place.COMMANDS,
    *prices.COMMANDS,
    *staff.COMMANDS,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command: 0 a plan, 2 bad input, 3 no plan exists."""
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.command(arguments)
    except BadInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads has heard enough; nothing more can be written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    return code


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    root = argparse.ArgumentParser(prog="cli.py", description=__doc__)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    for name, run, takes in COMMANDS:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(command=run)
        command.add_argument("--language", choices=LANGUAGES, default="da")
        for take in takes:
            take(command)
    return root


if __name__ == "__main__":
    sys.exit(main())
