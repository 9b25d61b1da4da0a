"""Drop-downs and ranges of a sheet, so that most slips are stopped while typing."""

from collections.abc import Iterator
from typing import Literal

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from inputs.schema import description
from inputs.schema.tables import TABLES, Column, Table
from locales import translator

FIRST, LAST = 3, 2000  # rows of the ids a drop-down offers
NUMBERS: dict[str, Literal["decimal", "whole"]] = {
    "number": "decimal",
    "share": "decimal",
    "integer": "whole",
}
LONGEST = 255  # characters of a message, Excel's limit


def validations(table: Table, last: int, language: str) -> Iterator[DataValidation]:
    """One validation for each column that can have one, down to row `last`."""
    for n, column in enumerate(table.columns.values(), 1):
        validation = _choice(column, language) or _range(column)
        if validation:
            letter = get_column_letter(n)
            validation.error = description.column_text(column, language)[:LONGEST]
            validation.errorTitle = column.label(language)
            validation.add(f"{letter}{FIRST}:{letter}{last}")
            yield validation


def _choice(column: Column, language: str) -> DataValidation | None:
    _ = translator(language)
    if column.kind == "bool":
        return DataValidation("list", formula1=f'"{_("yes")},{_("no")}"', allow_blank=True)
    if column.kind == "choice" and len(column.about) < LONGEST:
        return DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    if column.kind == "ref":
        name = quote_sheetname(TABLES[column.about].label(language))
        ids = f"{name}!$A${FIRST}:$A${LAST}"
        return DataValidation("list", formula1=ids, allow_blank=True)
    return None


def _range(column: Column) -> DataValidation | None:
    if column.kind not in NUMBERS or column.low is None:
        return None
    low, high = _digits(column.low), column.high
    kind = NUMBERS[column.kind]
    if high is None:
        return DataValidation(kind, low, operator="greaterThanOrEqual", allow_blank=True)
    return DataValidation(kind, low, _digits(high), operator="between", allow_blank=True)


def _digits(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
