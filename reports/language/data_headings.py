"""The names of sheets, columns and settings of the data, as the workbook of inputs has them.

Tables and columns are called as there or as fields of an instance; what has no name is its id.
"""

from collections.abc import Mapping

from inputs.schema.tables import SETTINGS, TABLES, Column, Table

FIELDS = {"mid": "effect"}  # of an instance, by the column they are read from


def sheet_name(table: str, language: str) -> str:
    return _label(TABLES, table.removesuffix("_today"), language)


def column_name(table: str, column: str, language: str) -> str:
    found = TABLES.get(table.removesuffix("_today"))
    return _label(found.columns if found else {}, FIELDS.get(column, column), language)


def setting_name(setting: str, language: str) -> str:
    return _label(SETTINGS, setting, language)


def _label(known: Mapping[str, Table | Column], name: str, language: str) -> str:
    return known[name].label(language) if name in known else name
