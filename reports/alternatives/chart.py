"""Pictures of the plans near the best: how far each measure is free, and the plans side by side."""

from textwrap import fill
from typing import Any

import altair as alt
import pandas as pd

from locales import translator
from model.alternatives.choices import steps_of
from model.plan import Plan, change_of
from reports.alternatives import tables, text
from reports.charts import marks, palette
from reports.columns import cell_text, word
from reports.disclosure.masking import Table, masked_frame
from reports.language import words
from scenarios.solve import Answer
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.ranges import Ranges

COLOURS = {"free": palette.BLUE, "fixed": palette.GREY}
QUARTERS = [0, 25, 50, 75, 100]  # per cent
CELL = 44  # pixels a row: two lines of a name
LETTERS = 26  # of a line of a name, so that a phone has room for plans beside it
HEAD = 60  # pixels above the rows
FAINT = 0.3  # opacity of a cell, so that its text is read


def freedom(answer: Answer, found: Ranges, language: str) -> marks.Spec:
    """A bar from the fewest to the most places of each measure that is free, and today's."""
    rows = freedom_rows(answer, found, language)
    _ = translator(language)
    unit = _("Places, per cent of the most today or in any plan")
    bars, *texts = marks.bars(rows, "start", "reach", unit, marks.colours("of", COLOURS))
    bars.encoding.x["axis"]["values"] = QUARTERS
    bars = bars.encode(x2="end:Q")
    placed = marks.placed(rows)
    now = alt.Chart(placed).mark_tick(thickness=3, size=26, orient="vertical", opacity=1)
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("today_label:N", title=_("Today"))]
    tick = now.encode(x="today:Q", y=marks.y(placed), color=alt.value(palette.INK), tooltip=tips)
    message = text.title(found, answer, language)
    return marks.row_chart([bars, *texts, tick], rows, message, language)


def freedom_rows(answer: Answer, found: Ranges, language: str) -> pd.DataFrame:
    """The measures whose places can differ by a step, widest first, each on a scale of its own."""
    _, table = translator(language), tables.measures(answer, found, language)
    told, rows = masked_frame(table), []
    for raw, shown in zip(table.frame.to_dict("records"), told.to_dict("records"), strict=True):
        least, most, today = (raw[f"places_{end}"] for end in ("least", "most", "today"))
        if most - least < steps_of(answer.instance)["measure", raw["measure"]]:
            continue
        least_told, most_told, today_told = (
            told_cell(shown, f"places_{end}", language) for end in ("least", "most", "today")
        )
        share = 100 / max(most, today)
        rows.append(
            {
                "name": words.plain(raw["name"]),
                "label": _("{least} to {most}, today {today}").format(
                    least=least_told, most=most_told, today=today_told
                ),
                "of": "free" if raw["near_best"] == "free" else "fixed",
                "start": least * share,
                "end": most * share,
                "reach": max(most, today) * share,  # the label stands beyond both
                "today": today * share,
                "today_label": today_told,
            }
        )
    return pd.DataFrame(rows)


def told_cell(row: Any, name: str, language: str) -> str:
    return cell_text(name, row[name], language)


def side_by_side(found: Alternatives, language: str) -> marks.Spec:
    """A table of measures and units by plans: places, coloured by what happens to each."""
    rows = cells(found, language)
    names, plans = [*dict.fromkeys(rows["name"])], [*dict.fromkeys(rows["plan"])]
    lines = alt.Axis(labelExpr="split(datum.label, '\\n')", ticks=False, domain=False)
    y = alt.Y("name:N", sort=names, title=None, axis=lines)
    x = alt.X(
        "plan:N", sort=plans, title=None,
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
    )  # fmt: skip
    scale = alt.Scale(domain=list(palette.STATUS), range=list(palette.STATUS.values()))
    tips = [alt.Tooltip(f"{each}:N", title=" ") for each in ("name", "plan", "told")]
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=tips)
    fill = base.mark_rect(opacity=FAINT, stroke="white", strokeWidth=2)
    label = base.mark_text(fontSize=marks.FONT).encode(text="label:N", color=alt.value(palette.INK))
    coloured = fill.encode(color=alt.Color("status:N", scale=scale, legend=None))
    message = text.proof(found, language)
    return marks.chart([coloured, label], CELL * len(names) + HEAD, message, language)


def cells(found: Alternatives, language: str) -> pd.DataFrame:
    """A row for each choice in which the plans differ and each plan, the label as it is told."""
    plans = tables.plans_of(found)
    table = tables.places(found, language)
    rows = [*of_measures(found, plans, table, language), *of_units(found, plans, language)]
    frame = pd.DataFrame(rows, columns=["name", "plan", "status", "label", "told"])
    return frame.assign(name=frame["name"].map(lambda name: fill(name, LETTERS)))


def of_measures(
    found: Alternatives, plans: list[Plan], table: Table, language: str
) -> list[dict[str, str]]:
    """Those of a measure: the places, few hidden, or that it is closed or handed over."""
    _, data = translator(language), found.plans[0].answer.instance
    rows = []
    for row in masked_frame(table).to_dict("records"):
        n = row["measure"]
        if not tables.differs(data, plans, "measure", n):
            continue
        for k, plan in tables.numbers(plans).items():
            status = change_of(data, plan, n)
            places = told_cell(row, f"plan_{k}", language)
            spoken = word("status", status, language)
            handed, closes = status == "handed_over", status == "closed"
            rows.append(
                {
                    "name": words.short(row["name"]),
                    "plan": text.plan_title(k, language),
                    "status": status,
                    "label": _("Moves out") if handed else spoken if closes else places,
                    "told": f"{spoken}: {places}",
                }
            )
    return rows


def of_units(found: Alternatives, plans: list[Plan], language: str) -> list[dict[str, str]]:
    """Those of a unit: whether it is open."""
    _, data = translator(language), found.plans[0].answer.instance
    rows = []
    for u in tables.in_order_of_difference(data, plans, "unit"):
        if not tables.differs(data, plans, "unit", u):
            continue
        for k, plan in tables.numbers(plans).items():
            is_open = u in plan.unit_is_open
            told = word("unit_status", "open" if is_open else "closed", language)
            name = _("Unit: {name}").format(name=words.short(data.units[u].name.of(language)))
            rows.append(
                {
                    "name": name,
                    "plan": text.plan_title(k, language),
                    "status": "kept" if is_open else "closed",
                    "label": told,
                    "told": told,
                }
            )
    return rows
