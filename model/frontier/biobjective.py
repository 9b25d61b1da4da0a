"""The bi-objective program of two criteria: x is required to reach a level, y is maximised.

Both criteria are in maximised form. The *value* at a level of x is the most of y. With the integers
fixed or relaxed, the value is concave and piecewise linear in the level: the optimal basis of one
solve gives the piece, and how far the piece reaches.
"""

from typing import NamedTuple

import numpy as np

from model.criteria import SENSE
from model.solver.branch_and_bound import solve_integer
from model.solver.matrix import Indices, Matrix, Vector
from model.solver.warm_lp import SolverResult, WarmLP

ZERO_RATE = 1e-9  # smaller rates are zero
EXACT = 1e-9  # how far a row may be broken, so that the end of a piece is one of a plan
HALF = 0.5  # the activity of a binding row changes by 1


class MaximisedCriterion(NamedTuple):
    """A criterion as costs and offset, multiplied by its sense so that more is better."""

    costs: Vector
    offset: float
    sense: int

    def value(self, x: Vector) -> float:
        return float(self.costs @ x + self.offset)


class LinearPiece(NamedTuple):
    """A linear piece: the value at a level, its slope (0 or less), the level where it ends."""

    level: float
    value: float
    slope: float
    end: float

    def value_at(self, level: float) -> float:
        return self.value + self.slope * (level - self.level)


def maximised_form(matrix: Matrix, criterion: str) -> MaximisedCriterion:
    costs, offset = matrix.criteria[criterion]
    sense = SENSE[criterion]
    return MaximisedCriterion(sense * costs, sense * offset, sense)


class BiobjectiveLP:
    """A linear program with a row for the level of x; the rows `relaxed` are free."""

    def __init__(self, search: WarmLP, x: str, y: str, relaxed: Indices) -> None:
        self.lp, self.matrix = search, search.matrix
        search.set_feasibility(EXACT)
        self.x, self.y = maximised_form(search.matrix, x), maximised_form(search.matrix, y)
        self.lower, self.upper = search.matrix.lower.copy(), search.matrix.upper.copy()
        self.lower[relaxed], self.upper[relaxed] = -np.inf, np.inf
        search.set_row_bounds(relaxed, self.lower[relaxed], self.upper[relaxed])
        self.x_row, self.y_row = (
            np.array([search.add_objective_row(part.costs, 0.0, 0.0, 1)])
            for part in (self.x, self.y)
        )
        self.column_bounds = search.matrix.column_lower.copy(), search.matrix.column_upper.copy()
        self.require_x(-np.inf)
        self.require_y(-np.inf)

    def require_x(self, level: float, most: float = np.inf) -> None:
        """Require x to reach a level, and to be no more than `most`."""
        ends = np.array([level, most]) - self.x.offset
        self.lp.set_row_bounds(self.x_row, ends[:1], ends[1:])

    def require_y(self, value: float) -> None:
        self.lp.set_row_bounds(self.y_row, np.array([value - self.y.offset]), np.array([np.inf]))

    def fix_integers(self, choices: Vector | None) -> None:
        """Fix the integer columns at these values, or free them again."""
        whole, matrix = self.lp.integers, self.matrix
        free = matrix.column_lower[whole], matrix.column_upper[whole]
        ends = free if choices is None else (choices, choices)
        self.lp.set_column_bounds(whole, *ends)
        self.column_bounds[0][whole], self.column_bounds[1][whole] = ends

    def set_objective(self, weight: float = 0.0, constant: float = 0.0) -> None:
        """Maximise y + weight x + constant."""
        costs = self.y.costs + weight * self.x.costs
        self.lp.set_objective(costs, self.y.offset + weight * self.x.offset + constant, 1)

    def set_objective_x(self) -> None:
        self.lp.set_objective(self.x.costs, self.x.offset, 1)

    def maximise_x(self) -> SolverResult:
        self.set_objective_x()
        return self.lp.solve_relaxation()

    def max_x_at_max_y(self, most: float) -> float:
        """The most x with this much y, which is the most there is; y is maximised again."""
        self.require_y(most)
        found = self.maximise_x()
        self.require_y(-np.inf)
        self.set_objective()
        return found.objective

    def piece_at(self, level: float) -> LinearPiece | None:
        """The piece of the frontier at a level, y being maximised; None where it is infeasible."""
        self.require_x(level)
        found = self.lp.solve_relaxation()
        if found.termination != "optimal" or found.incumbent is None:
            return None
        slope = min(0.0, float(self.lp.dual_values()[0][self.x_row[0]]))
        return LinearPiece(level, found.objective, slope, self.piece_end(level, found.incumbent))

    def piece_end(self, level: float, x: Vector) -> float:
        """The highest level at which the present basis stays feasible, as far as that is known."""
        unit = np.zeros(int(self.lp.highs.getNumRow()))
        unit[self.x_row] = 1.0
        changes = self.lp.column_rates(unit)
        if changes is None or self.x.costs @ changes < HALF:  # the row does not bind
            return max(level, self.x.value(x))
        rates = np.concatenate([changes, self.matrix.a @ changes])
        now = np.concatenate([x, self.matrix.a @ x])
        low = np.concatenate([self.column_bounds[0], self.lower])
        high = np.concatenate([self.column_bounds[1], self.upper])
        moves = np.abs(rates) > ZERO_RATE
        ends = np.where(rates > 0, high, low)[moves]
        return level + float(max(0.0, ((ends - now[moves]) / rates[moves]).min(initial=np.inf)))

    def solve_integer(self, starts: list[Vector]) -> SolverResult:
        """The best integer point for the present objective and level."""
        return solve_integer(self.lp, starts)
