"""A picture of the organisation: today's units to the left, the plan's to the right.

Every unit is a heading with the groups that it is responsible for below it, and a line leads
each group from its unit today to its unit in the plan.
"""

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from locales import number, translator
from reports.charts import marks, palette
from reports.language import words
from reports.units import tables as units_tables
from scenarios.solve import Answer

LINE = 26  # pixels a line of text
CLOSE = 0.7  # of a line, between lines of one text
LETTERS = 44  # of a line of text, in a column of the narrowest picture (views/parts/look.py)
LEFT, RIGHT = (0.0, 0.42), (0.58, 1.0)  # shares of the width that the two columns of text have
COLOURS = {"stays": palette.GREY, "moves": palette.BLUE}
UNITS = {"open": palette.INK, "closed": palette.VERMILION, "opened": palette.GREEN}


def chart(answer: Answer, language: str) -> marks.Spec:
    """Units and groups before and after; groups that get another unit have lines of their own."""
    _ = translator(language)
    units, groups = units_tables.table(answer, language), units_tables.flows(answer, language)
    left = column(units, groups, "before", language)
    right = column(units, groups, "later", language)
    joined = left.merge(right, on="main", suffixes=("_left", "_right")).dropna(subset=["main"])
    joined["fate"] = [
        "stays" if u == v else "moves"
        for u, v in zip(joined["unit_left"], joined["unit_right"], strict=True)
    ]
    depth = max(left["end"].max(), right["end"].max())
    layers = [
        *_texts(left, LEFT, depth, _("Today")),
        *_texts(right, RIGHT, depth, _("In the plan")),
        _lines(joined, depth),
    ]
    drawn = marks.chart(
        layers, (depth + 1) * LINE, units_tables.message(answer, language), language
    )
    return drawn | {"resolve": {"scale": {"color": "independent"}}}


def column(units: pd.DataFrame, groups: pd.DataFrame, moment: str, language: str) -> pd.DataFrame:
    """The texts of one side, from above: `label`, `unit`, `main` (None for a unit).

    A `label` may have several lines: the first is line `row`, the last comes before `end`.
    """
    gone = {"before": "opened", "later": "closed"}[moment]
    lines: list[dict[str, Any]] = []
    for unit in units.to_dict("records"):
        own = groups[groups[moment] == unit["unit"]]
        label = _unit_label(unit, moment, language)
        if unit["unit_status"] != gone or moment == "later":
            lines.append({"label": label, "unit": unit["unit"], "status": unit["unit_status"]})
        lines += [
            {
                "label": f"{row['name']}: {number(row['persons'], 0, language)}",
                "unit": unit["unit"],
                "main": row["main"],
            }
            for row in own.to_dict("records")
        ]
    frame = pd.DataFrame(lines, columns=["label", "unit", "main", "status"])
    broken = frame["label"].map(lambda text: "\n".join(wrap(text, LETTERS)))
    end = 1.0 + (broken.str.count("\n") * CLOSE + 1.0).cumsum()
    return frame.assign(label=broken, row=[1.0, *end[:-1]], end=end)


def _unit_label(unit: dict[Any, Any], moment: str, language: str) -> str:
    """The unit's name with its FTE and measures at that time, or that it closes."""
    _ = translator(language)
    name = words.plain(unit["unit_name"])
    if moment == "later" and unit["unit_status"] == "closed":
        return _("{unit}: closed").format(unit=name)
    time = {"before": "before", "later": "after"}[moment]
    told = _("{unit}: {fte} FTE, measures: {n}").format(
        unit=name,
        fte=number(unit[{"before": "today", "later": "fte_plan"}[moment]], 0, language),
        n=unit[f"runs_{time}"],
    )
    new = moment == "later" and unit["unit_status"] == "opened"
    return _("{text} (new)").format(text=told) if new else told


def _x(channel: str) -> alt.X:
    return alt.X(f"{channel}:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)


def _y(channel: str, depth: float) -> alt.Y:
    scale = alt.Scale(domain=[depth, -0.5], nice=False)
    return alt.Y(f"{channel}:Q", scale=scale, axis=None)


def _texts(
    rows: pd.DataFrame, place: tuple[float, float], depth: float, title: str
) -> list[alt.Chart]:
    """Headings of units in bold, groups indented, and the title of the column above them."""
    placed = rows.assign(at=place[0], indented=place[0] + 0.012)
    heads, below = placed[placed["main"].isna()], placed[placed["main"].notna()]
    top = pd.DataFrame([{"label": title, "at": place[0], "row": 0.0}])
    scale = alt.Scale(domain=list(UNITS), range=list(UNITS.values()))
    style: dict[str, Any] = {
        "align": "left", "fontSize": marks.FONT, "lineBreak": "\n", "lineHeight": CLOSE * LINE,
    }  # fmt: skip
    x, y = _x("at"), _y("row", depth)
    tip = alt.Tooltip("label:N", title=" ")
    return [
        alt.Chart(top).mark_text(**style, fontStyle="italic").encode(
            x=x, y=y, text="label:N", color=alt.value(palette.GREY)
        ),
        alt.Chart(heads).mark_text(**style, fontWeight="bold").encode(
            x=x, y=y, text="label:N", tooltip=tip,
            color=alt.Color("status:N", scale=scale, legend=None),
        ),
        alt.Chart(below).mark_text(**style).encode(
            x=_x("indented"), y=y, text="label:N", tooltip=tip, color=alt.value(palette.INK)
        ),
    ]  # fmt: skip


def _lines(rows: pd.DataFrame, depth: float) -> Any:
    """From each group's line today to its line in the plan."""
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    placed = rows.assign(from_x=LEFT[1] + 0.01, to_x=RIGHT[0] - 0.01)
    return alt.Chart(placed).mark_rule(strokeWidth=3).encode(
        x=_x("from_x"),
        x2="to_x:Q",
        y=_y("row_left", depth),
        y2="row_right:Q",
        color=alt.Color("fate:N", scale=scale, legend=None),
        opacity=alt.condition(alt.datum.fate == "moves", alt.value(1.0), alt.value(0.5)),
        tooltip=[alt.Tooltip("label_left:N", title=" ")],
    )  # fmt: skip
