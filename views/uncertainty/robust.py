"""Plans chosen to hold: by least regret, in the worst futures, or with factors at their bad end."""

import streamlit as st

from reports.language.words import marked
from reports.uncertainty import robust as told
from reports.uncertainty import tables
from scenarios.named_futures import NamedFuture, fitting
from scenarios.pinned import is_taken
from scenarios.plan_as_scenario import as_scenario
from scenarios.solve import Answer
from scenarios.studies.robust import Asked, Robust, RuleName, robust
from scenarios.work import Job
from views.parts import fields, say
from views.parts.figure import show_in_words
from views.parts.progress import Button, latest, look, once_more, submit
from views.state import choice, session
from views.state.session import _

RULES: dict[RuleName, str] = {
    "regret": marked("Least to regret"),
    "cvar": marked("Best when it goes badly"),
    "gamma": marked("Bears two bad surprises"),
}
CALLED: dict[RuleName, str] = {
    "regret": marked("Least to regret of all plans"),
    "cvar": marked("Best of all plans when it goes badly"),
    "gamma": marked("Bears two bad surprises best of all plans"),
}


def show(answer: Answer) -> None:
    """A rule, the plan that is best by it, what it costs, and a click that takes it."""
    if answer.solution.plan is None or answer.scenario.frozen:
        return
    say.subheader(_("Plans chosen to hold"))
    say.write(_("The best plan by the expected numbers need not be the one that holds best."))
    if not st.toggle(_("Find a plan that holds"), key="robust"):
        return
    words = {rule: _(name) for rule, name in RULES.items()}
    rule = fields.segments(_("What the plan should hold by"), words, "robust.rule")
    job = search(answer, rule)
    stop = Button(_("Stop"), "robust-stop")
    if not (job.done or job.cancelled):
        look(job, lambda _step: _("Finding the best plan of each future …"), stop, lambda _: None)
        return
    found = latest(job)
    if found is None or found.answer is None or found.answer.solution.plan is None:
        say.write(_("No plan has been found yet."))
    else:
        _found(found, found.answer)
    once_more(job, Button(_("Search again"), "robust-again"))


def asked(answer: Answer, rule: RuleName) -> Asked:
    """The rule over the named futures where it is about regret, else over drawn ones."""
    return Asked(rule, named=named(answer)) if rule == "regret" else Asked(rule)


def named(answer: Answer) -> tuple[NamedFuture, ...]:
    return fitting(answer.instance)


def search(answer: Answer, rule: RuleName) -> Job[Robust]:
    wanted = asked(answer, rule)
    return submit(f"robust-{rule}", answer.scenario, robust, answer, wanted, instead=True)


def known(answer: Answer) -> dict[str, tuple[str, Answer]]:
    """The robust plans of this scenario that have been found, each with what it is called."""
    jobs = {rule: st.session_state.get(f"job.robust-{rule}") for rule in RULES}
    found = {
        rule: job.latest.answer for rule, job in jobs.items() if job and job.done and job.latest
    }
    return {
        rule: (_(CALLED[rule]), each)
        for rule, each in found.items()
        if each and each.solution.plan is not None and each.scenario == answer.scenario
    }


def _found(found: Robust, best: Answer) -> None:
    language = session.language()
    names = [each.name.of(language) for each in found.asked.named]
    first, *rest = told.sentences(found, names, language)
    say.strong(first)
    show_in_words(tables.robust(found, language))
    for sentence in rest:
        say.write(sentence)
    _take(best, found.asked.rule)


def _take(best: Answer, rule: RuleName) -> None:
    wanted = as_scenario(best)
    if is_taken(choice.current().scenario, wanted):
        say.caption(_("This is the plan on screen."))
    else:
        label = _("Take this plan and show it")
        fields.button(label, "robust-take", choice.take_plan, wanted, _(CALLED[rule]))
