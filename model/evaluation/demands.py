"""What each kind of demand means, and a plan judged by it without a solver."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from model.demand import Demand
from model.evaluation.criteria import categories, years_of
from model.evaluation.evaluate import offers_today, volumes_today
from model.instance import Instance
from model.plan import Plan
from model.solution import DemandResult, Outcome


@dataclass(frozen=True)
class Case:
    """A demand, the plan it is held against, and the outcomes of today's practice and the plan."""

    data: Instance
    plan: Plan
    before: Outcome
    after: Outcome
    q: Demand

    @property
    def years(self) -> list[int]:
        return years_of(self.data, self.q)

    @property
    def groups(self) -> tuple[str, ...]:
        return self.data.groups_in(self.q.groups)

    @property
    def measures(self) -> tuple[str, ...]:
        return self.data.measures_in(self.q.measures)

    def places(self, n: str, y: int, groups: Iterable[str] | None = None) -> float:
        """Places of measure n in year y."""
        wanted = set(groups if groups is not None else self.data.groups)
        return sum(
            v for (m, _, g, yy), v in self.plan.places.items() if (m, yy) == (n, y) and g in wanted
        )

    def of_staff(self, flow: Mapping[tuple[str, str, int], float], y: int) -> float:
        """Year y of a flow over units and staff groups, of those the demand is about."""
        return sum(
            v
            for (u, s, yy), v in flow.items()
            if yy == y
            and (not self.q.units or u in self.q.units)
            and (not self.q.staff or s in self.q.staff)
        )


def least(margins: Iterable[float]) -> float:
    """The smallest margin; a demand about nothing is met."""
    return min(margins, default=0.0)


def extra_exits(c: Case) -> float:
    """Exits more than today's practice gives, all years together."""
    return sum(c.after.extra_exits[g, y] for g in c.groups for y in c.years) - c.q.bound


def mean_coverage(c: Case) -> float:
    """Offers per person of the groups, over all years."""
    people = sum(c.data.groups[g].eligible for g in c.groups) * len(c.years)
    offers = sum(c.after.offers[g, y] for g in c.groups for y in c.years)
    return offers / people - c.q.bound if people else 0.0


def handovers(c: Case) -> float:
    """Places that another unit than the responsible could still run, all years together."""
    return c.q.bound - sum(c.after.handovers[y] for y in c.years)


TOLERANCE = 1e-5


def saving(c: Case) -> float:
    """tkr a year, smallest margin over the years."""
    q, kinds = c.q, categories(c.data)
    return least(
        c.after.saving(c.before, y, kinds, q.basis, q.view, q.counts) - q.bound for y in c.years
    )


def keep_open(c: Case) -> float:
    """Offers left of the measure that has fewest, less one."""
    return least(sum(m == n for m, _ in c.plan.is_open) - 1.0 for n in c.measures)


def close(c: Case) -> float:
    """Minus the offers, or handovers, of the measure that has most."""
    return least(
        -float(sum(m == n for m, _ in c.plan.is_open) + (n in c.plan.handed_over))
        for n in c.measures
    )


def hand_over(c: Case) -> float:
    """0 when handed over, else -1."""
    return least(float(n in c.plan.handed_over) - 1.0 for n in c.measures)


def as_today(c: Case) -> float:
    """Minus the largest difference from today's places."""
    today = volumes_today(c.data)
    return least(
        -abs(c.places(n, y, (g,)) - today.get((n, g), 0.0))
        for n, g in c.data.effects
        if n in c.measures
        for y in c.years
    )


def dismissals(c: Case) -> float:
    """Persons that could still be dismissed."""
    return c.q.bound - sum(c.of_staff(c.after.dismissed_people, y) for y in c.years)


def coverage(c: Case) -> float:
    """Share of the group, smallest margin."""
    groups = c.data.groups
    return least(
        c.after.offers[g, y] / groups[g].eligible - c.q.bound
        for g in c.groups
        for y in c.years
        if groups[g].eligible
    )


def lost_places(c: Case) -> float:
    """Share of today's offers, smallest margin."""
    today = offers_today(c.data)
    return least(
        c.after.offers[g, y] / today[g] - 1 + c.q.bound
        for g in c.groups
        for y in c.years
        if today[g]
    )


def places(c: Case) -> float:
    """Places a year, smallest margin."""
    return least(sum(c.places(n, y, c.groups) for n in c.measures) - c.q.bound for y in c.years)


def caseload(c: Case) -> float:
    """Citizens per FTE of casework, smallest margin."""
    hour = c.data.settings.hours_per_fte
    return least(
        c.q.bound - c.data.groups[g].persons * hour / hours
        for (g, u, y), hours in c.plan.casework.items()
        if g in c.groups and y in c.years and (g, u) in c.plan.serves and hours
    )


