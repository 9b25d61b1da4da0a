"""One scenario to its proven first criterion: our path against what a user would write.

Prints medians of alternated repetitions and ratios of one run; every answer is checked equal.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import pyomo.environ as pyo
from pyomo.contrib.appsi.solvers import Highs

from inputs import read
from model.branch import run
from model.formulation.build import build
from model.formulation.criteria import SENSE
from model.matrix import extract
from model.second_opinion import search as scip
from model.solve import GAP
from model.warm import posed
from scenarios import library
from scenarios.apply import apply
from scenarios.run import solve

REPEATS = 5
CRITERION = "exits"
SCENARIO = "optimum-34"


def ours() -> float:
    """Build, extract, HiGHS with the options of the product."""
    search = posed(instance, GAP)
    search.aim(*search.matrix.criteria[CRITERION], SENSE[CRITERION])
    return run(search).value


def pyomo_highs() -> float:
    """Pyomo's own interface to HiGHS, as it comes, to the same gap."""
    m = build(instance)
    for name, objective in m.criterion.items():
        objective.deactivate()
        if name == CRITERION:
            objective.activate()
            objective.sense = pyo.maximize
    solver = Highs()
    solver.config.mip_gap = GAP
    return float(solver.solve(m).best_feasible_objective)


def second_solver() -> float:
    """The same matrix to SCIP."""
    value = scip(extract(build(instance)), CRITERION)[1]
    assert value is not None, "SCIP has an answer"
    return value


def compare(ways: dict[str, Callable[[], float]]) -> None:
    """Times of each way in turn, and their ratio to the first."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    answers = {}
    for _ in range(REPEATS):
        for name, way in ways.items():
            start = perf_counter()
            answers[name] = way()
            seconds[name].append(perf_counter() - start)
    assert max(answers.values()) - min(answers.values()) < 1e-3 * max(answers.values()), answers
    first = median(next(iter(seconds.values())))
    for name, times in seconds.items():
        print(f"{name:32} {median(times):7.2f} s {median(times) / first:7.2f}")


base = read.default().instance
assert base is not None, "the shipped data are right"
scenario = library.load(SCENARIO)
instance = apply(base, scenario)
answer = solve(base, scenario)
rows, columns, whole = answer.solution.size
print(f"{SCENARIO}: {rows} rows, {columns} columns, {whole} of them whole numbers")
print(
    "build {:.2f} s, solve (3 steps) {:.2f} s, evaluate {:.2f} s".format(*answer.solution.seconds)
)
compare({"ours": ours, "Pyomo and HiGHS, as they come": pyomo_highs, "SCIP": second_solver})
