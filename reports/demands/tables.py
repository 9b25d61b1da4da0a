"""Demands: what was asked, by whom, whether the plan meets it, and by how much."""

from collections.abc import Sequence

import pandas as pd

from model.demand_kinds.kinds import KINDS
from model.quantities import YES_OR_NO
from reports.demands.conflicts import conflict_sentence, repair_sentence
from reports.demands.text import demand_sentence
from reports.disclosure.masking import Table
from reports.language.words import is_few
from reports.staff.tables import dismissed
from scenarios.solve import Answer
from scenarios.studies.repairs import RepairRecord


def table(answer: Answer, language: str) -> pd.DataFrame:
    """One row per demand, held against the plan.

    `bound` and `slack` are in the unit `measured_in` (blank: yes or no); `met` and `slack` are
    blank when there is no plan to hold the demand against.
    """
    results = answer.solution.demands
    numbers = {q for q, d in answer.instance.demands.items() if KINDS[d.kind].unit is not YES_OR_NO}
    return pd.DataFrame(
        [
            {
                "demand": q,
                "sentence": demand_sentence(demand, language),
                "owner": demand.owner.of(language),
                "active": demand.active,
                "negotiable": demand.negotiable,
                "met": results[q].met if q in results else None,
                "bound": demand.bound if q in numbers else None,
                "slack": results[q].slack if q in results and q in numbers else None,
                "quantity": KINDS[demand.kind].unit,
                "measured_in": KINDS[demand.kind].unit.name.of(language),
                "kind": demand.kind,
            }
            for q, demand in answer.instance.demands.items()
        ],
        columns=["demand", "sentence", "owner", "active", "negotiable", "met", "bound", "slack",
                 "quantity", "measured_in", "kind"],
    )  # fmt: skip


def tells_few(answer: Answer, kind: str, bound: float, slack: float) -> bool:
    """Whether the slack of a demand that counts people tells of one to four, or of the rest."""
    if not KINDS[kind].unit.counts_people:
        return False
    counted = bound - slack
    return is_few(counted) or is_few(dismissed(answer)[0] - counted)


def repairs(repaired: Sequence[RepairRecord], language: str) -> Table:
    """One row for each repair, in the order in which they were chosen."""
    rows = [
        {
            "clashed": "\n".join(
                conflict_sentence(each.demands, c, language) for c in each.conflicts
            ),
            "chosen": repair_sentence(each.demands, each.changes, language),
        }
        for each in repaired
    ]
    columns = ["clashed", "chosen"]
    return Table(pd.DataFrame(rows, columns=columns), columns)
