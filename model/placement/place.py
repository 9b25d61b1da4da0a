"""Place the positions of an instance in the structure of a plan."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal, NamedTuple, get_args

from model.instance import Instance
from model.placement.build import Wishes, build, year_of
from model.placement.cp_sat import CpSatResult, Progress, Step, solve_cp_sat
from model.placement.min_cost_flow import NoRoomError, solve_flow
from model.placement.problem import (
    CRITERIA,
    Cell,
    Cost,
    Numbers,
    PositionGroup,
    Posts,
    Problem,
    Totals,
)
from model.placement.side_constraints import broken_rules
from model.plan import Plan


@dataclass(frozen=True)
class Placement:
    """Where positions can go. What is told of it are counts; see reports/placement/tables.py.

    `numbers` counts positions by index of group and of posts, None without an answer. `steps`
    are the criteria as far as they were solved, each with its proven bound.
    """

    problem: Problem
    wishes: Wishes
    year: int
    numbers: Numbers | None
    flow_totals: Totals  # what the flow reaches, which knows neither teams, spans, hours nor paces
    steps: tuple[Step, ...]
    termination: str  # optimal, feasible, infeasible, no solution found
    method: str  # flow, cp-sat
    seconds: float

    @property
    def totals(self) -> Totals:
        assert self.numbers is not None, "without an answer there is nothing to count"
        return self.problem.totals(self.numbers)

    @property
    def gap(self) -> float | None:
        """Relative gap of the first criterion that is not proven, 0 when all are.

        None without an answer.
        """
        if not self.steps:
            return None
        last = self.steps[-1]
        return (last.value - last.bound) / last.value if last.value else 0.0

    def places(self) -> dict[str, Cell | None]:
        """Every position once, with its posts or None.

        Which of those that are alike is no finding, so this serves the next placement and not
        the reader.
        """
        assert self.numbers is not None, "without an answer nobody has a place"
        found: dict[str, Cell | None] = {}
        for a, alike in enumerate(self.problem.groups):
            ids = iter(sorted(alike.ids))
            for p in alike.options:
                for _ in range(self.numbers.get((a, p), 0)):
                    found[next(ids)] = self.problem.posts[p].where
            found |= dict.fromkeys(ids)
        return found


def place(
    instance: Instance,
    plan: Plan,
    wishes: Wishes | None = None,
    seconds: float = 20.0,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Placement:
    """The placement of least disruption.

    The flow is tried first. It knows fewer rules, so where it keeps them all no answer can be
    better; else CP-SAT searches from where it ended.
    """
    start, wishes = perf_counter(), wishes or Wishes()
    year = wishes.year or year_of(plan, instance)
    problem = build(instance.in_order, plan, wishes)
    try:
        flow = solve_flow(problem)
    except NoRoomError:
        took = perf_counter() - start
        return Placement(problem, wishes, year, None, (), (), "infeasible", "flow", took)
    if broken_rules(problem, wishes, flow):
        method, found = "cp-sat", solve_cp_sat(problem, wishes, flow, seconds, progress, cancel)
    else:
        method, found = "flow", _proven(problem, flow)
    took, free = perf_counter() - start, problem.totals(flow)
    return Placement(
        problem, wishes, year, found.numbers, free, found.steps, found.termination, method, took
    )


def _proven(problem: Problem, numbers: Numbers) -> CpSatResult:
    steps = zip(CRITERIA, problem.totals(numbers), strict=True)
    return CpSatResult(numbers, tuple(Step(c, v, v) for c, v in steps), "optimal")


def wishes_by_hand(
    before: Placement,
    must: Mapping[str, Cell] | None = None,
    never: frozenset[tuple[str, Cell]] = frozenset(),
) -> Wishes:
    """The wishes of a placement and choices by hand, to be met with the fewest changes of it."""
    return replace(
        before.wishes,
        chosen={**before.wishes.chosen, **(must or {})},
        never=before.wishes.never | never,
        before=before.places(),
    )


FlowKind = Literal["stayed", "moved", "retrained", "along", "unplaced"]
FLOW_KINDS: tuple[FlowKind, ...] = get_args(FlowKind)


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


class Alternative(NamedTuple):
    """A place for one position, and what all positions together lose by it, by criterion.

    The price is counted by the flow: people without a place, changes, moves, retrainings and
    distance more than in the best placement. It is the same for all positions that are alike.
    """

    where: Cell
    price: Totals


def alternatives(placement: Placement, position: str, most: int = 3) -> tuple[Alternative, ...]:
    """The best places of a position, the cheapest for all first; none where nothing suits."""
    problem = placement.problem
    at = next(n for n, a in enumerate(problem.groups) if position in a.ids)
    best = problem.totals(solve_flow(problem))
    found = []
    for p in problem.groups[at].options:
        try:
            forced = _forced(problem, at, position, p)
            totals = forced.totals(solve_flow(forced))
        except NoRoomError:
            continue
        price = tuple(a - b for a, b in zip(totals, best, strict=True))
        found.append(Alternative(problem.posts[p].where, price))
    return tuple(sorted(found, key=lambda each: (each.price, each.where))[:most])


def _forced(problem: Problem, at: int, position: str, p: int) -> Problem:
    alike = problem.groups[at]
    one = alike._replace(ids=(position,), options={p: alike.options[p]}, must_place=True)
    others = alike._replace(ids=tuple(i for i in alike.ids if i != position))
    rest: tuple[PositionGroup, ...] = (others,) if others.ids else ()
    groups = (*problem.groups[:at], *rest, *problem.groups[at + 1 :], one)
    return Problem(groups, problem.posts, problem.leaders, problem.spans, problem.paces)
