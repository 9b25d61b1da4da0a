"""Section 13 of docs/formulation.md: robust plans, with a row for each future."""

from collections.abc import Sequence

from second.arrays import Sum, total
from second.base import Base
from second.criteria import CRITERIA
from second.effects import exits_of_measures, in_work_of_people

FOLLOWS = ("extra_exits", "in_work")


def value(b: Base, future: Base, k: int) -> Sum:
    """(13.1) People in work in a future, whose exits and people in work are columns of their own.

    The future has the columns of `b` in the same order.
    """
    own = {}
    for (name, index), column in future.problem.columns.items():
        if name in FOLLOWS:
            b.problem.add(f"{name} in {k}", [index], free=True)
            own[column] = b.problem.columns[f"{name} in {k}", index]

    def renamed(row: Sum) -> Sum:
        return Sum(row.constant, {own.get(j, j): rate for j, rate in row.rates.items()})

    before = len(future.problem.rows)
    exits_of_measures(future)
    in_work_of_people(future)
    for row, equation in future.problem.rows[before:]:
        b.problem.rows.append((renamed(row), equation))
    return renamed(CRITERIA["in_work"](future))


def least_regret(b: Base, values: Sequence[Sum], hindsight: Sequence[float]) -> Sum:
    """(13.3)"""
    b.problem.add("regret", ["all"], free=True)
    for each, best in zip(values, hindsight, strict=True):
        b.problem.at_least(b.problem.get("regret", "all") + each, best)
    return -b.problem.get("regret", "all")


def worst_share(b: Base, values: Sequence[Sum], beta: float, weight: float) -> Sum:
    """(13.4), as Rockafellar and Uryasev write it."""
    b.problem.add("threshold", ["all"], free=True)
    b.problem.add("short", range(len(values)))
    threshold = b.problem.get("threshold", "all")
    short = [b.problem.get("short", k) for k in range(len(values))]
    for each, by in zip(values, short, strict=True):
        b.problem.at_least(by, threshold - each)
    tail = threshold - total(short) * (1.0 / (len(values) * (1.0 - beta)))
    return total(values) * ((1.0 - weight) / len(values)) + tail * weight


def budget_of_factors(b: Base, nominal: Sum, ends: Sequence[tuple[Sum, Sum]], budget: float) -> Sum:
    """(13.5), as Bertsimas and Sim write it."""
    b.problem.add("each", ["all"])
    b.problem.add("beyond", range(len(ends)))
    each, beyond = (b.problem.get("each", "all"), range(len(ends)))
    for j, both in enumerate(ends):
        for end in both:
            b.problem.at_least(each + b.problem.get("beyond", j), nominal - end)
    return nominal - each * budget - total(b.problem.get("beyond", j) for j in beyond)
