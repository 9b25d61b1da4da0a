"""People in tables: in work and out of it, staff who come and go, caseload, price of a person."""

from typing import Any

import pandas as pd

from locales import translator
from reports.answer import people
from reports.disclosure.masking import Table
from reports.language.words import is_few
from reports.money.target import after
from reports.staff.tables import dismissed
from scenarios.solve import Answer

IN_WORK = {"brought": 1.0, "out": -1.0, "net": -1.0}  # bound in every row
DISMISSED = {"people": 1.0, "in_flexjobs": -1.0, "other_staff": -1.0}


def in_work(answer: Answer, language: str) -> Table:
    """Exits and people in work by year, the mean of the years that count as the last row.

    Where few are dismissed, nothing is told that would give their number away.
    """
    data, extra = answer.instance, after(answer).extra_exits
    vulnerable, each = people.vulnerable_by_year(answer), people.in_work(answer)
    rows: list[dict[str, Any]] = [
        {
            "period": y,
            "extra": sum(extra[g, y] for g in data.groups),
            "brought": each[y].gross,
            "out": each[y].out,
            "net": each[y].net,
            "extra_vulnerable": vulnerable[y]["exits"],
            "net_vulnerable": vulnerable[y]["in_work"],
        }
        for y in data.years
    ]
    frame = pd.DataFrame(rows)
    counted = frame[frame["period"].isin(data.in_work_years)]
    mean = {"period": _mean(data.in_work_years, language), **counted.drop(columns="period").mean()}
    frame = pd.concat([frame, pd.DataFrame([mean])], ignore_index=True)
    few = is_few(dismissed(answer)[0])
    secret = frozenset((at, c) for at in range(len(frame)) for c in ("brought", "out") if few)
    columns = [str(name) for name in frame]
    return Table(frame, columns, frozenset({len(rows)}), sums=[IN_WORK], secret=secret)


def _mean(years: tuple[int, ...], language: str) -> str:
    _ = translator(language)
    return _("Mean of {years}").format(years=people.span(years))


def staff(answer: Answer, language: str) -> Table:
    """Who is hired, dismissed and without work, by year and in all."""
    _ = translator(language)
    rows = [_staff_in(answer, y) for y in answer.instance.years]
    frame = pd.DataFrame(rows)
    added = ["hired", *DISMISSED]
    total = {"period": _("All years"), **frame[added].sum()}
    frame = pd.concat([frame, pd.DataFrame([total])], ignore_index=True)
    block, last = [[*range(len(frame))]], len(rows)
    known = frozenset((last, column) for column in added)
    columns = [str(name) for name in frame]
    return Table(frame, columns, frozenset({last}), block, [DISMISSED], known=known)


def _staff_in(answer: Answer, y: int) -> dict[str, Any]:
    plan, outcome, groups = answer.solution.plan, after(answer), answer.instance.staff_groups
    out = {i: n for i, n in outcome.dismissed_people.items() if i[2] == y}
    flexjob = sum(n for (_, s, _), n in out.items() if groups[s].role == "flexjob")
    idle = {i: fte for i, fte in outcome.idle.items() if i[2] == y}
    return {
        "period": y,
        "hired": sum(fte for (_, _, x), fte in (plan.hired if plan else {}).items() if x == y),
        "people": sum(out.values()),
        "in_flexjobs": flexjob,
        "other_staff": sum(out.values()) - flexjob,
        "idle": sum(idle.values()),
        "idle_cost": sum(fte * groups[s].price for (_, s, _), fte in idle.items()),
    }


def caseload(answer: Answer, language: str) -> Table:
    """Citizens per full-time caseworker by target group, today and in the last year.

    Where that changes, with what it gives: as expected, and at the low end of its effect.
    """
    today, later = people.caseload(answer, answer.baseline), people.caseload(answer)
    frame = pd.DataFrame(
        [
            (g, group.name.of(language), today.get(g), later.get(g))
            for g, group in answer.instance.groups.items()
            if g in today or g in later
        ],
        columns=["group", "name", "caseload_before", "caseload_after"],
    )
    if found := people.casework(answer):
        for column, end in (("casework_exits", "exits"), ("casework_exits_low", "low")):
            given = {g: getattr(each, end) for g, each in found.items()}
            frame[column] = [given.get(g) for g in frame["group"]]
    return Table(frame, [str(name) for name in frame])


def prices(answer: Answer, language: str, last_million: float | None = None) -> Table:
    """What an extra exit costs by each measure that grows, cheapest first; last, the million."""
    _, measures = translator(language), answer.instance.measures
    rows: list[dict[str, Any]] = [
        {
            "measure": m,
            "name": measures[m].name.of(language),
            "more_places": each.places,
            "gained_exits": each.exits,
            "exit_price": each.price,
        }
        for m, each in sorted(people.grown(answer).items(), key=lambda item: item[1].price)
    ]
    strong: frozenset[int] = frozenset()
    if last_million is not None:
        strong = frozenset({len(rows)})
        rows.append({"name": _("The last million saved"), "exit_price": last_million})
    columns = ["measure", "name", "more_places", "gained_exits", "exit_price"]
    return Table(pd.DataFrame(rows, columns=columns), columns, strong)
