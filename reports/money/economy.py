"""Money: by account and year, what counts towards the target, and where it comes from.

A saving comes about by measure (`bridge`) and by what becomes of staff (`saving_by_way`).

All amounts in 1,000 kr. Costs are positive; in a change minus means less expense.
"""

import pandas as pd

from model.demand import View
from model.instance import Instance
from model.plan import CHANGES, Plan
from model.solution import CATEGORIES as COUNTED
from model.solution import Money, Outcome
from model.staff.flows import fixed_costs, staff_flows
from reports.measures import statuses
from reports.money.target import after, savings_target
from reports.once import frame_once
from scenarios.solve import Answer

CATEGORIES = COUNTED["all"]
LINES = (*CATEGORIES, "elsewhere", "one_off", "tax")
MOMENTS = ("before", "change", "after")
SIDES = ("gross", "refund", "net")
AMOUNTS = tuple(f"{side}_{moment}" for moment in MOMENTS for side in SIDES)
SOURCE_OF = {  # kind of staff flow -> source
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
SOURCES = (*dict.fromkeys(SOURCE_OF.values()), "running", "fixed", "transfers", "elsewhere", "tax")


def accounts(answer: Answer, language: str) -> pd.DataFrame:
    """One row per account and year: gross, refund and net, before, change and after."""
    return pd.DataFrame(
        [
            {
                "account": a,
                "name": account.name.of(language),
                "category": account.category,
                "year": year,
                **_amounts(_money(answer.before, a, year), _money(after(answer), a, year)),
            }
            for a, account in answer.instance.accounts.items()
            for year in answer.instance.years
        ],
        columns=["account", "name", "category", "year", *AMOUNTS],
    )


@frame_once
def lines(answer: Answer) -> pd.DataFrame:
    """What stands under the accounts, one row per line and year.

    The lines: each category, what other administrations take over, one-off costs, and tax
    (a gain is negative).
    """
    rows = [
        {"line": line, "year": year, **_amounts(_line(answer.before, answer, line, year),
                                                _line(after(answer), answer, line, year))}
        for line in LINES
        for year in answer.instance.years
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["line", "year", *AMOUNTS])


@frame_once
def target_by_year(answer: Answer) -> pd.DataFrame:
    """The target, one row per year: `amount`, `saving`, `change`.

    The amount demanded (blank in years without a demand), what is closed, and -saving, the
    sum of the lines that count.
    """
    wanted = savings_target(answer)
    rows = lines(answer)
    counted = rows[rows["line"].isin(counted_lines(answer))]
    change = counted.groupby("year")[f"{wanted.basis}_change"].sum()
    return pd.DataFrame(
        [
            {
                "year": year,
                "amount": demanded_amount(answer) if year in wanted.years else None,
                "saving": 0.0 - float(change[year]),
                "change": float(change[year]),
            }
            for year in answer.instance.years
        ]
    )


def counted_lines(answer: Answer, view: View | None = None) -> tuple[str, ...]:
    """The lines that count towards the target, in its own view or in another."""
    wanted = savings_target(answer)
    elsewhere = ("elsewhere",) if (view or wanted.view) == "municipality" else ()
    return (*wanted.categories, *elsewhere, *(("tax",) if wanted.counts == "all" else ()))


def demanded_amount(answer: Answer) -> float | None:
    """Amount in tkr a year that the scenario must close; None when it asks for no saving."""
    demand = savings_target(answer).demand
    return demand.bound if demand else None


@frame_once
def savings(answer: Answer) -> pd.DataFrame:
    """Saving by category and year in the target's basis, and whether the category counts."""
    wanted = savings_target(answer)
    rows = lines(answer)
    rows = rows[rows["line"].isin(CATEGORIES)]
    return pd.DataFrame(
        {
            "category": rows["line"],
            "year": rows["year"],
            "saving": 0.0 - rows[f"{wanted.basis}_change"],
            "counts": rows["line"].isin(wanted.categories),
        }
    ).reset_index(drop=True)


def saved_by_category(answer: Answer) -> dict[str, float]:
    """tkr saved in the last year on service, running costs and transfers, as the target counts."""
    rows = savings(answer)
    rows = rows[rows["year"] == answer.instance.settings.last_year]
    return {str(c): float(tkr) for c, tkr in zip(rows["category"], rows["saving"], strict=True)}


@frame_once
def bridge(answer: Answer) -> pd.DataFrame:
    """Where the target's saving of the last year comes from: `source`, `saving`.

    Measures by what happens to them, then everything else (staff, leaders and premises
    beyond the measures' own hours, other administrations, tax). The rows add up to the saving.
    """
    year, basis = answer.instance.settings.last_year, savings_target(answer).basis
    saved = dict.fromkeys(CHANGES, 0.0)
    for m, status in statuses(answer).items():
        saved[status] += _side(answer.before.measure_cost.get((m, year)), basis)
        saved[status] -= _side(after(answer).measure_cost.get((m, year)), basis)
    table = target_by_year(answer).set_index("year")
    total = float(table["saving"][year])
    rows = [*saved.items(), ("other", total - sum(saved.values()))]
    return pd.DataFrame(rows, columns=["source", "saving"])


def _money(outcome: Outcome, account: str, year: int) -> Money:
    return outcome.money.get((account, year), Money(0.0, 0.0))


def _line(outcome: Outcome, answer: Answer, line: str, year: int) -> Money:
    if line == "elsewhere":
        return outcome.elsewhere.get(year, Money(0.0, 0.0))
    if line == "one_off":
        return Money(outcome.one_off.get(year, 0.0), 0.0)
    if line == "tax":
        return Money(0.0 - outcome.tax.get(year, 0.0), 0.0)
    rows = [
        _money(outcome, a, year) for a, v in answer.instance.accounts.items() if v.category == line
    ]
    return Money(sum(m.gross for m in rows), sum(m.refund for m in rows))


def _side(money: Money | None, side: str) -> float:
    return float(getattr(money, side)) if money else 0.0


def _amounts(before: Money, later: Money) -> dict[str, float]:
    change = Money(later.gross - before.gross, later.refund - before.refund)
    return {
        f"{side}_{moment}": _side(money, side)
        for moment, money in zip(MOMENTS, (before, change, later), strict=True)
        for side in SIDES
    }


def savings_by_source(answer: Answer) -> pd.DataFrame:
    """One row per source (`way`) and `year`: `saving`, which adds up to that of the year.

    Each way counts in the target's basis, view and categories.
    """
    rows = [
        {"way": way, "year": year, "saving": saved}
        for year in answer.instance.years
        for way, saved in _by_source(answer, year).items()
    ]
    return pd.DataFrame(rows, columns=["way", "year", "saving"])


def _by_source(answer: Answer, year: int) -> dict[str, float]:
    saved = dict.fromkeys(SOURCES, 0.0)
    for flow in staff_flows(answer.instance, answer.solution.plan or answer.baseline):
        group = answer.instance.in_year(year).staff_groups[flow.staff]
        if _counted(answer, group.account):
            saved[SOURCE_OF[flow.kind]] += group.price * flow.unpaid(year)
    saved["running"], saved["fixed"] = _running(answer, year), _fixed(answer, year)
    changes = lines(answer).set_index(["line", "year"])[f"{savings_target(answer).basis}_change"]
    for line in ("transfers", "elsewhere", "tax"):
        if line in counted_lines(answer):
            saved[line] = 0.0 - float(changes[line, year])
    return saved


def _counted(answer: Answer, account: str) -> bool:
    return answer.instance.accounts[account].category in savings_target(answer).categories


def _running(answer: Answer, year: int) -> float:
    """Running costs of the places, less their refund where the target is net."""
    data, plan = answer.instance, answer.solution.plan or answer.baseline
    accounts = [
        a for a, v in data.accounts.items() if _counted(answer, a) and v.category != "transfers"
    ]
    before = _bought(data, answer.baseline, answer.before, year)
    later = _bought(data, plan, after(answer), year)
    gross = sum(
        measure.running_cost * (before[n] - later[n])
        for n, measure in data.in_year(year).measures.items()
        if measure.account in accounts
    )
    if savings_target(answer).basis == "gross":
        return gross
    nothing = Money(0.0, 0.0)
    refunds = (
        answer.before.money.get((a, year), nothing).refund
        - after(answer).money.get((a, year), nothing).refund
        for a in accounts
    )
    return gross - sum(refunds)


def _bought(data: Instance, plan: Plan, outcome: Outcome, year: int) -> dict[str, float]:
    """Places of each measure that a year pays for: those used, and those of contracts left idle."""
    places = dict.fromkeys(data.measures, 0.0)
    for (n, _, _, y), used in outcome.realised.items():
        places[n] += used * (y == year)
    for (c, y), unused in plan.unused.items():
        places[data.contracts[c].measure] += unused * data.bound_until[c, y] * (y == year)
    return places


def _fixed(answer: Answer, year: int) -> float:
    instance, plan = answer.instance, answer.solution.plan or answer.baseline
    first = year == instance.years[0]
    return sum(
        (change.old - change.new) * (1 - change.gone * first)
        for change in fixed_costs(instance.in_year(year), plan)
        if _counted(answer, change.account)
    )
