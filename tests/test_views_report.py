"""The report page: a file at once, prices on request, and a stop that is obeyed at once."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from views.state import studies

SLOW = 120  # seconds a page may take on a busy machine
GATE = Event()


def report() -> None:
    from views import report  # noqa: PLC0415 - the function's source is run as a script of its own

    report.show()


def never_ending() -> Iterator[int]:
    yield 1
    GATE.wait(SLOW)
    yield 2


def watched() -> None:
    import streamlit as st  # noqa: PLC0415
    from test_views_report import never_ending  # noqa: PLC0415

    from views.parts.progress import Button, submit, watch  # noqa: PLC0415

    job = submit("never-ending", "", never_ending)
    st.session_state["job"] = job
    job.cancel()
    st.write(str(watch(job, str, Button("Stop", "stop"))))


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_file_is_there_at_once_and_prices_are_on_request(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(studies, "prices", asked.append)
    page = AppTest.from_function(report, default_timeout=SLOW)
    page.session_state["lang"] = language
    page.run()
    assert not page.exception
    assert len(downloads(page)) == 1
    assert asked == []
    page.toggle(key="report-prices").set_value(True).run()
    assert not page.exception
    assert len(asked) == 1
    assert len(downloads(page)) == 1


def downloads(page: AppTest) -> list[Any]:
    return list(page.get("download_button"))


def test_a_stop_is_obeyed_while_the_study_is_still_within_a_step() -> None:
    page = AppTest.from_function(watched, default_timeout=SLOW / 2)
    page.run()
    job = page.session_state["job"]
    assert not page.exception
    assert not job.done
    assert page.markdown[0].value == "1"
    GATE.set()
    assert job.wait(SLOW)
