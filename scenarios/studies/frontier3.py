"""Efficient plans for three criteria, over a grid of levels of two of them."""

from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

import numpy as np

from model.criteria.criteria import SENSE
from model.frontier.augmecon import GridPlan, TriobjectiveLP, solve_grid
from model.instance import Instance
from scenarios.apply import apply
from scenarios.scenario import Scenario
from scenarios.traded_criteria import build_biobjective, remaining_conflict

LEVELS = 6  # of each criterion that is required


class Frontier3(NamedTuple):
    """The plans found so far, with the dual bound of y; the share of the grid that is answered.

    Without points `conflict` and `why` as in a frontier of two.
    """

    points: tuple[GridPlan, ...]
    progress: float
    conflict: tuple[str, ...] = ()
    why: str = ""


def frontier3(
    instance: Instance,
    scenario: Scenario,
    criteria: tuple[str, str, str],
    levels: int = LEVELS,
    seconds: float = np.inf,
) -> Iterator[Frontier3]:
    """The points after each search, in the units of the criteria, until time has passed."""
    if scenario.frozen:
        yield Frontier3((), 1.0, why="frozen")
        return
    start, changed = perf_counter(), apply(instance, scenario)
    x, y, z = criteria
    program = TriobjectiveLP(build_biobjective(changed, x, y, z), z)
    senses = np.array([SENSE[criterion] for criterion in (x, y, z, y)])
    known = Frontier3((), 0.0)
    yield known
    for progress, best in solve_grid(program, levels):
        found = () if best is None else (GridPlan(*(senses * best).tolist()),)
        known = Frontier3((*known.points, *found), progress)
        yield known
        if perf_counter() - start > seconds:
            return
    if not known.points:
        yield Frontier3((), 1.0, remaining_conflict(changed, criteria), "nothing")
