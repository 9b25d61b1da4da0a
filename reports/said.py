"""A demand in words, with the bound and years that hold now."""

from locales import number
from model.demand import Demand

SHOWN_PER_UNIT = {  # millions of kroner for tkr, per cent for shares
    "saving": 1e-3,
    "one_off": 1e-3,
    "reinvest": 1e-3,
    "coverage": 100.0,
    "lost_places": 100.0,
    "external_share": 100.0,
    "equal_treatment": 100.0,
}


def said(demand: Demand, language: str) -> str:
    """The demand's sentence, with {bound}, {from_year} and {to_year} filled in."""
    return (
        demand.sentence.of(language)
        .replace("{bound}", shown(demand.kind, demand.bound, language))
        .replace("{from_year}", str(demand.from_year))
        .replace("{to_year}", str(demand.to_year))
    )


def shown(kind: str, bound: float, language: str) -> str:
    """A bound as its sentence tells it: millions for tkr, per cent for shares."""
    told = bound * SHOWN_PER_UNIT.get(kind, 1.0)
    return number(told, 0 if round(told, 1).is_integer() else 1, language)
