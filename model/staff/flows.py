"""The first year month by month: who is still paid, and what it costs.

The same flows as in section 4 and (9.3) of docs/formulation.md, cut into months instead of
summed over the year, so that the twelve months are exactly the year. Benefits are left out: they
follow the exits, of which no month is known.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from model.instance import Instance
from model.plan import Plan
from model.timing import (
    Departure,
    before_change,
    before_retrained,
    before_start,
    left_of_year,
    paid,
    under_notice,
    vacating,
)

MONTHS = range(1, 13)
Departures = tuple[Departure, ...]
Flow = Mapping[tuple[str, str, int], float]


def leavers(instance: Instance, plan: Plan) -> Flow:
    """FTE of leavers who are not replaced; they come before hours that are given up."""
    return {
        (u, s, y): min(fte, most_leavers(instance, plan, u, s, y))
        for (u, s, y), fte in plan.vacated.items()
    }


def given_up(instance: Instance, plan: Plan) -> Flow:
    """FTE by which those who stay work fewer hours."""
    left = leavers(instance, plan)
    return {i: fte - left[i] for i, fte in plan.vacated.items() if fte > left[i]}


def most_leavers(instance: Instance, plan: Plan, u: str, s: str, y: int) -> float:
    """FTE that leave a post of their own accord in a year, all of them where hours are not."""
    group = instance.staff_groups[s]
    if not group.part_time:
        return plan.vacated.get((u, s, y), 0.0)
    first = y == instance.years[0]
    before = instance.staff_today.get((u, s), 0.0) if first else plan.staff.get((u, s, y - 1), 0.0)
    return group.attrition * left_of_year(instance, y) * before


class Change(NamedTuple):
    """A cost that changes once in the first year, tkr a year before and after."""

    account: str
    old: float
    new: float
    gone: float  # share of the year gone at the change


def paid_by_month(instance: Instance, plan: Plan) -> dict[tuple[str, str, int], float]:
    """FTE of s in u paid in month 1 to 12 of the first year, keyed by u, s, month."""
    first = instance.years[0]
    result: dict[tuple[str, str, int], float] = defaultdict(float)
    for (u, s, y), fte in plan.staff.items():
        if y == first:
            for month in MONTHS:
                result[u, s, month] += fte
    for u, s, fte, departures in flows(instance, plan):
        for month in MONTHS:
            result[u, s, month] += fte * part(departures, month)
    return dict(result)


def flows(instance: Instance, plan: Plan) -> Iterator[tuple[str, str, float, Departures]]:
    """FTE that are paid for a part of the first year beyond its last day, or less than all of it.

    Who goes counts as positive until the last day, who comes as negative until the first.
    """
    first, at_start = instance.years[0], until(before_start(instance))
    ways: tuple[tuple[Flow, float, Departures | None], ...] = (
        (plan.vacated, 1, vacating(instance)),
        (plan.dismissed, 1, None),
        (plan.moved_out, 1, at_start),
        (plan.moved_in, -1, at_start),
        (plan.hired, -1, at_start),
        ({(*i, first): fte for i, fte in plan.transferred.items()}, 1, at_start),
    )
    for flow, sign, departures in ways:
        for (u, s, y), fte in flow.items():
            if y == first:
                leave = departures or under_notice(instance, instance.staff_groups[s])
                yield u, s, sign * fte, leave
    for (u, s, r, y), fte in plan.retrained.items():
        if y == first:
            ready = until(before_retrained(instance, s, r))
            yield from ((u, s, fte, ready), (u, r, -fte, ready))


def cost_by_month(instance: Instance, plan: Plan) -> dict[tuple[str, int], float]:
    """Gross tkr by account and month of the first year: wages, running costs, fixed, premises."""
    cost: dict[tuple[str, int], float] = defaultdict(float)
    for (_, s, month), fte in paid_by_month(instance, plan).items():
        staff = instance.staff_groups[s]
        cost[staff.account, month] += staff.price * fte / 12
    for change in changes(instance, plan):
        for month in MONTHS:
            still = part(until(change.gone), month)
            cost[change.account, month] += (change.new + still * (change.old - change.new)) / 12
    return dict(cost)


def changes(instance: Instance, plan: Plan) -> Iterator[Change]:
    """Every cost but wages and benefits."""
    yield from running_costs(instance, plan)
    yield from fixed_costs(instance, plan)


def running_costs(instance: Instance, plan: Plan) -> Iterator[Change]:
    """Running costs of places."""
    first = instance.years[0]
    for n, u, g in {k[:3] for k in plan.places} | set(instance.places_today):
        measure = instance.measures[n]
        old, new = instance.places_today.get((n, u, g), 0.0), plan.places.get((n, u, g, first), 0.0)
        price, change = measure.running_cost, before_change(instance, measure)
        yield Change(measure.account, price * old, price * new, change)


def fixed_costs(instance: Instance, plan: Plan) -> Iterator[Change]:
    """Fixed costs of offers and premises of units."""
    for (n, u), offer in instance.offers.items():
        measure, is_open = instance.measures[n], (n, u) in plan.is_open
        old, new = offer.fixed_cost * (offer.status == "today"), offer.fixed_cost * is_open
        yield Change(measure.account, old, new, before_change(instance, measure))
    for u, unit in instance.units.items():
        old, new = unit.status != "candidate", u in plan.unit_is_open
        start = before_start(instance)
        yield Change(unit.account, unit.premises * old, unit.premises * new, start)


def until(moment: float) -> Departures:
    """All of them leave at one moment, a share of the year."""
    return (Departure(1.0, moment, moment, 0.0),)


def part(departures: Departures, month: int) -> float:
    """The part of a month that leavers are paid, 0 to 1."""
    return 12 * paid(departures, (month - 1) / 12, month / 12)
