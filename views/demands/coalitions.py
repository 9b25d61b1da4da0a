"""Who can agree: every combination of owners, on request, with progress."""

from functools import partial

import streamlit as st

from reports.demands import coalitions as demands_coalitions
from scenarios.choice import Case
from scenarios.studies.coalitions import Coalitions, coalitions
from views.parts import say
from views.parts.figure import figure, show_table
from views.parts.progress import study
from views.state import session
from views.state.session import _

COLUMNS = ("coalition", "agrees", "exits_lost", "let_go", "saving")


def show(case: Case) -> None:
    say.header(_("Who can agree?"))
    say.write(
        _(
            "For every combination of owners: is there a plan that meets all they demand? "
            "The law always holds."
        )
    )
    whole = st.toggle(_("Also demands that are off"), value=True, key="agree-all")
    if st.toggle(_("Try all combinations"), key="agree"):
        steps = partial(coalitions, active_only=not whole)
        _picture(study("coalitions", (case.scenario, not whole), _so_far, steps, case.instance))


def _so_far(found: Coalitions | None) -> str:
    if found is None:
        return _("Searching …")
    text = _("{done} of {number} combinations")
    return text.format(done=len(found.coalitions), number=found.number)


def _picture(found: Coalitions | None) -> None:
    language = session.language()
    if found is None:
        return
    for sentence in demands_coalitions.sentences(found, language)[1:]:
        say.write(sentence)
    with figure(demands_coalitions.matrix(found, language), "agreement"):
        show_table(demands_coalitions.table(found, language), "agreement", COLUMNS)
