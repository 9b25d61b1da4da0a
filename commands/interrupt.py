"""An interrupt (Ctrl-C) or a request to end (SIGTERM): what is being done stops, without a word.

The signals are taken by a thread of their own: a solver keeps the main thread for a minute, and
some take an interrupt for themselves.
"""

import _thread
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

SIGNALS = (signal.SIGINT, signal.SIGTERM)
GRACE = 3.0  # seconds to say what is there, and to leave no half file
running = Event()  # a command has begun, so that there may be something to say
cut_short = Event()  # a command shows less than it was asked for
_caught: list[int] = []


def watch() -> None:
    """Begin to wait for the signals, where the system lets a thread do so."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        Thread(target=_wait, daemon=True).start()


@contextmanager
def cutting_short() -> Iterator[None]:
    """An interrupt within ends the search; what it has found is shown, and said not to be all."""
    try:
        yield
    except KeyboardInterrupt:
        cut_short.set()


def code() -> int:
    """The exit code, as shells count it: 128 and the number of the signal."""
    return 128 + (_caught or [int(signal.SIGINT)])[0]


def _wait() -> None:
    _caught.append(int(signal.sigwait(SIGNALS)))
    if running.is_set():
        _thread.interrupt_main()
        time.sleep(GRACE)
    os._exit(code())
