"""What one reader's session holds, plain values only, and the data in use.

Session state: `lang`; `upload`, the name and bytes of the workbook in use when it is not the
shipped data; `refused` and `problems`, what was said of the last file; what the reader has chosen
(views/state/choice.py). Checked data and what follows from them are cached by content, so a
reader can only get what they have the bytes of.
"""

import hashlib
from collections.abc import Callable

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inputs import apart, read
from locales import translator
from model.instance import Instance
from scenarios.choice import Case, Choice
from scenarios.scenario import Scenario
from views.parts.door import guarded
from views.parts.say import marked_up

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING_MOVED = Choice()
OTHER = {"da": ("en", "English"), "en": ("da", "Dansk")}


def language() -> str:
    """What the reader chose, "da" or "en", else what the address asks for (?lang=en)."""
    if "lang" not in st.session_state:
        st.session_state["lang"] = "en" if st.query_params.get("lang") == "en" else "da"
    return str(st.session_state["lang"])


def _(message: str) -> str:
    """A message in the reader's language."""
    return translator(language())(message)


def masthead() -> None:
    """Whose numbers these are, and the other language one click away."""
    here = language()
    other, name = OTHER[here]
    st.query_params.from_dict({"lang": here} if here != "da" else {})
    with st.container(horizontal=True, vertical_alignment="center", key="masthead"):
        st.caption(_whose(here), width="stretch")
        st.button(name, key="lang-switch", on_click=guarded(_speak), args=(other,))


def data() -> read.Checked:
    """The data in use: the reader's own workbook, else the shipped data set."""
    upload = st.session_state.get("upload")
    return _read(upload["bytes"], upload["name"], lambda: True) if upload else read.default()


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
    checked = _read(content, file.name, _is_here)
    told = [{each: p.as_dict(each) for each in OTHER} for p in checked.problems]
    st.session_state["problems"] = told
    st.session_state["refused"] = checked.instance is None
    if checked.instance is not None:
        st.session_state["upload"] = {"name": file.name, "bytes": content}
    else:
        _read.clear(content, file.name, _is_here)
    _drop(file.file_id)


def release() -> None:
    """Back to the shipped data."""
    for key in ("upload", "problems", "refused"):
        st.session_state.pop(key, None)


def case(scenario: Scenario, choice: Choice = NOTHING_MOVED) -> Case:
    """A choice in a scenario on the data in use, applied at most once."""
    return _case(digest(), scenario, choice, instance())


def reader() -> str:
    """What tells this reader's session from those of others."""
    context = get_script_run_ctx()
    return context.session_id if context else "somebody"


def digest() -> str:
    """What tells the data in use from other data."""
    upload = st.session_state.get("upload")
    return hashlib.sha256(upload["bytes"]).hexdigest() if upload else "shipped"


def _whose(here: str) -> str:
    settings = instance().settings
    whose = f"{settings.name.of(here)} · {settings.price_level}"
    return marked_up("**Jobbalance** · {whose}", whose=whose)


def _speak(other: str) -> None:
    st.session_state["lang"] = other


def _drop(file_id: str) -> None:
    """Streamlit would keep the uploaded file until the session ends."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def _is_here() -> bool:
    """Whether the reader's browser is still there."""
    context = get_script_run_ctx()
    return not (context and runtime.exists()) or runtime.get_instance().is_active_session(
        context.session_id
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _read(content: bytes, name: str, _is_waited_for: Callable[[], bool]) -> read.Checked:
    return apart.read(content, name, _is_waited_for)


@st.cache_resource(max_entries=64, show_spinner=False)
def _case(digest: str, scenario: Scenario, choice: Choice, _instance: Instance) -> Case:  # noqa: ARG001
    return Case(_instance, scenario, choice)
