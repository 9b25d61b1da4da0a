"""How the saving comes about: by people who leave, move or retrain, by running costs and the rest.

Beside reports.economy.bridge, which tells it by measure. In 1,000 kr., positive when it saves.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from model.solution import Money
from model.staff.flows import fixed_costs, given_up, leavers
from model.timing import before_leaving, before_retrained, before_start, before_vacancy
from reports.money import economy
from reports.money.target import after, claim
from scenarios.solve import Answer

STAFF_WAYS = ("attrition", "hours", "dismissals", "moves", "retraining", "along", "hired")
WAYS = (*STAFF_WAYS, "running", "fixed", "transfers", "elsewhere", "tax")


def table(answer: Answer) -> pd.DataFrame:
    """One row per way and year: `way`, `year`, `saving`; the rows of a year add up to its saving.

    Each way counts in the claim's basis, view and categories.
    """
    rows = [
        {"way": way, "year": year, "saving": saved}
        for year in answer.instance.years
        for way, saved in _ways(answer, year).items()
    ]
    return pd.DataFrame(rows, columns=["way", "year", "saving"])


def _ways(answer: Answer, year: int) -> dict[str, float]:
    saved = dict.fromkeys(WAYS, 0.0)
    for way, _unit, s, fte, part in staff_flows(answer, year):
        if _counted(answer, answer.instance.staff_groups[s].account):
            saved[way] += answer.instance.staff_groups[s].price * fte * part
    saved["running"], saved["fixed"] = _running(answer, year), _fixed(answer, year)
    lines = economy.lines(answer).set_index(["line", "year"])[f"{claim(answer).basis}_change"]
    for line in ("transfers", "elsewhere", "tax"):
        if line in economy.counted_lines(answer):
            saved[line] = 0.0 - float(lines[line, year])
    return saved


def staff_flows(answer: Answer, year: int) -> Iterator[tuple[str, str, str, float, float]]:
    """Way, unit, staff group, FTE no longer paid (negative: paid more), and the part of `year`."""
    plan, instance = answer.solution.plan or answer.baseline, answer.instance
    first, start = instance.years[0], before_start(instance)
    flows: tuple[tuple[str, Mapping[tuple[str, str, int], float], float, float | None], ...] = (
        ("attrition", leavers(instance, plan), 1, None),
        ("hours", given_up(instance, plan), 1, None),
        ("dismissals", plan.dismissed, 1, None),
        ("moves", plan.moved_out, 1, start),
        ("moves", plan.moved_in, -1, start),
        ("hired", plan.hired, -1, start),
        ("along", {(*i, first): v for i, v in plan.transferred.items()}, 1, start),
    )
    for way, flow, sign, paid in flows:
        for (u, s, x), fte in flow.items():
            before = _paid(answer, way, s, x) if paid is None else paid * (x == first)
            yield way, u, s, sign * fte, _part(before, x, year)
    for (u, s, r, x), fte in plan.retrained.items():
        before = before_retrained(instance, s, r) * (x == first)
        yield "retraining", u, s, fte, _part(before, x, year)
        yield "retraining", u, r, -fte, _part(before, x, year)


def _paid(answer: Answer, way: str, s: str, x: int) -> float:
    """Share of year x that leavers and dismissed of that year are still paid."""
    instance, first = answer.instance, x == answer.instance.years[0]
    if way in ("attrition", "hours"):
        return before_vacancy(instance) if first else 1 / 2
    return before_leaving(instance, instance.staff_groups[s]) if first else 0.0


def _part(paid: float, x: int, year: int) -> float:
    """Part of `year` that a change of year x works."""
    return 1.0 - paid if x == year else float(x < year)


def _counted(answer: Answer, account: str) -> bool:
    return answer.instance.accounts[account].category in claim(answer).categories


def _running(answer: Answer, year: int) -> float:
    """Running costs of the places, less their refund where the claim is net."""
    instance = answer.instance
    accounts = [
        a for a, v in instance.accounts.items() if _counted(answer, a) and v.category != "transfers"
    ]
    gross = sum(
        sign * instance.measures[n].running_cost * places
        for outcome, sign in ((answer.before, 1), (after(answer), -1))
        for (n, _, _, y), places in outcome.realised.items()
        if y == year and instance.measures[n].account in accounts
    )
    if claim(answer).basis == "gross":
        return gross
    nothing = Money(0.0, 0.0)
    refunds = (
        answer.before.money.get((a, year), nothing).refund
        - after(answer).money.get((a, year), nothing).refund
        for a in accounts
    )
    return gross - sum(refunds)


def _fixed(answer: Answer, year: int) -> float:
    """Fixed costs of offers and premises of units."""
    instance, plan = answer.instance, answer.solution.plan or answer.baseline
    first = year == instance.years[0]
    return sum(
        (change.old - change.new) * (1 - change.gone * first)
        for change in fixed_costs(instance, plan)
        if _counted(answer, change.account)
    )
