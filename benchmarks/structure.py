"""A free structure: until a plan with its gap, and until the first criterion is proven.

The same question asked three ways: by the search of our own, by HiGHS, and with today's units.
Medians over repetitions; all answers are checked equal. A search stopped early tells its gap.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.moves import INSTANCE
from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solver.branch_and_bound import solve_integer
from model.solver.matrix import extract
from model.solver.warm_lp import SolverResult, WarmLP
from scenarios import library
from scenarios.apply import apply
from scenarios.solve import solve

TIMES, SOON, WITHIN = 3, 2.0, 1e-3
FREE, TODAY = "opdeling-2012", "opdeling-2012-i-dag"
FAMILY = (TODAY, "opdeling-2012-to-enheder", "opdeling-2012-et-center", FREE)


def asked(name: str) -> Instance:
    return apply(INSTANCE, library.load(name))


def first(
    instance: Instance, way: Callable[[WarmLP], SolverResult], seconds: float
) -> SolverResult:
    """The search for most exits on a matrix that is there already."""
    search = WarmLP(extract(build(instance)), WITHIN)
    search.set_objective(*search.matrix.criteria["exits"], SENSE["exits"])
    search.set_time_limit(seconds)
    return way(search)


def timed(
    name: str, way: Callable[[WarmLP], SolverResult], seconds: float
) -> tuple[float, SolverResult]:
    spent, found = [], []
    for _ in range(TIMES):
        start = perf_counter()
        found.append(first(asked(name), way, seconds))
        spent.append(perf_counter() - start)
    return median(spent), found[-1]


def gap(found: SolverResult) -> str:
    if found.incumbent is None:
        return "no plan"
    return f"{abs(found.dual_bound - found.objective) / abs(found.objective):.4%}"


def proofs() -> None:
    """Build and prove the first criterion to 0.1 per cent; and what there is after two seconds."""
    print(f"{'To 0.1 per cent, build and extraction included':56} {'s':>8} {'gap':>10}")
    ways: dict[str, tuple[str, Callable[[WarmLP], SolverResult]]] = {
        "Free structure, HiGHS": (FREE, WarmLP.solve_mip),
        "Free structure, our own search": (FREE, solve_integer),
        "Today's structure, our own search": (TODAY, solve_integer),
    }
    values = []
    for label, (name, way) in ways.items():
        seconds, found = timed(name, way, 120.0)
        values.append(found.objective)
        print(f"{label:56} {seconds:8.2f} {gap(found):>10}")
    assert abs(values[0] / values[1] - 1) <= WITHIN, "the ways disagree"
    seconds, found = timed(FREE, WarmLP.solve_mip, SOON)
    label = "Free structure, search stopped after two seconds"
    print(f"{label:56} {seconds:8.2f} {gap(found):>10}")


def answers() -> None:
    """The whole answer with all its criteria, evaluated and checked."""
    print(f"\n{'All criteria, evaluated':40} {'s':>8} {'exits':>8} {'handovers':>10} {'units':>6}")
    for name in FAMILY:
        start = perf_counter()
        answer = solve(INSTANCE, library.load(name))
        seconds = perf_counter() - start
        plan, steps = answer.solution.plan, answer.solution.steps
        assert plan is not None, name
        decided = len(plan.unit_is_open & set(answer.instance.decided_units))
        print(f"{name:40} {seconds:8.2f} {steps[0].value:8.1f} {steps[1].value:10.0f} {decided:6}")


if __name__ == "__main__":
    proofs()
    answers()
