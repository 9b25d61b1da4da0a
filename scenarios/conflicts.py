"""All conflicts among the active demands: minimal infeasible sets, each proven.

A set is a conflict when its demands together have no plan, integers included, and without any one
of them they have. The largest unexplored sets are checked first (MARCO, Liffiton and others 2016):
a feasible one excludes its subsets, an infeasible one is shrunk to a conflict and excludes its
supersets.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from time import perf_counter
from typing import NamedTuple

from model.conflicts.feasibility import Demands, FeasibilityOracle, OracleCache
from model.conflicts.marco_map import SubsetMap
from model.demand import Demand
from model.instance import Instance

LIMIT = 60.0  # seconds
ORACLES = min(4, os.cpu_count() or 1)  # each has its own linear program; HiGHS releases the GIL


@dataclass(frozen=True)
class Conflicts:
    """The conflicts known so far, smallest first; `complete` when there are no others.

    `correction_sets` are the smallest sets of demands without which all others have a plan. Each
    has a demand of every conflict.
    """

    conflicts: tuple[Demands, ...]
    correction_sets: tuple[Demands, ...]
    complete: bool
    seconds: float

    @property
    def feasible(self) -> bool | None:
        """Whether all active demands together have a plan; None when that is not known."""
        if self.correction_sets == (frozenset(),):
            return True
        return False if self.conflicts else None


class CheckedSet(NamedTuple):
    """A checked set of demands and a conflict in it, if any; `known` is False when time was up."""

    demands: Demands
    conflict: Demands | None
    known: bool = True


def conflicts(
    instance: Instance, seconds: float = LIMIT, oracles: int = ORACLES
) -> Iterator[Conflicts]:
    """The conflicts known after each checked set; the last are all that the time allowed.

    A conflict without members says that the data allow no plan even without any demand.
    """
    start = perf_counter()
    bench = create_oracles(instance, seconds, oracles)
    active = bench[0].active
    explored = SubsetMap(active)
    clashes: list[Demands] = []
    ways_out: list[Demands] = []
    complete = True
    for asked, conflict, complete in check_in_parallel(bench, explored, clashes):
        if not complete:
            break
        if conflict is None:
            explored.block_subsets(asked)
            ways_out.append(active - asked)
        elif conflict not in clashes:
            explored.block_supersets(conflict)
            clashes.append(conflict)
        yield as_conflicts(clashes, ways_out, start, complete=False)
    yield as_conflicts(clashes, ways_out, start, complete=complete)


def create_oracles(instance: Instance, seconds: float, number: int) -> list[FeasibilityOracle]:
    """Oracles of the same instance with a shared cache."""
    memory = OracleCache()
    courts = [FeasibilityOracle(instance, memory=memory) for _ in range(number)]
    for court in courts:
        court.lp.set_time_limit(seconds)
    return courts


def check_in_parallel(
    oracles: Sequence[FeasibilityOracle], subset_map: SubsetMap, clashes: Collection[Demands]
) -> Iterator[CheckedSet]:
    """Largest unexplored sets, checked as many at a time as there are oracles.

    The caller must add each result to the map before it asks for the next.
    """
    idle = list(oracles)

    def ask(demands: Demands) -> CheckedSet:
        court = idle.pop()
        judged = find_conflict(court, demands, clashes)
        idle.append(court)
        return judged

    asked: dict[Future[CheckedSet], Demands] = {}
    with ThreadPoolExecutor(len(oracles)) as threads, stop_afterwards(oracles):
        while True:
            while len(asked) < len(oracles):
                chosen = subset_map.largest_unexplored(asked.values())
                if chosen is None:
                    break
                asked[threads.submit(ask, chosen)] = chosen
            if not asked:
                return
            for done in wait(asked, return_when=FIRST_COMPLETED).done:
                del asked[done]
                yield done.result()


@contextmanager
def stop_afterwards(oracles: Sequence[FeasibilityOracle]) -> Iterator[None]:
    """A context at whose end the oracles stop at their next relaxation."""
    try:
        yield
    finally:
        for court in oracles:
            court.lp.set_time_limit(0.0)


def find_conflict(
    oracle: FeasibilityOracle, demands: Demands, clashes: Collection[Demands]
) -> CheckedSet:
    """A conflict within the demands, if they are infeasible: a known one where possible."""
    verdict = oracle.check(demands)
    if verdict.infeasible is None:
        return CheckedSet(demands, None, known=verdict.point is not None)
    known = next((clash for clash in clashes if clash <= verdict.infeasible), None)
    return (
        CheckedSet(demands, known)
        if known is not None
        else shrink(oracle, demands, verdict.infeasible)
    )


def shrink(oracle: FeasibilityOracle, demands: Demands, clash: Demands) -> CheckedSet:
    """A conflict within an infeasible set, by deleting one demand after the other."""
    for q in oracle.deletion_order(clash):
        if q in clash:
            verdict = oracle.check(clash - {q})
            if verdict.infeasible is not None:
                clash = verdict.infeasible
            elif verdict.point is None:
                return CheckedSet(demands, None, known=False)
    return CheckedSet(demands, clash)


def first_conflict(instance: Instance, seconds: float = LIMIT) -> Demands | None:
    """One conflict; None when there is none or the time did not allow one."""
    for found in conflicts(instance, seconds, oracles=1):
        if found.conflicts:
            return found.conflicts[0]
    return None


def as_conflicts(
    clashes: list[Demands], ways_out: list[Demands], start: float, *, complete: bool
) -> Conflicts:
    """The sets known so far, smallest first."""
    by_size = [sorted(sets, key=lambda s: (len(s), sorted(s))) for sets in (clashes, ways_out)]
    return Conflicts(tuple(by_size[0]), tuple(by_size[1]), complete, perf_counter() - start)


class Requirement(NamedTuple):
    """What a demand requires of one thing: the least and most of it, and its allowed states.

    States of a measure or unit are "open", "closed" and "handed over"; of a target group, units.
    """

    least: float
    most: float
    allowed: frozenset[str]


ANY = float("inf")
OPEN, CLOSED, OVER = (frozenset({way}) for way in ("open", "closed", "handed over"))
OF_EACH = {  # of the measures or units that it names
    "keep_open": Requirement(0.0, ANY, OPEN),
    "close": Requirement(0.0, 0.0, CLOSED),
    "hand_over": Requirement(0.0, 0.0, OVER),
    "keep_unit": Requirement(0.0, ANY, OPEN),
    "close_unit": Requirement(0.0, 0.0, CLOSED),
}


def contradictions(instance: Instance) -> tuple[tuple[str, str], ...]:
    """Pairs of active demands that ask for opposite things of the same thing."""
    active = [q for q in instance.demands.values() if q.active]
    return tuple((a.id, b.id) for a, b in combinations(active, 2) if contradict(instance, a, b))


def contradict(instance: Instance, a: Demand, b: Demand) -> bool:
    """Whether two demands require incompatible things of the same thing in the same year."""
    together = max(a.from_year, b.from_year) <= min(a.to_year, b.to_year)
    first, second = dict(requirements(instance, a)), dict(requirements(instance, b))
    return together and any(incompatible(first[n], second[n]) for n in first.keys() & second.keys())


def incompatible(a: Requirement, b: Requirement) -> bool:
    """Whether a minimum is above a maximum, or no state is allowed by both."""
    return a.least > b.most or b.least > a.most or not a.allowed & b.allowed


def requirements(instance: Instance, q: Demand) -> Iterator[tuple[str, Requirement]]:
    """What a demand requires of each thing it names; places of some groups are a minimum."""
    if q.kind in OF_EACH:
        for each in (*q.measures, *(f"unit {u}" for u in q.units)):
            yield each, OF_EACH[q.kind]
    elif q.kind == "as_today":
        for n in q.measures:
            if today := instance.today(n):
                yield n, Requirement(today, today, OPEN)
    elif q.kind == "places" and len(q.measures) == 1 and q.bound > 0:
        yield q.measures[0], Requirement(q.bound, ANY, OPEN)
    elif q.kind == "responsible":
        for g in instance.groups_in(q.groups):
            yield f"group {g}", Requirement(0.0, ANY, frozenset(q.units))
    elif q.kind == "exact_staff":
        yield f"staff {sorted(q.units)} {sorted(q.staff)}", Requirement(q.bound, q.bound, OPEN)
