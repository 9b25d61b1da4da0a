"""How sure a plan is, in tables: by year, by chance, in named futures, and beside other plans."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from locales import translator
from model.robust.statistics import Standing
from reports.disclosure.masking import Table
from reports.language.words import marked as _
from reports.uncertainty.answer import Certainty
from scenarios.studies.futures import Comparison, InFuture, Span, Sureness
from scenarios.studies.robust import Robust

PEOPLE = ("surely_low", "probably_low", "middle", "probably_high", "surely_high")
SAVED = ("saved_low", "saved_middle", "saved_high")
PLANS = ("name", "probably_low", "middle", "probably_high", "shortfall", "best", "closes")


class Chance(NamedTuple):
    """Something that may happen, in words, and the share of the futures in which it does."""

    that: str
    share: float


class Compared(NamedTuple):
    """A plan among others: what it is called, how sure it is, and how it stands."""

    name: str
    found: Sureness
    standing: Standing


def by_year(found: Sureness) -> Table:
    """People in work, net, and tkr saved: the intervals and the middle of each year."""
    rows = [
        {
            "year": y,
            **people(in_work),
            "saved_low": found.saving[y].p10,
            "saved_middle": found.saving[y].p50,
            "saved_high": found.saving[y].p90,
            "closes": found.closes.get(y),
        }
        for y, in_work in found.in_work.items()
    ]
    return Table(pd.DataFrame(rows), ["year", *PEOPLE, *SAVED, "closes"])


def people(span: Span) -> dict[str, float]:
    ends = (span.p2_5, span.p10, span.p50, span.p90, span.p97_5)
    return dict(zip(PEOPLE, ends, strict=True))


def chances(certain: Certainty, language: str) -> list[Chance]:
    """Better than today and than what was decided, and all that is demanded saved, by year."""
    say, found = translator(language), certain.found
    than = {"": say(_("more in work than today"))} | {
        i: say(_("more in work than with “{name}”")).format(name=names[language])
        for i, names in certain.names.items()
    }
    rows = [Chance(told, found.beats[i]) for i, told in than.items() if i in found.beats]
    saved = say(_("all that is demanded for {year} is saved"))
    return rows + [Chance(saved.format(year=y), share) for y, share in found.closes.items()]


def of_chances(rows: Sequence[Chance]) -> Table:
    records = [{"that": row.that, "chance": row.share} for row in rows]
    return Table(pd.DataFrame(records), ["that", "chance"])


def named(rows: Sequence[InFuture], language: str) -> Table:
    """People in work, net, and what is saved in each named future, in the order given."""
    records = [
        {
            "future": row.future.name.of(language),
            "net": row.value,
            "saving": row.level,
            "all_saved": row.all_saved,
        }
        for row in rows
    ]
    columns = ["future", "net", "saving", "all_saved"]
    return Table(pd.DataFrame(records, columns=columns), columns)


def compared(names: Sequence[str], found: Comparison) -> list[Compared]:
    """Plans that were held against each other, under their names."""
    rows = zip(names, found.found, found.standings, strict=True)
    return [Compared(*each) for each in rows]


def plans(rows: Sequence[Compared]) -> Table:
    """Plans beside each other, the one that loses least on average first."""
    return Table(pd.DataFrame([plan(row) for row in in_order(rows)]), PLANS)


def in_order(rows: Sequence[Compared]) -> list[Compared]:
    return sorted(rows, key=lambda row: row.standing.expected_loss)


def plan(row: Compared) -> dict[str, Any]:
    return {
        "name": row.name,
        **people(row.found.value),
        "shortfall": row.standing.expected_loss,
        "best": row.standing.best_share,
        "closes": row.found.closes_all if row.found.closes else None,
    }


def robust(found: Robust, language: str) -> Table:
    """The robust plan beside the one that is best by the expected numbers, in the same futures.

    What they regret at most is told where the rule knows the best plan of each future.
    """
    say = translator(language)
    called = (say(_("This plan")), say(_("Best by the expected numbers")))
    records = [
        {"name": name, "net": row.mean, "worst": row.worst, "most_lost": row.greatest_regret}
        for name, row in zip(called, found.standings, strict=True)
    ]
    of_regret = ["most_lost"] if found.asked.rule == "regret" else []
    return Table(pd.DataFrame(records), ["name", "net", "worst", *of_regret])
