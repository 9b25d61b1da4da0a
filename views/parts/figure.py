"""A frame of reports/ as a table on screen, its numbers written in the reader's language."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from locales import counter
from reports.charts import marks
from reports.columns import cell_text, heading, readable
from reports.comparison import tables as comparison_tables
from reports.disclosure.masking import Table, masked_frame
from reports.language.names import HEADINGS
from scenarios.solve import Answer
from scenarios.studies.compare import Difference
from views.parts import say
from views.state import session
from views.state.session import _

FIRST = 10  # rows at once; the rest under a click


@contextmanager
def figure(chart: marks.Spec, key: str, kind: str = "figure") -> Iterator[None]:
    """A chart under its message. The body of the `with` draws the table; keys differ on a page.

    A chart of the kind "broad" has text on both sides, and is moved sideways on a narrow screen.
    """
    say.header(chart["description"])
    picture, numbers = st.tabs([_("Chart"), _("Table")], key=f"{key}-tabs")
    with picture, st.container(key=f"{kind}-{key}"):
        st.vega_lite_chart(chart, theme=None, key=f"{key}-chart")
    with numbers:
        yield


def show_table(
    shown: pd.DataFrame | Table,
    key: str,
    columns: Iterable[str] = (),
    rows: Sequence[int] | None = None,
) -> None:
    """A table as it would leave the house, under its headings. A missing value is a dash.

    A column of which some is hidden is text.

    Its `columns`, else all; `rows` are the positions shown of those that it has.
    """
    if isinstance(shown, pd.DataFrame):
        shown = Table(shown, [*columns] or [str(name) for name in shown])
    language, chosen = session.language(), [*columns] or [*shown.columns]
    frame = masked_frame(shown)[chosen]
    texts = {name: partial(cell_text, name, language=language) for name in chosen}
    for name, text in texts.items():
        if len({type(value) for value in frame[name].dropna()}) > 1:  # some is hidden
            frame[name] = frame[name].map(text, na_action="ignore")
    formats: dict[Any, Any] = {heading(name, language): text for name, text in texts.items()}
    shown_rows = frame.iloc[slice(None) if rows is None else [*rows]]
    styled = readable(shown_rows, language).style.format(formats, na_rep="–")
    st.dataframe(styled, hide_index=True, placeholder="–", key=key)


def show_in_words(shown: pd.DataFrame | Table, columns: Sequence[str] = ()) -> None:
    """A small table as it would leave the house, all cells as words: it fits a phone."""
    if isinstance(shown, pd.DataFrame):
        shown = Table(shown, [str(name) for name in shown])
    say.table(with_row_names(in_words(shown, columns or shown.columns)))


def in_words(shown: Table, columns: Sequence[str]) -> pd.DataFrame:
    """Columns of a table as it would leave the house, all cells as words: text breaks."""
    language = session.language()
    frame = readable(masked_frame(shown)[[*columns]], language)
    for name, told in zip(columns, frame, strict=True):
        text = partial(cell_text, name, language=language)
        frame[told] = frame[told].map(text, na_action="ignore").fillna("–")
    return frame


def show_differences(
    answers: Sequence[Answer], rows: Sequence[Difference], called: Sequence[str]
) -> None:
    if not rows:
        say.write(_("Nothing differs here."))
    for kind, found in comparison_tables.by_kind(rows).items():
        say.subheader(_(HEADINGS[kind]))
        show_in_parts(comparison_tables.table(answers, found, session.language(), called))


def show_in_parts(frame: pd.DataFrame) -> None:
    """A table whose text breaks, its first rows at once."""
    table = with_row_names(frame)
    say.table(table.head(FIRST))
    if len(table) > FIRST:
        rest, ngettext = str(len(table) - FIRST), counter(session.language())
        more = ngettext("{n} row more", "{n} rows more", rest)
        with st.expander(more.format(n=rest)):
            say.table(table.iloc[FIRST:])


def with_row_names(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its first column as the names of its rows: text breaks, also on a phone."""
    return table.set_index(str(table.columns[0]))
