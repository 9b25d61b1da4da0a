"""Where a table's headings and rows stand in a grid, and what is wrong with its shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inputs.parsing.cells import Cell, nearest
from inputs.parsing.grids import Grid
from inputs.problems import Fault, Problem, Severity, problem, say
from inputs.schema.tables import Column, Table
from locales import LANGUAGES, translator

HEADING_WITHIN = 10  # rows from the top
SHOWN = 5  # of many of a kind

TWICE = Fault(
    say("the column a second time"),
    say("A column can be there only once."),
    say("Delete one of the two."),
)
STRANGE = Fault(
    say("a column that is not of the template"),
    say("Rows about single employments hold nothing else, so that nobody can be named."),
    say("Delete the column."),
)
NO_HEADING = Fault(
    say("a value under no heading"),
    say("Only columns with a heading of the template are read."),
    say("Give the column its heading, or delete the value."),
)


def normalised(text: object) -> str:
    """A name as it is compared: neither case nor spaces matter."""
    return " ".join(str(text).lower().split())


def names(thing: Table | Column) -> set[str]:
    """All that a sheet or column may be called, the headings of before included."""
    former = thing.former if isinstance(thing, Column) else ()
    return {normalised(name) for name in (thing.id, thing.da, thing.en, *former)}


def in_all_languages(message: str) -> set[str]:
    """A message in all languages, as it is compared."""
    return {normalised(translator(language)(message)) for language in LANGUAGES}


@dataclass(frozen=True)
class Layout:
    grid: Grid
    table: Table
    top: int  # the row of the headings, from 0
    where: dict[str, int]  # column id -> position
    rows: tuple[int, ...]  # those with data

    @property
    def headings(self) -> dict[str, str]:
        """Column id -> what the source calls it."""
        row = self.grid.rows[self.top]
        return {column: str(row[at]).strip() for column, at in self.where.items()}

    def cells(self, column: str) -> list[Cell]:
        at = self.where[column]
        rows = (self.grid.rows[i] for i in self.rows)
        return [row[at] if at < len(row) else None for row in rows]


def find_layout(grid: Grid, table: Table) -> Layout | None:
    """The layout of a grid; its headings are the row near the top that has most of them."""
    filled = [i for i, row in enumerate(grid.rows) if any(cell is not None for cell in row)]
    if not filled:
        return None
    top = max(filled[:HEADING_WITHIN], key=lambda i: len(_where(grid.rows[i], table)))
    where = _where(grid.rows[top], table)
    below = [i for i in filled if i > top]
    if top + 1 in below and _is_units(grid.rows[top + 1], where, table):
        below.remove(top + 1)
    return Layout(grid, table, top, where, tuple(below))


def _where(row: Sequence[Cell], table: Table) -> dict[str, int]:
    texts = [None if cell is None else normalised(cell) for cell in row]
    return {
        column.id: next(i for i, text in enumerate(texts) if text in names(column))
        for column in table.columns.values()
        if names(column) & set(texts)
    }


def _is_units(row: Sequence[Cell], where: dict[str, int], table: Table) -> bool:
    """Whether a row tells the units of its columns and nothing else, most of them in our words.

    Not all, so that a workbook from before a unit got its present name is read as it was.
    """
    given = [(table.columns[c].unit, row[at]) for c, at in where.items() if at < len(row)]
    told = [(unit, cell) for unit, cell in given if cell is not None]
    known = [unit and normalised(cell) in in_all_languages(unit) for unit, cell in told]
    return all(unit and isinstance(cell, str) for unit, cell in told) and 2 * sum(
        map(bool, known)
    ) > len(told)


def faults(layout: Layout) -> Iterator[Problem]:
    """What is wrong with the headings, with merged cells, and with cells under no heading."""
    yield from _headings(layout)
    yield from _missing(layout)
    yield from _merged(layout)
    yield from _outside(layout)


def _headings(layout: Layout) -> Iterator[Problem]:
    grid, columns = layout.grid, layout.table.columns.values()
    known = {name: column.id for column in columns for name in names(column)}
    explanations = in_all_languages("Meaning")
    seen = set()
    for cell in grid.rows[layout.top]:
        if cell is None or normalised(cell) in explanations:
            continue
        column = known.get(normalised(cell))
        place = grid.at(layout.top, str(cell))
        if column is None:
            near = nearest(
                str(cell), tuple(c.id if grid.kind == "table" else c.da for c in columns)
            )
            fault = Fault(say("not one of the columns"), say("It was not read."), near)
            if layout.table.pseudonymous:
                yield problem(grid.at(layout.top), STRANGE)
            else:
                yield problem(place, fault, "warning")
        elif column in seen:
            yield problem(place, TWICE)
        seen.add(column)


def _missing(layout: Layout) -> Iterator[Problem]:
    for column in layout.table.columns.values():
        if column.required and column.id not in layout.where:
            fault = Fault(
                say('the column "{column}" ({id}) is missing', column=column, id=column.id),
                say("This column has to be there."),
                say("Add it with its heading, and fill it in."),
            )
            yield problem(layout.grid.at(), fault)


def _merged(layout: Layout) -> Iterator[Problem]:
    found = [merged.name for merged in layout.grid.merged if merged.last_row >= layout.top]
    if found:
        fault = Fault(
            say("merged cells ({cells})", cells=", ".join(found[:SHOWN])),
            say("Only the first of merged cells has a value, the others are blank."),
            say("Split them, and write the value in each row."),
        )
        yield problem(layout.grid.at(), fault)


def _outside(layout: Layout) -> Iterator[Problem]:
    """Values under no heading: in a text file a slip of a separator, in a sheet a remark."""
    grid = layout.grid
    headed = {at for at, cell in enumerate(grid.rows[layout.top]) if cell is not None}
    strict = grid.kind == "table" or layout.table.pseudonymous
    severity: Severity = "error" if strict else "warning"
    for i in layout.rows:
        if any(cell is not None for at, cell in enumerate(grid.rows[i]) if at not in headed):
            yield problem(grid.at(i), NO_HEADING, severity)
