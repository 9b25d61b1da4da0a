"""The feasibility oracle: whether a set of demands has a plan, with a proof.

Feasible: an integer point. Infeasible: a verified Farkas certificate for each leaf of the branch
and bound (model/solver/infeasibility.py); the demands in their supports are infeasible together,
whatever the others are.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from model.instance import Instance
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import INTEGRALITY, DiveNode, PseudoCosts, root_bounds
from model.solver.infeasibility import farkas_support, filter_support, tightened_bounds
from model.solver.matrix import Indices, Matrix, Vector, rows_by_demand
from model.solver.warm_lp import RawBasis, SolverResult

NODE_LIMIT = 400  # then HiGHS searches
ANY_POINT = 1.0  # any point will do
ROW_TOLERANCE = 1e-7  # by how much a solver's point may violate a row
Demands = frozenset[str]


class FeasibilityResult(NamedTuple):
    """A point that meets the demands, or an infeasible subset of them, or neither in time."""

    point: Vector | None
    infeasible: Demands | None


@dataclass
class OracleCache:
    """What the oracles of one instance share: points with the demands that they meet, and bases."""

    points: list[tuple[Demands, Vector]] = field(default_factory=list)
    bases: list[tuple[Demands, RawBasis]] = field(default_factory=list)  # of relaxations


class FeasibilityOracle:
    """The active demands of an instance on one warm linear program, to be activated by sets."""

    def __init__(
        self, instance: Instance, gap: float = ANY_POINT, cache: OracleCache | None = None
    ) -> None:
        self.lp = build_lp(instance, gap)
        self.lp.refactor_at_every_rebuild()
        self.instance, self.demands = instance, instance.demands
        self.matrix = self.lp.matrix
        self.rows = rows_by_demand(self.matrix)
        self.active = frozenset(q.id for q in instance.demands.values() if q.active)
        self.lower, self.upper = self.matrix.lower.copy(), self.matrix.upper.copy()  # in force
        self.column_bounds = tightened_bounds(self.matrix)
        self.enforced = frozenset(self.rows)
        self.cache = OracleCache() if cache is None else cache
        self.searches = 0
        self.pseudo_costs = PseudoCosts(len(self.lp.integers))

    def deletion_order(self, demands: Demands) -> list[str]:
        """Demands in order of deletion, negotiable ones last, so that conflicts can be repaired."""
        return sorted(demands, key=lambda q: (self.demands[q].negotiable, q))

    def activate(self, demands: Collection[str]) -> None:
        wanted = self.rows.keys() & demands
        for relaxed, changed in ((True, self.enforced - wanted), (False, wanted - self.enforced)):
            rows = [i for q in sorted(changed) for i in self.rows[q]]
            if rows:
                self.lp.relax_rows(rows, relaxed=relaxed)
                self.lower[rows] = -np.inf if relaxed else self.matrix.lower[rows]
                self.upper[rows] = np.inf if relaxed else self.matrix.upper[rows]
        self.enforced = frozenset(wanted)

    def check(self, demands: Collection[str]) -> FeasibilityResult:
        """Whether the demands have a plan, integers included."""
        for met, point in self.cache.points:
            if met.issuperset(demands):
                return FeasibilityResult(point, None)
        self.searches += 1
        self.start_from_nearest_basis(frozenset(self.rows.keys() & demands))
        self.activate(demands)
        # maximising the saving leaves fewer fractional integers
        self.lp.set_objective(*self.matrix.criteria["saving"], 1)
        result = self.dive()
        self.lp.set_column_bounds(self.lp.integers, *root_bounds(self.lp))
        if result.point is not None:
            violation = self.matrix.violation(result.point)
            kept = {q for q, rows in self.rows.items() if violation[rows].max() <= ROW_TOLERANCE}
            self.cache.points.append((frozenset(kept.union(demands)), result.point))
        return result

    def start_from_nearest_basis(self, demands: Demands) -> None:
        """Start from the basis of the relaxation of the most similar set."""
        bases = [(self.enforced, None), *self.cache.bases]
        _, basis = min(bases, key=lambda start: len(start[0] ^ demands))
        if basis is not None:
            self.lp.set_raw_basis(basis)

    def dive(self) -> FeasibilityResult:
        """Depth-first search: the point of a node, the same rounded up, then its two children."""
        nodes, infeasible = [DiveNode(*root_bounds(self.lp))], Demands()
        for _ in range(NODE_LIMIT):
            if not nodes:
                return FeasibilityResult(None, infeasible)
            node = nodes.pop()
            found = self.solve_node(node.lower, node.upper)
            self.pseudo_costs.update(node, found)
            if found.incumbent is not None:
                if node.column is None:
                    self.cache.bases.append((self.enforced, self.lp.raw_basis()))
                point, values = self.round_up(found.incumbent, node)
                if point is not None:
                    return FeasibilityResult(point, None)
                nodes += self.pseudo_costs.branch(node, found, values)
                continue
            members = self.infeasible_demands(found)
            if members is None:
                break
            infeasible |= members
        return self.check_by_highs()

    def round_up(self, x: Vector, node: DiveNode) -> tuple[Vector | None, Vector]:
        """An integer point at x or rounded up, if any, and the integer columns at x."""
        values = x[self.lp.integers]
        if np.abs(values - np.round(values)).max(initial=0.0) <= INTEGRALITY:
            return x, values
        up = np.clip(np.ceil(values - INTEGRALITY), node.lower, node.upper)
        return self.solve_node(up, up).incumbent, values

    def solve_node(self, lower: Vector, upper: Vector) -> SolverResult:
        """The relaxation within bounds of the integer columns."""
        integers = self.lp.integers
        self.lp.set_column_bounds(integers, lower, upper)
        self.column_bounds[0][integers], self.column_bounds[1][integers] = lower, upper
        return self.lp.solve_relaxation(self.is_proof)

    @property
    def enforced_matrix(self) -> Matrix:
        return replace(
            self.matrix,
            lower=self.lower,
            upper=self.upper,
            column_lower=self.column_bounds[0],
            column_upper=self.column_bounds[1],
        )

    def farkas_support(self, ray: Vector | None) -> Indices | None:
        """The support of a dual ray at the node; None if it is no certificate."""
        return farkas_support(self.matrix.a, (self.lower, self.upper), self.column_bounds, ray)

    def is_proof(self, ray: Vector) -> bool:
        return self.farkas_support(ray) is not None

    def infeasible_demands(self, found: SolverResult) -> Demands | None:
        """The demands in a certificate that the node is infeasible; None when that is not clear."""
        if found.termination != "infeasible":
            return None
        support = self.farkas_support(self.lp.dual_ray())
        if support is None:
            again = self.lp.solve_from_scratch()
            return self.enforced if again.termination == "infeasible" else None
        rows = filter_support(self.enforced_matrix, support, self.deletion_order(self.enforced))
        return frozenset(self.matrix.demand_of[i] for i in rows if i in self.matrix.demand_of)

    def check_by_highs(self) -> FeasibilityResult:
        """The check by HiGHS, after an inconclusive search."""
        if self.lp.out_of_time:
            return FeasibilityResult(None, None)
        self.lp.set_column_bounds(self.lp.integers, *root_bounds(self.lp))
        found = self.lp.solve_mip()
        infeasible = self.enforced if found.termination == "infeasible" else None
        return FeasibilityResult(found.incumbent, infeasible)
