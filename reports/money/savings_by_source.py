"""How the saving comes about: by people who leave, move or retrain, by running costs and the rest.

Beside reports.economy.bridge, which tells it by measure. In 1,000 kr., positive when it saves.
"""

import pandas as pd

from model.solution import Money
from model.staff.flows import fixed_costs, staff_flows
from reports.money import economy
from reports.money.target import after, claim
from scenarios.solve import Answer

WAY_OF = {  # kind of staff flow -> way
    "vacated": "attrition",
    "given_up": "hours",
    "dismissed": "dismissals",
    "moved_out": "moves",
    "moved_in": "moves",
    "retrained_out": "retraining",
    "retrained_in": "retraining",
    "transferred": "along",
    "hired": "hired",
}
WAYS = (*dict.fromkeys(WAY_OF.values()), "running", "fixed", "transfers", "elsewhere", "tax")


def saving_by_way(answer: Answer) -> pd.DataFrame:
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
    for flow in staff_flows(answer.instance, answer.solution.plan or answer.baseline):
        group = answer.instance.staff_groups[flow.staff]
        if _counted(answer, group.account):
            saved[WAY_OF[flow.kind]] += group.price * flow.unpaid(year)
    saved["running"], saved["fixed"] = _running(answer, year), _fixed(answer, year)
    lines = economy.lines(answer).set_index(["line", "year"])[f"{claim(answer).basis}_change"]
    for line in ("transfers", "elsewhere", "tax"):
        if line in economy.counted_lines(answer):
            saved[line] = 0.0 - float(lines[line, year])
    return saved


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
