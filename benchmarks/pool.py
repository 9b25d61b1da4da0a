"""The pool: how soon it is there, what a turn costs, how work speeds up, how soon a stop is one.

Speed-up is told as Amdahl's serial share, s in T(n) = T(1) (s + (1 - s) / n), over as many workers
as there are cores here; processor seconds tell what the pool adds where the machine is busy.
"""

import os
import time
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

import psutil

from benchmarks.moves import INSTANCE, scenarios
from scenarios.library import load
from scenarios.pool.cluster import LocalCluster
from scenarios.pool.pool import Pool, Source
from scenarios.solve import solve
from scenarios.studies.frontier import certified_frontier, without_point
from scenarios.work import last, once

PLANS, CALLS = 24, 200
CORES = len(psutil.Process().cpu_affinity())


def timed(function: Callable[[], Any]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def on_workers(number: int) -> tuple[Pool, float]:
    """A pool, and seconds until each worker of it works."""
    start = perf_counter()
    pool = Pool(Source("", lambda: LocalCluster(number, for_readers=False)))
    pool.submit("", "studies", once, os.getpid).wait()
    while len(pool._at) < number:  # noqa: SLF001
        time.sleep(0.01)
    return pool, perf_counter() - start


def plans(pool: Pool) -> float:
    """Seconds for different plans, the second time that they are asked for."""
    asked = [*scenarios(PLANS)]

    def all_of_them() -> None:
        jobs = [pool.submit("", "studies", once, solve, INSTANCE, each) for each in asked]
        assert all(job.wait() and job.error is None for job in jobs)

    all_of_them()
    return timed(all_of_them)


def stopped(pool: Pool) -> float:
    """Seconds until a worker is free of a frontier that nobody waits for any more."""
    asked = without_point(load("optimum-34"), "saving", "exits")
    job = pool.submit("", "studies", certified_frontier, INSTANCE, asked, "saving", "exits")
    while job.latest is None:
        job.wait(0.01)
    start = perf_counter()
    job.cancel()
    job.wait()
    return perf_counter() - start


def frontiers(pool: Pool) -> tuple[float, float]:
    """Processor seconds of a frontier on the pool with all that it takes, and without a pool."""
    asked = without_point(load("optimum-34"), "saving", "exits")
    words = (INSTANCE, asked, "saving", "exits")
    start = process_time()
    last(certified_frontier(*words))
    alone, before = process_time() - start, all_of_us()
    pool.submit("", "studies", certified_frontier, *words).wait()
    return all_of_us() - before, alone


def all_of_us() -> float:
    """Processor seconds of this process and all that it has started."""
    us = psutil.Process()
    times = (each.cpu_times() for each in (us, *us.children(recursive=True)))
    return float(sum(each.user + each.system for each in times))


def main() -> None:
    seconds = {}
    for number in range(1, CORES + 1):
        pool, start = on_workers(number)
        seconds[number] = plans(pool)
        print(f"{number} workers: there in {start:.1f} s, {PLANS} plans in {seconds[number]:.1f} s")
        if number < CORES:
            pool.close()
    if CORES > 1:
        serial = (seconds[CORES] / seconds[1] - 1 / CORES) / (1 - 1 / CORES)
        print(f"serial share {serial:.2f}")
    calls = timed(
        lambda: [pool.submit("", "studies", once, os.getpid).wait() for _ in range(CALLS)]
    )
    print(f"a call: {1000 * calls / CALLS:.1f} ms; a frontier is gone in {stopped(pool):.2f} s")
    there, alone = frontiers(pool)
    print(f"processor seconds of a frontier: {there:.1f} on the pool, {alone:.1f} without")
    pool.close()


if __name__ == "__main__":
    main()
