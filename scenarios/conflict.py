"""Which demands cannot hold together: every minimal set of them, each proven.

A set is a conflict when its demands together have no plan, whole numbers included, and without
any one of them they have. The largest sets not yet judged are tried first (MARCO, Liffiton and
others 2016): one that has a plan tells of all sets inside it, one that has none is cut down to a
conflict and tells of all sets around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from model.court import Court, Demands
from model.explored import Explored
from model.instance import Instance

LIMIT = 60.0  # seconds


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


def conflicts(instance: Instance, seconds: float = LIMIT) -> Iterator[Conflicts]:
    """What is known, after every thing learnt; the last one is all that the time allowed.

    A conflict without members says that the data allow no plan even without any demand.
    """
    start = perf_counter()
    court = Court(instance)
    court.search.limit(seconds)
    explored = Explored(court.active)
    clashes: list[Demands] = []
    ways_out: list[Demands] = []
    complete = True
    while complete and (tried := explored.largest()) is not None:
        verdict = court.hear(tried)
        if verdict.point is not None:
            explored.together(tried)
            ways_out.append(court.active - tried)
        elif verdict.clash is not None:
            clash, complete = cut_down(court, verdict.clash)
            if complete:
                explored.clash(clash)
                clashes.append(clash)
        else:
            complete = False
        if complete:
            yield known(clashes, ways_out, start, complete=False)
    yield known(clashes, ways_out, start, complete=complete)


def first(instance: Instance, seconds: float = LIMIT) -> Demands | None:
    """One conflict; None when there is none or the time did not allow one."""
    for found in conflicts(instance, seconds):
        if found.conflicts:
            return found.conflicts[0]
    return None


def cut_down(court: Court, clash: Demands) -> tuple[Demands, bool]:
    """The members that are needed for the clash, and whether there was time to tell."""
    for q in court.in_order(clash):
        if q in clash:
            verdict = court.hear(clash - {q})
            if verdict.clash is not None:
                clash = verdict.clash
            elif verdict.point is None:
                return clash, False
    return clash, True


def known(
    clashes: list[Demands], ways_out: list[Demands], start: float, *, complete: bool
) -> Conflicts:
    """The things learnt, smallest first."""
    by_size = [sorted(sets, key=lambda s: (len(s), sorted(s))) for sets in (clashes, ways_out)]
    return Conflicts(tuple(by_size[0]), tuple(by_size[1]), complete, perf_counter() - start)
