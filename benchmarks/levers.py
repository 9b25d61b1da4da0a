"""A lever moved, until the exact relaxation and until the proven plan, against other tools.

Percentiles over 200 random moves; then every way in turn on the same moves, each answer checked
equal, medians, and ratios to ours. Other tools get their numbers for nothing (benchmarks/peers.py).
"""

from collections import defaultdict
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.moves import INSTANCE, instances, scenarios
from benchmarks.peers import CRITERION, PEERS
from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solver.basis_cache import build_lp, solve_relaxation
from model.solver.branch_and_bound import solve_integer
from model.solver.lexicographic import GAP
from model.solver.matrix import extract
from scenarios.solve import solve

MOVES, COMPARED = 200, 9
OURS = "Jobbalance"
PROVEN = 1e-4  # relative gap


def plan(instance: Instance) -> float:
    """The proven first criterion."""
    search = build_lp(instance, GAP)
    search.set_objective(*search.matrix.criteria[CRITERION], SENSE[CRITERION])
    return solve_integer(search).objective


def percentiles(name: str, seconds: list[float]) -> None:
    half, most, worst = np.percentile(seconds, [50, 95, 100]) * 1000
    print(f"{name:44} {half:8.0f} {most:8.0f} {worst:8.0f}")


def moved() -> None:
    """How long a reader waits, over all levers."""
    relaxed, proven, plans, gaps = [], [], 0, []
    for instance, scenario in zip(instances(MOVES), scenarios(MOVES), strict=True):
        start = perf_counter()
        solve_relaxation(instance, CRITERION)
        relaxed.append(perf_counter() - start)
        start = perf_counter()
        answer = solve(INSTANCE, scenario)
        proven.append(perf_counter() - start)
        if answer.solution.outcome is not None:
            plans += 1
            gaps.append(max(step.gap for step in answer.solution.steps[:1]))
        else:
            assert answer.solution.termination == "infeasible", answer.solution.termination
    assert max(gaps) <= PROVEN, max(gaps)
    print(
        f"{MOVES} random lever moves, {plans} with a plan; milliseconds   median      95 %    worst"
    )
    percentiles("to the exact relaxation", relaxed)
    percentiles("to the plan: five criteria proven, evaluated", proven)


def compared() -> None:
    """Ours and the others in turn on the same moves."""
    asked = [
        i for i in instances(40, seed=7) if solve_relaxation(i, CRITERION).termination == "optimal"
    ]
    seconds: dict[tuple[bool, str], list[float]] = defaultdict(list)
    for instance in asked[:COMPARED]:
        matrix = extract(build(instance))
        for whole in (False, True):
            answers = {}
            for name in (OURS, *PEERS):
                start = perf_counter()
                if name != OURS:
                    answers[name] = PEERS[name](instance, matrix, whole)
                else:
                    answers[name] = (
                        plan(instance) if whole else solve_relaxation(instance, CRITERION).objective
                    )
                seconds[whole, name].append(perf_counter() - start)
            spread = max(answers.values()) - min(answers.values())
            assert spread <= 2 * GAP * max(1.0, abs(answers[OURS])), answers
    for whole in (False, True):
        ours = median(seconds[whole, OURS])
        print("whole numbers, first criterion" if whole else "relaxation, first criterion")
        for name in (OURS, *PEERS):
            took = median(seconds[whole, name])
            print(f"  {name:30} {1000 * took:8.0f} ms {took / ours:7.1f}")


if __name__ == "__main__":
    moved()
    compared()
