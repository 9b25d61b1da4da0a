"""What a plan leads to, recomputed in plain arithmetic: no Pyomo, no solver, no formulation.

`evaluate` takes any plan, also one that a person typed. It computes levels where the
formulation computes changes from today, so that an error in one is not repeated in the other.
"""

from collections import defaultdict
from collections.abc import Mapping

from model.evaluation.accounts import Amounts, Places, elsewhere, money, one_off, tax
from model.evaluation.rules import violations
from model.instance import Instance
from model.plan import Plan, of_year
from model.solution import Money, Outcome
from model.timing import (
    before_change,
    before_leaving,
    before_retrained,
    before_start,
    before_vacancy,
)


def evaluate(instance: Instance, plan: Plan) -> Outcome:
    """The outcome of a plan on an instance, with the rules it breaks."""
    realised = realised_places(instance, plan)
    paid = paid_staff(instance, plan)
    exits = measure_exits(instance, plan)
    extra = extra_exits(instance, exits)
    offers, today = offers_by_group(instance, plan), offers_today(instance)
    return Outcome(
        money=money(instance, plan, realised, paid, extra),
        elsewhere={y: elsewhere(instance, plan, y) for y in instance.years},
        one_off={y: one_off(instance, plan, y) for y in instance.years},
        tax={y: tax(instance, extra, y) for y in instance.years},
        exits={
            (g, y): group.persons * group.exit_rate + extra[g, y]
            for g, group in instance.groups.items()
            for y in instance.years
        },
        extra_exits=extra,
        measure_exits=exits,
        measure_cost=measure_cost(instance, realised),
        realised=realised,
        dismissed_people={
            (u, s, y): fte / instance.staff_groups[s].fte_per_person
            for (u, s, y), fte in plan.dismissed.items()
        },
        lost_places={(g, y): max(0.0, today[g] - n) for (g, y), n in offers.items()},
        offers=offers,
        handovers={y: handovers(plan, y) for y in instance.years},
        paid=paid,
        violations=violations(instance, plan),
    )


def realised_places(instance: Instance, plan: Plan) -> dict[tuple[str, str, str, int], float]:
    """Places of each calendar year: in year one as today until the change."""
    result = {}
    for n, u, g in {k[:3] for k in plan.places} | set(instance.places_today):
        gone = before_change(instance, instance.measures[n])
        for y in instance.years:
            new, old = plan.places.get((n, u, g, y), 0.0), instance.places_today.get((n, u, g), 0.0)
            works = 1 - gone if y == instance.years[0] else 1.0
            result[n, u, g, y] = old + works * (new - old)
    return result


def paid_staff(instance: Instance, plan: Plan) -> dict[tuple[str, str, int], float]:
    """FTE paid in each calendar year: who leaves is paid until then, who comes from then."""
    first, start = instance.years[0], before_start(instance)
    paid: dict[tuple[str, str, int], float] = defaultdict(float, plan.staff)
    for (u, s, y), fte in plan.vacated.items():
        paid[u, s, y] += fte * (before_vacancy(instance) if y == first else 1 / 2)
    for (u, s, y), fte in plan.dismissed.items():
        paid[u, s, y] += fte * before_leaving(instance, instance.staff_groups[s]) * (y == first)
    for flow, sign in ((plan.moved_out, 1), (plan.moved_in, -1), (plan.hired, -1)):
        for (u, s, y), fte in flow.items():
            paid[u, s, y] += sign * fte * start * (y == first)
    for (u, s), fte in plan.transferred.items():
        paid[u, s, first] += fte * start
    for (u, s, r, y), fte in plan.retrained.items():
        still = fte * before_retrained(instance, s, r) * (y == first)
        paid[u, s, y] += still
        paid[u, r, y] -= still
    return dict(paid)


def volumes(instance: Instance, plan: Plan) -> dict[tuple[str, str, int], float]:
    """Places of measure n for group g at the rate of year y, wherever they are run."""
    result: dict[tuple[str, str, int], float] = defaultdict(float)
    for (n, _, g, y), places in plan.places.items():
        result[n, g, y] += places
    for (n, _, g), places in instance.places_today.items():
        if n in plan.handed_over:
            for y in instance.years:
                result[n, g, y] += places
    return result


def full_effect(instance: Instance, n: str, g: str, places: float) -> float:
    """Exits of so many places: the effect falls segment by segment; a loss never does."""
    effect, reach = instance.effect(n, g), instance.effects[n, g].reach
    if effect <= 0:
        return effect * places
    left, total = places, 0.0
    for segment in instance.segments:
        room = left if segment.width is None else min(left, segment.width * reach)
        total, left = total + effect * segment.factor * room, left - room
    return total


def measure_exits(instance: Instance, plan: Plan) -> dict[tuple[str, str, int], float]:
    """Exits that each measure gives each group in each calendar year, before displacement."""
    volume = volumes(instance, plan)
    result = {}
    for n, g in instance.effects:
        gone = before_change(instance, instance.measures[n])
        before = full_effect(instance, n, g, instance.today(n, g=g))
        for y in instance.years:
            after = full_effect(instance, n, g, volume.get((n, g, y), 0.0))
            works = 1 - gone if y == instance.years[0] else 1.0
            result[n, g, y] = before + works * (after - before)
    return result


def extra_exits(
    instance: Instance, measured: Mapping[tuple[str, str, int], float]
) -> dict[tuple[str, int], float]:
    """Exits more than today's practice gives, after displacement."""
    kept = 1 - instance.settings.displacement
    extra = {(g, y): 0.0 for g in instance.groups for y in instance.years}
    for (n, g, y), exits in measured.items():
        before = full_effect(instance, n, g, instance.today(n, g=g))
        extra[g, y] += kept * (exits - before)
    return extra


def offers_by_group(instance: Instance, plan: Plan) -> dict[tuple[str, int], float]:
    """Places of a group that count as offers, handed-over ones included."""
    result = {(g, y): 0.0 for g in instance.groups for y in instance.years}
    for (n, g, y), places in volumes(instance, plan).items():
        result[g, y] += places * instance.measures[n].is_offer
    return result


def offers_today(instance: Instance) -> dict[str, float]:
    """Places of a group today that count as offers."""
    result = dict.fromkeys(instance.groups, 0.0)
    for (n, _, g), places in instance.places_today.items():
        result[g] += places * instance.measures[n].is_offer
    return result


def handovers(plan: Plan, y: int) -> float:
    """Places run by another unit than the one responsible for the citizen."""
    places = of_year(plan.places, y)
    return sum(value for (_, u, g), value in places.items() if (g, u) not in plan.serves)


def own_staff(instance: Instance, n: str) -> float:
    """tkr of own staff's time per place of measure n."""
    hour, groups = instance.settings.hours_per_fte, instance.staff_groups
    return sum(instance.staffing[n, s].hours / hour * groups[s].price for s in instance.staff_of[n])


def measure_cost(instance: Instance, realised: Places) -> dict[tuple[str, int], Money]:
    """Running costs and own staff's time of each measure in each calendar year."""
    gross: Amounts = defaultdict(float)
    refund: Amounts = defaultdict(float)
    for (n, _, g, y), places in realised.items():
        cost = instance.measures[n].running_cost
        gross[n, y] += places * (cost + own_staff(instance, n))
        refund[n, y] += places * cost * instance.effects[n, g].refund_share
    return {
        (n, y): Money(gross[n, y], refund[n, y]) for n in instance.measures for y in instance.years
    }
