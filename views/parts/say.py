"""What a page says, word for word: a name in the data is never read as Markdown.

Streamlit reads Markdown, formulas, colours and addresses in almost every text it is given. Pages
say everything through here; Markdown is only what stands in a message of ours (`marked_up`).
"""

import re
from typing import Any

import pandas as pd
import streamlit as st

JOINER = "\u2060"  # unseen, and no break: keeps two signs from being read as one
BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")  # an amount keeps its unit
SIGNS = re.compile(r"[\\`*_{}\[\]<>~$|&#]")
OPENERS = re.compile(r"^([-+=])|^(\d+)([.)])")  # a list, a rule
PAIRS = re.compile(  # a colour or an icon, an address twice, an arrow
    r"(?<=:)(?=[\w+/-])|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)|(?<=[-=<>~])(?=[-=>])", re.IGNORECASE
)


def plain(text: str) -> str:
    """The text so that Streamlit shows it as it stands, in one paragraph."""
    one_line = BLANKS.sub(" ", text).strip()
    escaped = SIGNS.sub(r"\\\g<0>", PAIRS.sub(JOINER, one_line))
    return OPENERS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], escaped)


def marked_up(message: str, **names: str) -> str:
    """A message of ours with its Markdown, and names put in as they stand."""
    return message.format(**{field: plain(name) for field, name in names.items()})


def title(text: str) -> None:
    st.title(plain(text))


def header(text: str) -> None:
    st.header(plain(text))


def subheader(text: str) -> None:
    st.subheader(plain(text))


def write(text: str) -> None:
    st.markdown(plain(text))


def listed(texts: list[str], icon: str = "") -> None:
    """One line each, after an icon of Streamlit's."""
    st.markdown("\n".join(f"- {icon} {plain(each)}" for each in texts))


def numbered(messages: list[str]) -> None:
    """Messages of ours with their Markdown, one line each."""
    st.markdown("\n".join(f"{place}. {each}" for place, each in enumerate(messages, start=1)))


def strong(text: str) -> None:
    st.markdown(f"**{plain(text)}**")


def with_note(text: str, note: str) -> str:
    """A text with a small word on it, as Markdown."""
    return f"{plain(text)} :small[:gray[· {plain(note)}]]" if note else plain(text)


def caption(text: str) -> None:
    st.caption(plain(text))


def info(text: str) -> None:
    st.info(plain(text))


def success(text: str) -> None:
    st.success(plain(text), icon=":material/check_circle:")


def warning(text: str, icon: str = ":material/warning:") -> None:
    st.warning(plain(text), icon=icon)


def error(text: str, icon: str | None = ":material/block:") -> None:
    st.error(plain(text), icon=icon)


def metric(label: str, value: str) -> None:
    st.metric(plain(label), plain(value), border=True)


def table(frame: pd.DataFrame) -> None:
    """A table whose text breaks; the index holds the names of the rows."""
    told = frame.rename(index=_cell, columns=_cell).map(_cell)
    st.table(told.rename_axis(index=_cell, columns=_cell))


def _cell(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value
