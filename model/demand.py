"""A demand, and the words that it and the rest of the data are said in."""

from typing import Literal, NamedTuple

Basis = Literal["net", "gross"]
View = Literal["administration", "municipality"]
Category = Literal["service", "drift", "transfers"]
Counts = Literal["service", "service+drift", "all"]

# What people count a bound in: a million kroner, a percentage point, else one of its unit.
STEP = {
    "saving": 1000.0,
    "dismissals": 1.0,
    "coverage": 0.01,
    "lost_places": 0.01,
    "places": 1.0,
    "caseload": 1.0,
    "one_off": 1000.0,
    "reinvest": 1000.0,
    "external_share": 0.01,
    "closed_units": 1.0,
    "exits": 1.0,
    "equal_treatment": 0.01,
    "reserved_staff": 1.0,
}  # of each kind that has a bound


class Text(NamedTuple):
    """A word or sentence of the data in the two languages of the product."""

    da: str
    en: str

    def of(self, language: str) -> str:
        return self.en if language == "en" else self.da


class Demand(NamedTuple):
    """Something that somebody wants, or the law: one named group of rows of the model.

    Empty tuples mean "all"; `groups` may name main groups and tags as well as groups.
    The unit of `bound` follows from the kind (model/demands.py).
    """

    id: str
    sentence: Text
    owner: Text
    kind: str
    bound: float
    measures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    from_year: int = 0
    to_year: int = 9999
    basis: Basis = "net"
    view: View = "administration"
    counts: Counts = "service+drift"
    active: bool = True
    negotiable: bool = True
