"""What runs within a worker: the studies that it has begun, each for a turn of some steps.

A worker keeps these, and the data sets that it was sent last, so that what is known of them in
its process (model/solver/basis_cache.py) serves every study on them.
"""

import copyreg
import ctypes
import hashlib
import io
import os
import pickle
import traceback
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock, get_ident
from time import monotonic
from typing import Any, NamedTuple, cast

from model.instance import Instance
from scenarios.pool.job import StoppedError

ROOT = Path(__file__).parents[2]
ROOMS = ("model", "scenarios", "inputs", "reports", "commands")
KEPT = 16  # data sets
HIGHEST = pickle.HIGHEST_PROTOCOL


class Packed(NamedTuple):
    """A study as it travels: its function and arguments, and the data sets among these."""

    content: bytes
    instances: dict[str, bytes]  # by digest

    def without(self, known: set[str]) -> "Packed":
        """The same for a worker that has these data sets."""
        return Packed(self.content, {d: i for d, i in self.instances.items() if d not in known})


class Turn(NamedTuple):
    """Where a study stands after a turn: how many steps since it began, and the last, pickled.

    `missing`: the worker no longer has a data set that it was sent once.
    """

    steps: int = 0
    latest: bytes | None = None
    over: bool = False
    error: Exception | None = None
    missing: bool = False


@dataclass
class Begun:
    """A study that has begun here; of this turn `found` is the last step, in a tuple."""

    steps: Generator[Any, None, None]
    number: int = 0
    found: tuple[Any, ...] = ()

    def turn(self, *, over: bool, error: Exception | None = None) -> Turn:
        latest = pickle.dumps(self.found[0], HIGHEST) if self.found else None
        self.found = ()
        return Turn(self.number, latest, over, error)


INSTANCES: OrderedDict[str, Instance] = OrderedDict()
BEGUN: dict[str, Begun] = {}
STOPPED: set[str] = set()  # studies that are to end after the step that they are at
RUNNING: dict[str, int] = {}  # the thread that is at a study
LOCK = Lock()  # of RUNNING


class Packer(pickle.Pickler):
    """Puts data sets aside."""

    def __init__(self, to: io.BytesIO) -> None:
        super().__init__(to, HIGHEST)
        self.instances: dict[str, bytes] = {}
        self.dispatch_table = copyreg.dispatch_table | {Instance: self._set_aside}

    def _set_aside(self, found: Instance) -> tuple[Callable[[str], Instance], tuple[str]]:
        content = pickle.dumps(found, HIGHEST)
        digest = hashlib.sha256(content).hexdigest()
        self.instances[digest] = content
        return data_set, (digest,)


def data_set(digest: str) -> Instance:
    """A data set that was sent. Raises KeyError when it is no longer here."""
    INSTANCES.move_to_end(digest)
    return INSTANCES[digest]


def pack(study: Callable[..., Iterator[Any]], arguments: tuple[Any, ...]) -> Packed:
    """A study as it travels."""
    packer = Packer(to := io.BytesIO())
    packer.dump((study, arguments))
    return Packed(to.getvalue(), packer.instances)


def prepare(nice: int) -> str:
    """Import what studies stand on, and stand back for the page; what code it is."""
    import scenarios.solve  # noqa: F401, PLC0415  # a second that no study is to wait for

    os.environ["JOBBALANCE_WORKERS"] = "0"  # a worker has no workers
    os.nice(max(0, nice - os.nice(0)))
    return code()


@cache
def code() -> str:
    """What tells this version of the program from others: two must not answer one question."""
    files = sorted(each for room in ROOMS for each in (ROOT / room).rglob("*.py"))
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()


def take_turn(key: str, seconds: float, study: Packed | None = None) -> Turn:
    """Work for about so many seconds at a study; `study` is given when it is to begin."""
    begun = None
    try:
        begun = BEGUN[key] if study is None else begin(key, study)
        if begun is None:
            return Turn(missing=True)
        over, error = advance(key, begun, monotonic() + seconds), None
    except (StoppedError, StopIteration):
        over, error = True, None
    except Exception as fault:  # noqa: BLE001  # what went wrong is for the one who asks
        over, error = True, as_it_travels(fault)
    if over:
        BEGUN.pop(key, None)
        STOPPED.discard(key)
    return begun.turn(over=over, error=error) if begun else Turn(over=True, error=error)


def begin(key: str, study: Packed) -> Begun | None:
    """A study begun; None where a data set is missing."""
    for digest, content in study.instances.items():
        INSTANCES[digest] = pickle.loads(content)  # noqa: S301  # the program has sent it
    try:
        function, arguments = pickle.loads(study.content)  # noqa: S301  # the program has sent it
    except KeyError:
        return None
    while len(INSTANCES) > KEPT:
        INSTANCES.popitem(last=False)
    BEGUN[key] = Begun(cast("Generator[Any, None, None]", function(*arguments)))
    return BEGUN[key]


def advance(key: str, begun: Begun, until: float) -> bool:
    """Take at least one step, and more until the time is up; whether the study is over."""
    with interruptible(key):
        while True:
            stopped = key in STOPPED
            step = begun.steps.throw(StoppedError) if stopped else next(begun.steps)
            begun.number, begun.found = begun.number + 1, (step,)
            if stopped or monotonic() > until:
                return stopped


@contextmanager
def interruptible(key: str) -> Iterator[None]:
    """A context in which `interrupt` finds the thread of a study."""
    with LOCK:
        RUNNING[key] = get_ident()
    try:
        yield
    finally:
        with LOCK:
            RUNNING.pop(key, None)


def stop(key: str) -> None:
    """Let a study end after the step that it is at."""
    STOPPED.add(key)


def interrupt(key: str) -> None:
    """Let a study end within its step, as soon as its solver comes back."""
    with LOCK:
        thread = RUNNING.pop(key, None)
        if thread is not None:
            raised = ctypes.py_object(StoppedError)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def as_it_travels(fault: Exception) -> Exception:
    """A fault with its trace as a note, or what it says where it cannot travel."""
    fault.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301  # our own
    except Exception:  # noqa: BLE001  # whatever its makers forgot
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault
