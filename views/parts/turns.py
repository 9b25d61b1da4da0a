"""Pages are drawn one at a time, in the order in which they ask.

Python runs one thread at a time: twenty pages drawn together would all be there when the last is.
"""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local

WAITING, GUARD, HERE = deque[Lock](), Lock(), local()  # the first that waits is being drawn

NEXT, LAST = 1, sys.maxsize  # places among those that wait


@contextmanager
def turn() -> Iterator[None]:
    """The turn of this page, once those before it are drawn or wait for something."""
    _take(LAST)
    try:
        yield
    finally:
        _give_up()


@contextmanager
def between_turns() -> Iterator[None]:
    """Other pages may be drawn; after it this one is the next, where it has begun its turn."""
    began = getattr(HERE, "turn", False)
    if began:
        _give_up()
    try:
        yield
    finally:
        if began:
            _take(NEXT)


def _take(place: int) -> None:
    mine = Lock()
    mine.acquire()
    with GUARD:
        WAITING.insert(place, mine)
        if WAITING[0] is mine:
            mine.release()
    mine.acquire()
    HERE.turn = True


def _give_up() -> None:
    HERE.turn = False
    with GUARD:
        WAITING.popleft()
        if WAITING:
            WAITING[0].release()
