"""Charts of answers held together: waterfalls between two of them, and a sweep along a lever."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from locales import translator
from reports.charts import marks, palette
from reports.comparison import reasons
from reports.language import words
from reports.language.words import marked as _
from reports.tradeoffs.sweep import Row, value
from scenarios.solve import Answer
from scenarios.studies import causes
from scenarios.studies.causes import Contribution

STEPS = 10  # bars before the rest is folded into one
COLOURS = {"more": palette.GREEN, "fewer": palette.VERMILION, "sum": palette.BLUE}
SMALL = 0.05  # exits or MDKK: a bar nobody could see, folded so that the sum stays true
NOTHING = 1e-9


def exits_steps(new: Answer, old: Answer, language: str) -> pd.DataFrame:
    """The waterfall of exits a year by measure: `name`, `amount`, `start`, `end`, `verdict`."""
    rows = causes.exits(new, old)
    named = [(reasons.cause(row, _holder(row, new, old), language), row.amount) for row in rows]
    total = translator(language)(_("Difference in exits"))
    return _steps(_largest(named, language), total)


def money_steps(new: Answer, old: Answer, language: str) -> pd.DataFrame:
    """The waterfall of money by cause, MDKK a year: what counts, then what does not."""
    say = translator(language)
    rows = [row._replace(amount=row.amount / 1000) for row in causes.money(new, old)]
    rows = reasons.by_cause(rows)
    counted, rest = (
        [(reasons.cause(row, new, language), row.amount) for row in rows if row.counted is side]
        for side in (True, False)
    )
    steps = _steps(_largest(counted, language), say(_("Difference in saving")))
    if not any(abs(amount) > SMALL for _name, amount in rest):
        return steps
    last = say(_("With what does not count"))
    more = _steps(_largest(rest, language), last, float(steps["end"].iloc[-1]))
    return pd.concat([steps, more], ignore_index=True)


STEPS_OF = {"exits": exits_steps, "money": money_steps}
UNITS = {"exits": _("Exits a year"), "money": _("Saving, DKK m a year")}


def waterfall(kind: str, new: Answer, old: Answer, message: str, language: str) -> marks.Spec:
    """Where the exits or the money come from, step by step."""
    steps = STEPS_OF[kind](new, old, language)
    steps = steps.assign(
        name=[words.sentence_start(name) for name in steps["name"]],
        label=[words.signed(float(v), 1, language) for v in steps["amount"]],
    )
    unit, colour = translator(language)(UNITS[kind]), marks.colours("verdict", COLOURS)
    return marks.row_chart(
        marks.bars(steps, "start", "end", unit, colour), steps, message, language
    )


def table(kind: str, new: Answer, old: Answer, language: str) -> pd.DataFrame:
    """The steps of a waterfall as words."""
    say, steps = translator(language), STEPS_OF[kind](new, old, language)
    amounts = [words.signed(float(v), 1, language) for v in steps["amount"]]
    return pd.DataFrame({say(_("Where from")): steps["name"], say(UNITS[kind]): amounts})


def sweep_chart(
    rows: Sequence[Row], figure: str, unit: str, axis: tuple[str, str], message: str, language: str
) -> marks.Spec:
    """A figure along a lever; values without a plan are dashed. `axis` is its name and title."""
    name, title = axis
    frame = pd.DataFrame(
        [
            {
                "at": row["value"],
                "amount": row[figure],
                "name": value(name, row["value"], language),
                "none": row[figure] is None,
            }
            for row in rows
        ]
    )
    words = frame["at"].map(lambda at: isinstance(at, str)).any() or name == "by"
    at = alt.X("name:N", sort=None) if words else alt.X("at:Q")
    at = at.title(title) if words else at.title(title).scale(zero=False)
    there, gone = frame[~frame["none"]], frame[frame["none"]]
    line = alt.Chart(there).encode(x=at, y=alt.Y("amount:Q", title=unit))
    tips = [alt.Tooltip("name:N", title=title), alt.Tooltip("amount:Q", title=unit, format=",.0f")]
    layers = [
        line.mark_line(strokeWidth=3, color=palette.BLUE),
        line.mark_point(size=90, filled=True, opacity=1, color=palette.BLUE).encode(tooltip=tips),
        alt.Chart(gone).mark_rule(strokeDash=[6, 4], color=palette.VERMILION).encode(x=at),
    ]
    return marks.chart(layers, 300, message, language)


def _holder(row: Contribution, new: Answer, old: Answer) -> Answer:
    return new if row.key in new.instance.measures or not row.key else old


def _largest(rows: Sequence[tuple[str, float]], language: str) -> list[tuple[str, float]]:
    shown = [row for row in rows if abs(row[1]) > SMALL][:STEPS]
    rest = sum(amount for _name, amount in rows) - sum(amount for _name, amount in shown)
    other = translator(language)(_("Others"))
    return [*shown, *([(other, rest)] if abs(rest) > NOTHING else [])]


def _steps(rows: Sequence[tuple[str, float]], total: str, at: float = 0.0) -> pd.DataFrame:
    """Each step from where the one before ended; then the total from nothing."""
    steps = []
    for name, amount in rows:
        verdict = "more" if amount > 0 else "fewer"
        steps.append(
            {"name": name, "amount": amount, "start": at, "end": at + amount, "verdict": verdict}
        )
        at += amount
    steps.append({"name": total, "amount": at, "start": 0.0, "end": at, "verdict": "sum"})
    return pd.DataFrame(steps)
