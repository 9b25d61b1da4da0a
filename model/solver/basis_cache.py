"""A cache of parametric models, each with a reference basis from which its linear programs start.

The reference basis follows from the data alone, so that a question has the same plan whatever
was asked before. The value of a relaxation does not depend on its starting basis, so it may start
from the last relaxation.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from model.criteria import SENSE
from model.evaluation.savings import NOTHING
from model.instance import Instance
from model.solver.matrix import Matrix
from model.solver.parametric_model import ParametricModel
from model.solver.warm_lp import Basis, SolverResult, WarmLP

CACHE_SIZE = 8  # models
REFERENCE_CRITERION = "exits"


@dataclass
class CacheEntry:
    """A parametric model, its reference basis, and the last relaxation that was solved with it."""

    model: ParametricModel
    reference: Basis
    relaxation: WarmLP | None = None


class BasisCache:
    """The parametric models last used."""

    def __init__(self) -> None:
        self.entries: OrderedDict[int, CacheEntry] = OrderedDict()
        self.lock = Lock()

    def entry_for(self, instance: Instance) -> CacheEntry:
        """The entry whose model has the core of an instance, made when there is none."""
        with self.lock:
            fits = (i for i, entry in self.entries.items() if entry.model.shares_core(instance))
            found = next(fits, None)
            if found is None:
                model = ParametricModel(instance)
                found = id(model)
                self.entries[found] = CacheEntry(model, reference_basis(model))
            self.entries.move_to_end(found)
            while len(self.entries) > CACHE_SIZE:
                self.entries.popitem(last=False)
            return self.entries[found]


BASIS_CACHE = BasisCache()


def build_lp(instance: Instance, gap: float) -> WarmLP:
    """A new linear program of an instance, at the reference basis."""
    entry = BASIS_CACHE.entry_for(instance)
    lp = WarmLP(entry.model.instantiate(instance), gap)
    lp.set_basis(entry.reference)
    return lp


def solve_relaxation(instance: Instance, criterion: str) -> SolverResult:
    """The optimum of the linear relaxation, which no plan can beat."""
    entry = BASIS_CACHE.entry_for(instance)
    matrix = entry.model.instantiate(instance)
    last, entry.relaxation = entry.relaxation, None  # no other thread uses it meanwhile
    if last is not None and same_coefficients(last.matrix, matrix):
        last.set_row_bounds(np.arange(len(matrix.rows)), matrix.lower, matrix.upper)
        last.matrix, lp = matrix, last
    else:
        lp = WarmLP(matrix, 0.0)
        lp.set_basis(entry.reference if last is None else last.basis())
    lp.set_objective(*matrix.criteria[criterion], SENSE[criterion])
    found = lp.solve_relaxation()
    if found.termination == "infeasible":
        found = lp.solve_from_scratch()
    entry.relaxation = lp
    return found


def same_coefficients(one: Matrix, other: Matrix) -> bool:
    """Whether two matrices differ in the bounds of their rows only."""
    pairs = (one.a.indices, other.a.indices), (one.a.data, other.a.data)
    return one.rows == other.rows and all(np.array_equal(*pair) for pair in pairs)


def reference_basis(model: ParametricModel) -> Basis:
    """The optimal basis of most exits with no year dearer than today, effects at mid-interval."""
    effects = {i: e._replace(mid=(e.low + e.high) / 2) for i, e in model.core.effects.items()}
    budget = {**model.core.demands, "": NOTHING}
    matrix = model.instantiate(replace(model.core, effects=effects, demands=budget))
    lp = WarmLP(matrix, 0.0)
    lp.set_objective(*matrix.criteria[REFERENCE_CRITERION], SENSE[REFERENCE_CRITERION])
    lp.solve_relaxation()
    return lp.basis()
