"""A search that may take its time, told of as it goes on, and stopped by the reader.

The page is run anew at every click while the run before may not have ended, so a search lives
beside the runs: the next run finds it where it is kept and watches on.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

import streamlit as st

from locales import number, translator
from model.placement.place import Placement
from reports.placement.text import CRITERIA
from views.state import session

SOON = 0.6  # seconds in which a search is not worth a progress bar
TICK = 0.25
NOW = "placement-search"  # the reader's search, in the session

Told = tuple[str, int, int]  # criterion, best so far, bound
Search = Callable[[Callable[[str, int, int], None], threading.Event], Placement]


@dataclass
class Kept:
    """A search and what it found, kept for all runs of the page that ask for the same."""

    found: Placement | None = None
    worker: threading.Thread | None = None
    told: list[Told] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    start: float = 0.0

    def begin(self, search: Search) -> None:
        """Start the search, of which nothing is kept when the reader turns away from it."""
        self.told, self.stop, self.start = [], threading.Event(), perf_counter()
        self.worker = threading.Thread(target=self._work, args=(search, self.stop), daemon=True)
        self.worker.start()

    def _work(self, search: Search, stop: threading.Event) -> None:
        try:
            self.found = search(lambda *each: self.told.append(each), stop)
        finally:
            self.worker = None

    def leave(self) -> None:
        """Stop a search that nobody waits for."""
        self.stop.set()
        if self.worker is not None:
            self.worker.join()
            self.found = None


def searched(search: Search, seconds: float, kept: Kept) -> Placement:
    """What a search finds in its time, or until the reader stops it."""
    before = st.session_state.get(NOW)
    if before is not None and before is not kept:
        before.leave()
    st.session_state[NOW] = kept
    if kept.found is None and kept.worker is None:
        kept.begin(search)
    if (worker := kept.worker) is not None:
        worker.join(SOON)
        if worker.is_alive():
            _watch(worker, kept, seconds)
    assert kept.found is not None, "a search that has ended has an answer"
    return kept.found


def _watch(worker: threading.Thread, kept: Kept, seconds: float) -> None:
    _ = translator(session.language())
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        label = _("Stop and use the best so far")
        st.button(label, key="placement-stop", on_click=kept.stop.set)
    while worker.is_alive():
        share = min(1.0, (perf_counter() - kept.start) / seconds)
        bar.progress(share, text=_so_far(kept.told, session.language()))
        worker.join(TICK)
    place.empty()


def _so_far(told: list[Told], language: str) -> str:
    """The best that was found, and the bound."""
    _ = translator(language)
    if not told:
        return _("Searching …")
    criterion, value, bound = told[-1]
    return _("Searching: {criterion} is {value}, at least {bound}").format(
        criterion=_(CRITERIA[criterion]),
        value=number(value, 0, language),
        bound=number(bound, 0, language),
    )
