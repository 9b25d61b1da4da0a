"""All plans that no other beats, against the epsilon-constraint method by cold solves of HiGHS.

Knapsacks of 50 measures that are open at one size or closed (tests/knapsack_case.py). Prints
processor seconds and ratios of one run; both find the same points.
"""

import sys
from pathlib import Path
from time import process_time

import highspy
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from knapsack_case import random

from model.frontier.biobjective import BiobjectiveLP
from model.frontier.next_point import certify
from model.instance import Instance
from scenarios.traded_criteria import build_biobjective

X, Y = "coverage", "exits"
APART = 1e-6  # of x


def cold(program: BiobjectiveLP, level: float) -> tuple[float, float] | None:
    """The most y at a level of x, by a new HiGHS with its own options."""
    highs, lp, whole = highspy.Highs(), program.lp.highs.getLp(), program.matrix.is_integer
    highs.silent()
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("threads", 1)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if each else kinds.kContinuous for each in whole]
    highs.passModel(lp)
    highs.changeRowBounds(int(program.x_row[0]), level - program.x.offset, np.inf)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    point = np.array(highs.getSolution().col_value)
    return program.x.value(point), program.y.value(point)


def plain(data: Instance) -> set[tuple[float, float]]:
    """The points by one cold solve after the other; of the same y the one with the most x."""
    program = build_biobjective(data, X, Y)
    program.set_objective()
    best, level = dict[float, float](), -np.inf
    while (found := cold(program, level)) is not None:
        best[round(found[1], 6)], level = round(found[0], 6), found[0] + APART
    return {(x, y) for y, x in best.items()}


for seed in range(3):
    data = random(seed, number=50, most=100).data
    start = process_time()
    by_plain = plain(data)
    seconds = process_time() - start
    start = process_time()
    for bounds in certify(build_biobjective(data, X, Y), 1e-3):
        last = bounds
    here = process_time() - start
    found = {(round(plan.level, 6), round(plan.value, 6)) for plan in last.plans()}
    assert found == by_plain, "both find the same points"
    print(f"{len(found)} points: {here:.2f} s, cold {seconds:.2f} s, {seconds / here:.1f} times")
