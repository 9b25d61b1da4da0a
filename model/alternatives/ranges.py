"""What the plans near the best have in common: the least and the most of every figure.

Each end is that of a plan which the evaluation confirms to be near the best and to keep all rules,
with the bound that no plan is beyond. Of a criterion the plans' values are the evaluation's.
"""

from collections.abc import Iterator
from typing import NamedTuple

from model.alternatives.figures import figures
from model.alternatives.near_best import BOTH, End, Figure, NearBest, Range
from model.criteria import SENSE, criterion_values
from model.demand_kinds.kinds import judge
from model.evaluation.evaluate import evaluate
from model.instance import Instance
from model.plan import read_plan
from model.solution import Outcome
from model.solver.lexicographic import AGREEMENT
from model.solver.matrix import Vector


class FoundRange(NamedTuple):
    """The range of a figure, by its kind and what it is of; how far the work is, up to 1."""

    kind: str
    of: str
    range: Range
    progress: float


def ranges(instance: Instance, before: Outcome, near: NearBest) -> Iterator[FoundRange]:
    """The ranges of all figures one by one; `before` is the outcome of today's practice.

    None where the evaluation does not confirm the best plan.
    """
    known = EvaluatedPoints(instance, before, near)
    if not known.values:
        return
    asked = list(figures(instance, near.lp.matrix))
    for k, figure in enumerate(asked):
        least, most = (known.end(figure, way) for way in BOTH)
        yield FoundRange(*figure.name, Range(least, most), (k + 1) / len(asked))


class EvaluatedPoints:
    """The plans near the best that were found, each with its criteria as evaluated."""

    def __init__(self, instance: Instance, before: Outcome, near: NearBest) -> None:
        self.instance, self.before, self.near = instance, before, near
        self.values: list[dict[str, float]] = []
        near.points = [x for x in near.points if self.confirm(x)]
        near.confirm = self.confirm

    def confirm(self, x: Vector) -> bool:
        """Whether the evaluation too says that a point is a plan near the best."""
        named = dict(zip(self.near.lp.matrix.columns, x.tolist(), strict=True))
        plan = read_plan(self.instance, named)
        after = evaluate(self.instance, plan)
        values = criterion_values(self.instance, self.before, after)
        demands = judge(self.instance, plan, self.before, after).values()
        name, worst = self.near.criterion.name[1], self.near.worst
        short = SENSE[name] * (worst - values[name])
        sound = not after.violations and all(q.met for q in demands if q.active)
        if confirmed := sound and short <= AGREEMENT * max(1.0, abs(worst)):
            self.values.append(values)
        return confirmed

    def end(self, figure: Figure, way: int) -> End:
        """An end of a figure; of a criterion as the evaluation has it."""
        found = self.near.end(figure, way)
        kind, name = figure.name
        if kind != "criterion":
            return found
        values = [way * each[name] for each in self.values]
        point = values.index(max(values))
        return End(way * values[point], found.bound, point)
