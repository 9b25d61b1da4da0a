"""The workbook of a comparison: what it comes to on the first sheet, differences on the next."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from babel.dates import format_date

from locales import LOCALES, translator
from model import quantities
from model.demand import Text
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from reports.columns import (
    AMOUNT,
    AMOUNTS,
    AS_GIVEN,
    COUNT,
    EXITS,
    FTE,
    KRONER,
    SHARE,
    TEXT,
    YEAR,
    Unit,
)
from reports.comparison import tables as comparison_tables
from reports.disclosure.masking import Table
from reports.language.names import HEADINGS, PEOPLE, change_text, label, unit_of, value_text
from reports.language.words import is_few
from reports.language.words import marked as _
from reports.workbook.sheets import Book
from scenarios.facts import Key, Value
from scenarios.solve import Answer
from scenarios.studies.compare import FEWEST, Comparison, Difference

MASKED_BY_UNIT = ("dismissed",)  # two masked tables beside each other could be subtracted
UNITS = {  # of the values of a kind
    "measure": COUNT._replace(name=quantities.PLACES.name),
    "group": COUNT._replace(name=Text("tilbud", "offers")),
    **dict.fromkeys(("unit", "staff"), FTE),
    **dict.fromkeys(("account", "category"), KRONER),
    "group_exits": EXITS._replace(name=quantities.EXITS.name),
    "lever": SHARE,
    "data": AS_GIVEN,
}
ON_FIRST_SHEET = ("flex_dismissals",)  # the first sheet has it, masked with the total
SECTIONS = {"demands": _("Demands"), "plan": _("Plan"), "outcome": _("Outcome")}
KIND = _("About")


def workbook(
    answers: Sequence[Answer], found: Comparison, language: str, today: date, said: Sequence[str]
) -> bytes:
    """The file, the same bytes for the same answers; `said` are sentences on the proofs."""
    content, say = BytesIO(), translator(language)
    title = say(_("Plans held against each other"))
    with xlsxwriter.Workbook(content, {"in_memory": True}) as file:
        file.set_properties({"title": title, "created": datetime.combine(today, time())})
        book = Book(file, language, " · ".join(answer.plan_id for answer in answers))
        told = (format_date(today, "long", locale=LOCALES[language]), *said)
        _first(book, answers, found, title, told)
        for section, name in SECTIONS.items():
            rows = [row for row in getattr(found, section) if tellable(row)]
            if rows:
                book.page(say(name), say(name), (), _differences(answers, rows, language))
    return content.getvalue()


def tellable(row: Difference) -> bool:
    """Whether a difference may leave the house."""
    few = row.kind in PEOPLE and any(_few(value) for value in row.values)  # noqa: PD011
    return row.kind not in MASKED_BY_UNIT and not few and not set(row.key) & set(ON_FIRST_SHEET)


def _few(value: Value) -> bool:
    return isinstance(value, int | float) and is_few(value)


def _first(
    book: Book, answers: Sequence[Answer], found: Comparison, title: str, said: Sequence[str]
) -> None:
    language = book.language
    told = (
        comparison_tables.message(answers, language)
        if any(found)
        else (comparison_tables.no_difference(language),)
    )
    name = translator(language)(_("Comparison"))
    sheet = book.page(name, title, (*told, *said), _key_figures(answers, language))
    sheet.fit_to_pages(1, 1)


def _key_figures(answers: Sequence[Answer], language: str) -> Table:
    """A row a figure, a column an answer: numbers, with what they are measured in."""
    called = comparison_tables.names(answers, language)
    found = [comparison_tables.figures_of(answer, answers, language) for answer in answers]
    name = translator(language)(_("Key figure"))
    return _table([
        {
            name: row[0][0],
            **{each: value for each, (_name, _unit, value) in zip(called, row, strict=True)},
            "measured_in": row[0][1].name.of(language),
            "units": dict.fromkeys(called, AMOUNTS.get(row[0][1], AMOUNT)),
        }
        for row in zip(*found, strict=True)
    ])  # fmt: skip


def _table(records: Sequence[dict[str, Any]]) -> Table:
    """The records as a table whose cells have units of their own, told where any has a name."""
    unmeasured = not any(record["measured_in"] for record in records)
    hidden = ("units", "measured_in") if unmeasured else ("units",)
    return Table(pd.DataFrame(records), [name for name in records[0] if name not in hidden])


def _differences(answers: Sequence[Answer], rows: Sequence[Difference], language: str) -> Table:
    """The differences of a section under one another: each with its kind, numbers and unit."""
    data, called = comparison_tables.about(answers), comparison_tables.names(answers, language)
    of_two = len(answers) == FEWEST
    ordered = [row for of_kind in comparison_tables.by_kind(rows).values() for row in of_kind]
    records = [_record(row, data, called, language) for row in ordered]
    change = translator(language)(_("Change"))
    if not of_two or all(record[change] is None for record in records):
        records = [{k: v for k, v in record.items() if k != change} for record in records]
    return _table(records)


def _record(
    row: Difference, data: Instance, called: Sequence[str], language: str
) -> dict[str, Any]:
    """A difference as numbers of its unit; as words where it has none, or is of few people."""
    say, (kind, key, values) = translator(language), row
    unit = unit_of_difference(kind, key, data)
    cells = [
        value_text(kind, key, value, data, language)
        if unit is None or not isinstance(value, int | float) or (unit.people and _few(value))
        else value
        for value in values
    ]
    change, look = say(_("Change")), unit or TEXT
    told = [look.told(float(v)) for v in cells if isinstance(v, int | float)]
    signed = look._replace(signed=True)
    return {
        say(KIND): say(HEADINGS[kind]),
        say(_("What")): label(kind, key, data, language),
        **dict(zip(called, cells, strict=True)),
        change: told[-1] - told[0] if change_text(kind, key, values, language) else None,
        "measured_in": look.name.of(language),
        "units": {**dict.fromkeys(called, look), change: signed},
    }


def unit_of_difference(kind: str, key: Key, data: Instance) -> Unit | None:
    """What the values of a difference are on a sheet; None where they are words."""
    if kind in UNITS:
        return UNITS[kind]
    quantity = None
    if kind == "criterion":
        quantity = unit_of(key[0])
    elif kind == "demand" and KINDS[data.demands[key[0]].kind].bounded:
        quantity = KINDS[data.demands[key[0]].kind].unit
    elif kind == "term" and key[1] in ("from_year", "to_year"):
        return YEAR
    if quantity is None:
        return None
    found = AMOUNTS.get(quantity, AMOUNT)
    return found._replace(name=quantity.name, people=quantity.counts_people)
