"""What the scenario must close: which money counts, in which years, and how much it comes to."""

from typing import NamedTuple

from model.demand import Basis, Category, Counts, Demand, View
from model.evaluation.savings import target, years_of
from model.solution import CATEGORIES, Outcome
from scenarios.solve import Answer

OTHER_VIEW: dict[View, View] = {
    "administration": "municipality",
    "municipality": "administration",
}


class SavingsTarget(NamedTuple):
    """The money that counts. `demand` is None when the scenario asks for no saving."""

    basis: Basis
    view: View
    counts: Counts
    years: tuple[int, ...]
    demand: Demand | None

    @property
    def other_view(self) -> View:
        """The view in which the target is not counted."""
        return OTHER_VIEW[self.view]

    @property
    def in_other_view(self) -> "SavingsTarget":
        return self._replace(view=self.other_view)

    @property
    def categories(self) -> tuple[Category, ...]:
        return CATEGORIES[self.counts]


def savings_target(answer: Answer) -> SavingsTarget:
    """What the saving demand counts; net on service and running costs when there is none."""
    demand = target(answer.instance)
    if demand is None:
        years = answer.instance.years
        return SavingsTarget("net", "administration", "service+drift", years, None)
    return target_of(answer, demand)


def target_of(answer: Answer, demand: Demand) -> SavingsTarget:
    """What a demand for a saving counts, and in which years."""
    years = tuple(years_of(answer.instance, demand))
    return SavingsTarget(demand.basis, demand.view, demand.counts, years, demand)


def earlier_targets(answer: Answer) -> list[SavingsTarget]:
    """The savings that are demanded before the years of the main one."""
    since = savings_target(answer).years[:1]
    demands = answer.instance.demands.values()
    wanted = (target_of(answer, q) for q in demands if q.kind == "saving" and q.active and q.bound)
    return [each for each in wanted if each.years and each.years[:1] < since]


def after(answer: Answer) -> Outcome:
    """The outcome of the plan; today's when there is no plan to show."""
    return answer.solution.outcome or answer.before


def full_year(answer: Answer) -> int:
    """The year in which the plan works in full: the last of the horizon."""
    return answer.instance.settings.last_year
