"""Which plan holds: two to six plans in the same futures."""

from collections.abc import Mapping, Sequence

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


Named = tuple[str, Answer]


def show(case: Case, chosen_to_hold: Mapping[str, Named]) -> None:
    """The plans that the reader chooses; those chosen to hold are among them once found."""
    named = _named(_choose(case, chosen_to_hold))
    if len(named) < FEWEST:
        say.info(_("Choose two to six plans above."))
        return
    language = session.language()
    found = studies.held_together([*named.values()])
    rows = tables.compared([*named], found)
    with figure(charts.plans(rows, language), "held-plans"):
        show_in_words(tables.plans(rows))
    message = text.afterwards(rows, language)
    with figure(charts.losses(rows, message, language), "losses"):
        show_in_words(tables.plans(rows))
    say.write(worth_of_knowing(found.evpi, language))
    if less := text.saves_less(rows, language):
        say.warning(less)


def _choose(case: Case, chosen_to_hold: Mapping[str, Named]) -> list[Case | Named]:
    """What is chosen: at first the scenario on screen, what was decided, and the next ones."""
    cases = {NOW: case} | {name: choice.library_case(name) for name in choice.available()}
    here = (NOW, case.base.id, choice.TODAY)
    others = [name for name in (choice.reference(), *cases) if name not in here]
    chosen = fields.several(
        _("Plans"),
        names(cases) | {i: name for i, (name, _answer) in chosen_to_hold.items()},
        COMPARED,
        [NOW, *dict.fromkeys(others)][: FEWEST + 1],
        max_selections=MOST,
        placeholder=_("Choose scenarios"),
    )
    return [cases[i] if i in cases else chosen_to_hold[i] for i in chosen]


def _named(chosen: Sequence[Case | Named]) -> dict[str, Answer]:
    """The answers that have a plan by what they are called, each plan once; others are told."""
    answers = [studies.solve(each) for each in chosen if isinstance(each, Case)]
    held = [each for each in chosen if not isinstance(each, Case)]
    everyone = [*zip(called(answers, session.language()), answers, strict=True), *held]
    kept: dict[str, Answer] = {}
    for name, answer in everyone:
        if answer.solution.plan is None:
            say.warning(_("“{name}” has no plan.").format(name=name))
        elif answer.plan_id in {each.plan_id for each in kept.values()}:
            say.caption(_("“{name}” is the same plan as another one here.").format(name=name))
        else:
            kept[name] = answer
    return kept
