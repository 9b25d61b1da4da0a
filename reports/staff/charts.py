"""Charts of staff in time: ways of the saving, months, timeline, and the help for the dismissed."""

import altair as alt
import pandas as pd

from locales import percent, translator
from reports.charts import marks, palette
from reports.columns import word
from reports.language import words
from reports.money import economy
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from scenarios.solve import Answer

POINT = 110  # pixels of area


def saving(answer: Answer, language: str) -> marks.Spec:
    """How the full-year saving comes about, step by step. DKK m a year."""
    _ = translator(language)
    rows = economy.savings_by_source(answer)
    rows = rows[rows["year"] == answer.instance.settings.last_year]
    rows = rows.assign(end=rows["saving"].cumsum() / 1000)
    rows = rows[rows["saving"].abs() >= staff_text.SHOWN].reset_index(drop=True)
    steps = rows.assign(
        name=[word("way", way, language) for way in rows["way"]],
        start=rows["end"] - rows["saving"] / 1000,
        label=[words.signed(float(v) / 1000, 1, language) for v in rows["saving"]],
    )
    total = answer.saving(answer.instance.settings.last_year) / 1000
    left = {"way": "left", "name": _("Left: the saving"), "start": 0.0, "end": total,
            "label": words.signed(total, 1, language)}  # fmt: skip
    steps = pd.concat([steps, pd.DataFrame([left])], ignore_index=True)
    colour = marks.colours("way", palette.WAY | {"left": palette.BLUE})
    layers = marks.bars(steps, "start", "end", _("DKK m a year"), colour)
    return marks.row_chart(layers, steps, staff_text.saving(answer, language), language)


def months(answer: Answer, language: str) -> marks.Spec:
    """FTE paid in each month of the first year, beside today's."""
    _ = translator(language)
    rows = staff_timing.months(answer)
    names = {"before": _("As today"), "after": _("In the plan")}
    rows = rows.assign(name=[names[side] for side in rows["side"]])
    scale = alt.Scale(domain=[*names.values()], range=[*palette.MOMENT.values()])
    base = alt.Chart(rows).encode(
        x=alt.X("month:O", axis=alt.Axis(title=_("Month"), labelAngle=0)),
        y=alt.Y("paid:Q", axis=alt.Axis(title=_("FTE paid"), gridColor="#e6e6e6"),
                scale=alt.Scale(zero=True)),
        color=alt.Color("name:N", scale=scale, legend=alt.Legend(title=None, orient="top")),
        tooltip=["name:N", "month:O", alt.Tooltip("paid:Q", title=_("FTE paid"), format=",.0f")],
    )  # fmt: skip
    layers = [base.mark_line(strokeWidth=3), base.mark_point(filled=True, size=60, opacity=1)]
    return marks.chart(layers, 340, staff_text.months(answer, language), language)


def timeline(answer: Answer, language: str) -> marks.Spec:
    """Hearings, negotiations, waits and notices in months from the decision."""
    _ = translator(language)
    rows = staff_timing.steps(answer, language)
    laws = [f" – {law}" if law else "" for law in rows["law"]]
    rows = marks.placed(rows.assign(name=rows["name"] + laws, label=""))
    colour = marks.colours("lane", palette.LANE)
    layers = marks.bars(rows, "start", "end", _("Months from the decision"), colour)
    moments = rows[rows["end"] - rows["start"] < 1e-9]  # noqa: PLR2004
    diamond = alt.Chart(moments).mark_point(shape="diamond", size=POINT, filled=True, opacity=1)
    layers.append(diamond.encode(x="start:Q", y=marks.y(rows), color=colour))
    return marks.row_chart(layers, rows, staff_text.timeline(answer, language), language)


def effort(study: pd.DataFrame, language: str) -> marks.Spec:
    """People with a new job within a year, by the share who get help, with the interval."""
    _ = translator(language)
    rows = study.dropna(subset=["found"]).reset_index(drop=True)
    rows = rows.assign(
        zero=0.0,
        name=[
            _("Help for at least {share}").format(share=percent(v, 0, language))
            for v in rows["help_for"]
        ],
        label=[
            _("{found} [{low}–{high}]").format(
                found=words.people(row["found"], language),
                low=words.people(row["found_low"], language),
                high=words.people(row["found_high"], language),
            )
            for row in rows.to_dict("records")
        ],
    )
    rows = marks.placed(rows)
    unit = _("Dismissed with a new job within a year")
    layers = marks.bars(rows, "found_low", "found_high", unit, alt.value(palette.SKY))
    dot = alt.Chart(rows).mark_point(filled=True, size=POINT, color=palette.BLUE, opacity=1)
    layers.insert(1, dot.encode(x="found:Q", y=marks.y(rows)))
    return marks.row_chart(layers, rows, staff_text.study_sentence(study, language), language)
