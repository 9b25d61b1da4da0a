"""A frame of reports/ as a table on screen, its numbers written in the reader's language."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from locales import number, percent
from reports.headings import heading, readable
from views import session

SHARES = ("share", "difference", "coverage_before", "coverage_after")
WHOLE = ("places", "persons", "eligible", "offers", "lost", "people", "numbers", "cost", "gross",
         "refund", "net", "saving", "employed", "model", "reported", "employees", "laid", "needed",
         "headcount", "found", "gained", "price", "per", "spent", "wage", "benefit")  # fmt: skip


def show(frame: pd.DataFrame, columns: Iterable[str], key: str) -> None:
    """The frame's `columns` in that order under their headings. A missing value is a dash."""
    language, chosen = session.language(), list(columns)
    formats: dict[Any, Any] = {
        heading(column, language): _writer(column, language) for column in chosen
    }
    styled = readable(frame[chosen], language).style.format(formats, na_rep="–")
    st.dataframe(styled, hide_index=True, placeholder="–", key=key)


def _writer(column: str, language: str) -> Callable[[Any], str]:
    """How the values of a column are written: whole places and thousands, else one decimal."""
    write = percent if column in SHARES else number
    decimals = 0 if column.split("_", maxsplit=1)[0] in (*WHOLE, *SHARES, "coverage") else 1
    return lambda value: (
        write(value, decimals, language) if isinstance(value, float) else str(value)
    )
