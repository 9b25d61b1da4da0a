"""Three criteria: efficient plans at every level of a grid that x and z are required to reach.

The augmented epsilon-constraint method with the jumps of AUGMECON-R (Nikas, Fountoulakis, Forouli
and Doukas 2020): a plan that exceeds the required x and z is the answer at every level up to its
own, and levels above an infeasible one are skipped.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np

from model.frontier.biobjective import BiobjectiveLP, maximised_form
from model.solver.matrix import Vector

AUGMENTATION = 1e-4  # of the size of y: the weight of the full ranges of x and z together
LEVEL_TOLERANCE = 1e-9  # relative, in comparing levels


class GridPlan(NamedTuple):
    """A plan's values in maximised form, and the dual bound of y at its levels."""

    x: float
    y: float
    z: float
    most: float


class TriobjectiveLP:
    """A bi-objective program with a third criterion that is required too."""

    def __init__(self, biobjective: BiobjectiveLP, z: str) -> None:
        self.biobjective, self.z = biobjective, maximised_form(biobjective.matrix, z)
        self.row = np.array([biobjective.lp.add_objective_row(self.z.costs, 0.0, 0.0, 1)])
        self.require(-np.inf, -np.inf)

    def require(self, x: float, z: float) -> None:
        self.biobjective.require_x(x)
        low = np.array([z - self.z.offset])
        self.biobjective.lp.set_row_bounds(self.row, low, np.array([np.inf]))

    def set_objective(self, weights: Vector) -> None:
        """Maximise y, plus x and z with small weights."""
        biobjective, parts = self.biobjective, (self.biobjective.y, self.biobjective.x, self.z)
        weights = np.array([1.0, *weights])
        costs = sum(w * part.costs for w, part in zip(weights, parts, strict=True))
        offset = sum(w * part.offset for w, part in zip(weights, parts, strict=True))
        biobjective.lp.set_objective(np.asarray(costs), float(offset), 1)

    def payoff_ranges(self) -> tuple[tuple[float, float], tuple[float, float], float] | None:
        """Ranges of x and z from the payoff table, and the size of y; None without a plan."""
        biobjective = self.biobjective
        self.require(-np.inf, -np.inf)
        biobjective.set_objective()
        best = biobjective.solve_integer([])
        if best.incumbent is None:
            return None
        ranges = []
        for part in (biobjective.x, self.z):
            biobjective.lp.set_objective(part.costs, part.offset, 1)
            most = biobjective.solve_integer([]).objective
            ranges.append((min(part.value(best.incumbent), most), most))
        return ranges[0], ranges[1], max(abs(best.objective), 1.0)


def solve_grid(program: TriobjectiveLP, levels: int) -> Iterator[tuple[float, GridPlan | None]]:
    """The share of the grid that is answered after each search, and the plan found, if any."""
    ranges = program.payoff_ranges()
    if ranges is None:
        return
    xs, zs = (np.linspace(low, high, levels) for low, high in ranges[:2])
    spans = np.array([max(high - low, 1e-9) for low, high in ranges[:2]])
    program.set_objective(AUGMENTATION * ranges[2] / 2 / spans)
    answered = np.zeros((levels, levels), dtype=bool)
    for i, j in product(range(levels), repeat=2):
        if answered[i, j]:
            continue
        best = solve_at(program, float(xs[i]), float(zs[j]))
        if best is None:
            answered[i:, j:] = True
        else:
            reached = np.array([best.x, best.z]) + LEVEL_TOLERANCE * spans
            answered[i:, j:] |= np.outer(xs[i:] <= reached[0], zs[j:] <= reached[1])
            answered[i, j] = True
        yield float(answered.mean()), best


def solve_at(program: TriobjectiveLP, x: float, z: float) -> GridPlan | None:
    """The plan with the most of y at these levels; None when no plan reaches them."""
    biobjective = program.biobjective
    program.require(x - LEVEL_TOLERANCE * max(1.0, abs(x)), z - LEVEL_TOLERANCE * max(1.0, abs(z)))
    found = biobjective.solve_integer([])
    if found.incumbent is None:
        return None
    parts = biobjective.x, biobjective.y, program.z
    x, y, z = (part.value(found.incumbent) for part in parts)
    return GridPlan(x, y, z, y + found.dual_bound - found.objective)
