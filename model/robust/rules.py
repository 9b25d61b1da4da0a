"""What makes a plan robust: a measure of its values in all futures, to be as large as can be.

Section 13 of docs/formulation.md. Each measure is the least of many lines in the decisions, one
for each way that the futures can turn out; a rule gives the line that is the lowest at a plan.
"""

from dataclasses import dataclass
from math import comb
from typing import NamedTuple, Protocol

import numpy as np

from model.robust.value import Values
from model.solver.matrix import Vector


class Line(NamedTuple):
    """What the measure is at most: costs x + constant."""

    costs: Vector
    constant: float

    def at(self, x: Vector) -> float:
        return float(self.costs @ x + self.constant)


class Rule(Protocol):
    """A measure of plans that is the least of its lines."""

    def lowest(self, x: Vector) -> Line:
        """The line that is the lowest at x: its value there is the measure of the plan."""


@dataclass(frozen=True)
class LeastRegret:
    """(13.3) The largest regret, turned round: least over f of value_f(x) - hindsight_f."""

    values: Values
    hindsight: Vector  # people, of each future

    def lowest(self, x: Vector) -> Line:
        k = int(np.argmin(self.values.of(x) - self.hindsight))
        return Line(self.values.costs[k], self.values.constants[k] - self.hindsight[k])


@dataclass(frozen=True)
class WorstShare:
    """(13.4) (1 - weight) mean + weight CVaR, the mean of the worst 1 - beta of the futures.

    CVaR is the least of the means over all ways to weigh futures that give none more than
    1 / (1 - beta) of its share.
    """

    values: Values
    beta: float  # at least 0 and below 1; at 0 the mean
    weight: float = 1.0

    def lowest(self, x: Vector) -> Line:
        number = len(self.values.constants)
        weights = np.full(number, (1 - self.weight) / number)
        weights[np.argsort(self.values.of(x))] += self.weight * worst_first(number, self.beta)
        return Line(weights @ self.values.costs, float(weights @ self.values.constants))


def worst_first(number: int, beta: float) -> Vector:
    """The weight of each future in CVaR, the worst first: all alike until 1 - beta is used up."""
    most = 1 / (number * (1 - beta))
    weights: Vector = np.clip(1 - most * np.arange(number), 0.0, most)
    return weights


@dataclass(frozen=True)
class BudgetOfFactors:
    """(13.5) The nominal value when at most `budget` factors are at their bad end, the worst ones.

    value(x) - the sum of the `budget` largest d_j(x), of the last one a part where it is not
    whole; d_j(x) = max(0, value(x) - value with factor j at the one or at the other end).
    """

    nominal: Values  # of one future
    ends: tuple[Values, Values]  # each factor alone at its one end, and at its other
    budget: float

    def lowest(self, x: Vector) -> Line:
        values = np.array([end.of(x) for end in self.ends])
        end, each = values.argmin(axis=0), np.arange(values.shape[1])
        lost = self.nominal.of(x)[0] - values[end, each]
        shares = np.zeros(len(lost))
        shares[np.argsort(-lost)] = np.clip(self.budget - np.arange(len(lost)), 0.0, 1.0)
        shares *= lost > 0
        worst = Values(*(np.array(of)[end, each] for of in zip(*self.ends, strict=True)))
        kept = 1 - shares.sum()
        return Line(
            kept * self.nominal.costs[0] + shares @ worst.costs,
            float(kept * self.nominal.constants[0] + shares @ worst.constants),
        )


def chance_of_more(number: int, budget: float) -> float:
    """(13.6) The bound of Bertsimas and Sim on the chance that more is lost than the budget allows.

    B(n, budget) = 2^-n ((1 - mu) C(n, floor v) + sum_k>v C(n, k)) with v = (n + budget) / 2 and mu
    its fraction: for n independent factors, each as likely to be good as bad.
    """
    middle = (number + budget) / 2
    whole = int(middle)
    sets = [comb(number, k) / 2**number for k in range(whole, number + 1)]
    return (1 - (middle - whole)) * sets[0] + sum(sets[1:]) if sets else 0.0
