"""The process of a local cluster: a scheduler and workers on the loopback, until its parent ends.

It says the scheduler's address on standard output, and ends when its standard input does.
"""

import os
import sys

import dask
from distributed import LocalCluster
from distributed.system import MEMORY_LIMIT

MEMORY = 2 << 30  # bytes for a worker, at most
SETTINGS = {
    "distributed.comm.timeouts.connect": "3s",  # to a worker that is gone
    "distributed.admin.low-level-log-length": 10,
    "distributed.scheduler.worker-ttl": None,  # a solver may keep a process for long
    "distributed.worker.memory.target": False,  # nothing of ours can be spilled to disk
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.scheduler.idle-timeout": None,
}


def main(workers: int) -> None:
    dask.config.set(SETTINGS)
    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=min(MEMORY, MEMORY_LIMIT // workers),
        silence_logs="CRITICAL",
    )
    print(cluster.scheduler_address, flush=True)  # noqa: T201  # to its parent
    sys.stdin.read()
    cluster.close(timeout=2)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
