"""Long work beside the reader: a job runs a generator elsewhere and keeps what it has yielded.

It can be cancelled between two steps. A step is short (a solve or a few) and the solvers let
other threads run meanwhile, so that a thread is enough and nothing need be handed over
between processes.
"""

import atexit
from collections.abc import Callable, Hashable, Iterator
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar
from weakref import WeakSet

Step = TypeVar("Step")
RUNNING: "WeakSet[Job[Any]]" = WeakSet()


class Job(Generic[Step]):
    """Runs `steps()` in a thread of its own, from when it is made.

    A step says how far the work is, between 0 and 1, in its field `progress` when it has one.
    What was yielded last stays after a cancellation and after an error.
    """

    def __init__(self, steps: Callable[[], Iterator[Step]]) -> None:
        self.latest: Step | None = None
        self.error: Exception | None = None
        self._steps, self._cancelled = steps, Event()
        self._thread = Thread(target=self._work, daemon=True)
        RUNNING.add(self)
        self._thread.start()

    @property
    def progress(self) -> float:
        """How far the work is: 1 only when it came to its end."""
        return float(getattr(self.latest, "progress", 0.0))

    @property
    def done(self) -> bool:
        """Whether nothing more will come: at its end, cancelled or failed."""
        return not self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Stop before the next step. What is there stays."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it was done within so many seconds."""
        self._thread.join(seconds)
        return self.done

    def _work(self) -> None:
        try:
            for step in self._steps():
                self.latest = step
                if self.cancelled:
                    break
        except Exception as error:  # noqa: BLE001 what went wrong is for the one who asks
            self.error = error


class Jobs(Generic[Step]):
    """The jobs of everybody, by what they were asked; asking again finds the one that runs.

    Only the `most` last asked for are kept; one that is let go is cancelled.
    """

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._kept: dict[Hashable, Job[Step]] = {}

    def of(self, key: Hashable, steps: Callable[[], Iterator[Step]]) -> Job[Step]:
        """The job that was asked for with this key, else a new one."""
        with self._lock:
            job = self._kept.pop(key, None) or Job(steps)
            self._kept[key] = job
            while len(self._kept) > self.most:
                self._kept.pop(next(iter(self._kept))).cancel()
            return job

    def drop(self, key: Hashable) -> None:
        """Cancel a job and forget it."""
        with self._lock:
            job = self._kept.pop(key, None)
        if job is not None:
            job.cancel()


@atexit.register
def stop_all() -> None:
    """No job may be within a solver when the program ends."""
    for job in tuple(RUNNING):
        job.cancel()
    for job in tuple(RUNNING):
        job.wait()
