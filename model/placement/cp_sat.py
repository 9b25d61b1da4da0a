"""The least disruption by CP-SAT, with teams, spans, hours and paces: one criterion at a time.

Every criterion is solved on its own, and what it reached binds those that follow, so a bound is
a bound on people and not on a sum of weights.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from model.placement.build import Wishes
from model.placement.problem import CRITERIA, Numbers, Problem
from model.placement.side_constraints import SLACK, retraining_key, span_load, span_slack

SCALE = 100  # hundredths of an hour are whole numbers
WORKERS = 2


class Step(NamedTuple):
    """One criterion: what the answer has of it, and the least that any answer could have."""

    criterion: str
    value: int
    bound: int


Progress = Callable[[str, int, int], None]  # criterion, best so far, bound


class CpSatResult(NamedTuple):
    """`steps` has the criteria that were begun; the last one's bound may be below its value."""

    numbers: Numbers | None
    steps: tuple[Step, ...]
    termination: str  # optimal, feasible, infeasible, no solution found


class Model(NamedTuple):
    cp: Any
    x: dict[tuple[int, int], Any]
    criteria: tuple[Any, ...]  # expressions, in the order of CRITERIA


def solve_cp_sat(
    problem: Problem,
    wishes: Wishes,
    hint: Numbers | None = None,
    seconds: float = 20.0,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> CpSatResult:
    """Positions by group and posts; `hint` is an assignment to begin from, such as the flow's."""
    end, found, steps = perf_counter() + seconds, hint, list[Step]()
    model = build_model(problem, wishes)
    numbers: Numbers | None = None
    for at, (criterion, expression) in enumerate(zip(CRITERIA, model.criteria, strict=True)):
        _set_hints(model, found)
        model.cp.minimize(expression)
        status, solver = _run(model, criterion, end - perf_counter(), progress, cancel)
        if status == cp_model.INFEASIBLE:
            return CpSatResult(None, (), "infeasible")
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            numbers = found = {i: int(n) for i, v in model.x.items() if (n := solver.value(v))}
        if numbers is None:
            return CpSatResult(None, (), "no solution found")
        value = problem.totals(numbers)[at]
        bound = value if status == cp_model.OPTIMAL else _bound(status, solver)
        steps.append(Step(criterion, value, min(value, bound)))
        if value > bound:
            return CpSatResult(numbers, tuple(steps), "feasible")
        model.cp.add(expression <= value)
    return CpSatResult(numbers, tuple(steps), "optimal")


def _bound(status: Any, solver: Any) -> int:
    """The least that a search had not ruled out when it was stopped."""
    return max(0, round(solver.best_objective_bound)) if status == cp_model.FEASIBLE else 0


def build_model(problem: Problem, wishes: Wishes) -> Model:
    """The whole numbers, the flow's own rows, and the rules that are asked for."""
    cp = cp_model.CpModel()
    x = {
        (a, p): cp.new_int_var(0, min(alike.people, problem.posts[p].people), f"x{a},{p}")
        for a, alike in enumerate(problem.groups)
        for p in alike.options
    }
    for a, alike in enumerate(problem.groups):
        placed = sum(x[a, p] for p in alike.options)
        cp.add(placed == alike.people if alike.must_place else placed <= alike.people)
    for p, posts in enumerate(problem.posts):
        cp.add(sum(v for (_, q), v in x.items() if q == p) <= posts.people)
    _add_paces(cp, x, problem)
    if wishes.teams:
        _add_teams(cp, x, problem)
    if wishes.spans:
        _add_spans(cp, x, problem)
    if wishes.hours:
        _add_hours(cp, x, problem)
    return Model(cp, x, problem.totals(x))


def _add_paces(cp: Any, x: dict[tuple[int, int], Any], problem: Problem) -> None:
    retrained = defaultdict(list)
    for (a, p), v in x.items():
        if key := retraining_key(problem.groups[a], p, problem.posts[p]):
            retrained[key].append(v)
    for key, found in retrained.items():
        if key in problem.paces:
            cp.add(sum(found) <= problem.paces[key])


def _add_teams(cp: Any, x: dict[tuple[int, int], Any], problem: Problem) -> None:
    """A team has one unit, and a place elsewhere is closed to it."""
    goes: dict[tuple[str, str], Any] = {}
    for (a, p), v in x.items():
        alike, unit = problem.groups[a], problem.posts[p].unit
        if alike.team:
            if (alike.team, unit) not in goes:
                goes[alike.team, unit] = cp.new_bool_var(f"{alike.team} in {unit}")
            cp.add(v <= alike.people * goes[alike.team, unit])
    for team in {team for team, _ in goes}:
        cp.add(sum(v for (t, _), v in goes.items() if t == team) <= 1)


def _add_spans(cp: Any, x: dict[tuple[int, int], Any], problem: Problem) -> None:
    for unit in problem.spans:
        rows = span_load(problem, unit)
        load = sum(round(SCALE * hours) * x[a, p] for a, p, hours in rows)
        cp.add(load <= round(SCALE * (span_slack(problem, unit) + SLACK / 2)))


def _add_hours(cp: Any, x: dict[tuple[int, int], Any], problem: Problem) -> None:
    for p, posts in enumerate(problem.posts):
        used = sum(round(SCALE * problem.groups[a].hours) * v for (a, q), v in x.items() if q == p)
        cp.add(used <= round(SCALE * (posts.hours + SLACK / 2)))


def _set_hints(model: Model, found: Numbers | None) -> None:
    model.cp.clear_hints()
    if found is not None:
        for i, v in model.x.items():
            model.cp.add_hint(v, found.get(i, 0))


def _run(
    model: Model,
    criterion: str,
    seconds: float,
    progress: Progress | None,
    cancel: threading.Event | None,
) -> tuple[Any, Any]:
    """One search, told of as it goes on and stopped when it is cancelled."""
    solver = cp_model.CpSolver()
    if seconds <= 0 or (cancel and cancel.is_set()):
        return cp_model.UNKNOWN, solver
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    callback = _ProgressCallback(criterion, progress) if progress else None
    with _stop_on_cancel(solver, cancel):
        return solver.solve(model.cp, callback), solver


@contextmanager
def _stop_on_cancel(solver: Any, cancel: threading.Event | None) -> Iterator[None]:
    """While it lasts, the solver is stopped as soon as somebody sets the event."""
    if cancel is None:
        yield
        return
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            if cancel.is_set():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


class _ProgressCallback(cp_model.CpSolverSolutionCallback):
    """Passes on every better answer."""

    def __init__(self, criterion: str, progress: Progress) -> None:
        super().__init__()
        self._criterion, self._progress = criterion, progress

    def on_solution_callback(self) -> None:
        best, bound = self.objective_value, self.best_objective_bound
        self._progress(self._criterion, round(best), max(0, round(bound)))
