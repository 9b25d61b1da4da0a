"""Three criteria: plans that no other beats, at every level of a grid that two must reach.

The augmented constraint method with the jumps of AUGMECON-R (Nikas, Fountoulakis, Forouli and
Doukas 2020): a plan that has more of x and z than was demanded answers every level up to what
it has, and a level that no plan reaches spares all higher ones.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np

from model.frontier.biobjective import Plane, turned
from model.solver.matrix import Vector

EXTRA = 1e-4  # of the size of y: what all of x and z together may be worth
SLIP = 1e-9  # relative, in comparing levels


class Best(NamedTuple):
    """A plan's turned values, and the most of y that a plan with its x and z demands could have."""

    x: float
    y: float
    z: float
    most: float


class Space:
    """A plane with a third criterion that is demanded too."""

    def __init__(self, plane: Plane, z: str) -> None:
        self.plane, self.z = plane, turned(plane.matrix, z)
        self.row = np.array([plane.search.add_objective_row(self.z.costs, 0.0, 0.0, 1)])
        self.demand(-np.inf, -np.inf)

    def demand(self, x: float, z: float) -> None:
        """At least this of both."""
        self.plane.demand(x)
        low = np.array([z - self.z.offset])
        self.plane.search.set_row_bounds(self.row, low, np.array([np.inf]))

    def seek(self, worth: Vector) -> None:
        """The aim: y, and a trifle of x and z."""
        plane, parts = self.plane, (self.plane.y, self.plane.x, self.z)
        weights = np.array([1.0, *worth])
        costs = sum(w * part.costs for w, part in zip(weights, parts, strict=True))
        offset = sum(w * part.offset for w, part in zip(weights, parts, strict=True))
        plane.search.set_objective(np.asarray(costs), float(offset), 1)

    def ranges(self) -> tuple[tuple[float, float], tuple[float, float], float] | None:
        """The levels of x and z between the most of y and their own most, and the size of y.

        None when there is no plan.
        """
        plane = self.plane
        self.demand(-np.inf, -np.inf)
        plane.seek()
        best = plane.plan([])
        if best.incumbent is None:
            return None
        mosts = []
        for part in (plane.x, self.z):
            plane.search.set_objective(part.costs, part.offset, 1)
            mosts.append(plane.plan([]).objective)
        low_x, low_z = (
            min(plane.x.of(best.incumbent), mosts[0]),
            min(self.z.of(best.incumbent), mosts[1]),
        )
        return (low_x, mosts[0]), (low_z, mosts[1]), max(abs(best.objective), 1.0)


def grid(space: Space, levels: int) -> Iterator[tuple[float, Best | None]]:
    """The share of the grid that is answered after each search, and its plan if it is a new one."""
    ranges = space.ranges()
    if ranges is None:
        return
    xs, zs = (np.linspace(low, high, levels) for low, high in ranges[:2])
    spans = np.array([max(high - low, 1e-9) for low, high in ranges[:2]])
    space.seek(EXTRA * ranges[2] / 2 / spans)
    answered = np.zeros((levels, levels), dtype=bool)
    for i, j in product(range(levels), repeat=2):
        if answered[i, j]:
            continue
        best = at(space, float(xs[i]), float(zs[j]))
        if best is None:
            answered[i:, j:] = True
        else:
            reached = np.ix_(xs <= best.x + SLIP * spans[0], zs <= best.z + SLIP * spans[1])
            mine = np.zeros_like(answered)
            mine[reached] = True
            mine[:i], mine[:, :j] = False, False
            answered |= mine
            answered[i, j] = True
        yield float(answered.mean()), best


def at(space: Space, x: float, z: float) -> Best | None:
    """The plan with the most of y at these levels, None when no plan reaches them."""
    plane = space.plane
    space.demand(x - SLIP * max(1.0, abs(x)), z - SLIP * max(1.0, abs(z)))
    found = plane.plan([])
    if found.incumbent is None:
        return None
    y = plane.y.of(found.incumbent)
    return Best(
        plane.x.of(found.incumbent),
        y,
        space.z.of(found.incumbent),
        y + found.dual_bound - found.objective,
    )
