"""The tables as a workbook to fill in: headings, units, comments, drop-downs, a guide."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inputs.schema import description
from inputs.schema.tables import SETTINGS, TABLES, Column, Row, Table, Tables
from inputs.workbook import guide
from inputs.workbook.validation import validations
from locales import translator

FIRST = 3  # first row of data: headings stand in row 1, units in row 2
SPARE = 200  # rows below the data that are made ready for more
WIDTHS = (9, 46)  # characters, least and most
FORMATS = {"share": "0.0%", "integer": "0", "date": "yyyy-mm-dd"}
WHOLE, BROKEN = "#,##0", "#,##0.0##"


def workbook(tables: Tables, language: str) -> bytes:
    """An .xlsx of the tables; `language` is that of its sheet names, headings and guide."""
    book = Workbook()
    book.properties.creator = "Jobbalance"
    guide.fill(book.worksheets[0], language)
    for table in TABLES.values():
        _fill(book.create_sheet(table.label(language)), table, tables.get(table.id, ()), language)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def template_workbook(language: str) -> bytes:
    """An .xlsx of the right shape without data, but for the names of the settings."""
    return workbook({"settings": tuple({"setting": s, "value": None} for s in SETTINGS)}, language)


def _fill(sheet: Worksheet, table: Table, rows: Sequence[Row], language: str) -> None:
    columns = list(table.columns.values())
    for n, column in enumerate(columns, 1):
        _head(sheet, n, column, language)
    for i, row in enumerate(rows, FIRST):
        for n, column in enumerate(columns, 1):
            _put(sheet.cell(i, n), row[column.id], column, language)
    if table.id == "settings":
        _explain(sheet, rows, language)
    last = FIRST + len(rows) + SPARE
    for validation in validations(table, last, language):
        sheet.add_data_validation(validation)
    _lay_out(sheet, table, max(FIRST, FIRST + len(rows) - 1))


def _head(sheet: Worksheet, n: int, column: Column, language: str) -> None:
    head = sheet.cell(1, n, column.label(language))
    head.font = guide.Font(bold=True, color="FFFFFF")
    head.fill = PatternFill("solid", fgColor=guide.REQUIRED if column.required else guide.OPTIONAL)
    head.alignment = Alignment(wrap_text=True, vertical="center")
    head.comment = Comment(
        description.column_text(column, language), "Jobbalance", height=110, width=320
    )
    unit = sheet.cell(2, n, description.unit_text(column, language) or None)
    unit.font = guide.Font(italic=True, color="595959")
    unit.fill = PatternFill("solid", fgColor=guide.UNITS)


def _put(cell: Any, value: Any, column: Column, language: str) -> None:
    """A value so that it reads back the same; text is never taken for a formula."""
    if isinstance(value, bool):
        value = translator(language)("yes" if value else "no")
    if isinstance(value, int | float):
        cell.value, cell.data_type = repr(value), "n"  # all digits; as a number it keeps only 16
        whole = float(value).is_integer()
        cell.number_format = FORMATS.get(column.kind, WHOLE if whole else BROKEN)
    elif isinstance(value, date):
        cell.value, cell.number_format = value, FORMATS["date"]
    elif value is not None:
        shown = cell_text(value)
        if column.kind == "shares" and language == "da":
            shown = shown.replace(".", ",")
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", shown)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=len(shown) > WIDTHS[1], vertical="top")
    elif column.kind in ("share", "date"):
        cell.number_format = FORMATS[column.kind]


def _explain(sheet: Worksheet, rows: Sequence[Row], language: str) -> None:
    """Tell what each setting is, in a column that the reader skips."""
    head = sheet.cell(1, 3, translator(language)("Meaning"))
    head.font, head.alignment = guide.Font(bold=True), Alignment(indent=1)
    for i, row in enumerate(rows, FIRST):
        if row["setting"] in SETTINGS:
            about = sheet.cell(i, 3, description.setting_text(row["setting"], language))
            about.alignment = Alignment(indent=1)
            _put(sheet.cell(i, 2), row["value"], SETTINGS[row["setting"]], language)
            sheet.cell(i, 2).alignment = Alignment(horizontal="right")


def _lay_out(sheet: Worksheet, table: Table, last: int) -> None:
    for n, cells in enumerate(sheet.iter_cols(max_row=last, values_only=True), 1):
        longest = max(len(str(value or "")) for value in cells) + 3
        width = min(max(longest, WIDTHS[0]), WIDTHS[1]) if n <= len(table.columns) else longest
        sheet.column_dimensions[get_column_letter(n)].width = width
    end = get_column_letter(len(table.columns))
    sheet.freeze_panes = sheet.cell(FIRST, len(table.key) + 1).coordinate
    sheet.auto_filter.ref = f"A2:{end}{last}"
    sheet.print_title_rows = "1:2"
    guide.print_set_up(sheet)


UNCLEAR = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def write_folder(tables: Tables, folder: Path) -> None:
    """One file per table that has rows, semicolons between the cells, UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        path = folder / f"{table.id}.csv"
        path.unlink(missing_ok=True)
        if tables[table.id]:
            with path.open("w", encoding="utf-8", newline="") as lines:
                writer = csv.writer(lines, delimiter=";", lineterminator="\n")
                writer.writerow(table.columns)
                writer.writerows(
                    [cell_text(row[c]) for c in table.columns] for row in tables[table.id]
                )


def cell_text(value: Any) -> str:
    """A value as a cell of a text table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(cell_text(part) for part in value)
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """The shortest digits that are the number; 1.234 as 1.2340, which cannot be thousands."""
    digits = str(int(value)) if value.is_integer() else repr(value)
    return f"{digits}0" if UNCLEAR.fullmatch(digits) else digits
