"""The workers of a Dask cluster: one that this program starts for itself, or one that runs already.

A turn is a coroutine that a worker is asked to run (`Client.run`), not a task of Dask's: a task
bound to a worker that has died waits for it for ever, and those beside it are blamed.
The local cluster stands in a process of its own (scenarios/pool/local.py): a worker runs what its
parent has as `__main__` again, and under Streamlit that is the app.
"""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

import dask
from dask.system import CPU_COUNT
from distributed import Client

from scenarios.pool import worker
from scenarios.pool.worker import Packed, Turn

ROOT = Path(__file__).parents[2]
ANSWERS_WITHIN = 5.0  # seconds for a scheduler
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
NICE = {"studies": 5, "answers": 0}
SILENT = logging.getLogger("distributed")  # what goes wrong is for who asked
IMPATIENT = {
    "distributed.comm.timeouts.connect": f"{ANSWERS_WITHIN}s",
    "distributed.comm.retry.count": 0,
}


class Cluster:
    """The workers behind a scheduler, called by their addresses."""

    nice = NICE

    def __init__(self, address: str, answers: int = 0) -> None:
        """Raises OSError when the scheduler does not answer."""
        self.answers = answers
        SILENT.setLevel(logging.CRITICAL)
        dask.config.set(IMPATIENT)
        self.client: Any = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)

    def with_our_code(self) -> "Cluster":
        """Itself. Raises OSError where no worker has this version of the program."""
        codes = set[str]()
        with suppress(Exception):  # none of those there knows of it, or none is there
            self.client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
            codes |= {*self.client.run(worker.code, on_error="ignore").values()}
        if worker.code() in codes:
            return self
        self.close()
        raise OSError("no worker has this version of the program")

    def workers(self) -> dict[str, str]:
        """The lane of each worker that is there. Raises OSError when the scheduler is gone."""
        try:
            known = self.client.sync(
                self.client.scheduler.identity, n_workers=-1, callback_timeout=ANSWERS_WITHIN
            )
        except Exception as fault:
            raise OSError(str(fault)) from fault
        return {address: self._lane(each["name"]) for address, each in known["workers"].items()}

    def prepare(self, address: str, lane: str) -> None:
        if self._run(address, worker.prepare, self.nice[lane]) != worker.code():
            raise OSError("another version")

    def turn(
        self, address: str, key: str, seconds: float, study: Packed | None, *, stopped: bool
    ) -> Turn:
        return cast("Turn", self._run(address, turn, key, seconds, study, stopped))

    def stop(self, address: str, key: str) -> None:
        self._run(address, worker.stop, key)

    def interrupt(self, address: str, key: str) -> None:
        self._run(address, worker.interrupt, key)

    def kill(self, address: str, _key: str) -> None:
        """End a worker's process, which its nanny starts anew."""
        self._run(address, kill, nanny=True)

    def close(self) -> None:
        self.client.close(timeout=1)

    def _lane(self, name: Any) -> str:
        return "answers" if isinstance(name, int) and name < self.answers else "studies"

    def _run(self, address: str, function: Any, *arguments: Any, **how: Any) -> Any:
        try:
            return self.client.run(function, *arguments, workers=[address], **how)[address]
        except Exception as fault:
            raise OSError(str(fault)) from fault


class LocalCluster(Cluster):
    """A cluster of this machine that ends with the program."""

    def __init__(self, studies: int | None = None, *, for_readers: bool = True) -> None:
        """So many workers for studies, one for each core, and for readers half as many for answers.

        Raises OSError when it does not start.
        """
        studies = studies or CPU_COUNT
        answers = max(1, studies // 2) if for_readers else 0
        self.nice = NICE if for_readers else dict.fromkeys(NICE, 0)
        words = [sys.executable, "-m", "scenarios.pool.local", str(studies + answers)]
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self.process = subprocess.Popen(  # noqa: S603  # ourselves
            words,
            env=os.environ | ONE_THREAD | {"PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # an interrupt is for the program
        )
        assert self.process.stdout is not None, "it is a pipe"
        super().__init__(self.process.stdout.readline().strip() or "nowhere", answers)

    def close(self) -> None:
        super().close()
        self.process.communicate()  # closes its standard input, at which it ends


async def turn(key: str, seconds: float, study: Packed | None, stopped: bool) -> Turn:  # noqa: FBT001  # by place
    """A turn in a thread of the worker, which goes on answering: a solver releases the GIL."""
    if stopped:
        worker.stop(key)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(one_thread(), worker.take_turn, key, seconds, study)


@cache
def one_thread() -> ThreadPoolExecutor:
    """The one thread of a worker's studies."""
    return ThreadPoolExecutor(1)


def kill(dask_worker: Any) -> None:
    """Run by the nanny of a worker."""
    os.kill(dask_worker.process.pid, signal.SIGKILL)
