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
DECIMALS = {"mean_coverage": 2}


def said(demand: Demand, language: str) -> str:
    """The demand's sentence, with {bound}, {from_year} and {to_year} filled in."""
    bound = demand.bound * SHOWN_PER_UNIT.get(demand.kind, 1.0)
    fine = DECIMALS.get(demand.kind, 1)
    shown = number(bound, 0 if round(bound, fine).is_integer() else fine, language)
    return (
        demand.sentence.of(language)
        .replace("{bound}", shown)
        .replace("{from_year}", str(demand.from_year))
        .replace("{to_year}", str(demand.to_year))
    )
