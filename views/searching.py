"""A search that may take its time, told of as it goes on, and stopped by the reader."""

import threading
from collections.abc import Callable
from time import perf_counter

import streamlit as st

from locales import translator
from model.placement.place import Placement
from reports.placement import CRITERIA
from views import session

SOON = 0.6  # seconds in which a search is not worth a progress bar
TICK = 0.25

Told = tuple[str, int, int]  # criterion, best so far, bound
Search = Callable[[Callable[[str, int, int], None], threading.Event], Placement]


def searched(search: Search, seconds: float, box: dict[str, Placement]) -> None:
    """Run a search to its end, or until the reader stops it; what it found is in `box`.

    A click on the button ends this run of the page, and with it the search.
    """
    told: list[Told] = []
    cancel = threading.Event()

    def work() -> None:
        box["placement"] = search(lambda *each: told.append(each), cancel)

    worker, start = threading.Thread(target=work, daemon=True), perf_counter()
    worker.start()
    worker.join(SOON)
    try:
        if worker.is_alive():
            _watch(worker, told, start, seconds)
    finally:
        cancel.set()
        worker.join()


def _watch(worker: threading.Thread, told: list[Told], start: float, seconds: float) -> None:
    _ = translator(session.language())
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button(_("Stop and use the best so far"), key="placement-stop")
    while worker.is_alive():
        share = min(1.0, (perf_counter() - start) / seconds)
        bar.progress(share, text=_so_far(told, session.language()))
        worker.join(TICK)
    place.empty()


def _so_far(told: list[Told], language: str) -> str:
    """The best that was found, and the bound."""
    _ = translator(language)
    if not told:
        return _("Searching …")
    criterion, value, bound = told[-1]
    return _("Searching: {criterion} is {value}, at least {bound}").format(
        criterion=_(CRITERIA[criterion]), value=value, bound=bound
    )
