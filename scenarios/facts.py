"""An answer as facts that can be held against those of another: demands, plan and outcome.

Facts are keyed by their kind and what they are about. Places, FTE and money are those of the last
year, when the plan works in full; dismissals, and what happens to a measure, those of the whole
horizon.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from model.criteria import criterion_values
from model.demand import Basis, Counts, View
from model.evaluation.savings import NOTHING, categories, target
from model.instance import Instance
from model.plan import change_of
from model.solution import Outcome
from scenarios.scenario import TERMS
from scenarios.solve import Answer

Value = float | str | None
Key = tuple[str, ...]
Facts = dict[tuple[str, Key], Value]
TABLES = (
    "units", "groups", "measures", "effects", "offers", "places_today", "staff_groups",
    "staff_today", "staffing", "retraining", "substitution", "pools", "accounts",
    "refund_classes",
)  # fmt: skip
LEVERS = ("displacement", "tax_share", "effects")
OWN = "own"  # in the place of one number: each row has its own


class Terms(NamedTuple):
    """Which money a saving is counted in."""

    basis: Basis
    view: View
    counts: Counts


def terms(answers: Sequence[Answer]) -> Terms:
    """What the answers must close when they agree on it, else net service and running costs."""
    targets = (target(answer.instance) or NOTHING for answer in answers)
    own = {Terms(q.basis, q.view, q.counts) for q in targets}
    return own.pop() if len(own) == 1 else Terms(NOTHING.basis, NOTHING.view, NOTHING.counts)


def saved(answer: Answer, outcome: Outcome, counted: Terms) -> float:
    """tkr that the last year costs less than today's practice."""
    kinds = categories(answer.instance)
    return outcome.saving(answer.before, answer.instance.years[-1], kinds, *counted)


def demanded(answer: Answer) -> Facts:
    """What is asked: active demands with their terms, locks, levers, order and data."""
    facts: Facts = {}
    for q in answer.instance.demands.values():
        if q.active and not q.id.startswith("LOCK-"):
            facts["demand", (q.id,)] = q.bound
            held = TERMS if q.kind == "saving" else ()
            for name in ("from_year", "to_year", *held):
                facts["term", (q.id, name)] = getattr(q, name)
    for m in answer.instance.measures:
        facts["lock", (m,)] = answer.scenario.locks.get(m, "free")
    for name in LEVERS:
        facts["lever", (name,)] = getattr(answer.instance.settings, name)
    if answer.instance.one_displacement is None:
        facts["lever", ("displacement",)] = OWN
    facts["order", ()] = order(answer)
    return facts | dict(numbers(answer.instance))


def order(answer: Answer) -> str:
    """The criteria in order, with what each may lose to the later ones; "" without a search."""
    if answer.scenario.frozen:
        return ""
    return " > ".join(f"{p.criterion} {p.tolerance:g}" for p in answer.scenario.order)


def numbers(instance: Instance) -> Iterator[tuple[tuple[str, Key], Value]]:
    """Every number of the data by its path (scenarios/apply.py); levers tell the rest."""
    for name, value in cells(instance.settings):
        if name not in LEVERS:
            yield ("data", (f"settings.{name}",)), value
    for table in TABLES:
        for index, row in getattr(instance, table).items():
            path = f"{table}.{index if isinstance(index, str) else '/'.join(index)}"
            for name, value in cells(row):
                yield ("data", (f"{path}.{name}",)), value


def cells(row: Any) -> Iterator[tuple[str, float]]:
    """The numbers of a row; a row that is a number alone is its `value`."""
    if isinstance(row, int | float):
        yield "value", row
        return
    for name in row._fields:
        value = getattr(row, name)
        if isinstance(value, int | float):
            yield name, value


def planned(answer: Answer) -> Facts:
    """What is done: measures, groups, units, staff and money. Nothing without a plan."""
    plan, outcome = answer.solution.plan, answer.solution.outcome
    if plan is None or outcome is None:
        return {}
    year = answer.instance.years[-1]
    return {
        **{("fate", (m,)): change_of(answer.instance, plan, m) for m in answer.instance.measures},
        **totals("measure", plan.places, year, (0,)),
        **{("group", (g,)): v for (g, y), v in outcome.offers.items() if y == year},
        **{
            ("unit_open", (u,)): "open" if u in plan.unit_is_open else "closed"
            for u in answer.instance.units
        },
        **{
            ("serves", (g,)): ", ".join(sorted(u for h, u in plan.serves if h == g))
            for g in answer.instance.groups
        },
        **totals("unit", plan.staff, year, (0,)),
        **totals("staff", plan.staff, year, (0, 1)),
        **totals("dismissed", outcome.dismissed_people, None, (0, 1)),
        **costs(answer.instance, outcome, year),
    }


def totals(kind: str, flow: Mapping[Any, float], year: int | None, parts: Sequence[int]) -> Facts:
    """Sums of a flow by some parts of its keys, in one year or (None) over all of them."""
    summed: dict[tuple[str, Key], float] = {}
    for index, value in flow.items():
        if year is None or index[-1] == year:
            key = kind, tuple(index[part] for part in parts)
            summed[key] = summed.get(key, 0.0) + value
    return {**summed}


def costs(instance: Instance, outcome: Outcome, year: int) -> Facts:
    """Net tkr by account and category, once and elsewhere."""
    kinds = categories(instance)
    accounts = {a: money.net for (a, y), money in outcome.money.items() if y == year}
    by_category: defaultdict[str, float] = defaultdict(float)
    for a, net in accounts.items():
        by_category[kinds[a]] += net
    by_category["elsewhere"] = outcome.elsewhere[year].net
    by_category["tax"] = -outcome.tax[year]
    return {
        **{("account", (a,)): net for a, net in accounts.items()},
        **{("category", (c,)): net for c, net in by_category.items()},
    }


def reached(answer: Answer, counted: Terms) -> Facts:
    """What it leads to: whether there is a plan, criteria over all years, exits and saving."""
    outcome, year = answer.solution.outcome, answer.instance.years[-1]
    if outcome is None:
        return {("plan", ()): "no"}
    values = criterion_values(answer.instance, answer.before, outcome)
    values["saving"] = saved(answer, outcome, counted)
    if not answer.instance.settings.stop_price:
        del values["worth"]  # the exits, where they have no price
    values["exits_a_year"] = sum(v for (_, y), v in outcome.exits.items() if y == year)
    return {
        ("plan", ()): "yes",
        **{("criterion", (name,)): value for name, value in values.items()},
        **{("group_exits", (g,)): v for (g, y), v in outcome.exits.items() if y == year},
    }
