"""Grids to records: which grid is which table, where its columns are, what each row says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from inputs import columns
from inputs.cells import Cell, decimal_sign, nearest
from inputs.columns import Values
from inputs.grids import Grid
from inputs.problems import Fault, Message, Place, Problem, Severity, problem, say
from inputs.tables import SETTINGS, TABLES, Column, Row, Table
from locales import LANGUAGES, translator

HEADING_WITHIN = 10  # rows from the top
SHOWN = 5  # of many of a kind


@dataclass(frozen=True)
class Record:
    """One row of a table: its values, None for a blank, and where it stands."""

    table: Table
    place: Place
    headings: Mapping[str, str]  # column id -> what the source calls it
    values: Row
    faulty: frozenset[str] = frozenset()  # columns without a value they should have

    def at(self, column: str) -> Place:
        heading = self.headings.get(column, self.table.columns[column].da)
        return Place(self.place.kind, self.place.name, self.place.row, heading)

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.values[column] for column in self.table.key)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


Records = Mapping[str, tuple[Record, ...]]
Rule = Callable[[Records], Iterator[Problem]]


def told(record: Record, column: str, found: Message, rule: Message, remedy: Message) -> Problem:
    """An error at a column of a record."""
    return problem(record.at(column), Fault(found, rule, remedy))


def odd(record: Record, column: str, found: Message, rule: Message, remedy: Message) -> Problem:
    """A warning at a column of a record."""
    return problem(record.at(column), Fault(found, rule, remedy), "warning")


@dataclass
class Reading:
    """The records of every declared table, if only none, and what was wrong with them."""

    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_grids(grids: Sequence[Grid], source: Place) -> Reading:
    reading = Reading()
    sign = decimal_sign(cell for grid in grids for row in grid.rows for cell in row)
    for grid in (replace(grid, decimal=sign) for grid in grids):
        table = _table_of(grid)
        if table is None:
            reading.problems += _unknown_table(grid)
        elif table.id in reading.records:
            reading.problems.append(problem(grid.at(), TABLE_TWICE))
        else:
            reading.records[table.id] = _records(grid, table, reading.problems)
    reading.problems += _missing_tables(reading.records, source)
    reading.records |= {t: () for t in TABLES if t not in reading.records}
    return reading


TABLE_TWICE = Fault(
    say("the table a second time"),
    say("A table can be there only once."),
    say("Delete one of the two."),
)
COLUMN_TWICE = Fault(
    say("the column a second time"),
    say("A column can be there only once."),
    say("Delete one of the two."),
)
NO_HEADING = Fault(
    say("a value under no heading"),
    say("Only columns with a heading of the template are read."),
    say("Give the column its heading, or delete the value."),
)


def _same(text: object) -> str:
    return " ".join(str(text).lower().split())


def _names(thing: Table | Column) -> set[str]:
    return {_same(thing.id), _same(thing.da), _same(thing.en)}


def _table_of(grid: Grid) -> Table | None:
    return next((t for t in TABLES.values() if _same(grid.title) in _names(t)), None)


def _unknown_table(grid: Grid) -> Iterator[Problem]:
    guides = {_same(translator(language)("Guide")) for language in LANGUAGES}
    if _same(grid.title) in guides or not any(map(any, grid.rows)):
        return
    names = tuple(t.id if grid.kind == "table" else t.da for t in TABLES.values())
    fault = Fault(say("not one of the tables"), say("It was not read."), nearest(grid.title, names))
    yield problem(grid.at(), fault, "warning")


def _missing_tables(records: Records, source: Place) -> Iterator[Problem]:
    for table in TABLES.values():
        if table.required and not records.get(table.id):
            fault = Fault(
                say('the table "{table}" ({id}) has no rows', table=table, id=table.id),
                say("This table needs at least one row."),
                say("Add it with the headings of the template, and fill it in."),
            )
            yield problem(source, fault)


def _records(grid: Grid, table: Table, problems: list[Problem]) -> tuple[Record, ...]:
    filled = [i for i, row in enumerate(grid.rows) if any(cell is not None for cell in row)]
    if not filled:
        return ()
    top = max(filled[:HEADING_WITHIN], key=lambda i: len(_known(grid.rows[i], table)))
    where = _known(grid.rows[top], table)
    problems += _heading_faults(grid, top, table)
    problems += _merged(grid, top)
    rows = [i for i in filled if i > top and not _is_units(grid.rows[i], where, table, i - top)]
    problems += _outside(grid, top, rows)
    return _typed(grid, top, rows, where, table, problems)


def _known(row: Sequence[object], table: Table) -> dict[str, int]:
    """Column id -> position, of the headings in a row."""
    texts = [None if cell is None else _same(cell) for cell in row]
    return {
        column.id: next(i for i, text in enumerate(texts) if text in _names(column))
        for column in table.columns.values()
        if _names(column) & set(texts)
    }


def _heading_faults(grid: Grid, top: int, table: Table) -> Iterator[Problem]:
    row = grid.rows[top]
    names = {name: column.id for column in table.columns.values() for name in _names(column)}
    names |= {_same(translator(language)("Meaning")): "" for language in LANGUAGES}
    ids = [names.get(_same(cell)) if cell is not None else None for cell in row]
    for i, cell in enumerate(row):
        if cell is not None and ids[i] is None:
            known = tuple(c.id if grid.kind == "table" else c.da for c in table.columns.values())
            fault = Fault(
                say("not one of the columns"), say("It was not read."), nearest(str(cell), known)
            )
            yield problem(grid.at(top, str(cell)), fault, "warning")
        elif ids[i] in ids[:i] and ids[i]:
            yield problem(grid.at(top, str(cell)), COLUMN_TWICE)
    for column in table.columns.values():
        if column.required and column.id not in ids:
            fault = Fault(
                say('the column "{column}" ({id}) is missing', column=column, id=column.id),
                say("This column has to be there."),
                say("Add it with its heading, and fill it in."),
            )
            yield problem(grid.at(), fault)


def _merged(grid: Grid, top: int) -> Iterator[Problem]:
    names = [merged.name for merged in grid.merged if merged.last_row >= top]
    if names:
        fault = Fault(
            say("merged cells ({cells})", cells=", ".join(names[:SHOWN])),
            say("Only the first of merged cells has a value, the others are blank."),
            say("Split them, and write the value in each row."),
        )
        yield problem(grid.at(), fault)


def _is_units(row: Sequence[object], where: dict[str, int], table: Table, below: int) -> bool:
    """Whether a row right under the headings only tells their units."""
    cells = [(table.columns[c], row[at]) for c, at in where.items() if at < len(row) and row[at]]
    return below == 1 and all(
        cell in {translator(language)(column.unit) for language in LANGUAGES}
        for column, cell in cells
    )


def _outside(grid: Grid, top: int, rows: list[int]) -> Iterator[Problem]:
    """Values under no heading: in a text file a slip of a separator, in a sheet a remark."""
    headed = {at for at, cell in enumerate(grid.rows[top]) if cell is not None}
    severity: Severity = "error" if grid.kind == "table" else "warning"
    for i in rows:
        if any(cell is not None for at, cell in enumerate(grid.rows[i]) if at not in headed):
            yield problem(grid.at(i), NO_HEADING, severity)


def _typed(
    grid: Grid,
    top: int,
    rows: list[int],
    where: dict[str, int],
    table: Table,
    problems: list[Problem],
) -> tuple[Record, ...]:
    headings = {column: str(grid.rows[top][at]).strip() for column, at in where.items()}
    read = _columns(grid, rows, where, table)
    records = []
    for n, i in enumerate(rows):
        cells = {c: read[c].values[n] if c in where else None for c in table.columns}
        for c in where:
            place = grid.at(i, headings[c])
            if isinstance(fault := cells[c], Fault):
                problems.append(problem(place, fault))
            if n in read[c].doubts:
                problems.append(problem(place, read[c].doubts[n], "warning"))
        values = {c: None if isinstance(v, Fault) else v for c, v in cells.items()}
        faulty = {c for c, v in cells.items() if isinstance(v, Fault)}
        faulty |= {c.id for c in table.columns.values() if c.required and values[c.id] is None}
        records.append(Record(table, grid.at(i), headings, values, frozenset(faulty)))
    return tuple(records)


def _columns(grid: Grid, rows: list[int], where: dict[str, int], table: Table) -> dict[str, Values]:
    cells = {
        c: [grid.rows[i][at] if at < len(grid.rows[i]) else None for i in rows]
        for c, at in where.items()
    }
    read = {c: columns.read(table.columns[c], cells[c], grid.decimal) for c in where}
    if table.id == "settings" and {"setting", "value"} <= set(where):
        read["value"] = _settings(read["setting"].values, cells["value"], grid.decimal)
    return read


def _settings(names: list[Any], cells: list[Cell], sign: str) -> Values:
    """Each setting is read as a column of its own."""
    pairs = enumerate(zip(names, cells, strict=True))
    each = {
        n: columns.read(SETTINGS[name], [cell], sign)
        for n, (name, cell) in pairs
        if name in SETTINGS
    }
    values = [each[n].values[0] if n in each else None for n in range(len(cells))]
    return Values(values, {n: one.doubts[0] for n, one in each.items() if one.doubts})
