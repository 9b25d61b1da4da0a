"""What becomes of the positions of each unit, as one picture."""

import altair as alt
import pandas as pd

from locales import number, translator
from model.placement.place import FLOW_KINDS, Placement
from reports.charts import marks, palette
from reports.columns import word
from reports.placement.tables import by_unit
from reports.placement.text import headline
from scenarios.solve import Answer

COLOURS = {
    "stayed": palette.GREY,
    "moved": palette.BLUE,
    "retrained": palette.SKY,
    "along": palette.PURPLE,
    "unplaced": palette.VERMILION,
}


def chart(answer: Answer, placement: Placement, language: str) -> alt.LayerChart:
    """A bar of positions for each unit whose staff the plan decides, in parts by way."""
    _ = translator(language)
    rows = by_unit(answer, placement, language)
    rows = rows[[answer.instance.units[u].status != "fixed" for u in rows["unit"]]]
    rows = rows.assign(
        name=rows["unit_name"],
        zero=0.0,
        all=rows["positions"].astype(float),
        label=[_label(row, language) for row in rows.to_dict("records")],
    )
    unit = _("Positions today")
    whole = marks.bars(rows, "zero", "all", unit, alt.value("transparent"))
    layers = [_parts(rows, unit, language), *whole]
    return marks.row_chart(layers, rows, headline(placement, language), language)


def _parts(rows: pd.DataFrame, unit: str, language: str) -> alt.Chart:
    """The parts of the bars, one after the other in the order of the ways."""
    parts = []
    for row in rows.to_dict("records"):
        start = 0.0
        for way in FLOW_KINDS:
            end = start + float(row[f"n_{way}"])
            told = {"way": word("fate", way, language), "start": start, "end": end}
            parts.append({"name": row["name"], **told})
            start = end
    shown = [word("fate", way, language) for way in FLOW_KINDS if rows[f"n_{way}"].any()]
    named = {word("fate", way, language): colour for way, colour in COLOURS.items()}
    colour = alt.Color(
        "way:N",
        scale=alt.Scale(domain=shown, range=[named[way] for way in shown]),
        legend=alt.Legend(title=None, orient="top", columns=1),
    )
    frame = pd.DataFrame(parts)
    base = alt.Chart(frame[frame["way"].isin(shown)]).mark_bar(size=18)
    return base.encode(  # type: ignore[no-any-return]
        y=alt.Y("name:N", sort=list(rows["name"]), axis=None),
        x=alt.X("start:Q", axis=alt.Axis(title=unit)),
        x2="end",
        color=colour,
    )


def _label(row: dict[object, object], language: str) -> str:
    """What a unit's positions do besides staying."""
    _ = translator(language)
    count = {way: int(str(row[f"n_{way}"])) for way in FLOW_KINDS}
    if count["stayed"] == row["positions"]:
        return _("all {n} stay").format(n=number(count["stayed"], 0, language))
    told = [
        f"{number(n, 0, language)} {word('fate', way, language).lower()}"
        for way, n in count.items()
        if n and way != "stayed"
    ]
    return ", ".join(told)
