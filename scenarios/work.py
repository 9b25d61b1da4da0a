"""Long work beside the reader: a job runs a study elsewhere and keeps what it has yielded.

A study is a generator function with plain arguments, and its steps are plain data. Long studies
take turns on the processes of a pool (scenarios/pool/), which starts when the first is asked for.
What the page cannot do without, such as its first plan, may have a thread instead.
"""

import atexit
import os
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from functools import cache
from threading import Lock, Thread
from typing import Any, TypeVar, cast
from weakref import WeakSet

from scenarios.pool.job import Job, LostWorkerError, StoppedError
from scenarios.pool.pool import Pool
from scenarios.pool.sources import sources

Step = TypeVar("Step")
Block = TypeVar("Block")
Result = TypeVar("Result")
__all__ = ["Job", "LostWorkerError", "StoppedError"]
POOLS: list[Pool] = []
RUNNING: "WeakSet[Job[Any]]" = WeakSet()
SCHEDULER = "JOBBALANCE_SCHEDULER"  # the address of a cluster that runs already
TICK = 0.25  # seconds between two looks at a job
WORKERS = "JOBBALANCE_WORKERS"  # processes of a pool of this machine; 0: threads of this process


class ThreadJob(Job[Step]):
    """Runs a study in a thread of its own, from when it is made."""

    def __init__(self, study: Callable[..., Iterator[Step]], *arguments: Any) -> None:
        super().__init__()
        RUNNING.add(self)
        Thread(target=self._work, args=(study, arguments), daemon=True).start()

    def _work(self, study: Callable[..., Iterator[Step]], arguments: tuple[Any, ...]) -> None:
        try:
            steps = cast("Generator[Step, None, None]", study(*arguments))
            for step in steps:
                self._latest = step
                if self.cancelled:
                    self._latest = steps.throw(StoppedError)
                    break
        except (StoppedError, StopIteration):
            pass
        except Exception as error:  # noqa: BLE001 what went wrong is for the one who asks
            self.error = error
        self._over.set()


def once(function: Callable[..., Step], *arguments: Any) -> Iterator[Step]:
    yield function(*arguments)


def last(steps: Iterator[Step]) -> Step | None:
    """The last step; None without any."""
    found = None
    for found in steps:  # noqa: B007 the last one is kept
        pass
    return found


def gathered(study: Callable[..., Iterator[Step]], *arguments: Any) -> Iterator[tuple[Step, ...]]:
    """A study of which each step has all that another has yielded so far."""
    found: tuple[Step, ...] = ()
    for step in study(*arguments):
        found = (*found, step)
        yield found


@cache
def pool(*, for_readers: bool) -> Pool | None:
    """The pool of this program, begun when it is first asked for; None where it has threads.

    One for readers stands back for their pages, and has workers for their answers.
    """
    asked = os.environ.get(WORKERS, "")
    number = int(asked) if asked.isdigit() else None
    if number == 0:
        return None
    begun = Pool(*sources(os.environ.get(SCHEDULER, ""), number, for_readers=for_readers))
    POOLS.append(begun)
    atexit.register(begun.close)
    return begun


def lost_clusters() -> tuple[str, ...]:
    """The addresses of clusters that were to do the work and do not answer."""
    return tuple(name for each in POOLS for name in each.lost if name)


def begin(owner: str, study: Callable[..., Iterator[Step]], *arguments: Any) -> Job[Step]:
    """The job of a study of a reader, "" for none, on the pool; a thread where there is no pool."""
    workers = pool(for_readers=bool(owner))
    if workers is None:
        return ThreadJob(study, *arguments)
    return workers.submit(owner, "studies", study, *arguments)


def begin_at_once(owner: str, study: Callable[..., Iterator[Step]], *arguments: Any) -> Job[Step]:
    """The job of what a page is waiting for: here, or with a worker for answers when here is busy.

    Two at once would share the GIL, while other cores have nothing to do.
    """
    ready = [each for each in POOLS if each.serves("answers")]
    if ready and any(not job.done for job in tuple(RUNNING)):
        return ready[0].submit(owner, "answers", study, *arguments)
    return ThreadJob(study, *arguments)


def spread(
    owner: str,
    function: Callable[[Block], Result],
    blocks: Iterable[Block],
    lost: Callable[[Block], Result] | None = None,
) -> Iterator[Result]:
    """What a function gives of each block, in their order, from all workers at once.

    A worker itself takes one block after the other. A block should take 50 ms or more. `lost` is
    what there is of one that has ended every process that it was tried in, an error otherwise.
    """
    asked = [*blocks]
    if not asked:
        return  # nothing to begin a pool for
    if pool(for_readers=bool(owner)) is None:
        yield from map(function, asked)
        return
    jobs = [begin(owner, once, function, block) for block in asked]
    try:
        for job, block in zip(jobs, asked, strict=True):
            while not job.wait(TICK):
                pass  # an interrupt comes between two looks
            if lost and isinstance(job.error, LostWorkerError):
                yield lost(block)
                continue
            if job.error is not None:
                raise job.error
            yield cast("Result", job.latest)
    finally:
        for job in jobs:
            job.cancel()


class Jobs:
    """The jobs of everybody, by what they were asked; asking again finds the one there is.

    Only the `most` last asked for are kept; one that is dropped is cancelled.
    """

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._kept: dict[Hashable, Job[Any]] = {}

    def submit(
        self,
        key: Hashable,
        study: Callable[..., Iterator[Step]],
        *arguments: Any,
        begin: Callable[..., Job[Any]] = ThreadJob,
    ) -> Job[Step]:
        """The job that was asked for with this key, else a new one."""
        with self._lock:
            job = self._kept.pop(key, None) or begin(study, *arguments)
            self._kept[key] = job
            while len(self._kept) > self.most:
                self._kept.pop(next(iter(self._kept))).cancel()
            return job

    def drop(self, job: Job[Any]) -> None:
        """Cancel a job and forget it."""
        job.cancel()
        with self._lock:
            self._kept = {key: kept for key, kept in self._kept.items() if kept is not job}


@atexit.register
def stop_all() -> None:
    """No job may be within a solver when the program ends."""
    for job in tuple(RUNNING):
        job.cancel()
    for job in tuple(RUNNING):
        job.wait()
