"""Hindsight plans and robust plans: processor seconds, and what a user would do instead.

Instead of one matrix with another objective: the model of each future built anew by Pyomo and
solved by HiGHS, a few of them. Instead of lines that are added: a row for each future from the
start, solved by HiGHS. All answers are checked equal to their gaps.
"""

from time import perf_counter, process_time

import numpy as np

from inputs import read
from model.futures.draws import draw
from model.instance import Instance
from model.robust.cutting_planes import RobustPlan, allowed, best_by
from model.robust.rules import LeastRegret, Rule, WorstShare
from model.robust.value import values_in
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from model.solver.matrix import Vector
from model.solver.parametric_model import ParametricModel
from model.solver.warm_lp import WarmLP
from scenarios import library
from scenarios.apply import apply
from scenarios.hindsight import Hindsight, by_chunk, joined, values_of
from scenarios.solve import solve_applied
from scenarios.studies.robust import Asked, rule_of

FUTURES, NAMED, COLD, SEED = 200, 20, 4, 1


def main() -> None:
    instance = read.default().instance
    assert instance is not None
    scenario = library.load("optimum-34")
    data = apply(instance, scenario)
    build_lp(data, GAP)  # the parametric model is there, as in the app
    found = hindsight(data)
    answer = solve_applied(data, scenario)
    regret = Asked("regret")
    few = Hindsight(found.values.rows(range(NAMED)), *(of[:NAMED] for of in found[1:]))
    first = list(found.plans[:1])
    timed(data, f"least greatest regret, {NAMED} futures", rule_of(answer, regret, few), first)
    timed(data, f"the same, {FUTURES} futures", rule_of(answer, regret, found), first)
    timed(data, f"worst tenth of {FUTURES} futures", WorstShare(found.values, 0.9), first)
    timed(
        data, "two shared factors at their bad end", rule_of(answer, Asked("gamma"), found), first
    )
    all_rows(data, few)


def hindsight(data: Instance) -> Hindsight:
    """The hindsight plans on one process, on all workers, and a few by a model built anew."""
    futures = draw(data, FUTURES, SEED)
    start = process_time()
    values_of(data, futures)
    valued = process_time() - start
    start = process_time()
    alone = joined(list(by_chunk(data, futures, run=map)))
    serial = process_time() - start
    list(by_chunk(data, futures.take(range(60))))  # the pool is there
    start = perf_counter()
    found = joined(list(by_chunk(data, futures)))
    spread = perf_counter() - start
    assert np.array_equal(alone.best, found.best), "the same numbers on any number of workers"
    print(f"{FUTURES} hindsight plans: {serial:.1f} s on one process, {valued:.1f} of it values; "
          f"{spread:.1f} s by the clock on the pool; gap up to {found.gap:.3f} people")  # fmt: skip
    start = process_time()
    for k in range(COLD):
        matrix = ParametricModel(data).instantiate(data)
        values = values_in([futures.future(k)], matrix.columns)
        lp = WarmLP(matrix, GAP)
        lp.set_objective(values.costs[0], values.constants[0], 1)
        best = lp.solve_mip()
        assert best.objective <= found.bound[k] + 1e-6 + GAP * abs(best.objective)
    cold = (process_time() - start) / COLD
    print(f"  a model built anew for each, by HiGHS, estimated from {COLD}: "
          f"{cold * FUTURES / serial:.0f} times as long")  # fmt: skip
    return found


def timed(data: Instance, name: str, rule: Rule, known: list[Vector]) -> RobustPlan:
    lp = build_lp(data, GAP)
    start = process_time()
    plan = best_by(lp, rule, known)
    seconds = process_time() - start
    print(f"{name}: {seconds:.2f} s, {len(plan.lines)} lines, {plan.measure:.2f} people, gap "
          f"{plan.gap:.3f}, {plan.termination}")  # fmt: skip
    return plan


def all_rows(data: Instance, few: Hindsight) -> None:
    """Least greatest regret with a row for each future from the start, by HiGHS."""
    start = process_time()
    lines = best_by(build_lp(data, GAP), LeastRegret(few.values, few.best), list(few.plans[:1]))
    quick = process_time() - start
    lp = build_lp(data, GAP)
    start = process_time()
    regret = lp.add_column(1.0, -np.inf, np.inf)
    for costs, constant, best in zip(*few.values, few.best, strict=True):
        used = np.flatnonzero(costs)
        lp.add_row(np.append(used, regret), np.append(costs[used], 1.0), best - constant, np.inf)
    lp.set_objective(np.append(np.zeros(len(lp.matrix.columns)), 1.0), 0.0, -1)
    found = lp.solve_mip()
    whole = process_time() - start
    assert abs(found.objective + lines.measure) <= 2 * allowed(lines.measure)
    print(f"  every row from the start, by HiGHS: {whole / quick:.0f} times as long")


if __name__ == "__main__":
    main()
