"""Whose turn it is: readers take turns, and so do the studies of one reader."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, Protocol, TypeVar

OPEN = 8  # studies that a worker has begun and not ended


class Waiting(Protocol):
    """Work that waits for a turn: of whom, on which kind of worker, and where it has begun."""

    owner: Hashable
    lane: str
    home: str | None

    @property
    def cancelled(self) -> bool:
        """Whether it only waits to end."""


Work = TypeVar("Work", bound=Waiting)


@dataclass
class Turns(Generic[Work]):
    """The work that waits, in the order in which it came or last had a turn.

    The next turn is the reader's who has waited longest for one. Work that has begun goes on
    where it began; what has not goes wherever a worker is free that has not begun too much.
    """

    waiting: list[Work] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)  # by worker
    served: dict[Hashable, int] = field(default_factory=dict)  # by owner, the last turn
    clock: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, work: Work) -> None:
        self.waiting.append(work)

    def take(self, worker: str, lane: str) -> Work | None:
        """What this worker does next, no longer waiting; None where nothing is for it."""
        mine = [w for w in self.waiting if w.lane == lane and self._may(w, worker)]
        if not mine:
            return None
        found = min(mine, key=lambda w: (not w.cancelled, self.served.get(w.owner, 0)))
        self.waiting.remove(found)
        self.served[found.owner] = next(self.clock)
        if found.home is None:
            found.home = worker
            self.open[worker] = self.open.get(worker, 0) + 1
        return found

    def end(self, work: Work) -> None:
        """Work is over, or has lost what it had begun."""
        if work.home is not None:
            self.open[work.home] -= 1
            work.home = None

    def lost(self, worker: str) -> Iterator[Work]:
        """What waits and had begun with a worker that is gone, for it to begin anew."""
        for work in self.waiting:
            if work.home == worker:
                self.end(work)
                yield work

    def _may(self, work: Work, worker: str) -> bool:
        if work.home is None:
            return self.open.get(worker, 0) < OPEN
        return work.home == worker
