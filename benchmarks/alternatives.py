"""What is politically free: all ranges and seven alternatives, processor seconds, and cold solves.

A cold solve hands the same rows to HiGHS anew for each end of a range, as a user would do who
writes the loss as a row; a few are run, and what all ends would take is their median times the
number of ends, and says so. Ends must be equal to what is proven.
"""

from statistics import median
from time import process_time

import numpy as np

from inputs import read
from model.alternatives.figures import figures
from model.alternatives.near_best import BOTH, END_GAP
from model.solver.warm_lp import WarmLP
from scenarios import library
from scenarios.near_best import near_best
from scenarios.solve import Answer, solve
from scenarios.studies.alternatives import alternatives
from scenarios.studies.ranges import ranges
from scenarios.work import last

ASKED = (("optimum-34", 0.005), ("optimum-34", 0.01), ("optimum-34", 0.02), ("optimum-34", 0.05),
         ("byraadet-2017", 0.01), ("opdeling-2012", 0.01))  # fmt: skip
SECONDS = 300.0
COLD = 5  # each so many figures


def cold_ends(answer: Answer, share: float) -> tuple[int, list[float]]:
    """How many ends there are, and seconds of a cold solve for each of a few of them."""
    near = near_best(answer, share, SECONDS)
    asked, times = list(figures(answer.instance, near.lp.matrix)), []
    for figure in asked[::COLD]:
        for way in set(BOTH) & set(figure.faithful):
            start, lp = process_time(), WarmLP(near.lp.matrix, END_GAP)
            costs, offset = lp.matrix.criteria[near.criterion.name[1]]
            lp.add_objective_row(costs, near.best.objective - offset, near.loss, near.sense)
            lp.set_objective(figure.costs, figure.offset, way)
            found = lp.solve_mip()
            times.append(process_time() - start)
            end = near.end(figure, way)
            noise = 2 * END_GAP * max(1.0, abs(end.bound))
            assert np.isclose(found.objective, end.value, rtol=0, atol=noise), figure.name
    return sum(len(figure.faithful) for figure in asked), times


base = read.default().instance
assert base is not None, "the shipped data are right"
for name, share in ASKED:
    answer = solve(base, library.load(name))
    start = process_time()
    known = last(ranges(answer, share, SECONDS))
    ranged = process_time() - start
    start = process_time()
    found = last(alternatives(answer, share, seconds=SECONDS))
    differed = process_time() - start
    assert known is not None, "there is a plan"
    assert found is not None, "there is a plan"
    free = sum(known.always(n) is None for n in answer.instance.measures)
    apart = [each.distance for each in found.plans[1:]]
    print(f"{name:14} within {share:.1%}: ranges {ranged:5.1f} s, proven {known.proven}, "
          f"{free} measures free; {len(found.plans)} plans {differed:5.1f} s, {apart} of "
          f"{len(found.free)} choices apart, proven {found.proven}")  # fmt: skip
answer = solve(base, library.load("optimum-34"))
start, near = process_time(), near_best(answer, 0.01, SECONDS)
for figure in figures(answer.instance, near.lp.matrix):
    near.range(figure)
warm = process_time() - start
ends, times = cold_ends(answer, 0.01)
every = median(times) * ends
print(f"a cold end {median(times):.2f} s; all {ends}, extrapolated, {every:.0f} s: "
      f"{every / warm:.1f} times ours, no plan evaluated")  # fmt: skip