def one_off(c: Case) -> float:
    """tkr left."""
    return c.q.bound - sum(c.after.one_off[y] for y in c.years)


def reinvest(c: Case) -> float:
    """tkr a year at the year's rate, smallest margin."""
    hour = c.data.settings.hours_per_fte
    margins = []
    for y in c.years:
        more = -c.q.bound
        for n, measure in c.data.measures.items():
            if not c.q.types or measure.type in c.q.types:
                today = sum(v for (m, _, _), v in c.data.places_today.items() if m == n)
                price = measure.running_cost + sum(
                    staffing.hours / hour * c.data.staff_groups[s].price
                    for (m, s), staffing in c.data.staffing.items()
                    if m == n
                )
                more += price * (c.places(n, y) - today)
        margins.append(more)
    return least(margins)


def external_share(c: Case) -> float:
    """Share of running costs, smallest margin; 0 costs count as no share."""
    margins = []
    for y in c.years:
        cost = {n: v.running_cost * c.places(n, y) for n, v in c.data.measures.items()}
        external = sum(v for n, v in cost.items() if c.data.measures[n].type in c.q.types)
        whole = sum(cost.values())
        margins.append(c.q.bound - (external / whole if whole else 0.0))
    return least(margins)


def closed_units(c: Case) -> float:
    """Units that could still be closed."""
    closed = [
        u for u, v in c.data.units.items() if v.status == "today" and u not in c.plan.unit_is_open
    ]
    return c.q.bound - len(closed)


def keep_unit(c: Case) -> float:
    """0 when all are open, else minus those that are not."""
    return -float(sum(u not in c.plan.unit_is_open for u in c.data.units_in(c.q.units)))


def close_unit(c: Case) -> float:
    """0 when all are closed, else minus those that are open."""
    return -float(sum(u in c.plan.unit_is_open for u in c.data.units_in(c.q.units)))


def responsible(c: Case) -> float:
    """0 when all groups belong to one of the units, else minus those that do not."""
    return -float(sum(not any((g, u) in c.plan.serves for u in c.q.units) for g in c.groups))


def together(c: Case) -> float:
    """0 when the groups have one unit, else minus the units too many."""
    return 1.0 - max(1, len({u for g, u in c.plan.serves if g in c.groups}))


def exits(c: Case) -> float:
    """Exits a year, smallest margin."""
    return least(sum(c.after.exits[g, y] for g in c.groups) - c.q.bound for y in c.years)


def equal_treatment(c: Case) -> float:
    """Difference between shares of places kept, smallest margin."""
    today = offers_today(c.data)
    groups = [g for g in c.groups if today[g]]
    return least(
        c.q.bound - c.after.offers[g, y] / today[g] + c.after.offers[h, y] / today[h]
        for g, h in permutations(groups, 2)
        for y in c.years
    )


def reserved_staff(c: Case) -> float:
    """FTE set aside, smallest margin."""
    return least(c.of_staff(c.plan.reserved, y) - c.q.bound for y in c.years)


def exact_staff(c: Case) -> float:
    """Minus the FTE by which the staff of decided units is more or less, at most."""
    decided = {i: v for i, v in c.plan.staff.items() if i[0] in c.data.decided_units}
    return least(-abs(c.of_staff(decided, y) - c.q.bound) for y in c.years)


def hiring_stop(c: Case) -> float:
    """FTE that could still be hired in the year with fewest."""
    return least(c.q.bound - c.of_staff(c.plan.hired, y) for y in c.years)


def protected_staff(c: Case) -> float:
    """Minus the persons dismissed."""
    return -sum(c.of_staff(c.after.dismissed_people, y) for y in c.years)


SLACK: dict[str, Callable[[Case], float]] = {
    kind.__name__: kind
    for kind in (
        saving, keep_open, close, hand_over, as_today, dismissals, protected_staff, coverage,
        lost_places, places, caseload, one_off, reinvest, external_share, closed_units,
        keep_unit, exits, equal_treatment, reserved_staff, exact_staff, close_unit,
        responsible, together, hiring_stop, extra_exits, mean_coverage, handovers,
    )
}  # fmt: skip


def judge(data: Instance, plan: Plan, before: Outcome, after: Outcome) -> dict[str, DemandResult]:
    """Every demand, active or not, held against the plan."""
    result = {}
    for q in data.demands.values():
        slack = SLACK[q.kind](Case(data, plan, before, after, q))
        result[q.id] = DemandResult(q.active, slack >= -TOLERANCE * max(1.0, abs(q.bound)), slack)
    return result
