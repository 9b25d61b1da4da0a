"""The lexicographic optimum of an instance, proven and independently evaluated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import cast

import numpy as np

from model.criteria import SENSE, criterion_values
from model.demand_kinds.kinds import judge
from model.evaluation.evaluate import evaluate
from model.formulation.build import build
from model.instance import Instance
from model.plan import baseline, read_plan
from model.solution import DemandResult, Outcome, Seconds, Solution, Step, Termination
from model.solver.basis_cache import build_lp
from model.solver.branch_and_bound import Bounds, allowed_loss, root_bounds, solve_in_nodes
from model.solver.matrix import Indices, Matrix, Vector, extract
from model.solver.warm_lp import NO_TIME_LIMIT, SolverResult, WarmLP

GAP = 2e-5  # relative, of each step; with the step's tolerance it stays within 0.01 per cent
AGREEMENT = 1e-5  # relative difference between model and evaluation, beyond which nothing is shown
DERIVED_WEIGHTS = {
    "refund": 1e-3,
    "saving_level": 1e-3,
    "lost": -1e-3,
    "cut": -1e-3,
    "handover": -1e-3,
}
DERIVED = {
    *DERIVED_WEIGHTS,
    "segment",
    "casework_step",
    "extra_exits",
    "in_work",
}  # follow from a plan
CHANGE_WEIGHTS = {  # of staff; a place more or fewer than today weighs 1
    "staff": 1.0,
    "hired": 1000.0,
    "dismissed": 1000.0,
    "moved_in": 1000.0,
    "retrained": 1000.0,
    "relocated": 1000.0,
}

Order = Sequence[tuple[str, float] | tuple[str, float, float]]  # criterion, tolerance, least
SolvedStep = tuple[str, float, float, SolverResult]  # the same, and the result


def solve(
    instance: Instance, order: Order, seconds: float = 60.0, before: Outcome | None = None
) -> Solution:
    """The best plan by the criteria of `order`, lexicographically.

    `seconds` limits the whole search; a step that it stops is reported with its gap. `before` is
    the outcome of today's practice, evaluated here when it is not given. When evaluation and solver
    disagree, HiGHS solves once more on the rows as Pyomo writes them; then the plan is withheld.
    """
    today = before or evaluate(instance, baseline(instance))
    start = perf_counter()
    lp = build_lp(instance, GAP)
    built = perf_counter() - start
    method = solve_by_highs if is_free(lp.matrix) else solve_in_nodes
    solution = solve_and_check(instance, today, lp, method, order, seconds, built)
    if solution.agrees:
        return solution
    fresh = WarmLP(extract(build(instance)), GAP, presolve=False)
    return solve_and_check(instance, today, fresh, solve_by_highs, order, seconds, built)


Method = Callable[
    [WarmLP, Sequence[Vector], Sequence[Bounds], Callable[[float], float]],
    tuple[SolverResult, Sequence[Bounds]],
]  # as solve_in_nodes


def is_free(matrix: Matrix) -> bool:
    """Whether offers can move: relaxations of a free structure are dear, HiGHS alone quicker."""
    return any(component == "relocated" for component, _ in matrix.columns)


def solve_by_highs(
    lp: WarmLP,
    starts: Sequence[Vector],
    nodes: Sequence[Bounds],
    loss: Callable[[float], float],
) -> tuple[SolverResult, Sequence[Bounds]]:
    """One step by HiGHS alone, over all nodes."""
    del starts, loss
    return lp.solve_mip(), nodes


def solve_and_check(
    instance: Instance,
    before: Outcome,
    lp: WarmLP,
    method: Method,
    order: Order,
    seconds: float,
    built: float,
) -> Solution:
    """One lexicographic search with ties broken, and its plan evaluated."""
    start = perf_counter()
    lp.set_time_limit(seconds)
    last, steps = solve_in_order(lp, method, order)
    fixed = method is solve_by_highs  # of a free structure
    x = last.incumbent
    x = None if x is None else break_ties(instance, lp, x, keep_choices=fixed)
    solved = perf_counter() - start
    solution = checked_solution(instance, before, lp.matrix, last, x, steps)
    evaluated = perf_counter() - start - solved
    return replace(solution, seconds=Seconds(built, solved, evaluated))


def solve_in_order(
    lp: WarmLP, method: Method, order: Order
) -> tuple[SolverResult, list[SolvedStep]]:
    """The last result, which may have stopped the search, and all steps that were solved."""
    steps: list[SolvedStep] = []
    latest = SolverResult("no solution found", None, np.nan, np.nan, None)
    nodes: Sequence[Bounds] = [root_bounds(lp)]
    for criterion, tolerance, *amount in order:
        costs, offset = lp.matrix.criteria[criterion]
        lp.set_objective(costs, offset, SENSE[criterion])
        starts = [] if latest.incumbent is None else [np.round(latest.incumbent[lp.integers])]
        least = amount[0] if amount else 0.0
        loss = partial(allowed_loss, tolerance=tolerance, least=least)
        found, nodes = method(lp, starts, nodes, loss)
        if found.incumbent is None:
            stopped = SolverResult(
                "feasible", found.limit or "numerics", np.nan, np.nan, latest.incumbent
            )
            return (stopped if steps else found), steps
        latest = found
        steps.append((criterion, tolerance, least, found))
        lp.add_objective_row(
            costs, found.objective - offset, loss(found.objective), SENSE[criterion]
        )
    return latest, steps


def break_ties(instance: Instance, lp: WarmLP, x: Vector, *, keep_choices: bool) -> Vector:
    """The point with integers exact, and ties broken by the least change from today.

    With `keep_choices` the whole-number choices stay as they are found.
    Then the derived columns (segments, refunds, handovers) at their best for that plan.
    """
    matrix, integers, size = lp.matrix, lp.integers, len(lp.matrix.columns)
    lp.set_time_limit(NO_TIME_LIMIT)
    lp.set_column_bounds(integers, np.round(x[integers]), np.round(x[integers]))
    changes = np.ones(add_changes_in_places(instance, lp))
    lp.set_objective(np.append(weights(matrix, CHANGE_WEIGHTS), changes), 0.0, -1)
    found = lp.solve_relaxation()
    nearest = found.incumbent if keep_choices else take_back(instance, lp, found)
    if nearest is None:
        return x
    return settled(lp, nearest[:size])


def settled(lp: WarmLP, x: Vector) -> Vector:
    """The point with the derived columns at their best for its plan, which `lp` has chosen."""
    matrix = lp.matrix
    derived = np.array([name in DERIVED for name, _ in matrix.columns])
    rest = np.flatnonzero(~derived & ~matrix.is_integer)
    lp.set_column_bounds(rest, x[rest], x[rest])
    best = matrix.criteria["exits"][0] + weights(matrix, DERIVED_WEIGHTS)
    added = lp.highs.getNumCol() - len(x)
    lp.set_objective(np.append(best, np.zeros(added)), 0.0, 1)
    found = lp.solve_relaxation().incumbent
    return x if found is None else found[: len(x)]


def take_back(instance: Instance, lp: WarmLP, nearest: SolverResult) -> Vector | None:
    """The nearest point when the choices about each measure are today's, where that is nearer.

    So nothing is closed or handed over that costs nothing to keep.
    """
    for columns, today in choices_today(instance, lp.matrix).values():
        if nearest.incumbent is None:
            return None
        chosen, basis = np.round(nearest.incumbent[columns]), lp.raw_basis()
        barred = (today < lp.matrix.column_lower[columns]) | (
            today > lp.matrix.column_upper[columns]
        )
        if barred.any() or np.array_equal(chosen, today):
            continue
        lp.set_column_bounds(columns, today, today)
        found = lp.solve_relaxation()
        least = nearest.objective - AGREEMENT * max(1.0, abs(nearest.objective))
        if found.termination == "optimal" and found.objective < least:
            nearest = found
        else:
            lp.set_column_bounds(columns, chosen, chosen)
            lp.set_raw_basis(basis)
    return nearest.incumbent


def choices_today(instance: Instance, matrix: Matrix) -> dict[object, tuple[Indices, Vector]]:
    """By measure: the columns that open it or hand it over, and what they are today."""
    found: dict[object, list[tuple[int, float]]] = {}
    for j, (name, index) in enumerate(matrix.columns):
        if name in ("is_open", "is_handed_over"):
            offer = instance.offers.get(cast("tuple[str, str]", index))
            open_today = name == "is_open" and offer is not None and offer.status == "today"
            found.setdefault(index[0], []).append((j, float(open_today)))
    pairs = {n: zip(*each, strict=True) for n, each in found.items()}
    return {n: (np.array(columns), np.array(values)) for n, (columns, values) in pairs.items()}


def add_changes_in_places(instance: Instance, lp: WarmLP) -> int:
    """How many columns are added: the places more and fewer than today of each column of places."""
    columns = [(j, i) for j, (name, i) in enumerate(lp.matrix.columns) if name == "places"]
    for j, (m, u, g, _) in columns:
        today = instance.places_today.get((str(m), str(u), str(g)), 0.0)
        more, fewer = (lp.add_column(1.0, 0.0, np.inf) for _ in range(2))
        lp.add_row(np.array([j, more, fewer]), np.array([1.0, -1.0, 1.0]), today, today)
    return 2 * len(columns)


def weights(matrix: Matrix, by_component: Mapping[str, float]) -> Vector:
    """The weight of each column by its component, zero where none is given."""
    return np.array([by_component.get(name, 0.0) for name, _ in matrix.columns])


def checked_solution(
    instance: Instance,
    before: Outcome,
    matrix: Matrix,
    last: SolverResult,
    x: Vector | None,
    steps_solved: Sequence[SolvedStep],
) -> Solution:
    """The solution of a point: evaluated, and withheld when the evaluation disagrees."""
    size = (*matrix.a.shape, int(matrix.is_integer.sum()))
    if x is None:
        return Solution(last.termination, last.limit, size=size)
    plan = read_plan(instance, dict(zip(matrix.columns, x.tolist(), strict=True)))
    after = evaluate(instance, plan)
    demands = judge(instance, plan, before, after)
    steps = tuple(as_step(matrix, x, *step) for step in steps_solved)
    difference = largest_difference(instance, matrix, x, before, after)
    agrees = difference <= AGREEMENT and keeps_every_rule(after, demands, steps)
    solution = Solution(
        termination=overall_termination(last, steps_solved),
        limit=last.limit or next((found.limit for *_, found in steps_solved if found.limit), None),
        steps=steps,
        plan=plan,
        outcome=after,
        demands=demands,
        agrees=agrees,
        largest_difference=difference,
        size=size,
    )
    return solution if agrees else solution.withheld


def overall_termination(last: SolverResult, steps_solved: Sequence[SolvedStep]) -> Termination:
    """Optimal only when every step was."""
    steps = (last, *(found for *_, found in steps_solved))
    return "optimal" if all(step.termination == "optimal" for step in steps) else "feasible"


def keeps_every_rule(
    after: Outcome, demands: Mapping[str, DemandResult], steps: Sequence[Step]
) -> bool:
    """No rule or active demand is broken, and no step is better than its bound."""
    met = all(demand.met for demand in demands.values() if demand.active)
    bounded = all(
        SENSE[step.criterion] * (step.value - step.bound) <= AGREEMENT * max(1.0, abs(step.bound))
        for step in steps
    )
    return met and not after.violations and bounded


def as_step(
    matrix: Matrix, x: Vector, criterion: str, tolerance: float, least: float, found: SolverResult
) -> Step:
    """A step: the final plan's value, the best of its own search, and the gap of that search."""
    value, best, bound = matrix.value(criterion, x), found.objective, found.dual_bound
    gap = max(0.0, SENSE[criterion] * (bound - best)) / max(abs(best), 1.0)
    return Step(criterion, value, bound, gap, tolerance, best, least)


def largest_difference(
    instance: Instance, matrix: Matrix, x: Vector, before: Outcome, after: Outcome
) -> float:
    """Largest relative difference between the model's criteria at x and the evaluation's."""
    measured = criterion_values(instance, before, after)
    return max(
        abs(matrix.value(name, x) - value) / max(1.0, abs(value))
        for name, value in measured.items()
    )
