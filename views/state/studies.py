"""What a page asks of a case; asked once for the same data and scenario, and kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from model.prices.capacities import Capacity
from model.solution import CrossCheck
from reports import worth
from reports.demands import prices as priced
from reports.uncertainty.answer import Certainty, certainty
from reports.workbook import committee
from reports.worth import NearBest, Worth
from scenarios.choice import Case
from scenarios.cross_check import confirmed, cross_check_answer
from scenarios.near_best import within
from scenarios.solve import Answer, solve_applied
from scenarios.studies import alternatives as differing
from scenarios.studies import futures
from scenarios.studies import last_million as pricing_million
from scenarios.studies import prices as pricing
from scenarios.studies import ranges as ranging
from scenarios.studies import readings as reading_amounts
from scenarios.studies import trade as trading
from scenarios.studies import why as explaining
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.futures import Comparison, InFuture
from scenarios.studies.last_million import LastMillion
from scenarios.studies.prices import Prices
from scenarios.studies.ranges import Ranges
from scenarios.studies.readings import Reading
from scenarios.studies.trade import TradePoint
from scenarios.studies.why import Why
from scenarios.work import Job, gathered
from views.parts import say
from views.parts.door import guarded
from views.parts.progress import EVERY, jobs, latest, result, study, submit, wait
from views.state import choice, session
from views.state.session import _

Step = TypeVar("Step")
PATIENCE = 180.0  # seconds for what is free and for plans that differ, unless it is stopped
PENDING = "cross-checks"  # in session state: those that a page has not waited for
LOOKED_AT = "cross-checks looked at"  # in session state: those of the page before


def solve(case: Case) -> Answer:
    """The answer to a case, about a second the first time, as far as a second solver has got.

    That works beside the page; what it does not confirm is withheld on every page from then on.
    """
    answer = solve_unchecked(case)
    job = _cross_check(answer)
    if not job.done:
        st.session_state.setdefault(PENDING, []).append(job)
        return answer
    return _confirmed(answer, job)


def solve_unchecked(case: Case) -> Answer:
    """The answer to a case that is one of many in a study."""
    about = case.scenario
    text, asked = _("Finding the best plan …"), (case.instance, about)
    found = result(text, "solve", about, solve_applied, *asked, at_once=True)
    if found.scenario.called == about.called:
        return found
    return replace(found, scenario=about)  # it is called something else by now


def solve_confirmed(case: Case) -> Answer:
    """The answer to a case that may leave the house: the second solver is waited for."""
    answer = solve_unchecked(case)
    job = _cross_check(answer)
    wait(job, _("Another program checks the plan …"))
    return _confirmed(answer, job)


def look_at_cross_checks() -> None:
    """Runs the page again once the second solver has confirmed, or not, what it shows."""
    pending = st.session_state.pop(PENDING, [])
    for job in st.session_state.get(LOOKED_AT, ()):
        if job not in pending and not job.done:
            jobs().drop(job)  # of a plan that the reader has left
    st.session_state[LOOKED_AT] = pending

    def again() -> None:
        if all(job.done for job in pending):
            st.rerun()
        say.caption(_("Another program checks the plan …"))

    if not all(job.done for job in pending):
        st.fragment(guarded(again), run_every=EVERY)()
    elif any(job.latest is not None and job.latest.verdict != "agrees" for job in pending):
        st.rerun()


def _cross_check(answer: Answer) -> Job[CrossCheck]:
    """The job that holds an answer against another solver; begun anew where it was stopped."""
    return _anew(lambda: submit("cross-check", answer.scenario, cross_check_answer, answer))


def _anew(asked: Callable[[], Job[Step]]) -> Job[Step]:
    """The job that is asked for, begun anew where it was stopped."""
    job = asked()
    if not (job.done and job.cancelled):
        return job
    jobs().drop(job)
    return asked()


def _confirmed(answer: Answer, job: Job[CrossCheck]) -> Answer:
    if job.error is not None:  # what it had checked by then confirms nothing
        jobs().drop(job)
        raise job.error
    found = latest(job)
    return answer if found is None else confirmed(answer, found)


def workbook(answer: Answer, found: Worth, *about: Any) -> bytes:
    """The committee's workbook of the answer; another, where further searches have found more.

    What they found follows from the answer, so that how much it is tells one file from another.
    """
    much = len(found.points), found.near_best is not None
    text, asked = _("Making the workbook …"), (answer.scenario, *much, *about)
    return result(text, "workbook", asked, committee.workbook, answer, *about, found)


def last_million(answer: Answer) -> LastMillion | None:
    """What the last million of the saving costs; None where no million is saved."""
    text = _("Finding other plans …")
    return result(text, "million", answer.scenario, pricing_million.last_million, answer)


def readings(answer: Answer) -> tuple[Reading, ...]:
    """What the amount gives where other money counts."""
    text = _("Finding other plans …")
    return result(text, "readings", answer.scenario, reading_amounts.readings, answer)


def worth_of(answer: Answer) -> Worth:
    """What takes further searches, each the job that other pages show too."""
    if answer.scenario.frozen or answer.solution.outcome is None:
        return Worth()
    job = _anew(lambda: trade(answer))
    wait(job, _("Finding other plans …"))
    found = latest(job) or ()
    return Worth(found, last_million(answer), binding(answer), readings(answer), sure(answer))


def sure(answer: Answer) -> Certainty | None:
    """How sure an answer is, against today and what was decided."""
    names = (name for name in choice.decisions() if name != answer.scenario.id)
    return certainty(answer, tuple(solve_unchecked(choice.library_case(name)) for name in names))


def in_named(answer: Answer) -> tuple[InFuture, ...]:
    """The plan of an answer in each named future, the worst first."""
    text = _("Trying the plan where the numbers are otherwise …")
    return result(text, "named-futures", answer.scenario, futures.in_named, answer, at_once=True)


def held_together(answers: Sequence[Answer]) -> Comparison:
    """Plans held against each other in the same futures."""
    text, about = (
        _("Trying the plans where the numbers are otherwise …"),
        [(each.scenario, each.plan_id) for each in answers],
    )
    return result(text, "held-together", about, futures.hold_together, answers, at_once=True)


def trade(answer: Answer) -> Job[tuple[TradePoint, ...]]:
    """The job that lays other plans beside an answer's; a later answer's takes its place."""
    return submit("trade", answer.scenario, gathered, trading.trade, answer, instead=True)


def ranges(answer: Answer, share: float) -> Ranges | None:
    """What the plans of a scenario near the best have, as far as it is found."""
    text, about = _("Finding what is free …"), within(answer.scenario, share)
    return study("ranges", about, lambda _step: text, ranging.ranges, answer, share, PATIENCE)


def alternatives(answer: Answer, share: float) -> Job[Alternatives]:
    """The job that finds plans near the best that differ; a later one takes its place."""
    about, asked = within(answer.scenario, share), (answer, share, differing.NUMBER, PATIENCE)
    return submit("alternatives", about, differing.alternatives, *asked, instead=True)


def near_best(answer: Answer, share: float) -> NearBest | None:
    """Both of an answer, waited for; None where no plan is found in time."""
    job = _anew(lambda: alternatives(answer, share))
    known = ranges(answer, share)
    wait(job, _("Finding other plans …"))
    found = latest(job)
    return NearBest(known, found) if known and found else None


def binding(answer: Answer) -> tuple[Capacity, ...]:
    """What binds the plan with most exits besides money."""
    text = _("Finding other plans …")
    return result(text, "capacities", answer.scenario, worth.binding, answer)


def prices(answer: Answer) -> Prices | None:
    """What each demand of the answer costs, as far as it is found. None for today's practice."""
    if answer.scenario.frozen:
        return None
    return study(
        "prices",
        answer.scenario,
        lambda step: priced.progress(step, session.language()),
        pricing.price_list,
        answer,
        stop=_("Stop and keep what is priced"),
        instead=False,
    )


def why(answer: Answer, name: str) -> Why | None:
    """Why a measure or unit is in the answer's plan or not, as far as it is found."""
    about, text = (answer.scenario, name), _("Trying the other choice …")
    return study("why", about, lambda _step: text, explaining.reasons, answer, name)
