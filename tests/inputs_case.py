"""A tiny legal data set, as a workbook whose cells a test can spoil."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from inputs.read import Checked, load, read
from inputs.schema import description
from inputs.schema.tables import TABLES
from inputs.workbook import write as workbook_write
from locales import JOIN

TINY = Path(__file__).parent / "data" / "tiny"
FIRST = workbook_write.FIRST


@cache
def tiny_bytes() -> bytes:
    return workbook_write.workbook(load(TINY).tables, "da")


def tiny_book() -> Workbook:
    """Headings, units and values alone, which is quicker than the workbook for people."""
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = load(TINY).tables
    for table in TABLES.values():
        columns = table.columns.values()
        sheet = book.create_sheet(table.da)
        sheet.append([column.da for column in columns])
        sheet.append([description.unit_text(column, "da") or None for column in columns])
        for row in tables[table.id]:
            sheet.append([_cell(value) for value in row.values()])
    return book


def _cell(value: Any) -> Any:
    return workbook_write.cell_text(value) if isinstance(value, tuple) else value


def put(book: Workbook, table: str, row: int, column: str, value: Any) -> Any:
    """Write a cell; row 0 is the first row of data. Returns the cell."""
    n = list(TABLES[table].columns).index(column) + 1
    cell = book[TABLES[table].da].cell(FIRST + row, n)
    cell.value = value
    return cell


def add(book: Workbook, table: str, /, **values: Any) -> None:
    """Write a row below the others."""
    sheet = book[TABLES[table].da]
    rows = [r for r in range(FIRST, sheet.max_row + 1) if sheet.cell(r, 1).value is not None]
    for column, value in values.items():
        put(book, table, len(rows), column, value)


def packed(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def checked(book: Workbook) -> Checked:
    return read(packed(book), "tal.xlsx")


def said(book: Workbook, language: str = "da") -> list[str]:
    """Every problem but the numbers without a source, of which tiny has none but such."""
    return texts(checked(book), language)


def texts(result: Checked, language: str = "da") -> list[str]:
    """Errors and warnings in words, with plain spaces between numbers and units."""
    return [
        problem.text(language).replace(JOIN, " ")
        for problem in result.problems
        if not problem.found.sentence.startswith("numbers without a source")
    ]
