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
from scenarios.apply import LOCK
from scenarios.choice import Case, Choice, give_up, require, set_lock
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
        # those of small conflicts first, since little else can be changed there
        smallest = {q: min(len(c) for c in found.conflicts if q in c) for q in members}
        in_order = [q for _, q in sorted((n, q) for q, n in smallest.items())]
        yield Repair(sequential_changes(instance, in_order), ())


def sequential_changes(instance: Instance, demands: Sequence[str]) -> tuple[Change, ...]:
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
    demands = dict(instance.demands)
    for made in changes:
        q = demands[made.demand]
        on = made.to is not False
        demands[made.demand] = q._replace(active=on, bound=made.to if on else q.bound)
    return replace(instance, demands=demands)


def apply_repair(scenario: Scenario, instance: Instance, changes: Sequence[Change]) -> Scenario:
    """The scenario with a repair applied; `instance` is what the scenario is applied to."""
    case = Case(instance, scenario)
    return replace(case, choice=repaired(case, changes)).scenario


def repaired(case: Case, changes: Sequence[Change]) -> Choice:
    for each in changes:
        case = replace(case, choice=_changed(case, each))
    return case.choice


def _changed(case: Case, change: Change) -> Choice:
    if change.demand.startswith(LOCK):
        return set_lock(case, change.demand.removeprefix(LOCK), "free")
    if change.to is False:
        return give_up(case, change.demand)
    return require(case, change.demand, float(change.to))


def solve_repaired(instance: Instance, scenario: Scenario, repair: Repair) -> Answer | None:
    """The best plan after a repair; None while conflicts remain."""
    if repair.remains:
        return None
    return solve(instance, apply_repair(scenario, instance, repair.changes))
