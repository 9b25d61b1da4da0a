"""The stop price: money that buys fewer exits than it says stays unspent."""

from dataclasses import replace
from itertools import pairwise

import pytest
from comparison_case import answer
from small import SMALL

from model.instance import Instance
from model.solution import Solution
from model.solver.lexicographic import solve
from reports.language.words import money
from reports.money.target import savings_target
from reports.money.text import unspent

PRICES = (50.0, 300.0, 1000.0, 5000.0, 1e9)  # tkr per exit, dearer and dearer


def at_price(price: float) -> Instance:
    return replace(SMALL, settings=SMALL.settings._replace(stop_price=price))


def best(price: float) -> tuple[float, float]:
    """Exits of all years and the saving level, of the plan with the most worth at a price."""
    found = solve(at_price(price), (("worth", 0.0), ("exits", 0.0), ("saving", 0.0)))
    assert found.agrees
    assert found.termination == "optimal"
    value = {step.criterion: step.value for step in found.steps}
    return value["exits"], value["saving"]


def test_a_dearer_stop_price_buys_more_exits_and_leaves_less_money() -> None:
    plans = [best(price) for price in PRICES]
    for (exits, saving), (more, less) in pairwise(plans):
        assert more >= exits - 1e-6
        assert less <= saving + 1e-3
    assert plans[-1][0] > plans[0][0] + 1e-3


def test_the_last_krone_spent_buys_what_the_price_says() -> None:
    years = len(SMALL.years)
    plans = [best(price) for price in PRICES]
    for price, (exits, saving) in zip(PRICES, plans, strict=True):
        for other, left in plans:
            spent = years * (saving - left) / price
            assert other - exits <= spent + 1e-4  # no other plan buys exits for less each


def test_without_a_stop_price_worth_is_exits() -> None:
    def first(data: Instance, criterion: str) -> Solution:
        return solve(data, ((criterion, 0.0),))

    none, exits = first(at_price(0.0), "worth"), first(SMALL, "exits")
    assert none.steps[0].best == pytest.approx(exits.steps[0].best)


def test_the_answer_says_what_stays_unspent() -> None:
    found = answer("optimum-34", "stop_price=2")
    wanted = savings_target(found).demand
    assert wanted is not None
    beyond = min(found.saving(year) for year in (2018, 2019, 2020)) - wanted.bound
    told = unspent(found, "en")
    assert told is not None
    assert told.startswith(money(beyond, "en"))
    assert unspent(answer("optimum-34"), "en") is None
