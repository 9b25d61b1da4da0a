"""Repairs of a conflict: the least relaxation of each bound, or a demand given up.

One change resolves everything when its demand is in every conflict. Otherwise it resolves its own
conflict and says which remain; repairs of several demands are found one demand after the other,
each relaxed least beside those already changed. Demanding more never helps: a plan may already do
all that is not forbidden.
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

MAX_JOINT = 5  # repairs of several demands, at most


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
    """A repair that was chosen: its conflicts, its changes, and the demands as they were."""

    demands: Mapping[str, Demand]
    conflicts: tuple[Demands, ...]
    changes: tuple[Change, ...]


def record_of(
    instance: Instance, conflicts: Sequence[Demands], changes: Sequence[Change]
) -> RepairRecord:
    """The record of a repair, with the conflicts that it touches."""
    changed = {made.demand for made in changes}
    own = tuple(conflict for conflict in conflicts if conflict & changed)
    named = changed.union(*own)
    demands = {i: q for i, q in instance.demands.items() if i in named}
    return RepairRecord(demands, own, tuple(changes))


def repairs(instance: Instance, found: Conflicts, conflict: Demands) -> Iterator[Repair]:
    """One for each member of a conflict that can be negotiated, in the order of the data."""
    oracle = FeasibilityOracle(instance)
    for q in (q for q in instance.demands.values() if q.id in conflict and q.negotiable):
        alone = frozenset({q.id}) in found.correction_sets
        made = least_change(oracle, q.id, oracle.active if alone else conflict)
        yield Repair((made,), tuple(c for c in found.conflicts if q.id not in c))


def joint_repairs(instance: Instance, found: Conflicts) -> Iterator[Repair]:
    """Repairs of several negotiable demands, where no single one is enough."""
    sets = [w for w in found.correction_sets if all(instance.demands[q].negotiable for q in w)]
    if any(len(members) <= 1 for members in sets):
        return
    for members in sets[:MAX_JOINT]:
        yield Repair(
            sequential_changes(
                instance, sorted(members, key=lambda q: smallest_conflict(found, q))
            ),
            (),
        )


def smallest_conflict(found: Conflicts, demand: str) -> tuple[int, str]:
    """A sort key: demands of small conflicts first, since little else can be changed there."""
    return min(len(c) for c in found.conflicts if demand in c), demand


def sequential_changes(instance: Instance, demands: Sequence[str]) -> tuple[Change, ...]:
    """The least change of each demand with those after it given up."""
    changes: list[Change] = []
    for i, q in enumerate(demands):
        oracle = FeasibilityOracle(with_changes(instance, changes))
        changes.append(least_change(oracle, q, oracle.active - set(demands[i + 1 :])))
    return tuple(changes)


def least_change(oracle: FeasibilityOracle, demand: str, beside: Demands) -> Change:
    """The least change that makes a demand feasible with others; without one it is given up."""
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
    """The scenario with a repair applied; `instance` is what the scenario is applied to.

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
