"""Bases kept from one question to the next, and searches that start near every answer.

Where a search starts is fixed by the data alone, so that a question has the same answer
whatever was asked before.
"""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from model.base import Base
from model.criteria import NOTHING
from model.formulation.criteria import SENSE
from model.instance import Effect, Instance
from model.search import Basis, Search

KEPT = 8  # bases
FIRST = "exits"


class Bases:
    """The bases last asked for, each with the basis its searches start from."""

    def __init__(self) -> None:
        self.kept: OrderedDict[int, tuple[Base, Basis]] = OrderedDict()
        self.lock = Lock()

    def of(self, instance: Instance) -> tuple[Base, Basis]:
        """The base that fits an instance, made when there is none."""
        with self.lock:
            found = next((i for i, (base, _) in self.kept.items() if base.fits(instance)), None)
            if found is None:
                base = Base(instance)
                found = id(base)
                self.kept[found] = base, home(base)
            self.kept.move_to_end(found)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
            return self.kept[found]


BASES = Bases()


def posed(instance: Instance, gap: float) -> Search:
    """A search of its own on the matrix of an instance."""
    base, start = BASES.of(instance)
    search = Search(base.pose(instance), gap)
    search.start_from(start)
    return search


def home(base: Base) -> Basis:
    """Where most exits are had when no year costs more than today, effects at their average."""
    effects = {i: average(effect) for i, effect in base.core.effects.items()}
    budget = {**base.core.demands, "": NOTHING}
    matrix = base.pose(replace(base.core, effects=effects, demands=budget))
    search = Search(matrix, 0.0)
    search.aim(*matrix.criteria[FIRST], SENSE[FIRST])
    search.relaxation()
    columns, rows = search.basis()
    known = [i for i, (component, _) in enumerate(matrix.rows) if component not in LATER]
    return columns, rows[: len(known)]


LATER = ("saving_each_year", "demand")  # rows that come and go with the question


def average(effect: Effect) -> Effect:
    """The effect in the middle of its interval."""
    return effect._replace(mid=(effect.low + effect.high) / 2)
