"""From an instance and an order of criteria to a proven and independently evaluated plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from model.criteria.criteria import SENSE, criterion_values
from model.demand_kinds.judge import judge
from model.evaluation.evaluate import evaluate
from model.formulation.build import build
from model.instance import Instance
from model.plan import baseline, read_plan
from model.solution import DemandResult, Outcome, Seconds, Solution, Step, Termination
from model.solver.basis_cache import posed
from model.solver.branch_and_bound import Bounds, among, everywhere, given_up
from model.solver.highs import Found
from model.solver.matrix import Matrix, Vector, extract
from model.solver.warm_lp import FOREVER, Search

GAP = 2e-5  # relative, of each step; with the step's tolerance it stays within 0.01 per cent
AGREE = 1e-5  # relative difference between model and evaluation, beyond which nothing is shown
WORTH = {"refund": 1e-3, "saving_level": 1e-3, "lost": -1e-3, "handover": -1e-3}
DERIVED = {*WORTH, "segment", "extra_exits"}  # follow from a plan
UNREST = {
    "staff": 1.0,
    "dismissed": 100.0,
    "moved_in": 100.0,
    "retrained": 100.0,
    "relocated": 100.0,
}

Order = Sequence[tuple[str, float]]  # criterion, relative tolerance
Searched = tuple[str, float, Found]  # the same, and how its search ended


def solve(
    instance: Instance, order: Order, seconds: float = 60.0, before: Outcome | None = None
) -> Solution:
    """The best plan by the criteria of `order`, lexicographically.

    `seconds` limits the whole search; what it stops is reported with its gap. `before` is the
    outcome of today's practice, evaluated here when it is not given. When evaluation
    and solver disagree the search is run once more another way, and then withheld.
    """
    today = before or evaluate(instance, baseline(instance))
    start = perf_counter()
    search = posed(instance, GAP)
    built = perf_counter() - start
    moves = any(component == "relocated" for component, _ in search.matrix.columns)
    way = by_highs if moves else among  # relaxations of a free structure are not cheap
    solution = search_and_check(instance, today, search, way, order, seconds, built)
    if solution.agrees:
        return solution
    fresh = Search(extract(build(instance)), GAP, presolve=False)
    return search_and_check(instance, today, fresh, by_highs, order, seconds, built)


Way = Callable[
    [Search, Sequence[Vector], Sequence[Bounds], float], tuple[Found, Sequence[Bounds]]
]  # as branch.among


def by_highs(
    search: Search, starts: Sequence[Vector], boxes: Sequence[Bounds], tolerance: float
) -> tuple[Found, Sequence[Bounds]]:
    """HiGHS alone, everywhere."""
    del starts, tolerance
    return search.by_highs(), boxes


def search_and_check(
    instance: Instance,
    before: Outcome,
    search: Search,
    way: Way,
    order: Order,
    limit: float,
    built: float,
) -> Solution:
    """One lexicographic search, its point evaluated."""
    start = perf_counter()
    search.limit(limit)
    ended, steps = lexicographic(search, way, order)
    x = None if ended.x is None else settle(search, ended.x)
    solved = perf_counter() - start
    solution = check(instance, before, search.matrix, ended, x, steps)
    evaluated = perf_counter() - start - solved
    return replace(solution, seconds=Seconds(built, solved, evaluated))


def lexicographic(search: Search, way: Way, order: Order) -> tuple[Found, list[Searched]]:
    """How the search ended that stopped it or had the last say, and every step before it."""
    steps: list[Searched] = []
    latest = Found("no solution found", None, np.nan, np.nan, None)
    boxes: Sequence[Bounds] = [everywhere(search)]
    for criterion, tolerance in order:
        costs, offset = search.matrix.criteria[criterion]
        search.aim(costs, offset, SENSE[criterion])
        starts = [] if latest.x is None else [np.round(latest.x[search.whole])]
        found, boxes = way(search, starts, boxes, tolerance)
        if found.x is None:
            stopped = Found("feasible", found.limit or "numerics", np.nan, np.nan, latest.x)
            return (stopped if steps else found), steps
        latest = found
        steps.append((criterion, tolerance, found))
        search.keep(costs, found.value - offset, given_up(found.value, tolerance), SENSE[criterion])
    return latest, steps


def settle(search: Search, x: Vector) -> Vector:
    """The same choices with whole numbers exactly whole, and no staff more than they need.

    Then what follows from a plan (segments, refunds, handovers) at its best while it stays.
    """
    matrix, whole = search.matrix, search.whole
    search.limit(FOREVER)
    search.bounds(whole, np.round(x[whole]), np.round(x[whole]))
    search.aim(weights(matrix, UNREST), 0.0, -1)
    decided = search.relaxation().x
    if decided is None:
        return x
    derived = np.array([name in DERIVED for name, _ in matrix.columns])
    rest = np.flatnonzero(~derived & ~matrix.whole)
    search.bounds(rest, decided[rest], decided[rest])
    search.aim(matrix.criteria["exits"][0] + weights(matrix, WORTH), 0.0, 1)
    settled = search.relaxation().x
    return decided if settled is None else settled


def weights(matrix: Matrix, by_component: Mapping[str, float]) -> Vector:
    """The weight of each column by its component, zero where none is given."""
    return np.array([by_component.get(name, 0.0) for name, _ in matrix.columns])


def check(
    instance: Instance,
    before: Outcome,
    matrix: Matrix,
    ended: Found,
    x: Vector | None,
    searched: Sequence[Searched],
) -> Solution:
    """The search's point as a solution: evaluated, and withheld when the evaluation disagrees."""
    size = (*matrix.a.shape, int(matrix.whole.sum()))
    if x is None:
        return without_plan(ended, size)
    plan = read_plan(instance, dict(zip(matrix.columns, x.tolist(), strict=True)))
    after = evaluate(instance, plan)
    demands = judge(instance, plan, before, after)
    steps = tuple(as_step(matrix, x, *step) for step in searched)
    difference = largest_difference(instance, matrix, x, before, after)
    agrees = difference <= AGREE and keeps_every_rule(after, demands, steps)
    return Solution(
        termination=terminated(ended, searched) if agrees else "no solution found",
        limit=ended.limit or next((found.limit for _, _, found in searched if found.limit), None),
        steps=steps,
        plan=plan if agrees else None,
        outcome=after if agrees else None,
        demands=demands if agrees else {},
        agrees=agrees,
        largest_difference=difference,
        size=size,
    )


