"""The accounts of a plan: costs, refunds and transfers by account and year, in tkr.

Part of the independent evaluation: plain arithmetic on levels, no Pyomo and no solver.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import product

from model.derived import attached_staff
from model.evaluation.benefits import job_years_of, net_share, value_of_exit
from model.evaluation.job_loss import loss_of
from model.instance import Instance
from model.plan import Plan, of_year
from model.solution import Money
from model.timing import before_change, before_start, severance

Amounts = defaultdict[tuple[str, int], float]  # a, y
Places = Mapping[tuple[str, str, str, int], float]  # m, u, g, y
Extra = Mapping[tuple[str, int], float]  # exits by g, y


def money(
    instance: Instance,
    plan: Plan,
    realised: Places,
    paid: Mapping[tuple[str, str, int], float],
    extra: Extra,
) -> dict[tuple[str, int], Money]:
    gross: Amounts = defaultdict(float)
    refund: Amounts = defaultdict(float)
    for (n, _, _, y), places in realised.items():
        measure = instance.in_year(y).measures[n]
        gross[measure.account, y] += measure.running_cost * places
    for (_, s, y), fte in paid.items():
        staff = instance.in_year(y).staff_groups[s]
        gross[staff.account, y] += staff.price * fte
    for (c, y), places in plan.unused.items():
        measure = instance.in_year(y).measures[instance.contracts[c].measure]
        share = instance.bound_until.get((c, y), 0.0)
        gross[measure.account, y] += share * measure.running_cost * places
    add_fixed(instance, plan, gross)
    add_refunds(instance, realised, refund)
    add_transfers(instance, plan, extra, gross, refund)
    return {
        (a, y): Money(gross[a, y], refund[a, y]) for a in instance.accounts for y in instance.years
    }


def add_fixed(instance: Instance, plan: Plan, gross: Amounts) -> None:
    """Fixed costs of offers and premises of units, as today until the change in year one."""
    for y in instance.years:
        first, rules = y == instance.years[0], instance.in_year(y)
        for (n, u), offer in rules.offers.items():
            measure = instance.measures[n]
            gone = before_change(instance, measure) if first else 0.0
            old, new = offer.status == "today", (n, u) in plan.is_open
            running = old + (1 - gone) * (new - old)
            gross[measure.account, y] += offer.fixed_cost * running
        gone = before_start(instance) if first else 0.0
        for u, unit in rules.units.items():
            old, new = unit.status != "candidate", u in plan.unit_is_open
            standing = old + (1 - gone) * (new - old)
            gross[unit.account, y] += unit.premises * standing


def add_refunds(instance: Instance, realised: Places, refund: Amounts) -> None:
    """State refund of running costs, each class cut down to its ceiling in proportion."""
    for y, c in product(instance.years, instance.refund_classes):
        rules = instance.in_year(y)
        members = {g for g, group in rules.groups.items() if group.refund_class == c}
        shares = [e.refund_share for (_, g), e in rules.effects.items() if g in members]
        persons = sum(rules.groups[g].persons for g in members)
        wanted: defaultdict[str, float] = defaultdict(float)
        for (n, _, g, yy), places in realised.items():
            if yy == y and g in members:
                measure, share = rules.measures[n], rules.effects[n, g].refund_share
                wanted[measure.account] += share * measure.running_cost * places
        total = sum(wanted.values())
        limit, ceiling = total, rules.refund_classes[c].ceiling
        if ceiling is not None:
            limit = min(total, max(shares, default=0.0) * ceiling * persons)
        for account, amount in wanted.items():
            refund[account, y] += amount * limit / total if total else 0.0


def add_transfers(
    instance: Instance, plan: Plan, extra: Extra, gross: Amounts, refund: Amounts
) -> None:
    """Benefits: today's, less what extra exits save, and those of the dismissed."""
    for y, g in product(instance.years, instance.groups):
        rules = instance.in_year(y)
        group = rules.groups[g]
        benefits = group.persons * group.benefit
        gross[group.account, y] += benefits
        refund[group.account, y] += benefits * (1 - net_share(group.steps, rules.ladder_of(g)))
        for later, value in enumerate(value_of_exit(instance, g, y)):
            gross[group.account, y + later] -= extra[g, y] * value.gross
            refund[group.account, y + later] -= extra[g, y] * value.refund
    for (s, x), counts in dismissed_and_helped(instance, plan).items():
        joined = instance.staff_groups[s].joins
        if joined is None:
            continue
        account = instance.groups[joined].account
        for people, helped in zip(counts, (False, True), strict=True):
            for later, loss in enumerate(loss_of(instance, s, x, helped=helped)):
                gross[account, x + later] += people * loss.gross
                refund[account, x + later] += people * loss.refund


