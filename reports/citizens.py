"""Citizens: people, places, offers and exits by target group, today and in the plan.

Before and after are those of the last year of the horizon, when the plan works in full.
"""

import pandas as pd

from model.plan import Plan
from reports.disclosure.masking import Table
from reports.money.target import after, full_year
from reports.once import frame_once
from scenarios.solve import Answer

OFFERS = {"offers_before": 1.0, "lost": -1.0, "offers_after": -1.0}  # bound in every row


@frame_once
def table(answer: Answer, language: str) -> pd.DataFrame:
    """One row per target group. `coverage` is offers per eligible person, as a share."""
    instance, year = answer.instance, full_year(answer)
    later = after(answer)
    rows = [
        {
            "group": g,
            "name": group.name.of(language),
            "main": group.main,
            "vulnerable": "vulnerable" in group.tags,
            "persons": group.persons,
            "eligible": group.eligible,
            "places_today": _places(answer.baseline, g, year),
            "places_after": _places(answer.solution.plan or answer.baseline, g, year),
            "offers_before": answer.before.offers.get((g, year), 0.0),
            "offers_after": later.offers.get((g, year), 0.0),
            "lost": later.lost_places.get((g, year), 0.0),
            "exits_before": answer.before.exits.get((g, year), 0.0),
            "exits_after": later.exits.get((g, year), 0.0),
            "extra": later.extra_exits.get((g, year), 0.0),
        }
        for g, group in instance.groups.items()
    ]
    frame = pd.DataFrame(rows)
    for moment in ("before", "after"):
        frame[f"coverage_{moment}"] = frame[f"offers_{moment}"] / frame["eligible"]
    return frame


def offers(answer: Answer, language: str) -> Table:
    """The offers and exits of each target group before and after, to be shown."""
    columns = ["group", "name", "vulnerable", "eligible", *OFFERS, "coverage_before",
               "coverage_after", "exits_before", "exits_after", "extra"]  # fmt: skip
    return Table(table(answer, language), columns, sums=[OFFERS])


def _places(plan: Plan, group: str, year: int) -> float:
    return plan.total(g=group, y=year)
