"""What sparing people costs in exits: a plan for each part given up, one click away."""

from functools import partial

import streamlit as st

from locales import percent
from model.criteria import CRITERIA
from reports.answer.sentences import worth_in_sentences
from reports.tradeoffs import trade as tradeoffs_trade
from reports.worth import Worth
from scenarios.choice import adopt
from scenarios.solve import Answer
from scenarios.studies.trade import TradePoint
from views.parts import fields, say
from views.parts.figure import in_words
from views.parts.progress import Button, latest, look, once_more
from views.state import choice, session, studies
from views.state.session import _

COLUMNS = ("extra", "net", "people", "in_flexjobs")
Points = tuple[TradePoint, ...]


def show(answer: Answer) -> None:
    """The trade of an answer, sought once a second solver has confirmed it: levers come first."""
    if answer.scenario.frozen or answer.cross_check is None:
        return
    say.header(_("What does it cost to spare people?"))
    job = studies.trade(answer)
    draw = partial(_table, answer)
    if not (job.done or job.cancelled):
        look(job, lambda _step: _("Finding other plans …"), Button(_("Stop"), "trade-stop"), draw)
        return
    found: Points = latest(job) or ()
    draw(found)
    _take(answer, found)
    million, readings = studies.last_million(answer), studies.readings(answer)
    further = Worth(found, million, readings=readings)
    for sentence in worth_in_sentences(answer, further, session.language()):
        say.write(sentence)
    once_more(job, Button(_("Search again"), "trade-again"))


def _rows(found: Points) -> dict[str, TradePoint]:
    """The plans of the trade by what each gives up; those that are the same as one."""
    points = [found[at] for at in tradeoffs_trade.table(found).frame["at"]]
    return {_given_up(point): point for point in points}


def _given_up(point: TradePoint) -> str:
    """What may be given up for a plan, and what it seeks unless that is people in work."""
    language = session.language()
    told = CRITERIA["in_work"].best.of(language)
    if point.give_up is not None:
        told = percent(point.give_up, 0, language)
    if point.criterion != "in_work":
        told = f"{told}, {CRITERIA[point.criterion].best.of(language).lower()}"
    return told


def _table(answer: Answer, found: Points | None) -> None:
    """What each plan gives, with the one on screen named."""
    if not found:
        return
    frame = in_words(tradeoffs_trade.table(found), COLUMNS)
    first = CRITERIA[answer.scenario.order[0].criterion].label.of(session.language())
    shown = _(" (the plan shown)")
    frame.index = [
        f"{told}{shown}" if point.answer.plan_id == answer.plan_id else told
        for told, point in _rows(found).items()
    ]
    say.table(frame.rename_axis(_("May be given up: {criterion}").format(criterion=first)))


def _take(answer: Answer, found: Points) -> None:
    """A button for each plan that is another than the one shown."""
    say.caption(_("Take another plan into the scenario:"))
    with st.container(horizontal=True):
        for at, (told, point) in enumerate(_rows(found).items()):
            if point.answer.plan_id != answer.plan_id:
                asked = point.answer.scenario
                fields.button(told, f"trade-{at}", choice.change, adopt, asked)