def without_plan(ended: Found, size: tuple[int, int, int]) -> Solution:
    """How a search ended that has no plan to show."""
    return Solution(
        termination=ended.termination,
        limit=ended.limit,
        steps=(),
        plan=None,
        outcome=None,
        demands={},
        agrees=True,
        largest_difference=0.0,
        size=size,
    )


def terminated(ended: Found, searched: Sequence[Searched]) -> Termination:
    """Optimal only when every step was."""
    steps = (ended, *(found for _, _, found in searched))
    return "optimal" if all(step.termination == "optimal" for step in steps) else "feasible"


def keeps_every_rule(
    after: Outcome, demands: Mapping[str, DemandResult], steps: Sequence[Step]
) -> bool:
    """No rule or active demand is broken, and no step is better than its bound."""
    met = all(demand.met for demand in demands.values() if demand.active)
    return met and not after.violations and not any(beats_its_bound(step) for step in steps)


def beats_its_bound(step: Step) -> bool:
    """A plan better than the bound says that the solver was wrong."""
    return SENSE[step.criterion] * (step.value - step.bound) > AGREE * max(1.0, abs(step.bound))


def as_step(matrix: Matrix, x: Vector, criterion: str, tolerance: float, found: Found) -> Step:
    """How far the final plan is from the best that the step's own search could not exclude."""
    value, bound = matrix.value(criterion, x), found.bound
    gap = max(0.0, SENSE[criterion] * (bound - value)) / max(abs(value), 1.0)
    return Step(criterion, value, bound, gap, tolerance)


def largest_difference(
    instance: Instance, matrix: Matrix, x: Vector, before: Outcome, after: Outcome
) -> float:
    """Largest relative difference between the model's criteria at x and the evaluation's."""
    measured = criterion_values(instance, before, after)
    return max(
        abs(matrix.value(name, x) - value) / max(1.0, abs(value))
        for name, value in measured.items()
    )
