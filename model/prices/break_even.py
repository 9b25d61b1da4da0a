"""The break-even value of a number of the data: the optimum with a choice equals that without.

The rate at which a decision costs or needs staff is varied; what is spent and done today is not.
Such a rate enters the rows linearly, so that the matrix at any value follows from those at two. An
effect is a parameter of model/solver/parametric_model.py.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from model.algebra import csr_array
from model.criteria import SENSE
from model.demand import Demand
from model.instance import Instance
from model.prices.set_values import CRITERION, PRICE_GAP, SAME_VALUE
from model.solution import OutOfTimeError
from model.solver.branch_and_bound import solve_integer
from model.solver.matrix import Matrix, Vector
from model.solver.parametric_model import ParametricModel, bound_shift
from model.solver.warm_lp import Basis, WarmLP

NO_PLAN = 1e4  # exits: the value of a choice without a plan, as a loss
MatrixAt = Callable[[Demand, float], Matrix]  # the matrix with one more demand, at a value


class SearchRange(NamedTuple):
    """The range of a number, from `now` to `limit`, and the tolerance of the root; in its unit."""

    now: float
    limit: float
    tolerance: float


def matrix_by_rate(instance: Callable[[float], Instance], now: float) -> MatrixAt:
    """Matrices for a rate of the fixed rows: interpolated from those at two values."""
    values = 1.0, 2.0
    bases = [(ParametricModel(instance(value)), instance(value)) for value in values]

    def matrix_at(demand: Demand, value: float) -> Matrix:
        one, two = (base.instantiate(data.with_demands(demand)) for base, data in bases)
        return interpolate(one, two, value - values[0], now - values[0])

    return matrix_at


def matrix_by_effect(base: ParametricModel, instance: Callable[[float], Instance]) -> MatrixAt:
    """Matrices for effects, which are parameters of the model."""

    def matrix_at(demand: Demand, value: float) -> Matrix:
        return base.instantiate(instance(value).with_demands(demand))

    return matrix_at


def interpolate(one: Matrix, two: Matrix, rates: float, ends: float) -> Matrix:
    """The matrix at a share of the way from one to two for coefficients, and another for bounds."""
    assert one.rows == two.rows, "the two are about the same rows"
    return replace(
        one,
        a=csr_array(one.a + rates * (two.a - one.a)),
        lower=one.lower + ends * bound_shift(one.lower, two.lower),
        upper=one.upper + ends * bound_shift(one.upper, two.upper),
    )


@dataclass
class ExitDifference:
    """Most exits with the best of some demands less those with the best of others, at a value.

    With the kinds in `unaffected` the value does not matter. Raises OutOfTimeError after the
    deadline.
    """

    matrix_at: MatrixAt
    chosen: Sequence[Demand]
    other: Sequence[Demand]
    unaffected: Collection[str] = ()
    deadline: float = inf
    starts: dict[str, tuple[Basis, Vector]] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)

    def __call__(self, value: float) -> float:
        chosen, other = (
            max(-NO_PLAN, *(self.exits(demand, value) for demand in demands))
            for demands in (self.chosen, self.other)
        )
        return chosen - other

    def exits(self, demand: Demand, value: float) -> float:
        """Most exits with one more demand, solved once where the value does not matter."""
        if demand.kind not in self.unaffected:
            return self.solve(demand, value)
        if demand.id not in self.known:
            self.known[demand.id] = self.solve(demand, value)
        return self.known[demand.id]

    def solve(self, demand: Demand, value: float) -> float:
        """Most exits with one more demand, from the basis and integers of the last value."""
        search = WarmLP(self.matrix_at(demand, value), PRICE_GAP)
        search.set_objective(*search.matrix.criteria[CRITERION], SENSE[CRITERION])
        basis, choices = self.starts.get(demand.id, (None, None))
        if basis is not None:
            search.set_basis(basis)
        search.deadline = self.deadline
        found = solve_integer(search, [] if choices is None else [choices])
        if found.limit:
            raise OutOfTimeError
        if found.incumbent is None:
            return -inf
        self.starts[demand.id] = search.basis(), np.round(found.incumbent[search.integers])
        return found.objective


def break_even(difference: Callable[[float], float], span: SearchRange) -> float | None:
    """(P7) The break-even value: the first, to the tolerance, with the difference not above zero.

    None when it is above zero at the limit too.
    """

    def above(value: float) -> float:
        return difference(value) - SAME_VALUE

    if above(span.now) <= 0:
        return span.now
    if above(span.limit) > 0:
        return None
    root = brentq(above, span.now, span.limit, xtol=span.tolerance, rtol=1e-12)
    on = span.tolerance if span.limit > span.now else -span.tolerance
    past = (root + k * on for k in range(3))
    return next((float(value) for value in past if above(value) <= 0), span.limit)
