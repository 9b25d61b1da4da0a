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
    demand, years = target(answer.instance), answer.instance.years
    if demand is None:
        return SavingsTarget("net", "administration", "service+drift", years, None)
    held = tuple(years_of(answer.instance, demand))
    return SavingsTarget(demand.basis, demand.view, demand.counts, held, demand)


def after(answer: Answer) -> Outcome:
    """The outcome of the plan; today's when there is no plan to show."""
    return answer.solution.outcome or answer.before


def full_year(answer: Answer) -> int:
    """The year in which the plan works in full: the last of the horizon."""
    return answer.instance.settings.last_year
