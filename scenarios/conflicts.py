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
    workers = create_oracles(instance, seconds, oracles)
    active = workers[0].active
    subset_map = SubsetMap(active)
    known_conflicts: list[Demands] = []
    correction_sets: list[Demands] = []
    complete = True
    for demands, conflict, complete in check_in_parallel(workers, subset_map, known_conflicts):
        if not complete:
            break
        if conflict is None:
            subset_map.block_subsets(demands)
            correction_sets.append(active - demands)
        elif conflict not in known_conflicts:
            subset_map.block_supersets(conflict)
            known_conflicts.append(conflict)
        yield as_conflicts(known_conflicts, correction_sets, start, complete=False)
    yield as_conflicts(known_conflicts, correction_sets, start, complete=complete)


def create_oracles(instance: Instance, seconds: float, number: int) -> list[FeasibilityOracle]:
    """Oracles of the same instance with a shared cache."""
    cache = OracleCache()
    created = [FeasibilityOracle(instance, cache=cache) for _ in range(number)]
    for oracle in created:
        oracle.lp.set_time_limit(seconds)
    return created


def check_in_parallel(
    oracles: Sequence[FeasibilityOracle],
    subset_map: SubsetMap,
    known_conflicts: Collection[Demands],
) -> Iterator[CheckedSet]:
    """Largest unexplored sets, checked as many at a time as there are oracles.

    The caller must add each result to the map before it asks for the next.
    """
    idle = list(oracles)

    def check(demands: Demands) -> CheckedSet:
        oracle = idle.pop()
        checked = find_conflict(oracle, demands, known_conflicts)
        idle.append(oracle)
        return checked

    pending: dict[Future[CheckedSet], Demands] = {}
    with ThreadPoolExecutor(len(oracles)) as threads, stop_afterwards(oracles):
        while True:
            while len(pending) < len(oracles):
                chosen = subset_map.largest_unexplored(pending.values())
                if chosen is None:
                    break
                pending[threads.submit(check, chosen)] = chosen
            if not pending:
                return
            for done in wait(pending, return_when=FIRST_COMPLETED).done:
                del pending[done]
                yield done.result()


@contextmanager
def stop_afterwards(oracles: Sequence[FeasibilityOracle]) -> Iterator[None]:
    """A context at whose end the oracles stop at their next relaxation."""
    try:
        yield
    finally:
        for oracle in oracles:
            oracle.lp.set_time_limit(0.0)


def find_conflict(
    oracle: FeasibilityOracle, demands: Demands, known_conflicts: Collection[Demands]
) -> CheckedSet:
    """A conflict within the demands, if they are infeasible: a known one where possible."""
    result = oracle.check(demands)
    if result.infeasible is None:
        return CheckedSet(demands, None, known=result.point is not None)
    known = next((each for each in known_conflicts if each <= result.infeasible), None)
    if known is not None:
        return CheckedSet(demands, known)
    return shrink(oracle, demands, result.infeasible)


def shrink(oracle: FeasibilityOracle, demands: Demands, infeasible: Demands) -> CheckedSet:
    """A conflict within an infeasible set, by deleting one demand after the other."""
    for q in oracle.deletion_order(infeasible):
        if q in infeasible:
            result = oracle.check(infeasible - {q})
            if result.infeasible is not None:
                infeasible = result.infeasible
            elif result.point is None:
                return CheckedSet(demands, None, known=False)
    return CheckedSet(demands, infeasible)


def first_conflict(instance: Instance, seconds: float = LIMIT) -> Demands | None:
    """One conflict; None when there is none or the time did not allow one."""
    for found in conflicts(instance, seconds, oracles=1):
        if found.conflicts:
            return found.conflicts[0]
    return None


def as_conflicts(
    known_conflicts: list[Demands], correction_sets: list[Demands], start: float, *, complete: bool
) -> Conflicts:
    """The sets known so far, smallest first."""
    known, missing = (
        tuple(sorted(sets, key=lambda s: (len(s), sorted(s))))
        for sets in (known_conflicts, correction_sets)
    )
    return Conflicts(known, missing, complete, perf_counter() - start)


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
