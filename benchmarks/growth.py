"""The shipped data copied to so many municipalities that share one budget and one staff market.

Each copy is written by Pyomo and extracted on its own; savings demanded then hold for the sum, and
staff may move between all copies. Every size runs in a process of its own, for its memory. The
relaxation is solved by HiGHS's interior point with crossover: from the basis of one copy the
simplex needs 33 pivots a copy, each as long as the whole, and so grows with the square.
Exponents are slopes of logarithms over the copies.
"""

import multiprocessing
import resource
from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_diag, csr_array, hstack, vstack

from benchmarks.moves import INSTANCE, SCENARIO
from model.criteria import SENSE
from model.instance import Instance
from model.solver.branch_and_bound import root_bounds
from model.solver.lexicographic import GAP
from model.solver.matrix import Matrix, Vector
from model.solver.parametric_model import ParametricModel
from model.solver.warm_lp import SolverResult, WarmLP
from scenarios import library
from scenarios.apply import apply

COPIES = (1, 2, 5, 10, 25, 50, 98)
CRITERION, LIMIT, ENOUGH = "exits", 60.0, 1e-4


class Measured(NamedTuple):
    """Seconds of each step, the gap of the plan, and the most memory in MB."""

    rows: int
    build: float
    relaxation: float
    plan: float
    gap: float
    memory: float


def shared(instance: Instance, matrix: Matrix) -> NDArray[np.bool_]:
    """Which rows hold for the sum of all copies: staff moves and savings demanded."""
    savings = {i for i, q in instance.demands.items() if q.kind == "saving"}
    return np.array(
        [
            component == "moves_meet" or matrix.demand_of.get(i) in savings
            for i, (component, _) in enumerate(matrix.rows)
        ]
    )


def national(instance: Instance, parts: list[Matrix]) -> Matrix:
    """Block diagonal, with the shared rows added up below."""
    one, copies = parts[0], len(parts)
    together = shared(instance, one)
    own, common = np.flatnonzero(~together), np.flatnonzero(together)
    costs, offset = one.criteria[CRITERION]
    blocks = block_diag([part.a[own] for part in parts], format="csr")
    links = hstack([part.a[common] for part in parts], format="csr")

    def ends(each: Vector) -> Vector:
        return np.concatenate([np.tile(each[own], copies), copies * each[common]])

    return Matrix(
        a=csr_array(vstack([blocks, links], format="csr")),
        lower=ends(one.lower),
        upper=ends(one.upper),
        column_lower=np.tile(one.column_lower, copies),
        column_upper=np.tile(one.column_upper, copies),
        is_integer=np.tile(one.is_integer, copies),
        criteria={CRITERION: (np.tile(costs, copies), copies * offset)},
        rows=(*[one.rows[i] for i in own] * copies, *[one.rows[i] for i in common]),
        columns=one.columns * copies,
        demand_of={},
    )


def aimed(matrix: Matrix) -> WarmLP:
    search = WarmLP(matrix, GAP)
    search.set_objective(*matrix.criteria[CRITERION], SENSE[CRITERION])
    return search


def measure(copies: int) -> Measured:
    """Build, relaxation and plan of so many copies."""
    instance = apply(INSTANCE, library.load(SCENARIO))
    start = perf_counter()
    parts = [ParametricModel(instance).instantiate(instance) for _ in range(copies)]
    matrix = national(instance, parts)
    built = perf_counter()
    search = aimed(matrix)
    search.highs.setOptionValue("solver", "ipm")
    relaxed = search.solve_from_scratch()
    assert relaxed.termination == "optimal", relaxed.termination
    solved = perf_counter()
    best, bound = planned(search, relaxed)
    found = perf_counter()
    one = aimed(parts[0]).solve_relaxation().objective
    assert relaxed.objective >= copies * one * (1 - 1e-6), "together is no worse than apart"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = built - start, solved - built, found - solved
    return Measured(len(matrix.rows), *seconds, (bound - best) / best, memory)


def planned(search: WarmLP, relaxed: SolverResult) -> tuple[float, float]:
    """A plan's value and what none can pass: rounded up, then HiGHS when that is not enough.

    The value is nan when neither has a plan.
    """
    assert relaxed.incumbent is not None, "an optimal relaxation has a point"
    values = np.clip(np.ceil(relaxed.incumbent[search.integers] - 1e-6), *root_bounds(search))
    search.set_column_bounds(search.integers, values, values)
    fixed = search.solve_from_scratch()
    best = fixed.objective if fixed.incumbent is not None else np.nan
    bound = relaxed.objective
    search.highs.setOptionValue("solver", "choose")
    if not bound - best <= ENOUGH * best:
        search.set_column_bounds(search.integers, *root_bounds(search))
        search.set_time_limit(LIMIT)
        found = search.solve_mip()
        best = np.fmax(best, found.objective if found.incumbent is not None else np.nan)
        bound = np.fmin(bound, found.dual_bound)
    return best, bound


def exponent(values: list[float]) -> float:
    """The slope of the logarithms over the copies, from two copies on."""
    return float(np.polyfit(np.log(COPIES[1:]), np.log(values[1:]), 1)[0])


if __name__ == "__main__":
    print("copies    rows   build s   LP s   MIP s (limit 60)   gap %   memory MB")
    results = []
    for copies in COPIES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            m = pool.apply(measure, (copies,))
        results.append(m)
        print(f"{copies:6} {m.rows:7} {m.build:9.1f} {m.relaxation:6.2f} {m.plan:7.1f}"
              f" {100 * m.gap:19.4f} {m.memory:11.0f}")  # fmt: skip
    for name, values in (
        ("build", [m.build for m in results]),
        ("relaxation", [m.relaxation for m in results]),
        ("plan", [m.plan for m in results]),
    ):
        print(f"exponent of {name}: {exponent(values):.2f}")
