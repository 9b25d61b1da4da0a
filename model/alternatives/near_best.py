"""Plans near the best by one criterion, as a linear program that is searched for other figures.

(15.1) criterion of a plan ≥ best - max(share · |best|, least), the other way where less is better.

The best is that of a plan that was found and proven to the gap of the search; so is each end of a
figure. A plan that is found for one figure may attain the bound of another, which then needs no
search.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from model.solution import OutOfTimeError
from model.solver.branch_and_bound import allowed_loss, solve_integer
from model.solver.matrix import Vector
from model.solver.warm_lp import SolverResult, WarmLP

END_GAP = 1e-3  # relative, and absolute below one: how far an end may be from its bound
BOTH = (-1, 1)  # ways to go: to the least of a figure, and to the most


class Figure(NamedTuple):
    """costs · x + offset, by what it is of.

    `faithful` are the ways in which the model's value is that of the plan: a column that follows
    from a plan may stand worse than it is where nothing holds it up.
    """

    name: tuple[str, str]  # kind, id
    costs: Vector
    offset: float = 0.0
    faithful: tuple[int, ...] = BOTH

    def value(self, x: Vector) -> float:
        return float(self.costs @ x[: len(self.costs)] + self.offset)


class End(NamedTuple):
    """An end of a figure: its value in a plan that was found, and what no plan is beyond."""

    value: float
    bound: float
    point: int = 0  # the plan, by its number among the points

    @property
    def proven(self) -> bool:
        return abs(self.value - self.bound) <= 1.001 * end_gap(self.bound) < np.inf


class Range(NamedTuple):
    """The least and the most of a figure in the plans near the best."""

    least: End
    most: End

    @property
    def proven(self) -> bool:
        return self.least.proven and self.most.proven


def end_gap(value: float) -> float:
    """How far an end may be from such a value."""
    return END_GAP * max(1.0, abs(value))


Confirm = Callable[[Vector], bool]  # whether a point is a plan near the best, without a solver
Search = Callable[[WarmLP, Callable[[float, float], bool]], SolverResult]


def by_branching(lp: WarmLP, closed: Callable[[float, float], bool]) -> SolverResult:
    """The best point by the warm branch and bound."""
    return solve_integer(lp, gap_closed=closed)


def by_highs(lp: WarmLP, closed: Callable[[float, float], bool]) -> SolverResult:
    """The best point by HiGHS alone where it finds one, quicker where relaxations are dear."""
    found = lp.solve_mip()
    return by_branching(lp, closed) if found.incumbent is None else found


def always(_point: Vector) -> bool:
    """Every point is taken as the solver says."""
    return True


class NearBest:
    """The plans near the best; `points` are those that were found and confirmed, the best first.

    `sense` is 1 where more of the criterion is better, else -1. Raises OutOfTimeError where no
    best plan is found in time, ValueError where there is none.
    """

    def __init__(
        self,
        lp: WarmLP,
        criterion: str,
        sense: int,
        share: float,
        least: float = 0.0,
        search: Search = by_branching,
    ) -> None:
        self.lp, self.search = lp, search
        self.confirm: Confirm = always
        costs, offset = lp.matrix.criteria[criterion]
        self.criterion, self.sense = Figure(("criterion", criterion), costs, offset), sense
        lp.set_objective(costs, offset, sense)
        self.best = solve_integer(lp) if search is by_branching else lp.solve_mip()
        if self.best.incumbent is None:
            raise OutOfTimeError if self.best.termination != "infeasible" else ValueError("no plan")
        self.loss = allowed_loss(self.best.objective, share, least)
        self.worst = self.best.objective - sense * self.loss
        self.points = [self.best.incumbent]
        lp.add_objective_row(costs, self.best.objective - offset, self.loss, sense)
        lp.set_gap(END_GAP)

    def range(self, figure: Figure) -> Range:
        """(15.2) Both ends of a figure."""
        return Range(self.end(figure, -1), self.end(figure, 1))

    def end(self, figure: Figure, way: int) -> End:
        """The least (-1) or the most (1) of a figure, by a plan known already or by a search."""
        bound, known = self.relaxed_end(figure, way), self.known_end(figure, way)
        is_known = abs(bound - known.value) <= end_gap(bound)
        if is_known or way not in figure.faithful or not np.isfinite(bound):
            return known._replace(bound=bound)
        found = self.search(self.lp, partial(is_closed, way))
        if found.incumbent is None:
            return known._replace(bound=bound)
        if self.confirm(found.incumbent):
            self.points.append(found.incumbent)
        nearer = way * min(way * bound, way * found.dual_bound)
        return self.known_end(figure, way)._replace(bound=nearer)

    def relaxed_end(self, figure: Figure, way: int) -> float:
        """What the relaxation says no plan is beyond; infinite where it says nothing."""
        self.lp.set_objective(figure.costs, figure.offset, way)
        found = self.lp.solve_relaxation()
        return found.objective if found.termination == "optimal" else way * np.inf

    def known_end(self, figure: Figure, way: int) -> End:
        """The end among the points found so far."""
        values = [way * figure.value(x) for x in self.points]
        point = int(np.argmax(values))
        return End(way * values[point], way * np.inf, point)


def is_closed(way: int, best: float, reached: float) -> bool:
    """Whether a bound is so little beyond a value that the value is an end."""
    return way * (reached - best) <= end_gap(best)
