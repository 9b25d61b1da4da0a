"""Which broken whole number to mend first: the one that has cost most to mend so far.

Kept from one search to the next on the same model, since what is hard for one set of demands is
hard for its neighbours.
"""

from typing import NamedTuple

import numpy as np

from model.branch import WHOLE
from model.found import Found
from model.matrix import Vector

DOWN, UP = 0, 1
NOTHING = 1e-6  # a loss that is none, so that the other side still counts


class Part(NamedTuple):
    """A box of the whole columns: the `side` of one of `value` that was cut by `far` at `cut`."""

    lower: Vector
    upper: Vector
    cut: int | None = None
    side: int = DOWN
    far: float = 1.0
    value: float = 0.0


class Losses:
    """What mending has cost per unit, by side and column, as a share of the value."""

    def __init__(self, columns: int) -> None:
        self.lost, self.cuts = np.ones((2, columns)), np.ones((2, columns))

    def learn(self, part: Part, found: Found) -> None:
        """How the relaxation of a part ended; a part without any point lost everything."""
        if part.cut is not None:
            lost = abs(part.value - found.value) / max(1.0, abs(part.value))
            lost = 1.0 if found.x is None else min(1.0, lost)
            self.lost[part.side, part.cut] += lost / part.far
            self.cuts[part.side, part.cut] += 1

    def halves(self, part: Part, found: Found, values: Vector) -> list[Part]:
        """Below and above a broken whole number, the one above to be taken first."""
        far = np.array([values - np.floor(values), np.ceil(values) - values])
        cost = np.maximum(NOTHING, far * self.lost / self.cuts)
        broken = far.min(axis=0) > WHOLE
        j = int(np.argmax(np.where(broken, cost[DOWN] * cost[UP], -1.0)))
        below, above = part.upper.copy(), part.lower.copy()
        below[j], above[j] = np.floor(values[j]), np.ceil(values[j])
        return [
            Part(part.lower, below, j, DOWN, far[DOWN, j], found.value),
            Part(above, part.upper, j, UP, far[UP, j], found.value),
        ]
