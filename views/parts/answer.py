"""The answer in words: what the plan does and its proof, or why there is none and what to do."""

from collections.abc import Callable

import streamlit as st

from locales import number
from reports.answer import proof, sentences
from scenarios.solve import Answer
from views.demands import page as demands_page
from views.parts import say
from views.state import session, studies
from views.state.session import _

TOLD = 3  # doubts beside an answer


def show(answer: Answer, figures: Callable[[Answer], None] | None = None) -> bool:
    """Whether there is a plan to go on with; its figures stand under its first sentence."""
    language = session.language()
    result, *rest = sentences.answer_first(answer, language, studies.sure(answer))
    if answer.solution.outcome is None:
        say.error(result)
        show_doubts()
        say.write(" ".join(remedies(answer)))
        link_to_conflicts()
        return False
    say.header(result)
    if figures:
        figures(answer)
    for sentence in rest:
        say.write(sentence)
    proven, warning = proof.proof(answer, language), sentences.warning(answer, language)
    if proven not in rest:
        say.caption(proven)
    if warning:
        say.warning(warning)
    show_doubts()
    return True


def remedies(answer: Answer) -> list[str]:
    """What the reader can give up of what is asked for now."""
    asked = [q for q in answer.instance.demands.values() if q.active and q.negotiable]
    possible = {
        _("Lower the amount."): any(q.kind == "saving" and q.bound > 0 for q in asked),
        _("Release a measure."): any(lock != "free" for lock in answer.scenario.locks.values()),
        _("Switch off one of the demands."): any(q.id in session.instance().demands for q in asked),
    }
    return [remedy for remedy, helps in possible.items() if helps]


def show_doubts() -> None:
    """What in the data may make the answer another than the reader asked for."""
    told = [problem.text(session.language()) for problem in session.data().doubts]
    for each in told[:TOLD]:
        say.warning(each)
    if len(told) > TOLD:
        say.caption(_("{n} more doubts about the data stand on the page Data.").format(
            n=number(len(told) - TOLD, 0, session.language())
        ))  # fmt: skip


def link_to_conflicts() -> None:
    """The way to all that clashes, and to what resolves it; wherever there is no plan."""
    label = _("See what clashes, and the cheapest ways out")
    page = st.Page(demands_page.show, url_path="krav")
    st.page_link(page, label=label, icon=":material/arrow_forward:")
