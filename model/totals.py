"""Demands on the total of a criterion over all years, judged without a solver."""

from model.case import Case


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
