"""Long work on processes: what is found stays, whatever ends them, and readers take turns."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pooled_studies import (
    always_deadly,
    busy,
    counting,
    deadly,
    deaf,
    doubled,
    ending_well,
    faulty,
    groups,
)

from inputs.read import default
from scenarios import work
from scenarios.pool import cluster, worker
from scenarios.pool.cluster import Cluster, LocalCluster
from scenarios.pool.job import Job, LostWorkerError
from scenarios.pool.pool import Pool, Source
from scenarios.pool.worker import pack, take_turn
from scenarios.work import once

PATIENCE = 300.0  # seconds
HERE = Path(__file__).parent


@contextmanager
def findable() -> Iterator[None]:
    """A context in which workers that start find the studies of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(HERE))
        patch.setattr(cluster, "NICE", {"studies": 0, "answers": 0})
        yield


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with findable():
        begun = Pool(Source("", lambda: LocalCluster(2)))
        yield begun
        begun.close()


def begun(job: Job[Any]) -> Any:
    """The first step that is seen of a job."""
    end = time.monotonic() + PATIENCE
    while job.latest is None and time.monotonic() < end:
        job.wait(0.01)
    return job.latest


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split()


def test_a_study_runs_to_its_end_in_another_process(pool: Pool, tmp_path: Path) -> None:
    job = pool.submit("anna", "studies", counting, str(tmp_path / "a"), 3)
    assert job.wait(PATIENCE)
    assert job.latest is not None
    assert (job.latest.number, job.progress, job.error, job.cancelled) == (3, 1.0, None, False)
    assert job.latest.process != os.getpid()


def test_what_went_wrong_is_kept_beside_the_last_step(pool: Pool) -> None:
    job = pool.submit("anna", "studies", faulty)
    assert job.wait(PATIENCE)
    assert job.latest is not None
    assert job.latest.number == 1
    assert isinstance(job.error, ValueError)


def test_a_worker_that_dies_is_replaced_and_its_study_redone(pool: Pool, tmp_path: Path) -> None:
    job = pool.submit("anna", "studies", deadly, str(tmp_path / "a"))
    assert job.wait(PATIENCE)
    assert job.latest is not None
    assert (job.latest.number, job.error) == (4, None)
    assert lines(tmp_path / "a") == ["1", "2", "1", "2", "3", "4"]


def test_a_study_that_kills_every_worker_is_given_up(pool: Pool, tmp_path: Path) -> None:
    job = pool.submit("anna", "studies", always_deadly)
    assert job.wait(PATIENCE)
    assert isinstance(job.error, LostWorkerError)
    after = pool.submit("anna", "studies", counting, str(tmp_path / "a"), 1)
    assert after.wait(PATIENCE)
    assert after.error is None


def test_what_was_seen_is_not_taken_back_when_a_study_begins_anew(
    pool: Pool, tmp_path: Path
) -> None:
    job = pool.submit("anna", "studies", counting, str(tmp_path / "a"), 40, 0.05)
    while job.latest is None or job.latest.number < 10:
        job.wait(0.01)
    os.kill(job.latest.process, signal.SIGKILL)
    seen = [job.latest.number]
    while not job.wait(0.01):
        seen.append(job.latest.number)
    assert (seen, job.latest.number, job.error) == (sorted(seen), 40, None)


@pytest.mark.parametrize("study", [busy, deaf])
def test_a_study_is_stopped_within_a_step_and_its_worker_does_other_work(
    pool: Pool, tmp_path: Path, study: object
) -> None:
    stuck = [pool.submit("anna", "studies", study, str(tmp_path / each)) for each in "ab"]
    while not all((tmp_path / each).exists() for each in "ab"):
        time.sleep(0.01)
    for job in stuck:
        job.cancel()
    after = pool.submit("bo", "studies", counting, str(tmp_path / "c"), 1)
    assert all(job.wait(PATIENCE) and job.cancelled and job.error is None for job in stuck)
    assert after.wait(PATIENCE)


def test_a_study_that_is_stopped_may_answer_with_a_last_step(pool: Pool, tmp_path: Path) -> None:
    job = pool.submit("anna", "studies", ending_well, str(tmp_path / "a"))
    begun(job)
    job.cancel()
    assert job.wait(PATIENCE)
    assert job.latest is not None
    assert (job.latest.number, job.error) == (-1, None)


def test_a_reader_with_many_studies_does_not_keep_another_waiting(
    pool: Pool, tmp_path: Path
) -> None:
    many = [
        pool.submit("anna", "studies", counting, str(tmp_path / f"a{i}"), 10_000, 0.01)
        for i in range(6)
    ]
    for job in many[:2]:
        begun(job)
    other = pool.submit("bo", "studies", counting, str(tmp_path / "b"), 20, 0.01)
    assert other.wait(PATIENCE)
    assert not any(job.done for job in many)
    for job in many:
        job.cancel()
    assert all(job.wait(PATIENCE) for job in many)


