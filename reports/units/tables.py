"""The organisation before and after: units, the groups they are responsible for, and who moves."""

from collections.abc import Sequence

import pandas as pd

from locales import counter, number, translator
from model.plan import Plan
from reports.language import words
from reports.money.target import after, full_year
from scenarios.main_groups import main_names
from scenarios.solve import Answer

SHARE = 0.005  # of an offer; less is not told
STATUSES = {  # was a unit, is one in the plan
    (True, True): "open",
    (True, False): "closed",
    (False, True): "opened",
}


def statuses(answer: Answer) -> dict[str, str]:
    """Open, closed or opened, for units that are there today or in the plan."""
    plan = _plan(answer)
    return {
        u: STATUSES[u in answer.baseline.unit_is_open, u in plan.unit_is_open]
        for u in answer.instance.units
        if u in answer.baseline.unit_is_open | plan.unit_is_open
    }


def table(answer: Answer, language: str) -> pd.DataFrame:
    """One row per unit whose staff is decided: status, groups, measures and FTE, both times."""
    data, plan, year = answer.instance, _plan(answer), full_year(answer)
    return pd.DataFrame(
        [
            {
                "unit": u,
                "unit_name": data.units[u].name.of(language),
                "unit_status": status,
                "serves_before": _groups(answer, answer.baseline, u, language),
                "serves_after": _groups(answer, plan, u, language),
                "runs_before": _measures(answer.baseline, u, year),
                "runs_after": _measures(plan, u, year),
                "today": _staff(answer.baseline, u, year),
                "fte_plan": _staff(plan, u, year),
            }
            for u, status in statuses(answer).items()
            if u in data.decided_units
        ]
    )


def flows(answer: Answer, language: str) -> pd.DataFrame:
    """One row per main group and responsible unit: where it belongs today and in the plan."""
    data, plan = answer.instance, _plan(answer)
    before, later = dict(answer.baseline.serves), dict(plan.serves)  # unit by target group
    rows: dict[tuple[str, str, str], list[str]] = {}
    for g, group in data.groups.items():
        rows.setdefault((group.main, before[g], later[g]), []).append(g)
    return pd.DataFrame(
        [
            {
                "main": main,
                "name": "; ".join(map(words.plain, _names(answer, groups, language))),
                "belongs": data.units[u].name.of(language),
                "moves_to": data.units[v].name.of(language),
                "before": u,
                "later": v,
                "persons": sum(data.groups[g].persons for g in groups),
            }
            for (main, u, v), groups in rows.items()
        ]
    )


def moves(answer: Answer, language: str) -> pd.DataFrame:
    """One row per offer that another unit takes over: from where, to where, how much of it."""
    data = answer.instance
    return pd.DataFrame(
        [
            (
                n,
                data.measures[n].name.of(language),
                data.units[u].name.of(language),
                data.units[v].name.of(language),
                share,
                share * (data.offers[n, u].move_cost or 0.0),
            )
            for (n, u, v), share in sorted(_plan(answer).relocated.items())
            if share > SHARE
        ],
        columns=["measure", "name", "belongs", "moves_to", "share", "move_price"],
    )


def as_json(answer: Answer) -> dict[str, object]:
    """`units` with status and groups, and `handovers` in places a year; nothing without a plan."""
    if answer.solution.outcome is None:
        return {"units": {}, "handovers": {}}
    unit_of = dict(_plan(answer).serves)
    return {
        "units": {
            u: {"status": status, "groups": [g for g in answer.instance.groups if unit_of[g] == u]}
            for u, status in statuses(answer).items()
        },
        "handovers": {str(y): float(v) for y, v in answer.solution.outcome.handovers.items()},
    }


def message(answer: Answer, language: str) -> str:
    """How many citizens get another responsible unit, and what becomes of the units."""
    _, ngettext = translator(language), counter(language)
    found = list(statuses(answer).values())
    rows = flows(answer, language)
    moved = float(rows.loc[rows["before"] != rows["later"], "persons"].sum())
    n = number(moved, 0, language)
    told = ngettext(
        "{n} citizen gets another responsible unit; units that close: {closed}, new ones: {new}",
        "{n} citizens get another responsible unit; units that close: {closed}, new ones: {new}",
        n,
    )
    if not moved:
        told = _("Everybody keeps their responsible unit; units that close: {closed}")
    return told.format(n=n, closed=found.count("closed"), new=found.count("opened"))


def handover_sentence(answer: Answer, language: str) -> str:
    """Handovers and what the change of structure costs once."""
    _ = translator(language)
    year = full_year(answer)
    moved = moves(answer, language)
    told = _(
        "Places where another unit than the responsible one meets the citizen: {before} today, "
        "{later} in {year}."
    ).format(
        before=number(answer.before.handovers[year], 0, language),
        later=number(after(answer).handovers[year], 0, language),
        year=year,
    )
    if moved.empty:
        return told
    cost = _("Offers that move to another unit: {n}, which costs {cost} once.").format(
        n=len(moved.drop_duplicates(["measure", "belongs"])),
        cost=words.thousands(float(moved["move_price"].sum()), language),
    )
    return f"{told} {cost}"


def _plan(answer: Answer) -> Plan:
    return answer.solution.plan or answer.baseline


def _names(answer: Answer, groups: Sequence[str], language: str) -> list[str]:
    """What groups are called: a main group that is whole among them by its name."""
    known, mains = answer.instance.groups, main_names(answer.instance)
    torn = {known[g].main for g in known if g not in groups}
    names = (known[g].name if known[g].main in torn else mains[known[g].main] for g in groups)
    return [name.of(language) for name in dict.fromkeys(names)]


def _groups(answer: Answer, plan: Plan, unit: str, language: str) -> str:
    here = [g for g in answer.instance.groups if (g, unit) in plan.serves]
    return ", ".join(map(words.short, _names(answer, here, language)))


def _measures(plan: Plan, unit: str, year: int) -> int:
    return len(
        {n for (n, u, _, y), v in plan.places.items() if (u, y) == (unit, year) and v > SHARE}
    )


def _staff(plan: Plan, unit: str, year: int) -> float:
    return sum(v for (u, _, y), v in plan.staff.items() if (u, y) == (unit, year))
