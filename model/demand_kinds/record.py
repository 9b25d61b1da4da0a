"""What a kind of demand is: one record, from the rows in the model to the words on screen."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from model.demand import Demand, Field, Text
from model.evaluation.case import Case
from model.expressions import Model, Rule
from model.quantities import YES_OR_NO, Quantity

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
    name: str
    label: Text
    sentence: Text
    rows: Callable[[Model, Demand], Rows]
    slack: Callable[[Case], float]
    unit: Quantity = YES_OR_NO
    looser: int = 0
    about: tuple[Field, ...] = ()
    needs: tuple[Field, ...] = ()
    lever: str = ""

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
