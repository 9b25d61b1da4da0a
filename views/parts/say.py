"""What a page says, word for word: a name in the data is never read as Markdown.

Streamlit reads Markdown, formulas, colours and addresses in almost every text it is given. Pages
say everything through here; Markdown is only what stands in a message of ours (`marked_up`).
"""

import re
from collections.abc import Callable
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


def _shown(show: Callable[..., Any], **looks: str) -> Callable[..., None]:
    """Shows a text as it stands, with these looks unless others are asked for."""

    def show_plain(text: str, **others: str) -> None:
        show(plain(text), **{**looks, **others})

    return show_plain


title, header, subheader = _shown(st.title), _shown(st.header), _shown(st.subheader)
write, caption, info = _shown(st.markdown), _shown(st.caption), _shown(st.info)
success = _shown(st.success, icon=":material/check_circle:")
warning = _shown(st.warning, icon=":material/warning:")
error = _shown(st.error, icon=":material/block:")


def listed(texts: list[str], icon: str = "") -> None:
    """One line each, after an icon of Streamlit's."""
    st.markdown("\n".join(f"- {icon} {plain(each)}" for each in texts))


def numbered(messages: list[str]) -> None:
    """Messages of ours with their Markdown, one line each."""
    st.markdown("\n".join(f"{place}. {each}" for place, each in enumerate(messages, start=1)))


def strong(text: str) -> None:
    st.markdown(f"**{plain(text)}**")


def with_note(text: str, note: str) -> str:
    """A text with a word on it, with no look of its own: a switch is read aloud as written."""
    return f"{plain(text)} · {plain(note)}" if note else plain(text)


def metric(label: str, value: str) -> None:
    st.metric(plain(label), plain(value), border=True)


def table(frame: pd.DataFrame) -> None:
    """A table whose text breaks; the index holds the names of the rows."""
    told = frame.rename(index=_cell, columns=_cell).map(_cell)
    st.table(told.rename_axis(index=_cell, columns=_cell))


def _cell(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value
