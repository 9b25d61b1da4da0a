"""The command about many data sets: batch.

What is answered stands at once in a file beside the table, a line for each row, so that a run
that was interrupted, or one that asks for more, goes on where it was.
"""

import argparse
import json
from collections.abc import Iterator
from errno import EISDIR
from itertools import product
from pathlib import Path

from commands import interrupt
from commands.batch_block import Block, Question, data_of, key_of, lost, rows
from commands.command import (
    BAD_INPUT,
    NO_PLAN,
    PLAN,
    WITHHELD,
    Arguments,
    BadInputError,
    Command,
)
from commands.request import bad_input, refuse_persons
from commands.whole_file import not_written, write_whole
from inputs.parsing import cpr
from inputs.problems import Place
from inputs.read import DEFAULT
from reports import batch
from reports.batch import Row
from scenarios import library, work
from scenarios.scenario import RefusedError, Scenario

QUESTIONS = 8  # about one data set that a worker is given at once
SUFFIXES = (".csv", ".json", ".rows")  # the table twice, and what is answered so far


def run(arguments: Arguments) -> int:
    """Answer what is not answered already; the table has what was asked for, in its order."""
    asked = [*blocks(arguments)]
    known = answered_before(arguments)
    new = [each for block in asked for each in unanswered(block, known)]
    with interrupt.cutting_short():
        for found in answers(new, arguments):
            known[found["key"]] = found
    keys = dict.fromkeys(question.key for block in asked for question in block.questions)
    table = [known[key] for key in keys if key in known]
    write(arguments, table)
    return code(table)


def answers(new: list[Block], arguments: Arguments) -> Iterator[Row]:
    """The rows of the blocks as they come, each told and kept at once."""
    path, number = file(arguments, ".rows"), 0
    total = sum(len(block.questions) for block in new)
    for found in work.spread("", rows, new, lost):
        for each in found:
            number += 1
            print(f"{number}/{total} {batch.sentence(each, arguments.language)}", flush=True)
            keep(path, each, arguments.language)
            yield each


def keep(path: Path, found: Row, language: str) -> None:
    """Add a line to what is answered."""
    try:
        with path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(found, ensure_ascii=False) + "\n")
    except OSError as error:
        raise not_kept(path, error, language) from error


def answered_before(arguments: Arguments) -> dict[str, Row]:
    """What an earlier run has answered, by key; what was not written whole is not read."""
    table, lines = (_content(file(arguments, suffix)) for suffix in (".json", ".rows"))
    rows = _parsed(table).get("rows")
    found = [*(rows if isinstance(rows, list) else ()), *map(_parsed, lines.splitlines())]
    return {row["key"]: row for row in found if _is_row(row)}


def _content(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def _parsed(text: str) -> Row:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_row(found: object) -> bool:
    return isinstance(found, dict) and {*batch.COLUMNS} == {*found}


def unanswered(block: Block, known: dict[str, Row]) -> Iterator[Block]:
    """The questions that are not answered, some at a time."""
    rest = [q for q in block.questions if q.key not in known]
    for first in range(0, len(rest), QUESTIONS):
        yield block._replace(questions=tuple(rest[first : first + QUESTIONS]))


def write(arguments: Arguments, table: list[Row]) -> None:
    """The table in both forms; then what was answered so far stands in it."""
    for suffix, content in ((".csv", batch.as_csv(table)), (".json", batch.as_json(table))):
        path = file(arguments, suffix)
        try:
            write_whole(path, content)
        except OSError as error:
            raise not_kept(path, error, arguments.language) from error
    file(arguments, ".rows").unlink(missing_ok=True)


def not_kept(path: Path, error: OSError, language: str) -> BadInputError:
    return BadInputError(f"--out {path}: {not_written(error, language)}")


def file(arguments: Arguments, suffix: str) -> Path:
    """The file of the table with this suffix, whichever of them was named."""
    path = Path(arguments.out)
    if not path.name:
        raise not_kept(path, IsADirectoryError(EISDIR, ""), arguments.language)
    return path.with_suffix(suffix) if path.suffix in SUFFIXES else Path(f"{path}{suffix}")


def code(table: list[Row]) -> int:
    """2 where a row has a fault, else 4 where one is withheld, 3 where none has a plan."""
    if any(row["fault"] for row in table):
        return BAD_INPUT
    if not all(row["agrees"] for row in table):
        return WITHHELD
    return PLAN if any(row["exits"] is not None for row in table) else NO_PLAN


def blocks(arguments: Arguments) -> Iterator[Block]:
    """A block for each data set, with every scenario under every setting of the levers."""
    scenarios = [(name, *scenario_of(name, arguments.language)) for name in arguments.scenario]
    for path in map(Path, arguments.inputs or [DEFAULT]):
        data = data_of(path)
        questions = (
            Question(name, scenario, levers, key_of(data, content, levers))
            for name, scenario, content in scenarios
            for levers in settings(arguments)
        )
        yield Block(data, tuple(questions), arguments.language)


def scenario_of(name: str, language: str) -> tuple[Scenario, bytes]:
    """A scenario and the text that it stands in. Raises BadInputError."""
    refuse_persons(name, language)
    try:
        found = library.load(name)
    except RefusedError as error:
        raise bad_input(error, language) from error
    shipped = library.FOLDER / f"{name}.toml"
    return found, (shipped if name in library.shipped() else Path(name)).read_bytes()


def settings(arguments: Arguments) -> Iterator[tuple[str, ...]]:
    """Every combination of what is varied, with what is set. Raises BadInputError."""
    varied = [split(each, arguments.language) for each in arguments.vary or ()]
    fixed = [split(each, arguments.language) for each in arguments.set or ()]
    ways = [[f"{key}={value}" for value in values.split(",")] for key, values in varied]
    for chosen in product(*ways):
        yield (*(f"{key}={value}" for key, value in fixed), *chosen)


def split(setting: str, language: str) -> tuple[str, str]:
    """The lever and the value of a setting, which names no person. Raises BadInputError."""
    if cpr.in_text(setting):
        raise BadInputError(cpr.refusal(Place("file", "--set")).text(language))
    key, _equals, value = setting.partition("=")
    return key.strip(), value.strip()


def grid(command: argparse.ArgumentParser) -> None:
    """Which data sets, scenarios and levers, and where to put the answers."""
    command.add_argument("--inputs", nargs="+", metavar="PATH", help="workbooks or folders")
    command.add_argument("--scenario", nargs="+", required=True, metavar="NAME_OR_FILE")
    command.add_argument("--set", action="append", metavar="KEY=VALUE", help="a lever, everywhere")
    several = "a lever at each of these values; more than one: every combination"
    command.add_argument("--vary", action="append", metavar="KEY=A,B,C", help=several)
    both = "the name of the table, which is written as .csv and as .json"
    command.add_argument("--out", required=True, metavar="FILE", help=both)


COMMANDS = (Command("batch", run, (grid,)),)
