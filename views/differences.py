"""What differs between answers, as tables: one for each kind of thing, the largest first."""

from collections.abc import Sequence

import streamlit as st

from locales import translator
from reports import comparison
from reports.naming import KINDS
from scenarios.answer import Answer
from scenarios.compare import Difference
from views import session

FIRST = 10  # rows at once; the rest under a click


def show(
    answers: Sequence[Answer], rows: Sequence[Difference], called: Sequence[str], key: str
) -> None:
    """The tables of a section. `key` tells sections of a page apart."""
    language = session.language()
    _ = translator(language)
    if not rows:
        st.write(_("Nothing differs here."))
    for kind, found in comparison.by_kind(rows).items():
        st.subheader(_(KINDS[kind]))
        table = comparison.table(answers, found, language, called)
        st.dataframe(table.head(FIRST), hide_index=True, key=f"{key}-{kind}")
        if len(table) > FIRST:
            with st.expander(_("{n} more").format(n=len(table) - FIRST)):
                st.dataframe(table.iloc[FIRST:], hide_index=True, key=f"{key}-{kind}-more")
