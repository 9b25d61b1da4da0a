"""The best plan against every choice tried in turn, and against arithmetic by hand."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog
from small import ORDER, SMALL, bounded, demanding, instance, relative

from model.criteria import SENSE
from model.demand import Demand
from model.formulation.build import build
from model.instance import Instance, Segment
from model.solver.lexicographic import solve
from model.solver.matrix import Indices, Matrix, Vector, extract

TINY = instance("tiny")
IN_TIME = 1 / 2  # of the exits of the places of a year fall in it, the others in the next
CHOICES = ("is_open", "is_handed_over", "unit_is_open", "serves")


def best_of_all_choices(matrix: Matrix, criterion: str) -> float:
    """Every yes and no tried; the rest by a linear programme each. -1e9 without a plan."""
    costs, offset = matrix.criteria[criterion]
    whole = np.flatnonzero(matrix.is_integer)
    best = -1e9
    for choice in product((0.0, 1.0), repeat=len(whole)):
        lower, upper = matrix.column_lower.copy(), matrix.column_upper.copy()
        lower[whole] = upper[whole] = choice
        if cannot_be(matrix, whole, np.array(choice)):
            continue
        found = linear(matrix, SENSE[criterion] * costs, lower, upper)
        best = max(best, found + SENSE[criterion] * offset)
    return best


def cannot_be(matrix: Matrix, whole: Indices, choice: Vector) -> bool:
    """Some row about choices alone is broken: spares most of the programmes."""
    alone = np.diff(matrix.a.indptr) == np.diff(matrix.a[:, whole].indptr)
    activity = matrix.a[:, whole] @ choice
    broken = (activity > matrix.upper + 1e-9) | (activity < matrix.lower - 1e-9)
    return bool((alone & broken).any())


def linear(matrix: Matrix, worth: Vector, lower: Vector, upper: Vector) -> float:
    """The largest worth with whole numbers fixed."""
    up, down = np.isfinite(matrix.upper), np.isfinite(matrix.lower)
    rows = np.vstack([matrix.a.toarray()[up], -matrix.a.toarray()[down]])
    limits = np.concatenate([matrix.upper[up], -matrix.lower[down]])
    found = linprog(-worth, rows, limits, bounds=np.column_stack([lower, upper]), method="highs")
    return float(-found.fun) if found.status == 0 else -1e9


def few_choices(data: Instance) -> Instance:
    """The instance without the new unit and the mentors: 2^10 choices are left."""
    gone = {("SAMT", "NY"), ("MENTOR", "JOB")}
    return replace(
        data,
        units={u: v for u, v in data.units.items() if u != "NY"},
        offers={o: v for o, v in data.offers.items() if o not in gone},
        effects={i: v for i, v in data.effects.items() if i[0] != "MENTOR"},
        alongside=(),
        eligible_units=frozenset({("A", "JOB"), ("B", "REHAB")}),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("demand", ["HAND-OVER", "LOST-PLACES", "KEEP-UNIT"])
def test_no_choice_of_what_to_open_is_better_than_the_plan(seed: int, demand: str) -> None:
    data = few_choices(bounded(demanding(relative(seed), demand), "SAVING", 600))
    best = best_of_all_choices(extract(build(data)), "exits")
    steps = solve(data, ORDER).steps
    assert (steps[0].value if steps else -1e9) == pytest.approx(best, rel=1e-4, abs=1e-4)


def test_the_instance_that_is_searched_through_has_plans_with_the_workshop_and_without() -> None:
    shut = solve(few_choices(demanding(SMALL, "CLOSE")), ORDER)
    kept = solve(few_choices(SMALL), ORDER)
    assert shut.termination == kept.termination == "optimal"


def test_without_a_budget_every_place_goes_where_it_helps_most() -> None:
    today = 100 * 0.03 + 50 * 0.02 - 60 * 0.01  # exits of today's interviews and courses
    assert exits(TINY) == pytest.approx(
        IN_TIME * (600 * 0.03 - today)
    )  # all 600 places to the insured


@pytest.mark.parametrize("saving", [1000.0, 2000.0, 3000.0])
def test_a_budget_buys_as_many_interviews_as_arithmetic_says(saving: float) -> None:
    money = 12 * 550 + 100 * 12 - saving  # wages and courses today, tkr
    caseworkers = 400 / 100 + 200 / 50
    interviews = min(600.0, (money / 550 - caseworkers) * 1500 / 10)
    today = 100 * 0.03 + 50 * 0.02 - 60 * 0.01
    demand = Demand("SPAR", TINY.settings.name, TINY.settings.name, "saving", saving)
    data = replace(TINY, demands={"SPAR": demand})
    assert exits(data) == pytest.approx(IN_TIME * (interviews * 0.03 - today), rel=1e-4)


def test_displacement_takes_its_share_of_every_effect() -> None:
    half = replace(TINY, settings=TINY.settings._replace(displacement=0.5))
    assert exits(half) == pytest.approx(exits(TINY) / 2)


def test_a_year_half_gone_leaves_a_quarter_of_the_exits_of_a_change_in_it() -> None:
    late = replace(TINY, settings=TINY.settings._replace(elapsed=0.5))
    assert exits(late) == pytest.approx(exits(TINY) / 4)


def test_an_effect_falls_segment_by_segment() -> None:
    falling = (Segment(2.0, 1.0), Segment(2.0, 0.5), Segment(None, 0.1))
    effects = {i: effect._replace(reach=100.0) for i, effect in TINY.effects.items()}
    first, second = 200 * 0.03, 200 * 0.03 * 0.5  # 400 to the insured, and the last 200
    others = 200 * 0.02  # to the others, whose first segment is worth more than a third
    today = 100 * 0.03 + 50 * 0.02 - 60 * 0.01
    data = replace(TINY, segments=falling, effects=effects)
    assert exits(data) == pytest.approx(IN_TIME * (first + second + others - today))


def exits(data: Instance) -> float:
    solution = solve(data, ORDER)
    assert solution.termination == "optimal"
    assert solution.agrees
    return solution.steps[0].value
