"""The accounts of a plan: costs, refunds and transfers by account and year, in tkr.

Part of the independent evaluation: plain arithmetic on levels, no Pyomo and no solver.
"""

from collections import defaultdict
from collections.abc import Mapping

from model.derived import attached_staff
from model.evaluation.benefits import exit_value, job_years, net_share
from model.instance import Instance
from model.plan import Plan, of_year
from model.solution import Money
from model.timing import before_change, before_leaving, before_start, severance

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
        measure = instance.measures[n]
        gross[measure.account, y] += measure.running_cost * places
    for (_, s, y), fte in paid.items():
        staff = instance.staff_groups[s]
        gross[staff.account, y] += staff.price * fte
    add_fixed(instance, plan, gross)
    add_refunds(instance, realised, refund)
    add_transfers(instance, plan, extra, gross, refund)
    return {
        (a, y): Money(gross[a, y], refund[a, y]) for a in instance.accounts for y in instance.years
    }


def add_fixed(instance: Instance, plan: Plan, gross: Amounts) -> None:
    """Fixed costs of offers and premises of units, as today until the change in year one."""
    for y in instance.years:
        first = y == instance.years[0]
        for (n, u), offer in instance.offers.items():
            measure = instance.measures[n]
            gone = before_change(instance, measure) if first else 0.0
            old, new = offer.status == "today", (n, u) in plan.is_open
            running = old + (1 - gone) * (new - old)
            gross[measure.account, y] += offer.fixed_cost * running
        gone = before_start(instance) if first else 0.0
        for u, unit in instance.units.items():
            old, new = unit.status != "candidate", u in plan.unit_is_open
            standing = old + (1 - gone) * (new - old)
            gross[unit.account, y] += unit.premises * standing


def add_refunds(instance: Instance, realised: Places, refund: Amounts) -> None:
    """State refund of running costs, each class cut down to its ceiling in proportion."""
    for c, refund_class in instance.refund_classes.items():
        members = {g for g, group in instance.groups.items() if group.refund_class == c}
        shares = [e.refund_share for (_, g), e in instance.effects.items() if g in members]
        persons = sum(instance.groups[g].persons for g in members)
        for y in instance.years:
            wanted: defaultdict[str, float] = defaultdict(float)
            for (n, _, g, yy), places in realised.items():
                if yy == y and g in members:
                    measure, share = instance.measures[n], instance.effects[n, g].refund_share
                    wanted[measure.account] += share * measure.running_cost * places
            total = sum(wanted.values())
            limit = total
            if refund_class.ceiling is not None:
                limit = min(total, max(shares, default=0.0) * refund_class.ceiling * persons)
            for account, amount in wanted.items():
                refund[account, y] += amount * limit / total if total else 0.0


def add_transfers(
    instance: Instance, plan: Plan, extra: Extra, gross: Amounts, refund: Amounts
) -> None:
    """Benefits: today's, less what extra exits save, and those of dismissed flex jobbers."""
    first, last = instance.years[0], instance.years[-1]
    for g, group in instance.groups.items():
        benefits = group.persons * group.benefit
        state = benefits * (1 - net_share(group.steps, instance.ladder)) if instance.ladder else 0.0
        for y in instance.years:
            gross[group.account, y] += benefits
            refund[group.account, y] += state
        for later, value in enumerate(exit_value(group, instance.ladder, len(instance.years))):
            for y in range(first, last + 1 - later):
                gross[group.account, y + later] -= extra[g, y] * value.gross
                refund[group.account, y + later] -= extra[g, y] * value.refund
    for (_, s, y), fte in plan.dismissed.items():
        staff = instance.staff_groups[s]
        for later in range(y, last + 1):
            paid = before_leaving(instance, staff) if later == y == first else 0.0
            gross[staff.transfer_account, later] += fte * staff.transfer_cost * (1 - paid)


def elsewhere(instance: Instance, plan: Plan, y: int) -> Money:
    """What other administrations pay in year y for the measures they have taken over."""
    first = y == instance.years[0]
    gross = refund = 0.0
    for (n, _, g), places in instance.places_today.items():
        if n in plan.handed_over:
            gone = before_change(instance, instance.measures[n]) if first else 0.0
            cost = (1 - gone) * places * instance.measures[n].running_cost
            gross, refund = gross + cost, refund + cost * instance.effects[n, g].refund_share
    for (n, _), offer in instance.offers.items():
        if n in plan.handed_over:
            gone = before_change(instance, instance.measures[n]) if first else 0.0
            gross += (1 - gone) * offer.fixed_cost
    for (n, _, s), fte in attached_staff(instance).items():
        if n in plan.handed_over:
            gone = before_start(instance) if first else 0.0
            gross += (1 - gone) * fte * instance.staff_groups[s].price
    return Money(gross, refund)


def one_off(instance: Instance, plan: Plan, y: int) -> float:
    """Severance, moves of staff and offers, retraining and openings in year y, tkr."""
    groups, ways = instance.staff_groups, instance.retraining
    dismissed, retrained = of_year(plan.dismissed, y), of_year(plan.retrained, y)
    cost = sum(fte * severance(instance, groups[s]) for (_, s), fte in dismissed.items())
    cost += instance.settings.move_cost * sum(of_year(plan.moved_in, y).values())
    cost += sum(fte * ways[s, r].cost for (_, s, r), fte in retrained.items())
    if y > instance.years[0]:
        return cost
    opened = [o for o in plan.is_open if instance.offers[o].status == "candidate"]
    cost += sum(instance.offers[o].opening_cost for o in opened)
    moved = plan.relocated.items()
    return cost + sum(
        share * (instance.offers[n, u].move_cost or 0.0) for (n, u, _), share in moved
    )


def tax(instance: Instance, extra: Extra, y: int) -> float:
    """Municipal tax of the job-years that extra exits give in year y, after equalisation."""
    settings, total = instance.settings, 0.0
    for g, group in instance.groups.items():
        held = job_years(group, instance.ladder, len(instance.years))
        total += sum(extra[g, x] * held[y - x] for x in range(instance.years[0], y + 1))
    return settings.tax_share * settings.tax_per_exit * total
