"""Every plan that no other beats, where the integers leave nothing else to choose.

The epsilon-constraint method: the next point has the most y beyond the level of the last one, with
a trifle of x. These are all the points as long as the integers of each have one best plan by both
criteria. The solver sees both criteria with the same range, so that its tolerances are small parts
of it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from model.frontier.biobjective import BiobjectiveLP
from model.frontier.curves import Curve, PlanPoint
from model.frontier.piecewise import Breakpoints, line_segment, minimum, restrict, whole_frontier
from model.frontier.refine import FrontierBounds, Interval, end_plans, refine
from model.solver.matrix import Indices, Vector
from model.solver.warm_lp import SolverResult

MOST_POINTS, MOST_NODES = 500, 10_000  # beyond so many, in all and for a point, choices are not few
RANGE = 1e2  # of a criterion, as the solver sees it; with 1e4 it missed a point in six knapsacks
APART, NOISE = 1e-7, 1e-7  # of the range and of the unit: plans nearer than both are one
SINGLE = 1e-5  # of the range: what may be traded within the integers of one plan
BETTER = 1e-5  # of a RANGE of 100: what a plan must be better by to be asked for
UNEVEN = 1e-3  # of the ranges: whole numbers up to a hundred are seldom so close
TRIFLE = 1e-6  # of the range of y: the weight of the range of x


def certify(program: BiobjectiveLP, tolerance: float) -> Iterator[FrontierBounds]:
    """The bounds of a frontier after every step: every point where choices are few, else refined.

    Refined, their gap ends within the tolerance, relative to the largest value. Without any plan
    there are no intervals.
    """
    relaxation = whole_frontier(program)
    ends = end_plans(program, tolerance) if len(relaxation.levels) else None
    if ends is None:
        yield FrontierBounds(relaxation)
        return
    search, bounds = NextPoint(program, relaxation), FrontierBounds(relaxation)
    if all(search.only_plan(each) is not None for each in (ends.first, ends.last)):
        for bounds in search.points():
            yield bounds
        if search.is_uneven(bounds):
            search.is_careful = True
            for bounds in search.points():
                yield bounds
    search.end()
    if not bounds.intervals or not bounds.proven:
        known = [curve.choices for curve in bounds.curves]
        yield from refine(program, tolerance, relaxation, ends, known)


class NextPoint:
    """The search for one point after the other, with a row of its own for the level of x."""

    def __init__(self, program: BiobjectiveLP, relaxation: Breakpoints) -> None:
        self.program, self.lp, self.relaxation = program, program.lp, relaxation
        self.spans = spans = [float(np.ptp(each)) or 1.0 for each in relaxation]
        units = [float(np.abs(part.costs).max(initial=0.0)) for part in (program.x, program.y)]
        self.apart = APART * np.array(spans) + NOISE * np.array(units)
        self.most_traded = SINGLE * spans[0] + NOISE * units[0]
        self.x_costs = program.x.costs * RANGE / spans[0]
        self.y_costs = program.y.costs * RANGE / spans[1]
        self.x_unit = spans[0] / RANGE
        self.is_careful, self.rows_of = False, dict[bytes, Indices]()
        self.row = np.array([self.lp.add_objective_row(self.x_costs, -np.inf, 0.0, 1)])

    def end(self) -> None:
        """Give the program back as it was."""
        self.require(-np.inf)
        self.lp.limit_nodes(None)

    def is_uneven(self, bounds: FrontierBounds) -> bool:
        """Whether neighbouring points are so close that a solver's tolerances may hide others."""
        points = np.array([[c.line.levels[0], c.line.values[0]] for c in bounds.curves])
        steps = np.abs(np.diff(points.reshape(-1, 2), axis=0)) / self.spans
        return bool((steps < UNEVEN).any())

    def require(self, level: float) -> None:
        low = np.array([(level - self.program.x.offset) / self.x_unit])
        self.lp.set_row_bounds(self.row, low, np.array([np.inf]))

    def points(self) -> Iterator[FrontierBounds]:
        """The bounds after every point, until all are found, or one shows that they are not few."""
        self.program.require_x(-np.inf)
        self.lp.set_gap(0.0)
        self.lp.limit_nodes(MOST_NODES)
        end, level = self.proven_plan(self.x_costs, -np.inf), -np.inf
        found: list[PlanPoint] = []
        while end is not None and len(found) < MOST_POINTS:
            plan = self.proven_plan(self.y_costs + TRIFLE * self.x_costs, level)
            if plan is None or plan.level < level:
                return
            while found and found[-1].value <= plan.value + self.apart[1]:
                found.pop()  # as good in y, and less of x
            found.append(plan)
            yield self.bounds(found, end)
            level = plan.level + self.apart[0]
            if level >= end.level:
                return

    def proven_plan(self, costs: Vector, level: float) -> PlanPoint | None:
        """The best plan of at least this level; None without a proof, or where more is traded.

        With numbers of uneven size HiGHS now and then calls a worse plan optimal. A careful search
        asks for one that is better by a trifle, until there is none.
        """
        best: Vector | None = None
        found = self.best_plan(costs, level, -np.inf)
        while found.termination == "optimal" and found.incumbent is not None:
            best = found.incumbent
            if not self.is_careful:
                break
            found = self.best_plan(costs, level, found.objective + BETTER)
        if best is None or found.termination != ("infeasible" if self.is_careful else "optimal"):
            return None
        return self.only_plan(np.round(best[self.lp.integers]))

    def best_plan(self, costs: Vector, level: float, least: float) -> SolverResult:
        """The solver's answer, among plans of at least this level and objective."""
        self.require(level)
        if self.is_careful:
            self.better_than(costs, least)
        self.lp.set_objective(costs, 0.0, 1)
        found = self.lp.solve_mip()
        if self.is_careful:
            self.better_than(costs, -np.inf)
        return found

    def better_than(self, costs: Vector, least: float) -> None:
        """Only plans of at least this objective."""
        key = costs.tobytes()
        if key not in self.rows_of:
            self.rows_of[key] = np.array([self.lp.add_objective_row(costs, -np.inf, 0.0, 1)])
        self.lp.set_row_bounds(self.rows_of[key], np.array([least]), np.array([np.inf]))

    def only_plan(self, choices: Vector) -> PlanPoint | None:
        """The best plan of the integers by both criteria; None where the two are traded."""
        self.require(-np.inf)
        self.program.fix_integers(choices)
        self.program.set_objective()
        best = self.lp.solve_relaxation()
        level, most = np.nan, np.nan
        if best.termination == "optimal":
            level = self.program.max_x_at_max_y(best.objective)
            most = self.program.maximise_x().objective
        self.program.fix_integers(None)
        single = most - level <= self.most_traded
        return PlanPoint(level, best.objective, choices) if single else None

    def bounds(self, found: Sequence[PlanPoint], end: PlanPoint) -> FrontierBounds:
        """What is known: steps down from point to point, and beyond the last the relaxation."""
        steps = [
            Interval(a.level, b.level, *3 * (line_segment(a.level, b.level, b.value, 0.0),))
            for a, b in pairwise(found)
        ]
        last = found[-1]
        if not steps or last.level < end.level:
            above = restrict(self.relaxation, last.level, end.level)
            above = minimum(above, line_segment(last.level, end.level, last.value, 0.0))
            below = line_segment(last.level, end.level, end.value, 0.0)
            steps.append(Interval(last.level, end.level, above, above, below))
        curves = (Curve(p.choices, Breakpoints(*np.array([[p.level], [p.value]]))) for p in found)
        return FrontierBounds(self.relaxation, tuple(steps), curves=tuple(curves), resolution=0.0)
