"""The committee workbook: the answer on the front page, the numbers behind it on its sheets."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from locales import shortest_percent, translator
from reports import capacities, contracts, places, scenario
from reports.alternatives import tables as near_tables
from reports.answer import people_tables
from reports.columns import TEXT
from reports.demands import tables as demands_tables
from reports.demands.prices import left_out
from reports.disclosure.masking import Table
from reports.language.words import marked as _
from reports.money import categories
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from reports.tradeoffs import trade
from reports.workbook import front, pages, sheets, uncertainty
from reports.workbook.sheets import Book
from reports.worth import NearBest, Worth
from scenarios.solve import Answer
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.prices import Prices
from scenarios.studies.ranges import Ranges
from scenarios.studies.repairs import RepairRecord

Draw = Callable[[Answer, str], Table]


def no_numbers(_language: str) -> dict[str, str]:
    return {}


def no_rows(_answer: Answer, language: str) -> str:
    return translator(language)(_("The data have none"))


class Page(NamedTuple):
    """A sheet: its name and title, notes and table; `none` says why a table has no rows.

    `numbers` are those in its notes that are of the sheet alone.
    """

    name: str
    title: str
    notes: Sequence[str]
    table: Draw
    none: Callable[[Answer, str], str] = no_rows
    numbers: Callable[[str], dict[str, str]] = no_numbers


PRICED = _(
    "Prices are exits over all years: of a step more of the bound (a million kroner, a percentage "
    "point, or one), of the whole demand, and its share of what the demands cost together."
)
FEW = _("<5: one to four people. ··: hidden, since the other numbers would tell it.")
YEARLY = _("Costs and exits are those of {year}, when the plan works in full.")
FIRST_PAGES = (  # after the front page: people and money
    Page(
        _("In work"),
        _("People in work and out of it because of the plan"),
        [
            _("People in work on average over the year, more or fewer than today; exits a year."),
            _("Net is what the plan offers less those dismissed who have no new job."),
        ],
        people_tables.in_work,
    ),
    Page(
        _("Staff by year"),
        _("Hired, dismissed and paid without work"),
        [_("FTE hired beyond those who replace somebody; people dismissed."), FEW],
        people_tables.staff,
    ),
    Page(
        _("Money"),
        _("Service, running costs and transfers"),
        [
            _("1,000 kr. a year, {prices}; minus in a change is less expense."),
            _("Each is a goal of its own; demands on it stand beside it, also those not made."),
        ],
        categories.table,
    ),
)
PAGES = (
    Page(
        _("Places"),
        _("Places by measure, target group and year"),
        [_("What changes stands first."), FEW],
        places.table,
    ),
    Page(
        _("Economy"),
        _("Economy by year and account"),
        [
            _("Expenses (+)/income (−), 1,000 kr., {prices}."),
            _("Minus in a change is less expense; accounts without amounts are left out."),
        ],
        pages.accounts,
    ),
    Page(
        _("Measures"),
        _("Measures before and after"),
        [
            YEARLY,
            _(
                "Exits are the measure's own after displacement, effects are extra exits per 100 "
                "places, {prices}."
            ),
        ],
        pages.all_measures,
    ),
    Page(
        _("Units"),
        _("Units before and after"),
        [_("Units whose staff the plan decides; measures are those with places in {year}.")],
        pages.units,
    ),
    Page(
        _("Staff"),
        _("Staff by unit and staff group"),
        [
            _("FTE today and at the end of {year}, in the units whose staff the plan decides."),
            _("Dismissals, moves and one-off costs over all years; savings in wages only."),
            FEW,
        ],
        pages.all_staff,
    ),
    Page(
        _("Ways"),
        _("How the saving comes about"),
        [_("1,000 kr. a year, positive when it saves; the rows add up to what counts.")],
        pages.savings,
    ),
    Page(
        _("Year one"),
        _("The first year month by month"),
        [
            _("FTE in the units whose staff the plan decides."),
            _("Gross costs of service and running accounts; benefits have no month."),
        ],
        pages.year_one,
    ),
    Page(
        _("Timeline"),
        _("Timeline from the decision to the last day"),
        [_("Months from the decision; the basis is an act, an agreement or the plan.")],
        pages.timeline,
    ),
    Page(
        _("Mass dismissal"),
        _("Mass dismissals by workplace"),
        [
            _("All notices of a year are given at once, and held against the act's thresholds."),
            _("People are rounded up; where no threshold stands, the workplace is too small."),
            FEW,
        ],
        pages.workplaces,
        staff_text.law,
    ),
    Page(
        _("New jobs"),
        _("Help for the dismissed"),
        [
            _("People with a new job within a year of their last day, and the price of the help."),
            FEW,
        ],
        pages.help_given,
        staff_text.effort,
    ),
    Page(_("Citizens"), _("Citizens by target group"), [YEARLY, FEW], pages.all_citizens),
    Page(
        _("Caseload"),
        _("Citizens per caseworker"),
        [_("Citizens per full-time caseworker today and in {year}.")],
        people_tables.caseload,
    ),
    Page(
        _("Contracts"),
        _("Contracts that bind"),
        [_("Places that are bought until a date are paid, used or not."), FEW],
        contracts.table,
    ),
    Page(
        _("Demands"),
        _("Demands and whether the plan meets them"),
        [_("To spare: how far the plan is from breaking the demand.")],
        pages.all_demands,
    ),
    Page(
        _("Sources"),
        _("Sources and assumptions"),
        [_("Where each number comes from, and between which values it may lie.")],
        pages.all_sources,
    ),
    Page(
        _("List of sources"),
        _("List of sources"),
        [_("What the letters and numbers of the sources stand for.")],
        pages.register,
    ),
)

POSITIONS = Page(
    _("Positions"),
    _("What becomes of the positions, by unit and staff group"),
    [
        _("Positions of the plan at the least disruption, whole people."),
        _("The plan counts in FTE, so a few more or fewer may be dismissed than have no place."),
        _("Who has no place is chosen by people, by objective criteria and after a hearing."),
        FEW,
    ],
    pages.positions,
)


def searched(found: Worth) -> tuple[Page, ...]:
    """The sheets of what takes further searches, among the first."""
    return (
        Page(
            _("Trade"),
            _("What fewer exits would spare in dismissals"),
            [
                _("Each row is a plan of its own, at the same saving and demands."),
                _("The row without a limit has the people in work, net, as its first goal."),
                FEW,
            ],
            lambda _answer, _language: trade.table(found.points),
        ),
        Page(
            _("Prices per person"),
            _("What an extra exit costs, by each measure that grows"),
            [_("Running costs and own staff of the places beyond today's, per extra exit."), FEW],
            partial(people_tables.prices, last_million=found.million),
        ),
        Page(
            _("Capacities"),
            _("What binds besides money"),
            [
                _("What the plan with most exits uses up; left out is what gives hardly any."),
                _("Places a year; for staff FTE, for the time of a group weeks."),
            ],
            lambda answer, language: capacities.table(answer, found.capacities, language),
        ),
    )


NEAR = _("Of all plans that keep the demands and lose at most {share} of the best.")


def near_best(found: NearBest) -> tuple[Page, ...]:
    """The sheets of what is free near the best, and of the plans that differ most."""

    def numbers(language: str) -> dict[str, str]:
        return {"share": shortest_percent(found.ranges.share, language)}

    pages = (*free(found.ranges), *differing(found.alternatives))
    return tuple(page._replace(numbers=numbers) for page in pages)


def free(found: Ranges) -> tuple[Page, Page]:
    return (
        Page(
            _("Free measures"),
            _("Which measures are free, and how far"),
            [
                NEAR,
                _("Places a year in {year}: the fewest and the most that any of them has."),
                FEW,
            ],
            lambda answer, language: near_tables.measures(answer, found, language),
        ),
        Page(
            _("Free units"),
            _("Which units are free, and how far"),
            [NEAR, _("FTE in {year}: the fewest and the most that any of them has.")],
            lambda answer, language: near_tables.units(answer, found, language),
        ),
    )


def differing(found: Alternatives) -> tuple[Page, Page]:
    differs = _("A choice differs where a quarter of today's places lies between two plans, or "
                "where only one hands a measure over or closes a unit.")  # fmt: skip
    return (
        Page(
            _("Alternatives"),
            _("Plans that differ as much as can be"),
            [NEAR, _("Places a year in {year}; what is handed over has none of its own."), FEW],
            lambda _answer, language: near_tables.places(found, language),
        ),
        Page(
            _("Alternatives, people"),
            _("What the plans that differ do to people"),
            [NEAR, differs, FEW],
            lambda _answer, _language: near_tables.key_figures(found),
        ),
    )


def conflicts(repaired: Sequence[RepairRecord]) -> Page:
    """The sheet of the conflicts that there were, each with the repair chosen."""
    return Page(
        _("Conflicts"),
        _("Demands that could not hold together, and what was chosen"),
        [_("Each was proven: impossible together, possible without any one of them.")],
        lambda _answer, language: demands_tables.repairs(repaired, language),
    )


def priced(page: Page, prices: Prices, language: str) -> Page:
    """The sheet of demands with their prices."""
    more = [PRICED] if prices.complete else [PRICED, left_out(prices, language)]
    table = partial(pages.priced_demands, prices=prices)
    return page._replace(notes=[*page.notes, *more], table=table)


def workbook(
    answer: Answer,
    language: str,
    today: date,
    repaired: Sequence[RepairRecord] = (),
    prices: Prices | None = None,
    found: Worth | None = None,
) -> bytes:
    """The workbook as a file, the same bytes for the same answer, language and date.

    `repaired` are conflicts that there were, each with the repair chosen.
    `prices` are those of the demands, where they were asked for, `found` what took further
    searches.
    """
    content, name = BytesIO(), scenario.name(answer, language)
    with xlsxwriter.Workbook(content, {"in_memory": True}) as file:
        file.set_properties({"title": name, "created": datetime.combine(today, time())})
        book = Book(file, language, f"{name} · {answer.plan_id}")
        front.write(book, answer, today, found)
        if found and found.certainty:
            uncertainty.write(book, answer, found.certainty)
        for page in all_pages(found):
            if prices and page.table is pages.all_demands:
                _write(book, answer, priced(page, prices, language))
            else:
                _write(book, answer, page)
        if repaired:
            _write(book, answer, conflicts(repaired))
        sheets.draw(book, staff_timing.steps(answer, language))
        if answer.instance.positions and answer.solution.plan is not None:
            _write(book, answer, POSITIONS)
    return content.getvalue()


def all_pages(found: Worth | None) -> tuple[Page, ...]:
    """The sheets after the front page, in order."""
    more = searched(found) if found and found.points else ()
    near = near_best(found.near_best) if found and found.near_best else ()
    return (*FIRST_PAGES, *more, *near, *PAGES)


def _write(book: Book, answer: Answer, page: Page) -> None:
    """The page as a sheet; a sentence in place of a table without rows."""
    told, settings = translator(book.language), answer.instance.settings
    name, title, table = told(page.name), told(page.title), page.table(answer, book.language)
    if table.frame.empty:
        why = f"{page.none(answer, book.language)}."
        book.sheet(name, title).write_string(1, 0, why, book.format(TEXT, "note"))
    else:
        note = " ".join(map(told, page.notes))
        numbers = page.numbers(book.language)
        note = note.format(prices=settings.price_level, year=settings.last_year, **numbers)
        book.page(name, title, [note], table)
