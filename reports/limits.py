"""What is known before a plan is: the best that none can pass, in one sentence."""

from locales import translator
from reports import words
from reports.sentences import criterion
from scenarios.run import Limit


def limit(found: Limit, years: tuple[int, ...], language: str) -> str:
    """The exact value of the linear program, or that there is no plan."""
    _ = translator(language)
    if found.termination == "infeasible":
        return _("The demands cannot hold together. Looking for those that clash …")
    if found.termination != "optimal":
        return _("Looking for the best plan …")
    return _(
        "No plan does better than this: {criterion} is {value}. Proving the best plan …"
    ).format(
        criterion=criterion(found.criterion, years, language),
        value=words.count(found.value, language),
    )
