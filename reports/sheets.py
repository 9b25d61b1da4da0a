"""Sheets of a workbook that print: tables with headings, formats, widths and page set-up."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.headings import CODES, heading, word

A4, WIDEST, CHARS_PER_PAGE = 9, 60, 150
ZERO, TENTH = "[<=-0.5]-#,##0;[<0.5]0;#,##0", "[<=-0.05]-#,##0.0;[<0.05]0.0;#,##0.0"
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "whole": {"num_format": ZERO, "align": "right"},
    "tenth": {"num_format": TENTH, "align": "right"},
    "share": {"num_format": "0.0%", "align": "right"},
    "year": {"num_format": "0", "align": "left"},
    "amount": {"align": "right"},  # as the row measures it: a share, or a number
}
INK, LINE, FILL = "#1a1a1a", "#8c8c8c", "#e8eef4"
WIDTHS = {"whole": 11, "tenth": 10, "share": 10, "year": 7, "amount": 10}


class Column(NamedTuple):
    """A column of a frame and the format of its cells."""

    id: str
    kind: str = "text"


class Table(NamedTuple):
    """A frame to print; `strong` are the positions of its sums."""

    frame: pd.DataFrame
    columns: Sequence[Column]
    strong: frozenset[int] = frozenset()


class Book:
    """A workbook with its formats, in one language, each page marked with `mark`."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: str, mark: str) -> None:
        self.workbook, self.language, self.mark = workbook, language, mark
        self._formats: dict[tuple[str, str], Format] = {}

    def format(self, kind: str, style: str = "plain") -> Format:
        """The cell format of a kind; styles: plain, strong, heading, section, left."""
        styles: dict[str, dict[str, Any]] = {
            "plain": {},
            "strong": {"bold": True, "top": 1, "top_color": LINE, "bg_color": FILL},
            "heading": {"bold": True, "bg_color": INK, "font_color": "white", "text_wrap": True,
                        "valign": "vcenter"},
            "section": {"bold": True, "font_size": 12, "text_wrap": False},
            "left": {"align": "left"},
        }  # fmt: skip
        if (kind, style) not in self._formats:
            look = {"font_size": 11, "valign": "top", **FORMATS[kind], **styles[style]}
            self._formats[kind, style] = self.workbook.add_format(look)
        return self._formats[kind, style]

    def sheet(self, name: str, title: str) -> Worksheet:
        """A new sheet set up for A4 landscape, its title in the first row."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_header(f"&L&10{self.mark}&R&10&A")
        sheet.set_footer("&R&10&P / &N")
        sheet.write_string(0, 0, title, self.workbook.add_format({"bold": True, "font_size": 16}))
        return sheet

    def table(self, sheet: Worksheet, row: int, table: Table) -> int:
        """Write a table from `row` on, returns the row after it."""
        for at, column in enumerate(table.columns):
            kind = "text" if column.kind in ("text", "year") else "whole"
            sheet.write_string(
                row, at, heading(column.id, self.language), self.format(kind, "heading")
            )
            sheet.set_column(at, at, self._width(table.frame, column))
        for below, record in enumerate(table.frame.to_dict("records")):
            style = "strong" if below in table.strong else "plain"
            for at, column in enumerate(table.columns):
                kind = "share" if record.get("measured_in") == "share" else column.kind
                told = column._replace(kind=kind if column.kind == "amount" else column.kind)
                self.cell(sheet, row + 1 + below, at, record[column.id], told, style)
        return row + 1 + len(table.frame)

    def cell(
        self, sheet: Worksheet, row: int, at: int, value: Any, column: Column, style: str = "plain"
    ) -> None:
        """A number as a number, a code as its word, nothing for a blank."""
        look = self.format(column.kind, style)
        if column.id in CODES and (spoken := word(column.id, value, self.language)):
            sheet.write_string(row, at, spoken, look)
        elif value is None or value != value:  # noqa: PLR0124 - blank or not a number
            sheet.write_blank(row, at, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, at, value, look)
        else:
            sheet.write_number(row, at, float(value), look)

    def _width(self, frame: pd.DataFrame, column: Column) -> float:
        """Wide enough for the longest word of the heading and for most of the text."""
        words = heading(column.id, self.language).split()
        widest = max(len(word) for word in words) + 2
        if column.kind != "text":
            return max(widest, WIDTHS[column.kind])
        texts = [
            word(column.id, v, self.language) if column.id in CODES else str(v)
            for v in frame[column.id]
            if isinstance(v, str) or column.id in CODES
        ]
        return min(max([widest, *(len(text) + 2 for text in texts)]), WIDEST)
