"""Overview: the answer on screen, how it comes about, and what today's money and people buy."""

from reports import measures, scenario
from reports.answer import charts, sentences, titles
from reports.money import economy
from reports.staff import tables as staff_tables
from scenarios.choice import Case
from scenarios.solve import Answer
from views.parts import answer, key_figures, say, trade
from views.parts.figure import figure, show_in_words, show_table
from views.state import choice, session, studies
from views.state.session import _

TODAY = ("measure", "name", "verdict", "places", "cost_before", "exits", "net_per_exit",
         "gross_per_exit")  # fmt: skip
BOUGHT = ("verdict", "measures", "fte", "cost_before", "cost_gross", "exits")
STAFF = ("name", "employed", "today", "fte_decided", "fte_fixed")


def show() -> None:
    """The scenario on screen held against what was decided, else against today's practice."""
    language = session.language()
    case = choice.current()
    now, called = studies.solve(case), scenario.name(case, language)
    planned = now.solution.outcome is not None
    say.title(_title(case, now, language) if planned else called)
    say.caption(_("Scenario: {name}").format(name=called))
    if answer.show(now, key_figures.show):
        trade.show(now)
        with figure(charts.bridge(now, language), "bridge"):
            show_table(economy.bridge(now), "bridge")
    _today(now, language)


def _title(case: Case, now: Answer, language: str) -> str:
    """The answer held against another; its name where there is no other."""
    own = "" if case.choice.moved else case.base.id
    other = choice.library_case(choice.reference(besides=own))
    if other.base.id == own:
        return scenario.name(case, language)
    return sentences.headline(now, studies.solve(other), language)


def _today(now: Answer, language: str) -> None:
    """What money and people go to before any plan."""
    with figure(charts.spending(now, language), "bought"):
        show_table(measures.by_verdict(now, language), "bought", BOUGHT)
    say.header(titles.staff_today(now, language))
    show_in_words(staff_tables.today(now, language), STAFF)
    with figure(charts.prices(now, language), "prices"):
        show_table(measures.today(now, language), "prices", TODAY)
