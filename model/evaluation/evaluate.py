"""What a plan leads to, recomputed in plain arithmetic: no Pyomo, no solver, no formulation.

`evaluate` takes any plan, also one that a person typed. It computes levels where the
formulation computes changes from today, so that an error in one is not repeated in the other.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise, product

from model.derived import casework_hours, casework_steps
from model.evaluation.accounts import (
    Amounts,
    Places,
    dismissed_and_helped,
    elsewhere,
    money,
    one_off,
    tax,
)
from model.evaluation.benefits import job_years_of
from model.evaluation.job_loss import loss_of
from model.evaluation.rules import mixed, violations
from model.evaluation.work import idle_staff
from model.instance import Instance, Measure, Segment
from model.plan import Plan, of_year
from model.solution import InWork, Money, Outcome
from model.timing import (
    before_change,
    before_leaving,
    before_retrained,
    before_start,
    before_vacancy,
    casework_begins,
    exits_by,
    exits_by_hired,
)


def evaluate(instance: Instance, plan: Plan) -> Outcome:
    """The outcome of a plan on an instance, with the rules it breaks."""
    realised = realised_places(instance, plan)
    paid = paid_staff(instance, plan)
    exits = measure_exits(instance, plan)
    casework = casework_exits(instance, plan)
    extra = extra_exits(instance, exits, casework)
    offers, today = offers_by_group(instance, plan), offers_today(instance)
    return Outcome(
        money=money(instance, plan, realised, paid, extra),
        elsewhere={y: elsewhere(instance, plan, y) for y in instance.years},
        one_off={y: one_off(instance, plan, y) for y in instance.years},
        tax={y: tax(instance, extra, y) for y in instance.years},
        exits=all_exits(instance, extra),
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
        in_work=in_work(instance, plan, extra),
        idle=idle_staff(instance, plan),
        disruption=disruption(instance, plan),
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


Volumes = dict[tuple[str, str, int], float]


def volumes(instance: Instance, plan: Plan) -> Volumes:
    """Places of measure n for group g at the rate of year y, wherever they are run."""
    result: dict[tuple[str, str, int], float] = defaultdict(float)
    for (n, _, g, y), places in plan.places.items():
        result[n, g, y] += places
    for (n, _, g), places in instance.places_today.items():
        if n in plan.handed_over:
            for y in instance.years:
                result[n, g, y] += places
    return result


def effect_by_segment(
    instance: Instance, n: str, g: str, places: float, each: float | None = None
) -> list[float]:
    """Exits of so many places, segment by segment: a gain falls with volume, a loss does not.

    With `each` the places themselves times it.
    """
    effect, reach, left, found = instance.effect(n, g), instance.effects[n, g].reach, places, []
    left_of_it = factors_of(instance, n) if effect > 0 else [1.0] * len(instance.segments)
    for segment, factor in zip(instance.segments, left_of_it, strict=True):
        room = left if segment.width is None else min(left, segment.width * reach)
        found.append(room * (effect * factor if each is None else each))
        left -= room
    return found


def factors_of(instance: Instance, n: str) -> list[float]:
    """What each segment leaves of a gain: by the measure's elasticity and growth, or the table."""
    measure, begins, found = instance.measures[n], 0.0, list[float]()
    for segment in instance.segments:
        ends = begins + (segment.width or 0.0)
        if ends > begins:
            found.append(fallen(measure, segment, begins, ends))
        else:
            least = min([segment.factor, *found])
            found.append(0.0 if begins and measure.growth is not None else least)
        begins = ends
    return found


def fallen(measure: Measure, segment: Segment, begins: float, ends: float) -> float:
    """What is left of an effect on average between two multiples of its reach."""
    factor, e = segment.factor, measure.elasticity
    if e is not None:
        before = begins**e if begins > 0 else 0.0
        factor = (ends**e - before) / (ends - begins)
    reachable = ends if measure.growth is None else min(ends, max(begins, measure.growth))
    return factor * (reachable - begins) / (ends - begins)


def full_effect(instance: Instance, n: str, g: str, places: float) -> float:
    """Exits of so many places."""
    return sum(effect_by_segment(instance, n, g, places))


def measure_exits(instance: Instance, plan: Plan) -> dict[tuple[str, str, int], float]:
    """Exits that each measure gives each group in each calendar year, before displacement."""
    volume = volumes(instance, plan)
    result: dict[tuple[str, str, int], float] = {}
    for n, g in instance.effects:
        measure, today = instance.measures[n], instance.today(n, g=g)
        before = effect_by_segment(instance, n, g, today)
        result |= {(n, g, y): sum(before) for y in instance.years}
        for x in instance.years:
            after = effect_by_segment(instance, n, g, volume.get((n, g, x), 0.0))
            for old, new in zip(before, after, strict=True):
                hired = instance.staff_of[n] and not old and instance.effect(n, g) > 0
                delay = exits_by_hired if hired else exits_by
                for y in (x, x + 1):
                    if (n, g, y) in result:
                        result[n, g, y] += delay(instance, measure, x, y) * (new - old)
    return result


