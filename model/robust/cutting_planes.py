"""The best plan by a rule: the measure is a column, and its lines are rows that are added.

The column is bounded by the lines that are there; the line that is the lowest at the plan found is
added until none is lower. What is proven with some of the lines bounds what holds with all.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from model.robust.rules import Line, Rule
from model.robust.value import in_order
from model.solution import Termination
from model.solver.branch_and_bound import solve_fixed, solve_integer
from model.solver.matrix import Vector
from model.solver.warm_lp import SolverResult, WarmLP

TOLERANCE = 1e-3  # relative, of the measure
LEAST = 2e-3  # people: a measure near zero is proven to this
ROUNDS = 200  # of lines that are added to one linear program
SLACK = 1e-7  # of a line, relative: lower than that is the solver's noise


class RobustPlan(NamedTuple):
    """A plan, its measure by the rule, and the bound that the measure of no plan passes."""

    measure: float  # people
    bound: float
    termination: Termination
    x: Vector  # n columns, segments in order
    lines: tuple[Line, ...]  # that were needed

    @property
    def gap(self) -> float:
        """People: how much better than this plan the best may be at most."""
        return max(0.0, self.bound - self.measure)


class Search:
    """A linear program with the measure of a rule as its last column, and the best plan so far."""

    def __init__(self, lp: WarmLP, rule: Rule) -> None:
        self.lp, self.rule = lp, rule
        self.size = len(lp.matrix.columns)
        self.column = lp.add_column(1.0, -np.inf, np.inf)
        lp.set_objective(np.append(np.zeros(self.size), 1.0), 0.0, 1)
        self.lines: list[Line] = []
        self.measure, self.bound, self.x = -np.inf, np.inf, np.zeros(self.size)

    def add_lowest(self, x: Vector) -> float:
        """Add the line that is the lowest at x; its value there."""
        line = self.rule.lowest(x)
        used = np.flatnonzero(line.costs)
        columns, values = np.append(used, self.column), np.append(line.costs[used], -1.0)
        self.lp.add_row(columns, values, -line.constant, np.inf)
        self.lines.append(line)
        return line.at(x)

    def keep_if_better(self, x: Vector) -> None:
        """Keep a plan whose measure is the largest so far; its lowest line is added."""
        ordered = in_order(x, self.lp.matrix)
        measure = self.add_lowest(ordered)
        if measure > self.measure:
            self.measure, self.x = measure, ordered

    def add_until_none_is_lower(self, solve: Callable[[], SolverResult]) -> SolverResult:
        """Solve and add lines until the point found is as good as the column says; that point."""
        found = solve()
        for _ in range(ROUNDS):
            if found.incumbent is None or self.lp.out_of_time:
                break
            claimed = found.incumbent[self.column]
            if self.add_lowest(found.incumbent[: self.size]) >= claimed - SLACK * abs(claimed):
                break
            found = solve()
        return found

    def gap_closed(self, best: float, bound: float) -> bool:
        """Whether a search may end: a bound is better by no more than a part of the tolerance."""
        return bound - best <= allowed(best) / 3

    @property
    def proven(self) -> bool:
        return self.bound - self.measure <= allowed(self.measure)

    def improve(self) -> bool:
        """The best choices for the lines that are there, then all else at its best for them.

        Whether that brought the plan and the bound nearer to each other, or added a line that was
        lower at the point found.
        """
        before, start = self.bound - self.measure, np.round(self.x[self.lp.integers])
        lower = False
        found = solve_integer(self.lp, [start], gap_closed=self.gap_closed)
        if found.incumbent is not None:
            self.bound = min(self.bound, found.dual_bound)
            choices = np.round(found.incumbent[self.lp.integers])
            claimed = found.incumbent[self.column]
            lower = self.add_lowest(found.incumbent[: self.size]) < claimed - SLACK * abs(claimed)
            best = self.add_until_none_is_lower(lambda: solve_fixed(self.lp, choices))
            for point in (found, best):
                if point.incumbent is not None:
                    self.keep_if_better(point.incumbent[: self.size])
        return lower or self.bound - self.measure < before - SLACK


def allowed(measure: float) -> float:
    """People: how much a plan may be worse than the bound and count as proven."""
    return max(TOLERANCE * abs(measure), LEAST)


def best_by(lp: WarmLP, rule: Rule, known: Sequence[Vector]) -> RobustPlan:
    """The best plan by a rule, proven to the tolerance unless the time of `lp` is up.

    `known` has at least one plan to begin with. The proof stops short of the tolerance where a line
    is better with a hole in the order of segments, which no plan has.
    """
    search = Search(lp, rule)
    for x in known:
        search.keep_if_better(x)
    search.add_until_none_is_lower(lp.solve_relaxation)
    while not search.proven and not lp.out_of_time and search.improve():
        pass
    lp.delete_added()
    proven: Termination = "optimal" if search.proven else "feasible"
    return RobustPlan(search.measure, search.bound, proven, search.x, tuple(search.lines))
