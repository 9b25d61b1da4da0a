"""Why and why not: the other choice solved again, and the plan at both sides of break-even."""

from dataclasses import replace
from functools import cache
from time import perf_counter

import numpy as np
import pytest
from small import SMALL, demanding, relative

from inputs import read
from model.demand import Demand
from model.formulation.build import build
from model.instance import Instance, Level
from model.prices.break_even import (
    NO_PLAN,
    ExitDifference,
    SearchRange,
    break_even,
    matrix_by_rate,
)
from model.prices.set_values import most_exits
from model.solution import OutOfTimeError
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import solve
from model.solver.matrix import extract
from model.solver.parametric_model import ParametricModel
from model.solver.warm_lp import WarmLP
from scenarios import library
from scenarios.scenario import Priority, Scenario, Structure
from scenarios.solve import Answer, change_under
from scenarios.solve import solve as answered
from scenarios.structure import within
from scenarios.studies import why as reasons
from scenarios.studies.why import BREAK_EVENS, Why, forced, why

LAW = "KEEP-OPEN"
EXACT = (("exits", 0.0),)
NAME = SMALL.settings.name


@pytest.mark.parametrize("level", ["low", "mid", "high"])
def test_an_effect_moves_at_the_level_that_counts(level: Level) -> None:
    (m, g), *_ = SMALL.effects
    counted = replace(SMALL, settings=SMALL.settings._replace(effects=level))
    moved = reasons.with_effect(counted, m, 0.25)
    assert moved.effect(m, g) == getattr(SMALL.effects[m, g], level) + 0.25


CLOSED = 43  # a seed whose best plan closes a workshop that is worth its price if it is lower


def data(seed: int) -> Instance:
    found = within(demanding(relative(seed), LAW, "SAVING"), Structure())
    law = found.demands[LAW]._replace(negotiable=False)
    return replace(found, demands={**found.demands, LAW: law})


@cache
def answer(seed: int) -> Answer:
    order = (Priority("exits", 0.0),)
    return answered(data(seed), Scenario("s", NAME, NAME, order=order))


@cache
def asked(seed: int, name: str) -> Why:
    return why(answer(seed), name)


def is_in(instance: Instance, name: str) -> bool:
    plan = solve(instance, EXACT).plan
    assert plan is not None
    return any(n == name for n, _ in plan.is_open)


def best(instance: Instance, today: Instance) -> float:
    """Most exits at other rates, with today's bill as it is.

    Both instances are written by Pyomo in full, and searched by HiGHS alone.
    """
    matrix, before = extract(build(instance)), extract(build(today))
    assert matrix.rows == before.rows
    search = WarmLP(replace(matrix, lower=before.lower, upper=before.upper), 1e-9)
    search.set_objective(*matrix.criteria["exits"], 1)
    return search.solve_mip().objective


def lacks(instance: Instance, kind: str, name: str, seed: int = CLOSED) -> float:
    """Exits that a choice about a measure costs at the rates of an instance."""
    chosen, today = forced(kind, name), data(seed)
    forced_too = (each.with_demands(chosen) for each in (instance, today))
    return best(instance, today) - best(*forced_too)


@pytest.mark.parametrize("name", ["KURS", "VAERK"])
def test_a_replacement_costs_what_the_best_plan_with_the_other_choice_lacks(name: str) -> None:
    found = asked(3, name)
    assert found.cost is not None
    kind = "close" if found.status == "open" else "keep_open"
    other = solve(data(3).with_demands(forced(kind, name)), EXACT)
    plan = answer(3).solution
    assert other.outcome is not None
    assert plan.outcome is not None
    assert found.cost.exits == pytest.approx(other.steps[0].value - plan.steps[0].value, abs=1e-3)
    people = [sum(s.dismissed_people.values()) for s in (other.outcome, plan.outcome)]
    assert found.cost.dismissals == pytest.approx(people[0] - people[1])
    assert found.cost.exits < 0


def test_what_a_demand_requires_has_no_other_choice_and_names_the_demand() -> None:
    found = asked(3, "SAMT")
    assert (found.status, found.cost, found.break_evens, found.ruled_out_by) == (
        "open",
        None,
        {},
        (LAW,),
    )


def test_what_the_law_requires_has_no_other_choice_and_says_so() -> None:
    found = asked(3, "DANSK")
    assert (found.mandatory, found.cost, found.ruled_out_by) == (True, None, ())


@pytest.mark.parametrize("seed", [3, 18])  # open, and closed
def test_the_best_plan_changes_at_the_break_even_effect(seed: int) -> None:
    found = asked(seed, "KURS")
    at = found.break_evens["effect"].at
    assert at is not None
    step = 1e-4 * np.sign(at)
    past, short = (reasons.with_effect(data(seed), "KURS", at + way * step) for way in (1, -1))
    opened = found.status == "open"
    assert (is_in(short, "KURS"), is_in(past, "KURS")) == (opened, not opened)


