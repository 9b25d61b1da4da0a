"""What a blank means: every table with its blanks replaced, as columns.csv says."""

from collections.abc import Mapping
from typing import Any

from inputs.parsing.cells import parse
from inputs.schema.tables import SETTINGS, TABLES, Column, Row, Tables

Rows = list[dict[str, Any]]
LISTS = ("words", "refs", "grouprefs", "choices")


def fill_tables(tables: Tables) -> dict[str, Rows]:
    """All tables; None is left only where the blank itself has a meaning."""
    measures = {row["measure"]: row for row in tables["measures"]}
    return {
        table.id: [fill_row(row, table.columns, measures) for row in tables[table.id]]
        for table in TABLES.values()
    }


def settings(tables: Tables) -> dict[str, Any]:
    given = {row["setting"]: row["value"] for row in tables["settings"]}
    return fill_row({name: given.get(name) for name in SETTINGS}, SETTINGS, {})


def fill_row(
    row: Row, columns: Mapping[str, Column], measures: Mapping[str, Row]
) -> dict[str, Any]:
    """One row; columns that take another's value take it after that has been filled."""
    values = dict(row)
    for column in columns.values():
        if values[column.id] is None and not column.default.startswith("="):
            values[column.id] = _constant(column)
    for column in columns.values():
        if values[column.id] is None and column.default.startswith("="):
            values[column.id] = _copied(column, values, measures)
    return values


def _constant(column: Column) -> Any:
    if not column.default:
        return () if column.kind in LISTS else None
    return parse(column.default, column)


def _copied(column: Column, values: Row, measures: Mapping[str, Row]) -> Any:
    source = column.default.removeprefix("=")
    table, _, other = source.rpartition(".")
    if not table:
        value = values[source]
        return str(value) if column.kind == "text" and value is not None else value
    of = TABLES[table].columns[other]
    value = measures.get(values["measure"], {}).get(other)
    return _constant(of) if value is None else value
