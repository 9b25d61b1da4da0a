"""The pictures of how sure a plan is: an interval with the middle in it, never a bare point."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from locales import number, translator
from reports.charts import marks, palette
from reports.language import words
from reports.language.words import marked as _
from reports.uncertainty import tables, text
from reports.uncertainty.answer import chance, interval, tenths
from reports.uncertainty.tables import Chance, Compared
from scenarios.studies.futures import Sureness

HEIGHT = 300
APART = 0.07  # of the height: numbers nearer to each other would cover each other


def by_year(found: Sureness, language: str) -> marks.Spec:
    """People in work, net, by year: 8 of 10 futures thick, 19 of 20 thin, the middle a dot."""
    rows = frame(found, language)
    low, high = rows["surely_low"].min(), rows["surely_high"].max()
    scale = alt.Scale(domain=[min(low, 0.0), max(high, 0.0)])
    axis = alt.Axis(title=unit(language), format=",~r", tickCount=5)
    base = alt.Chart(rows).encode(x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0)))
    tips = [alt.Tooltip("year:O", title=" "), alt.Tooltip("label:N", title=unit(language))]
    thin = base.mark_rule(strokeWidth=2, color=palette.BLUE)
    thick = base.mark_rule(strokeWidth=12, color=palette.SKY)
    dot = base.mark_point(size=120, filled=True, opacity=1, color=palette.INK)
    layers = [
        _today(language),
        thin.encode(y=alt.Y("surely_low:Q", axis=axis, scale=scale), y2="surely_high"),
        thick.encode(y="probably_low:Q", y2="probably_high", tooltip=tips),
        dot.encode(y="middle:Q", tooltip=tips),
        *_numbers(rows),
    ]
    return marks.chart(layers, HEIGHT, text.in_last_year(found, language), language)


def frame(found: Sureness, language: str) -> pd.DataFrame:
    """A row for each year: the ends of its intervals, the middle, and these as words."""
    rows: list[dict[str, Any]] = [
        {"year": y, **tables.people(span), "label": interval(span, language)}
        for y, span in found.in_work.items()
    ]
    lows, highs = ([row[end] for row in rows] for end in ("surely_low", "surely_high"))
    apart = APART * (max(*highs, 0.0) - min(*lows, 0.0))
    for row in rows:
        row["middle_told"] = words.signed(row["middle"], 0, language)
        for end in ("probably_low", "probably_high"):
            near = abs(row[end] - row["middle"]) < apart
            row[f"{end}_told"] = "" if near else words.signed(row[end], 0, language)
    return pd.DataFrame(rows)


def _numbers(rows: pd.DataFrame) -> list[Any]:
    """The middle and both ends of the thick line beside them."""
    base = alt.Chart(rows).encode(x="year:O")
    look: dict[str, Any] = {"align": "left", "dx": 12, "fontSize": marks.FONT, "color": palette.INK}
    looks = {"probably_low": look, "middle": {**look, "fontWeight": "bold"}, "probably_high": look}
    return [
        base.mark_text(**each).encode(y=f"{name}:Q", text=f"{name}_told:N")
        for name, each in looks.items()
    ]


def _today(language: str) -> Any:
    """Where nobody is more or fewer in work than today."""
    zero = alt.Chart(pd.DataFrame([{"zero": 0.0, "told": translator(language)(_("as today"))}]))
    return zero.mark_rule(color=palette.GREY, strokeDash=[4, 4]).encode(y="zero:Q")


def unit(language: str) -> str:
    """What people in work are counted as."""
    return translator(language)(_("People in work, net, against today"))


def chances(rows: Sequence[Chance], message: str, language: str) -> marks.Spec:
    """So many of ten dots for what may happen."""
    named = pd.DataFrame([
        {"name": text.happens(row.that, row.share, language), "label": "",
         "n": tenths(row.share)}
        for row in rows
    ])  # fmt: skip
    return marks.row_chart(marks.of_ten(named), named, message, language)


def plans(rows: Sequence[Compared], language: str) -> marks.Spec:
    """People in work on average, each plan's interval under its name."""
    found = pd.DataFrame([
        {**tables.plan(row), "label": interval(row.found.value, language)}
        for row in tables.in_order(rows)
    ])  # fmt: skip
    message = text.which_holds(rows, language)
    return marks.row_chart(marks.intervals(found, unit(language)), found, message, language)


def losses(rows: Sequence[Compared], message: str, language: str) -> marks.Spec:
    """What each plan is on average behind the one that would have been chosen afterwards."""
    found = pd.DataFrame([
        {"name": row.name, "zero": 0.0, "loss": row.standing.expected_loss,
         "label": f"{number(row.standing.expected_loss, 1, language)} · "
                  f"{_best(row, language)}"}
        for row in tables.in_order(rows)
    ])  # fmt: skip
    told = translator(language)(_("Fewer in work, on average"))
    bars = marks.bars(found, "zero", "loss", told, alt.value(palette.ORANGE))
    return marks.row_chart(bars, found, message, language)


def _best(row: Compared, language: str) -> str:
    say, share = translator(language), row.standing.best_share
    if not share:
        return say(_("never the best"))
    return say(_("best {chance}")).format(chance=chance(share, language))
