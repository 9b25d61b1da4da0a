"""Frontiers: exact for the relaxation, certified for plans, against solves and brute force."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from small import SMALL
from test_model_brute_force import few_choices, linear

from model.criteria import SENSE, criterion_values
from model.demand import Text
from model.formulation.build import build
from model.instance import Instance
from model.solver.matrix import Matrix, Vector, extract
from scenarios.apply import apply
from scenarios.scenario import Scenario
from scenarios.solve import solve
from scenarios.studies.frontier import (
    Frontier,
    Point,
    certified_frontier,
    distances,
    frontier3,
    lower_edge,
    lp_frontier,
    scenario_at,
    without_point,
)
from scenarios.traded_criteria import build_biobjective
from scenarios.work import ThreadJob

ASKED = Scenario("t", Text("", ""), Text("", ""))
FEW = few_choices(SMALL)
PAIRS = (("saving", "exits"), ("coverage", "exits"), ("one_off", "exits"), ("exits", "handovers"))
NAMES = ("saving", "exits", "coverage")
PATIENCE = 60.0  # seconds


@cache
def exact(x: str, y: str) -> Frontier:
    return lp_frontier(SMALL, ASKED, x, y, None)


@cache
def proven(x: str, y: str) -> tuple[Frontier, ...]:
    return tuple(certified_frontier(SMALL, ASKED, x, y))


def turned(found: Frontier) -> Vector:
    """Points with both criteria turned so that more is better: n x 2."""
    points: Vector = np.array(found.points) * [SENSE[found.x], SENSE[found.y]]
    return points


def values(point: Point, x: str, y: str) -> tuple[dict[str, float], str]:
    """The criteria of the plan that a point's scenario has, and how the search ended."""
    answer = solve(SMALL, scenario_at(SMALL, ASKED, x, y, point))
    outcome = answer.solution.outcome
    assert outcome is not None, (point, answer.solution.termination, answer.conflict)
    return criterion_values(answer.instance, answer.before, outcome), answer.solution.termination


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_more_of_one_costs_ever_more_of_the_other(x: str, y: str) -> None:
    level, value = turned(exact(x, y)).T
    slopes = np.diff(value) / np.diff(level)
    assert (np.diff(level) > 0).all()
    assert (slopes <= 1e-9).all()
    assert (np.diff(slopes) <= 1e-7 * np.abs(slopes).max()).all()


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_every_point_between_breakpoints_is_what_a_solve_of_its_own_finds(x: str, y: str) -> None:
    program = build_biobjective(apply(SMALL, ASKED), x, y)
    program.set_objective()
    for a, b in pairwise(turned(exact(x, y))):
        level, value = (a + b) / 2
        program.require_x(level)
        assert program.lp.solve_relaxation().objective == pytest.approx(value, abs=1e-6, rel=1e-7)


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_the_ends_are_the_best_by_each_criterion_alone(x: str, y: str) -> None:
    program, found = build_biobjective(apply(SMALL, ASKED), x, y), exact(x, y)
    program.set_objective()
    assert program.lp.solve_relaxation().objective == pytest.approx(turned(found)[0, 1])
    assert program.maximise_x().objective == pytest.approx(turned(found)[-1, 0])
    program.set_objective()
    real = proven(x, y)[-1]
    best = program.solve_integer([])
    assert turned(real)[0, 1] == pytest.approx(best.objective, abs=real.slack)
    program.set_objective_x()
    assert turned(real)[-1, 0] == pytest.approx(program.solve_integer([]).objective, rel=1e-4)


def test_a_frontier_asked_the_other_way_round_is_the_same() -> None:
    there, back = exact("saving", "exits"), exact("exits", "saving")
    levels, most = (turned(back) @ [[0, 1], [1, 0]])[::-1].T
    for point in turned(there):
        assert np.interp(point[0], levels, most) == pytest.approx(point[1], abs=1e-5)


