"""Who comes and who goes in each unit and staff group, and until when they are paid.

One table, which every report reads; the formulation (section 4 and (9.3) of docs/formulation.md)
and the evaluation each say the same on their own, so that an error in one shows in the others. The
first year is cut into months instead of summed, so that the twelve months are exactly the year.
Benefits are left out of them: they follow the exits, of which no month is known.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from model.instance import Instance, gone_by
from model.plan import Plan, of_year
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
Fte = Mapping[tuple[str, str, int], float]  # by unit, staff group and year
Going = Literal["vacated", "given_up", "dismissed", "transferred", "moved_out", "retrained_out"]
Coming = Literal["hired", "moved_in", "retrained_in"]
KINDS: tuple[Going | Coming, ...] = (*get_args(Going), *get_args(Coming))


class Flow(NamedTuple):
    """FTE that go from a post in a year, or come to it.

    `paid` is until when in that year those who go are paid, and those who come are not. `other`
    is the staff group that those who retrain come from or go to.
    """

    kind: Going | Coming
    unit: str
    staff: str
    year: int
    fte: float
    paid: Departures
    other: str = ""

    @property
    def gone(self) -> float:
        """FTE fewer in the post; negative where they come."""
        return -self.fte if self.kind in get_args(Coming) else self.fte

    def unpaid(self, year: int) -> float:
        """FTE fewer paid in a year, negative where more are."""
        part = 1.0 - paid(self.paid, 0.0, 1.0) if year == self.year else float(self.year < year)
        return self.gone * part


def staff_flows(instance: Instance, plan: Plan) -> tuple[Flow, ...]:
    """The table: every flow of a plan. Those who retrain go from one group and come to another."""
    first = instance.years[0]
    kinds: dict[Going | Coming, Fte] = {
        "vacated": leavers(instance, plan),
        "given_up": given_up(instance, plan),
        "dismissed": plan.dismissed,
        "transferred": {(*post, first): fte for post, fte in plan.transferred.items()},
        "moved_out": plan.moved_out,
        "moved_in": plan.moved_in,
        "hired": plan.hired,
    }
    found = [
        Flow(kind, u, s, y, fte, paid_until(instance, kind, s, y))
        for kind, flow in kinds.items()
        for (u, s, y), fte in flow.items()
    ]
    for (u, s, r, y), fte in plan.retrained.items():
        ready = until(before_retrained(instance, s, r) if y == first else 0.0)
        found.append(Flow("retrained_out", u, s, y, fte, ready, r))
        found.append(Flow("retrained_in", u, r, y, fte, ready, s))
    return tuple(found)


def paid_until(instance: Instance, kind: Going | Coming, s: str, y: int) -> Departures:
    """Until when in year y a flow is paid; after the first year all but leavers change at once."""
    first = y == instance.years[0]
    if kind in ("vacated", "given_up"):
        return vacating(instance) if first else (Departure(1.0, 0.0, 1.0, 1.0),)
    if not first:
        return until(0.0)
    if kind == "dismissed":
        return under_notice(instance, instance.staff_groups[s])
    return until(before_start(instance))


def leavers(instance: Instance, plan: Plan) -> Fte:
    """FTE of leavers who are not replaced; they come before hours that are given up."""
    return {
        (u, s, y): min(fte, most_leavers(instance, plan, u, s, y))
        for (u, s, y), fte in plan.vacated.items()
    }


def given_up(instance: Instance, plan: Plan) -> Fte:
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
    for (u, s), fte in of_year(plan.staff, first).items():
        for month in MONTHS:
            result[u, s, month] += fte
    for flow in staff_flows(instance, plan):
        if flow.year == first:
            for month in MONTHS:
                result[flow.unit, flow.staff, month] += flow.gone * part(flow.paid, month)
    return dict(result)


def cost_by_month(instance: Instance, plan: Plan) -> dict[tuple[str, int], float]:
    """Gross tkr by account and month of the first year: wages, running costs, fixed, premises."""
    instance = instance.in_year(instance.years[0])
    cost: dict[tuple[str, int], float] = defaultdict(float)
    for (_, s, month), fte in paid_by_month(instance, plan).items():
        staff = instance.staff_groups[s]
        cost[staff.account, month] += staff.price * fte / 12
    for change in (*running_costs(instance, plan), *fixed_costs(instance, plan)):
        for month in MONTHS:
            still = part(until(change.gone), month)
            cost[change.account, month] += (change.new + still * (change.old - change.new)) / 12
    for account, month, unused in unused_contracts(instance, plan):
        cost[account, month] += unused
    return dict(cost)


def unused_contracts(instance: Instance, plan: Plan) -> Iterator[tuple[str, int, float]]:
    """Account, month and tkr of places that are paid in the first year and not used."""
    for c, contract in instance.contracts.items():
        measure = instance.measures[contract.measure]
        price = measure.running_cost * plan.unused.get((c, instance.years[0]), 0.0) / 12
        begun, ended = (
            until(before_change(instance, measure)),
            until(gone_by(contract.ends, instance.years[0])),
        )
        for month in MONTHS:
            yield measure.account, month, price * max(0.0, part(ended, month) - part(begun, month))


def running_costs(instance: Instance, plan: Plan) -> Iterator[Change]:
    first = instance.years[0]
    for n, u, g in {k[:3] for k in plan.places} | set(instance.places_today):
        measure = instance.measures[n]
        old, new = instance.places_today.get((n, u, g), 0.0), plan.places.get((n, u, g, first), 0.0)
        price, change = measure.running_cost, before_change(instance, measure)
        yield Change(measure.account, price * old, price * new, change)


def fixed_costs(instance: Instance, plan: Plan) -> Iterator[Change]:
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