def test_a_measure_enters_a_best_plan_at_the_break_even_price() -> None:
    at = asked(CLOSED, "VAERK").break_evens["price"].at
    assert at is not None
    dear, cheap = (reasons.with_cost(data(CLOSED), "VAERK", at + by) for by in (0.05, -0.01))
    assert lacks(dear, "keep_open", "VAERK") > 1e-5
    assert lacks(cheap, "keep_open", "VAERK") < 1e-5


def test_a_measure_enters_a_best_plan_at_the_break_even_hours() -> None:
    turn = asked(CLOSED, "VAERK").break_evens["staff"]
    assert turn.at is not None
    long, short = (
        reasons.with_hours(data(CLOSED), "VAERK", turn.at / turn.now + by) for by in (0.002, -0.001)
    )
    assert lacks(long, "keep_open", "VAERK") > 1e-5
    assert lacks(short, "keep_open", "VAERK") < 1e-5


def test_what_has_no_break_even_value_up_to_the_limit_is_needed_there() -> None:
    turn = asked(3, "KURS").break_evens["price"]
    assert turn.at is None
    assert lacks(reasons.with_cost(data(3), "KURS", turn.limit), "close", "KURS", 3) > 1e-3


@pytest.mark.parametrize("value", [0.0, 7.0, 150.0])
def test_rates_move_along_a_line_and_todays_bill_does_not_move(value: float) -> None:
    instance, demand = data(3), forced("close", "VAERK")
    now = instance.measures["VAERK"].running_cost
    found = matrix_by_rate(lambda v: reasons.with_cost(instance, "VAERK", v), now)(demand, value)
    there = reasons.with_cost(instance, "VAERK", value)
    rates = ParametricModel(there).instantiate(there.with_demands(demand))
    ends = build_lp(instance.with_demands(demand), 0.0).matrix
    assert np.allclose((found.a - rates.a).toarray(), 0.0, atol=1e-9)
    assert np.allclose(found.lower, ends.lower)
    assert np.allclose(found.upper, ends.upper)


def test_a_break_even_value_is_just_past_where_the_difference_ends() -> None:
    way = SearchRange(1.0, 9.0, 1e-6)
    found = break_even(lambda value: 4.0 - value, way)
    assert found == pytest.approx(4.0, abs=1e-5)
    assert break_even(lambda _: 1.0, way) is None
    assert break_even(lambda _: -1.0, way) == 1.0
    assert break_even(lambda value: NO_PLAN if value < 5 else -1.0, way) == pytest.approx(
        5.0, abs=1e-4
    )


@pytest.fixture(scope="module")
def shipped() -> Answer:
    instance = read.default().instance
    assert instance is not None
    return answered(instance, library.load("optimum-34"))


def test_a_unit_that_can_close_costs_what_the_best_plan_without_it_lacks(shipped: Answer) -> None:
    found = why(shipped, "AKT")
    shut = Demand("Q", NAME, NAME, "close_unit", 0.0, units=("AKT",))
    solution = solve(shipped.instance.with_demands(shut), [("exits", 5e-5)], before=shipped.before)
    assert solution.plan is not None
    assert "AKT" not in solution.plan.unit_is_open
    assert found.cost is not None
    assert found.cost.exits == pytest.approx(
        solution.steps[0].value - most_exits(shipped.instance), abs=0.05
    )
    assert found.cost.exits < -1


def test_a_unit_that_citizens_belong_to_cannot_close(shipped: Answer) -> None:
    assert why(shipped, "JOB").cost is None
    assert why(shipped, "SOC").mandatory


def test_a_closed_unit_is_held_against_keeping_it(shipped: Answer) -> None:
    found = why(shipped, "FLAAD")
    keep = Demand("Q", NAME, NAME, "keep_unit", 0.0, units=("FLAAD",))
    lost = most_exits(shipped.instance.with_demands(keep)) - most_exits(shipped.instance)
    assert found.status == "closed"
    assert found.cost is not None
    assert found.cost.exits == pytest.approx(lost)
    assert lost < 0


def test_no_search_that_runs_out_of_time_has_a_value() -> None:
    past = perf_counter() - 1.0
    chosen, other = forced("keep_open", "VAERK"), forced("close", "VAERK")
    matrix_at, span, _ = reasons.searches(data(3), "VAERK", opened=True)["price"]
    with pytest.raises(OutOfTimeError):
        break_even(ExitDifference(matrix_at, [chosen], [other], deadline=past), span)
    with pytest.raises(OutOfTimeError):
        change_under(answer(3), data(3).with_demands(other).demands, 0.0)
    with pytest.raises(OutOfTimeError):
        most_exits(data(3), past)


def test_what_is_not_settled_in_time_is_left_out_and_never_called_impossible() -> None:
    early = why(answer(3), "VAERK", 0.0)
    assert (early.cost, early.left_out, early.progress) == (None, ("choice", *BREAK_EVENS), 0.0)
    steps = list(reasons.reasons(answer(3), "VAERK"))
    assert [len(step.left_out) for step in steps] == [4, 3, 2, 1, 0]
    assert [step.progress for step in steps] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert steps[-1] == asked(3, "VAERK")
