"""The problem of placing positions: who is alike, which posts there are, what a place costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

FULL_TIME = 37  # hours a week, by the agreements
CRITERIA = ("unplaced", "changes", "moves", "retrainings", "distance", "other_work")

Cell = tuple[str, str]  # unit, staff group
Totals = tuple[int, ...]  # one number for each of CRITERIA
Numbers = Mapping[tuple[int, int], int]  # positions by index of Alike and of Posts


class Cost(NamedTuple):
    """What one position in one post adds to the criteria after the first."""

    changes: int  # 1 when it is not where the placement before had it
    moves: int  # 1 when it leaves its unit, or its staff group without retraining
    retrainings: int
    distance: int
    other_work: int = 0  # 1 when it does the work of another staff group


class Posts(NamedTuple):
    """Posts of one staff group in one unit.

    `people` are whole; `hours` a week for them together; `leaving` of these hours belong to
    posts whose holders the plan expects to leave of their own accord without being replaced.
    """

    unit: str
    staff: str
    people: int
    hours: float
    leaving: float
    along: bool  # goes to another administration with its measure

    @property
    def size(self) -> float:
        """Hours a week of one post."""
        return self.hours / self.people

    @property
    def where(self) -> Cell:
        return self.unit, self.staff


class PositionGroup(NamedTuple):
    """Positions that are alike in everything that the placement looks at."""

    unit: str
    staff: str
    hours: float  # a week, each
    team: str
    ids: tuple[str, ...]
    options: Mapping[int, Cost]  # index of Posts -> cost; where it may go
    must_place: bool  # a place has been chosen by hand, so it has to have one
    had_place: bool  # had a place in the placement before, so to have none is a change

    @property
    def people(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Problem:
    """Groups of positions, kinds of posts, and the limits that bind several of them.

    `spans` are the hours that an hour of a leader can lead, by unit; `paces` the most positions
    of a unit and staff group that can be retrained to another group.
    """

    groups: tuple[PositionGroup, ...]
    posts: tuple[Posts, ...]
    leaders: frozenset[str]
    spans: Mapping[str, float]
    paces: Mapping[tuple[str, str, str], int]

    @property
    def count(self) -> int:
        return sum(a.people for a in self.groups)

    def totals(self, numbers: Mapping[tuple[int, int], Any]) -> Totals:
        """The criteria of an assignment, in numbers or in the variables of a model."""
        placed = sum(numbers.values())
        costs = [(n, self.groups[a].options[p]) for (a, p), n in numbers.items()]
        changes, *later = (
            sum(c[k] * n for n, c in costs if c[k]) for k in range(len(Cost._fields))
        )
        kept = sum(n for (a, _), n in numbers.items() if self.groups[a].had_place)
        lost = sum(a.people for a in self.groups if a.had_place) - kept
        return (self.count - placed, changes + lost, *later)
