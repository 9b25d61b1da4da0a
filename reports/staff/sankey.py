"""The Sankey diagram of staff, from today to the last year: nodes on both sides, in persons.

A picture of the whole administration has a node for each unit, one of a single unit a node for
each staff group. Ways out and hiring are nodes of their own.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from locales import translator
from model.staff.destinations import LEAVING, Move, staff_destinations
from reports.charts import marks, palette
from reports.columns import word
from reports.language import words
from scenarios.solve import Answer

SAMPLES = 24
GAP = 0.02  # of all people, between nodes
BAR = 0.03  # width of a node, of the distance between the sides
LEAST = 0.05  # people: thinner ribbons are not drawn
LABELLED = 0.5  # people: smaller nodes have no name
PIXELS = 620


class Node(NamedTuple):
    name: str
    low: float
    high: float


def flows(answer: Answer, language: str, unit: str | None = None) -> pd.DataFrame:
    """People by `today_at`, `later_at` and `way`, of all units or of one; nobody is lost."""
    found: dict[tuple[str, str, str], float] = defaultdict(float)
    for move in staff_destinations(answer.instance, answer.solution.plan or answer.baseline):
        touched = {post[0] for post in (move.start, move.end, move.first) if post}
        if unit is None or unit in touched:
            people = move.fte / answer.instance.staff_groups[move.first[1]].fte_per_person
            start, end = (
                _place(answer, move, post, unit, language) for post in (move.start, move.end)
            )
            found[start, end, move.way] += people
    rows = [(*key, people) for key, people in found.items() if people >= LEAST]
    frame = pd.DataFrame(rows, columns=["today_at", "later_at", "way", "people"])
    order = [*palette.FATE]
    return frame.sort_values("way", key=lambda ways: ways.map(order.index), kind="stable")


def chart(answer: Answer, language: str, message: str, unit: str | None = None) -> marks.Spec:
    """The picture; names and people stand beside the nodes, the way of each ribbon in its tip."""
    rows = flows(answer, language, unit)
    left, right = (
        _nodes(_order(answer, rows[side], language), rows.groupby(side)["people"].sum())
        for side in ("today_at", "later_at")
    )
    layers = [
        _bands(pd.DataFrame(_samples(rows, left, right, language)), language),
        _bars([*((0.0, node) for node in left), *((1.0, node) for node in right)]),
        _names(left, -0.03, "right", language),
        _names(right, 1.03, "left", language),
    ]
    return marks.chart(layers, PIXELS, message, language)


def _place(
    answer: Answer, move: Move, post: tuple[str, str] | None, unit: str | None, language: str
) -> str:
    """Its unit, or in the picture of one unit its staff group, others together; else the way."""
    _ = translator(language)
    if post is None:
        return _way(move.way, language)
    if unit is None:
        return words.plain(answer.instance.units[post[0]].name.of(language))
    if post[0] != unit:
        return _("Other units")
    return words.plain(answer.instance.staff_groups[post[1]].name.of(language))


def _way(way: str, language: str) -> str:
    _ = translator(language)
    own = {"moves": _("Move to another unit"), "hired": _("Hired")}
    return own.get(way) or word("way", way, language)


def _order(answer: Answer, names: "pd.Series[str]", language: str) -> list[str]:
    """Units, then staff groups, other units, hired, and the ways out."""
    _ = translator(language)
    instance = answer.instance
    known = [words.plain(v.name.of(language)) for v in instance.units.values()]
    known += [words.plain(v.name.of(language)) for v in instance.staff_groups.values()]
    known += [_("Other units"), *(_way(way, language) for way in ("hired", *LEAVING))]
    return [name for name in dict.fromkeys(known) if name in set(names)]


def _nodes(names: list[str], people: "pd.Series[float]") -> list[Node]:
    """The nodes of a side, stacked from the top with gaps."""
    nodes, top, gap = [], 0.0, GAP * float(people.sum())
    for name in names:
        nodes.append(Node(name, top, top + float(people[name])))
        top = nodes[-1].high + gap
    return nodes


def _samples(
    rows: pd.DataFrame, left: list[Node], right: list[Node], language: str
) -> Iterator[dict[str, object]]:
    """Points along each ribbon: its top and bottom on the way from side to side."""
    _ = translator(language)
    used: dict[str, dict[str, float]] = {"today_at": {}, "later_at": {}}
    start = {"today_at": {n.name: n.low for n in left}, "later_at": {n.name: n.low for n in right}}
    told = _("{source} → {target}: {people}")
    for at, row in enumerate(rows.to_dict("records")):
        tops = []
        for side in ("today_at", "later_at"):
            name = row[side]
            tops.append(start[side][name] + used[side].get(name, 0.0))
            used[side][name] = used[side].get(name, 0.0) + row["people"]
        count = words.people(row["people"], language)
        label = told.format(source=row["today_at"], target=row["later_at"], people=count)
        for x in np.linspace(0, 1, SAMPLES):
            bend = x * x * (3 - 2 * x)
            top = tops[0] + (tops[1] - tops[0]) * bend
            yield {"ribbon": at, "way": row["way"], "label": label,
                   "x": BAR + x * (1 - 2 * BAR), "top": top,
                   "low": top + row["people"]}  # fmt: skip


def _bands(points: pd.DataFrame, language: str) -> Any:
    there = {_way(w, language): c for w, c in palette.FATE.items() if w in set(points["way"])}
    points = points.assign(fate=[_way(way, language) for way in points["way"]])
    scale = alt.Scale(domain=list(there), range=list(there.values()))
    legend = alt.Legend(title=None, orient="top", columns=2)
    area = alt.Chart(points).mark_area(opacity=0.75)
    return area.encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.75, 1.75], nice=False)),
        y=alt.Y("top:Q", axis=None, scale=alt.Scale(reverse=True, nice=False)),
        y2="low:Q",
        detail="ribbon:N",
        color=alt.Color("fate:N", scale=scale, legend=legend),
        tooltip=[alt.Tooltip("label:N", title=" ")],
    )


def _bars(nodes: list[tuple[float, Node]]) -> Any:
    rows = [
        {"x": side * (1 - BAR), "end": side * (1 - BAR) + BAR, "top": node.low, "low": node.high}
        for side, node in nodes
    ]
    bar = alt.Chart(pd.DataFrame(rows)).mark_rect(color=palette.INK)
    return bar.encode(x="x:Q", x2="end", y="top:Q", y2="low")


def _names(nodes: list[Node], x: float, align: Literal["left", "right"], language: str) -> Any:
    rows = [
        {"x": x, "y": (node.low + node.high) / 2,
         "label": f"{node.name} {words.people(node.high - node.low, language)}"}
        for node in nodes
        if node.high - node.low >= LABELLED
    ]  # fmt: skip
    text = alt.Chart(pd.DataFrame(rows)).mark_text(
        align=align, baseline="middle", fontSize=marks.FONT - 1, color=palette.INK
    )
    return text.encode(x="x:Q", y="y:Q", text="label:N")
