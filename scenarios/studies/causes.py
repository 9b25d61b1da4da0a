"""Where exits and money come from between two answers: contributions that sum to the difference.

All of the last year, when plans work in full. Each answer is first held against today's practice
on its own data, cause by cause; the difference between the two is the contribution.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model.evaluation.accounts import add_fixed, add_transfers
from model.evaluation.evaluate import casework_exits
from model.evaluation.savings import categories
from model.instance import Instance
from model.plan import Plan
from model.solution import CATEGORIES, Outcome
from model.staff.flows import staff_flows
from scenarios.facts import Terms, terms
from scenarios.solve import Answer

Amounts = dict[tuple[str, str], float]
NONE = 1e-9
CAUSE_OF = {  # kind of staff flow -> cause; moves and retraining are what is left
    "vacated": "attrition",
    "given_up": "attrition",
    "hired": "hiring",
    "dismissed": "dismissal",
    "transferred": "handed_staff",
}


class Contribution(NamedTuple):
    """`key` is a measure for exits, a category for money; `counted` towards the saving or not."""

    cause: str
    key: str
    amount: float
    counted: bool = True


class Side(NamedTuple):
    """A plan or today's practice, to be split in causes."""

    data: Instance
    plan: Plan
    outcome: Outcome
    year: int


def exits(new: Answer, old: Answer) -> tuple[Contribution, ...]:
    """Exits a year more in `new`: by measure, by casework, and where the data themselves differ."""
    after, before = exits_by_cause(new), exits_by_cause(old)
    rows = [
        Contribution(cause, m, after.get((cause, m), 0.0) - before.get((cause, m), 0.0))
        for cause, m in dict.fromkeys((*after, *before))
    ]
    return largest_first(rows)


def exits_by_cause(answer: Answer) -> Amounts:
    """Exits a year more than today of measures and casework; `people` is what comes anyway."""
    data, year, outcome = answer.instance, answer.instance.years[-1], answer.solution.outcome
    plan = answer.solution.plan
    if outcome is None or plan is None:
        raise ValueError("no plan, no contributions")
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (m, g, y), exits in outcome.measure_exits.items():
        if y == year:
            found["measure", m] += data.lasting(m, g) * (
                exits - answer.before.measure_exits[m, g, y]
            )
    worked = casework_exits(data, plan).items()
    found["casework", ""] = sum(
        data.lasting_casework(g) * exits for (g, y), exits in worked if y == year
    )
    people = data.in_year(year).groups.values()
    found["people", ""] = sum(group.persons * group.exit_rate for group in people)
    return dict(found)


def money(new: Answer, old: Answer) -> tuple[Contribution, ...]:
    """tkr a year that `new` saves more, by cause and category; what does not count comes last.

    Those that are counted sum to the difference in saving, in the terms of scenarios/facts.py.
    """
    counted = terms((new, old))
    more: defaultdict[tuple[str, str, bool], float] = defaultdict(float)
    for sign, answer in ((1, new), (-1, old)):
        for (cause, category), amount in savings_by_cause(answer).items():
            key = cause.removesuffix("_refund"), category, counts(counted, cause, category)
            more[key] += sign * amount
    return largest_first(
        Contribution(cause, key, amount, towards) for (cause, key, towards), amount in more.items()
    )


def counts(counted: Terms, cause: str, category: str) -> bool:
    """Whether a cause counts towards a saving in these terms."""
    if counted.basis == "gross" and cause.endswith("refund"):
        return False
    if cause.startswith("elsewhere"):
        return counted.view == "municipality"
    return category in CATEGORIES[counted.counts] or (cause == "tax" and counted.counts == "all")


def largest_first(rows: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """What is counted, the largest first; then the rest."""
    counted = [row for row in rows if abs(row.amount) > NONE]
    return tuple(sorted(counted, key=lambda row: (not row.counted, -abs(row.amount))))


def savings_by_cause(answer: Answer) -> Amounts:
    """tkr that the plan costs less than today's practice in the last year."""
    plan, outcome = answer.solution.plan, answer.solution.outcome
    if plan is None or outcome is None:
        raise ValueError("no plan, no contributions")
    data, year = answer.instance, answer.instance.years[-1]
    after = spent(Side(data, plan, outcome, year))
    before = spent(Side(data, answer.baseline, answer.before, year))
    return {i: before.get(i, 0.0) - after.get(i, 0.0) for i in dict.fromkeys((*before, *after))}


def spent(side: Side) -> Amounts:
    """tkr of a year by cause and category; staff against today's."""
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    kinds = categories(side.data)
    for cause, account, amount in (*bought(side), *employed(side), *benefits(side)):
        found[cause, kinds[account]] += amount
    other = side.outcome.elsewhere[side.year]
    found["elsewhere", "elsewhere"] = other.gross
    found["elsewhere_refund", "elsewhere"] = -other.refund
    found["tax", "tax"] = -side.outcome.tax[side.year]
    return dict(found)


def bought(side: Side) -> Iterator[tuple[str, str, float]]:
    """Running costs of places, fixed costs and premises, and what the state refunds of them."""
    data, year = side.data.in_year(side.year), side.year
    for (m, _, _, y), places in side.outcome.realised.items():
        if y == year:
            yield "running", data.measures[m].account, places * data.measures[m].running_cost
    for (c, y), places in side.plan.unused.items():
        if y == year:
            measure, share = data.measures[data.contracts[c].measure], data.bound_until[c, y]
            yield "running", measure.account, share * places * measure.running_cost
    fixed: defaultdict[tuple[str, int], float] = defaultdict(float)
    add_fixed(data, side.plan, fixed)
    yield from (("premises", a, amount) for (a, y), amount in fixed.items() if y == year)
    refunded = {a: v for cause, a, v in benefits(side) if cause == "transfers_refund"}
    for (a, y), amount in side.outcome.money.items():
        if y == year:
            yield "refund", a, -amount.refund - refunded.get(a, 0.0)


def benefits(side: Side) -> Iterator[tuple[str, str, float]]:
    """Benefits, and what the state refunds of them."""
    gross: defaultdict[tuple[str, int], float] = defaultdict(float)
    refund: defaultdict[tuple[str, int], float] = defaultdict(float)
    add_transfers(side.data, side.plan, side.outcome.extra_exits, gross, refund)
    yield from (("transfers", a, v) for (a, y), v in gross.items() if y == side.year)
    yield from (("transfers_refund", a, -v) for (a, y), v in refund.items() if y == side.year)


def employed(side: Side) -> Iterator[tuple[str, str, float]]:
    """Wages more than today's by why: who leaves, comes, is dismissed, goes along, and moves."""
    more: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (_u, s, y), fte in side.outcome.paid.items():
        more["staff_moves", s] += fte * (y == side.year)
    for (_u, s), fte in side.data.staff_today.items():
        more["staff_moves", s] -= fte
    for flow in staff_flows(side.data, side.plan):
        if cause := CAUSE_OF.get(flow.kind):
            more[cause, flow.staff] -= flow.unpaid(side.year)
            more["staff_moves", flow.staff] += flow.unpaid(side.year)
    for (cause, s), fte in more.items():
        staff = side.data.in_year(side.year).staff_groups[s]
        yield cause, staff.account, fte * staff.price
