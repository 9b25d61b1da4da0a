"""A placement as counts: from which unit and staff group to which, and in what way."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from model.placement.place import Placement
from model.placement.problem import Cell, Cost, Posts

FlowKind = Literal["stayed", "moved", "retrained", "along", "unplaced"]
FLOW_KINDS: tuple[FlowKind, ...] = ("stayed", "moved", "retrained", "along", "unplaced")


class Flow(NamedTuple):
    """Positions that go the same way; `to` is None for those without a place."""

    of: Cell
    to: Cell | None
    way: FlowKind


def flows(placement: Placement) -> Mapping[Flow, int]:
    """Every position is in exactly one of them. Raises ValueError without an answer."""
    problem, numbers = placement.problem, placement.numbers
    if numbers is None:
        raise ValueError("no answer, no places")
    found: Counter[Flow] = Counter()
    for a, alike in enumerate(problem.groups):
        of, placed = (alike.unit, alike.staff), 0
        for p, cost in alike.options.items():
            n = numbers.get((a, p), 0)
            placed += n
            found[Flow(of, problem.posts[p].where, _way(problem.posts[p], cost))] += n
        found[Flow(of, None, "unplaced")] += alike.people - placed
    return {flow: n for flow, n in sorted(found.items(), key=lambda each: str(each[0])) if n}


def _way(posts: Posts, cost: Cost) -> FlowKind:
    if posts.along:
        return "along"
    if cost.retrainings:
        return "retrained"
    return "moved" if cost.moves else "stayed"


def totals_by_way(placement: Placement, unit: str | None = None) -> dict[str, int]:
    """Positions of a unit, or of all, by way.

    Those who go along with a measure count as moved, and are told apart too.
    """
    found: dict[str, int] = dict.fromkeys(FLOW_KINDS, 0)
    for flow, n in flows(placement).items():
        if unit in (None, flow.of[0]):
            found[flow.way] += n
    moved = found["moved"] + found["along"]
    return {"positions": sum(found.values()), **found, "moved": moved}
