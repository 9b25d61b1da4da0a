"""A scenario: a name, a sentence, and what it changes in the data and demands of an instance."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from model.demand import NO_WORDS, Basis, Counts, Demand, Text, View
from model.instance import Level

Lock = Literal["open", "closed", "handed_over", "as_today", "at_least_today", "free"]
Shape = Literal["open", "closed", "free"]
Freedom = Literal["today", "scenario", "free"]
Switch = Literal["on", "off"]


@dataclass(frozen=True)
class Priority:
    """One step of the order: a criterion, and how much of it later steps may give up."""

    criterion: str
    tolerance: float = 0.05  # share of its value, as coarse as the data can tell plans apart
    least: float = 0.0  # in its unit: given up where the share is less


ORDER = (
    Priority("exits"),
    Priority("in_work", least=1.0),
    Priority("dismissals", least=1.0),
    Priority("disruption"),
    Priority("one_off"),
)


class Step(NamedTuple):
    """A step of its own that a scenario puts before one of the data, such as a workshop."""

    name: Text
    starts_on: date
    before: str


@dataclass(frozen=True)
class Structure:
    """Which units take part in a reorganisation, and who could be responsible for whom.

    Units that are not named stay as they are today, and so do groups.
    """

    units: Mapping[str, Shape] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # group, main or tag


@dataclass(frozen=True)
class Levers:
    """What management moves. None leaves the data of the instance as it is."""

    amount: float | None = None  # MDKK to close a year
    by: int | None = None  # first year in which it is closed
    basis: Basis | None = None
    view: View | None = None
    counts: Counts | None = None
    effects: Level = "mid"
    displacement: float | None = None  # share
    tax_share: float | None = None  # share
    max_dismissals: float | None = None  # people, over all years
    structure: Freedom = "scenario"  # today's units, the scenario's, or all that the data allow
    specialisation: float | None = None  # share
    phase: Switch | None = None  # on: places may change every year
    casework: Switch | None = None  # on: the effect of casework counts in the exits
    stop_price: float | None = None  # MDKK a year that an extra exit a year may cost; 0: any price


MOST = 1e6
YEARS = (1900, 2200)
RANGES = {
    "amount": (0.0, MOST),
    "displacement": (0.0, 1.0),
    "tax_share": (0.0, 1.0),
    "max_dismissals": (0.0, MOST),
    "specialisation": (0.0, 1.0),
    "stop_price": (0.0, MOST),
}
OPTIONS: dict[str, Any] = {
    "basis": Basis,
    "view": View,
    "counts": Counts,
    "effects": Level,
    "structure": Freedom,
    "phase": Switch,
    "casework": Switch,
}
LARGEST = 1e15
TERMS = ("basis", "view", "counts")  # of a saving
SWITCHES = {"phase": "phased", "casework": "casework"}  # lever -> setting
OF_SETTINGS = ("displacement", "tax_share", "specialisation", "effects")


@dataclass(frozen=True)
class Scenario:
    """`demands` switches demands on or off or moves their bound; `new` are demands of its own.

    `bounds` are those of demands that are switched without one. `data` sets single numbers.

    `frozen` scenarios evaluate today's practice and solve nothing.

    `name` and `about` hold for the scenario as it was written; `origin` is that one where something
    was moved in it, and `called` the name that a reader gave (reports/scenario.py). These words are
    not in its repr, by which studies are told apart: another name asks for nothing else.
    """

    id: str
    name: Text = field(repr=False)
    about: Text = field(repr=False)
    levers: Levers = Levers()
    locks: Mapping[str, Lock] = field(default_factory=dict)  # measure -> status
    demands: Mapping[str, bool | float] = field(default_factory=dict)
    bounds: Mapping[str, float] = field(default_factory=dict)
    new: Mapping[str, Demand] = field(default_factory=dict)
    data: Mapping[str, float | None] = field(default_factory=dict)  # "groups.KAP.caseload" -> 100
    calendar: Mapping[str, date] = field(default_factory=dict)  # step -> the day it begins
    steps: Mapping[str, Step] = field(default_factory=dict)  # on the way to the decision
    order: tuple[Priority, ...] = ORDER
    structure: Structure = Structure()
    frozen: bool = False
    place: int = 99  # in the list of scenarios
    decision_of: str = ""  # the municipality that decided it, as its data are called
    called: str = field(default="", repr=False)
    origin: "Scenario | None" = field(default=None, repr=False)

    def with_first(self, criterion: str) -> "Scenario":
        """The scenario with a criterion before the others, which keep their order."""
        known = {step.criterion: step for step in (*ORDER, *self.order)}
        others = (step for step in self.order if step.criterion != criterion)
        return replace(self, order=(known[criterion], *others))

    def up_to_price(self, price: float | None) -> "Scenario":
        """The scenario in which exits count by what they cost; whatever they cost without one."""
        old, new = ("exits", "worth") if price else ("worth", "exits")
        order = (replace(p, criterion=new) if p.criterion == old else p for p in self.order)
        return replace(self, order=tuple(order))

    def giving_up(self, share: float) -> "Scenario":
        """The scenario whose first criterion may lose such a share of its value."""
        first, *others = self.order
        return replace(self, order=(replace(first, tolerance=share), *others))

    @property
    def written(self) -> "Scenario":
        """The scenario in which something was moved; itself where nothing was."""
        return self.origin or self


@dataclass(frozen=True)
class Fault:
    """What is wrong with a lever or scenario: place, what was found, what to do, and the rule."""

    place: str
    found: str | Text  # a text where it is no word of the reader's own
    remedy: Text
    rule: Text = NO_WORDS

    def text(self, language: str) -> str:
        found = self.found.of(language) if isinstance(self.found, Text) else f"“{self.found}”"
        parts = (f"{self.place}: {found}.", self.rule.of(language), self.remedy.of(language))
        return " ".join(part for part in parts if part)


class RefusedError(ValueError):
    """A scenario or lever that cannot be used, with every fault at once.

    `sound` is what is left of a scenario without them.
    """

    def __init__(self, faults: Sequence[Fault], sound: Scenario | None = None) -> None:
        super().__init__("; ".join(fault.text("en") for fault in faults))
        self.faults = tuple(faults)
        self.sound = sound


def nearest(found: str, known: Sequence[str]) -> Text:
    """Names the known one that looks most like what was found."""
    match = get_close_matches(found, known, 1, 0.0)
    if not match:
        return Text("Findes ikke.", "Unknown.")
    return Text(f"Findes ikke; mente du {match[0]}?", f"Unknown; did you mean {match[0]}?")


def choose(among: Iterable[str]) -> Text:
    """What to do where only some words can be used."""
    listed = ", ".join(among)
    return Text(f"Vælg en af {listed}.", f"Choose one of {listed}.")


def figure(value: float) -> Text:
    """A number with all its digits, or how many it has: nobody reads 1e+308. “inf” is none."""
    if not abs(value) < LARGEST:
        if isinstance(value, float) and not math.isfinite(value):
            return Text(f"“{value}”", f"“{value}”")
        digits = len(str(abs(int(value))))
        return Text(f"et tal på {digits} cifre", f"a number of {digits} digits")
    english = f"{value:,.6f}".rstrip("0").rstrip(".")
    return Text(english.translate(str.maketrans(",.-", ".,−")), english.replace("-", "−"))
