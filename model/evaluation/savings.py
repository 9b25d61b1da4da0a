"""The saving that a scenario must close, and what a plan saves of it, from evaluated outcomes."""

from model.demand import NO_WORDS, Category, Demand
from model.instance import Instance
from model.solution import Outcome

NOTHING = Demand("", NO_WORDS, NO_WORDS, "saving", 0.0)  # to close


def categories(instance: Instance) -> dict[str, Category]:
    return {a: account.category for a, account in instance.accounts.items()}


def target(instance: Instance) -> Demand | None:
    """The saving demand that a scenario must close, whatever the order of the rows.

    The active one above zero that holds longest; then the largest, then the first by id.
    """
    last = instance.settings.last_year

    def place(q: Demand) -> tuple[bool, int, float, str]:
        return q.bound <= 0, -min(q.to_year, last), -q.bound, q.id

    savings = (q for q in instance.demands.values() if q.kind == "saving" and q.active)
    return min(savings, key=place, default=None)


def savings(instance: Instance) -> dict[str, tuple[Demand, float]]:
    """Savings that are demanded together, each with its share of the target; at least one.

    They are those above zero in the terms of the target. Without a target, or with one of no year
    of the instance, it is what every year saves.
    """
    q = target(instance) or NOTHING
    if not years_of(instance, q):
        return {"": (q._replace(from_year=0, to_year=9999), 1.0)}
    if q.bound <= 0:
        return {q.id: (q, 1.0)}
    terms = (q.basis, q.view, q.counts)
    return {
        i: (d, d.bound / q.bound)
        for i, d in instance.demands.items()
        if d.kind == "saving" and d.active and d.bound > 0 and (d.basis, d.view, d.counts) == terms
    }


def years_of(instance: Instance, demand: Demand) -> list[int]:
    return [y for y in instance.years if demand.from_year <= y <= demand.to_year]


def stages_of(instance: Instance, demand: Demand) -> list[int]:
    """The stages of the years of a demand: its rows about places are the same within each."""
    return list(dict.fromkeys(instance.stage(y) for y in years_of(instance, demand)))


def turns_of(instance: Instance, demand: Demand) -> list[int]:
    """The years of a demand in which its rows about places and numbers of the data are new."""
    years = years_of(instance, demand)
    return [y for y in years if y in instance.turns or y == years[0]]


def saving_level(instance: Instance, before: Outcome, after: Outcome) -> float:
    """tkr a year: the largest target for which all savings that go with it would be met."""
    return min(
        saving_of_target(instance, before, after, y) / share
        for q, share in savings(instance).values()
        for y in years_of(instance, q)
    )


def saving_of_target(instance: Instance, before: Outcome, after: Outcome, year: int) -> float:
    """tkr closed in a year, in what the target counts; net for the administration without one."""
    q = target(instance) or NOTHING
    return after.saving(before, year, categories(instance), q.basis, q.view, q.counts)
