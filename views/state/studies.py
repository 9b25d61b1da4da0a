"""What a page asks of a case and gets whole; asked once for the same data and scenario."""

from dataclasses import replace

from locales import translator
from model.solution import CrossCheck
from scenarios.choice import Case
from scenarios.cross_check import cross_check_answer
from scenarios.solve import Answer, solve_applied
from scenarios.studies import prices as pricing
from scenarios.studies import why as explaining
from scenarios.studies.prices import Prices
from scenarios.studies.why import Why
from views.parts.progress import result
from views.state import session


def solve(case: Case) -> Answer:
    """The answer to a case; about a second the first time, at once after that."""
    _ = translator(session.language())
    about = case.scenario
    found = result(
        _("Finding the best plan …"), "solve", about, solve_applied, case.instance, about
    )
    return replace(found, scenario=about)  # it may be called something else by now


def cross_check(answer: Answer) -> CrossCheck | None:
    _ = translator(session.language())
    text = _("Asking a second solver …")
    return result(text, "cross-check", answer.scenario, cross_check_answer, answer)


def prices(answer: Answer) -> Prices | None:
    """What each demand of the answer costs; some seconds. None for today's practice."""
    _ = translator(session.language())
    if answer.scenario.frozen:
        return None
    return result(_("Pricing every demand …"), "prices", answer.scenario, pricing.prices, answer)


def why(answer: Answer, name: str) -> Why:
    """Why a measure or unit is in the answer's plan or not; some seconds."""
    _ = translator(session.language())
    explain = explaining.why if name in answer.instance.measures else explaining.why_unit
    about = (answer.scenario, name)
    return result(_("Trying the other choice …"), "why", about, explain, answer, name)
