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


def screen() -> None:
    import pandas as pd  # noqa: PLC0415

    from reports.disclosure.masking import Table  # noqa: PLC0415
    from reports.placement.tables import COUNTS, COUNTS_BOUND  # noqa: PLC0415
    from views.parts.figure import show_table  # noqa: PLC0415

    rows = pd.DataFrame([[29, 20, 3, 0, 0, 6], [8, 8, 0, 0, 0, 0]], columns=list(COUNTS))
    show_table(Table(rows, COUNTS, sums=[COUNTS_BOUND]), "bound")
    show_table(pd.DataFrame({"people": [3.2, 144.4961930136175], "year": [1, 2]}), "free")
    show_table(Table(rows, COUNTS, sums=[COUNTS_BOUND]), "some", ("positions",), [1])


def test_a_screen_hides_few_people_and_decimals_as_a_sheet_does() -> None:
    page = AppTest.from_function(screen, default_timeout=SLOW).run()
    assert not page.exception
    bound, free, some = (frame.value for frame in page.dataframe)
    assert [str(v) for v in bound.iloc[0]] == ["29", "20", "<5", "0", "0", "··"]
    assert [str(v) for v in free.iloc[:, 0]] == ["<5", "144"]
    assert some.to_numpy().tolist() == [[8]]


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