def test_studies_of_the_same_data_find_the_same_object_in_a_worker(pool: Pool) -> None:
    instance = default().instance
    assert instance is not None
    jobs = [pool.submit("anna", "answers", groups, instance) for _ in range(3)]
    assert all(job.wait(PATIENCE) for job in jobs)
    assert len({job.latest for job in jobs}) == 1
    assert jobs[0].latest is not None
    assert jobs[0].latest[1] == ",".join(instance.groups)


def test_a_data_set_that_a_worker_has_forgotten_is_sent_again() -> None:
    instance = default().instance
    packed = pack(groups, (instance,))
    assert take_turn("forgotten", 0.0, packed.without({*packed.instances})).missing
    assert take_turn("sent", 0.0, packed).steps == 1


def cluster_of(pool: Pool) -> Source:
    """The cluster of a pool that works, as a source of another pool."""
    assert pool.submit("anna", "studies", once, os.getpid).wait(PATIENCE)
    return Source("there", lambda: Cluster(pool._workers.client.scheduler.address))  # type: ignore[union-attr]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_a_cluster_that_does_not_answer_is_named_and_this_machine_does_the_work(
    address: str, pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ANSWERS_WITHIN", 0.5)
    there = cluster_of(pool)
    other = Pool(Source("nowhere", lambda: Cluster(address)), there, there)  # a busy one is late
    job = other.submit("anna", "studies", counting, str(tmp_path / "a"), 2)
    assert job.wait(PATIENCE)
    assert (other.lost[0], job.error) == ("nowhere", None)
    other.close()


def test_a_fault_of_any_kind_in_a_client_leads_to_the_next_source(
    pool: Pool, tmp_path: Path
) -> None:
    def broken() -> Cluster:
        raise AssertionError

    there = cluster_of(pool)
    other = Pool(Source("broken", broken), there)
    job = other.submit("anna", "studies", counting, str(tmp_path / "a"), 2)
    assert job.wait(PATIENCE)
    assert (other.lost, job.error) == (["broken"], None)
    other.close()


def test_a_cluster_with_another_version_of_the_program_is_not_used(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = pool._workers.client.scheduler.address
    Cluster(address).with_our_code().close()
    monkeypatch.setattr(worker, "ROOMS", ("model",))
    worker.code.cache_clear()
    with pytest.raises(OSError, match="version"):
        Cluster(address).with_our_code()
    worker.code.cache_clear()


def test_a_scheduler_that_is_lost_loses_no_study(tmp_path: Path) -> None:
    with findable():
        first = LocalCluster(1, for_readers=False)
        pool = Pool(
            Source("first", lambda: first), Source("", lambda: LocalCluster(1, for_readers=False))
        )
        job = pool.submit("anna", "studies", counting, str(tmp_path / "a"), 30, 0.05)
        begun(job)
        os.killpg(first.process.pid, signal.SIGKILL)
        assert job.wait(PATIENCE)
    assert job.latest is not None
    assert (job.latest.number, job.error, pool.lost) == (30, None, ["first"])
    pool.close()


def test_a_closed_pool_leaves_no_process(tmp_path: Path) -> None:
    with findable():
        pool = Pool(Source("", lambda: LocalCluster(1, for_readers=False)))
        job = pool.submit("anna", "studies", counting, str(tmp_path / "a"), 10_000, 0.01)
        begun(job)
    assert job.latest is not None
    pool.close()
    assert job.done
    with pytest.raises(ProcessLookupError):
        os.kill(job.latest.process, 0)
    assert pool.submit("anna", "studies", counting, "", 1).done


def test_blocks_come_back_in_their_order_from_all_workers(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "pool", lambda **_: pool)
    found = [*work.spread("anna", doubled, range(40))]
    assert [number for number, _process in found] == [2 * i for i in range(40)]
    assert os.getpid() not in {process for _number, process in found}


def test_without_a_pool_blocks_are_done_here() -> None:
    assert [*work.spread("anna", doubled, [1, 2])] == [(2, os.getpid()), (4, os.getpid())]


def test_no_pool_begins_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "pool", lambda **_: pytest.fail("begun"))
    assert [*work.spread("", doubled, [])] == []


def test_a_worker_has_no_workers_of_its_own(pool: Pool) -> None:
    job = pool.submit("anna", "studies", once, partial(work.pool, for_readers=True))
    assert job.wait(PATIENCE)
    assert (job.latest, job.error) == (None, None)


def test_a_page_waits_for_a_worker_only_while_another_waits_in_its_process(
    pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "POOLS", [pool])
    assert begun(pool.submit("anna", "answers", once, os.getpid)) != os.getpid()
    assert begun(work.begin_at_once("anna", once, os.getpid)) == os.getpid()
    busy = work.begin_at_once("bo", counting, str(tmp_path / "a"), 10_000, 0.01)
    assert begun(work.begin_at_once("anna", once, os.getpid)) != os.getpid()
    busy.cancel()
    assert busy.wait(PATIENCE)
    monkeypatch.setattr(work, "POOLS", [])
    assert begun(work.begin_at_once("anna", once, os.getpid)) == os.getpid()
