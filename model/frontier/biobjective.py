"""Two criteria of a matrix, one demanded and one sought: lines of the frontier of their program.

Each criterion is turned so that more is better. A *level* is what is demanded of x; the
*value* at a level is the most of y that can be had with it. With whole numbers fixed, or broken,
the value is concave in the level and straight in pieces: the basis of one solve says the
piece it is on, and how far the piece goes.
"""

from typing import NamedTuple

import numpy as np

from model.criteria.criteria import SENSE
from model.solver.branch_and_bound import solve_integer
from model.solver.highs import SolverResult
from model.solver.matrix import Indices, Matrix, Vector
from model.solver.warm_lp import WarmLP

ZERO_RATE = 1e-9  # a rate below which nothing moves
HALF = 0.5  # a row that binds moves by one


class MaximisedCriterion(NamedTuple):
    """A criterion as costs and offset, turned by its sense so that more is better."""

    costs: Vector
    offset: float
    sense: int

    def value(self, x: Vector) -> float:
        """The turned value at a point."""
        return float(self.costs @ x + self.offset)


class LinearPiece(NamedTuple):
    """The value at a level, what one more unit of it adds (0 or less), how far that holds."""

    level: float
    value: float
    slope: float
    reach: float

    def at(self, level: float) -> float:
        """The line at another level."""
        return self.value + self.slope * (level - self.level)


def maximised_form(matrix: Matrix, criterion: str) -> MaximisedCriterion:
    """A criterion turned by its sense."""
    costs, offset = matrix.criteria[criterion]
    sense = SENSE[criterion]
    return MaximisedCriterion(sense * costs, sense * offset, sense)


class BiobjectiveLP:
    """A search with one row more: what is demanded of x. `relaxed` rows do not hold."""

    def __init__(self, search: WarmLP, x: str, y: str, relaxed: Indices) -> None:
        self.lp, self.matrix = search, search.matrix
        self.x, self.y = maximised_form(search.matrix, x), maximised_form(search.matrix, y)
        self.lower, self.upper = search.matrix.lower.copy(), search.matrix.upper.copy()
        self.lower[relaxed], self.upper[relaxed] = -np.inf, np.inf
        search.set_row_bounds(relaxed, self.lower[relaxed], self.upper[relaxed])
        self.x_row = np.array([search.add_objective_row(self.x.costs, 0.0, 0.0, 1)])
        self.column_bounds = search.matrix.column_lower.copy(), search.matrix.column_upper.copy()
        self.require_x(-np.inf)

    def require_x(self, level: float, most: float = np.inf) -> None:
        """At least this of x, and no more than `most`."""
        ends = np.array([level, most]) - self.x.offset
        self.lp.set_row_bounds(self.x_row, ends[:1], ends[1:])

    def fix_integers(self, choices: Vector | None) -> None:
        """The whole numbers at these values, or free again."""
        whole, matrix = self.lp.integers, self.matrix
        free = matrix.column_lower[whole], matrix.column_upper[whole]
        ends = free if choices is None else (choices, choices)
        self.lp.set_column_bounds(whole, *ends)
        self.column_bounds[0][whole], self.column_bounds[1][whole] = ends

    def set_objective(self, weight: float = 0.0, constant: float = 0.0) -> None:
        """The aim: y + weight x + constant."""
        costs = self.y.costs + weight * self.x.costs
        self.lp.set_objective(costs, self.y.offset + weight * self.x.offset + constant, 1)

    def set_objective_x(self) -> None:
        """The aim: x."""
        self.lp.set_objective(self.x.costs, self.x.offset, 1)

    def maximise_x(self) -> SolverResult:
        """The relaxation that has most of x."""
        self.set_objective_x()
        return self.lp.solve_relaxation()

    def max_x_at_max_y(self, most: float) -> float:
        """The most of x among the points that have the most of y."""
        row = self.lp.add_objective_row(self.y.costs, most - self.y.offset, 0.0, 1)
        found = self.maximise_x()
        free = np.array([np.inf])
        self.lp.set_row_bounds(np.array([row]), -free, free)
        return found.objective

    def piece_at(self, level: float) -> LinearPiece | None:
        """The piece of the frontier at a level; None where nothing is possible. y is sought."""
        self.require_x(level)
        found = self.lp.solve_relaxation()
        if found.termination != "optimal" or found.incumbent is None:
            return None
        slope = min(0.0, float(self.lp.dual_values()[0][self.x_row[0]]))
        return LinearPiece(level, found.objective, slope, self.piece_end(level, found.incumbent))

    def piece_end(self, level: float, x: Vector) -> float:
        """The highest level that can be demanded on the same basis, as far as that is known."""
        unit = np.zeros(int(self.lp.highs.getNumRow()))
        unit[self.x_row] = 1.0
        moved = self.lp.column_rates(unit)
        if moved is None or self.x.costs @ moved < HALF:  # the row does not bind
            return max(level, self.x.value(x))
        rates = np.concatenate([moved, self.matrix.a @ moved])
        now = np.concatenate([x, self.matrix.a @ x])
        low = np.concatenate([self.column_bounds[0], self.lower])
        high = np.concatenate([self.column_bounds[1], self.upper])
        moves = np.abs(rates) > ZERO_RATE
        ends = np.where(rates > 0, high, low)[moves]
        return level + float(max(0.0, ((ends - now[moves]) / rates[moves]).min(initial=np.inf)))

    def solve_integer(self, starts: list[Vector]) -> SolverResult:
        """The best point with whole numbers for the aim and demand as they are."""
        return solve_integer(self.lp, starts)
