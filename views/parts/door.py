"""The last door before the reader: no fault of ours passes it as a trace, or ends the page."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import streamlit as st

LOG = logging.getLogger(__name__)
FAULT = "fault"  # in the session: something went wrong that the reader has not been told


@contextmanager
def last_door(what: str) -> Iterator[None]:
    """Log a fault, with its trace, and note that there was one."""
    try:
        yield
    except Exception:
        LOG.exception("%s", what)
        st.session_state[FAULT] = True


def guarded(called: Callable[..., None]) -> Callable[..., None]:
    """What Streamlit calls by itself, behind the door: a callback, a part that renews itself."""

    @wraps(called)
    def call(*arguments: Any) -> None:
        with last_door(getattr(called, "__name__", "callback")):
            called(*arguments)

    return call


def passed() -> bool:
    """Whether all went well since the last time this was asked."""
    return not st.session_state.pop(FAULT, False)
