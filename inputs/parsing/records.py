"""Grids to records: which grid is which table, and what each of its rows says."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from inputs.parsing import columns, layout
from inputs.parsing.cells import Cell, decimal_sign, nearest
from inputs.parsing.columns import Values
from inputs.parsing.grids import Grid
from inputs.parsing.layout import Layout
from inputs.problems import Fault, Message, Place, Problem, problem, say
from inputs.schema.tables import SETTINGS, TABLES, Row, Table


@dataclass(frozen=True)
class Record:
    """One row of a table: its values, None for a blank, and where it stands."""

    table: Table
    place: Place
    headings: Mapping[str, str]  # column id -> what the source calls it
    values: Row
    faulty: frozenset[str] = frozenset()  # columns without a value they should have

    def at(self, column: str) -> Place:
        heading = self.headings.get(column, self.table.columns[column])
        return Place(self.place.kind, self.place.name, self.place.row, heading)

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.values[column] for column in self.table.key)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


Records = Mapping[str, tuple[Record, ...]]
Rule = Callable[[Records], Iterator[Problem]]


def error_at(
    record: Record, column: str, found: Message, rule: Message, remedy: Message
) -> Problem:
    """An error at a column of a record."""
    return problem(record.at(column), Fault(found, rule, remedy))


def warning_at(
    record: Record, column: str, found: Message, rule: Message, remedy: Message
) -> Problem:
    """A warning at a column of a record."""
    return problem(record.at(column), Fault(found, rule, remedy), "warning")


def doubt_at(
    record: Record, column: str, found: Message, rule: Message, remedy: Message
) -> Problem:
    """A warning that a plan may answer something else than the reader asked."""
    return replace(warning_at(record, column, found, rule, remedy), doubt=True)


TWICE = Fault(
    say("the table a second time"),
    say("A table can be there only once."),
    say("Delete one of the two."),
)


@dataclass
class Reading:
    """The records of every declared table, if only none, and what was wrong with them."""

    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_grids(grids: Sequence[Grid], source: Place, unread: Collection[str] = ()) -> Reading:
    """All tables of a source; grids that are none of them are told of.

    `unread` are tables that are there, but could not be read; of them nothing more is told.
    """
    reading = Reading()
    sign = decimal_sign(cell for grid in grids for row in grid.rows for cell in row)
    for grid in (replace(grid, decimal=sign) for grid in grids):
        table = table_called(grid.title)
        if table is None:
            reading.problems += _unknown_table(grid)
        elif table.id in reading.records:
            reading.problems.append(problem(grid.at(), TWICE))
        else:
            reading.problems += [problem(grid.at(), each, "warning") for each in grid.doubts]
            reading.records[table.id] = _records(grid, table, reading.problems)
    missing = [t for t in TABLES.values() if t.id not in unread and not reading.records.get(t.id)]
    reading.problems += _missing_tables(missing, source)
    if any(grid.kind == "sheet" for grid in grids):
        absent = [t for t in missing if t.id not in reading.records]
        reading.problems += _missing_sheets(absent, source)
    reading.records = {t: reading.records.get(t, ()) for t in TABLES}
    return reading


def table_called(title: str) -> Table | None:
    """The table that a sheet, or a text file without its ending, is called by."""
    name = layout.normalised(title)
    return next((t for t in TABLES.values() if name in layout.names(t)), None)


def _unknown_table(grid: Grid) -> Iterator[Problem]:
    if layout.normalised(grid.title) in layout.in_all_languages("Guide") or not any(
        map(any, grid.rows)
    ):
        return
    known = tuple(t.id if grid.kind == "table" else t.da for t in TABLES.values())
    fault = Fault(say("not one of the tables"), say("It was not read."), nearest(grid.title, known))
    yield problem(grid.at(), fault, "warning")


def _missing_tables(missing: Iterable[Table], source: Place) -> Iterator[Problem]:
    for table in missing:
        if table.required:
            fault = Fault(
                say('the table "{table}" ({id}) has no rows', table=table, id=table.id),
                say("This table needs at least one row."),
                say("Add it with the headings of the template, and fill it in."),
            )
            yield problem(source, fault)


def _missing_sheets(missing: Iterable[Table], source: Place) -> Iterator[Problem]:
    """The template has them all, so in a workbook one that is not there may be a slip."""
    for table in missing:
        if not table.required:
            fault = Fault(
                say('no sheet "{table}"', table=table),
                say("A sheet that is not there is read as empty."),
                say("Add it from the template, unless that is what you mean."),
            )
            yield problem(source, fault, "warning")


def _records(grid: Grid, table: Table, problems: list[Problem]) -> tuple[Record, ...]:
    found = layout.find_layout(grid, table)
    if found is None:
        return ()
    problems += layout.faults(found)
    read = _columns(found)
    problems += _cell_problems(found, read)
    return tuple(_record(found, read, n) for n in range(len(found.rows)))


def _columns(found: Layout) -> dict[str, Values]:
    table, sign = found.table, found.grid.decimal
    read = {c: columns.read(table.columns[c], found.cells(c), sign) for c in found.where}
    if table.id == "settings" and {"setting", "value"} <= set(read):
        read["value"] = _settings(read["setting"].values, found.cells("value"), sign)
    return read


def _settings(names: list[Any], cells: list[Cell], sign: str) -> Values:
    """Each setting is read as a column of its own."""
    each = {
        n: columns.read(SETTINGS[name], [cells[n]], sign)
        for n, name in enumerate(names)
        if name in SETTINGS
    }
    values = [each[n].values[0] if n in each else None for n in range(len(cells))]
    return Values(values, {n: one.doubts[0] for n, one in each.items() if one.doubts})


def _cell_problems(found: Layout, read: dict[str, Values]) -> Iterator[Problem]:
    for n, i in enumerate(found.rows):
        for column, heading in found.headings.items():
            values, doubts = read[column]
            if isinstance(values[n], Fault):
                yield problem(found.grid.at(i, heading), values[n])
            if n in doubts:
                yield problem(found.grid.at(i, heading), doubts[n], "warning")


def _record(found: Layout, read: dict[str, Values], n: int) -> Record:
    table, place = found.table, found.grid.at(found.rows[n])
    cells = {c: read[c].values[n] if c in read else None for c in table.columns}
    values = {c: None if isinstance(v, Fault) else v for c, v in cells.items()}
    faulty = {c for c, v in cells.items() if isinstance(v, Fault)}
    faulty |= {c.id for c in table.columns.values() if c.required and values[c.id] is None}
    return Record(table, place, found.headings, values, frozenset(faulty))
