"""Placing positions: the flow and CP-SAT on the same problem, at 1,500 and at 10,000 positions.

Prints medians of alternated repetitions and ratios of one run; every answer is checked equal.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import TypeVar

from inputs import read
from model.instance import Instance
from model.placement.build import Wishes, build
from model.placement.cp_sat import solve_cp_sat
from model.placement.min_cost_flow import solve_flow
from model.placement.place import place
from model.placement.problem import Totals
from model.plan import Plan
from scenarios import library
from scenarios.solve import solve

REPEATS = 5
SCENARIO = "optimum-34"
LARGE = 10_000
SECONDS = 20.0
Key = TypeVar("Key")


def flow(data: Instance, plan: Plan) -> Totals:
    """Build, and OR-Tools' minimum-cost flow, once for all criteria."""
    problem = build(data, plan, Wishes())
    return problem.totals(solve_flow(problem))


def cp_sat(data: Instance, plan: Plan) -> Totals:
    """Build, and CP-SAT on the same problem, one criterion after the other."""
    problem = build(data, plan, Wishes())
    found = solve_cp_sat(problem, Wishes(), None, SECONDS)
    assert found.numbers is not None, "CP-SAT has an answer"
    return problem.totals(found.numbers)


def one_by_one(data: Instance, plan: Plan) -> Totals:
    """The flow with a node for every position, as a user would write it."""
    problem = build(data, plan, Wishes())
    single = [a._replace(ids=(i,)) for a in problem.groups for i in a.ids]
    problem = replace(problem, groups=tuple(single))
    return problem.totals(solve_flow(problem))


def compare(ways: dict[str, Callable[[], Totals]]) -> None:
    """Times of each way in turn, and their ratio to the first."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    answers = {}
    for _ in range(REPEATS):
        for name, way in ways.items():
            start = perf_counter()
            answers[name] = way()
            seconds[name].append(perf_counter() - start)
    assert len(set(answers.values())) == 1, answers
    first = median(next(iter(seconds.values())))
    for name, times in seconds.items():
        print(f"{name:40} {median(times):8.3f} s {median(times) / first:8.1f}")


def larger(data: Instance, plan: Plan, people: int) -> tuple[Instance, Plan]:
    """The same municipality many times over: positions, staff and plan in proportion."""
    times = -(-people // len(data.positions))
    copies = [(f"{i}-{n}", p) for n in range(times) for i, p in data.positions.items()][:people]
    positions = {i: p._replace(id=i) for i, p in copies}
    ratio = people / len(data.positions)

    def grown(flow: Mapping[Key, float]) -> dict[Key, float]:
        return {key: value * ratio for key, value in flow.items()}

    staffed = replace(
        plan,
        staff=grown(plan.staff),
        vacated=grown(plan.vacated),
        dismissed=grown(plan.dismissed),
        hired=grown(plan.hired),
        transferred=grown(plan.transferred),
    )
    staff = grown(data.staff_today)
    return replace(data, positions=positions, staff_today=staff), staffed


base = read.default().instance
assert base is not None, "the shipped data are right"
answer = solve(base, library.load(SCENARIO))
assert answer.solution.plan is not None, "the scenario has a plan"
for data, plan in (
    (answer.instance, answer.solution.plan),
    larger(answer.instance, answer.solution.plan, LARGE),
):
    groups = len(build(data, plan, Wishes()).groups)
    print(f"{SCENARIO}: {len(data.positions)} positions, {groups} groups that are alike")
    compare({
        "flow": lambda data=data, plan=plan: flow(data, plan),  # type: ignore[misc]
        "flow, a node for every position": lambda data=data, plan=plan: one_by_one(data, plan),  # type: ignore[misc]
        "CP-SAT": lambda data=data, plan=plan: cp_sat(data, plan),  # type: ignore[misc]
    })  # fmt: skip
asked = {
    "teams and spans": Wishes(teams=True, spans=True),
    "teams, spans and hours": Wishes(teams=True, spans=True, hours=True),
}
for name, wishes in asked.items():
    found = place(answer.instance, answer.solution.plan, wishes, SECONDS)
    print(f"{name:40} {found.seconds:8.2f} s, {found.method}, {found.termination}, "
          f"gap {found.gap}, {found.totals[0]} without a place")  # fmt: skip
