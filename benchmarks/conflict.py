"""Conflicts, repairs and coalitions: times, and the same conflict by other means.

First what readers ask of the shipped data, then the demands of more and more owners together, the
imbalance beyond what they leave room for. The other means are HiGHS's own search for an
irreducible infeasible subsystem (of rows, of the relaxation: it does not know what a demand is)
and cold solves of the model as Pyomo writes it, one demand left out at a time.
"""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

import highspy
import pyomo.environ as pyo

from inputs import read
from model.conflicts.feasibility import FeasibilityOracle
from model.demand import Text
from model.formulation.build import build
from model.instance import Instance
from model.solver.basis_cache import build_lp
from model.solver.matrix import extract
from model.solver.warm_lp import pass_matrix
from scenarios import library
from scenarios.apply import apply
from scenarios.conflicts import Conflicts, conflicts, first_conflict
from scenarios.levers import move
from scenarios.studies.coalitions import coalitions
from scenarios.studies.repairs import least_change

QUESTIONS = (
    "amount=80 max_dismissals=0",
    "amount=100 max_dismissals=0",
    "counts=service",
)
TOGETHER = ("Staff side", "Council for the vulnerable")  # all that these demand, at 75 million
IRREDUCIBLE = 6  # HiGHS's strategy: from the relaxation, down to what cannot be cut
SHAPES = ("close_unit", "responsible", "together")  # impossible alone while units are as today
T = TypeVar("T")


def timed(run: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    found = run()
    return perf_counter() - start, found


def odense(*settings: str) -> Instance:
    data = read.default().instance
    assert data is not None
    scenario = library.load("optimum-34")
    return apply(data, move(scenario, data, settings))


def every(*owners: str) -> list[str]:
    """Settings that switch on all demands, or all that these owners make."""
    data = read.default().instance
    assert data is not None
    return [
        f"demand.{i}=on"
        for i, q in data.demands.items()
        if q.kind not in SHAPES and (q.owner.en in owners or not owners)
    ]


def enumerated(data: Instance) -> None:
    firsts: list[float] = []
    found = None
    for found in conflicts(data):
        if found.conflicts:
            firsts.append(found.seconds)
    assert isinstance(found, Conflicts)
    active = sum(q.active for q in data.demands.values())
    print(
        f"  {active} active demands: first {firsts[0]:.2f} s, all {found.seconds:.2f} s, "
        f"{len(found.conflicts)} conflicts, {len(found.correction_sets)} ways out, "
        f"complete {found.complete}"
    )
    oracle = FeasibilityOracle(data)
    for clash in found.conflicts[:2]:
        for q in (q for q in data.demands if q in clash and data.demands[q].negotiable):
            seconds, made = timed(lambda q=q, clash=clash: least_change(oracle, q, clash))  # type: ignore[misc]
            print(f"    repair {q}: {made.before} to {made.to}, {seconds:.3f} s")


def by_iis(data: Instance) -> None:
    """HiGHS's own irreducible infeasible subsystem of the same matrix, relaxed."""
    matrix = extract(build(data))
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("iis_strategy", IRREDUCIBLE)
    highs.setOptionValue("iis_time_limit", 60.0)
    pass_matrix(matrix, highs)
    seconds, (status, iis) = timed(highs.getIis)
    demands = {matrix.demand_of[i] for i in iis.row_index_ if i in matrix.demand_of}
    print(
        f"  HiGHS's IIS ({status.name}): {len(iis.row_index_)} rows of {len(demands)} demands, "
        f"{seconds:.2f} s"
    )


def by_pyomo(data: Instance) -> None:
    """One demand left out at a time, each time a new model and a cold solve."""

    def feasible(instance: Instance) -> bool:
        m = build(instance)
        m.criterion.deactivate()
        m.criterion["exits"].activate()
        solver = pyo.SolverFactory("appsi_highs")
        solver.highs_options = {"threads": 1, "mip_rel_gap": 1.0}
        return bool(
            str(solver.solve(m, load_solutions=False).solver.termination_condition) != "infeasible"
        )

    def cut_down() -> list[str]:
        left = data
        for q in [q.id for q in data.demands.values() if q.active]:
            off = {**left.demands, q: left.demands[q]._replace(active=False)}
            if not feasible(replace(left, demands=off)):
                left = replace(left, demands=off)
        return [q.id for q in left.demands.values() if q.active]

    seconds, members = timed(cut_down)
    print(f"  one conflict by cold Pyomo solves: {len(members)} demands, {seconds:.1f} s")


def agreed(data: Instance) -> None:
    """Eight owners: the demands dealt out in turn."""
    dealt = {
        i: q._replace(owner=Text(f"{k % 8}", f"{k % 8}")) if q.negotiable else q
        for k, (i, q) in enumerate(data.demands.items())
    }
    *_, found = coalitions(replace(data, demands=dealt))
    possible = sum(c.plan is not None for c in found.coalitions)
    print(
        f"  {len(found.demands)} owners: {len(found.coalitions)} coalitions, "
        f"{found.seconds:.1f} s, {possible} with a plan, complete {found.complete}"
    )


def main() -> None:
    for settings in (*map(str.split, QUESTIONS), ["amount=75", *every(*TOGETHER)]):
        data = odense(*settings)
        build_lp(data, 1.0)  # the model is kept from here on
        print(*settings)
        enumerated(data)
    print(
        "One conflict, side by side, 85 million kr., every demand but a pair that clashes by form"
    )
    data = odense(*every(), "amount=85", "demand.BEVAR-PENSION=off")
    build_lp(data, 1.0)
    seconds, members = timed(lambda: first_conflict(data))
    print(f"  here: {len(members or ())} demands, {seconds:.2f} s")
    by_iis(data)
    by_pyomo(data)
    print("Who can agree")
    agreed(odense(*every(), "amount=34", "demand.MAXAFSK=off"))


if __name__ == "__main__":
    main()
