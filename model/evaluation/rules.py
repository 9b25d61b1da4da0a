"""The rules of sections 2 to 7 held against any plan, in plain arithmetic.

The names are those of docs/formulation.md. A rule is broken when it fails by more than its
tolerance relative to the size of what it bounds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from model.derived import (
    apart,
    attached_staff,
    casework_hours,
    casework_range,
    specialised_today,
    tasks_of_their_own,
    working,
)
from model.evaluation.work import hours_lent, hours_of_work
from model.instance import Instance, Offer
from model.plan import FLOWS, Plan
from model.solution import Violation
from model.timing import attrition

Breaches = Iterator[tuple[str, tuple[object, ...], float, float]]  # rule, where, excess, size


def offers_by_site(
    instance: Instance, plan: Plan
) -> dict[tuple[str, str], list[tuple[Offer, float]]]:
    """The offers of a measure that run in a unit, its own and those moved there, with shares."""
    running: dict[tuple[str, str], list[tuple[Offer, float]]] = defaultdict(list)
    for o, offer in instance.offers.items():
        running[o].append((offer, open_share(plan, o)))
    for (n, u, v), share in plan.relocated.items():
        if (n, u) in instance.offers:
            running[n, v].append((instance.offers[n, u], share))
    return running


def open_share(plan: Plan, offer: tuple[str, str]) -> float:
    """The share of an offer that is open in its own unit."""
    gone = sum(share for (n, u, _), share in plan.relocated.items() if (n, u) == offer)
    return float(offer in plan.is_open) - gone


def offers(instance: Instance, plan: Plan) -> Breaches:
    """Capacity, smallest size, and no places where nothing is offered."""
    running = offers_by_site(instance, plan)
    for site, run in running.items():
        most = sum(offer.capacity * share for offer, share in run)
        least = sum(offer.minimum * share for offer, share in run)
        for y in instance.years:
            places = plan.total(*site, y=y)
            yield "at_most_capacity", (*site, y), places - most, most
            yield "at_least_minimum", (*site, y), least - places, places
    for n, u in plan.is_open:
        yield "open_or_handed_over", (n, u), float(n in plan.handed_over), 0.0
    for (n, u, g, y), places in plan.places.items():
        unknown = (n, u) not in running or (n, g) not in instance.effects
        yield "at_most_capacity", (n, u, g, y), places * unknown, 0.0


def moves(instance: Instance, plan: Plan) -> Breaches:
    """An offer stays in its open unit, or moves to one that is open and can have its groups."""
    for o in instance.offers:
        yield "offer_in_open_unit", o, open_share(plan, o) * (o[1] not in plan.unit_is_open), 0.0
        yield "moves_with_its_offer", o, -open_share(plan, o), 0.0
    for (n, u, v), share in plan.relocated.items():
        offer = instance.offers.get((n, u))
        can = offer is not None and offer.move_cost is not None
        follows = any((n, u, g) in instance.places_today for g in instance.groups_at[v])
        yield "moves_with_its_offer", (n, u, v), share * (not can or not follows), 0.0
        yield "taken_by_open_unit", (n, u, v), share * (v not in plan.unit_is_open), 0.0


TOLERANCE = 1e-5
Check = Callable[[Instance, Plan], Breaches]


def violations(instance: Instance, plan: Plan) -> tuple[Violation, ...]:
    """Every rule that the plan breaks, with where and by how much in the rule's own unit."""
    checks: tuple[Check, ...] = (
        nonnegative, offers, moves, mandatory, limits, contracts, balance, flows, need, casework,
        leaders, units,
    )  # fmt: skip
    return tuple(
        Violation(rule, where, excess)
        for check in checks
        for rule, where, excess, size in check(instance, plan)
        if excess > TOLERANCE * max(1.0, abs(size))
    )


def nonnegative(instance: Instance, plan: Plan) -> Breaches:
    """No decision is below zero."""
    del instance
    for name in ("staff", *FLOWS):
        for where, value in getattr(plan, name).items():
            yield name, where, -value, 0.0


def mandatory(instance: Instance, plan: Plan) -> Breaches:
    """What the law requires is given at least as today."""
    for n, g in instance.effects:
        if instance.measures[n].mandatory:
            today = instance.today(n, g=g)
            for y in instance.years:
                yield "mandatory_places", (n, g, y), today - plan.total(n, g=g, y=y), today


