"""A job: a study that runs elsewhere, what it has found, and a way to stop it."""

import pickle
from collections.abc import Callable, Hashable
from threading import Event
from typing import Any, Generic, TypeVar, cast
from uuid import uuid4

Step = TypeVar("Step")


class StoppedError(Exception):
    """Raised within a study that is cancelled: it may answer with a last step."""


class LostWorkerError(Exception):
    """A study has ended the process that it ran in each time that it was tried."""


class Job(Generic[Step]):
    """What is known of a study that runs elsewhere.

    A step says how far the work is, between 0 and 1, in its field `progress` when it has one.
    What was yielded last stays after a cancellation and after an error.
    """

    def __init__(self) -> None:
        self.error: Exception | None = None
        self._latest: Step | None = None
        self._cancelled, self._over = Event(), Event()

    @property
    def latest(self) -> Step | None:
        """The step yielded last; None before the first."""
        return self._latest

    @property
    def progress(self) -> float:
        """How far the work is: 1 only when it came to its end."""
        return float(getattr(self.latest, "progress", 0.0))

    @property
    def done(self) -> bool:
        """Whether nothing more will come: at its end, cancelled or failed."""
        return self._over.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Stop after the step that is being worked on. What is there stays."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it was done within so many seconds."""
        return self._over.wait(seconds)


class PooledJob(Job[Step]):
    """A study that a worker takes some steps of at a time, in turn with others.

    A step is unpickled by who looks at it.
    """

    def __init__(
        self, study: Any, owner: Hashable, lane: str, stop: Callable[["PooledJob[Any]"], None]
    ) -> None:
        super().__init__()
        self._pickled: bytes | None = None
        self.study, self.owner, self.lane, self._stop = study, owner, lane, stop
        self.home: str | None = None  # the worker that it is bound to
        self.steps, self.deaths = 0, 0  # seen of it, and of workers that were at it
        self.key, self.begun = uuid4().hex, False  # of this try

    @property
    def latest(self) -> Step | None:
        pickled = self._pickled
        if pickled is not None:
            self._latest = cast("Step", pickle.loads(pickled))  # noqa: S301  # our worker wrote it
            if self._pickled is pickled:
                self._pickled = None
        return self._latest

    def cancel(self) -> None:
        super().cancel()
        self._stop(self)

    def found(self, steps: int, latest: bytes | None) -> None:
        """Take what a turn has led to; of a study begun anew only what is not seen already."""
        if latest is not None and steps >= self.steps:
            self._pickled, self.steps = latest, steps

    def begin_anew(self) -> None:
        """Its worker is gone, and what it had begun there."""
        self.key, self.begun = uuid4().hex, False

    def end(self, error: Exception | None = None) -> None:
        self.error = error
        self._over.set()
