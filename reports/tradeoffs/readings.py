"""What the amount gives where other money counts: each other reading of it in a sentence."""

from typing import Any

from locales import translator
from reports.answer.figures import figures
from reports.demands.conflicts import with_owners
from reports.language import words
from reports.language.words import marked as _
from reports.money.target import savings_target
from scenarios.solve import Answer
from scenarios.studies.readings import Reading

COUNTED_IN = {
    "service": _("service costs alone"),
    "service+drift": _("service and running costs"),
    "all": _("all costs, benefits too"),
}


def sentence(answer: Answer, reading: Reading, language: str) -> str:
    """What the same amount gives, or why no plan closes it and how much one can."""
    if reading.most is None:
        return _same_amount(answer, reading, language)
    return _most(answer, reading, reading.most, language)


def as_json(reading: Reading) -> dict[str, Any]:
    """What counts, whether a plan closes the amount, and the saving and exits of the best plan."""
    best = reading.most or reading.answer
    found = figures(best) if best.solution.outcome is not None else None
    return {
        "counts": reading.counts,
        "closes": reading.answer.solution.outcome is not None,
        "saving": found.saving if found else None,
        "extra_exits": found.extra_exits if found else None,
    }


def _same_amount(answer: Answer, reading: Reading, language: str) -> str:
    _ = translator(language)
    if reading.answer.solution.outcome is None:
        return _(
            "Whether {amount} a year can be closed in {counted} was not found in time."
        ).format(**_words(answer, reading, language))
    found = figures(reading.answer)
    return _(
        "Closed in {counted}, the same {amount} a year gives {exits}, and {people} are dismissed."
    ).format(
        exits=words.than_today(found.extra_exits, language),
        people=words.people(found.dismissed, language),
        **_words(answer, reading, language),
    )


def _most(answer: Answer, reading: Reading, most: Answer, language: str) -> str:
    _ = translator(language)
    demands = reading.answer.instance.demands
    against = with_owners(demands, frozenset(reading.answer.conflict), language)
    told = _("No plan closes {amount} a year in {counted}: {demands} cannot hold together.")
    parts = [
        told.format(demands=words.listed(against, language), **_words(answer, reading, language))
    ]
    if most.solution.outcome is not None:
        found = figures(most)
        parts.append(
            _("The most is {amount} a year, with {exits}.").format(
                amount=words.money(found.saving, language),
                exits=words.than_today(found.extra_exits, language),
            )
        )
    return " ".join(parts)


def _words(answer: Answer, reading: Reading, language: str) -> dict[str, str]:
    """The amount, and the money that counts in the reading."""
    wanted = savings_target(answer).demand
    amount = wanted.bound if wanted else 0.0
    counted = translator(language)(COUNTED_IN[reading.counts])
    return {"amount": words.money(amount, language), "counted": counted}
