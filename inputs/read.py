"""Any data set to an instance, or to everything that is wrong with it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inputs.assemble import assemble
from inputs.checks.rules import errors
from inputs.checks.warnings import rules_broken_today, warnings
from inputs.parsing import cpr, files, grids
from inputs.parsing.grids import Grid
from inputs.parsing.records import read_grids, table_called
from inputs.problems import Fault, Place, Problem, merged, problem, say
from inputs.schema.tables import Tables
from model.instance import Instance

DEFAULT = Path(__file__).parent / "odense-2017"
MOST_TOLD = 1000


@dataclass(frozen=True)
class Checked:
    """A data set that has been read: an instance unless a problem is an error.

    `tables` holds every table's rows as they stand, blanks as None; it is empty when the
    source could not be opened or was refused.
    """

    instance: Instance | None
    problems: tuple[Problem, ...]
    tables: Tables

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Why a plan may answer something else than the reader asked."""
        return tuple(problem for problem in self.problems if problem.doubt)

    @property
    def ok(self) -> bool:
        return self.instance is not None


def load(path: Path | str) -> Checked:
    """Read a folder of text tables, or a workbook."""
    path = Path(path)
    source = Place("file", cpr.unnamed(path.name))
    if path.is_dir():
        return _checked(*grids.read_folder(path), source)
    if not path.is_file():
        return Checked(None, (problem(source, NO_FILE),), {})
    if path.stat().st_size > files.MOST_BYTES:
        return Checked(None, (problem(source, files.TOO_LARGE),), {})
    return read(path.read_bytes(), path.name)


def read(content: bytes, name: str) -> Checked:
    """Read a workbook that somebody hands over, by its bytes; `name` is the file's."""
    from inputs.parsing import sheets  # noqa: PLC0415  # openpyxl, which a folder does not need

    source = Place("file", name)
    return _checked(*sheets.read_workbook(content, source), source)


@cache
def default() -> Checked:
    """Read the shipped data set."""
    return load(DEFAULT)


NO_FILE = Fault(say("no such file or folder"), files.ONLY_XLSX, say("Check the path."))


def _checked(found: list[Grid], problems: list[Problem], source: Place) -> Checked:
    """Tell all that is wrong; but of a source with numbers of persons nothing is kept."""
    private = [p for p in problems if p.found == cpr.FAULT.found]
    if private or not found:
        return Checked(None, tuple(private or problems or [problem(source, NO_TABLES)]), {})
    titles = (grids.title_of(each.place.kind, each.place.name) for each in problems)
    unread = {table.id for title in titles if (table := table_called(title))}
    reading = read_grids(found, source, unread)
    problems = _first(merged((*problems, *reading.problems, *errors(reading.records))), source)
    tables = {t: tuple(r.values for r in rows) for t, rows in reading.records.items()}
    if any(p.severity == "error" for p in problems):
        return Checked(None, tuple(problems), tables)
    instance = assemble(tables)
    odd = (*warnings(reading.records), *rules_broken_today(instance, source))
    return Checked(instance, tuple(merged((*problems, *odd))), tables)


def _first(problems: list[Problem], source: Place) -> list[Problem]:
    """All problems, or of thousands the first and how many more there are."""
    rest = problems[MOST_TOLD:]
    if not rest:
        return problems
    fault = Fault(
        say("further problems: {count}", count=len(rest)),
        say("Only the first {most} are told.", most=MOST_TOLD),
        say("Correct those and try again."),
    )
    errors = any(p.severity == "error" for p in rest)
    return [*problems[:MOST_TOLD], problem(source, fault, "error" if errors else "warning")]


NO_TABLES = Fault(say("no tables"), files.ONLY_XLSX, say("Fill in the template."))
