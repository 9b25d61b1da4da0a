"""How sure an answer is, in words and for the command line: what stands with every plan."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from locales import number, percent, translator
from model.futures.uncertain import uncertain_numbers
from model.robust.statistics import Standing
from reports import scenario, sources
from reports.answer.people import mean_in_work
from reports.language import words
from reports.language.words import marked as _
from scenarios.once import once
from scenarios.solve import Answer
from scenarios.studies.futures import SEED, Span, Sureness, hold, sureness

RARE = 0.05  # of the futures: fewer are not told in tenths
TENTHS = 10
FAR = 5.0  # people between the expected numbers and the middle of the futures that are told


def interval(found: Span, language: str) -> str:
    """The ends of eight futures of ten, as people more or fewer."""
    ends = (words.signed(end, 0, language) for end in (found.p10, found.p90))
    return translator(language)(_("{low} to {high} in 8 of 10 futures")).format(
        **dict(zip(("low", "high"), ends, strict=True))
    )


def chance(share: float, language: str) -> str:
    """A share of the futures, in so many of ten."""
    say = translator(language)
    if share in (0.0, 1.0):
        return say(_("in all futures")) if share else say(_("in no future"))
    if share < RARE:
        return say(_("in fewer than 1 of 20 futures"))
    if share > 1 - RARE:
        return say(_("in more than 19 of 20 futures"))
    return say(_("in {n} of 10 futures")).format(n=tenths(share))


def tenths(share: float) -> int:
    """How many of ten futures a share is: none, or all, only where it is rare that others are."""
    if RARE <= share <= 1 - RARE:
        return min(TENTHS - 1, max(1, round(TENTHS * share)))
    return TENTHS * round(share)


class Certainty(NamedTuple):
    """How sure an answer is, and what the plans are called that it is held against."""

    found: Sureness
    names: Mapping[str, Mapping[str, str]]  # by scenario, in each language


@once
def certainty(answer: Answer, others: tuple[Answer, ...] = ()) -> Certainty | None:
    """How sure a plan is, against today and other plans.

    None where none was searched for, and where no number has an interval: nothing is known of it.
    """
    if answer.scenario.frozen or answer.solution.outcome is None:
        return None
    if not uncertain_numbers(answer.instance):
        return None
    against = {
        other.scenario.id: other
        for other in others
        if other.solution.plan is not None and other.plan_id != answer.plan_id
    }
    found = sureness(hold(answer), {i: hold(other) for i, other in against.items()})
    return Certainty(found, {i: scenario.names(other) for i, other in against.items()})


def sentences(answer: Answer, certain: Certainty, language: str) -> list[str]:
    """How often the plan is better than today and than the decision, saves it all, and assumes."""
    found, names = certain.found, {i: name[language] for i, name in certain.names.items()}
    told = (
        _middle(answer, found, language),
        _better(found, names, language),
        None if answer.scenario.frozen else _saved(found, language),  # nothing is demanded of it
        _assumed(answer, language),
    )
    return [sentence for sentence in told if sentence]


def _middle(answer: Answer, found: Sureness, language: str) -> str | None:
    """Where the middle of the futures is, when it is not where the expected numbers are."""
    expected, middle = mean_in_work(answer).net, found.value.p50
    if abs(middle - expected) < FAR:
        return None
    less = _(
        "By the expected numbers it is {expected}, in the middle of the futures {middle}, "
        "since numbers can disappoint more than they can surprise."
    )
    more = _(
        "By the expected numbers it is {expected}, in the middle of the futures {middle}, "
        "since numbers can surprise more than they can disappoint."
    )
    return translator(language)(less if middle < expected else more).format(
        expected=words.signed(expected, 0, language), middle=words.signed(middle, 0, language)
    )


def _better(found: Sureness, names: Mapping[str, str], language: str) -> str:
    say = translator(language)
    than = [say(_("today's practice {chance}")).format(chance=chance(found.beats[""], language))]
    than += [
        say(_("“{name}” {chance}")).format(name=name, chance=chance(found.beats[i], language))
        for i, name in names.items()
        if i in found.beats
    ]
    return say(_("More people are in work than with {than}.")).format(
        than=words.listed(than, language)
    )


def _saved(found: Sureness, language: str) -> str | None:
    """How often all that is demanded is saved, and how little may be missing."""
    if not found.closes:
        return None
    say = translator(language)
    return say(
        _("All that is demanded is saved {chance}; {amount} a year or more in 9 of 10.")
    ).format(
        chance=chance(found.closes_all, language), amount=words.money(found.level.p10, language)
    )


def _assumed(answer: Answer, language: str) -> str | None:
    share = sources.assumed(answer)
    if share is None:
        return None
    return translator(language)(_("{share} of the numbers are assumptions.")).format(
        share=percent(share, 0, language)
    )


def standing(found: Standing, language: str) -> str:
    """How often a plan is the best of those compared, and its mean distance to the best."""
    return translator(language)(
        _("Best of them {chance}; on average {loss} fewer in work than the best of each future.")
    ).format(
        chance=chance(found.best_share, language), loss=number(found.expected_loss, 1, language)
    )


def worth_of_knowing(evpi: float, language: str) -> str:
    """The expected value of perfect information about which of the plans is best."""
    return translator(language)(
        _("To know beforehand which of them is best would be worth {n} more in work, on average.")
    ).format(n=number(evpi, 1, language))


def as_json(answer: Answer, found: Sureness) -> dict[str, Any]:
    """What `solve` prints of it: spans as [p10, p50, p90], money in 1,000 kr."""
    return {
        "futures": found.futures,
        "seed": SEED,
        "in_work": three(found.value),
        "in_work_by_year": {str(y): three(each) for y, each in found.in_work.items()},
        "exits_by_year": {str(y): three(each) for y, each in found.exits.items()},
        "saving": three(found.level),
        "saving_by_year": {str(y): three(each) for y, each in found.saving.items()},
        "closes_gap": found.closes_all,
        "closes_gap_by_year": {str(y): share for y, share in found.closes.items()},
        "beats": {name or "today": share for name, share in found.beats.items()},
        "assumptions": sources.assumed(answer),
    }


def three(found: Span) -> list[float]:
    return [found.p10, found.p50, found.p90]
