"""The marks that charts are made of: bars, dumbbells, value texts, and numbers in the language.

Names stand above their marks and values as text beside them: nothing is told by colour alone.
Both break into as many lines as the width asks for, on a phone as on a wall, and none is cut.
Frames have `name`, `label` (the value as text) and the columns named by the caller.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from locales import JOIN, MINUS, number, translator
from reports.charts import palette

Spec = dict[str, Any]  # of Vega-Lite: what a browser draws
FONT = 14
ROW = 50  # pixels per row: the name above, the mark below
LINE = 17  # pixels more for each further line of a name
LETTER = 7.6  # pixels, of a text at least so wide on average
NARROW = 330  # pixels of a plot on a phone
TEN, DOT = 10, 22  # dots of a row, pixels of each
BESIDE = 0.6  # of the width, the most that a label to the right has
GAP = 10  # pixels from a mark to its label
TOP = 8  # pixels above the rows
AXIS = 90  # pixels under the rows
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


def records(rows: Any) -> dict[str, Any]:
    """The rows of a frame as data of a chart; Altair's own way takes ten times as long."""
    return {"values": json.loads(rows.to_json(orient="records", date_format="iso"))}


alt.data_transformers.register("records", records)
alt.data_transformers.enable("records")


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `at`, the pixels from the top to the middle of the mark of each.

    What needs several lines on a phone has their room, also a `heading` above, from `top`.
    """
    lines = rows["name"].map(lambda name: _lines(name, NARROW))
    lines += rows["label"].map(lambda label: _lines(label, BESIDE * NARROW))
    tall = ROW + LINE * (lines - 2)
    if "heading" in rows:
        tall += rows["heading"].map(_headroom)
    down = TOP + tall.cumsum()
    return rows.assign(top=down - tall, at=down - ROW / 2)


def y(rows: pd.DataFrame) -> alt.Y:
    """Where rows stand that are placed."""
    scale = alt.Scale(domain=[0, _height(rows)], reverse=True, nice=False)
    return alt.Y("at:Q", scale=scale, axis=None)


def bars(rows: pd.DataFrame, start: str, end: str, unit: str, colour: Any) -> list[alt.Chart]:
    """Bars from `start` to `end`."""
    base = _base(placed(rows), start, end)
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=unit)]
    bar = base.mark_bar(size=18, orient="horizontal").encode(
        x=_amount(rows, start, end, unit), x2=alt.X2(end), color=colour, tooltip=tips
    )
    return [bar, *_texts(base)]


def grouped(rows: pd.DataFrame, colour: Any) -> list[alt.Chart]:
    """Bars of `length`, a share of one either way, under the `heading` of each group."""
    rows = placed(rows.assign(zero=0.0))
    base = _base(rows, "zero", "length")
    bar = base.mark_bar(size=18, orient="horizontal").encode(
        x=alt.X("zero:Q", scale=_span(rows, "zero", "length"), axis=None),
        x2=alt.X2("length"),
        color=colour,
    )
    heads = alt.Chart(rows.assign(at=rows["top"] + ROW / 2))
    head = heads.mark_text(
        align="left", fontSize=FONT, fontWeight="bold", dy=8, lineHeight=LINE,
        text=broken("heading", "width"),
    )  # fmt: skip
    return [
        bar,
        *_texts(base),
        head.encode(x=alt.value(0), y=y(rows), color=alt.ColorValue(palette.INK)),
    ]


def intervals(rows: pd.DataFrame, unit: str) -> list[alt.Chart]:
    """What is probable as a thick line, what is almost sure as a thin one, the middle as a dot."""
    base = _base(placed(rows), "surely_low", "surely_high")
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=unit)]
    thin = base.mark_rule(strokeWidth=2, color=palette.BLUE).encode(
        x=_amount(rows, "surely_low", "surely_high", unit), x2=alt.X2("surely_high")
    )
    thick = base.mark_rule(strokeWidth=9, color=palette.SKY).encode(
        x=alt.X("probably_low:Q"), x2=alt.X2("probably_high"), tooltip=tips
    )
    dot = base.mark_point(size=110, filled=True, opacity=1, color=palette.INK)
    return [thin, thick, dot.encode(x=alt.X("middle:Q"), tooltip=tips), *_texts(base)]


def strips(rows: pd.DataFrame, parts: pd.DataFrame, colour: alt.Color) -> list[alt.Chart]:
    """A strip for each row, parted from `start` to `end`; parts say which row is theirs by `row`.

    The label of a row is its text to the right.
    """
    whole = placed(rows.assign(zero=0.0, one=1.0))
    base = _base(whole, "zero", "one")
    parts = parts.assign(at=parts["row"].map(whole["at"]))
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=" ")]
    across = alt.X("start:Q", scale=_span(whole, "zero", "one"), axis=None)
    strip = alt.Chart(parts).mark_bar(size=18, orient="horizontal", stroke="white")
    drawn = strip.encode(x=across, x2=alt.X2("end"), y=y(whole), color=colour, tooltip=tips)
    return [drawn, *_texts(base)]


def bars_with_errors(rows: pd.DataFrame, unit: str, colour: Any) -> list[alt.Chart]:
    """Bars from `zero` to `value`, each with a line from `low` to `high` across its end."""
    base = _base(placed(rows), "zero", "high")
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=unit)]
    bar = base.mark_bar(size=18, orient="horizontal").encode(
        x=_amount(rows, "zero", "high", unit), x2=alt.X2("value"), color=colour, tooltip=tips
    )
    line = base.mark_rule(strokeWidth=2, color=palette.INK).encode(
        x=alt.X("low:Q"), x2=alt.X2("high")
    )
    return [bar, line, *_texts(base)]


def of_ten(rows: pd.DataFrame) -> list[alt.Chart]:
    """Ten dots for each row, the first `n` of them filled."""
    base = placed(rows)
    dots = base.merge(pd.DataFrame({"dot": range(TEN)}), how="cross")
    dots["full"] = dots["dot"] < dots["n"]
    across = alt.Scale(domain=[0, alt.ExprRef(f"width / {DOT}")], nice=False)
    place = alt.Chart(dots).encode(x=alt.X("dot:Q", scale=across, axis=None), y=y(base))
    rings = place.mark_point(
        size=170, strokeWidth=2, color=palette.BLUE, opacity=1, xOffset=DOT / 2
    )
    full = rings.transform_filter("datum.full").mark_point(
        size=170, filled=True, color=palette.BLUE, opacity=1, xOffset=DOT / 2
    )
    return [rings, full, *_texts(alt.Chart(base.assign(right=0.0)).encode(y=y(base)))[1:]]


def dumbbells(rows: pd.DataFrame, unit: str, colour: Any, language: str) -> list[alt.Chart]:
    """An open ring at `before`, a filled dot at `later`, and a line between them."""
    _ = translator(language)
    base = _base(placed(rows), "before", "later").encode(color=colour)
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("before:Q", title=_("Today"), format=",.0f"),
        alt.Tooltip("later:Q", title=_("In the plan"), format=",.0f"),
    ]
    line = base.mark_rule(strokeWidth=3).encode(
        x=_amount(rows, "before", "later", unit), x2=alt.X2("later")
    )
    ring = base.mark_point(size=130, strokeWidth=3, fill="white", opacity=1)
    dot = base.mark_point(size=130, filled=True, opacity=1)
    ends = [
        ring.encode(x=alt.X("before:Q"), tooltip=tips),
        dot.encode(x=alt.X("later:Q"), tooltip=tips),
    ]
    return [line, *ends, *_texts(base)]


def colours(column: str, meanings: dict[str, str]) -> alt.Color:
    """Colours of the palette; what they mean stands as text, so there is no legend."""
    scale = alt.Scale(domain=list(meanings), range=list(meanings.values()))
    return alt.Color(f"{column}:N", scale=scale, legend=None)


def row_chart(layers: list[alt.Chart], rows: pd.DataFrame, message: str, language: str) -> Spec:
    """The layers as one chart of a line or more for each row."""
    return chart(layers, _height(placed(rows)) + AXIS, message, language)


def chart(layers: Sequence[Any], height: Any, message: str, language: str) -> Spec:
    """The layers as one chart with the numbers of the language, readable when projected.

    `message` is its title, and read aloud to those who do not see it. A test holds what is
    drawn against the schema of Vega-Lite: for a page that takes a third of its time.
    """
    axis = alt.AxisConfig(
        labelFontSize=FONT, titleFontSize=FONT, labelColor=palette.INK, titleColor=palette.INK,
        labelLimit=0,
    )  # fmt: skip
    header = alt.HeaderConfig(labelFontSize=FONT, titleFontSize=FONT, labelColor=palette.INK)
    legend = alt.LegendConfig(labelFontSize=FONT, labelLimit=0, orient="top")
    drawn = alt.layer(*layers).properties(width="container", height=height, description=message)
    told = drawn.configure(
        locale={"number": NUMBERS[language]}, axis=axis, header=header, legend=legend,
        view=alt.ViewConfig(stroke=None),
    )  # fmt: skip
    return told.to_dict(validate=False)  # type: ignore[no-any-return]


def change(before: float, later: float, language: str) -> str:
    """A change as text: "500 → 997"."""
    return f"{number(before, 0, language)} → {number(later, 0, language)}"


def broken(field: str, room: str) -> alt.ExprRef:
    """The text of a field in lines of `room` pixels, an expression, as wide as the chart is now."""
    return alt.ExprRef(_broken(field, room))


def _broken(field: str, room: str) -> str:
    most = f"max(8, floor({room} / {LETTER}))"
    pattern = "'" + LINES.replace("N", f"' + {most} + '") + "'"
    return f"split(trim(replace(datum.{field}, regexp({pattern}, 'g'), '$1$2\\n')), '\\n')"


LINES = "(.{1,N})(?: +|$)|(.{N})"  # of N letters at most; a longer word is parted


def _lines(text: str, room: float) -> int:
    """How many lines a text has in so many pixels."""
    return len(re.findall(LINES.replace("N", str(int(room / LETTER))), text)) or 1


def _headroom(heading: str) -> int:
    return ROW + LINE * (_lines(heading, NARROW) - 1) if heading else 0


def _height(rows: pd.DataFrame) -> float:
    return float(rows["at"].max()) + ROW / 2


def _base(rows: pd.DataFrame, start: str, end: str) -> alt.Chart:
    return alt.Chart(rows.assign(right=rows[[start, end]].max(axis=1))).encode(y=y(rows))


def _amount(rows: pd.DataFrame, start: str, end: str, unit: str) -> alt.X:
    """The axis of amounts, from zero, with room for the labels."""
    axis = alt.Axis(title=unit, format=",~r", tickCount=4, gridColor="#e6e6e6", domain=False)
    return alt.X(f"{start}:Q", axis=axis, scale=_span(rows, start, end))


def _span(rows: pd.DataFrame, start: str, end: str) -> alt.Scale:
    """From the least amount, or zero, to where the last label ends at the width of now."""
    values = rows[[start, end]]
    low = min(0.0, float(values.min().min()))
    longest: dict[int, float] = {}
    for label, right in zip(rows["label"], values.max(axis=1), strict=True):
        longest[len(label)] = max(longest.get(len(label), 0.0), float(right) - low)
    ends = [
        f"{right or 1.0} / max({1 - BESIDE}, 1 - {GAP + LETTER * letters} / width)"
        for letters, right in longest.items()
    ]
    high = alt.ExprRef(f"{low} + max({', '.join(ends)})")
    return alt.Scale(domain=[low, high], nice=False)


def _texts(base: alt.Chart) -> list[alt.Chart]:
    """The value to the right of the mark, the name above it."""
    style: dict[str, Any] = {"align": "left", "fontSize": FONT, "lineHeight": LINE}
    beside, name = f"{BESIDE} * width - {GAP}", _broken("name", "width")
    text = base.mark_text(**style, dx=GAP, baseline="middle", text=broken("label", beside))
    up = alt.ExprRef(f"-19 - {LINE} * (length({name}) - 1)")
    above = base.mark_text(**style, dy=up, text=alt.ExprRef(name))
    ink = alt.ColorValue(palette.INK)
    return [text.encode(x=alt.X("right:Q"), color=ink), above.encode(x=alt.value(0), color=ink)]
