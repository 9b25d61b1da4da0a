"""Which demands cannot hold together: every minimal set of them, each proven.

A set is a conflict when its demands together have no plan, whole numbers included, and without
any one of them they have. The largest sets not yet judged are tried first (MARCO, Liffiton and
others 2016): one that has a plan tells of all sets inside it, one that has none is cut down to a
conflict and tells of all sets around it.
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
ORACLES = min(4, os.cpu_count() or 1)  # each has a model of its own; HiGHS lets go of Python


@dataclass(frozen=True)
class Conflicts:
    """What is known so far, smallest first; `complete` when there is nothing else.

    `ways_out` are the smallest sets of demands without which all others have a plan. Each takes
    one demand out of every conflict.
    """

    conflicts: tuple[Demands, ...]
    correction_sets: tuple[Demands, ...]
    complete: bool
    seconds: float

    @property
    def feasible(self) -> bool | None:
        """Whether all active demands hold together; None when that is not known."""
        if self.correction_sets == (frozenset(),):
            return True
        return False if self.conflicts else None


class CheckedSet(NamedTuple):
    """A set of demands and a conflict in it, if any; `known` is False when time was up first."""

    demands: Demands
    conflict: Demands | None
    known: bool = True


def conflicts(
    instance: Instance, seconds: float = LIMIT, oracles: int = ORACLES
) -> Iterator[Conflicts]:
    """What is known, after every thing learnt; the last one is all that the time allowed.

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
    """Courts over the same instance, which share what they learn."""
    memory = OracleCache()
    courts = [FeasibilityOracle(instance, memory=memory) for _ in range(number)]
    for court in courts:
        court.lp.set_time_limit(seconds)
    return courts


def check_in_parallel(
    oracles: Sequence[FeasibilityOracle], subset_map: SubsetMap, clashes: Collection[Demands]
) -> Iterator[CheckedSet]:
    """Largest unexplored sets, judged as many at a time as there are courts.

    What one has taught must be on the map before the next is asked for.
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
    """Nobody is left to hear a verdict: courts stop at their next relaxation."""
    try:
        yield
    finally:
        for court in oracles:
            court.lp.set_time_limit(0.0)


def find_conflict(
    oracle: FeasibilityOracle, demands: Demands, clashes: Collection[Demands]
) -> CheckedSet:
    """Whether demands hold together, and if not a conflict inside: one of `clashes` if it can."""
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
    """The members that are needed for the clash."""
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
    """The things learnt, smallest first."""
    by_size = [sorted(sets, key=lambda s: (len(s), sorted(s))) for sets in (clashes, ways_out)]
    return Conflicts(tuple(by_size[0]), tuple(by_size[1]), complete, perf_counter() - start)


class Requirement(NamedTuple):
    """What a demand says of one thing: the fewest and most of it, and what it leaves possible.

    Ways of a measure or unit are "open", "closed" and "handed over"; of a target group, units.
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
    """Whether something would have to be two things at once in the same year."""
    together = max(a.from_year, b.from_year) <= min(a.to_year, b.to_year)
    first, second = dict(requirements(instance, a)), dict(requirements(instance, b))
    return together and any(incompatible(first[n], second[n]) for n in first.keys() & second.keys())


def incompatible(a: Requirement, b: Requirement) -> bool:
    """A minimum above a maximum, or no way left."""
    return a.least > b.most or b.least > a.most or not a.allowed & b.allowed


def requirements(instance: Instance, q: Demand) -> Iterator[tuple[str, Requirement]]:
    """What a demand says of each thing it names; places of some groups are a minimum."""
    if q.kind in OF_EACH:
        for each in (*q.measures, *(f"unit {u}" for u in q.units)):
            yield each, OF_EACH[q.kind]
    elif q.kind == "as_today":
        for n in q.measures:
            today = sum(v for (m, _, _), v in instance.places_today.items() if m == n)
            if today:
                yield n, Requirement(today, today, OPEN)
    elif q.kind == "places" and len(q.measures) == 1 and q.bound > 0:
        yield q.measures[0], Requirement(q.bound, ANY, OPEN)
    elif q.kind == "responsible":
        for g in instance.groups_in(q.groups):
            yield f"group {g}", Requirement(0.0, ANY, frozenset(q.units))
    elif q.kind == "exact_staff":
        yield f"staff {sorted(q.units)} {sorted(q.staff)}", Requirement(q.bound, q.bound, OPEN)
