"""What differs between answers, as tables: one for each kind of thing, the largest first."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from locales import translator
from reports import comparison
from reports.naming import KINDS
from scenarios.answer import Answer
from scenarios.compare import Difference
from views import session

FIRST = 10  # rows at once; the rest under a click


def show(answers: Sequence[Answer], rows: Sequence[Difference], called: Sequence[str]) -> None:
    """The tables of a section."""
    language = session.language()
    _ = translator(language)
    if not rows:
        st.write(_("Nothing differs here."))
    for kind, found in comparison.by_kind(rows).items():
        st.subheader(_(KINDS[kind]))
        table = named(comparison.table(answers, found, language, called))
        st.table(table.head(FIRST))
        if len(table) > FIRST:
            with st.expander(_("{n} more").format(n=len(table) - FIRST)):
                st.table(table.iloc[FIRST:])


def named(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its first column as the names of its rows: text breaks, also on a phone."""
    return table.set_index(str(table.columns[0]))
