"""How sure it is that no plan does better, for the numbers there are."""

from locales import shortest_percent, translator
from model.solution import Step
from reports import sources
from reports.answer.cross_check import criterion, reached
from reports.language import words
from scenarios.solve import Answer

SMALL = 1e-3  # of a criterion, that a search may leave unproven


def proof(answer: Answer, language: str) -> str:
    """How the search ended, and how much better any other plan could be."""
    _ = translator(language)
    solution = answer.solution
    if not solution.steps:
        return _("No search was made: the plan is calculated as it stands.")
    first = solution.steps[0]
    values = {
        "criterion": criterion(first.criterion, answer.instance.years, language),
        "value": reached(first.criterion, first.value, language),
        "bound": reached(first.criterion, first.bound, language),
        "gap": words.gap(first.gap, language),
        "numbers": these_numbers(answer, language),
    }
    message = _(
        "The plan is not proven best, since the search was stopped by its limit: {criterion} "
        "is {value}, and another plan might reach {bound} (gap {gap})."
    )
    if solution.termination == "optimal":
        message = _(
            "{numbers} no plan within the demands does better: {criterion} is {value} (gap {gap})."
        )
    if solution.termination == "optimal" and gives_up(first):
        message = _(
            "{numbers} it is proven that {criterion} cannot be better than {bound}. The plan has "
            "{value} and gives up the rest for the goals that follow; within that, no plan does "
            "better."
        )
    return message.format(**values)


def these_numbers(answer: Answer, language: str) -> str:
    """What a proof holds for: the numbers there are, of which some are assumptions."""
    _ = translator(language)
    share = sources.assumed(answer)
    if share is None:
        return _("For these numbers")
    told = shortest_percent(round(share, 2), language)
    return _("For these numbers, of which {share} are assumptions,").format(share=told)


def gives_up(step: Step) -> bool:
    """Whether a plan is further from the best than a search leaves unproven."""
    return abs(step.best - step.value) > SMALL * max(1.0, abs(step.best))
