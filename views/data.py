"""Data: the workbook in use, its problems, and every table with the source of its numbers."""

from typing import Any

import pandas as pd
import streamlit as st
from babel.numbers import format_decimal

from inputs.schema.tables import SETTINGS, TABLES, Column, Table, Tables
from inputs.workbook import write as workbook_write
from locales import LOCALES
from reports import sources
from scenarios.solve import Answer
from views.parts import fields, say
from views.parts.door import guarded
from views.parts.figure import show_in_parts, show_in_words, show_table
from views.state import choice, session, studies
from views.state.session import _


def show() -> None:
    say.title(_("The numbers behind every plan"))
    say.write(_in_use())
    _problems()
    with st.container(key="wide-data"):
        get, give = st.columns(2, gap="large")
    with get:
        say.header(_("Download"))
        _download()
    with give:
        say.header(_("Use your own numbers"))
        _upload()
    say.header(_("How sure the numbers are"))
    answer = studies.solve(choice.current())
    grades = sources.confidence(answer)
    if grades.empty:
        say.write(sources.none_stated(session.language()))
    else:
        show_table(grades, "confidence")
    _replay()
    say.header(_("The tables"))
    _tables(answer)


def _in_use() -> str:
    upload = st.session_state.get("upload")
    if upload:
        return _("In use: your workbook “{name}”. Only you see it.").format(name=upload["name"])
    name = session.instance().settings.name.of(session.language())
    return _("In use: the shipped data set, {name}.").format(name=name)


def _problems() -> None:
    """What was said of the last file: all of it, errors and warnings apart."""
    said = [each[session.language()] for each in st.session_state.get("problems", [])]
    if st.session_state.get("refused"):
        say.error(_("The file was not taken into use. The numbers are those from before."))
    headings = {"error": _("Errors that must be mended"), "warning": _("Warnings")}
    for severity, heading in headings.items():
        found = [problem for problem in said if problem["severity"] == severity]
        if found:
            say.header(f"{heading} ({len(found)})")
            _listed(found)


def _listed(found: list[dict[str, str]]) -> None:
    """Text that breaks: a remedy is read to its end, also on a phone."""
    headings = {
        "place": _("Where"),
        "found": _("Found"),
        "rule": _("Rule"),
        "remedy": _("What to do"),
    }
    frame = pd.DataFrame(found)[list(headings)].rename(columns=headings)
    show_in_parts(frame)


def _download() -> None:
    language = session.language()
    tables = session.data().tables
    for key, label, name, content in (
        ("download-data", _("The workbook in use"), _("jobbalance-data.xlsx"),
         lambda: workbook_write.workbook(tables, language)),
        ("download-template", _("An empty template"), _("jobbalance-template.xlsx"),
         lambda: workbook_write.template_workbook(language)),
    ):  # fmt: skip
        st.download_button(
            label, content, file_name=name, mime=session.EXCEL, key=key, on_click="ignore"
        )


def _upload() -> None:
    key = f"upload-{st.session_state.get('uploads', 0)}"
    st.file_uploader(
        _("Excel workbook in the shape of the template"),
        key=key,
        on_change=guarded(_take),
        args=(key,),
        help=_("A file with CPR numbers is refused, and nothing of it is kept."),
    )
    if st.session_state.get("upload"):
        fields.button(_("Back to the shipped data"), "release", _release)


def _take(key: str) -> None:
    session.take(key)
    choice.forget()
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def _release() -> None:
    session.release()
    choice.forget()


def _replay() -> None:
    """The shipped data's test against history; a reader's own data have none."""
    if not st.session_state.get("upload"):
        say.header(_("Does the model replay what happened in 2017?"))
        decided = studies.solve(choice.library_case(choice.reference()))
        if decided.solution.plan is not None:
            show_in_words(sources.replay(decided, session.language()))


def _tables(answer: Answer) -> None:
    language = session.language()
    words = {each: declared.label(language) for each, declared in TABLES.items()}
    name = fields.select(_("Table"), words, "table")
    declared = TABLES[name]
    say.caption(declared.help(language))
    _rows(declared, session.data().tables)
    _sources(answer, name)


def _rows(declared: Table, rows: Tables) -> None:
    """The rows as they stand, units in the headings."""
    language = session.language()
    names = {column.id: _heading(column, language) for column in declared.columns.values()}
    frame = pd.DataFrame(rows[declared.id], columns=list(names)).rename(columns=names)
    if declared.id == "settings":
        frame = frame.replace({name: _heading(c, language) for name, c in SETTINGS.items()})
    texts = frame.select_dtypes(exclude="number").map(lambda value: _cell(value, language))
    st.dataframe(
        frame.assign(**texts).style.format(lambda value: _cell(value, language)),
        hide_index=True,
        placeholder="–",
        key=f"rows-{declared.id}",
    )


def _heading(column: Column, language: str) -> str:
    if not column.unit:
        return column.label(language)
    return f"{column.label(language)} ({_(column.unit)})"


def _cell(value: Any, language: str) -> str:
    """A value as a reader of the language would write it; nothing for a blank."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return " ".join(_cell(each, language) for each in value)
    if isinstance(value, float) and value == value:  # noqa: PLR0124 - not a number is a blank
        return format_decimal(value, "#,##0.######", LOCALES[language])
    return "" if pd.isna(value) else str(value)


def _sources(answer: Answer, name: str) -> None:
    language = session.language()
    say.header(_("Where these numbers come from"))
    frame = sources.table(answer, language, name)
    if frame.empty:
        say.write(_("No source is stated for this table."))
        return
    register = TABLES["sources"].label(language)
    say.caption(_("The table {register} tells what each source is.").format(register=register))
    columns = ("key", "column", "confidence", "low", "high", "sources", "note")
    show_table(frame, f"sources-{name}", columns)
