"""Demands before the court: whether some of them can hold together, with the proof.

A yes is a point with whole numbers. A no is a proof for each box of whole numbers in which the
search ended (model/solver/infeasibility.py); the demands that the proofs rest on clash, whatever
the others are.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from model.instance import Instance
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import INTEGRALITY, DiveNode, PseudoCosts
from model.solver.highs import SolverResult
from model.solver.infeasibility import farkas_support, filter_support, tightened_bounds
from model.solver.matrix import Indices, Matrix, Vector, rows_by_demand
from model.solver.warm_lp import RawBasis

BOXES = 400  # then HiGHS searches
GAP = 1.0  # any point will do
MET = 1e-7  # by how much a solver's point may miss a row
Demands = frozenset[str]


class Verdict(NamedTuple):
    """A point that meets the demands, or those among them that clash, or neither in time."""

    point: Vector | None
    clash: Demands | None


@dataclass
class Memory:
    """What courts over one instance know: points with what they meet, asked or not, and bases."""

    points: list[tuple[Demands, Vector]] = field(default_factory=list)
    bases: list[tuple[Demands, RawBasis]] = field(default_factory=list)  # of sets, relaxed


class Court:
    """The active demands of an instance on one warm model, to be switched on and off."""

    def __init__(self, instance: Instance, gap: float = GAP, memory: Memory | None = None) -> None:
        self.search = build_lp(instance, gap)
        self.search.refactor_at_every_rebuild()
        self.instance, self.demands = instance, instance.demands
        self.matrix = self.search.matrix
        self.rows = rows_by_demand(self.matrix)
        self.active = frozenset(q.id for q in instance.demands.values() if q.active)
        self.lower, self.upper = self.matrix.lower.copy(), self.matrix.upper.copy()  # in force
        self.ends = tightened_bounds(self.matrix)  # of the columns
        self.holding = frozenset(self.rows)
        self.memory = Memory() if memory is None else memory
        self.heard = 0  # searches
        self.losses = PseudoCosts(len(self.search.integers))

    def in_order(self, demands: Demands) -> list[str]:
        """What can be negotiated is left out last, so that what remains can be moved."""
        return sorted(demands, key=lambda q: (self.demands[q].negotiable, q))

    def call(self, demands: Collection[str]) -> None:
        """Let exactly these demands hold."""
        wanted = self.rows.keys() & demands
        for relaxed, changed in ((True, self.holding - wanted), (False, wanted - self.holding)):
            rows = [i for q in sorted(changed) for i in self.rows[q]]
            if rows:
                self.search.relax_rows(rows, relaxed=relaxed)
                self.lower[rows] = -np.inf if relaxed else self.matrix.lower[rows]
                self.upper[rows] = np.inf if relaxed else self.matrix.upper[rows]
        self.holding = frozenset(wanted)

    def hear(self, demands: Collection[str]) -> Verdict:
        """Whether the demands can hold together, whole numbers included."""
        for met, point in self.memory.points:
            if met.issuperset(demands):
                return Verdict(point, None)
        self.heard += 1
        self.start_near(frozenset(self.rows.keys() & demands))
        self.call(demands)
        # a search that saves as much as it can breaks fewer whole numbers
        self.search.set_objective(*self.matrix.criteria["saving"], 1)
        verdict = self.searched()
        self.search.set_column_bounds(self.search.integers, *self.everything)
        if verdict.point is not None:
            self.memory.points.append((self.met_by(verdict.point).union(demands), verdict.point))
        return verdict

    def start_near(self, demands: Demands) -> None:
        """Begin where the relaxation of the most similar set ended."""
        known = [(self.holding, None), *self.memory.bases]
        _, ended = min(known, key=lambda start: len(start[0] ^ demands))
        if ended is not None:
            self.search.set_raw_basis(ended)

    def met_by(self, point: Vector) -> Demands:
        """The demands whose rows a point meets."""
        excess = self.matrix.violation(point)
        return frozenset(q for q, rows in self.rows.items() if excess[rows].max() <= MET)

    @property
    def everything(self) -> tuple[Vector, Vector]:
        """The box of all whole numbers."""
        whole = self.search.integers
        return self.matrix.column_lower[whole], self.matrix.column_upper[whole]

    def searched(self) -> Verdict:
        """Depth first: a box's own point, the same rounded up, then its two halves."""
        boxes, clash = [DiveNode(*self.everything)], Demands()
        for _ in range(BOXES):
            if not boxes:
                return Verdict(None, clash)
            part = boxes.pop()
            found = self.within(part.lower, part.upper)
            self.losses.update(part, found)
            if found.incumbent is not None:
                if part.column is None:
                    self.memory.bases.append((self.holding, self.search.raw_basis()))
                point, values = self.rounded(found.incumbent, part)
                if point is not None:
                    return Verdict(point, None)
                boxes += self.losses.branch(part, found, values)
                continue
            blamed = self.blamed(found)
            if blamed is None:
                break
            clash |= blamed
        return self.by_highs()

    def rounded(self, x: Vector, part: DiveNode) -> tuple[Vector | None, Vector]:
        """A point with whole numbers at x or just above it, if any, and the whole columns at x."""
        values = x[self.search.integers]
        if np.abs(values - np.round(values)).max(initial=0.0) <= INTEGRALITY:
            return x, values
        up = np.clip(np.ceil(values - INTEGRALITY), part.lower, part.upper)
        return self.within(up, up).incumbent, values

    def within(self, lower: Vector, upper: Vector) -> SolverResult:
        """The relaxation over a box of the whole columns."""
        whole = self.search.integers
        self.search.set_column_bounds(whole, lower, upper)
        self.ends[0][whole], self.ends[1][whole] = lower, upper
        return self.search.solve_relaxation(self.proves)

    @property
    def in_force(self) -> Matrix:
        """The rows that hold, in the box."""
        return replace(
            self.matrix,
            lower=self.lower,
            upper=self.upper,
            column_lower=self.ends[0],
            column_upper=self.ends[1],
        )

    def rests_on(self, ray: Vector | None) -> Indices | None:
        """The rows that a ray proves impossible together in the box; None if it does not."""
        return farkas_support(self.matrix.a, (self.lower, self.upper), self.ends, ray)

    def proves(self, ray: Vector) -> bool:
        return self.rests_on(ray) is not None

    def blamed(self, found: SolverResult) -> Demands | None:
        """The demands that a box is empty for; None when that is not clear."""
        if found.termination != "infeasible":
            return None
        proof = self.rests_on(self.search.dual_ray())
        if proof is None:
            return (
                self.holding
                if self.search.solve_from_scratch().termination == "infeasible"
                else None
            )
        rows = filter_support(self.in_force, proof, self.in_order(self.holding))
        return frozenset(self.matrix.demand_of[i] for i in rows if i in self.matrix.demand_of)

    def by_highs(self) -> Verdict:
        """HiGHS on what the boxes do not settle; it blames nobody in particular."""
        if self.search.out_of_time:
            return Verdict(None, None)
        self.search.set_column_bounds(self.search.integers, *self.everything)
        found = self.search.solve_mip()
        clash = self.holding if found.termination == "infeasible" else None
        return Verdict(found.incumbent, clash)
