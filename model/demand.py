"""A demand, and the words that it and the rest of the data are said in."""

from typing import Literal, NamedTuple, get_args

Basis = Literal["net", "gross"]
View = Literal["administration", "municipality"]
Category = Literal["service", "drift", "transfers"]
Counts = Literal["service", "service+drift", "all"]
Field = Literal["measures", "groups", "units", "staff", "types"]  # what a demand can be about
FIELDS: tuple[Field, ...] = get_args(Field)


class Text(NamedTuple):
    """A word or sentence of the data in the two languages of the product."""

    da: str
    en: str

    def of(self, language: str) -> str:
        return self.en if language == "en" else self.da

    def format(self, **names: "Text") -> "Text":
        """The text with names in it, each in the language around it."""
        da, en = (
            text.format(**{i: name.of(language) for i, name in names.items()})
            for language, text in zip(self._fields, self, strict=True)
        )
        return Text(da, en)


NO_WORDS = Text("", "")


class Demand(NamedTuple):
    """Something that somebody wants, or the law: one named group of rows of the model.

    Empty tuples mean "all"; `groups` may name main groups and tags as well as groups.
    The unit of `bound` follows from the kind (model/demand_kinds/).
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

    def on_staff(self, u: str, s: str) -> bool:
        """Whether it is about staff group s in unit u."""
        return (not self.units or u in self.units) and (not self.staff or s in self.staff)
