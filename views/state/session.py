"""What one reader's session holds, plain values only, and the one place that reads and solves.

Session state: `lang`; `upload`, the name and bytes of the workbook in use when it is not the
shipped data; `refused` and `problems`, what was said of the last file; the levers
(views/state/choice.py). Checked data and answers are cached by content, so a reader can only get
what they have the bytes of.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inputs import read
from locales import translator
from model.instance import Instance
from model.solution import CrossCheck
from scenarios import cross_check as second
from scenarios import solve as scenarios_solve
from scenarios.scenario import Scenario
from scenarios.solve import Answer, Limit
from scenarios.studies import prices as listed
from scenarios.studies import why as reasons
from scenarios.studies.prices import Prices
from scenarios.studies.why import Why

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STUDIES = 64  # kept
T = TypeVar("T")
OTHER = {"da": ("en", "English"), "en": ("da", "Dansk")}


def language() -> str:
    """What the reader chose, "da" or "en", else what the address asks for (?lang=en)."""
    if "lang" not in st.session_state:
        st.session_state["lang"] = "en" if st.query_params.get("lang") == "en" else "da"
    return str(st.session_state["lang"])


def masthead() -> None:
    """Whose numbers these are, and the other language one click away."""
    here = language()
    other, name = OTHER[here]
    st.query_params.from_dict({"lang": here} if here != "da" else {})
    with st.container(horizontal=True, vertical_alignment="center", key="masthead"):
        st.caption(_whose(here), width="stretch")
        st.button(name, key="lang-switch", on_click=_speak, args=(other,))
    st.html(
        f"<script>document.documentElement.lang = '{here}'</script>",
        unsafe_allow_javascript=True,
    )


def data() -> read.Checked:
    """The data in use: the reader's own workbook, else the shipped data set."""
    upload = st.session_state.get("upload")
    return _read(upload["bytes"], upload["name"]) if upload else read.default()


def instance() -> Instance:
    found = data().instance
    assert found is not None  # a refused workbook is never put in use
    return found


def take(key: str) -> None:
    """Put the workbook in the uploader `key` in use, or say why not and keep nothing of it."""
    file = st.session_state[key]
    if file is None:
        return
    content = file.getvalue()
    checked = read.read(content, file.name)
    st.session_state["problems"] = [_said(p) for p in checked.problems]
    st.session_state["refused"] = checked.instance is None
    if checked.instance is not None:
        st.session_state["upload"] = {"name": file.name, "bytes": content}
    _drop(file.file_id)


def release() -> None:
    """Back to the shipped data."""
    for key in ("upload", "problems", "refused"):
        st.session_state.pop(key, None)


def solve(scenario: Scenario) -> Answer:
    """The answer on the data in use; about a second the first time, at once after that."""
    _ = translator(language())
    with st.spinner(_("Finding the best plan …")):
        return _solve(digest(), scenario, instance())


def limit(scenario: Scenario) -> Limit | None:
    """What no plan of the scenario can pass, in milliseconds; None when nothing is searched."""
    return scenarios_solve.limit(instance(), scenario)


def cross_check(scenario: Scenario) -> CrossCheck | None:
    """A second solver's check of the scenario's plan; run once."""
    _ = translator(language())
    with st.spinner(_("Asking a second solver …")):
        return _cross_check(digest(), scenario, solve(scenario))


def study(name: str, scenario: Scenario, steps: Callable[[], Iterator[T]]) -> Iterator[T]:
    """What a study of a scenario gives as it goes, or at once what it has given before.

    Leaving off in the middle, as a page does that is drawn again, keeps nothing.
    """
    known, key = _studies(), (digest(), name, repr(scenario))
    if key not in known:
        last = None
        for last in steps():
            yield last
        if last is None:
            return
        known[key] = last
        while len(known) > STUDIES:
            known.pop(next(iter(known)), None)
    yield known[key]


def prices(answer: Answer) -> Prices | None:
    """What each demand of the answer costs; some seconds, asked once. None for today's practice."""
    _ = translator(language())
    if answer.scenario.frozen:
        return None
    with st.spinner(_("Pricing every demand …")):
        return _prices(digest(), answer.scenario, answer)


def why(answer: Answer, name: str) -> Why:
    """Why a measure or unit is in the answer's plan or not; some seconds, asked once."""
    _ = translator(language())
    with st.spinner(_("Trying the other choice …")):
        return _why(digest(), answer.scenario, name, answer)


def digest() -> str:
    """What tells the data in use from other data."""
    upload = st.session_state.get("upload")
    return hashlib.sha256(upload["bytes"]).hexdigest() if upload else "shipped"


def _whose(here: str) -> str:
    settings = instance().settings
    return f"**Jobbalance** · {settings.name.of(here)} · {settings.price_level}"


def _speak(other: str) -> None:
    st.session_state["lang"] = other


def _said(problem: Any) -> dict[str, dict[str, str]]:
    return {each: problem.as_dict(each) for each in OTHER}


def _drop(file_id: str) -> None:
    """Streamlit would keep the uploaded file until the session ends."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


@st.cache_resource(show_spinner=False)
def _studies() -> dict[tuple[str, str, str], Any]:
    """The last step of every study, by data, name and scenario."""
    return {}


@st.cache_resource(max_entries=16, show_spinner=False)
def _read(content: bytes, name: str) -> read.Checked:
    return read.read(content, name)


@st.cache_resource(max_entries=64, show_spinner=False)
def _solve(digest: str, scenario: Scenario, _instance: Instance) -> Answer:  # noqa: ARG001
    return scenarios_solve.solve(_instance, scenario)


@st.cache_resource(max_entries=64, show_spinner=False)
def _prices(digest: str, scenario: Scenario, _answer: Answer) -> Prices | None:  # noqa: ARG001
    return listed.prices(_answer)


@st.cache_resource(max_entries=256, show_spinner=False)
def _why(digest: str, scenario: Scenario, name: str, _answer: Answer) -> Why:  # noqa: ARG001
    is_measure = name in _answer.instance.measures
    return reasons.why(_answer, name) if is_measure else reasons.why_unit(_answer, name)


@st.cache_resource(max_entries=64, show_spinner=False)
def _cross_check(digest: str, scenario: Scenario, _answer: Answer) -> CrossCheck | None:  # noqa: ARG001
    return second.cross_check_answer(_answer)
