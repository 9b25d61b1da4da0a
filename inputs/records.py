"""Records: the rows of all tables as they stand, each knowing its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inputs.problems import Fault, Message, Place, Problem, problem
from inputs.tables import Row, Table


@dataclass(frozen=True)
class Record:
    """One row of a table: its values, None for a blank, and where it stands."""

    table: Table
    place: Place
    headings: Mapping[str, str]  # column id -> what the source calls it
    values: Row
    faulty: frozenset[str] = frozenset()  # columns without a value they should have

    def at(self, column: str) -> Place:
        heading = self.headings.get(column, self.table.columns[column].da)
        return Place(self.place.kind, self.place.name, self.place.row, heading)

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.values[column] for column in self.table.key)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


Records = Mapping[str, tuple[Record, ...]]
Rule = Callable[[Records], Iterator[Problem]]


def told(record: Record, column: str, found: Message, rule: Message, remedy: Message) -> Problem:
    """An error at a column of a record."""
    return problem(record.at(column), Fault(found, rule, remedy))


def odd(record: Record, column: str, found: Message, rule: Message, remedy: Message) -> Problem:
    """A warning at a column of a record."""
    return problem(record.at(column), Fault(found, rule, remedy), "warning")
