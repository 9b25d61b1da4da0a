"""The cheapest ways out of a conflict: the least change of each bound, or a demand given up.

A change alone resolves everything when its demand is in every conflict. Otherwise it resolves
its own conflict and says which remain; the ways out that need several demands are found in turn,
each at its least beside those already changed. Demanding more never helps: a plan may already
do all that is not ruled out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from model.conflicts.feasibility import Demands, FeasibilityOracle
from model.conflicts.least_relaxation import least_relaxation
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from scenarios.apply import LOCK, MOST_DISMISSALS, apply
from scenarios.conflicts import Conflicts
from scenarios.scenario import Scenario
from scenarios.solve import Answer, solve

MAX_JOINT = 5  # ways out of several demands, at most


class Change(NamedTuple):
    """A demand given up (`to` False), or its bound moved to `to`; units of its kind."""

    demand: str
    before: float | bool
    to: float | bool


@dataclass(frozen=True)
class Repair:
    """Changes made together, and the conflicts that remain after them."""

    changes: tuple[Change, ...]
    remains: tuple[Demands, ...]


@dataclass(frozen=True)
class RepairRecord:
    """A repair that was chosen: what clashed and what was changed, the demands as they stood."""

    demands: Mapping[str, Demand]
    conflicts: tuple[Demands, ...]
    changes: tuple[Change, ...]


def record_of(
    instance: Instance, clashes: Sequence[Demands], changes: Sequence[Change]
) -> RepairRecord:
    """What to remember of a repair: conflicts that it does not touch are not its own."""
    changed = {made.demand for made in changes}
    own = tuple(clash for clash in clashes if clash & changed)
    named = changed.union(*own)
    demands = {i: q for i, q in instance.demands.items() if i in named}
    return RepairRecord(demands, own, tuple(changes))


def repairs(instance: Instance, found: Conflicts, conflict: Demands) -> Iterator[Repair]:
    """One for each member of a conflict that can be negotiated, in the order of the data."""
    court = FeasibilityOracle(instance)
    for q in (q for q in instance.demands.values() if q.id in conflict and q.negotiable):
        alone = frozenset({q.id}) in found.correction_sets
        made = least_change(court, q.id, court.active if alone else conflict)
        yield Repair((made,), tuple(c for c in found.conflicts if q.id not in c))


def joint_repairs(instance: Instance, found: Conflicts) -> Iterator[Repair]:
    """Ways out of several demands that can be negotiated, where no single one will do."""
    ways = [w for w in found.correction_sets if all(instance.demands[q].negotiable for q in w)]
    if any(len(way) <= 1 for way in ways):
        return
    for way in ways[:MAX_JOINT]:
        yield Repair(
            sequential_changes(instance, sorted(way, key=lambda q: smallest_conflict(found, q))), ()
        )


def smallest_conflict(found: Conflicts, demand: str) -> tuple[int, str]:
    """The fewer others its smallest conflict has, the less can be done elsewhere."""
    return min(len(c) for c in found.conflicts if demand in c), demand


def sequential_changes(instance: Instance, demands: Sequence[str]) -> tuple[Change, ...]:
    """Each demand at its least when those after it are given up."""
    changes: list[Change] = []
    for i, q in enumerate(demands):
        court = FeasibilityOracle(with_changes(instance, changes))
        changes.append(least_change(court, q, court.active - set(demands[i + 1 :])))
    return tuple(changes)


def least_change(oracle: FeasibilityOracle, demand: str, beside: Demands) -> Change:
    """The least change with which a demand holds beside others; without one it is given up."""
    q = oracle.demands[demand]
    if not movable(oracle.instance, demand):
        return Change(demand, before=True, to=False)
    bound = least_relaxation(oracle, demand, beside)
    return Change(demand, q.bound, False if bound is None else bound)


def movable(instance: Instance, demand: str) -> bool:
    """Whether a demand has a bound to move; a lock on a measure has none of its own."""
    return bool(KINDS[instance.demands[demand].kind].looser) and not demand.startswith(LOCK)


def with_changes(instance: Instance, changes: Sequence[Change]) -> Instance:
    """The instance with changes made."""
    demands = dict(instance.demands)
    for made in changes:
        q = demands[made.demand]
        on = made.to is not False
        demands[made.demand] = q._replace(active=on, bound=made.to if on else q.bound)
    return replace(instance, demands=demands)


def apply_repair(scenario: Scenario, instance: Instance, changes: Sequence[Change]) -> Scenario:
    """The scenario with a repair taken; `instance` is what the scenario is applied to.

    Levers that would move a changed bound again give way to the bounds they have given.
    """
    levers, locks, demands = scenario.levers, dict(scenario.locks), dict(scenario.demands)
    applied = apply(instance, scenario).demands
    for made in changes:
        if made.demand.startswith(LOCK):
            locks[made.demand.removeprefix(LOCK)] = "free"
            continue
        if made.demand == MOST_DISMISSALS and levers.max_dismissals is not None:
            levers = replace(levers, max_dismissals=None)
        if applied[made.demand].kind == "saving" and levers.amount is not None:
            levers = replace(levers, amount=None)
            given = {i: q.bound for i, q in applied.items() if q.kind == "saving" and q.active}
            demands |= given
        if made.demand in instance.demands or made.demand in scenario.new:
            demands[made.demand] = made.to
        elif made.to is not False:
            levers = replace(levers, max_dismissals=made.to)
    return replace(scenario, levers=levers, locks=locks, demands=demands)


def solve_repaired(instance: Instance, scenario: Scenario, repair: Repair) -> Answer | None:
    """The best plan after a repair; None while conflicts remain."""
    if repair.remains:
        return None
    return solve(instance, apply_repair(scenario, instance, repair.changes))
