"""Charts a director can project: one message each, with its title from reports.answer.titles."""

from typing import Any

import altair as alt
import pandas as pd

from locales import number, translator
from model.plan import CHANGES
from reports import citizens, measures, scenario
from reports.answer import figures, titles
from reports.answer.sentences import headline
from reports.charts import marks, palette
from reports.columns import word
from reports.language import words
from reports.money import economy
from reports.money.target import full_year, savings_target
from reports.staff import tables as staff_tables
from scenarios.once import once
from scenarios.solve import Answer

CUT = 4.0  # times the median price: longer bars are cut
SMALL = 0.05  # amounts below this are left out of the bridge


@once
def bridge(answer: Answer, language: str) -> marks.Spec:
    """How the saving comes about: from nothing, step by step, to what is left. DKK m a year."""
    _ = translator(language)
    rows = economy.bridge(answer)
    rows = rows[rows["saving"].abs() > SMALL]
    steps = rows.assign(
        name=[word("source", s, language) for s in rows["source"]],
        end=rows["saving"].cumsum(),
        start=rows["saving"].cumsum() - rows["saving"],
    )
    total = float(rows["saving"].sum())
    left = {"source": "left", "name": _("Left: the saving"), "saving": total,
            "start": 0.0, "end": total}  # fmt: skip
    steps = pd.concat([steps, pd.DataFrame([left])], ignore_index=True)
    steps[["start", "end", "saving"]] /= 1000
    steps["label"] = [words.signed(float(v), 1, language) for v in steps["saving"]]
    colour = marks.colours("source", palette.STATUS | {"left": palette.BLUE})
    layers = marks.bars(steps, "start", "end", _("DKK m a year"), colour)
    return marks.row_chart(layers, steps, titles.bridge(answer, language), language)


@once
def spending(answer: Answer, language: str) -> marks.Spec:
    """What today's measures cost net and give, by the effect that they have. DKK m a year."""
    _ = translator(language)
    rows = measures.by_verdict(answer, language)
    rows = rows.assign(
        zero=0.0,
        cost=rows["cost_before"] / 1000,
        name=[_cost_label(row, language) for row in rows.to_dict("records")],
        label=[_exits_label(row, language) for row in rows.to_dict("records")],
    )
    colour = marks.colours("verdict", palette.VERDICT)
    layers = marks.bars(rows, "zero", "cost", _("Net cost today, DKK m a year"), colour)
    return marks.row_chart(layers, rows, titles.spending(answer, language), language)


@once
def prices(answer: Answer, language: str) -> marks.Spec:
    """Net price of an extra exit by measure today; those that give none are named, not hidden."""
    _ = translator(language)
    rows = measures.today(answer, language)
    longest = CUT * rows["net_per_exit"].astype(float).median()
    rows = rows.assign(
        zero=0.0,
        length=rows["net_per_exit"].astype(float).fillna(0.0).clip(upper=longest),
        label=[_price_label(row, longest, language) for row in rows.to_dict("records")],
    )
    unit = _("Net price per extra exit, 1,000 kr.")
    layers = marks.bars(rows, "zero", "length", unit, marks.colours("verdict", palette.VERDICT))
    return marks.row_chart(layers, rows, titles.prices(answer, language), language)


@once
def places(answer: Answer, language: str) -> marks.Spec:
    """Places a year today (ring) and in the plan (dot), by measure that changes."""
    _ = translator(language)
    rows = measures.table(answer, language)
    rows = rows.assign(before=rows["places_today"], later=rows[f"places_{full_year(answer)}"])
    changed = rows["status"] != "kept"
    rows = rows[changed] if changed.any() else rows[rows["before"] > 0]
    rows = rows.assign(
        label=[
            f"{_change_label(row, language)}  {word('status', row['status'], language)}"
            for row in rows.to_dict("records")
        ],
        order=[CHANGES.index(s) for s in rows["status"]],
    ).sort_values("order", kind="stable")
    colour = marks.colours("status", palette.STATUS)
    layers = marks.dumbbells(rows, _("Places a year"), colour, language)
    return marks.row_chart(layers, rows, titles.places(answer, language), language)


@once
def units(answer: Answer, language: str) -> marks.Spec:
    """FTE today (ring) and in the last year of the plan (dot), by unit."""
    _ = translator(language)
    rows = staff_tables.by_unit(answer, language)
    rows = rows.assign(name=rows["unit_name"], before=rows["today"], later=rows["after"])
    rows = rows.assign(label=[_change_label(row, language) for row in rows.to_dict("records")])
    layers = marks.dumbbells(rows, _("FTE"), alt.ColorValue(palette.BLUE), language)
    return marks.row_chart(layers, rows, titles.units(answer, language), language)


@once
def exits(answer: Answer, language: str) -> marks.Spec:
    """Extra exits a year by target group, the most first."""
    _ = translator(language)
    rows = citizens.table(answer, language).sort_values("extra", ascending=False)
    message = _("{extra} (today {before})")
    rows = rows.assign(
        zero=0.0,
        verdict=["more" if v >= 0 else "fewer" for v in rows["extra"]],
        label=[
            message.format(
                extra=words.signed(row["extra"], 1, language),
                before=number(row["exits_before"], 0, language),
            )
            for row in rows.to_dict("records")
        ],
    )
    colour = marks.colours("verdict", palette.VERDICT)
    layers = marks.bars(rows, "zero", "extra", _("Extra exits a year"), colour)
    return marks.row_chart(layers, rows, titles.exits(answer, language), language)


