"""Who can agree: for every combination of owners, whether a plan meets all that they demand.

An owner's demands are all that bear the owner's name, whether they hold now or not, or only those
that hold. What cannot be negotiated always holds. A superset of a coalition without a plan has
none, and none is better than a subset of it; a plan that happens to meet more demands is a plan
for those too, so that far fewer are searched for than there are coalitions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from time import perf_counter
from typing import NamedTuple

from model.conflicts.coalition import CoalitionPlan, CoalitionSolver
from model.demand import Text
from model.instance import Instance

MAX_OWNERS = 9  # owners
LIMIT = 120.0  # seconds
Owners = frozenset[Text]


class Coalition(NamedTuple):
    """Some owners, and the best plan that meets the demands of all.

    `plan` is None when there is none; `known` is False when the time was up first.
    """

    owners: Owners
    plan: CoalitionPlan | None
    known: bool


@dataclass(frozen=True)
class Coalitions:
    """The coalitions solved so far, smallest first, of `number`; `left_out` are owners too many."""

    demands: Mapping[Text, tuple[str, ...]]  # of each owner
    left_out: tuple[Text, ...]
    coalitions: tuple[Coalition, ...]
    seconds: float

    @property
    def number(self) -> int:
        return 1 << len(self.demands)

    @property
    def progress(self) -> float:
        return len(self.coalitions) / self.number

    @property
    def complete(self) -> bool:
        return len(self.coalitions) == self.number and all(c.known for c in self.coalitions)

    @cached_property
    def law_only(self) -> CoalitionPlan | None:
        return self.coalitions[0].plan if self.coalitions else None

    def cost(self, coalition: Coalition) -> float | None:
        if self.law_only is None or coalition.plan is None:
            return None
        return max(0.0, self.law_only.exits - coalition.plan.exits)

    @cached_property
    def minimal_infeasible(self) -> tuple[Owners, ...]:
        apart = [c.owners for c in self.coalitions if c.known and c.plan is None]
        return tuple(o for o in apart if not any(p < o for p in apart))

    @cached_property
    def maximal_feasible(self) -> tuple[Coalition, ...]:
        """The maximal coalitions with a plan: no other owner can join them."""
        agreed = [c for c in self.coalitions if c.plan is not None]
        return tuple(c for c in agreed if not any(c.owners < d.owners for d in agreed))


def coalitions(
    instance: Instance, *, active_only: bool = False, seconds: float = LIMIT
) -> Iterator[Coalitions]:
    """What is known after each coalition, the law alone first."""
    start = perf_counter()
    owned, left_out = demands_by_owner(instance, active_only=active_only)
    wanted = frozenset(q for own in owned.values() for q in own)
    solver = CoalitionSolver(restricted_to(instance, wanted, active_only=active_only), seconds)
    found: dict[Owners, Coalition] = {}
    sizes = range(len(owned) + 1)
    for owners in (frozenset(chosen) for size in sizes for chosen in combinations(owned, size)):
        demands = frozenset(q for owner in owners for q in owned[owner])
        subsets = [found[owners - {owner}] for owner in owners]
        found[owners] = best_for(solver, owners, demands, subsets)
        seconds_used = perf_counter() - start
        yield Coalitions(owned, left_out, tuple(found.values()), seconds_used)


def best_for(
    solver: CoalitionSolver, owners: Owners, demands: frozenset[str], subsets: list[Coalition]
) -> Coalition:
    """A coalition, those with one owner fewer being solved."""
    if any(c.known and c.plan is None for c in subsets):
        return Coalition(owners, None, known=True)
    agreed, known = solver.best(demands, [c.plan for c in subsets if c.plan is not None])
    return Coalition(owners, agreed, known)


def demands_by_owner(
    instance: Instance, *, active_only: bool
) -> tuple[dict[Text, tuple[str, ...]], tuple[Text, ...]]:
    """The negotiable demands of each owner, the owners with most of them first where too many."""
    owned: dict[Text, list[str]] = {}
    for q in instance.demands.values():
        if q.negotiable and (q.active or not active_only):
            owned.setdefault(q.owner, []).append(q.id)
    by_number = sorted(owned, key=lambda owner: (-len(owned[owner]), owner))
    kept = set(by_number[:MAX_OWNERS])
    return {o: tuple(own) for o, own in owned.items() if o in kept}, tuple(by_number[MAX_OWNERS:])


def restricted_to(instance: Instance, wanted: frozenset[str], *, active_only: bool) -> Instance:
    """The instance with the law and the demands of the owners that take part."""
    demands = {
        i: q._replace(active=i in wanted or (not q.negotiable and q.active))
        for i, q in instance.demands.items()
        if active_only or i in wanted or not q.negotiable
    }
    return replace(instance, demands=demands)
