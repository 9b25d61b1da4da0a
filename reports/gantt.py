"""The timeline of the workbook as bars below its table."""

import pandas as pd

from locales import translator
from reports import palette
from reports.sheets import Book

FIRST, GAP = 4, 1  # row of the first step on its sheet, rows between table and picture
NAME, START, LASTS = 0, 2, 4  # columns of the table
ROW, AXIS, WIDTH = 30, 90, 1150  # pixels
FONT = {"size": 9}
ROOM = {"x": 0.42, "y": 0.02, "width": 0.55, "height": 0.84}  # shares of the picture
GRID = {"visible": True, "line": {"color": "#e6e6e6"}}


def draw(book: Book, steps: pd.DataFrame) -> None:
    """A bar for each step from its start to its end, in months from the decision."""
    _ = translator(book.language)
    name, last = _("Timeline"), FIRST + len(steps) - 1
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
                      "label_position": "high", "major_gridlines": GRID})  # fmt: skip
    chart.set_plotarea({"layout": ROOM})  # room to the left for the longest name
    chart.set_legend({"none": True})
    chart.set_size({"width": WIDTH, "height": ROW * len(steps) + AXIS})
    sheet.fit_to_pages(1, 1)
    sheet.insert_chart(last + 1 + GAP, 0, chart)
