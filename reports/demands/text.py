"""A demand in words, with the bound and years that hold now."""

from locales import number, translator
from model.demand import Demand
from model.demand_kinds.kinds import KINDS


def demand_sentence(demand: Demand, language: str) -> str:
    """The demand's sentence, with {bound}, {from_year} and {to_year} filled in."""
    return (
        demand.sentence.of(language)
        .replace("{bound}", bound_text(demand.kind, demand.bound, language))
        .replace("{from_year}", str(demand.from_year))
        .replace("{to_year}", str(demand.to_year))
    )


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


def bound_in_sentence(kind: str, bound: float) -> float:
    """A bound in the unit its sentence tells it in."""
    return round(bound / KINDS[kind].unit.counted, 6)


def bound_from_sentence(kind: str, value: float) -> float:
    """The bound that is told as `value`."""
    return round(value * KINDS[kind].unit.counted, 6)
