"""What a kind of demand is: one record, from the rows in the model to the words on screen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from model.demand import FIELDS, Demand, Field, Text
from model.evaluation.savings import years_of
from model.expressions import Model, Rule
from model.instance import Instance
from model.plan import Plan
from model.quantities import YES_OR_NO, Quantity
from model.solution import Outcome

NONE = 1e-6  # places or people: fewer are none


@dataclass(frozen=True)
class DemandContext:
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
        return sum(v for (u, s, x), v in flow.items() if x == y and self.q.on_staff(u, s))


def least(margins: Iterable[float]) -> float:
    """The smallest margin; a demand about nothing is met."""
    return min(margins, default=0.0)


Rows = Iterator[tuple[tuple[Any, ...], Rule]]  # labels, and a relation that is a line in the bound

LESS, MORE = -1, 1  # which change of a bound asks for less


class DemandKind(NamedTuple):
    """A kind of demand; `line` is its number in docs/formulation.md.

    `rows` are the demand in the model, `slack` the same judged without a solver: what a plan has
    left of the bound, in its `unit`, negative when it is broken. `looser` is the sign of a change
    of the bound that asks for less, 0 where none does.

    In the sentence `{bound}` and the years stay open (reports/demands/text.py fills them in);
    names of what a demand is about take the place of `{measures}`, `{groups}`, `{units}`,
    `{staff}` and `{types}`. `needs` are the fields without which the demand would be about
    everything, and is not meant. `lever` moves the bound of such demands.
    """

    line: str
    label: Text
    sentence: Text
    rows: Callable[[Model, Demand], Rows]
    slack: Callable[[DemandContext], float]
    unit: Quantity = YES_OR_NO
    looser: int = 0
    needs: tuple[Field, ...] = ()
    lever: str = ""
    field_order: tuple[Field, ...] = FIELDS

    @property
    def name(self) -> str:
        return self.rows.__name__.removesuffix("_rows")

    @property
    def about(self) -> tuple[Field, ...]:
        """The fields that the sentence names, in the order in which they are asked for."""
        return tuple(field for field in self.field_order if f"{{{field}}}" in self.sentence.da)

    @property
    def bounded(self) -> bool:
        """Whether it has a number."""
        return "{bound}" in self.sentence.da


EVERY: dict[Field, Text] = {
    "measures": Text("alle indsatser", "all measures"),
    "groups": Text("alle målgrupper", "all target groups"),
    "units": Text("alle enheder", "all units"),
    "staff": Text("alle personalegrupper", "all staff groups"),
    "types": Text("alle typer", "all types"),
}
