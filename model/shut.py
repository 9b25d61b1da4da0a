"""The best plans without a unit."""

from dataclasses import replace
from math import inf

import numpy as np

from model.branch import among, run
from model.formulation.criteria import SENSE
from model.instance import Instance
from model.search import Search
from model.solution import Outcome, Solution
from model.solve import GAP, Order, search_and_check
from model.warm import posed
from model.worth import CRITERION, EXACT

SECONDS = 60.0


def shut(instance: Instance, unit: str, gap: float) -> Search:
    """A search in which a unit is closed."""
    search = posed(instance, gap)
    column = search.matrix.columns.index(("unit_is_open", (unit,)))
    upper = search.matrix.column_upper.copy()
    upper[column] = 0.0
    lower = np.minimum(search.matrix.column_lower, upper)
    search.matrix = replace(search.matrix, column_lower=lower, column_upper=upper)
    search.bounds(np.array([column]), lower[[column]], upper[[column]])
    return search


def solve_without(instance: Instance, unit: str, order: Order, before: Outcome) -> Solution:
    """The best plan by an order of criteria when a unit is closed; `before` is today's practice."""
    search = shut(instance, unit, GAP)
    return search_and_check(instance, before, search, among, order, SECONDS, 0.0)


def reached_without(instance: Instance, unit: str) -> float:
    """Most exits when a unit is closed; -inf without a plan."""
    search = shut(instance, unit, EXACT)
    search.aim(*search.matrix.criteria[CRITERION], SENSE[CRITERION])
    found = run(search)
    return -inf if found.x is None else found.value
