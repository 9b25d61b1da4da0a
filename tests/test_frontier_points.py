"""Points of a frontier: each is a plan at its own values, and none that is told for is missing."""

from dataclasses import replace
from functools import cache
from itertools import pairwise, permutations

import numpy as np
import pytest
from knapsack_case import Knapsack, most_exits, random
from small import SMALL

from model.criteria import SENSE, TRADEOFFS, criterion_values
from model.demand import Text
from model.frontier import curves, next_point
from model.frontier.biobjective import BiobjectiveLP
from model.frontier.curves import Curve, ListedPlan, listed
from model.frontier.piecewise import Breakpoints
from model.instance import Instance
from model.solver.matrix import Vector
from model.solver.warm_lp import SolverResult
from scenarios.apply import apply
from scenarios.scenario import Scenario
from scenarios.solve import solve
from scenarios.studies import frontier as studied
from scenarios.studies.frontier import Frontier, Point, certified_frontier, scenario_at
from scenarios.traded_criteria import build_biobjective

ASKED = Scenario("t", Text("", ""), Text("", ""))
CHOSEN = ("exits", "coverage", "saving", "one_off")
CHOSEN_PAIRS = list(permutations(CHOSEN, 2))
SMALL_PAIRS = list(permutations(TRADEOFFS, 2))
TINY_SHARE = 1e-6  # of a range


def found(data: Instance, x: str, y: str, seconds: float = np.inf) -> Frontier:
    *_, last = certified_frontier(data, ASKED, x, y, seconds=seconds)
    return last


@cache
def small(x: str, y: str) -> Frontier:
    """Of the small instance, found once."""
    return found(SMALL, x, y)


def turned(frontier: Frontier) -> Vector:
    """Points with both criteria turned so that more is better: n x 2."""
    points: Vector = np.array(frontier.points) * [SENSE[frontier.x], SENSE[frontier.y]]
    return points


def values_of(data: Instance, x: str, y: str, point: Point) -> tuple[float, float]:
    """What the scenario of a point is solved to."""
    answer = solve(data, scenario_at(data, ASKED, x, y, point))
    outcome = answer.solution.outcome
    assert outcome is not None, (point, answer.solution.termination, answer.conflict)
    values = criterion_values(answer.instance, answer.before, outcome)
    return values[x], values[y]


def same_plans(knapsack: Knapsack, x: str, y: str) -> None:
    frontier, best = found(knapsack.data, x, y), knapsack.best(x, y)
    assert frontier.every_point
    assert len(frontier.points) == len(best)
    sizes = np.abs(best).max(axis=0) + 1e-12
    assert np.array(frontier.points) / sizes == pytest.approx(best / sizes, abs=TINY_SHARE)


@pytest.mark.parametrize("pair", CHOSEN_PAIRS)
@pytest.mark.parametrize("seed", range(3))
def test_where_choices_are_few_the_points_are_all_plans_that_no_other_beats(
    seed: int, pair: tuple[str, str]
) -> None:
    same_plans(random(seed), *pair)


@pytest.mark.parametrize("pair", CHOSEN_PAIRS)
@pytest.mark.parametrize("seed", range(3))
def test_plans_with_the_same_value_of_one_criterion_hide_no_point(
    seed: int, pair: tuple[str, str]
) -> None:
    same_plans(random(seed, most=3), *pair)


@pytest.mark.parametrize("pair", CHOSEN_PAIRS)
@pytest.mark.parametrize(("exits", "costs"), [(1e-4, 1e5), (1e2, 1e-3)])
def test_a_criterion_of_thousandths_is_traded_exactly_for_one_of_millions(
    exits: float, costs: float, pair: tuple[str, str]
) -> None:
    plain = random(7)
    scaled = replace(
        plain,
        exits=tuple(v * exits for v in plain.exits),
        costs=tuple(v * costs for v in plain.costs),
        openings=tuple(v / exits for v in plain.openings),
        budget=plain.budget * costs,
    )
    same_plans(scaled, *pair)


