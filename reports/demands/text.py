"""A demand in words, with the bound and years that hold now."""

import re
from collections.abc import Iterator

from locales import joined, number, percent, translator
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from reports.language import words

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEAR = 0.05  # numbers are told with one decimal
YEARS = range(1900, 2201)

FORMS = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")  # {place|places}


def demand_sentence(demand: Demand, language: str) -> str:
    """The demand's sentence, with {bound}, {from_year} and {to_year} filled in.

    A sentence with a number of its own, which does not hold, is not told, nor is one that the bound
    has left: kind and bound are.
    """
    text = demand.sentence.of(language)
    if not text or not _holds(demand, text):
        bound = bound_in_unit(demand.kind, demand.bound, language)
        return f"{KINDS[demand.kind].label.of(language)}: {bound}"
    return (
        with_bound(text, bound_text(demand.kind, demand.bound, language))
        .replace("{from_year}", str(demand.from_year))
        .replace("{to_year}", str(demand.to_year))
    )


def open_sentence(demand: Demand, language: str) -> str:
    """The demand's sentence with bound and years left open; its kind where they are written in."""
    text, kind = demand.sentence.of(language), KINDS[demand.kind]
    if not text or (kind.bounded and "{bound}" not in text and NUMBER.search(text)):
        return kind.label.of(language)
    return with_bound(text, "…").replace("{from_year}", "…").replace("{to_year}", "…")


def _holds(demand: Demand, text: str) -> bool:
    """Whether the numbers written in a sentence are the bound and years that hold now."""
    kind, written = KINDS[demand.kind], set(_numbers(text))
    years = {demand.from_year, demand.to_year}
    if kind.lever == "amount" and not years.issuperset(written.intersection(YEARS)):
        return False
    told, bound = written - years, bound_in_sentence(demand.kind, demand.bound)
    return (
        not kind.bounded
        or "{bound}" in text
        or not told
        or any(abs(value - bound) < NEAR for value in told)
    )


def _numbers(text: str) -> Iterator[float]:
    """Every number in a text, by the marks of either language."""
    for found in NUMBER.findall(text):
        for thousands, decimal in (".,", ",."):
            if found.count(decimal) <= 1:
                yield float(found.replace(thousands, "").replace(decimal, "."))


def asked_sentence(demand: Demand, language: str) -> str:
    """The demand's sentence; one that is switched off says so."""
    _ = translator(language)
    told = demand_sentence(demand, language)
    return told if demand.active else _("not demanded: “{sentence}”").format(sentence=told)


def with_bound(sentence: str, bound: str) -> str:
    """A sentence with its bound; of {place|places} the word that goes with the bound."""
    form = r"\1" if bound == "1" else r"\2"
    return joined(FORMS.sub(form, sentence).replace("{bound}", bound))


def with_owner(demand: Demand, language: str) -> str:
    """The demand's sentence in quotation marks, with its owner."""
    _ = translator(language)
    return _("“{sentence}” ({owner})").format(
        sentence=demand_sentence(demand, language), owner=demand.owner.of(language)
    )


def bound_text(kind: str, bound: float, language: str) -> str:
    """A bound as its sentence tells it: millions for tkr, per cent for shares."""
    value = bound_in_sentence(kind, bound)
    return number(value, 0 if round(value, 1).is_integer() else 1, language)


def bound_in_unit(kind: str, bound: float, language: str) -> str:
    """A bound with its unit: millions for tkr, per cent for shares."""
    counted = KINDS[kind].unit.counted
    if counted > 1:
        return words.money(bound, language)
    return percent(bound, 1, language) if counted < 1 else bound_text(kind, bound, language)


def bound_in_sentence(kind: str, bound: float) -> float:
    """A bound in the unit its sentence tells it in."""
    return round(bound / KINDS[kind].unit.counted, 6)


def bound_from_sentence(kind: str, value: float) -> float:
    """The bound that is told as `value`."""
    return round(value * KINDS[kind].unit.counted, 6)
