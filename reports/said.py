"""A demand in words, with the bound and years that hold now."""

from locales import number
from model.demand import STEP, Demand

SHOWN_PER_UNIT = {
    kind: 1 / step for kind, step in STEP.items()
}  # tkr as millions, shares as per cent


def said(demand: Demand, language: str) -> str:
    """The demand's sentence, with {bound}, {from_year} and {to_year} filled in."""
    bound = demand.bound * SHOWN_PER_UNIT.get(demand.kind, 1.0)
    shown = number(bound, 0 if round(bound, 1).is_integer() else 1, language)
    return (
        demand.sentence.of(language)
        .replace("{bound}", shown)
        .replace("{from_year}", str(demand.from_year))
        .replace("{to_year}", str(demand.to_year))
    )
