"""The front page: the answer first, then the money, the proof, the assumptions and the sources."""

from datetime import date
from textwrap import wrap
from typing import NamedTuple

from babel.dates import format_date
from xlsxwriter.worksheet import Worksheet

from locales import LOCALES, shortest_percent, translator
from reports import scenario, sources
from reports.answer import sentences
from reports.answer.cross_check import agreement
from reports.answer.proof import proof
from reports.columns import COUNT, SHARE, TEXT, Unit
from reports.disclosure.masking import Table
from reports.language import words
from reports.money.target import savings_target
from reports.staff import text as staff_text
from reports.workbook import pages
from reports.workbook.sheets import LINE, Book
from reports.worth import Worth
from scenarios.solve import Answer

FIRST, WIDE = 62.0, 17.0  # width of the first and the other columns, in characters
ACROSS, PER_LINE = 5, 112  # columns and characters of a paragraph


class Fact(NamedTuple):
    """An assumption: a number with its format, or a text."""

    name: str
    value: str | float
    unit: Unit = TEXT


def write(book: Book, answer: Answer, today: date, found: Worth | None = None) -> None:
    language = book.language
    _ = translator(language)
    sheet = book.sheet(_("Front page"), scenario.name(answer, language))
    row = _paragraphs(book, sheet, 1, [scenario.about(answer, language)])
    certain = found.certainty if found else None
    result, *rest = sentences.answer_first(answer, language, certain)
    row = _paragraphs(book, sheet, row + 1, [result], "answer")
    duties = staff_text.act_duties(answer, language)
    law = f"{staff_text.law(answer, language)}. {duties}" if duties else None
    more = (sentences.warning(answer, language), pages.reorganisation(answer, language), law)
    worth = sentences.worth_in_sentences(answer, found or Worth(), language)
    row = _paragraphs(book, sheet, row, [*rest, *worth, *filter(None, more)])
    row = _headed(book, sheet, row + 1, pages.money_heading(answer, language))
    row = _table(book, sheet, row, pages.overview(answer, language))
    row = _headed(book, sheet, row + 1, _("Proof"))
    row = _proof(book, sheet, row, answer)
    row = _headed(book, sheet, row + 1, _("What the plan assumes"))
    row = _facts(book, sheet, row, _assumptions(answer, language, today))
    row = _headed(book, sheet, row + 1, _("Confidence in the numbers"))
    _confidence(book, sheet, row, answer)
    sheet.set_column(1, ACROSS - 1, WIDE)


def _confidence(book: Book, sheet: Worksheet, row: int, answer: Answer) -> None:
    grades = sources.confidence(answer)
    if grades.empty:
        _paragraphs(book, sheet, row, [sources.none_stated(book.language)])
    else:
        _table(book, sheet, row, Table(grades, ["confidence", "numbers", "share"]))


def _headed(book: Book, sheet: Worksheet, row: int, heading: str) -> int:
    sheet.write_string(row, 0, heading, book.format(TEXT, "section"))
    return row + 1


def _table(book: Book, sheet: Worksheet, row: int, table: Table) -> int:
    return book.table(sheet, row, table, [FIRST, *[WIDE] * (len(table.columns) - 1)])


def _paragraphs(
    book: Book, sheet: Worksheet, row: int, texts: list[str], style: str = "plain"
) -> int:
    """Each text over the width of the page."""
    return book.paragraphs(sheet, row, texts, range(ACROSS), PER_LINE, style)


def _facts(book: Book, sheet: Worksheet, row: int, facts: list[Fact]) -> int:
    for at, fact in enumerate(facts, start=row):
        sheet.write_string(at, 0, fact.name, book.format())
        book.across(sheet, at, "", range(1, ACROSS), "left")
        book.cell(sheet, at, 1, fact.unit.told(fact.value), book.format(fact.unit, "left"))
        lines = len(wrap(str(fact.value), int((ACROSS - 1) * WIDE)))
        sheet.set_row(at, LINE * max(1, lines))
    return row + len(facts)


def _proof(book: Book, sheet: Worksheet, row: int, answer: Answer) -> int:
    """The bound of each criterion, or why there is none, and what others say of the plan."""
    _ = translator(book.language)
    agreed = answer.solution.agrees
    said = [
        _("An independent calculation of the plan agrees with the model.")
        if agreed
        else _("An independent calculation of the plan does not agree with the model."),
        agreement(answer, book.language) or _("No other program has been asked about this plan."),
    ]
    if not answer.solution.steps:
        return _paragraphs(book, sheet, row, [proof(answer, book.language), *said])
    row = _table(book, sheet, row, pages.steps(answer, book.language))
    return _paragraphs(book, sheet, row, [*_order(answer, book.language), *said])


def _order(answer: Answer, language: str) -> list[str]:
    """How far a criterion may be from its best for the sake of the next, where there is a next."""
    if not (before_last := answer.solution.steps[:-1]):
        return []
    most = max(step.tolerance for step in before_last)
    _ = translator(language)
    told = _(
        "The criteria stand in their order. Each may give up at most {share} of its best value "
        "to make room for those below it."
    )
    return [told.format(share=shortest_percent(most, language))]


def _assumptions(answer: Answer, language: str, today: date) -> list[Fact]:
    _ = translator(language)
    settings, levers = answer.instance.settings, answer.scenario.levers
    wanted = savings_target(answer)
    effects = {"low": _("low"), "mid": _("middle"), "high": _("high")}[settings.effects]
    limit = _("no limit") if levers.max_dismissals is None else levers.max_dismissals
    since = {"year": wanted.years[0] if wanted.years else settings.first_year}
    return [
        Fact(_("Date"), format_date(today, "long", locale=LOCALES[language])),
        Fact(_("Plan id"), answer.plan_id),
        Fact(_("Data"), settings.name.of(language)),
        Fact(_("Price level"), settings.price_level),
        Fact(
            _("To be closed a year from {year}, 1,000 kr.").format(**since),
            wanted.demand.bound if wanted.demand else _("nothing demanded"),
            COUNT,
        ),
        Fact(_("Counted"), pages.what_counts(answer, language)),
        Fact(_("Effects used"), effects),
        Fact(_("Effect that only displaces other job seekers"), *_displaced(answer, language)),
        Fact(_("Municipal tax of a job-year kept after equalisation"), settings.tax_share, SHARE),
        Fact(_("Most dismissals, people"), limit, COUNT),
        Fact(_("Measures locked"), _locks(answer, language)),
    ]


def _displaced(answer: Answer, language: str) -> tuple[float | str, Unit]:
    """The one share of all effects, or the least and the most of those above zero."""
    data, _ = answer.instance, translator(language)
    if data.one_displacement is not None:
        return data.one_displacement, SHARE
    shares = [round(1 - data.lasting(m, g), 4) for m, g in data.effects if data.effect(m, g) > 0]
    low, high = (shortest_percent(end(shares, default=0.0), language) for end in (min, max))
    return _("{low} to {high}, by measure").format(low=low, high=high), TEXT


def _locks(answer: Answer, language: str) -> str:
    _ = translator(language)
    names = {"closed": _("closed"), "handed_over": _("handed over"), "as_today": _("as today"),
             "at_least_today": _("at least as today"), "open": _("kept open")}  # fmt: skip
    measures, held = answer.instance.measures, answer.scenario.locks.items()
    locked = {
        name: [words.short(measures[m].name.of(language)) for m, lock in held if lock == kept]
        for kept, name in names.items()
    }
    told = [f"{name}: {', '.join(them)}" for name, them in locked.items() if them]
    return "; ".join(told) or _("none")