@once
def savings(answer: Answer, language: str) -> marks.Spec:
    """Saving a year by category, DKK m, and what is demanded as a line across the years."""
    _ = translator(language)
    rows = economy.savings(answer)
    rows = rows.assign(
        amount=rows["saving"] / 1000,
        name=[word("category", c, language) for c in rows["category"]],
        label=[words.signed(float(v) / 1000, 1, language) for v in rows["saving"]],
    )
    unit = _("Saving, DKK m a year")
    base = alt.Chart(rows).encode(
        x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, labelPadding=16)),
        xOffset=alt.XOffset("name:N", sort=None),
        y=alt.Y("amount:Q", axis=alt.Axis(title=unit, format=",~r", gridColor="#e6e6e6")),
    )
    named = {word("category", c, language): colour for c, colour in palette.CATEGORY.items()}
    bar = base.mark_bar().encode(
        color=alt.Color(
            "name:N",
            scale=alt.Scale(domain=list(named), range=list(named.values())),
            legend=alt.Legend(title=None, orient="top", columns=1),
        ),
        tooltip=[*map(alt.Tooltip, ("name:N", "year:O")), alt.Tooltip("label:N", title=unit)],
    )
    outside = alt.expr("datum.amount < 0 ? 9 : -8")
    style: dict[str, Any] = {"fontSize": marks.FONT - 1, "dy": outside}
    halo = base.mark_text(**style, stroke="white", strokeWidth=4, strokeJoin="round")
    told = [each.encode(text=alt.Text("label:N")) for each in (halo, base.mark_text(**style))]
    layers = [bar, *_demand_line(answer, language), *told]
    return marks.chart(layers, 400, titles.savings(answer, language), language)


@once
def key_figures(
    new: Answer, old: Answer, language: str, names: tuple[str, str] | None = None
) -> marks.Spec:
    """Key figures of two answers beside each other, each figure on its own scale."""
    called = names or (scenario.name(old, language), scenario.name(new, language))
    rows = [
        {"name": name, **figure}
        for name, answer in zip(called, (old, new), strict=True)
        for figure in _figures(answer, (new, old), language)
    ]
    meanings = dict(zip(called, palette.MOMENT.values(), strict=True))
    frame = _with_lengths(rows)
    layers = marks.grouped(frame, marks.colours("name", meanings))
    return marks.row_chart(layers, frame, headline(new, old, language), language)


def _with_lengths(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows figure by figure, with the length of a bar as a share of its figure's longest."""
    frame = pd.DataFrame(rows)
    longest = frame["value"].abs().groupby(frame["figure"]).transform("max")
    frame = frame.assign(length=(frame["value"] / longest).fillna(0.0))
    order = {figure: at for at, figure in enumerate(frame["figure"].unique())}
    frame = frame.sort_values("figure", key=lambda each: each.map(order), kind="stable")
    return frame.assign(heading=frame["figure"].where(~frame["figure"].duplicated(), ""))


def _figures(answer: Answer, pair: tuple[Answer, Answer], language: str) -> list[dict[str, object]]:
    """Key figures of an answer, its saving in what the first of the pair must close."""
    _ = translator(language)
    key, wanted = figures.figures(answer), savings_target(pair[0])
    views = (wanted, wanted.in_other_view)
    saved, elsewhere = (figures.saving(answer, view) / 1000 for view in views)
    both = [[figures.saving(each, view) for view in views] for each in pair]
    label = words.in_view(wanted.other_view, _("Saving, DKK m a year"), language)
    other = [(label, elsewhere, 1)] if words.views_differ(*both) else []
    return [
        {"figure": figure, "value": value, "label": number(value, decimals, language)}
        for figure, value, decimals in (
            (_("Saving, DKK m a year"), saved, 1),
            *other,
            (_("Extra exits a year"), key.extra_exits, 0),
            (_("Dismissed, people"), key.dismissed, 0),
        )
    ]


def _cost_label(row: dict[Any, Any], language: str) -> str:
    _ = translator(language)
    return _("{effect}: {cost} and {fte} FTE").format(
        effect=word("verdict", row["verdict"], language),
        cost=words.money(row["cost_before"], language),
        fte=number(row["fte"], 0, language),
    )


def _exits_label(row: dict[Any, Any], language: str) -> str:
    _ = translator(language)
    if row["verdict"] == "unknown":
        return _("not known")
    return words.exits(words.signed(row["exits"], 0, language), language)


def _price_label(row: dict[Any, Any], longest: float, language: str) -> str:
    """The price as text; a bar cut short so that the others can be seen says so."""
    _ = translator(language)
    if row["verdict"] != "more":
        return word("verdict", row["verdict"], language)
    price = number(row["net_per_exit"], 0, language)
    return _("{price} (cut)").format(price=price) if row["net_per_exit"] > longest else price


def _change_label(row: dict[Any, Any], language: str) -> str:
    return marks.change(row["before"], row["later"], language)


def _demand_line(answer: Answer, language: str) -> list[alt.Chart]:
    _ = translator(language)
    if (amount := economy.demanded_amount(answer)) is None:
        return []
    rows = pd.DataFrame(
        [{"amount": amount / 1000,
          "label": _("demanded: {amount}").format(amount=number(amount / 1000, 1, language))}]
    )  # fmt: skip
    dash = alt.StrokeDash("label:N", scale=alt.Scale(range=[[6, 4]]), legend=alt.Legend(title=None))
    rule = alt.Chart(rows).mark_rule(strokeWidth=2, color=palette.INK)
    return [rule.encode(y=alt.Y("amount:Q"), strokeDash=dash)]
