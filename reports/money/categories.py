"""Service, running costs and transfers as goals of their own, each with what is demanded of it."""

import pandas as pd

from model.demand import Category, Demand
from model.solution import CATEGORIES
from reports.demands.text import asked_sentence
from reports.disclosure.masking import Table
from reports.money import economy
from reports.money.target import full_year, savings_target
from scenarios.solve import Answer


def table(answer: Answer, language: str) -> Table:
    """One row per category: cost today, change by year, cost after, and the demands on it.

    Costs are of the last year, in the basis of the target.
    """
    basis, last, lines = savings_target(answer).basis, full_year(answer), economy.lines(answer)
    by_line = lines.set_index(["line", "year"])
    years = answer.instance.years
    rows = []
    for category in economy.CATEGORIES:
        asked = [q for q in answer.instance.demands.values() if _limits(answer, q, category)]
        rows.append(
            {
                "category": category,
                "cost_today": by_line.loc[(category, last), f"{basis}_before"],
                **{f"change_{y}": by_line.loc[(category, y), f"{basis}_change"] for y in years},
                "cost_later": by_line.loc[(category, last), f"{basis}_after"],
                "demanded": "\n".join(asked_sentence(q, language) for q in asked) or None,
                "committee": "\n".join(dict.fromkeys(q.owner.of(language) for q in asked)) or None,
            }
        )
    frame = pd.DataFrame(rows)
    return Table(frame, [str(name) for name in frame])


def _limits(answer: Answer, q: Demand, category: Category) -> bool:
    """Whether a demand is about the money of a category."""
    accounts = answer.instance.accounts
    if q.kind == "saving":
        return category in CATEGORIES[q.counts]
    return q.kind == "spending" and any(
        accounts[answer.instance.measures[m].account].category == category for m in q.measures
    )
