"""What a second solver says of a plan, in words, or why the plan is withheld."""

from locales import number, translator
from model.criteria import CRITERIA
from model.solution import SecondSearch
from reports.language import words
from scenarios.solve import Answer


def criterion(name: str, years: tuple[int, ...], language: str) -> str:
    """A criterion of the order in words, as the subject of a sentence about these years."""
    return CRITERIA[name].subject.of(language).format(period=words.over(years, language))


def reached(name: str, value: float, language: str) -> str:
    """The value of a criterion in words: few people are not told."""
    told = words.people if CRITERIA[name].unit.counts_people else words.count
    return told(value, language)


def agreement(answer: Answer, language: str) -> str | None:
    """Which criteria a second solver confirms; None where it was not asked."""
    _ = translator(language)
    if answer.cross_check is None:
        return None
    names = [search.criterion for search in answer.cross_check.searches]
    return _(
        "Given the same model, another program, {solver}, found the best value of {criteria} to be "
        "the same."
    ).format(
        solver=answer.cross_check.solver,
        criteria=words.listed(
            (criterion(name, answer.instance.years, language) for name in names), language
        ),
    )


def why_withheld(answer: Answer, language: str) -> str:
    """What disagrees about a plan, where, and what to do."""
    _ = translator(language)
    if answer.cross_check is None:
        return _(
            "The plan is withheld: an independent calculation of what it leads to does not "
            "agree with the model."
        )
    about = answer.cross_check.objection
    values = _told(answer, about, language)
    if not answer.solution.steps:
        return _(
            "No answer is given: one program finds that no plan meets the demands, another, "
            "{solver}, does not confirm it. Change the amount or a demand a little and try again; "
            "if they still do not agree, report it as a fault with data and scenario."
        ).format(**values)
    if about.verdict == "unconfirmed":
        return _(
            "The plan is withheld: another program, {solver}, could not confirm in time that "
            "{criterion} cannot be better than {bound}. That does not mean that the plan is wrong. "
            "Try again when the machine is less busy, or leave less open: lock measures or units."
        ).format(**values)
    message = _(
        "The plan is withheld: two programs disagree about {criterion}: the first says {first}, "
        "the other, {solver}, says {second}. Change the amount or a demand a little and try again; "
        "if they still disagree, report it as a fault with data and scenario."
    )
    return message.format(**values)


def _told(answer: Answer, about: SecondSearch, language: str) -> dict[str, str]:
    """The names and numbers of a message: few people are not told."""
    _ = translator(language)
    steps = {step.criterion: step for step in answer.solution.steps}
    step, few = steps.get(about.criterion), CRITERIA[about.criterion].unit.counts_people

    def told(value: float | None) -> str:
        if value is None:
            return _("that there is no plan")
        if few and words.is_few(value):
            return words.people(value, language)
        return number(value, 2, language)

    return {
        "solver": answer.cross_check.solver if answer.cross_check else "",
        "criterion": criterion(about.criterion, answer.instance.years, language),
        "first": told(step.best if step else None),
        "bound": told(step.bound if step else None),
        "second": told(about.value),
    }