@pytest.mark.parametrize(("seed", "y"), [(16, "saving"), (2, "saving"), (7, "exits")])
def test_numbers_of_uneven_size_within_a_criterion_hide_no_point(seed: int, y: str) -> None:
    draw = np.random.default_rng(seed)
    number = int(draw.integers(5, 10))
    four = 10.0 ** draw.uniform(-1.5, 2.5, (4, number))
    budget = [0.5, 0.0, 1.0, 0.9][seed // 6 % 4] * four[2].sum()
    knapsack = Knapsack(*(tuple(row.tolist()) for row in four), budget=float(budget))
    same_plans(knapsack, "coverage", y)


@pytest.mark.parametrize("seed", [2, 4])
def test_no_point_is_missing_among_fifty_measures(seed: int) -> None:
    knapsack = random(seed, number=50, most=100)
    frontier = found(knapsack.data, "coverage", "exits")
    assert frontier.every_point
    places = sum(knapsack.places)
    told = [(round(x * places), round(y)) for x, y in frontier.points]
    assert told == sorted(most_exits(knapsack), reverse=told[0] > told[-1])


@pytest.mark.parametrize("pair", CHOSEN_PAIRS)
def test_each_point_of_few_choices_is_what_its_scenario_is_solved_to(
    pair: tuple[str, str],
) -> None:
    data = random(11, number=7).data
    for point in found(data, *pair).points:
        assert values_of(data, *pair, point) == pytest.approx(point, rel=1e-6, abs=1e-6)


def test_no_search_goes_where_only_a_later_level_keeps_the_bound_wide() -> None:
    """In work against one-off costs: one wide step after many narrow intervals."""
    steps = list(certified_frontier(SMALL, ASKED, "in_work", "one_off"))
    assert steps[-1].proven
    assert len(steps) < 200  # thousands, when all before the step are searched and split in vain


@pytest.mark.parametrize("pair", SMALL_PAIRS)
def test_each_point_of_any_two_criteria_is_a_plan_that_its_scenario_keeps(
    pair: tuple[str, str],
) -> None:
    x, y = pair
    frontier = small(x, y)
    assert frontier.proven
    levels, values = turned(frontier).T
    assert (np.diff(levels) > 0).all()
    assert (np.diff(values) < 0).all()
    for point in frontier.points:
        got = values_of(SMALL, x, y, point)
        assert SENSE[x] * (got[0] - point.x) >= -2e-6 * max(1, abs(point.x))
        more = SENSE[y] * (got[1] - point.y)
        assert -2e-5 * max(1, abs(point.y)) <= more
        assert more <= frontier.slack + 2e-5 * max(1, abs(point.y))


def covers(frontier: Frontier, level: float, value: float) -> bool:
    """Whether a point, or a straight line between joined ones, has this but for the slack."""
    points = turned(frontier)
    least = value - frontier.slack - 1e-6 * max(1.0, abs(value))
    level -= 2e-5 * (np.ptp(points[:, 0]) + 1.0)
    if any(x >= level and y >= least for x, y in points):
        return True
    pieces = [
        piece for piece, joined in zip(pairwise(points), frontier.joined, strict=False) if joined
    ]
    return any(
        a[0] <= level <= b[0] and np.interp(level, [a[0], b[0]], [a[1], b[1]]) >= least
        for a, b in pieces
    )


@pytest.mark.parametrize("pair", SMALL_PAIRS)
def test_the_list_itself_and_not_only_the_band_is_within_the_tolerance(
    pair: tuple[str, str],
) -> None:
    frontier, program = small(*pair), build_biobjective(apply(SMALL, ASKED), *pair)
    program.lp.set_gap(1e-7)
    for level in np.linspace(*turned(frontier)[[0, -1], 0], 9):
        program.set_objective()
        program.require_x(level)
        best = program.solve_integer([])
        assert best.incumbent is None or covers(frontier, level, best.objective)


@pytest.mark.parametrize(("most_points", "most_nodes"), [(3, 10_000), (500, 0)])
def test_beyond_its_limits_the_exact_search_gives_way_to_the_band_and_says_so(
    most_points: int, most_nodes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_point, "MOST_POINTS", most_points)
    monkeypatch.setattr(next_point, "MOST_NODES", most_nodes)
    knapsack = random(2, number=10, most=200)
    frontier = found(knapsack.data, "coverage", "exits")
    assert frontier.proven
    assert not frontier.every_point
    assert frontier.slack > 0
    for level, value in knapsack.best("coverage", "exits"):
        assert covers(frontier, level, value)


@pytest.mark.parametrize("data", [random(3).data, SMALL])
def test_a_search_out_of_time_proves_nothing(data: Instance) -> None:
    frontier = found(data, "coverage", "exits", seconds=0.0)
    assert not frontier.proven
    assert not frontier.every_point
    assert not frontier.why


@pytest.mark.parametrize("seed", range(20))
def test_a_list_of_plans_loses_no_more_than_it_may(seed: int) -> None:
    draw = np.random.default_rng(seed)
    curves = []
    for i in range(6):
        levels = np.sort(draw.uniform(0, 100, draw.integers(1, 6)))
        slopes = np.sort(draw.uniform(0, 3, len(levels) - 1))
        values = draw.uniform(50, 150) - np.concatenate(
            [[0.0], np.cumsum(slopes * np.diff(levels))]
        )
        curves.append(Curve(np.array([float(i)]), Breakpoints(levels, values)))
    plans = listed(curves, 2.0, 1e-4)
    top = np.array([[p.level, p.value] for p in plans])
    for level in np.linspace(0, 100, 401):
        most = max(curve.value_at(np.array([level]))[0] for curve in curves)
        told = [p.value for p in plans if p.level >= level - 2e-4]
        told += [
            float(np.interp(level, top[i : i + 2, 0], top[i : i + 2, 1]))
            for i, p in enumerate(plans)
            if p.joined and p.level <= level <= plans[i + 1].level
        ]
        assert most <= max(told, default=-np.inf) + 2.0 + 1e-3
    for p in plans:
        owner = next(c for c in curves if np.array_equal(c.choices, p.choices))
        assert owner.line.levels[0] - 1e-9 <= p.level <= owner.line.levels[-1] + 1e-9
        assert owner.value_at(np.array([p.level]))[0] == pytest.approx(p.value)


def test_a_plan_stays_where_the_solver_finds_no_more_of_the_other_criterion(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = small("saving", "exits")
    plain = curves.plan_at

    def without_the_last_step(program: BiobjectiveLP, plan: ListedPlan) -> Vector | None:
        nothing = SolverResult("infeasible", None, np.nan, np.nan, None)
        monkeypatch.setattr(BiobjectiveLP, "maximise_x", lambda _: nothing)
        columns = plain(program, plan)
        monkeypatch.undo()
        return columns

    monkeypatch.setattr(studied, "plan_at", without_the_last_step)
    again = found(SMALL, "saving", "exits")
    assert (len(again.points), again.proven) == (len(kept.points), kept.proven)
