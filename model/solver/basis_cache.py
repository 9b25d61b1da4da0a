"""Bases kept from one question to the next, and searches that start near every answer.

Where a search for a plan starts is fixed by the data alone, so that a question has the same
plan whatever was asked before. The relaxation has one value wherever it starts, so a glance
may start from the last one.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from model.criteria.criteria import SENSE
from model.evaluation.savings import NOTHING
from model.instance import Effect, Instance
from model.solver.highs import SolverResult
from model.solver.matrix import Matrix
from model.solver.parametric_model import ParametricModel
from model.solver.warm_lp import Basis, WarmLP

CACHE_SIZE = 8  # bases
REFERENCE_CRITERION = "exits"


@dataclass
class CacheEntry:
    """A base, the basis its searches start from, and the search that answered the last glance."""

    model: ParametricModel
    reference: Basis
    relaxation: WarmLP | None = None


class BasisCache:
    """The bases last asked for."""

    def __init__(self) -> None:
        self.entries: OrderedDict[int, CacheEntry] = OrderedDict()
        self.lock = Lock()

    def entry_for(self, instance: Instance) -> CacheEntry:
        """The base that fits an instance, made when there is none."""
        with self.lock:
            fits = (i for i, kept in self.entries.items() if kept.model.shares_core(instance))
            found = next(fits, None)
            if found is None:
                base = ParametricModel(instance)
                found = id(base)
                self.entries[found] = CacheEntry(base, reference_basis(base))
            self.entries.move_to_end(found)
            while len(self.entries) > CACHE_SIZE:
                self.entries.popitem(last=False)
            return self.entries[found]


BASIS_CACHE = BasisCache()


def build_lp(instance: Instance, gap: float) -> WarmLP:
    """A search of its own on the matrix of an instance."""
    kept = BASIS_CACHE.entry_for(instance)
    search = WarmLP(kept.model.instantiate(instance), gap)
    search.set_basis(kept.reference)
    return search


def solve_relaxation(instance: Instance, criterion: str) -> SolverResult:
    """The exact linear program in which whole numbers may be broken: what no plan can beat."""
    kept = BASIS_CACHE.entry_for(instance)
    matrix = kept.model.instantiate(instance)
    last, kept.relaxation = kept.relaxation, None  # nobody else's while it is in use
    if last is not None and same_coefficients(last.matrix, matrix):
        last.set_row_bounds(np.arange(len(matrix.rows)), matrix.lower, matrix.upper)
        last.matrix, search = matrix, last
    else:
        search = WarmLP(matrix, 0.0)
        search.set_basis(kept.reference if last is None else last.basis())
    search.set_objective(*matrix.criteria[criterion], SENSE[criterion])
    found = search.solve_relaxation()
    if found.termination == "infeasible":
        found = search.solve_from_scratch()
    kept.relaxation = search
    return found


def same_coefficients(one: Matrix, other: Matrix) -> bool:
    """Whether two matrices differ in the ends of their rows only."""
    return (
        one.rows == other.rows
        and np.array_equal(one.a.indices, other.a.indices)
        and np.array_equal(one.a.data, other.a.data)
    )


def reference_basis(model: ParametricModel) -> Basis:
    """Where most exits are had when no year costs more than today, effects at their average."""
    effects = {i: at_average(effect) for i, effect in model.core.effects.items()}
    budget = {**model.core.demands, "": NOTHING}
    matrix = model.instantiate(replace(model.core, effects=effects, demands=budget))
    search = WarmLP(matrix, 0.0)
    search.set_objective(*matrix.criteria[REFERENCE_CRITERION], SENSE[REFERENCE_CRITERION])
    search.solve_relaxation()
    return search.basis()


def at_average(effect: Effect) -> Effect:
    """The effect in the middle of its interval."""
    return effect._replace(mid=(effect.low + effect.high) / 2)
