"""Small programs with known plans near the best: plants by hand, and knapsacks tried through."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from knapsack_case import Knapsack
from numpy.typing import NDArray

from model.algebra import csr_array
from model.alternatives.near_best import Figure, NearBest
from model.criteria import SENSE
from model.instance import Instance
from model.solver.basis_cache import build_lp
from model.solver.matrix import Matrix
from model.solver.warm_lp import WarmLP

GAP = 1e-7
Rows = NDArray[np.float64]


def plants(costs: Sequence[float], most: float = np.inf, load: float = 100.0) -> Matrix:
    """Plants up to a size that together meet a load, each at a cost for every unit of its size."""
    n = len(costs)
    return Matrix(
        a=csr_array(np.ones((1, n))),
        lower=np.array([load]),
        upper=np.array([np.inf]),
        column_lower=np.zeros(n),
        column_upper=np.full(n, most),
        is_integer=np.zeros(n, dtype=bool),
        criteria={"cost": (np.array(costs, float), 0.0)},
        rows=(("load", ()),),
        columns=tuple(("size", (i,)) for i in range(n)),
        demand_of={},
    )


def near_cheapest(matrix: Matrix, slack: float, least: float = 0.0) -> NearBest:
    return NearBest(WarmLP(matrix, GAP), "cost", -1, slack, least)


def size(matrix: Matrix, i: int) -> Figure:
    """The size of one plant."""
    return Figure(("size", str(i)), np.eye(len(matrix.columns))[i])


def near_most_exits(data: Instance, share: float) -> NearBest:
    return NearBest(build_lp(data, GAP), "exits", SENSE["exits"], share)


def near_best_sets(of: Knapsack, share: float) -> Rows:
    """The sets of measures, a row of 0 and 1 each, that lose at most a share of the most exits."""
    tried = np.array(list(product((0.0, 1.0), repeat=len(of.places))))
    kept = tried[tried @ of.costs <= of.budget]
    value = kept @ np.array(of.exits)
    found: Rows = kept[value >= (1 - share) * value.max() - 1e-9]
    return found


def farthest(sets: Rows, known: Sequence[Rows]) -> int:
    """The most that one of the sets differs from the nearest of those known."""
    apart = [np.abs(sets - each).sum(axis=1) for each in known]
    return int(np.min(apart, axis=0).max())
