"""Where the numbers of an instance come from."""

from typing import Literal, NamedTuple

from model.demand import Text


class Provenance(NamedTuple):
    """Where a number comes from. `key` "*" stands for every row of the table."""

    table: str
    key: str
    column: str
    sources: tuple[str, ...]
    confidence: Literal["seed", "published", "memory", "calculated", "assumption"]
    low: float | None
    high: float | None
    note: Text
