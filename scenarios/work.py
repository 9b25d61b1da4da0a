"""Long work beside the reader: a job runs a study elsewhere and keeps what it has yielded.

A study is a generator function with plain arguments, and its steps are plain data. A step is
short (a solve or a few) and the solvers release the GIL, so that a thread is enough; nothing
that asks for a job would notice another engine.
"""

import atexit
from collections.abc import Callable, Generator, Hashable, Iterator
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar, cast
from weakref import WeakSet

Step = TypeVar("Step")
RUNNING: "WeakSet[Job[Any]]" = WeakSet()


class StoppedError(Exception):
    """Raised within a study that is cancelled: it may answer with a last step."""


class Job(Generic[Step]):
    """Runs a study in a thread of its own, from when it is made.

    A step says how far the work is, between 0 and 1, in its field `progress` when it has one.
    What was yielded last stays after a cancellation and after an error.
    """

    def __init__(self, study: Callable[..., Iterator[Step]], *arguments: Any) -> None:
        self.latest: Step | None = None
        self.error: Exception | None = None
        self._cancelled = Event()
        self._thread = Thread(target=self._work, args=(study, arguments), daemon=True)
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
        """Stop after the step that is being worked on. What is there stays."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it was done within so many seconds."""
        self._thread.join(seconds)
        return self.done

    def _work(self, study: Callable[..., Iterator[Step]], arguments: tuple[Any, ...]) -> None:
        try:
            steps = cast("Generator[Step, None, None]", study(*arguments))
            for step in steps:
                self.latest = step
                if self.cancelled:
                    self.latest = steps.throw(StoppedError)
                    break
        except (StoppedError, StopIteration):
            pass
        except Exception as error:  # noqa: BLE001 what went wrong is for the one who asks
            self.error = error


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


class Jobs:
    """The jobs of everybody, by what they were asked; asking again finds the one there is.

    Only the `most` last asked for are kept; one that is dropped is cancelled.
    """

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._kept: dict[Hashable, Job[Any]] = {}

    def submit(
        self, key: Hashable, study: Callable[..., Iterator[Step]], *arguments: Any
    ) -> Job[Step]:
        """The job that was asked for with this key, else a new one."""
        with self._lock:
            job = self._kept.pop(key, None) or Job(study, *arguments)
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
