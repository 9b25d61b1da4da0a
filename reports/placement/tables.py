"""Positions placed in the structure of a plan: frames of counts and what they say.

Nothing here tells of a single position without a place: how many there are in a unit and staff
group is the finding, who it is is chosen by people, by objective criteria, outside the tool.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from model.placement.place import FLOW_KINDS, Alternative, Placement, flows, totals_by_way
from model.placement.problem import CRITERIA
from reports.disclosure.masking import Table
from scenarios.solve import Answer
from scenarios.studies.placement import rounding_gaps

COUNTS = ("positions", *(f"n_{way}" for way in FLOW_KINDS))
COUNTS_BOUND = dict.fromkeys(COUNTS, 1.0) | {"positions": -1.0}  # it is the sum of the others


def table(answer: Answer, placement: Placement, language: str) -> pd.DataFrame:
    """One row per flow: from unit and staff group to unit and staff group, way, positions."""
    units, groups = answer.instance.units, answer.instance.staff_groups
    return pd.DataFrame(
        [
            {
                "unit": flow.of[0],
                "unit_name": units[flow.of[0]].name.of(language),
                "staff": flow.of[1],
                "name": groups[flow.of[1]].name.of(language),
                "fate": flow.way,
                "to_unit": units[flow.to[0]].name.of(language) if flow.to else None,
                "to_name": groups[flow.to[1]].name.of(language) if flow.to else None,
                "positions": n,
            }
            for flow, n in flows(placement).items()
        ]
    )


def by_unit(answer: Answer, placement: Placement, language: str) -> pd.DataFrame:
    """Positions of each unit today by what becomes of them, those of COUNTS each once."""
    rows = table(answer, placement, language)
    return _in_order(answer, _count_by_way(rows, ["unit", "unit_name"]))


def units(answer: Answer, placement: Placement, language: str) -> Table:
    """Positions of each unit today by what becomes of them, to be shown."""
    frame = by_unit(answer, placement, language)
    return Table(frame, ["unit_name", *COUNTS], sums=[COUNTS_BOUND])


def by_staff(answer: Answer, placement: Placement, language: str) -> pd.DataFrame:
    """Positions of each unit and staff group today by what becomes of them."""
    rows = table(answer, placement, language)
    return _in_order(answer, _count_by_way(rows, ["unit", "unit_name", "staff", "name"]))


def rounding_table(answer: Answer, placement: Placement, language: str) -> pd.DataFrame:
    """Where whole positions miss the plan's FTE, the most first."""
    units, groups = answer.instance.units, answer.instance.staff_groups
    lines = sorted(rounding_gaps(answer, placement), key=lambda fit: -abs(fit.difference))
    return pd.DataFrame(
        [
            (units[fit.unit].name.of(language), groups[fit.staff].name.of(language), fit.plan,
             fit.whole, fit.difference, fit.placed, fit.unfilled)
            for fit in lines
        ],
        columns=["unit_name", "name", "fte_plan", "fte_whole", "difference_fte", "placed",
                 "unfilled"],
    )  # fmt: skip


def choices(answer: Answer, found: Sequence[Alternative], language: str) -> pd.DataFrame:
    """Places of one position, with what all lose by each: people, moves, retrainings, distance."""
    units, groups = answer.instance.units, answer.instance.staff_groups
    return pd.DataFrame(
        [
            {
                "to_unit": units[each.where[0]].name.of(language),
                "to_name": groups[each.where[1]].name.of(language),
                **{
                    f"more_{criterion}": n
                    for criterion, n in zip(CRITERIA, each.price, strict=True)
                    if criterion != "changes"  # moves and retrainings say it
                },
            }
            for each in found
        ]
    )


def _in_order(answer: Answer, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order that the data have their units in."""
    order = {u: at for at, u in enumerate(answer.instance.units)}
    return rows.sort_values(
        "unit", key=lambda units: units.map(order), kind="stable", ignore_index=True
    )


def _count_by_way(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    wide = rows.pivot_table(
        index=keys, columns="fate", values="positions", aggfunc="sum", fill_value=0, sort=False
    )
    wide = wide.reindex(columns=list(FLOW_KINDS), fill_value=0).astype(int).add_prefix("n_")
    wide.insert(0, "positions", wide.sum(axis=1))
    wide.columns.name = None
    return wide.reset_index()


def as_json(answer: Answer, placement: Placement) -> dict[str, Any]:
    """What `place` prints: counts of positions, unmasked.

    `moved` has those who go along to another administration, `along`, among them; without an
    answer the counts are null.
    """
    solved = placement.numbers is not None
    nothing = dict.fromkeys(("positions", *FLOW_KINDS))
    units = dict.fromkeys(p.unit for p in answer.instance.positions.values())
    return {
        "scenario": answer.scenario.id,
        "plan_id": answer.plan_id,
        "year": placement.year,
        **(totals_by_way(placement) if solved else nothing),
        "by_unit": {u: totals_by_way(placement, u) for u in units} if solved else {},
        "apart": [
            {**fit._asdict(), "difference": fit.difference}
            for fit in (rounding_gaps(answer, placement) if solved else ())
        ],
        "steps": [step._asdict() for step in placement.steps],
        "method": placement.method,
        "termination": placement.termination,
        "gap": placement.gap,
        "seconds": placement.seconds,
    }
