"""Place the positions of an instance in the structure of a plan."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter

from model.instance import Instance
from model.placement.build import Wishes, build
from model.placement.cp_sat import CpSatResult, Progress, Step, solve_cp_sat
from model.placement.min_cost_flow import NoRoomError, solve_flow
from model.placement.posts import year_of
from model.placement.problem import CRITERIA, Cell, Numbers, Problem, Totals
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
        """The criteria of the placement."""
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
    problem = build(instance, plan, wishes)
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
    return CpSatResult(numbers, tuple(Step(c, v, v) for c, v in steps), "optimal", stopped=False)


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