def limits(instance: Instance, plan: Plan) -> Breaches:
    """Shared limits, measures given only alongside others, and offers per citizen."""
    for y in instance.years:
        for p, pool in instance.in_year(y).pools.items():
            groups = pool.groups or tuple(instance.groups)
            used = sum(plan.total(n, g=g, y=y) for n in pool.measures for g in groups)
            yield "shared_limit", (p, y), used - pool.places, pool.places
        for i, rule in enumerate(instance.alongside):
            for g in instance.groups:
                most = rule.ratio * plan.total(rule.other, g=g, y=y)
                places = plan.total(rule.measure, g=g, y=y)
                yield "only_alongside", (i, g, y), places - most, most
        rules = instance.in_year(y)
        for n, g in instance.effects:
            most = rules.most_places(n, g)
            yield "those_who_may", (n, g, y), plan.total(n, g=g, y=y) - most, most
        for (n, g), parts in instance.spells_together.items():
            places = plan.total(n, g=g, y=y)
            wanted = instance.shares_of_spells[n, g]
            wanted *= sum(plan.total(n, g=h, y=y) for h in parts)
            yield "spells_in_proportion", (n, g, y), abs(places - wanted), wanted
        for g in instance.groups:
            of = instance.measures_for[g]
            spent = sum(rules.weeks_of_time(n) * plan.total(n, g=g, y=y) for n in of)
            yield "time_of_group", (g, y), spent - rules.most_time(g), spent


def contracts(instance: Instance, plan: Plan) -> Breaches:
    """What is bought and not used is paid until its contract ends, or left at its price."""
    bought: dict[tuple[str, int], list[str]] = defaultdict(list)
    for c, y in instance.bound_until:
        bought[instance.contracts[c].measure, y].append(c)
        gone = plan.unused.get((c, y), 0.0) + plan.left.get((c,), 0.0)
        yield "no_more_than_bought", (c, y), gone - instance.contracts[c].places, gone
    for (n, y), of in bought.items() if plan.places else ():
        places = 0.0 if n in plan.handed_over else sum(instance.contracts[c].places for c in of)
        paid = sum(plan.unused.get((c, y), 0.0) + plan.left.get((c,), 0.0) for c in of)
        yield "places_bought", (n, y), places - plan.total(n, y=y) - paid, places
    for (c,), places in plan.left.items():
        yield "cannot_be_left", (c,), places * (instance.contracts[c].leave_cost is None), 0.0


def staff_before(instance: Instance, plan: Plan, u: str, s: str, y: int) -> float:
    """FTE at the end of the year before."""
    if y == instance.years[0]:
        return instance.staff_today.get((u, s), 0.0)
    return plan.staff.get((u, s, y - 1), 0.0)


def balance(instance: Instance, plan: Plan) -> Breaches:
    """Every FTE of last year is somewhere this year."""
    for u in instance.units:
        for s in instance.staff_groups:
            for y in instance.years:
                before = staff_before(instance, plan, u, s, y)
                i = (u, s, y)
                come = plan.hired.get(i, 0.0) + plan.moved_in.get(i, 0.0)
                gone = sum(
                    flow.get(i, 0.0) for flow in (plan.vacated, plan.dismissed, plan.moved_out)
                )
                gone += plan.transferred.get((u, s), 0.0) * (y == instance.years[0])
                for (v, a, b, yy), fte in plan.retrained.items():
                    if (v, yy) == (u, y):
                        come, gone = come + fte * (b == s), gone + fte * (a == s)
                left = before + come - gone
                yield "staff_balance", i, abs(plan.staff.get(i, 0.0) - left), before


