"""The trade as a table: what a plan gains in people when it may give up some of its exits."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from reports.answer import people
from reports.answer.figures import figures
from reports.disclosure.masking import Table
from scenarios.solve import Answer
from scenarios.studies.trade import TradePoint

FLEXJOBS = {"people": 1.0, "in_flexjobs": -1.0, "other_staff": -1.0}  # bound in every row
COLUMNS = ("give_up", "sought", "extra", "net", *FLEXJOBS)


def table(points: Sequence[TradePoint]) -> Table:
    """The rows to be shown, few people hidden."""
    frame = pd.DataFrame(rows(points), columns=["at", *COLUMNS])
    return Table(frame, COLUMNS, sums=[FLEXJOBS])


def rows(points: Sequence[TradePoint]) -> list[dict[str, Any]]:
    """A row for each plan of the trade, those that are the same in all that is told as one.

    `give_up` is the share of the first criterion that may be given up, none where the people in
    work come first; `sought` what is best within it. `at` is the position among the points, whose
    scenario takes the plan.
    """
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for at, point in enumerate(points):
        if point.answer.solution.outcome is None:
            continue
        told = figures_of(point.answer)
        row = {"at": at, "give_up": point.give_up, "sought": point.criterion, **told}
        same = found.setdefault((point.give_up, *map(round, told.values())), row)
        if same is not row:
            same["sought"] = "both"
    return [*found.values()]


def as_json(points: Sequence[TradePoint]) -> list[dict[str, Any]]:
    """The same rows as `solve` prints them."""
    names = {"give_up": "give_up", "sought": "best", "extra": "exits", "net": "net",
             "people": "dismissals", "in_flexjobs": "flexjob"}  # fmt: skip
    return [{name: row[column] for column, name in names.items()} for row in rows(points)]


def figures_of(answer: Answer) -> dict[str, float]:
    """Exits a year more than today, people in work net on average, and people dismissed."""
    key = figures(answer)
    return {
        "extra": key.extra_exits,
        "net": people.mean_in_work(answer).net,
        "people": key.dismissed,
        "in_flexjobs": key.flexjob,
        "other_staff": key.dismissed - key.flexjob,
    }
