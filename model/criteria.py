"""The criteria of section 12 and the saving that must be closed, from evaluated outcomes."""

from model.demand import Category, Demand
from model.instance import Instance
from model.solution import Outcome


def categories(instance: Instance) -> dict[str, Category]:
    """The category of each account."""
    return {a: account.category for a, account in instance.accounts.items()}


def target(instance: Instance) -> Demand | None:
    """The saving demand that a scenario must close: the first active one."""
    savings = (q for q in instance.demands.values() if q.kind == "saving" and q.active)
    return next(savings, None)


def saving_of_target(instance: Instance, before: Outcome, after: Outcome, year: int) -> float:
    """tkr closed in a year, in what the target counts; net for the administration without one."""
    q = target(instance)
    terms = (q.basis, q.view, q.counts) if q else ("net", "administration", "service+drift")
    return after.saving(before, year, categories(instance), *terms)


def criteria(instance: Instance, before: Outcome, after: Outcome) -> dict[str, float]:
    """Value of each criterion over all years, in persons, places or tkr; saving in tkr a year."""
    years, q = instance.years, target(instance)
    closing = [y for y in years if q is None or q.from_year <= y <= q.to_year]
    vulnerable = {g for g, group in instance.groups.items() if "vulnerable" in group.tags}
    people = sum(instance.groups[g].eligible for g in vulnerable) * len(years)
    flexjob = {s for s, staff in instance.staff_groups.items() if staff.role == "flexjob"}
    dismissed = after.dismissed_people.items()
    kinds = categories(instance)
    return {
        "exits": sum(after.extra_exits.values()),
        "saving": min(saving_of_target(instance, before, after, y) for y in closing),
        "coverage": sum(v for (g, _), v in after.offers.items() if g in vulnerable)
        / (people or 1.0),
        "dismissals": sum(v for _, v in dismissed),
        "flex_dismissals": sum(v for (_, s, _), v in dismissed if s in flexjob),
        "lost_places": sum(after.lost_places.values()),
        "handovers": sum(after.handovers.values()),
        "one_off": sum(after.one_off.values()),
        "transfers": sum(
            before.money[a, y].net - after.money[a, y].net
            for a, y in after.money
            if kinds[a] == "transfers"
        ),
    }