def in_work(
    instance: Instance, plan: Plan, extra: Mapping[tuple[str, int], float]
) -> dict[int, InWork]:
    """People whom the plan has brought into work and out of it, on average over each year."""
    gross = dict.fromkeys(instance.years, 0.0)
    out = dict.fromkeys(instance.years, 0.0)
    for g, x in product(instance.groups, instance.years):
        for later, held in enumerate(job_years_of(instance, g, x)):
            gross[x + later] += extra[g, x] * held
    for (s, x), (alone, helped) in dismissed_and_helped(instance, plan).items():
        without = loss_of(instance, s, x)
        with_help = loss_of(instance, s, x, helped=True)
        for y in range(x, instance.years[-1] + 1):
            out[y] += alone * without[y - x].people + helped * with_help[y - x].people
    return {y: InWork(gross[y], out[y]) for y in instance.years}


def extra_exits(
    instance: Instance,
    measured: Mapping[tuple[str, str, int], float],
    casework: Mapping[tuple[str, int], float],
) -> dict[tuple[str, int], float]:
    """Exits more than today's practice gives, after displacement."""
    extra = {
        (g, y): instance.lasting_casework(g) * casework.get((g, y), 0.0)
        for g, y in product(instance.groups, instance.years)
    }
    for (n, g, y), exits in measured.items():
        before = full_effect(instance, n, g, instance.today(n, g=g))
        extra[g, y] += instance.lasting(n, g) * (exits - before)
    return extra


def all_exits(
    instance: Instance, extra: Mapping[tuple[str, int], float]
) -> dict[tuple[str, int], float]:
    """Exits of each group: those that today's practice gives, and the extra ones."""
    return {
        (g, y): group.persons * group.exit_rate + extra[g, y]
        for y in instance.years
        for g, group in instance.in_year(y).groups.items()
    }


def casework_exits(instance: Instance, plan: Plan) -> dict[tuple[str, int], float]:
    """Exits more than today's, before displacement, of casework above or below today's hours."""
    found: dict[tuple[str, int], float] = {}
    for g, u in plan.serves:
        for y in instance.years:
            hours = casework_hours(instance.in_year(y), g)
            if not hours:
                continue
            more = instance.settings.specialisation * mixed(instance, plan, g, u)
            share = plan.casework.get((g, u, y), 0.0) / hours - more
            first = y == instance.years[0]
            for start, end, slope in casework_steps(instance, g):
                gone = casework_begins(instance, start) if first else 0.0
                change = min(max(share, start), end) - (end if end <= 1 else start)
                gain = (1 - gone) * slope * change * instance.in_year(y).groups[g].persons
                found[g, y] = found.get((g, y), 0.0) + gain
    return found


def offers_by_group(
    instance: Instance, plan: Plan, types: Collection[str] = ()
) -> dict[tuple[str, int], float]:
    """Offers of a group, handed-over ones included; of some types, or all."""
    result = {(g, y): 0.0 for g in instance.groups for y in instance.years}
    for (n, g, y), places in volumes(instance, plan).items():
        result[g, y] += places * is_offer(instance, n, types)
    return result


def offers_today(instance: Instance, types: Collection[str] = ()) -> dict[str, float]:
    """Offers of a group today; of some types, or all."""
    result = dict.fromkeys(instance.groups, 0.0)
    for (n, _, g), places in instance.places_today.items():
        result[g] += places * is_offer(instance, n, types)
    return result


def is_offer(instance: Instance, n: str, types: Collection[str]) -> bool:
    measure = instance.measures[n]
    return measure.is_offer and (not types or measure.type in types)


def price_of_place(instance: Instance, n: str, y: int) -> float:
    """tkr of a place in year y: running costs and own staff's time."""
    rules = instance.in_year(y)
    return rules.measures[n].running_cost + own_staff(rules, n)


def growth(instance: Instance, volume: Volumes, n: str, y: int) -> tuple[float, float]:
    """Places of a measure in segments that have none today, and the exits they give."""
    places, exits = 0.0, 0.0
    for g in instance.groups_of[n]:
        today = effect_by_segment(instance, n, g, instance.today(n, g=g), each=1.0)
        now = volume.get((n, g, y), 0.0)
        each = effect_by_segment(instance, n, g, now, each=1.0)
        gains = effect_by_segment(instance, n, g, now)
        for old, new, gain in zip(today, each, gains, strict=True):
            if not old:
                places, exits = places + new, exits + instance.lasting(n, g) * gain
    return places, exits


def disruption(instance: Instance, plan: Plan) -> float:
    """Places that end, year after year, and staff who change unit or work."""
    volume = volumes(instance, plan)
    ended = 0.0
    for n, g in instance.effects:
        path = [instance.today(n, g=g), *(volume.get((n, g, y), 0.0) for y in instance.years)]
        ended += sum(max(0.0, before - after) for before, after in pairwise(path))
    changed = [(s, fte) for (_, s, _), fte in plan.moved_in.items()]
    changed += [(s, fte) for (_, s, _, _), fte in plan.retrained.items()]
    return ended + sum(fte / instance.staff_groups[s].fte_per_person for s, fte in changed)


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
        rules = instance.in_year(y)
        gross[n, y] += places * price_of_place(instance, n, y)
        cost = rules.measures[n].running_cost
        refund[n, y] += places * cost * rules.effects[n, g].refund_share
    return {
        (n, y): Money(gross[n, y], refund[n, y]) for n in instance.measures for y in instance.years
    }
