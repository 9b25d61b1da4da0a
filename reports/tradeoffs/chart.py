"""The chart of a trade-off: the exact limit, the band where no plan has been found, the plans."""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from locales import translator
from model.criteria import SENSE, TRADEOFFS
from reports.charts import marks, palette
from reports.tradeoffs import text as tradeoffs_text
from scenarios.studies.frontier import Frontier, Mark, Point, knee

HEIGHT = 460
ROOM = 0.1  # of the height of the band: shown beyond it, where no plan is
PICK = "point"  # the name of the selection; its rows carry x and y in the units of the criteria


def frame(found: Frontier, language: str) -> pd.DataFrame:
    """One row per point: `x` and `y` as they are, and both as words."""
    return pd.DataFrame(
        [
            {
                **point._asdict(),
                **_on_axes(found, point),
                "x_told": tradeoffs_text.amount(found.x, point.x, language),
                "y_told": tradeoffs_text.amount(found.y, point.y, language),
            }
            for point in found.points
        ],
        columns=["x", "y", "px", "py", "x_told", "y_told"],
    )


def chart(found: Frontier, known: Sequence[Mark], language: str) -> marks.Spec:
    """Layers from the back: what no plan can have, the limit, the plans, and known plans."""
    layers = [limit(found, language), *band(found, language)]
    layers += [points(found, language), *knee_layers(found, language)]
    layers += mark_layers(found, known, language)
    return marks.chart(layers, HEIGHT, tradeoffs_text.title(found, known, language), language)


def limit(found: Frontier, language: str) -> Any:
    """The curve of the relaxation."""
    rows = pd.DataFrame([_on_axes(found, point) for point in found.breakpoints])
    line = alt.Chart(rows).mark_line(color=palette.GREY, strokeDash=[5, 4], strokeWidth=1.5)
    return line.encode(x=axis("x", found, language), y=axis("y", found, language), order="px:Q")


def _on_axes(found: Frontier, point: Point) -> dict[str, float]:
    return {
        "px": tradeoffs_text.axis_value(found.x, point.x),
        "py": tradeoffs_text.axis_value(found.y, point.y),
    }


def band(found: Frontier, language: str) -> list[alt.Chart]:
    """Where no plan is, what is not yet excluded, and what plans have as a line."""
    rows = edges(found, language)
    if rows.empty:
        return []
    _, up = translator(language), SENSE[found.y] > 0
    heights = rows[["least", "most"]].to_numpy()
    room = ROOM * (heights.max() - heights.min())
    rows["edge"] = heights.max() + room if up else heights.min() - room
    base = alt.Chart(rows).encode(x="px:Q")
    empty = base.mark_area(color=palette.GREY, opacity=0.12)
    area = base.mark_area(color=palette.ORANGE, opacity=0.45)
    line = base.mark_line(color=palette.BLUE, strokeWidth=2.5)
    note = alt.Chart(pd.DataFrame([{"told": _("No plan is here")}]))
    note = note.mark_text(align="right", fontSize=marks.FONT, color=palette.GREY)
    return [
        empty.encode(y="most:Q", y2="edge:Q"),
        note.encode(
            x=alt.value(alt.ExprRef("width - 12")),
            y=alt.value(20 if up else HEIGHT - 20),
            text="told:N",
        ),
        area.encode(
            y="least:Q", y2="most:Q", tooltip=alt.Tooltip("told:N", title=_("Not yet excluded"))
        ),
        line.encode(y="least:Q", order="px:Q"),
    ]


def edges(found: Frontier, language: str) -> pd.DataFrame:
    """One row per place where an edge of the band bends, and how wide it is in words."""
    return pd.DataFrame(
        [
            {
                "px": tradeoffs_text.axis_value(found.x, e.x),
                "least": tradeoffs_text.axis_value(found.y, e.least),
                "most": tradeoffs_text.axis_value(found.y, e.most),
                "told": tradeoffs_text.amount(found.y, abs(e.most - e.least), language),
            }
            for e in found.bounds
            if not math.isnan(e.least)
        ]
    )


def points(found: Frontier, language: str) -> Any:
    """The plans, or points of the limit, to hover and to click."""
    rows = frame(found, language)
    pick = alt.selection_point(name=PICK, fields=["x", "y"], on="click", nearest=False)
    tips = [
        alt.Tooltip("x_told:N", title=TRADEOFFS[found.x].axis.of(language)),
        alt.Tooltip("y_told:N", title=TRADEOFFS[found.y].axis.of(language)),
    ]
    colour = palette.BLUE if found.kind == "certified" else palette.GREY
    dots = alt.Chart(rows).mark_point(filled=True, size=110, color=colour)
    return dots.encode(
        x="px:Q",
        y="py:Q",
        tooltip=tips,
        opacity=alt.condition(pick, alt.value(1.0), alt.value(0.35), empty=True),
    ).add_params(pick)


def knee_layers(found: Frontier, language: str) -> list[alt.Chart]:
    """A ring where the frontier bends most; the sentence below the picture tells of it."""
    at = knee(found)
    if at is None:
        return []
    told = tradeoffs_text.knee_sentence(found, language)
    rows = pd.DataFrame([{**_on_axes(found, at), "told": told}])
    base = alt.Chart(rows).encode(x="px:Q", y="py:Q", tooltip=[alt.Tooltip("told:N", title=" ")])
    ring = base.mark_point(size=260, strokeWidth=3, color=palette.INK, filled=False)
    return [ring.encode(opacity=alt.value(1.0))]


def mark_layers(found: Frontier, known: Sequence[Mark], language: str) -> list[alt.Chart]:
    """Known plans with their names."""
    rows = pd.DataFrame(
        [
            {
                **_on_axes(found, mark.point),
                "name": mark.name.of(language),
                "told": tradeoffs_text.mark_sentence(found, mark, language),
            }
            for mark in known
        ]
    )
    if rows.empty:
        return []
    base = alt.Chart(rows).encode(x="px:Q", y="py:Q", tooltip=[alt.Tooltip("told:N", title=" ")])
    cross = base.mark_point(shape="diamond", filled=True, size=190, color=palette.VERMILION)
    across = [*rows["px"], *(_on_axes(found, point)["px"] for point in found.breakpoints)]
    right = rows["px"] > (min(across) + max(across)) / 2
    told = [*names(rows[~right], "left", 8), *names(rows[right], "right", -8)]
    return [cross.encode(opacity=alt.value(1.0)), *told]


def names(rows: pd.DataFrame, align: str, dx: int, dy: int = -14) -> list[alt.Chart]:
    """Names beside their points and within the plot, readable also on a line."""
    if rows.empty:
        return []
    beside: dict[str, Any] = {"align": align, "dx": dx, "dy": dy, "fontSize": marks.FONT}
    base = alt.Chart(rows).encode(x="px:Q", y="py:Q", text="name:N")
    halo = base.mark_text(**beside, stroke="white", strokeWidth=4, strokeJoin="round")
    return [halo, base.mark_text(**beside, color=palette.INK)]


def axis(channel: str, found: Frontier, language: str) -> Any:
    """An axis with its criterion, not forced to zero."""
    title = TRADEOFFS[getattr(found, channel)].axis.of(language)
    style = alt.Axis(title=title, format=",~r", tickCount=6, gridColor="#e6e6e6")
    kind = alt.X if channel == "x" else alt.Y
    return kind(f"p{channel}:Q", axis=style, scale=alt.Scale(zero=False))
