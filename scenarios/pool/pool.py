"""A pool: what waits for a turn, a thread for each worker that hands turns out, and a watch.

What has been found is kept here, so that a worker or a scheduler that goes takes nothing with it:
its studies begin anew elsewhere, and pass what is seen already without a word.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from threading import Condition, Thread
from typing import Any, NamedTuple, Protocol

from scenarios.pool.job import Job, LostWorkerError, PooledJob, Step
from scenarios.pool.turns import Turns
from scenarios.pool.worker import Packed, Turn, pack

SECONDS = 0.25  # of a turn
LOOK = 0.5  # seconds between two looks at who is there
PATIENCE = 0.6  # seconds for a study to stop, before it is interrupted, and before it is killed
DEATHS = 3  # of workers that were at a study, after which it is not tried again


class Workers(Protocol):
    """Where turns are worked: calls raise OSError when a worker or all of it is gone."""

    def workers(self) -> dict[str, str]: ...
    def prepare(self, address: str, lane: str) -> None: ...
    def turn(
        self, address: str, key: str, seconds: float, study: Packed | None, *, stopped: bool
    ) -> Turn: ...
    def stop(self, address: str, key: str) -> None: ...
    def interrupt(self, address: str, key: str) -> None: ...
    def kill(self, address: str, key: str) -> None: ...
    def close(self) -> None: ...


class Source(NamedTuple):
    """A place to find workers at; `name` tells the reader when they are not there."""

    name: str
    connect: Callable[[], Workers]


class Pool:
    """Runs studies on the workers of the first source that has any.

    `lost` names the sources that did not answer, or no longer do.
    """

    def __init__(self, *sources: Source) -> None:
        self.lost: list[str] = []
        self._sources, self._closed = sources, False
        self._turns: Turns[PooledJob[Any]] = Turns()
        self._changed = Condition()
        self._sent: dict[str, set[str]] = {}  # by worker, the data sets that it was sent
        self._at: dict[str, PooledJob[Any] | None] = {}  # by worker, what it works at
        self._lanes = dict[str, str]()  # by worker
        self._workers: Workers | None = None
        self._watch = Thread(target=self._watch_sources, daemon=True)
        self._watch.start()

    def serves(self, lane: str) -> bool:
        """Whether there is a worker for such work."""
        with self._changed:
            return lane in {self._lanes[address] for address in self._at}

    def submit(
        self, owner: Hashable, lane: str, study: Callable[..., Iterator[Step]], *arguments: Any
    ) -> Job[Step]:
        """The job of a study, of whom, on which kind of worker."""
        job: PooledJob[Step] = PooledJob(pack(study, arguments), owner, lane, self._stop)
        with self._changed:
            if self._closed:
                job.end()
                return job
            self._turns.add(job)
            self._changed.notify_all()
        return job

    def close(self) -> None:
        """End the workers, where they are the program's own, and what they do."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._watch.join()

    # sources

    def _watch_sources(self) -> None:
        for source in self._sources:
            try:
                self._watch_workers(source.connect())
            except Exception:  # noqa: BLE001 whatever a client raises, the next source is asked
                self.lost.append(source.name)
            if self._closed:
                break
        self._closed = True
        with self._changed:
            for job in self._turns.waiting:
                job.end(None if job.cancelled else LostWorkerError())

    def _watch_workers(self, workers: Workers) -> None:
        """Look who is there until the pool is closed. Raises OSError when nobody answers."""
        self._workers = workers
        try:
            while not self._closed:
                self._meet(workers, workers.workers())
                with self._changed:
                    self._changed.wait_for(lambda: self._closed, LOOK)
        finally:
            for address in [*self._sent]:
                self._part(address)
            workers.close()

    # workers

    def _meet(self, workers: Workers, lanes: dict[str, str]) -> None:
        """Begin with each worker that is new, and end with each that is gone."""
        with self._changed:
            gone, new = self._sent.keys() - lanes.keys(), lanes.keys() - self._sent.keys()
            self._sent |= {address: set() for address in new}
            self._lanes |= {address: lanes[address] for address in new}
        for address in gone:
            self._part(address)
        for address in new:
            Thread(target=self._serve, args=(workers, address), daemon=True).start()

    def _part(self, address: str) -> None:
        """A worker is gone. What it had begun begins anew, unless it is to blame too often."""
        with self._changed:
            job = self._at.pop(address, None)
            self._sent.pop(address, None)
            if job:
                job.deaths += 1
                self._turns.add(job)
            for each in [*self._turns.lost(address)]:
                each.begin_anew()
                if each.cancelled or each.deaths >= DEATHS:
                    self._turns.waiting.remove(each)
                    each.end(None if each.cancelled else LostWorkerError())
            self._changed.notify_all()

    def _serve(self, workers: Workers, address: str) -> None:
        """Give a worker one turn after the other, as long as it is there."""
        lane = self._lanes[address]
        try:
            workers.prepare(address, lane)
            with self._changed:
                self._at[address] = None
            while job := self._next(address, lane):
                self._turn(workers, address, job)
        except OSError:
            self._part(address)
            with suppress(OSError):  # it may be there and still at its turn
                workers.kill(address, "")

    def _next(self, address: str, lane: str) -> PooledJob[Any] | None:
        """What the worker is to do, waited for; None when it is no longer there."""
        with self._changed:
            while address in self._at:
                self._at[address] = job = self._turns.take(address, lane)
                if job:
                    return job
                self._changed.wait()
        return None

    def _turn(self, workers: Workers, address: str, job: PooledJob[Any]) -> None:
        with self._changed:
            if self._at.get(address) is not job:
                return
            known, key = self._sent[address], job.key
            study = None if job.begun else job.study.without(known)
            job.begun = True
        turn = workers.turn(address, key, SECONDS, study, stopped=job.cancelled)
        with self._changed:
            if self._at.get(address) is not job or job.key != key:
                return  # the worker was thought to be gone meanwhile
            self._at[address] = None
            if turn.missing:
                known.clear()
                job.begun = False
            else:
                known.update(job.study.instances)
                job.found(turn.steps, turn.latest)
            if turn.over:
                self._turns.end(job)
                job.end(turn.error)
            else:
                self._turns.add(job)
            self._changed.notify_all()

    # stopping

    def _stop(self, job: PooledJob[Any]) -> None:
        """End a job at once where it waits and has not begun, else as soon as its step is over."""
        with self._changed:
            if job in self._turns.waiting and not job.begun:
                self._turns.waiting.remove(job)
                self._turns.end(job)
                job.end()
            elif job in self._at.values():
                Thread(target=self._press, args=(job,), daemon=True).start()

    def _press(self, job: PooledJob[Any]) -> None:
        """Ask a worker to end its turn, more firmly each time."""
        workers, address, key = self._workers, job.home, job.key
        if workers is None or address is None:
            return
        with suppress(OSError):
            for ask in (workers.stop, workers.interrupt, workers.kill):
                ask(address, key)
                if job.wait(PATIENCE) or self._at.get(address) is not job:
                    return
