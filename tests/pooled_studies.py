"""Studies for the workers of a pool, which find them by name; how far each is stands in a file."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from model.instance import Instance
from scenarios.work import StoppedError


class Step(NamedTuple):
    number: int
    progress: float
    process: int


def counting(file: str, number: int, seconds: float = 0.0) -> Iterator[Step]:
    """Each step is a line of the file, so that a test sees which were taken and where."""
    for i in range(1, number + 1):
        time.sleep(seconds)
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(f"{i}\n")
        yield Step(i, i / number, os.getpid())


def deadly(file: str) -> Iterator[Step]:
    """Ends its process at the second step, the first time that it is taken."""
    for step in counting(file, 4):
        if step.number == 2 and Path(file).read_text(encoding="utf-8").split().count("2") == 1:
            os._exit(1)
        yield step


def always_deadly() -> Iterator[Step]:
    yield Step(1, 0.5, os.getpid())
    os._exit(1)


def faulty() -> Iterator[Step]:
    yield Step(1, 0.5, os.getpid())
    raise ValueError("the second step")


def ending_well(file: str) -> Iterator[Step]:
    try:
        yield from counting(file, 10_000, 0.01)
    except StoppedError:
        yield Step(-1, 1.0, os.getpid())


def busy(file: str) -> Iterator[Step]:
    """One step that has no end, in Python, as when a solver is called again and again."""
    yield from counting(file, 1)
    while True:
        time.sleep(0.001)


def deaf(file: str) -> Iterator[Step]:
    """One step that nothing interrupts, as within a solver."""
    yield from counting(file, 1)
    time.sleep(3600.0)


def groups(instance: Instance) -> Iterator[tuple[int, str]]:
    yield id(instance), ",".join(instance.groups)


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()
