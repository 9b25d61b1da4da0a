"""Compare: two to four scenarios side by side, where they differ and why, and a sweep."""

from collections.abc import Mapping, Sequence

import streamlit as st

from locales import today
from reports.answer.cross_check import agreement
from reports.comparison import charts as comparison_charts
from reports.comparison import reasons as comparison_reasons
from reports.comparison import tables as comparison_tables
from reports.workbook import comparison as workbook_comparison
from scenarios.choice import Case
from scenarios.solve import Answer
from scenarios.studies.compare import FEWEST, MOST, Comparison, compare
from views.compare import sweep
from views.parts import fields, say
from views.parts.answer import link_to_conflicts
from views.parts.figure import figure, show_differences, with_row_names
from views.state import choice, session, studies
from views.state.session import _


def show() -> None:
    say.title(_("Hold plans against each other"))
    cases = {sweep.NOW: choice.current()}
    cases |= {name: choice.library_case(name) for name in choice.available()}
    chosen = _choose(cases)
    if len(chosen) < FEWEST:
        say.info(_("Choose two to four scenarios above."))
    else:
        _comparison(chosen)
    sweep.show(cases)


def _choose(cases: Mapping[str, Case]) -> list[Case]:
    first = [name for name in (choice.reference(), choice.FIRST) if name in cases]
    names = sweep.names(cases)
    chosen = fields.several(
        _("Scenarios; the first is what the others are held against"),
        names,
        "compared",
        first,
        max_selections=MOST,
        placeholder=_("Choose scenarios"),
    )
    return [cases[name] for name in chosen]


def _comparison(cases: Sequence[Case]) -> None:
    language = session.language()
    answers = [studies.solve(case) for case in cases]
    called, found = comparison_tables.names(answers, language), compare(answers)
    if not any(found):
        say.header(comparison_tables.no_difference(language))
    for answer, name in zip(answers, called, strict=True):
        if answer.solution.outcome is None:
            say.error(comparison_tables.without_plan(answer, name, language))
    if any(answer.solution.outcome is None for answer in answers):
        link_to_conflicts()
    say.header(_("Key figures"))
    say.table(with_row_names(comparison_tables.key_figures(answers, language, called)))
    if any(found):
        _waterfalls(answers, called)
        _differences(answers, found, called)
    if all(answer.solution.outcome is not None for answer in answers):
        _download(cases, found)


def _waterfalls(answers: Sequence[Answer], called: Sequence[str]) -> None:
    """Where exits and money come from, between the first answer and one of the others."""
    language = session.language()
    old, new = answers[0], answers[_other(called)]
    if old.solution.outcome is None or new.solution.outcome is None:
        return
    names = (called[answers.index(new)], called[0])
    for kind in ("exits", "money"):
        message = comparison_reasons.MESSAGES[kind](new, old, names, language)
        chart = comparison_charts.waterfall(kind, new, old, message, language)
        with figure(chart, f"waterfall-{kind}"):
            say.table(with_row_names(comparison_charts.table(kind, new, old, language)))


def _other(called: Sequence[str]) -> int:
    """The place of the answer that is held against the first."""
    if len(called) == FEWEST:
        return 1
    label = _("Held against “{name}”").format(name=called[0])
    return fields.segments(label, dict(enumerate(called[1:], start=1)), "other")


def _differences(answers: Sequence[Answer], found: Comparison, called: Sequence[str]) -> None:
    say.header(_("What differs"))
    names = {"demands": _("Demands ({n})"), "plan": _("Plan ({n})"), "outcome": _("Outcome ({n})")}
    sections = found._asdict()
    titles = [names[part].format(n=len(rows)) for part, rows in sections.items()]
    for rows, tab in zip(sections.values(), st.tabs(titles, key="differences"), strict=True):
        with tab:
            show_differences(answers, rows, called)


def _download(cases: Sequence[Case], found: Comparison) -> None:
    """No plan leaves the house before a second solver has had its say."""
    language = session.language()
    if not st.button(_("Make a workbook of the comparison"), key="make-comparison"):
        return
    answers = [studies.solve_confirmed(case) for case in cases]
    if any(answer.withheld for answer in answers):
        st.rerun()  # the page says which, and why
    names = comparison_tables.names(answers, language)
    said = [
        comparison_tables.about_answer(name, told, language)
        for name, answer in zip(names, answers, strict=True)
        if (told := agreement(answer, language))
    ]
    for sentence in said:
        say.write(sentence)
    st.download_button(
        _("Download the comparison"),
        workbook_comparison.workbook(answers, found, language, today(), said),
        file_name=f"jobbalance-{'-'.join(answer.plan_id for answer in answers)}.xlsx",
        mime=session.EXCEL,
        type="primary",
        key="download-comparison",
        on_click="ignore",
    )
    say.caption(_("Counts of people under five are hidden. Prints on A4 landscape."))
