"""Which plan holds: two to six plans in the same futures."""

from collections.abc import Sequence

from reports.comparison.tables import names as called
from reports.uncertainty import charts, tables, text
from reports.uncertainty.answer import worth_of_knowing
from scenarios.choice import Case
from scenarios.solve import Answer
from views.compare.sweep import NOW, names
from views.parts import fields, say
from views.parts.figure import figure, show_in_words
from views.state import choice, session, studies
from views.state.session import _

FEWEST, MOST = 2, 6
COMPARED = "held-together"  # in session state: the scenarios chosen


def show(case: Case) -> None:
    answers = _planned(_choose(case))
    if len(answers) < FEWEST:
        say.info(_("Choose two to six plans above."))
        return
    language = session.language()
    found = studies.held_together(answers)
    rows = tables.compared(called(answers, language), found)
    with figure(charts.plans(rows, language), "held-plans"):
        show_in_words(tables.plans(rows))
    message = text.afterwards(rows, language)
    with figure(charts.losses(rows, message, language), "losses"):
        show_in_words(tables.plans(rows))
    say.write(worth_of_knowing(found.evpi, language))
    if less := text.saves_less(rows, language):
        say.warning(less)


def _choose(case: Case) -> list[Case]:
    """The scenarios chosen: at first the one on screen, what was decided, and the next ones."""
    cases = {NOW: case} | {name: choice.library_case(name) for name in choice.available()}
    here = (NOW, case.base.id, choice.TODAY)
    others = [name for name in (choice.reference(), *cases) if name not in here]
    chosen = fields.several(
        _("Plans"),
        names(cases),
        COMPARED,
        [NOW, *dict.fromkeys(others)][: FEWEST + 1],
        max_selections=MOST,
        placeholder=_("Choose scenarios"),
    )
    return [cases[name] for name in chosen]


def _planned(cases: Sequence[Case]) -> list[Answer]:
    """The answers that have a plan, each plan once; what is left out is told."""
    answers, language = [studies.solve(each) for each in cases], session.language()
    kept: dict[str, Answer] = {}
    for answer, name in zip(answers, called(answers, language), strict=True):
        if answer.solution.plan is None:
            say.warning(_("“{name}” has no plan.").format(name=name))
        elif answer.plan_id in kept:
            say.caption(_("“{name}” is the same plan as another one here.").format(name=name))
        else:
            kept[answer.plan_id] = answer
    return [*kept.values()]