def dismissed_and_helped(
    instance: Instance, plan: Plan
) -> dict[tuple[str, int], tuple[float, float]]:
    """People dismissed by staff group and year: those without help, and those with it."""
    people: defaultdict[tuple[str, int], float] = defaultdict(float)
    for (_, s, y), fte in plan.dismissed.items():
        people[s, y] += fte / instance.staff_groups[s].fte_per_person
    return {
        i: (number - plan.helped.get(i, 0.0), plan.helped.get(i, 0.0))
        for i, number in people.items()
    }


def elsewhere(instance: Instance, plan: Plan, y: int) -> Money:
    """What other administrations pay in year y for the measures they have taken over."""
    first, rules = y == instance.years[0], instance.in_year(y)
    gross = refund = 0.0
    for (n, _, g), places in instance.places_today.items():
        if n in plan.handed_over:
            gone = before_change(instance, instance.measures[n]) if first else 0.0
            cost = (1 - gone) * places * rules.measures[n].running_cost
            gross, refund = gross + cost, refund + cost * rules.effects[n, g].refund_share
    for (n, _), offer in rules.offers.items():
        if n in plan.handed_over:
            gone = before_change(instance, instance.measures[n]) if first else 0.0
            gross += (1 - gone) * offer.fixed_cost
    for (n, _, s), fte in attached_staff(instance).items():
        if n in plan.handed_over:
            gone = before_start(instance) if first else 0.0
            gross += (1 - gone) * fte * rules.staff_groups[s].price
    return Money(gross, refund)


def one_off(instance: Instance, plan: Plan, y: int) -> float:
    """Severance, moves of staff and offers, retraining and openings in year y, tkr."""
    rules = instance.in_year(y)
    groups, ways = rules.staff_groups, rules.retraining
    dismissed, retrained = of_year(plan.dismissed, y), of_year(plan.retrained, y)
    cost = sum(fte * severance(rules, groups[s]) for (_, s), fte in dismissed.items())
    cost += rules.settings.move_cost * sum(of_year(plan.moved_in, y).values())
    cost += sum(fte * ways[s, r].cost for (_, s, r), fte in retrained.items())
    if y > instance.years[0]:
        return cost
    cost += sum((instance.contracts[c].leave_cost or 0.0) * v for (c,), v in plan.left.items())
    opened = [o for o in plan.is_open if instance.offers[o].status == "candidate"]
    cost += sum(instance.offers[o].opening_cost for o in opened)
    moved = plan.relocated.items()
    return cost + sum(
        share * (instance.offers[n, u].move_cost or 0.0) for (n, u, _), share in moved
    )


def tax(instance: Instance, extra: Extra, y: int) -> float:
    """Municipal tax of the job-years that extra exits give in year y, after equalisation."""
    settings, total = instance.settings, 0.0
    for g, x in product(instance.groups, range(instance.years[0], y + 1)):
        total += extra[g, x] * job_years_of(instance, g, x)[y - x]
    return settings.tax_share * settings.tax_per_exit * total
