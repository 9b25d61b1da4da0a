"""The value of each set of demands (characteristic function): most exits, proven, few searched for.

More demands never have a higher value. A plan that is best for a set is therefore best for every
larger set whose demands it meets, and of many sets few need a search (docs/decisions/0013).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.criteria import SENSE
from model.instance import Instance
from model.solution import OutOfTimeError
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import solve_fixed, solve_integer
from model.solver.matrix import Vector
from model.solver.warm_lp import Basis, SolverResult

CRITERION = "exits"
PRICE_GAP = 1e-9  # relative gap of each search
SAME_VALUE = 1e-6  # exits: values closer than this are one
ROW_TOLERANCE = 1e-7  # relative to a row's bound


@dataclass(frozen=True)
class KnownPlan:
    """A best plan: the set of demands that it meets, as bits, and the last basis of its search."""

    meets: int
    value: float
    choices: Vector  # of the whole columns
    basis: Basis


class SetValues:
    """Most exits with any set of players active; all other demands of the instance always are.

    Sets are numbers: bit k stands for player k. With `relaxed` integers are relaxed. A value that
    is not proven by the deadline raises OutOfTimeError.
    """

    def __init__(
        self,
        instance: Instance,
        players: Sequence[str],
        *,
        relaxed: bool = False,
        deadline: float = np.inf,
    ) -> None:
        self.players, self.relaxed = tuple(players), relaxed
        self.lp = build_lp(instance, PRICE_GAP)
        self.lp.deadline = deadline
        self.lp.set_objective(*self.lp.matrix.criteria[CRITERION], SENSE[CRITERION])
        owner = self.lp.matrix.demand_of
        self.rows = [[i for i, q in owner.items() if q == player] for player in players]
        self.all = self.active = (1 << len(self.players)) - 1
        self.values: dict[int, float] = {}
        self.best: dict[int, KnownPlan] = {}
        self.plans: list[KnownPlan] = []
        self.meets = np.zeros(0, dtype=np.int64)  # of the plans, the best first

    def value(self, players: int) -> float:
        """The value of a set of players; -inf when no plan meets their demands."""
        if players not in self.values:
            self.values[players] = self.compute(players)
        return self.values[players]

    def compute(self, players: int) -> float:
        """The value from a known plan where one is best, else by search."""
        subsets = [players & ~(1 << k) for k in range(len(self.players)) if players >> k & 1]
        nearest = min((s for s in subsets if s in self.best), key=self.value, default=None)
        most = np.inf if nearest is None else self.values[nearest]
        meeting = np.flatnonzero((self.meets & players) == players)
        known = self.plans[meeting[0]] if len(meeting) else None
        if known is None or known.value < most - SAME_VALUE:
            self.activate(players)
            known = self.search(players, None if nearest is None else self.best[nearest], most)
        if known is None:
            return -np.inf
        self.best[players] = known
        return most if known.value >= most - SAME_VALUE else known.value

    def activate(self, players: int) -> None:
        """Enforce the rows of these players, and of no others."""
        for k, rows in enumerate(self.rows):
            if (self.active ^ players) >> k & 1:
                self.lp.relax_rows(rows, relaxed=not players >> k & 1)
        self.active = players

    def search(self, players: int, neighbour: KnownPlan | None, most: float) -> KnownPlan | None:
        """A best plan; the integers that were best with one demand less are tried first."""
        if neighbour is not None:
            self.lp.set_basis(neighbour.basis)
        found = self.solve(neighbour, most)
        if found.limit:
            raise OutOfTimeError
        if found.incumbent is None:
            return None
        choices = np.round(found.incumbent[self.lp.integers])
        known = KnownPlan(
            players | self.players_met(found.incumbent), found.objective, choices, self.lp.basis()
        )
        self.plans.append(known)
        self.plans.sort(key=lambda each: -each.value)
        self.meets = np.array([each.meets for each in self.plans], dtype=np.int64)
        return known

    def solve(self, neighbour: KnownPlan | None, most: float) -> SolverResult:
        """The optimum of the relaxation or of the integer program."""
        if self.relaxed:
            return self.lp.solve_relaxation()
        if neighbour is None:
            return solve_integer(self.lp)
        found = solve_fixed(self.lp, neighbour.choices)
        if found.incumbent is not None and found.objective >= most - SAME_VALUE:
            return found
        return solve_integer(self.lp, [neighbour.choices])

    def players_met(self, x: Vector) -> int:
        matrix = self.lp.matrix
        ends = np.where(np.isfinite(matrix.lower), matrix.lower, matrix.upper)
        kept = matrix.violation(x) <= ROW_TOLERANCE * np.maximum(1.0, np.abs(ends))
        return sum(1 << k for k, rows in enumerate(self.rows) if kept[rows].all())


def most_exits(instance: Instance, deadline: float = np.inf) -> float:
    """Most exits with all active demands of an instance; -inf without a plan.

    Raises OutOfTimeError when that is not proven by the deadline (of `perf_counter`).
    """
    return SetValues(instance, (), deadline=deadline).value(0)
