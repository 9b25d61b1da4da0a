"""The workbook of a comparison: what it comes to on the first sheet, differences on the next."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
import xlsxwriter
from babel.dates import format_date

from locales import LOCALES, translator
from reports.comparison import tables as comparison_tables
from reports.disclosure.masking import Table
from reports.language.names import HEADINGS
from reports.language.words import is_few
from reports.language.words import marked as _
from reports.workbook.sheets import LINE, Book
from scenarios.solve import Answer
from scenarios.studies.compare import Comparison, Difference

MASKED_BY_UNIT = ("dismissed",)  # two masked tables beside each other could be subtracted
PEOPLE = ("measure", "group")  # places and offers: somebody has each
ON_FIRST_SHEET = ("flex_dismissals",)  # the first sheet has it, masked with the total
SECTIONS = {"demands": _("Demands"), "plan": _("Plan"), "outcome": _("Outcome")}
KIND = _("About")
PER_LINE = 80  # characters across the narrowest sheet


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
                _write(book, say(name), say(name), (), _differences(answers, rows, language))
    return content.getvalue()


def tellable(row: Difference) -> bool:
    """Whether a difference may leave the house."""
    few = row.kind in PEOPLE and any(isinstance(v, int | float) and is_few(v) for v in row.values)  # noqa: PD011
    return row.kind not in MASKED_BY_UNIT and not few and not set(row.key) & set(ON_FIRST_SHEET)


def _first(
    book: Book, answers: Sequence[Answer], found: Comparison, title: str, said: Sequence[str]
) -> None:
    language = book.language
    told = (
        comparison_tables.message(answers, language)
        if any(found)
        else (comparison_tables.no_difference(language),)
    )
    figures = comparison_tables.key_figures(answers, language)
    sheet = translator(language)(_("Comparison"))
    _write(book, sheet, title, (*told, *said), figures)


def _differences(
    answers: Sequence[Answer], rows: Sequence[Difference], language: str
) -> pd.DataFrame:
    """The differences of a section under one another, each with its kind."""
    say = translator(language)
    parts = [
        comparison_tables.table(answers, of_kind, language).assign(
            **{say(KIND): say(HEADINGS[kind])}
        )
        for kind, of_kind in comparison_tables.by_kind(rows).items()
    ]
    table = pd.concat(parts, ignore_index=True).fillna("")
    return table[[say(KIND), *(column for column in table if column != say(KIND))]]


def _write(book: Book, name: str, title: str, told: Sequence[str], table: pd.DataFrame) -> None:
    sheet = book.sheet(name, title)
    for row, sentence in enumerate(told, start=1):
        book.across(sheet, row, sentence, range(table.shape[1]))
        sheet.set_row(row, LINE * (1 + len(sentence) // PER_LINE))
    top = len(told) + 2
    book.table(sheet, top, Table(table, [str(column) for column in table]))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
