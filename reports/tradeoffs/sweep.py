"""A sweep as rows, sentences and the message of its chart."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from locales import counter, number, shortest, translator
from model.criteria import CRITERIA, TRADEOFFS, criterion_values
from model.instance import Instance
from reports import scenario
from reports.answer import sentences
from reports.answer.figures import figures
from reports.language import words
from reports.language.names import (
    LEVERS,
    code,
    criterion,
    demand_name,
    figure_name,
    measure_name,
    number_name,
    yes_or_no,
)
from reports.language.words import marked as _
from scenarios.ranges import parsed
from scenarios.scenario import SWITCHES
from scenarios.solve import Answer
from scenarios.studies.sweep import Point

Row = dict[str, Any]
YEARS = ("first_year", "last_year", "in_work_from", "in_work_to", "no_new_from")


def row(point: Point) -> Row:
    """A point as plain values: exits those of the last year, the rest as in its criterion."""
    stop, answer = point
    return {
        "name": scenario.names(answer),
        "value": parsed(stop.value) if parsed(stop.value) is not None else stop.value,
        "asked": stop.asked,
        "clamped": stop.clamped,
        **planned(answer),
    }


def planned(answer: Answer) -> Row:
    """What a plan gives, or that there is none: exits of the last year, the rest as criteria."""
    outcome, found = answer.solution.outcome, dict[str, float]()
    if outcome is not None:
        found = criterion_values(answer.instance, answer.before, outcome)
        found["exits"] = figures(answer).exits
    steps = answer.solution.steps
    return {
        "termination": answer.solution.termination,
        "gap": steps[0].gap if steps else None,
        **{name: found.get(name) for name in CRITERIA},
        "extra_exits": figures(answer).extra_exits if found else None,
        "plan_id": answer.plan_id,
        "conflict": list(answer.conflict),
    }


def lever(name: str, data: Instance, language: str) -> str:
    """A lever or number of the data in words."""
    kind, _dot, key = name.partition(".")
    if name in LEVERS:
        return translator(language)(LEVERS[name])
    if kind == "lock":
        return measure_name(data, (key,), language)
    return (
        demand_name(data, (key,), language)
        if kind == "demand"
        else number_name(data, (name,), language)
    )


def sentence(point: Point, name: str, language: str) -> str:
    """A point as one line: what it gives, or why there is no plan; a value moved says so."""
    say, found = translator(language), row(point)
    heading = (
        f"{lever(name, point.answer.instance, language)} {value(name, found['value'], language)}"
    )
    if found["clamped"]:
        heading += f" ({clamp_note(name, found, language)})"
    if found["exits"] is None:
        return f"{heading}: {sentences.no_plan(point.answer, language)}"
    told = say(_("{exits} a year, {people} dismissed, {saving} saved a year"))
    return f"{heading}: " + told.format(
        exits=words.exits(number(found["exits"], 0, language), language),
        people=words.people(found["dismissals"], language),
        saving=words.money(found["saving"], language),
    )


def clamp_note(name: str, found: Row, language: str) -> str:
    """That a value lay beyond what the lever can be."""
    say, asked = translator(language), parsed(found["asked"])
    assert asked is not None, "only numbers are moved"
    return say(_("{asked} is beyond what it can be")).format(asked=value(name, asked, language))


def clamp_warning(name: str, asked: str, used: str, language: str) -> str:
    """That a value lay beyond what the lever can be, and what is used instead."""
    say, kept = translator(language), parsed(used)
    assert kept is not None, "only numbers are moved"
    told = clamp_note(name, {"asked": asked}, language)
    return say(_("{told}; {used} is used.")).format(told=told, used=value(name, kept, language))


def value(name: str, found: float | str, language: str) -> str:
    """A value of a lever; years are not written as amounts."""
    if name in (*SWITCHES, "in_work"):
        return yes_or_no(str(found), language)
    if isinstance(found, str):
        return code(found, language)
    if name == "by" or name.rpartition(".")[2] in YEARS:
        return f"{found:.0f}"
    return shortest(found, language)


def message(rows: Sequence[Row], name: str, data: Instance, language: str) -> str:
    """What happens along the lever: exits and dismissals at both ends, and where no plan is."""
    say, ngettext = translator(language), counter(language)
    planned = [found for found in rows if found["exits"] is not None]
    if not planned:
        return say(_("No value of “{lever}” has a plan")).format(lever=lever(name, data, language))
    first, last = planned[0], planned[-1]
    told = say(
        _("“{lever}” from {low} to {high}: {exits} extra exits a year, {people} dismissed")
    ).format(
        lever=lever(name, data, language),
        low=value(name, first["value"], language),
        high=value(name, last["value"], language),
        exits=_both(first, last, "extra_exits", language),
        people=_both(first, last, "dismissals", language),
    )
    none = len(rows) - len(planned)
    without = ngettext(
        "{told}; {n} of {all} values has no plan",
        "{told}; {n} of {all} values have no plan",
        str(none),
    )
    return without.format(told=told, n=none, all=len(rows)) if none else told


def _both(first: Row, last: Row, name: str, language: str) -> str:
    write = words.people if name == "dismissals" else lambda v, lang: number(v, 0, lang)
    return f"{write(first[name], language)} → {write(last[name], language)}"


def table(rows: Sequence[Row], name: str, data: Instance, language: str) -> pd.DataFrame:
    """The points as words: one row each, with what stands in the way where there is no plan."""
    say = translator(language)
    return pd.DataFrame(
        [
            {
                lever(name, data, language): value(name, found["value"], language),
                **{
                    figure_name(data, (_figure(each),), language): _cell(found, each, language)
                    for each in TRADEOFFS
                },
                say(_("Note")): _note(name, found, data, language),
            }
            for found in rows
        ]
    )


def units(language: str) -> dict[str, str]:
    """The figures that are drawn along a lever, with the titles of their axes."""
    say = translator(language)
    return {
        "extra_exits": say(_("Extra exits a year")),
        "dismissals": CRITERIA["dismissals"].label.of(language),
    }


def _figure(name: str) -> str:
    """The key figure of a criterion in a row, where exits are those of a year."""
    return "exits_a_year" if name == "exits" else name


def _cell(found: Row, name: str, language: str) -> str:
    amount = found[name]
    return "–" if amount is None else criterion(_figure(name), amount, language)


def _note(name: str, found: Row, data: Instance, language: str) -> str:
    say = translator(language)
    notes = [clamp_note(name, found, language)] if found["clamped"] else []
    if found["exits"] is None:
        demands = [d for d in found["conflict"] if d in data.demands]
        names = [demand_name(data, (d,), language) for d in demands]
        message = say(_("No plan: {demands}")) if names else say(_("No plan"))
        notes.append(message.format(demands=words.listed(names, language)))
    return "; ".join(notes)
