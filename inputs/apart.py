"""Data that somebody hands over, read in a process of its own.

A file can be made to take any time and any memory. Here the process that reads it has little of
both, and is ended when it has used them or when nobody waits for it any more.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any, cast

from inputs import read as inputs
from inputs.parsing import cpr
from inputs.parsing.files import COPY
from inputs.problems import Fault, Place, problem, say
from inputs.read import Checked

ROOT = Path(__file__).parents[1]
SECONDS = 60  # of a processor
WAITED = 180  # seconds by the clock, when the machine is busy
MEMORY = 2_000_000_000  # bytes beyond what the program itself needs
TICK = 0.1  # seconds between two looks at who waits
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}

TOO_MUCH = Fault(
    say(
        "more work than a data set takes, over {seconds} seconds or {most} GB",
        seconds=SECONDS,
        most=MEMORY / 1e9,
    ),
    say("The reading was stopped, so that it holds nobody up."),
    COPY,
)


def load(path: str) -> Checked:
    """Read a folder of text tables, or a workbook."""
    return _asked((inputs.load, (Path(path).absolute(),)), Path(path).name, lambda: True)


def read(content: bytes, name: str, is_waited_for: Callable[[], bool] = lambda: True) -> Checked:
    """Read a workbook by its bytes, as long as somebody waits for it."""
    return _asked((inputs.read, (content, name)), name, is_waited_for)


def _asked(request: tuple[Any, ...], name: str, is_waited_for: Callable[[], bool]) -> Checked:
    child = subprocess.Popen(
        [sys.executable, "-m", "inputs.apart"],
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # an interrupt is for who asks
    )
    answer: list[bytes] = []
    talk = Thread(target=lambda: answer.append(child.communicate(pickle.dumps(request))[0]))
    talk.start()
    last = monotonic() + WAITED
    try:
        while talk.is_alive() and monotonic() < last and is_waited_for():
            talk.join(TICK)
    finally:
        child.kill()
        talk.join()
    if child.returncode or not answer[0]:
        return Checked(None, (problem(Place("file", cpr.unnamed(name)), TOO_MUCH),), {})
    return cast("Checked", pickle.loads(answer[0]))  # noqa: S301  # our own process wrote it


def main() -> None:
    """Answer one request from standard input on standard output."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  # who asks is the program
    limit()
    with answer:
        answer.write(pickle.dumps(function(*arguments)))


def limit() -> None:
    """Let this process have no more than its share, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    size = Path("/proc/self/statm")
    if size.exists():
        used = int(size.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


if __name__ == "__main__":
    main()
