"""The chart of the people in work and out of it by year."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from locales import translator
from reports.answer import people, people_text
from reports.charts import marks, palette
from reports.language import words
from reports.staff.tables import dismissed
from scenarios.once import once
from scenarios.solve import Answer
from scenarios.studies.futures import Span, hold, sureness

HEIGHT = 260
PARTS = {"gross": palette.GREEN, "out": palette.VERMILION, "net": palette.BLUE}


@once
def chart(answer: Answer, language: str) -> marks.Spec:
    """Bars of those in work by what the plan offers and, below zero, of those put out of work.

    A line across each year is the sum of both, with its number, and an upright one reaches from
    the low to the high end of eight futures of ten.
    """
    rows = frame(answer, language)
    axis = alt.Axis(title=_unit(language), format=",~r", tickCount=5)
    base = alt.Chart(rows).encode(x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0)))
    bar = base.mark_bar(size=36).encode(
        y=alt.Y("people:Q", axis=axis),
        color=_colour(rows),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=_unit(language))],
    )
    net = base.transform_filter("datum.first")
    line = net.mark_tick(size=50, thickness=3, color=palette.INK).encode(y=alt.Y("net:Q"))
    reach = net.mark_rule(size=3, color=palette.INK).encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    told = net.mark_text(fontSize=marks.FONT, dy=-10).encode(
        y=alt.Y("top:Q"), text=alt.Text("net_told:N")
    )
    layers = [bar, reach, line, told]
    return marks.chart(layers, HEIGHT, title(answer, language), language)


def title(answer: Answer, language: str) -> str:
    """How many more are in work on average, and over which years."""
    more = people_text.more_in_work(people.mean_in_work(answer).net, language)
    _ = translator(language)
    message = _("{more}, on average {years}")
    return words.sentence_start(
        message.format(more=more, years=people.span(answer.instance.in_work_years))
    )


def frame(answer: Answer, language: str) -> pd.DataFrame:
    """A row for each bar: `people` with its sign, and the `net` of its year.

    Of few dismissed only the sum is shown: who knew both parts would know their number.
    """
    _, spans = translator(language), hold_spans(answer)
    rows: list[dict[str, Any]] = []
    for year, found in people.in_work(answer).items():
        parts = {"gross": (_("In work by what the plan offers"), found.gross),
                 "out": (_("Dismissed and without a new job"), -found.out)}  # fmt: skip
        if words.is_few(dismissed(answer)[0]):
            parts = {"net": (_("More in work, net"), found.net)}
        for at, (part, (name, value)) in enumerate(parts.items()):
            told = words.signed(value, 0, language)
            rows.append(
                {
                    "year": year,
                    "part": part,
                    "name": name,
                    "people": value,
                    "told": told,
                    "first": at == 0,
                    "net": found.net,
                    "low": spans[year].p10,
                    "high": spans[year].p90,
                    "top": max(found.net, found.gross, spans[year].p90, 0),
                    "net_told": _("net {n}").format(n=words.signed(found.net, 0, language)),
                }
            )
    return pd.DataFrame(rows)


def hold_spans(answer: Answer) -> Mapping[int, Span]:
    """People in work over the futures, by year."""
    return sureness(hold(answer)).in_work


def _unit(language: str) -> str:
    _ = translator(language)
    return _("People, on average over the year")


def _colour(rows: pd.DataFrame) -> alt.Color:
    """A colour for each part, named above the chart."""
    named = dict(zip(rows["name"], (PARTS[part] for part in rows["part"]), strict=True))
    scale = alt.Scale(domain=list(named), range=list(named.values()))
    return alt.Color("name:N", scale=scale, legend=alt.Legend(title=None, columns=1))
