"""What a hall remembers of an answer: the answer in a row, the rest, and the people by year."""

from collections.abc import Iterator

import streamlit as st

from locales import number
from reports.answer import in_work_chart, people, people_tables
from reports.answer.figures import Figures, figures
from reports.columns import word
from reports.language import words
from reports.money import economy
from reports.uncertainty import answer as uncertainty
from scenarios.solve import Answer
from views.parts import say
from views.parts.figure import figure, show_table
from views.state import session, studies
from views.state.session import _

IDLE = 1.0  # FTE without work that are told


def show(answer: Answer) -> None:
    """The answer's figures in rows of four, and what it does to people year by year."""
    service, *money = _money(answer)
    told = [*_first(answer), service, *_aims(answer), *_people(answer), *money]
    with st.container(key="figures"):
        for label, value in told:
            say.metric(label, value)
    if answer.scenario.frozen:
        return
    with figure(in_work_chart.chart(answer, session.language()), "in-work"):
        show_table(people_tables.in_work(answer, session.language()), "in-work")


def _first(answer: Answer) -> Iterator[tuple[str, str]]:
    """People in work and out of it, and what is saved; service stands beside them."""
    language, key = session.language(), figures(answer)
    net = people.mean_in_work(answer).net
    yield _net(answer), words.signed(net, 0, language)
    yield _("Dismissed people"), words.people(key.dismissed, language)
    yield _saved(key), words.money(key.saving, language)


def _net(answer: Answer) -> str:
    """What the first figure is, with the interval that it stands in."""
    certain, language = studies.sure(answer), session.language()
    if certain is None:
        return _("More in work, net")
    return _("More in work, net ({interval})").format(
        interval=uncertainty.interval(certain.found.value, language)
    )


def _aims(answer: Answer) -> Iterator[tuple[str, str]]:
    """The exits, and what is saved in the other view where that is another amount."""
    language, key = session.language(), figures(answer)
    yield _("Exits a year more than today"), words.signed(key.extra_exits, 0, language)
    if words.views_differ((key.saving, key.other_saving)):
        label = words.in_view(key.other_view, _("Saved a year"), language)
        yield label, words.money(key.other_saving, language)


def _saved(key: Figures) -> str:
    wanted = _("Saved a year, {amount} asked for")
    if key.demanded is None:
        return _("Saved a year")
    return wanted.format(amount=words.money(key.demanded, session.language()))


def _people(answer: Answer) -> Iterator[tuple[str, str]]:
    """The hired, those without work where they are not few, the vulnerable."""
    language = session.language()
    yield _("Hired, FTE"), number(people.hired(answer), 0, language)
    fte, _tkr = people.most_idle(answer)
    if fte >= IDLE:
        yield _("Paid without work, FTE"), number(fte, 0, language)
    if any("vulnerable" in group.tags for group in answer.instance.groups.values()):
        found = people.vulnerable(answer)["exits"]
        yield _("Exits of the vulnerable more than today"), words.signed(found, 0, language)


def _money(answer: Answer) -> Iterator[tuple[str, str]]:
    """What each category costs more or less a year."""
    language = session.language()
    for category, saved in economy.saved_by_category(answer).items():
        change = words.signed(-saved / 1000, 1, language)
        label = _("{category}, change in DKK m a year").format(
            category=word("category", category, language)
        )
        yield label, change
