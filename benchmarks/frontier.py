"""The exact frontier against solves of the same program, and the certified one to its tolerance.

Prints seconds and ratios of one run; every answer is checked equal.
"""

from statistics import median
from time import perf_counter

import numpy as np
import pyomo.environ as pyo
from pyomo.contrib.appsi.solvers import Highs

from inputs import read
from model.formulation.build import build
from scenarios import library
from scenarios.apply import apply
from scenarios.studies.frontier import TOLERANCE, certified_frontier, lp_frontier
from scenarios.traded_criteria import build_biobjective

POINTS, HONEST = 200, 5
SAME = 1e-3  # exits
X, Y = "saving", "exits"


def one_at_a_time(levels: list[float]) -> list[float]:
    """The warm relaxation at each level in turn."""
    program = build_biobjective(instance, X, Y)
    program.set_objective()
    values = []
    for level in levels:
        program.require_x(level)
        values.append(program.lp.solve_relaxation().objective)
    return values


def anew(level: float) -> float:
    """The model built, relaxed and solved by Pyomo's interface to HiGHS."""
    m = build(instance)
    for row in m.demand.values():
        if instance.demands[row.index()[0]].kind == "saving" and row.index()[0] != "BUDGET":
            row.deactivate()
    pyo.TransformationFactory("core.relax_integer_vars").apply_to(m)
    m.saving_level.setlb(level)
    for name, objective in m.criterion.items():
        objective.deactivate()
        if name == Y:
            objective.activate()
            objective.sense = pyo.maximize
    return float(Highs().solve(m).best_feasible_objective)


base = read.default().instance
assert base is not None, "the shipped data are right"
scenario = library.load("optimum-34")
instance = apply(base, scenario)

start = perf_counter()
frontier = lp_frontier(base, scenario, X, Y, None)
traced = perf_counter() - start
print(f"every breakpoint ({len(frontier.points)}): {traced:.2f} s")

xs, ys = np.array(frontier.points).T
levels = np.linspace(xs[0], xs[-1], POINTS + 1)[:-1].tolist()
start = perf_counter()
warm = one_at_a_time(levels)
solved = perf_counter() - start
assert np.allclose(warm, np.interp(levels, xs, ys), atol=SAME), "both give the same frontier"
print(f"{POINTS} points, warm, one at a time: {solved:.2f} s")

times = []
for level in levels[:: POINTS // HONEST][:HONEST]:
    start = perf_counter()
    value = anew(level)
    times.append(perf_counter() - start)
    assert abs(value - np.interp(level, xs, ys)) < SAME, (level, value)
print(
    f"{POINTS} points, built anew by Pyomo: {POINTS * median(times):.0f} s, extrapolated from "
    f"{HONEST}; {POINTS * median(times) / solved:.0f} times"
)

for found in certified_frontier(base, scenario, X, Y, TOLERANCE):
    last = found
print(
    f"certified to {TOLERANCE:.1%} of the exits: {last.seconds:.1f} s, proven {last.proven}, "
    f"gap at most {last.width:.3f}"
)
