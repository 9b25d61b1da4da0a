"""Work beside the reader: what it has proven stays, whatever ends it."""

from collections.abc import Iterator
from threading import Event
from typing import NamedTuple

from scenarios.work import Jobs, StoppedError, ThreadJob, gathered, once

PATIENCE = 10.0  # seconds


class Step(NamedTuple):
    number: int
    progress: float


def counting(*, before_third: Event | None = None, fault: bool = False) -> Iterator[Step]:
    yield Step(1, 0.25)
    yield Step(2, 0.5)
    if before_third:
        before_third.wait(PATIENCE)
    if fault:
        raise ValueError("the third step")
    yield Step(3, 0.75)
    yield Step(4, 1.0)


def test_a_job_runs_to_its_end_by_itself() -> None:
    job = ThreadJob(counting)
    assert job.wait(PATIENCE)
    assert job.latest == Step(4, 1.0)
    assert (job.progress, job.cancelled, job.error) == (1.0, False, None)


def test_a_cancelled_job_keeps_what_it_had_and_goes_no_further() -> None:
    gate = Event()
    job = ThreadJob(lambda: counting(before_third=gate))
    job.cancel()
    gate.set()
    assert job.wait(PATIENCE)
    assert job.latest is not None
    assert job.latest.number < 4
    assert job.cancelled


def test_a_study_that_is_stopped_may_answer_with_a_last_step() -> None:
    gate = Event()

    def ending_well() -> Iterator[Step]:
        try:
            yield from counting(before_third=gate)
        except StoppedError:
            yield Step(9, 1.0)

    job = ThreadJob(ending_well)
    job.cancel()
    gate.set()
    assert job.wait(PATIENCE)
    assert job.latest == Step(9, 1.0)
    assert job.error is None


def test_a_study_of_steps_and_one_of_a_function_keep_all_they_found() -> None:
    listed, single = ThreadJob(gathered, iter, "abc"), ThreadJob(once, max, 1, 3)
    assert listed.wait(PATIENCE)
    assert single.wait(PATIENCE)
    assert (listed.latest, single.latest) == (("a", "b", "c"), 3)


def test_an_error_is_kept_beside_the_last_step() -> None:
    job = ThreadJob(lambda: counting(fault=True))
    assert job.wait(PATIENCE)
    assert isinstance(job.error, ValueError)
    assert job.latest == Step(2, 0.5)
    assert job.progress == 0.5


def test_a_job_without_a_step_yet_has_no_progress_and_is_not_done() -> None:
    gate = Event()

    def waiting() -> Iterator[Step]:
        gate.wait(PATIENCE)
        yield Step(1, 1.0)

    job = ThreadJob(waiting)
    assert (job.latest, job.progress, job.done) == (None, 0.0, False)
    gate.set()
    assert job.wait(PATIENCE)


def test_the_same_question_finds_the_job_that_runs() -> None:
    jobs = Jobs(2)
    first = jobs.submit("a", counting)
    assert jobs.submit("a", counting) is first
    assert jobs.submit("b", counting) is not first


def test_a_job_that_is_let_go_is_cancelled_and_asked_anew() -> None:
    gate = Event()
    jobs = Jobs(1)
    first = jobs.submit("a", lambda: counting(before_third=gate))
    second = jobs.submit("b", counting)
    assert (first.cancelled, second.cancelled) == (True, False)
    jobs.drop(second)
    assert jobs.submit("b", counting) is not second
    gate.set()
