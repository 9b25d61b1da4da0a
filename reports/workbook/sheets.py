"""Sheets of a workbook that print: tables with headings, formats, widths and page set-up."""

from collections.abc import Hashable, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from locales import MINUS, translator
from reports.charts import palette
from reports.columns import COUNT, PERIOD, TEXT, YEAR, Unit, declaration, heading, unit_of, word
from reports.disclosure.masking import Table, adds_up, masked_frame

NUMBER = 14  # characters: the longest of columns whose cells have units of their own
A4, LINE = 9, 15.0  # paper code, points
READABLE = 160.0  # characters across a page whose print is 8 points
INK, RULE, FILL = "#1a1a1a", "#8c8c8c", "#e8eef4"
FIRST, GAP = 4, 1  # row of the first step on its sheet, rows between table and picture
NAME, START, LASTS = 0, 2, 4  # columns of the table
ROW, AXIS, WIDTH = 30, 90, 1150  # pixels
FONT = {"size": 9}
BESIDE = {"x": 0.42, "y": 0.02, "width": 0.55}  # shares of the picture: room for the longest name
GRID = {"visible": True, "line": {"color": "#e6e6e6"}}


class Book:
    """A workbook with its formats, in one language, each page marked with `mark`."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: str, mark: str) -> None:
        self.workbook, self.language, self.mark = workbook, language, mark
        self._formats: dict[tuple[str, bool, str], Format] = {}

    def format(self, unit: Unit = TEXT, style: str = "plain") -> Format:
        """The cell format of a unit in one of the styles below."""
        styles: dict[str, dict[str, Any]] = {
            "plain": {},
            "strong": {"bold": True, "top": 1, "top_color": RULE, "bg_color": FILL},
            "heading": {"bold": True, "bg_color": INK, "font_color": "white", "text_wrap": True,
                        "valign": "vcenter"},
            "section": {"bold": True, "font_size": 12, "text_wrap": False},
            "answer": {"bold": True, "font_size": 13},
            "left": {"align": "left", "indent": 1},
            "note": {"text_wrap": False},
        }  # fmt: skip
        at = unit.pattern, unit.signed, style
        if at not in self._formats:
            look = {"font_size": 11, "valign": "top", **_look(unit, self.language), **styles[style]}
            self._formats[at] = self.workbook.add_format(look)
        return self._formats[at]

    def sheet(self, name: str, title: str) -> Worksheet:
        """A new sheet set up for A4 landscape, its title in the first row."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_header(f"&L&10 {self.mark.replace('&', '&&')}&R&10&A", {"scale_with_doc": False})
        sheet.set_footer("&R&10&P / &N", {"scale_with_doc": False})
        sheet.write_string(0, 0, title, self.workbook.add_format({"bold": True, "font_size": 16}))
        return sheet

    def page(self, name: str, title: str, notes: Sequence[str], table: Table) -> Worksheet:
        """A sheet with notes above a table, whose heading is in sight on screen and every page."""
        sheet, widths, top = self.sheet(name, title), self.widths(table), len(notes) + 2
        for row, note in enumerate(notes, start=1):
            self.across(sheet, row, note, range(len(widths)))
            sheet.set_row(row, _height([note], [sum(widths)]))
        self.table(sheet, top, table, widths)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        return sheet

    def table(self, sheet: Worksheet, row: int, table: Table, widths: Sequence[float] = ()) -> int:
        """Write a table from `row` on, few people hidden, nothing cut; returns the row after it.

        Where the numbers as printed do not add up, a line below says why.
        """
        frame, widths = masked_frame(table), widths or self.widths(table)
        names = [heading(name, self.language) for name in table.columns]
        sheet.set_row(row, _height(names, widths))
        for at, (told, width) in enumerate(zip(names, widths, strict=True)):
            unit = declaration(table.columns[at]).unit
            number = unit.pattern and unit not in (YEAR, PERIOD)
            sheet.write_string(row, at, told, self.format(COUNT if number else TEXT, "heading"))
            sheet.set_column(at, at, width)
        for below, record in enumerate(frame.to_dict("records")):
            style = "strong" if below in table.strong else "plain"
            self._record(sheet, row + 1 + below, record, table.columns, widths, style)
        after = row + 1 + len(frame)
        if adds_up(table, frame):
            return after
        _ = translator(self.language)
        rounded = _("Because of rounding, sums may differ from the numbers above them.")
        sheet.write_string(after, 0, rounded, self.format(TEXT, "note"))
        return after + 1

    def _record(
        self,
        sheet: Worksheet,
        row: int,
        record: dict[Hashable, Any],
        columns: Sequence[str],
        widths: Sequence[float],
        style: str,
    ) -> None:
        told = [self._told(name, record[name]) for name in columns]
        sheet.set_row(row, _height([str(v) if isinstance(v, str) else "" for v in told], widths))
        for at, (name, value) in enumerate(zip(columns, told, strict=True)):
            self.cell(sheet, row, at, value, self.format(unit_of(name, record), style))

    def cell(self, sheet: Worksheet, row: int, at: int, value: Any, look: Format) -> None:
        """A number as a number, nothing for a blank."""
        if value is None or value != value:  # noqa: PLR0124 - not a number
            sheet.write_blank(row, at, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, at, value, look)
        else:
            sheet.write_number(row, at, float(value), look)

    def paragraphs(
        self, sheet: Worksheet, row: int, texts: Sequence[str], columns: range, per_line: int,
        style: str = "plain",
    ) -> int:  # fmt: skip
        """Each text in columns made one, tall enough to be read whole; the row after the last."""
        for at, text in enumerate(texts, start=row):
            self.across(sheet, at, text, columns, style)
            sheet.set_row(at, (LINE + 1) * (1 + len(text) // per_line))
        return row + len(texts)

    def across(
        self, sheet: Worksheet, row: int, text: str, columns: range, style: str = "plain"
    ) -> None:
        """A text in columns made one, as it is: never a formula or a link."""
        look = self.format(TEXT, style)
        sheet.merge_range(row, columns[0], row, columns[-1], "", look)
        sheet.write_string(row, columns[0], text, look)

    def widths(self, table: Table) -> list[float]:
        """The width of each column, in characters; texts break sooner where print gets small."""
        spans = [self._width(table.frame, name) for name in table.columns]
        least, most = (sum(each) for each in zip(*spans, strict=True))
        given_up = min(1.0, max(0.0, most - READABLE) / max(most - least, 1.0))
        return [wide - given_up * (wide - narrow) for narrow, wide in spans]

    def _told(self, name: str, value: Any) -> Any:
        return word(name, value, self.language) if declaration(name).words else value

    def _width(self, frame: pd.DataFrame, name: str) -> tuple[float, float]:
        """Wide enough for the longest word, and for the text up to a limit."""
        unit = declaration(name).unit
        longest = max(len(each) for each in heading(name, self.language).split()) + 3
        if unit.pattern:
            return (max(longest, unit.width),) * 2
        texts = [str(self._told(name, v)) for v in frame[name] if isinstance(v, str)]
        words = [len(each) for text in texts for each in text.split()]
        number = NUMBER if any(isinstance(v, int | float) for v in frame[name]) else 0
        least = max([longest, number, *(length + 3 for length in words)])
        return least, max(least, min(max([0, *(len(text) + 3 for text in texts)]), unit.width))


def _look(unit: Unit, language: str) -> dict[str, Any]:
    """Text and years to the left, other numbers to the right with a true minus."""
    if not unit.pattern:
        return {"text_wrap": True, "align": "left", "indent": 1}
    if unit in (YEAR, PERIOD):
        return {"num_format": unit.pattern, "align": "left"}
    told = unit.pattern.replace("%", " %") if language == "da" else unit.pattern
    above, zero = (f"+{told}", f";{told}") if unit.signed else (told, "")
    return {"num_format": f'{above};"{MINUS}"{told}{zero}', "align": "right"}


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Points for a row whose cells are as wide as that and break between words."""
    lines = [
        sum(max(1, len(wrap(line, int(width)))) for line in text.splitlines())
        for text, width in zip(texts, widths, strict=True)
    ]
    return LINE * max(1, *lines)


def draw(book: Book, steps: pd.DataFrame) -> None:
    """A bar for each step from its start to its end, in months from the decision."""
    _ = translator(book.language)
    name, last = _("Timeline"), FIRST + len(steps) - 1
    bars_high, high = ROW * len(steps), ROW * len(steps) + AXIS
    sheet = book.workbook.get_worksheet_by_name(name)
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    colours = [palette.LANE[lane] for lane in steps["lane"]]
    bars = [{"fill": {"color": c}, "border": {"color": c}} for c in colours]
    names = [name, FIRST, NAME, last, NAME]
    for column, look in ((START, {"fill": {"none": True}}), (LASTS, {"points": bars, "gap": 40})):
        chart.add_series(
            {"categories": names, "values": [name, FIRST, column, last, column], **look}
        )
    chart.set_y_axis({"reverse": True, "num_font": FONT, "interval_unit": 1})
    chart.set_x_axis({"name": _("Months from the decision"), "min": 0, "num_format": "0",
                      "major_unit": 1, "label_position": "high",
                      "major_gridlines": GRID})  # fmt: skip
    chart.set_plotarea({"layout": {**BESIDE, "height": bars_high / high}})
    chart.set_legend({"none": True})
    chart.set_size({"width": WIDTH, "height": high})
    sheet.fit_to_pages(1, 1)
    sheet.insert_chart(last + 1 + GAP, 0, chart)
