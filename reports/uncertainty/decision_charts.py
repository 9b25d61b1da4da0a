"""The pictures of what the best plans of the futures do, and of what is worth finding out."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from locales import percent, translator
from model.instance import Instance
from reports.charts import marks, palette
from reports.disclosure.masking import Table
from reports.language import words
from reports.language.words import marked as _
from reports.uncertainty import decisions as told
from scenarios.studies.decisions import Decision, Decisions
from scenarios.studies.information import Information

ORDER = ("closed", "handed_over", "cut", "regrouped", "kept", "open", "grown")
COLOURS = {**palette.STATUS, "open": palette.GREY}
FIRST = 8  # of what is worth finding out
ALL = "all"


def of_kinds(found: Decisions, *kinds: str) -> list[Decision]:
    """Decisions of these kinds, what is closed most often first."""
    chosen = [each for each in found.found if each.kind in kinds]
    return sorted(chosen, key=lambda each: [-each.shares.get(what, 0.0) for what in ORDER])


def title(rows: Sequence[Decision], language: str) -> str:
    """For how many of them the same is the best in almost every future."""
    messages = {
        "measure": _("The same is best in 19 of 20 futures or more for {n} of {all} measures"),
        "unit": _("The same is best in 19 of 20 futures or more for {n} of {all} units"),
    }
    message = translator(language)(messages[rows[0].kind])
    return message.format(n=sum(each.sure for each in rows), all=len(rows))


def strips(rows: Sequence[Decision], instance: Instance, language: str) -> marks.Spec:
    """What is done to each by share of the futures, from closed to grown."""
    whole = pd.DataFrame([
        {"name": name(each, instance, language), "label": most(each, language)} for each in rows
    ])  # fmt: skip
    found = pd.DataFrame(
        [part for row, each in enumerate(rows) for part in parts(row, each, language)]
    )
    found["name"] = found["row"].map(whole["name"])
    layers = marks.strips(whole, found, _colour(found, language))
    return marks.row_chart(layers, whole, title(rows, language), language)


def name(each: Decision, instance: Instance, language: str) -> str:
    return words.short(told.NAMERS[each.kind](instance, (each.id,), language))


def most(each: Decision, language: str) -> str:
    """What is done most often, and how often."""
    what, share = next(iter(each.shares.items()))
    return f"{done(what, language)} {percent(share, 0, language)}"


def done(what: str, language: str) -> str:
    return translator(language)(told.DONE[what])


def parts(row: int, each: Decision, language: str) -> list[dict[str, Any]]:
    """The parts of the strip of one decision."""
    found, at = [], 0.0
    for what in ORDER:
        share = each.shares.get(what, 0.0)
        if share:
            text = f"{done(what, language)}: {percent(share, 0, language)}"
            found.append({"row": row, "what": done(what, language), "code": what,
                          "start": at, "end": at + share, "told": text})  # fmt: skip
        at += share
    return found


def _colour(found: pd.DataFrame, language: str) -> alt.Color:
    """The colours of what is done, in words above the picture."""
    used = [what for what in ORDER if what in set(found["code"])]
    scale = alt.Scale(
        domain=[done(what, language) for what in used], range=[COLOURS[what] for what in used]
    )
    return alt.Color("what:N", scale=scale, legend=alt.Legend(title=None, columns=2))


def shares(rows: Sequence[Decision], instance: Instance, language: str) -> Table:
    """The same as a table: a column for each thing that is done."""
    used = [what for what in ORDER if any(what in each.shares for each in rows)]
    records = [
        {"name": name(each, instance, language),
         **{f"done_{what}": each.shares.get(what, 0.0) for what in used}}
        for each in rows
    ]  # fmt: skip
    return Table(pd.DataFrame(records), ["name", *(f"done_{what}" for what in used)])


def rules(
    found: Decisions, rows: Sequence[Decision], instance: Instance, language: str
) -> list[str]:
    """When what is done: a sentence for each decision that a rule tells."""
    return [told.line(each, found, instance, language) for each in rows if each.rules]


def worth(found: Information, instance: Instance, language: str) -> marks.Spec:
    """What finding out is worth, in people in work a year, with the error of each."""
    rows = pd.DataFrame([
        {
            "name": words.sentence_start(told.group(i, instance, language)),
            "label": told.worth(each, found, language),
            "zero": 0.0,
            "value": each.value,
            "low": max(0.0, each.value - each.error),
            "high": each.value + each.error,
        }
        for i, each in first(found)
    ])  # fmt: skip
    unit = translator(language)(_("More in work, on average"))
    layers = marks.bars_with_errors(rows, unit, alt.value(palette.GREEN))
    return marks.row_chart(layers, rows, first_to_find_out(found, instance, language), language)


def first(found: Information) -> list[tuple[str, Any]]:
    """What is worth most to find out, all numbers together apart."""
    return [each for each in found.groups if each[0] != ALL][:FIRST]


def first_to_find_out(found: Information, instance: Instance, language: str) -> str:
    """The follow-up that comes first, and the most that it can be worth."""
    i, each = first(found)[0]
    return translator(language)(
        _("Find out first about {what}: that is worth {worth} at most")
    ).format(what=told.group(i, instance, language), worth=told.worth(each, found, language))


def to_find_out(found: Information, instance: Instance, language: str) -> Table:
    """The same as a table."""
    records = [
        {"what": words.sentence_start(told.group(i, instance, language)), "worth": each.value,
         "error": each.error}
        for i, each in found.groups
    ]  # fmt: skip
    return Table(pd.DataFrame(records), ["what", "worth", "error"])


def switches(found: Information, instance: Instance, language: str) -> list[str]:
    """From which value of a number on another plan is the best."""
    return [told.switch(each, instance, language) for each in found.switches[: told.TOLD]]
