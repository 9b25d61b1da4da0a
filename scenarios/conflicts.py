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
COURTS = min(4, os.cpu_count() or 1)  # each has a model of its own; HiGHS lets go of Python


@dataclass(frozen=True)
class Conflicts:
    """What is known so far, smallest first; `complete` when there is nothing else.

    `ways_out` are the smallest sets of demands without which all others have a plan. Each takes
    one demand out of every conflict.
    """

    conflicts: tuple[Demands, ...]
    ways_out: tuple[Demands, ...]
    complete: bool
    seconds: float

    @property
    def feasible(self) -> bool | None:
        """Whether all active demands hold together; None when that is not known."""
        if self.ways_out == (frozenset(),):
            return True
        return False if self.conflicts else None


class Judged(NamedTuple):
    """A set of demands and a conflict in it, if any; `known` is False when time was up first."""

    asked: Demands
    conflict: Demands | None
    known: bool = True


def conflicts(
    instance: Instance, seconds: float = LIMIT, courts: int = COURTS
) -> Iterator[Conflicts]:
    """What is known, after every thing learnt; the last one is all that the time allowed.

    A conflict without members says that the data allow no plan even without any demand.
    """
    start = perf_counter()
    bench = seated(instance, seconds, courts)
    active = bench[0].active
    explored = SubsetMap(active)
    clashes: list[Demands] = []
    ways_out: list[Demands] = []
    complete = True
    for asked, conflict, complete in side_by_side(bench, explored, clashes):
        if not complete:
            break
        if conflict is None:
            explored.block_subsets(asked)
            ways_out.append(active - asked)
        elif conflict not in clashes:
            explored.block_supersets(conflict)
            clashes.append(conflict)
        yield known(clashes, ways_out, start, complete=False)
    yield known(clashes, ways_out, start, complete=complete)


def seated(instance: Instance, seconds: float, number: int) -> list[FeasibilityOracle]:
    """Courts over the same instance, which share what they learn."""
    memory = OracleCache()
    courts = [FeasibilityOracle(instance, memory=memory) for _ in range(number)]
    for court in courts:
        court.lp.set_time_limit(seconds)
    return courts


def side_by_side(
    courts: Sequence[FeasibilityOracle], explored: SubsetMap, clashes: Collection[Demands]
) -> Iterator[Judged]:
    """Largest unexplored sets, judged as many at a time as there are courts.

    What one has taught must be on the map before the next is asked for.
    """
    idle = list(courts)

    def ask(demands: Demands) -> Judged:
        court = idle.pop()
        judged = judge(court, demands, clashes)
        idle.append(court)
        return judged

    asked: dict[Future[Judged], Demands] = {}
    with ThreadPoolExecutor(len(courts)) as threads, stopped_after(courts):
        while True:
            while len(asked) < len(courts):
                chosen = explored.largest_unexplored(asked.values())
                if chosen is None:
                    break
                asked[threads.submit(ask, chosen)] = chosen
            if not asked:
                return
            for done in wait(asked, return_when=FIRST_COMPLETED).done:
                del asked[done]
                yield done.result()


@contextmanager
def stopped_after(courts: Sequence[FeasibilityOracle]) -> Iterator[None]:
    """Nobody is left to hear a verdict: courts stop at their next relaxation."""
    try:
        yield
    finally:
        for court in courts:
            court.lp.set_time_limit(0.0)


def judge(court: FeasibilityOracle, asked: Demands, clashes: Collection[Demands]) -> Judged:
    """Whether demands hold together, and if not a conflict inside: one of `clashes` if it can."""
    verdict = court.check(asked)
    if verdict.infeasible is None:
        return Judged(asked, None, known=verdict.point is not None)
    known = next((clash for clash in clashes if clash <= verdict.infeasible), None)
    return Judged(asked, known) if known is not None else cut_down(court, asked, verdict.infeasible)


def cut_down(court: FeasibilityOracle, asked: Demands, clash: Demands) -> Judged:
    """The members that are needed for the clash."""
    for q in court.deletion_order(clash):
        if q in clash:
            verdict = court.check(clash - {q})
            if verdict.infeasible is not None:
                clash = verdict.infeasible
            elif verdict.point is None:
                return Judged(asked, None, known=False)
    return Judged(asked, clash)


def first(instance: Instance, seconds: float = LIMIT) -> Demands | None:
    """One conflict; None when there is none or the time did not allow one."""
    for found in conflicts(instance, seconds, courts=1):
        if found.conflicts:
            return found.conflicts[0]
    return None


def known(
    clashes: list[Demands], ways_out: list[Demands], start: float, *, complete: bool
) -> Conflicts:
    """The things learnt, smallest first."""
    by_size = [sorted(sets, key=lambda s: (len(s), sorted(s))) for sets in (clashes, ways_out)]
    return Conflicts(tuple(by_size[0]), tuple(by_size[1]), complete, perf_counter() - start)


class Fate(NamedTuple):
    """What a demand says of one thing: the fewest and most of it, and what it leaves possible.

    Ways of a measure or unit are "open", "closed" and "handed over"; of a target group, units.
    """

    least: float
    most: float
    ways: frozenset[str]


ANY = float("inf")
OPEN, CLOSED, OVER = (frozenset({way}) for way in ("open", "closed", "handed over"))
OF_EACH = {  # of the measures or units that it names
    "keep_open": Fate(0.0, ANY, OPEN),
    "close": Fate(0.0, 0.0, CLOSED),
    "hand_over": Fate(0.0, 0.0, OVER),
    "keep_unit": Fate(0.0, ANY, OPEN),
    "close_unit": Fate(0.0, 0.0, CLOSED),
}


def contradictions(instance: Instance) -> tuple[tuple[str, str], ...]:
    """Pairs of active demands that ask for opposite things of the same thing."""
    active = [q for q in instance.demands.values() if q.active]
    return tuple((a.id, b.id) for a, b in combinations(active, 2) if opposed(instance, a, b))


def opposed(instance: Instance, a: Demand, b: Demand) -> bool:
    """Whether something would have to be two things at once in the same year."""
    together = max(a.from_year, b.from_year) <= min(a.to_year, b.to_year)
    first, second = dict(fates(instance, a)), dict(fates(instance, b))
    return together and any(apart(first[n], second[n]) for n in first.keys() & second.keys())


def apart(a: Fate, b: Fate) -> bool:
    """A minimum above a maximum, or no way left."""
    return a.least > b.most or b.least > a.most or not a.ways & b.ways


def fates(instance: Instance, q: Demand) -> Iterator[tuple[str, Fate]]:
    """What a demand says of each thing it names; places of some groups are a minimum."""
    if q.kind in OF_EACH:
        for each in (*q.measures, *(f"unit {u}" for u in q.units)):
            yield each, OF_EACH[q.kind]
    elif q.kind == "as_today":
        for n in q.measures:
            today = sum(v for (m, _, _), v in instance.places_today.items() if m == n)
            if today:
                yield n, Fate(today, today, OPEN)
    elif q.kind == "places" and len(q.measures) == 1 and q.bound > 0:
        yield q.measures[0], Fate(q.bound, ANY, OPEN)
    elif q.kind == "responsible":
        for g in instance.groups_in(q.groups):
            yield f"group {g}", Fate(0.0, ANY, frozenset(q.units))
    elif q.kind == "exact_staff":
        yield f"staff {sorted(q.units)} {sorted(q.staff)}", Fate(q.bound, q.bound, OPEN)
