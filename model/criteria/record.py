"""What a criterion is: one record, from the expression in the model to the words on screen."""

from collections.abc import Callable
from typing import NamedTuple

from model.demand import Text
from model.expressions import Model, Rule
from model.instance import Instance
from model.quantities import Quantity
from model.solution import Outcome

MAXIMIZE, MINIMIZE = 1, -1


class Amount(NamedTuple):
    """Words about an amount `{n}`, and those about exactly one, where it is counted in whole."""

    many: Text
    one: Text | None = None

    def of(self, n: str, language: str) -> str:
        """The words with the amount as it is told."""
        text = self.one if self.one is not None and n == "1" else self.many
        return text.of(language).format(n=n)


class Tradeoff(NamedTuple):
    """How a criterion is traded for others: the demand that it is reached, and its words.

    The demand has the sentence `reached`, a bound in the criterion's unit and, of a kind in
    model/demand_kinds/, the groups it is about. `axis` is the criterion as a choice and as the
    title of an axis, with its unit; `level` so much of it, `below` so much less than nothing where
    it can be; `better` and `worse` a step of it; `width` how wide a band is, in what it is counted.
    """

    kind: str
    reached: Text
    axis: Text
    level: Text
    better: Amount
    worse: Amount
    width: Text
    groups: tuple[str, ...] = ()
    below: Amount | None = None


class Criterion(NamedTuple):
    """A criterion; `line` is its number in docs/formulation.md.

    `expression` is its value in the model, `value` the same recomputed from the outcomes of
    today's practice and of the plan, both in its `unit`. `label` names it in a table, `subject`
    opens a sentence and leaves the `{period}` open. Without a tradeoff it can be put in order, but
    not be traded on a frontier.
    """

    line: str
    name: str
    sense: int
    unit: Quantity
    label: Text
    subject: Text
    expression: Callable[[Model], Rule]
    value: Callable[[Instance, Outcome, Outcome], float]
    tradeoff: Tradeoff | None = None
