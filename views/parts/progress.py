"""Long work on the page: how far it is, the latest step, and a button to stop it.

A job lives beside the runs of a page (scenarios/work.py): the next run finds it and watches on,
and what a job has found is there when the reader comes back to the page. Long work takes turns
with that of other readers; what the page cannot be drawn without is done beside it, at once.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from scenarios import work
from scenarios.work import Job, Jobs, LostWorkerError, once
from views.parts import fields, say
from views.parts.door import guarded
from views.parts.say import plain
from views.state import session
from views.state.session import _

KEPT = 256  # jobs of all readers together
SOON = 0.6  # seconds in which work is not worth a word
TICK = 0.25  # seconds between two looks
EVERY = 2.0  # seconds between two looks at work that the page does not wait for

Step = TypeVar("Step")
Draw = Callable[[Any], None]


class Button(NamedTuple):
    """What a button says, and its key."""

    label: str
    key: str


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The jobs of all readers, by data, name and what they are about."""
    return Jobs(KEPT)


def submit(
    name: str,
    about: Any,
    study: Callable[..., Iterator[Step]],
    *arguments: Any,
    instead: bool = False,
    at_once: bool = False,
) -> Job[Step]:
    """The job of a study on the data in use; `about` tells it from others of its name.

    `instead`: the reader no longer waits for the one of this name from before. `at_once`: the
    page cannot be drawn without it.
    """
    begin = partial(work.begin_at_once if at_once else work.begin, session.reader())
    key = (session.digest(), name, repr(about))
    job: Job[Step] = jobs().submit(key, study, *arguments, begin=begin)
    before = st.session_state.get(f"job.{name}")
    if instead and before not in (None, job) and not before.done:
        jobs().drop(before)
    st.session_state[f"job.{name}"] = job
    return job


def result(
    text: str,
    name: str,
    about: Any,
    function: Callable[..., Step],
    *arguments: Any,
    at_once: bool = False,
) -> Step:
    """What a function gives; called once for what it is about."""
    job = submit(name, about, once, function, *arguments, at_once=at_once)
    wait(job, text)
    return cast("Step", latest(job))


def wait(job: Job[Any], text: str) -> None:
    """Until a job is done, with a spinner."""
    with st.spinner(plain(text)):
        while not job.wait(TICK):
            session.language()  # a look at the session lets the reader leave the page


def watch(
    job: Job[Step],
    text: Callable[[Step | None], str],
    stop: Button,
    draw: Draw | None = None,
    *,
    answers: bool = False,
) -> Step | None:
    """The last step of a job, waited for; of one that was stopped what is there already.

    With `answers` the study answers a stop with a last step, which is waited for too.
    """
    if not job.wait(SOON) and (answers or not job.cancelled):
        place, shown = st.empty(), None
        with place.container():
            bar, picture = _bar(job, stop), st.empty()
            while not job.wait(TICK):
                _fill(bar, job, text)
                if draw and job.latest is not None and job.latest is not shown:
                    shown = job.latest
                    with picture.container():
                        draw(shown)
        place.empty()
    return latest(job)


def look(job: Job[Step], text: Callable[[Step | None], str], stop: Button, draw: Draw) -> None:
    """Looks again every while at a job that is not waited for; at its end the page is run anew.

    So it is when it is stopped: what it is working on is not waited for either.
    """

    def again() -> None:
        if job.done or job.cancelled:
            st.rerun()
        _fill(_bar(job, stop), job, text)
        draw(job.latest)

    st.fragment(guarded(again), run_every=EVERY)()


def latest(job: Job[Step]) -> Step | None:
    """The last step; what went wrong is raised, and forgotten so that it can be tried again."""
    if isinstance(job.error, LostWorkerError):
        say.error(_("This search ended every process it ran in, most likely for want of memory."))
    elif job.error is not None:
        jobs().drop(job)
        raise job.error
    return job.latest


def once_more(job: Job[Any], button: Button) -> None:
    """A button that lets a job that was stopped begin anew."""
    if job.cancelled:
        fields.button(button.label, button.key, jobs().drop, job)


def study(
    name: str,
    about: Any,
    text: Callable[[Step | None], str],
    steps: Callable[..., Iterator[Step]],
    *arguments: Any,
    draw: Draw | None = None,
    stop: str = "",
    instead: bool = True,
) -> Step | None:
    """The last step of a study, with buttons to stop it and to begin anew what was stopped."""
    job = submit(name, about, steps, *arguments, instead=instead)
    found = watch(job, text, Button(stop or _("Stop"), f"{name}-stop"), draw)
    once_more(job, Button(_("Search again"), f"{name}-again"))
    return found


def _bar(job: Job[Any], stop: Button) -> DeltaGenerator:
    for address in work.lost_clusters():
        lost = _("The cluster at {address} does not answer; this machine does the work instead.")
        say.caption(lost.format(address=address))
    with st.container(horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        fields.button(stop.label, stop.key, job.cancel)
    return bar


def _fill(bar: DeltaGenerator, job: Job[Step], text: Callable[[Step | None], str]) -> None:
    """How far the job is, where its steps say so."""
    step = job.latest
    if hasattr(step, "progress"):
        bar.progress(job.progress, plain(text(step)))
    else:
        bar.caption(plain(text(step)))
