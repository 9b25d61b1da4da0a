"""Any data set to an instance, or to everything that is wrong with it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inputs import grids
from inputs.assemble import assemble
from inputs.grids import Grid
from inputs.problems import Fault, Place, Problem, problem, say
from inputs.records import read_grids
from inputs.rules import broken
from inputs.tables import FOLDER, Tables
from model.instance import Instance

DEFAULT = FOLDER / "odense-2017"


@dataclass(frozen=True)
class Checked:
    """A data set that has been read: an instance unless a problem is an error.

    `tables` holds the rows as they stand, blanks as None; it is empty where a row or more of
    the source could not be kept.
    """

    instance: Instance | None
    problems: tuple[Problem, ...]
    tables: Tables

    @property
    def ok(self) -> bool:
        return self.instance is not None


def load(path: Path | str) -> Checked:
    """A folder of text tables, or a workbook."""
    path = Path(path)
    source = Place("file", path.name)
    if path.is_dir():
        return checked(*grids.read_folder(path), source)
    fault = Fault(
        say("no such file or folder"),
        say("Data is a folder or a workbook."),
        say("Check the path."),
    )
    return Checked(None, (problem(source, fault),), {})


@cache
def default() -> Checked:
    """The shipped data set."""
    return load(DEFAULT)


def checked(found: list[Grid], problems: list[Problem], source: Place) -> Checked:
    """What grids hold; problems of a grid that could not be opened leave the rest readable."""
    reading = read_grids(found, source)
    problems = [*problems, *reading.problems, *broken(reading.records)]
    tables = {t: tuple(r.values for r in rows) for t, rows in reading.records.items()}
    if any(p.severity == "error" for p in problems):
        return Checked(None, tuple(problems), tables)
    return Checked(assemble(tables), tuple(problems), tables)
