"""The answer in words: what the plan does and its proof, or why there is none and what to do."""

from reports.answer import sentences
from scenarios.solve import Answer
from views.parts import say
from views.state import session


def show(answer: Answer) -> bool:
    """Whether there is a plan to go on with."""
    language, _ = session.translation()
    result, *rest = sentences.answer_in_three(answer, language)
    if answer.solution.outcome is None:
        say.error(result)
        say.write(_("Lower the amount, release a measure, or switch off one of the demands."))
        return False
    say.header(result)
    for sentence in rest:
        say.write(sentence)
    proof, warning = sentences.proof(answer, language), sentences.warning(answer, language)
    if proof not in rest:
        say.caption(proof)
    if warning:
        say.warning(warning)
    return True
