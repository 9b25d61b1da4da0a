"""What becomes of the positions of each unit, as one picture."""

from typing import Any

import altair as alt
import pandas as pd

from locales import number, translator
from model.placement.place import FLOW_KINDS, Placement
from reports.charts import marks, palette
from reports.columns import word
from reports.disclosure.masking import masked_frame
from reports.language.words import marked as _
from reports.placement import tables
from reports.placement.text import headline
from scenarios.solve import Answer

HIDDEN = "hidden"
COLOURS = {
    "stayed": palette.GREY,
    "moved": palette.BLUE,
    "retrained": palette.SKY,
    "along": palette.PURPLE,
    "unplaced": palette.VERMILION,
}


def chart(answer: Answer, placement: Placement, language: str) -> marks.Spec:
    """A bar of positions for each unit whose staff the plan decides, in parts by way.

    Parts of few positions, and what would tell them, are one part.
    """
    _ = translator(language)
    rows = masked_frame(tables.units(answer, placement, language))
    told = [isinstance(n, int | float) for n in rows["positions"]]
    decided = [answer.instance.units[u].status != "fixed" for u in rows["unit"]]
    rows = rows[[a and b for a, b in zip(told, decided, strict=True)]]
    rows = rows.assign(
        name=rows["unit_name"],
        zero=0.0,
        all=rows["positions"].astype(float),
        label=[_label(row, language) for row in rows.to_dict("records")],
    )
    unit = _("Positions today")
    rows = marks.placed(rows)
    bars = rows[["name", "zero", "all", "label", "at"]]
    whole = marks.bars(bars, "zero", "all", unit, alt.value("transparent"))
    layers = [_parts(rows, unit, language), *whole]
    return marks.row_chart(layers, bars, headline(placement, language), language)


def _parts(rows: pd.DataFrame, unit: str, language: str) -> alt.Chart:
    """The parts of the bars, one after the other in the order of the ways."""
    named = {**{way: word("fate", way, language) for way in COLOURS},
             HIDDEN: translator(language)(_("Few, or hidden"))}  # fmt: skip
    parts = []
    for row in rows.to_dict("records"):
        start = 0.0
        for way, n in _counts(row).items():
            end = start + n
            parts.append({"at": row["at"], "way": named[way], "start": start, "end": end})
            start = end
    used = {part["way"] for part in parts if part["end"] > part["start"]}
    shown = [way for way in (*COLOURS, HIDDEN) if named[way] in used]
    scale = alt.Scale(
        domain=[named[way] for way in shown],
        range=[COLOURS.get(way, palette.INK) for way in shown],
    )
    frame = pd.DataFrame(parts)
    base = alt.Chart(frame[frame["way"].isin(used)]).mark_bar(size=18, orient="horizontal")
    return base.encode(  # type: ignore[no-any-return]
        y=marks.y(rows),
        x=alt.X("start:Q", axis=alt.Axis(title=unit)),
        x2="end",
        color=alt.Color(
            "way:N", scale=scale, legend=alt.Legend(title=None, orient="top", columns=1)
        ),
    )


def _counts(row: dict[Any, Any]) -> dict[str, float]:
    """The positions of each way that are told, and all others together."""
    told = {way: float(n) for way in COLOURS if not isinstance(n := row[f"n_{way}"], str)}
    return {**told, HIDDEN: float(row["positions"]) - sum(told.values())}


def _label(row: dict[Any, Any], language: str) -> str:
    """What a unit's positions do besides staying."""
    _ = translator(language)
    count = {way: row[f"n_{way}"] for way in FLOW_KINDS}
    if count["stayed"] == row["positions"]:
        return _("all {n} stay").format(n=number(row["positions"], 0, language))
    told = {
        way: n if isinstance(n, str) else number(n, 0, language)
        for way, n in count.items()
        if n and way != "stayed"
    }
    return ", ".join(f"{n} {word('fate', way, language).lower()}" for way, n in told.items())
