"""The best plan for a set of demands, on one warm linear program."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.conflicts.feasibility import Demands, FeasibilityOracle
from model.criteria import SENSE
from model.instance import Instance
from model.solver.branch_and_bound import ZERO_LOSS, solve_integer
from model.solver.lexicographic import GAP, break_ties
from model.solver.matrix import Vector

CRITERION, SAVING_ROW = "exits", "saving_each_year"
ROW_TOLERANCE = 1e-6  # relative: by how much a plan may violate a row


@dataclass(frozen=True, eq=False)
class CoalitionPlan:
    """A plan of a coalition: exits and people over all years, tkr in the last year.

    The values are the model's; a plan that is shown is solved again and evaluated.
    """

    exits: float  # more than today's practice gives
    dismissals: float
    saving: float
    dual_bound: float  # no plan for the same demands has more exits
    point: Vector


class CoalitionSolver:
    """Best plans of an instance in which every demand of an owner is active."""

    def __init__(self, instance: Instance, seconds: float) -> None:
        self.instance = instance
        self.oracle = FeasibilityOracle(instance, GAP)
        self.oracle.lp.set_time_limit(seconds)
        self.deadline = self.oracle.lp.deadline
        self.law = frozenset(
            q.id for q in instance.demands.values() if q.active and not q.negotiable
        )
        self.searches = 0

    def best(
        self, demands: Demands, subset_plans: Sequence[CoalitionPlan]
    ) -> tuple[CoalitionPlan | None, bool]:
        """The plan with most exits that meets the demands and the law, and whether it is proven.

        `subset_plans` are the best plans for subsets of the demands; each is a dual bound.
        """
        lp = self.oracle.lp
        if lp.out_of_time:
            return None, False
        self.oracle.activate(demands | self.law)
        for plan in subset_plans:
            least = min(other.dual_bound for other in subset_plans)
            if plan.exits >= least - GAP * max(1.0, abs(least)) and self.meets(plan.point):
                return plan, True
        self.searches += 1
        costs, offset = self.oracle.matrix.criteria[CRITERION]
        lp.set_objective(costs, offset, SENSE[CRITERION])
        starts = [np.round(plan.point[lp.integers]) for plan in subset_plans]
        known_bound = min((plan.dual_bound for plan in subset_plans), default=None)
        found = solve_integer(lp, starts, known_bound)
        if found.incumbent is None:
            return None, found.termination == "infeasible"
        return self.tidy_plan(found.incumbent, found.objective - offset, found.dual_bound), True

    def meets(self, point: Vector) -> bool:
        """Whether a point meets every row in force."""
        oracle = self.oracle
        activity = oracle.matrix.a @ point
        slack = ROW_TOLERANCE * np.maximum(1.0, np.abs(activity))
        return bool(((activity >= oracle.lower - slack) & (activity <= oracle.upper + slack)).all())

    def tidy_plan(self, x: Vector, value: float, bound: float) -> CoalitionPlan:
        """The plan of a point, ties broken by the least change from today."""
        lp, matrix = self.oracle.lp, self.oracle.matrix
        start = lp.basis()
        loss = max(GAP * abs(value), ZERO_LOSS)
        lp.add_objective_row(matrix.criteria[CRITERION][0], value, loss, SENSE[CRITERION])
        point = break_ties(self.instance, lp, x, keep_choices=True)
        lp.delete_added()
        columns = np.arange(len(matrix.columns))
        lp.set_column_bounds(columns, matrix.column_lower, matrix.column_upper)
        lp.set_basis(start)
        lp.deadline = self.deadline
        exits, dismissals = (matrix.value(name, point) for name in (CRITERION, "dismissals"))
        return CoalitionPlan(exits, dismissals, self.saving(point), bound, point)

    def saving(self, point: Vector) -> float:
        """tkr that the last year of the target saves: row (12.5) solved for it."""
        matrix = self.oracle.matrix
        rows = [(at[-1], i) for i, (name, at) in enumerate(matrix.rows) if name == SAVING_ROW]
        (_, i), level = max(rows), matrix.columns.index(("saving_level", (None,)))
        row = matrix.a[[i], :]
        share = row.toarray()[0, level]
        return float(share * point[level] - (row @ point)[0] + matrix.upper[i])
