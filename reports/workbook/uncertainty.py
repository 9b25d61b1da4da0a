"""The sheet on uncertainty: intervals by year with their picture, chances, and named futures."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from locales import translator
from reports.charts import palette
from reports.columns import TEXT
from reports.disclosure.masking import Table
from reports.language.words import marked as _
from reports.uncertainty import charts, tables, text
from reports.uncertainty.answer import Certainty, sentences
from reports.workbook.sheets import FONT, GRID, Book
from scenarios.solve import Answer
from scenarios.studies.futures import InFuture, in_named

NAME = _("Uncertainty")
FIRST, WIDE, COLUMNS = 34.0, 14.0, 10  # characters of the first and the other columns
PER_LINE = 140  # characters of a paragraph
SIZE, BESIDE = {"width": 600, "height": 360}, 4  # of the picture: pixels, and its first column
BOX = ("probably_low", "surely_high", "surely_low", "probably_high")  # first, most, least and last


def write(book: Book, answer: Answer, certain: Certainty) -> None:
    language = book.language
    say, found = translator(language), certain.found
    sheet = book.sheet(say(NAME), say(_("How sure is the plan?")))
    row = _paragraphs(book, sheet, 1, [f"{text.in_last_year(found, language)}."], "answer")
    rows = in_named(answer)
    told = [*sentences(answer, certain, language), *_worst_and_best(rows, language)]
    about = text.how_it_is_found(answer, found, language)
    row = _paragraphs(book, sheet, row, [*told, about])
    by_year, first = tables.by_year(found), row + 3
    row = _table(book, sheet, row + 1, say(_("People in work, net, and saving by year")), by_year)
    sheet.insert_chart(row + 1, BESIDE, _picture(book, by_year, first), {"x_offset": 20})
    chances = tables.of_chances(tables.chances(certain, language))
    row = _table(book, sheet, row + 1, say(_("How often it goes as hoped")), chances)
    if rows:
        named = tables.named(rows, language)
        row = _table(book, sheet, row + 1, say(_("If something happens")), named)
        _paragraphs(book, sheet, row, [text.about_named(answer, language)])
    sheet.set_column(1, COLUMNS - 1, WIDE)


def _worst_and_best(rows: Sequence[InFuture], language: str) -> list[str]:
    return [f"{text.worst_and_best(rows, language)}."] if rows else []


def _paragraphs(
    book: Book, sheet: Worksheet, row: int, texts: list[str], style: str = "plain"
) -> int:
    """Each text over the width of the page."""
    return book.paragraphs(sheet, row, texts, range(COLUMNS), PER_LINE, style)


def _table(book: Book, sheet: Worksheet, row: int, heading: str, table: Table) -> int:
    """A heading and the table under it; the row after both."""
    sheet.write_string(row, 0, heading, book.format(TEXT, "section"))
    return book.table(sheet, row + 1, table, [FIRST, *[WIDE] * (len(table.columns) - 1)])


def _picture(book: Book, table: Table, first: int) -> object:
    """A box for what is probable, a line for what is almost sure and a dot for the middle."""
    sheet, last = translator(book.language)(NAME), first + len(table.frame) - 1
    years = [sheet, first, 0, last, 0]

    def values(name: str) -> dict[str, object]:
        at = list(table.columns).index(name)
        return {"categories": years, "values": [sheet, first, at, last, at], "line": {"none": True}}

    chart = book.workbook.add_chart({"type": "stock"})
    for name in BOX:
        chart.add_series({**values(name), "marker": {"type": "none"}})
    fill = {"fill": {"color": palette.SKY}, "border": {"color": palette.BLUE}}
    chart.set_up_down_bars({"gap": 400, "up": fill, "down": fill})
    chart.set_high_low_lines({"line": {"color": palette.BLUE, "width": 1.5}})
    dots = book.workbook.add_chart({"type": "line"})
    dot = {"type": "circle", "size": 8, "fill": {"color": palette.INK}}
    label = {"value": True, "position": "right", "font": FONT, "num_format": "+0;-0;0"}
    dots.add_series({**values("middle"), "marker": dot, "data_labels": label})
    chart.combine(dots)
    chart.set_x_axis(
        {"text_axis": True, "num_format": "0", "label_position": "low", "num_font": FONT}
    )
    chart.set_y_axis({"name": charts.unit(book.language), "name_font": FONT, "num_format": "0",
                      "num_font": FONT, "major_gridlines": GRID})  # fmt: skip
    chart.set_legend({"none": True})
    chart.set_size(SIZE)
    return chart
