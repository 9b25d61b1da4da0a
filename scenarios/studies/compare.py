"""Two to four answers held against each other: what differs, largest first, and nothing else."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from model.demand import Text
from scenarios.facts import Facts, Key, Value, demanded, planned, reached, terms
from scenarios.scenario import Fault, RefusedError
from scenarios.solve import Answer

FEWEST, MOST = 2, 4
SAME = 1e-3  # places, FTE, persons or tkr: closer is the same plan
SAME_SHARE = 1e-6
OF_UNITS = ("demand", "term", "lever", "data", "criterion")  # rows of a kind differ in their unit
COUNTED = ("measure", "group", "unit", "staff", "dismissed", "account", "category", "group_exits")


class Difference(NamedTuple):
    """Something that is not the same in all answers; `values` has one for each.

    None: a demand that does not hold there, or no plan. Units as in the facts.
    """

    kind: str
    key: Key
    values: tuple[Value, ...]

    @property
    def change(self) -> float | None:
        """From the first answer to the last, where both have a number."""
        first, last = self.values[0], self.values[-1]
        both = isinstance(first, int | float) and isinstance(last, int | float)
        return last - first if both else None  # type: ignore[operator]

    @property
    def size(self) -> float:
        """How much it differs: as a share of the largest where units are mixed."""
        present = [v for v in self.values if isinstance(v, int | float)]
        if len(present) < len(self.values) and self.kind in OF_UNITS:
            return math.inf
        spread = max(present) - min(present) if present else math.inf
        largest = max(map(abs, present), default=0.0)
        return spread / largest if self.kind in OF_UNITS and largest else spread


class Comparison(NamedTuple):
    """Differences by what they are about; all empty when nothing differs."""

    demands: tuple[Difference, ...]
    plan: tuple[Difference, ...]
    outcome: tuple[Difference, ...]


def compare(answers: Sequence[Answer]) -> Comparison:
    """What differs between the answers. Raises RefusedError when they are too few or too many."""
    check_number(len(answers))
    counted = terms(answers)
    asked = differences([demanded(a) for a in answers], asked_differ)
    found = [planned(a) for a in answers]
    there = [bool(facts) for facts in found]
    filled = [facts and facts | dict.fromkeys(counts(found) - set(facts), 0.0) for facts in found]
    ends = [reached(a, counted) for a in answers]
    return Comparison(
        asked,
        differences(filled, found_differ) if sum(there) >= FEWEST else (),
        differences(ends, found_differ),
    )


def check_number(found: int) -> None:
    """Raises RefusedError when so many answers cannot be held against each other."""
    if not FEWEST <= found <= MOST:
        remedy = Text(
            f"Vælg {FEWEST} til {MOST} scenarier at sammenligne.",
            f"Choose {FEWEST} to {MOST} scenarios to compare.",
        )
        raise RefusedError([Fault("compare", f"{found}", remedy)])


def counts(facts: Sequence[Facts]) -> set[tuple[str, Key]]:
    """Keys of counts: where a plan names none it is zero, for it names only what it has."""
    return {key for each in facts for key in each if key[0] in COUNTED}


def differences(
    facts: Sequence[Facts], differ: Callable[[str, Sequence[Value]], bool]
) -> tuple[Difference, ...]:
    """What differs, by kind in the order of the facts, the largest of each kind first."""
    keys = list(dict.fromkeys(key for each in facts for key in each))
    kinds = list(dict.fromkeys(kind for kind, _ in keys))
    rows = [Difference(*key, tuple(each.get(key) for each in facts)) for key in keys]
    different = [row for row in rows if differ(row.kind, row.values)]
    return tuple(sorted(different, key=lambda row: (kinds.index(row.kind), -row.size)))


def asked_differ(kind: str, values: Sequence[Value]) -> bool:
    """Whether what is asked differs, exactly; the terms of a demand that is off are nothing."""
    present = values if kind == "demand" else [v for v in values if v is not None]
    return len(set(present)) > 1


def found_differ(kind: str, values: Sequence[Value]) -> bool:
    """Whether plans differ by more than a search's arithmetic; no plan differs from none."""
    del kind
    present = [v for v in values if v is not None]
    shown = [v for v in present if isinstance(v, int | float)]
    if len(shown) < len(present):
        return len(set(present)) > 1
    near = SAME_SHARE if all(abs(v) <= 1 for v in shown) else SAME
    return bool(shown) and max(shown) - min(shown) > near
