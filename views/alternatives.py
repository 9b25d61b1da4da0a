"""Alternatives: what holds in every plan near the best, what is free, and plans that differ."""

import streamlit as st

from locales import shortest_percent
from reports.alternatives import chart, tables, text
from scenarios.choice import without_pinned
from scenarios.near_best import SHARE, SHARES
from scenarios.pinned import is_taken
from scenarios.solve import Answer
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.ranges import Ranges
from scenarios.work import Job
from views import plan
from views.parts import answer as parts_answer
from views.parts import fields, say
from views.parts.figure import figure, in_words, show_table, with_row_names
from views.parts.progress import Button, latest, look, once_more
from views.state import choice, session, studies
from views.state.session import _

LONGEST = 60  # characters of a scenario's name in that of a plan
FIGURES = ("alternative", "differs", "extra", "net", "people")


def show() -> None:
    if st.session_state.pop("alternative-taken", False):
        st.switch_page(st.Page(plan.show, url_path="plan"))
    say.title(_("What is politically free?"))
    asked = choice.case(without_pinned(choice.current().choice))
    answer = studies.solve(asked)
    if answer.scenario.frozen:
        say.info(_("Today's practice carried on is not searched for, so nothing in it is free. "
                   "Choose another scenario."))  # fmt: skip
        return
    if answer.solution.outcome is None:
        parts_answer.show(answer)
        return
    share = _share(session.language())
    job = studies.alternatives(answer, share)
    known = studies.ranges(answer, share)
    if known is None or not known.found:
        say.write(_("No plan has been found yet."))
        return
    _ranges(answer, known)
    _alternatives(job)


def _share(language: str) -> float:
    """How much of the best a plan may lose."""
    told = {share: shortest_percent(share, language) for share in SHARES}
    return fields.segments(_("May be lost of the best"), told, "alternatives.share", SHARE)


def _ranges(answer: Answer, known: Ranges) -> None:
    """What is certain and what is free: a picture, its tables, and the sentences."""
    language = session.language()
    if chart.freedom_rows(answer, known, language).empty:
        say.header(text.title(known, answer, language))
        _tables(answer, known)
    else:
        with figure(chart.freedom(answer, known, language), "freedom"):
            _tables(answer, known)
        say.caption(_("Blue: can be left out altogether. Grey: runs in all, with more places or "
                      "fewer. The stroke is today."))  # fmt: skip
    say.write(text.frame(known, answer, language))
    say.listed(text.certain(known, answer, language))
    if not known.proven:
        say.caption(_("Not all of it is proven: more may be certain than is said here, and what is "
                      "free may reach further than the bars."))  # fmt: skip


def _tables(answer: Answer, known: Ranges) -> None:
    language = session.language()
    show_table(tables.measures(answer, known, language), "free-measures")
    show_table(tables.units(answer, known, language), "free-units")


def _alternatives(job: Job[Alternatives]) -> None:
    """The plans that differ most, as they are found, and a click on each."""
    if not (job.done or job.cancelled):
        stop = Button(_("Stop"), "alternatives-stop")
        look(job, lambda _step: _("Finding other plans …"), stop, _picture)
        return
    found = latest(job)
    if found is None:
        say.write(_("No plan has been found yet."))
    else:
        _picture(found)
        _take(found)
    once_more(job, Button(_("Search again"), "alternatives-again"))


def _picture(found: Alternatives | None) -> None:
    """The plans side by side, and what each does to people."""
    if found is None or not found.plans:
        return
    language = session.language()
    if len(found.plans) > 1:
        with figure(chart.side_by_side(found, language), "side-by-side", "broad"):
            show_table(tables.places(found, language), "places-of-plans")
    else:
        say.write(text.proof(found, language))
    say.caption(text.measure_of_distance(language))
    say.table(with_row_names(in_words(tables.key_figures(found), FIGURES)))


def _take(found: Alternatives) -> None:
    """Each plan by how it differs from the first, and a button that takes it."""
    language, shown = session.language(), choice.current().scenario
    for k, each in enumerate(found.plans, 1):
        say.write(text.plan_sentence(found, k, language))
        if is_taken(shown, each.answer.scenario):
            say.caption(_("This is the plan on screen."))
        else:
            label, asked = _("Take plan {n} and show it").format(n=k), each.answer.scenario
            fields.button(label, f"alternative-{k}", choice.take_plan, asked, _name(k, language))


def _name(k: int, language: str) -> str:
    """What the scenario is called with the plan of a number; the first is its own."""
    written = choice.current().base.name.of(language)[:LONGEST]
    return _("{scenario}, plan {n}").format(scenario=written, n=k) if k > 1 else ""
