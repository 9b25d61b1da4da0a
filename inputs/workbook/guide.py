"""The first sheet of the workbook: what it is, how to fill it in, what is on the sheets."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles import Font as _Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inputs.schema.tables import TABLES
from locales import translator

REQUIRED, OPTIONAL, UNITS = "1F3A5F", "5F7387", "EEF2F6"  # fills of the headings
LINK = "1F4E99"

Font = partial(_Font, name="Calibri")

ADVICE = (
    "Each row is one thing; the id in its first column is what the other sheets call it by.",
    "The program finds sheets and columns by their names, so keep them. Their order is free.",
    "Units stand under each heading. Money is in 1,000 kr. (tkr), staff in FTE, work in hours.",
    "Write shares as 40 % or 0.4, and decimals with comma or point.",
    "A blank is never a zero unless its heading says so: point at it to see what a blank means.",
    "Never write anything about single persons. A file with CPR numbers is refused.",
    "Blank rows are skipped. So are unknown sheets and columns, but you are told of them.",
)


def fill(sheet: Worksheet, language: str) -> None:
    """Write the guide on a sheet that is empty."""
    _ = translator(language)
    sheet.title = _("Guide")
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 96
    _line(sheet, 1, _("Data for Jobbalance"), Font(bold=True, size=16))
    about = _("All that a plan is computed from. Fill in the sheets and upload the file.")
    _line(sheet, 2, about, Font())
    row = _section(
        sheet, 4, _("How to fill it in"), [(f"{n}.", _(text)) for n, text in enumerate(ADVICE, 1)]
    )
    row = _colours(sheet, row + 1, language)
    _sheets(sheet, row + 1, language)
    print_set_up(sheet)
    sheet.page_setup.fitToHeight = 1


def print_set_up(sheet: Worksheet) -> None:
    """A4 on its side, as wide as one page, with name and page number below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = sheet.oddFooter  # always there in a worksheet, but not declared so
    footer.left.text, footer.right.text = "&A", "&P / &N"


def _line(sheet: Worksheet, row: int, text: str, font: _Font) -> None:
    sheet.cell(row, 1, text).font = font


def _section(sheet: Worksheet, top: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    """A heading and its lines; the row after them."""
    _line(sheet, top, title, Font(bold=True, size=12))
    for row, (first, text) in enumerate(lines, top + 1):
        sheet.cell(row, 1, first).alignment = Alignment(vertical="top")
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    return top + len(lines) + 1


def _colours(sheet: Worksheet, row: int, language: str) -> int:
    _ = translator(language)
    lines = (
        (_("Dark heading"), _("Must be filled in.")),
        (_("Grey heading"), _("May be blank; the comment tells what a blank means.")),
    )
    end = _section(sheet, row, _("Colours"), lines)
    for n, colour in enumerate((REQUIRED, OPTIONAL), row + 1):
        sheet.cell(n, 1).fill = PatternFill("solid", fgColor=colour)
        sheet.cell(n, 1).font = Font(bold=True, color="FFFFFF")
    return end


def _sheets(sheet: Worksheet, row: int, language: str) -> None:
    _ = translator(language)
    blank = {True: _("Must have rows."), False: _("May be empty.")}
    lines = [
        (t.label(language), f"{t.help(language)} {blank[t.required]}") for t in TABLES.values()
    ]
    _section(sheet, row, _("The sheets"), lines)
    for n, (name, _text) in enumerate(lines, row + 1):
        sheet.cell(n, 1).hyperlink = f"#{quote_sheetname(name)}!A1"
        sheet.cell(n, 1).font = Font(color=LINK, underline="single")