def flows(instance: Instance, plan: Plan) -> Breaches:
    """Only leavers vacate, moves meet, staff go along with what is handed over."""
    for (u, s, y), fte in plan.vacated.items():
        most = attrition(instance, instance.staff_groups[s], y)
        most *= staff_before(instance, plan, u, s, y)
        yield "only_leavers_vacate", (u, s, y), fte - most, most
    for (u, s, r, y), fte in plan.retrained.items():
        most = instance.retraining[s, r].most * staff_before(instance, plan, u, s, y)
        yield "retraining_pace", (u, s, r, y), fte - most, most
    for (u, s, y), fte in plan.dismissed.items():
        yield "only_dismissible", (u, s, y), fte * (not instance.staff_groups[s].dismissible), 0.0
    for s in instance.staff_groups:
        for y in instance.years:
            into = sum(v for (_, r, yy), v in plan.moved_in.items() if (r, yy) == (s, y))
            out = sum(v for (_, r, yy), v in plan.moved_out.items() if (r, yy) == (s, y))
            yield "moves_meet", (s, y), abs(into - out), into
    along: dict[tuple[str, str], float] = dict.fromkeys(plan.transferred, 0.0)
    for (n, u, s), fte in attached_staff(instance).items():
        along[u, s] = along.get((u, s), 0.0) + fte * (n in plan.handed_over)
    for i, fte in along.items():
        yield "staff_goes_along", i, abs(plan.transferred.get(i, 0.0) - fte), fte


def need(instance: Instance, plan: Plan) -> Breaches:
    """Enough hours of every staff group in every unit."""
    hour, busy = instance.settings.hours_per_fte, working(instance)
    spared = hours_lent(instance, plan)
    for i, hours in hours_of_work(instance, plan).items():
        fte = hours / hour
        yield "staff_need", i, fte - spared.get(i, 0.0) / hour - plan.staff.get(i, 0.0), fte
        yield "moved_to_work", i, (plan.moved_in.get(i, 0.0) - fte) * (i[1] in busy), fte
    for (s, y), people in plan.helped.items():
        part = instance.staff_groups[s].fte_per_person
        most = sum(v for (_, r, x), v in plan.dismissed.items() if (r, x) == (s, y)) / part
        yield "only_dismissed_are_helped", (s, y), people - most, most


def casework(instance: Instance, plan: Plan) -> Breaches:
    """The casework of every group, by a staff group that is there for it."""
    more = instance.settings.specialisation
    for g, u in plan.serves:
        for y in instance.years:
            hours = casework_hours(instance.in_year(y), g) * (
                1 + more * mixed(instance, plan, g, u)
            )
            done = plan.casework.get((g, u, y), 0.0) if instance.groups[g].casework_staff else 0.0
            low, high = casework_range(instance.in_year(y), g)
            yield "casework_is_done", (g, u, y), low * hours - done, hours
            yield "casework_where_served", (g, u, y), done - high * hours, hours


def mixed(instance: Instance, plan: Plan, g: str, u: str) -> bool:
    """Whether a group that was in a unit of one focus has come to one of several."""
    others = [h for h, v in plan.serves if v == u and apart(instance, g, h)]
    return bool(others) and specialised_today(instance, g)


def leaders(instance: Instance, plan: Plan) -> Breaches:
    """Leaders by span, at least so many in an open unit, staff within the room there is."""
    for u in instance.decided_units:
        unit = instance.units[u]
        for y in instance.years:
            staff = {s: plan.staff.get((u, s, y), 0.0) for s in instance.staff_groups}
            led = {s for s in staff if instance.staff_groups[s].role == "leader"}
            heads = sum(staff[s] for s in led)
            others = sum(staff.values()) - heads
            opened = u in plan.unit_is_open
            if unit.span is not None:
                yield "leaders_by_span", (u, y), others / unit.span - heads, heads
            yield "leaders_at_least", (u, y), unit.leaders * opened - heads, heads
            yield "staff_in_open_unit", (u, y), others + heads - unit.capacity * opened, others


def units(instance: Instance, plan: Plan) -> Breaches:
    """One responsible, eligible and open unit per group."""
    for g in instance.groups:
        serving = [u for h, u in plan.serves if h == g]
        yield "one_responsible_unit", (g,), abs(len(serving) - 1.0), 0.0
        for u in serving:
            fits = (g, u) in instance.eligible_units and u in plan.unit_is_open
            yield "serving_unit_is_open", (g, u), float(not fits), 0.0
    running = offers_by_site(instance, plan)
    for u in plan.unit_is_open & set(instance.decided_units) - tasks_of_their_own(instance):
        share = sum(part for (_, v), run in running.items() if v == u for _, part in run)
        share += sum(v == u for _, v in plan.serves)
        yield "unit_has_work", (u,), 1.0 - share, 1.0
