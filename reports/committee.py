"""The committee workbook: the answer on the front page, the numbers behind it on six sheets."""

from datetime import date, datetime, time
from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from locales import translator
from reports import front, pages
from reports.sheets import Book, Table
from scenarios.answer import Answer

TOP = 3  # row of a table's heading: title, note, blank


class Page(NamedTuple):
    """A sheet of one table."""

    name: str
    title: str
    note: str
    table: Table


def workbook(
    answer: Answer, language: str, today: date, second_opinion: str | None = None
) -> bytes:
    """The workbook as a file, the same bytes for the same answer, language and date.

    `second_opinion` is what another solver says of the plan, in one sentence of the language.
    """
    content, name = BytesIO(), answer.scenario.name.of(language)
    with xlsxwriter.Workbook(content, {"in_memory": True}) as file:
        file.set_properties({"title": name, "created": datetime.combine(today, time())})
        book = Book(file, language, f"{name} · {answer.plan_id}")
        front.write(book, answer, today, second_opinion)
        for page in _pages(answer, language):
            _write(book, page)
    return content.getvalue()


def _write(book: Book, page: Page) -> None:
    """One table on a sheet, its heading in sight on screen and on every printed page."""
    sheet = book.sheet(page.name, page.title)
    sheet.write_string(1, 0, page.note)
    book.table(sheet, TOP, page.table)
    sheet.freeze_panes(TOP + 1, 0)
    sheet.repeat_rows(TOP)


def _pages(answer: Answer, language: str) -> list[Page]:
    _ = translator(language)
    settings = answer.instance.settings
    values = {"prices": settings.price_level, "year": settings.last_year}
    people = _("<5: one to four people. ··: hidden, since the other numbers would tell it.")
    yearly = _("Costs and exits are those of {year}, when the plan works in full.")
    measured = _("Exits are the measure's own, effects are extra exits per 100 places, {prices}.")
    staffed = _("FTE today and at the end of {year}, in the units whose staff the plan decides.")
    found = [
        Page(
            _("Economy"),
            _("Economy by year and account"),
            _(
                "Expenses (+)/income (-), 1,000 kr., {prices}. Minus in a change is less expense; "
                "accounts without amounts are left out."
            ),
            pages.accounts(answer, language),
        ),
        Page(
            _("Measures"),
            _("Measures before and after"),
            f"{yearly} {measured}",
            pages.all_measures(answer, language),
        ),
        Page(
            _("Staff"),
            _("Staff by unit and staff group"),
            f"{staffed} {people}",
            pages.all_staff(answer, language),
        ),
        Page(
            _("Citizens"),
            _("Citizens by target group"),
            f"{yearly} {people}",
            pages.all_citizens(answer, language),
        ),
        Page(
            _("Demands"),
            _("Demands and whether the plan meets them"),
            _("To spare: how far the plan is from breaking the demand."),
            pages.all_demands(answer, language),
        ),
        Page(
            _("Sources"),
            _("Sources and assumptions"),
            _("Where each number comes from, and between which values it may lie."),
            pages.all_sources(answer, language),
        ),
        Page(
            _("List of sources"),
            _("List of sources"),
            _("What the letters and numbers of the sources stand for."),
            pages.register(answer, language),
        ),
    ]
    return [page._replace(note=page.note.format(**values)) for page in found]
