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
from model.solver.highs import Found
from model.solver.matrix import Matrix
from model.solver.parametric_model import Base
from model.solver.warm_lp import Basis, Search

KEPT = 8  # bases
FIRST = "exits"


@dataclass
class Kept:
    """A base, the basis its searches start from, and the search that answered the last glance."""

    base: Base
    home: Basis
    glance: Search | None = None


class Bases:
    """The bases last asked for."""

    def __init__(self) -> None:
        self.kept: OrderedDict[int, Kept] = OrderedDict()
        self.lock = Lock()

    def of(self, instance: Instance) -> Kept:
        """The base that fits an instance, made when there is none."""
        with self.lock:
            fits = (i for i, kept in self.kept.items() if kept.base.fits(instance))
            found = next(fits, None)
            if found is None:
                base = Base(instance)
                found = id(base)
                self.kept[found] = Kept(base, home(base))
            self.kept.move_to_end(found)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
            return self.kept[found]


BASES = Bases()


def posed(instance: Instance, gap: float) -> Search:
    """A search of its own on the matrix of an instance."""
    kept = BASES.of(instance)
    search = Search(kept.base.pose(instance), gap)
    search.start_from(kept.home)
    return search


def glance(instance: Instance, criterion: str) -> Found:
    """The exact linear program in which whole numbers may be broken: what no plan can beat."""
    kept = BASES.of(instance)
    matrix = kept.base.pose(instance)
    last, kept.glance = kept.glance, None  # nobody else's while it is in use
    if last is not None and same_rows(last.matrix, matrix):
        last.row_ends(np.arange(len(matrix.rows)), matrix.lower, matrix.upper)
        last.matrix, search = matrix, last
    else:
        search = Search(matrix, 0.0)
        search.start_from(kept.home if last is None else last.basis())
    search.aim(*matrix.criteria[criterion], SENSE[criterion])
    found = search.relaxation()
    if found.termination == "infeasible":
        found = search.afresh()
    kept.glance = search
    return found


def same_rows(one: Matrix, other: Matrix) -> bool:
    """Whether two matrices differ in the ends of their rows only."""
    return (
        one.rows == other.rows
        and np.array_equal(one.a.indices, other.a.indices)
        and np.array_equal(one.a.data, other.a.data)
    )


def home(base: Base) -> Basis:
    """Where most exits are had when no year costs more than today, effects at their average."""
    effects = {i: average(effect) for i, effect in base.core.effects.items()}
    budget = {**base.core.demands, "": NOTHING}
    matrix = base.pose(replace(base.core, effects=effects, demands=budget))
    search = Search(matrix, 0.0)
    search.aim(*matrix.criteria[FIRST], SENSE[FIRST])
    search.relaxation()
    return search.basis()


def average(effect: Effect) -> Effect:
    """The effect in the middle of its interval."""
    return effect._replace(mid=(effect.low + effect.high) / 2)