def test_so_many_points_lie_on_the_exact_frontier() -> None:
    levels, most = turned(exact("saving", "exits")).T
    found = lp_frontier(SMALL, ASKED, "saving", "exits", 7)
    assert len(found.points) == 7
    for level, value in turned(found):
        assert np.interp(level, levels, most) == pytest.approx(value, abs=1e-7)


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_the_bounds_only_narrow_and_end_within_the_tolerance(x: str, y: str) -> None:
    steps = proven(x, y)
    assert steps[-1].proven
    assert steps[-1].width <= steps[-1].slack
    least = [lower_edge(step) for step in steps if step.bounds]
    for (old_x, old), (new_x, new) in pairwise(least):
        inside = (new_x >= old_x[0]) & (new_x <= old_x[-1])
        assert (new[inside] >= np.interp(new_x[inside], old_x, old) - 1e-6).mean() > 0.9


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_every_certified_point_becomes_a_plan_by_its_scenario(x: str, y: str) -> None:
    found = proven(x, y)[-1]
    for point in (found.points[0], found.points[len(found.points) // 2], found.points[-1]):
        plan, termination = values(point, x, y)
        assert termination == "optimal"
        assert SENSE[x] * (plan[x] - point.x) >= -1e-4 * max(1, abs(point.x))
        more = SENSE[y] * (plan[y] - point.y)
        assert -2e-4 * max(1, abs(point.y)) <= more <= found.slack + 2e-4 * max(1, abs(point.y))


def choices_tried(data: Instance, levels: Vector) -> Vector:
    """The most exits at each saving, over every choice of what to open."""
    from itertools import product  # noqa: PLC0415

    matrix = extract(build(data))
    whole = np.flatnonzero(matrix.is_integer)
    best = np.full(len(levels), -1e9)
    alone = np.diff(matrix.a.indptr) == np.diff(matrix.a[:, whole].indptr)
    for choice in product((0.0, 1.0), repeat=len(whole)):
        activity = matrix.a[:, whole] @ np.array(choice)
        if (alone & ((activity > matrix.upper + 1e-9) | (activity < matrix.lower - 1e-9))).any():
            continue
        fixed = matrix.column_lower.copy(), matrix.column_upper.copy()
        fixed[0][whole] = fixed[1][whole] = choice
        best = np.maximum(best, [at_level(matrix, fixed, level) for level in levels])
    return best


def at_level(matrix: Matrix, fixed: tuple[Vector, Vector], level: float) -> float:
    column = matrix.columns.index(("saving_level", (None,)))
    lower = fixed[0].copy()
    lower[column] = level
    costs, offset = matrix.criteria["exits"]
    return linear(matrix, costs, lower, fixed[1]) + offset


def test_no_choice_of_what_to_open_is_beyond_the_certified_bounds() -> None:
    data = apply(FEW, ASKED)
    *_, found = certified_frontier(FEW, ASKED, "saving", "exits")
    levels, least = lower_edge(found)
    most = np.array([edge.most for edge in found.bounds])
    tried = np.linspace(levels[0], levels[-1], 6)[:-1]
    free = {i: q._replace(bound=-1e6) for i, q in data.demands.items() if q.kind == "saving"}
    best = choices_tried(replace(data, demands={**data.demands, **free}), tried)
    assert (best <= np.interp(tried, levels, most) + 1e-4).all()
    assert (best >= np.interp(tried, levels, least) - 1e-4).all()


def test_an_empty_frontier_names_the_demands_that_clash() -> None:
    demands = {"KEEP-OPEN": True, "CLOSE": True, "AS-TODAY": True, "PLACES": 1e6}
    scenario = replace(ASKED, demands=demands)
    *_, found = certified_frontier(SMALL, scenario, "saving", "exits")
    assert (found.points, found.why) == ((), "nothing")
    assert found.conflict == ("PLACES",)
    assert lp_frontier(SMALL, scenario, "saving", "exits", None).conflict == ("PLACES",)


def test_today_carried_on_has_no_frontier_and_says_so() -> None:
    assert lp_frontier(SMALL, replace(ASKED, frozen=True), "saving", "exits", None).why == "frozen"


def test_a_cancelled_frontier_keeps_what_it_has_proven() -> None:
    job = ThreadJob(lambda: certified_frontier(SMALL, ASKED, "saving", "exits", 1e-4))
    job.cancel()
    assert job.wait(PATIENCE)
    assert job.latest is not None
    assert job.latest.breakpoints


def test_a_plan_off_the_frontier_is_told_how_far_and_one_on_it_is_not() -> None:
    found = proven("saving", "exits")[-1]
    on = found.points[len(found.points) // 2]
    assert np.abs(distances(found, on)) == pytest.approx(0, abs=1e-3)
    off = Point(on.x - 100, on.y - 1)
    dx, dy = distances(found, off)
    assert dx >= 100 - 1e-6
    assert dy >= 1 - 1e-6


def test_no_plan_of_three_criteria_beats_another_and_none_is_left_unanswered() -> None:
    *_, known = frontier3(SMALL, ASKED, NAMES, 4)
    assert known.progress == 1.0
    points = np.array([point[:3] for point in known.points])
    assert len(points) > 4
    size = np.abs(points).max(axis=0)
    for point in points:
        better = (points >= point - 1e-6 * size).all(axis=1) & (points > point + 1e-3 * size).any(1)
        assert not better.any(), point
    for point in known.points:
        assert point.most == pytest.approx(point.y, rel=1e-3)
    two = proven("saving", "exits")[-1]
    levels, least = lower_edge(two)
    assert (points[:, 1] <= np.interp(points[:, 0], levels, least) + two.slack).all()


def test_a_point_taken_before_does_not_bind_the_criterion_it_was_taken_by() -> None:
    found = exact("coverage", "exits")
    taken = scenario_at(SMALL, ASKED, "coverage", "exits", found.points[-1])
    again = lp_frontier(SMALL, taken, "coverage", "exits", None)
    assert np.array(again.points) == pytest.approx(np.array(found.points), abs=1e-6)


@pytest.mark.parametrize(("x", "y"), [("saving", "exits"), ("coverage", "exits")])
def test_all_points_of_a_frontier_share_one_search(x: str, y: str) -> None:
    for point in exact(x, y).points:
        taken = scenario_at(SMALL, ASKED, x, y, point)
        assert taken != ASKED
        assert without_point(taken, x, y) == without_point(ASKED, x, y)
    other = replace(ASKED, demands={"PLACES": 3.0})
    assert without_point(other, x, y) != without_point(ASKED, x, y)


def test_three_criteria_without_a_plan_name_the_demands_that_clash() -> None:
    *_, known = frontier3(SMALL, replace(ASKED, demands={"PLACES": 1e6}), NAMES)
    assert (known.points, known.why, known.conflict) == ((), "nothing", ("PLACES",))
    *_, frozen = frontier3(SMALL, replace(ASKED, frozen=True), NAMES)
    assert frozen.why == "frozen"
