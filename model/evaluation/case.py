"""A demand beside a plan: what its judgement needs to know, without a solver."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.demand import Demand
from model.evaluation.savings import years_of
from model.instance import Instance
from model.plan import Plan
from model.solution import Outcome


@dataclass(frozen=True)
class Case:
    """A demand, the plan it is held against, and the outcomes of today's practice and the plan."""

    data: Instance
    plan: Plan
    before: Outcome
    after: Outcome
    q: Demand

    @property
    def years(self) -> list[int]:
        return years_of(self.data, self.q)

    @property
    def groups(self) -> tuple[str, ...]:
        return self.data.groups_in(self.q.groups)

    @property
    def measures(self) -> tuple[str, ...]:
        return self.data.measures_in(self.q.measures)

    def places(self, n: str, y: int, groups: Iterable[str] | None = None) -> float:
        """Places of measure n in year y."""
        if groups is None:
            return self.plan.total(n, y=y)
        return sum(self.plan.total(n, g=g, y=y) for g in groups)

    def of_staff(self, flow: Mapping[tuple[str, str, int], float], y: int) -> float:
        """Year y of a flow over units and staff groups, of those the demand is about."""
        return sum(
            v
            for (u, s, yy), v in flow.items()
            if yy == y
            and (not self.q.units or u in self.q.units)
            and (not self.q.staff or s in self.q.staff)
        )


def least(margins: Iterable[float]) -> float:
    """The smallest margin; a demand about nothing is met."""
    return min(margins, default=0.0)
