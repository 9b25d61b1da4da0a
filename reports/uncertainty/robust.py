"""The plan that holds in many futures, in words and for the command line."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from locales import number, percent, translator
from reports.answer import figures
from reports.language import words
from reports.language.words import marked as _
from reports.uncertainty.answer import chance
from scenarios.studies.robust import Robust

RULES = {
    "regret": _(
        "Least greatest regret: in none of {n} futures more than {loss} fewer in work than with "
        "the best plan for it; {theirs} with the plan that is best by the expected numbers."
    ),
    "cvar": _("Best in the worst {share} of {n} futures: on average {value} in work there, net."),
    "weighted": _(
        "Best when the mean of the worst {share} of {n} futures counts {weight}, and that of all "
        "the rest: {value} in work, net."
    ),
    "gamma": _(
        "With at most {budget} shared factors at their bad end {value} in work, net. Fewer are in "
        "work {chance}."
    ),
}
PLANS = ("robust", "nominal")


def sentences(found: Robust, names: Sequence[str], language: str) -> list[str]:
    """What the plan holds, what it costs, how sure that is, and where it is worst."""
    say = translator(language)
    price = say(_("Its price: {loss} fewer in work by the expected numbers.")).format(
        loss=number(found.price, 1, language)
    )
    told = [rule(found, language), proof(found, language), price, compared(found, language)]
    if names:
        quoted = [say(_("“{name}”")).format(name=names[k]) for k in found.worst]
        worst = words.listed(quoted, language)
        told.append(say(_("It loses most in {futures}.")).format(futures=worst))
    return told


def proof(found: Robust, language: str) -> str:
    """How much better by the rule another plan may be."""
    say = translator(language)
    if not isfinite(found.bound):
        return say(_("Time ran out, so there may be plans that are much better by this rule."))
    return say(_("No plan is better by more than {gap}.")).format(
        gap=number(max(0.0, found.bound - found.measure), 2, language)
    )


def rule(found: Robust, language: str) -> str:
    """The rule with what the plan reaches by it."""
    asked = found.asked
    name = "weighted" if asked.rule == "cvar" and asked.weight < 1 else asked.rule
    return translator(language)(RULES[name]).format(
        n=found.futures,
        loss=number(-found.measure, 1, language),
        theirs=number(found.standings[1].greatest_regret, 1, language),
        value=words.signed(found.measure, 1, language),
        share=percent(1 - asked.beta, 0, language),
        budget=number(asked.budget, 1 if asked.budget % 1 else 0, language),
        weight=percent(asked.weight, 0, language),
        chance=chance(found.worse, language),
    )


def compared(found: Robust, language: str) -> str:
    """The plan beside the one that is best by the expected numbers."""
    ours, theirs = found.standings
    return translator(language)(
        _("On average {mean} in work over these futures, net, and {worst} in the worst tenth; the "
          "plan that is best by the expected numbers {their_mean} and {their_worst}.")
    ).format(
        mean=words.signed(ours.mean, 1, language),
        worst=words.signed(ours.worst, 1, language),
        their_mean=words.signed(theirs.mean, 1, language),
        their_worst=words.signed(theirs.worst, 1, language),
    )  # fmt: skip


def as_json(found: Robust, names: Sequence[str]) -> dict[str, Any]:
    """The rule, its measure with what is proven, and the plan; people in work, net."""
    asked = found.asked
    numbers: Mapping[str, dict[str, Any]] = {
        "regret": {},
        "cvar": {"beta": asked.beta, "weight": asked.weight},
        "gamma": {"budget": asked.budget, "chance": found.chance, "worse": found.worse},
    }
    return {
        "rule": asked.rule,
        **numbers[asked.rule],
        "futures": list(names) or found.futures,
        "seed": None if names else asked.seed,
        "measure": found.measure,
        "bound": found.bound if isfinite(found.bound) else None,
        "proven": found.proven,
        "nominal": found.nominal,
        "price": found.price,
        "standings": {i: s._asdict() for i, s in zip(PLANS, found.standings, strict=True)},
        "worst": [names[k] if names else k for k in found.worst],
        "plan": None if found.answer is None else figures.as_json(found.answer),
    }
