"""Staff: full-time equivalents by unit and staff group, and how they come and go."""

from collections.abc import Mapping

import pandas as pd

from reports.claim import after
from scenarios.answer import Answer

FLOWS = ("vacated", "hired", "dismissed", "moved_in", "moved_out")


def table(answer: Answer, language: str) -> pd.DataFrame:
    """One row per unit and staff group.

    FTE today and at the end of each year; flows in FTE over the whole horizon; `people`, the
    dismissed counted as persons.
    """
    instance, plan = answer.instance, answer.solution.plan or answer.baseline
    people = after(answer).dismissed_people
    staffed = {*instance.staff_today, *((u, s) for u, s, _ in plan.staff)}
    return pd.DataFrame(
        [
            {
                "unit": u,
                "unit_name": instance.units[u].name.of(language),
                "staff": s,
                "name": instance.staff_groups[s].name.of(language),
                "role": instance.staff_groups[s].role,
                "decided": instance.units[u].status != "fixed",
                "today": today,
                **{f"fte_{y}": plan.staff.get((u, s, y), rest) for y in instance.years},
                **{flow: _total(getattr(plan, flow), u, s) for flow in FLOWS},
                "retrained_in": sum(
                    v for (at, _, to, _), v in plan.retrained.items() if (at, to) == (u, s)
                ),
                "retrained_out": sum(
                    v for (at, of, _, _), v in plan.retrained.items() if (at, of) == (u, s)
                ),
                "transferred": plan.transferred.get((u, s), 0.0),
                "people": _total(people, u, s),
            }
            for u in instance.units
            for s in instance.staff_groups
            if (u, s) in staffed
            for today in (instance.staff_today.get((u, s), 0.0),)
            for rest in (today if instance.units[u].status == "fixed" else 0.0,)
        ]
    )


def by_unit(answer: Answer, language: str) -> pd.DataFrame:
    """FTE by unit today and in the last year, units whose staff the plan decides."""
    rows = table(answer, language)
    last = f"fte_{answer.instance.settings.last_year}"
    rows = rows[rows["decided"]].rename(columns={last: "after"})
    return rows.groupby(["unit", "unit_name"], sort=False, as_index=False)[["today", "after"]].sum()


def dismissed(answer: Answer) -> tuple[float, float]:
    """People dismissed over the whole horizon: all, and of these in flexjobs."""
    people = after(answer).dismissed_people
    groups = answer.instance.staff_groups
    flexjob = sum(v for (_, s, _), v in people.items() if groups[s].role == "flexjob")
    return float(sum(people.values())), float(flexjob)


def not_replaced(answer: Answer) -> float:
    """FTE of leavers not replaced over the whole horizon."""
    plan = answer.solution.plan
    return float(sum(plan.vacated.values())) if plan else 0.0


def _total(flow: Mapping[tuple[str, str, int], float], unit: str, staff: str) -> float:
    return sum(v for (u, s, _), v in flow.items() if (u, s) == (unit, staff))
