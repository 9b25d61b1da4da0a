"""Staff: full-time equivalents by unit and staff group, and how they come and go."""

from collections import defaultdict

import pandas as pd

from model.staff.flows import KINDS, staff_flows
from model.timing import notices, severance
from reports.disclosure.masking import Table
from reports.money.target import after
from scenarios.solve import Answer

INTO = {"hired": 1.0, "moved_in": 1.0, "retrained_in": 1.0}
OUT_OF = ("moved_out", "retrained_out", "vacated", "given_up", "transferred", "dismissed")
SHOWN = 0.05  # FTE: fewer are none to one decimal
Flows = defaultdict[tuple[str, str, str], float]  # FTE over all years by unit, staff group, kind


def table(answer: Answer, language: str) -> pd.DataFrame:
    """One row per unit and staff group.

    FTE today and at the end of each year; flows in FTE over the whole horizon; `people`, the
    dismissed counted as persons; `notice`, the average of the group in months; wages saved in the
    first and the last year, and one-off costs, in 1,000 kr.
    """
    plan = answer.solution.plan or answer.baseline
    staffed = {*answer.instance.staff_today, *((u, s) for u, s, _ in plan.staff)}
    flows: Flows = defaultdict(float)
    for flow in staff_flows(answer.instance, plan):
        flows[flow.unit, flow.staff, flow.kind] += flow.fte
    return pd.DataFrame(
        [
            {
                **_posts(answer, u, s, language),
                **{kind: flows[u, s, kind] for kind in KINDS},
                "people": _people(answer, u, s),
                **_money(answer, u, s, flows),
            }
            for u in answer.instance.units
            for s in answer.instance.staff_groups
            if (u, s) in staffed
        ]
    )


def flows_table(answer: Answer, language: str) -> Table:
    """FTE of each unit and staff group by year, and all that comes between, to be shown."""
    years = [f"fte_{year}" for year in answer.instance.years]
    bound = {"today": 1.0, **INTO, **dict.fromkeys(OUT_OF, -1.0), years[-1]: -1.0}
    columns = ["unit_name", "name", "today", *years, *INTO, *OUT_OF, "people"]
    return Table(table(answer, language), columns, sums=[bound])


def idle(answer: Answer, language: str) -> pd.DataFrame:
    """FTE paid without work by unit and staff group in each year, most first."""
    data, found = answer.instance, after(answer).idle
    years = [f"fte_{year}" for year in data.years]
    rows = [
        (data.units[u].name.of(language), data.staff_groups[s].name.of(language),
         *(found.get((u, s, y), 0.0) for y in data.years))
        for u, s in {(u, s): None for u, s, _ in found}
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["unit_name", "name", *years])
    frame = frame[frame[years].max(axis=1) >= SHOWN]
    return frame.sort_values(years[-1], ascending=False, ignore_index=True)


def by_unit(answer: Answer, language: str) -> pd.DataFrame:
    """FTE by unit today and in the last year, units whose staff the plan decides."""
    rows = table(answer, language)
    last = f"fte_{answer.instance.settings.last_year}"
    rows = rows[rows["decided"]].rename(columns={last: "after"})
    return rows.groupby(["unit", "unit_name"], sort=False, as_index=False)[["today", "after"]].sum()


def today(answer: Answer, language: str) -> pd.DataFrame:
    """Staff today by staff group: FTE, those decided by a plan and those fixed, and people."""
    groups = answer.instance.staff_groups
    rows = table(answer, language)
    rows = rows.assign(
        fte_decided=rows["today"] * rows["decided"],
        fte_fixed=rows["today"] * ~rows["decided"],
        employed=[
            fte / groups[s].fte_per_person
            for s, fte in zip(rows["staff"], rows["today"], strict=True)
        ],
    )
    key, sums = ["staff", "name", "role"], ["fte_decided", "fte_fixed", "today", "employed"]
    return rows.groupby(key, sort=False, as_index=False)[sums].sum()


def dismissed(answer: Answer) -> tuple[float, float]:
    """People dismissed over the whole horizon: all, and of these in flexjobs."""
    people = after(answer).dismissed_people
    groups = answer.instance.staff_groups
    flexjob = sum(v for (_, s, _), v in people.items() if groups[s].role == "flexjob")
    return float(sum(people.values())), float(flexjob)


def not_replaced(answer: Answer, unit: str | None = None) -> tuple[float, float]:
    """Leavers not replaced over the whole horizon, of a unit or of all: people, and their FTE."""
    groups, plan = answer.instance.staff_groups, answer.solution.plan or answer.baseline
    left = [
        flow
        for flow in staff_flows(answer.instance, plan)
        if flow.kind in ("vacated", "given_up") and unit in (None, flow.unit)
    ]
    people = sum(flow.fte / groups[flow.staff].fte_per_person for flow in left)
    return people, sum(flow.fte for flow in left)


def _posts(answer: Answer, unit: str, staff: str, language: str) -> dict[str, object]:
    """Who they are, and their FTE today and year by year; a plan names no posts that are gone."""
    instance, plan = answer.instance, answer.solution.plan or answer.baseline
    today = instance.staff_today.get((unit, staff), 0.0)
    decided = instance.units[unit].status != "fixed"
    rest = 0.0 if decided else today
    return {
        "unit": unit,
        "unit_name": instance.units[unit].name.of(language),
        "staff": staff,
        "name": instance.staff_groups[staff].name.of(language),
        "role": instance.staff_groups[staff].role,
        "decided": decided,
        "today": today,
        **{f"fte_{y}": plan.staff.get((unit, staff, y), rest) for y in instance.years},
    }


def _people(answer: Answer, unit: str, staff: str) -> float:
    people = after(answer).dismissed_people
    return sum(v for (u, s, _), v in people.items() if (u, s) == (unit, staff))


def _money(answer: Answer, unit: str, staff: str, flows: Flows) -> dict[str, float]:
    """Notice in months, wages saved in the first and last year, and one-off costs."""
    instance, plan = answer.instance, answer.solution.plan or answer.baseline
    group = instance.staff_groups[staff]
    saved = {
        year: group.price
        * (answer.before.paid.get((unit, staff, year), 0.0)
           - after(answer).paid.get((unit, staff, year), 0.0))
        for year in (instance.years[0], instance.years[-1])
    }  # fmt: skip
    once = severance(instance, group) * flows[unit, staff, "dismissed"]
    once += instance.settings.move_cost * flows[unit, staff, "moved_in"]
    for (u, s, r, _year), fte in plan.retrained.items():
        if (u, s) == (unit, staff):
            once += instance.retraining[s, r].cost * fte
    return {
        "notice": sum(share * months for share, months in notices(instance, group)),
        "part_year": saved[instance.years[0]],
        "full_year": saved[instance.years[-1]],
        "one_off": once,
    }
