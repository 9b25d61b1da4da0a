"""A message, the chart that shows it, and the numbers behind it one click away."""

from collections.abc import Iterator
from contextlib import contextmanager

import altair as alt
import streamlit as st

from locales import translator
from views import session


@contextmanager
def figure(message: str, chart: alt.LayerChart, key: str) -> Iterator[None]:
    """The body of the `with` draws the table. `key` tells figures of a page apart."""
    _ = translator(session.language())
    st.header(message)
    picture, numbers = st.tabs([_("Chart"), _("Table")], key=f"{key}-tabs")
    with picture:
        st.altair_chart(chart, theme=None, key=f"{key}-chart")
    with numbers:
        yield
