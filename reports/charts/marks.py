"""The marks that charts are made of: bars, dumbbells, value texts, and numbers in the language.

Names stand above their marks and values as text beside them: nothing is told by colour alone,
and a long name has the whole width, on a phone as on a wall. Frames have `name`, `label` (the
value as text) and the columns named by the caller.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from locales import JOIN, MINUS, number, translator
from reports.charts import palette

FONT = 14
ROW = 50  # pixels per row: the name above, the mark below
AXIS = 90  # pixels under the rows
ROOM = 0.35  # of the span of values, kept free for the label to the right
NUMBERS: dict[str, Any] = {
    "da": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", f"{JOIN}kr."],
        "percent": f"{JOIN}%",
        "minus": MINUS,
    },
    "en": {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": [f"DKK{JOIN}", ""],
        "percent": "%",
        "minus": MINUS,
    },
}


def bars(rows: pd.DataFrame, start: str, end: str, unit: str, colour: Any) -> list[alt.Chart]:
    """Bars from `start` to `end`."""
    base = _base(rows, start, end)
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=unit)]
    bar = base.mark_bar(size=18).encode(
        x=_amount(rows, start, end, unit), x2=end, color=colour, tooltip=tips
    )
    return [bar, *_texts(base)]


def grouped(rows: pd.DataFrame, group: str, colour: Any) -> list[alt.Chart]:
    """Bars of `length`, a share of one either way, under a heading for each group."""
    rows = rows.assign(zero=0.0, place=rows[group] + rows["name"], right=rows["length"].clip(0.0))
    parts = rows.groupby(group, sort=False)["place"]
    order = alt.Scale(domain=[place for name, part in parts for place in (name, *part)])
    span = alt.Scale(domain=[min(0.0, float(rows["length"].min())), 1 + ROOM], nice=False)
    base = alt.Chart(rows).encode(y=alt.Y("place:N", scale=order, axis=None))
    bar = base.mark_bar(size=18).encode(
        x=alt.X("zero:Q", scale=span, axis=None), x2="length", color=colour
    )
    heads = alt.Chart(rows[[group]].drop_duplicates()).encode(
        x=alt.value(0),
        y=alt.Y(f"{group}:N", scale=order, axis=None),
        text=f"{group}:N",
        color=alt.value(palette.INK),
    )
    head = heads.mark_text(align="left", fontSize=FONT, fontWeight="bold", dy=8)
    return [bar, *_texts(base), head]


def dumbbells(rows: pd.DataFrame, unit: str, colour: Any, language: str) -> list[alt.Chart]:
    """An open ring at `before`, a filled dot at `later`, and a line between them."""
    _ = translator(language)
    base = _base(rows, "before", "later").encode(color=colour)
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("before:Q", title=_("Today"), format=",.0f"),
        alt.Tooltip("later:Q", title=_("In the plan"), format=",.0f"),
    ]
    line = base.mark_rule(strokeWidth=3).encode(
        x=_amount(rows, "before", "later", unit), x2="later"
    )
    ring = base.mark_point(size=130, strokeWidth=3, fill="white", opacity=1)
    dot = base.mark_point(size=130, filled=True, opacity=1)
    ends = [ring.encode(x="before:Q", tooltip=tips), dot.encode(x="later:Q", tooltip=tips)]
    return [line, *ends, *_texts(base)]


def colours(column: str, meanings: dict[str, str]) -> alt.Color:
    """Colours of the palette; what they mean stands as text, so there is no legend."""
    scale = alt.Scale(domain=list(meanings), range=list(meanings.values()))
    return alt.Color(f"{column}:N", scale=scale, legend=None)


def row_chart(
    layers: list[alt.Chart], rows: pd.DataFrame, message: str, language: str
) -> alt.LayerChart:
    """The layers as one chart of a line for each row."""
    return chart(layers, len(rows) * ROW + AXIS, message, language)


def chart(layers: Sequence[Any], height: Any, message: str, language: str) -> alt.LayerChart:
    """The layers as one chart with the numbers of the language, readable when projected.

    `message` is its title, and read aloud to those who do not see it.
    """
    axis = alt.AxisConfig(
        labelFontSize=FONT, titleFontSize=FONT, labelColor=palette.INK, titleColor=palette.INK
    )
    header = alt.HeaderConfig(labelFontSize=FONT, titleFontSize=FONT, labelColor=palette.INK)
    legend = alt.LegendConfig(labelFontSize=FONT, titleFontSize=FONT, orient="top")
    drawn = alt.layer(*layers).properties(width="container", height=height, description=message)
    return drawn.configure(  # type: ignore[no-any-return]
        locale={"number": NUMBERS[language]}, axis=axis, header=header, legend=legend,
        view=alt.ViewConfig(stroke=None),
    )  # fmt: skip


def change(before: float, later: float, language: str) -> str:
    """A change as text: "500 → 997"."""
    return f"{number(before, 0, language)} → {number(later, 0, language)}"


def _base(rows: pd.DataFrame, start: str, end: str) -> alt.Chart:
    ends = rows.assign(right=rows[[start, end]].max(axis=1))
    return alt.Chart(ends).encode(y=alt.Y("name:N", sort=list(rows["name"]), axis=None))


def _amount(rows: pd.DataFrame, start: str, end: str, unit: str) -> alt.X:
    """The axis of amounts, from zero, with room for the labels."""
    values = rows[[start, end]]
    low, high = min(0.0, float(values.min().min())), max(0.0, float(values.max().max()))
    scale = alt.Scale(domain=[low, high + ROOM * (high - low or 1.0)], nice=False)
    axis = alt.Axis(title=unit, format=",~r", tickCount=4, gridColor="#e6e6e6", domain=False)
    return alt.X(f"{start}:Q", axis=axis, scale=scale)


def _texts(base: alt.Chart) -> list[alt.Chart]:
    """The value to the right of the mark, the name above it."""
    text = base.mark_text(align="left", fontSize=FONT, dx=10, baseline="middle")
    above = base.mark_text(align="left", fontSize=FONT, dy=-19, limit=alt.ExprRef("width"))
    ink = alt.value(palette.INK)
    return [
        text.encode(x="right:Q", text="label:N", color=ink),
        above.encode(x=alt.value(0), text="name:N", color=ink),
    ]
