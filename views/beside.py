"""Two answers beside each other: key figures, and the measures they treat differently."""

import pandas as pd
import streamlit as st

from locales import number, translator
from reports import charts, measures, sentences, titles, words
from reports.figures import Figures, figures
from reports.headings import word
from scenarios.answer import Answer
from views import session
from views.figure import figure


def show(new: Answer, old: Answer) -> None:
    """Only answers with a plan can be held against each other."""
    language = session.language()
    names = _names(new, old, language)
    chart = charts.compared(new, old, language, names)
    with figure(titles.compared(new, old, language), chart, "beside"):
        st.dataframe(_key_figures(new, old, names), hide_index=True, key="beside")
    if note := sentences.assumed(new, language):
        st.caption(note)
    _differences(new, old, names)


def _names(new: Answer, old: Answer, language: str) -> tuple[str, str]:
    """The old and the new, by scenario, or by order when the scenario is the same."""
    _ = translator(language)
    if new.scenario.id == old.scenario.id:
        return _("The answer before"), _("The answer now")
    return old.scenario.name.of(language), new.scenario.name.of(language)


def _key_figures(new: Answer, old: Answer, names: tuple[str, str]) -> pd.DataFrame:
    before, now = (_figures(figures(answer)) for answer in (old, new))
    _ = translator(session.language())
    return pd.DataFrame(
        {_("Key figure"): before.keys(), names[0]: before.values(), names[1]: now.values()}
    )


def _figures(key: Figures) -> dict[str, str]:
    language = session.language()
    _ = translator(language)
    return {
        _("Saving a year"): words.money(key.saving, language),
        _("Exits to job or education a year"): number(key.exits, 0, language),
        _("of these more than today"): number(key.extra_exits, 0, language),
        _("Dismissed people"): words.people(key.dismissed, language),
        _("of these in flex jobs"): words.people(key.flexjob, language),
        _("One-off costs"): words.money(key.one_off, language),
        _("Fewer offers to vulnerable groups"): number(key.lost_vulnerable, 0, language),
        _("Saved on benefits a year, not counted above"): words.money(key.transfers, language),
    }


def _differences(new: Answer, old: Answer, names: tuple[str, str]) -> None:
    """The measures whose fate or size differs."""
    language = session.language()
    _ = translator(language)
    before, now = (_fates(answer, language) for answer in (old, new))
    differs = [m for m in now.index if m in before.index and now[m] != before[m]]
    st.subheader(_("What changes"))
    if not differs:
        st.write(_("No measure is treated differently."))
        return
    frame = pd.DataFrame({names[0]: before[differs], names[1]: now[differs]})
    st.table(frame.rename_axis(_("Measure")))


def _fates(answer: Answer, language: str) -> "pd.Series[str]":
    """What happens to each measure and its places in the last year, by name."""
    _ = translator(language)
    last = f"places_{answer.instance.settings.last_year}"
    message = _("{fate}, {places} places")
    return pd.Series(
        {
            row["name"]: message.format(
                fate=word("status", row["status"], language), places=number(row[last], 0, language)
            )
            for row in measures.table(answer, language).to_dict("records")
        }
    )
