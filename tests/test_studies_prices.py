"""The price list against brute force, and against what a price means."""

from dataclasses import replace
from functools import cache
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import ORDER, SMALL, demanding, relative

from model.instance import Instance
from model.prices import shapley
from model.prices.marginal import lp_with_fixed_choices, marginal_price, with_bound
from model.prices.set_values import SetValues, most_exits
from model.solver import warm_lp
from model.solver.lexicographic import solve
from model.solver.matrix import Vector
from scenarios.scenario import Priority, Scenario, Structure
from scenarios.solve import Answer
from scenarios.solve import solve as answered
from scenarios.structure import within
from scenarios.studies.prices import Prices, price_list, prices

PLAYERS = ("SAVING", "DISMISSALS", "COVERAGE", "KEEP-UNIT", "PLACES", "ONE-OFF")
LAW = "KEEP-OPEN"
EXACT = (Priority("exits", 0.0),)
TOLERANCE = 1e-4


def held_value(instance: Instance, choices: Vector, demand: str, bound: float) -> float:
    """Most exits with the choices of a plan at another bound; -inf when there is no such plan."""
    found = lp_with_fixed_choices(with_bound(instance, demand, bound), choices).solve_relaxation()
    return -np.inf if found.incumbent is None else found.objective


def game(seed: int, players: tuple[str, ...] = PLAYERS) -> Instance:
    """A relative of the small instance with some demands active and a law."""
    data = within(demanding(relative(seed) if seed else SMALL, LAW, *players), Structure())
    law = data.demands[LAW]._replace(negotiable=False)
    return replace(data, demands={**data.demands, LAW: law})


@cache
def listed(seed: int) -> tuple[Answer, Prices | None]:
    scenario = Scenario("s", SMALL.settings.name, SMALL.settings.name, order=EXACT)
    answer = answered(game(seed), scenario)
    return answer, prices(answer)


SEEDS = (1, 4)  # relatives in which demands cost something, together and alone
SAVED = 4  # where the saving costs most


def priced(seed: int) -> Prices:
    found = listed(seed)[1]
    assert found is not None
    return found


def choices(data: Instance) -> Vector:
    """Of the best plan."""
    values = SetValues(data, ())
    values.value(0)
    return values.best[0].choices


def by_orders(worth: dict[int, float], players: int) -> list[float]:
    """What each player takes when it joins, averaged over every order by name."""
    taken = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        joined = 0
        for k in order:
            taken[k] += worth[joined] - worth[joined | 1 << k]
            joined |= 1 << k
    return list(taken / len(orders))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_value_of_a_set_is_what_a_search_of_its_own_finds(seed: int) -> None:
    data = game(seed)
    values = SetValues(data, PLAYERS)
    for players in sorted(range(1 << len(PLAYERS)), key=int.bit_count):
        on = [q for k, q in enumerate(PLAYERS) if players >> k & 1]
        alone = solve(game(seed, tuple(on)), ORDER).steps[0].bound
        assert values.value(players) == pytest.approx(alone, rel=1e-4, abs=TOLERANCE), on
    assert len(values.plans) < 1 << len(PLAYERS), "no search was spared"


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_are_the_mean_of_what_is_taken_over_every_order(seed: int) -> None:
    values = SetValues(game(seed), PLAYERS)
    worth = {
        each: values.value(each) for each in sorted(range(1 << len(PLAYERS)), key=int.bit_count)
    }
    told = {p.demand: p.share for p in priced(seed).prices if p.share}
    for k, share in enumerate(by_orders(worth, len(PLAYERS))):
        found = told[values.players[k]]
        assert found is not None
        assert found.share == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_add_up_to_the_loss(seed: int) -> None:
    found = priced(seed)
    assert found.exact
    assert sum(p.share.share for p in found.prices if p.share) == pytest.approx(
        found.loss, abs=1e-5
    )
    assert found.loss > 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_full_price_is_what_is_gained_without_the_demand(seed: int) -> None:
    found = priced(seed)
    for price in found.prices:
        left = tuple(q for q in (*PLAYERS, LAW) if q != price.demand)
        without = demanding(game(seed), *left)
        assert found.exits + price.replacement_cost == pytest.approx(
            most_exits(without), abs=TOLERANCE
        )
        assert price.replacement_cost >= 0


def test_the_law_is_priced_and_has_no_share() -> None:
    law = next(p for p in priced(SAVED).prices if p.demand == LAW)
    assert law.share is None


def test_a_demand_that_never_binds_costs_nothing() -> None:
    data = with_bound(game(SAVED), "DISMISSALS", 1e4)
    answer = answered(data, Scenario("s", SMALL.settings.name, SMALL.settings.name, order=EXACT))
    found = prices(answer)
    assert found is not None
    idle = next(p for p in found.prices if p.demand == "DISMISSALS")
    assert (idle.replacement_cost, idle.share) == (0.0, shapley.Share(0.0, 0.0, 0.0))
    assert idle.bound_prices is not None
    assert (idle.bound_prices.marginal, idle.bound_prices.less, idle.bound_prices.more) == (
        0.0,
        0.0,
        0.0,
    )
    assert found.loss > 0.1, "the other demands do not bind"


def test_twins_have_equal_shares() -> None:
    data = game(SAVED)
    twin = data.demands["SAVING"]._replace(id="TWIN")
    data = replace(data, demands={**data.demands, "TWIN": twin})
    values = SetValues(data, (*PLAYERS, "TWIN"))
    found = shapley.exact_values(len(values.players), values.value)
    assert found[0] == pytest.approx(found[-1], abs=1e-6)
    assert found[0] > 0.1, "the saving does not bind"


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_shares_add_up_and_hold_the_exact_ones(seed: int) -> None:
    values = SetValues(game(seed), PLAYERS)
    exact = shapley.exact_values(len(PLAYERS), values.value)
    sampled = shapley.sampled_values(len(PLAYERS), values.value)
    assert sum(s.share for s in sampled) == pytest.approx(sum(exact))
    inside = [
        low - 1e-6 <= e <= high + 1e-6 for e, (_, low, high) in zip(exact, sampled, strict=True)
    ]
    assert sum(inside) >= len(PLAYERS) - 1
    assert sampled == shapley.sampled_values(len(PLAYERS), values.value), (
        "the same draw gives the same shares"
    )


def test_fifteen_players_are_drawn_and_say_so() -> None:
    def either(on: int) -> float:
        """Lost as soon as one of the first three joins."""
        return -1.0 if on & 7 else 0.0

    many = shapley.shapley_values(shapley.EXACT_LIMIT + 1, either)
    assert [low < high for _, low, high in many[:4]] == [True] * 3 + [False]
    few = shapley.shapley_values(shapley.EXACT_LIMIT - 4, either)
    assert few[:4] == [shapley.Share(*[pytest.approx(1 / 3)] * 3)] * 3 + [shapley.Share(0, 0, 0)]


def test_nothing_has_a_price_when_demands_clash() -> None:
    data = with_bound(game(0), "SAVING", 1e6)
    answer = answered(data, Scenario("s", SMALL.settings.name, SMALL.settings.name, order=EXACT))
    assert prices(answer) is None


def test_the_list_grows_by_a_price_each_time_and_ends_as_the_whole_list() -> None:
    answer, whole = listed(SAVED)
    assert whole is not None
    steps = list(price_list(answer))
    assert [len(step.prices) for step in steps[: len(whole.prices) + 1]] == [*range(8)]
    assert all(not step.complete for step in steps[:-1])
    assert [step.progress for step in steps] == sorted(step.progress for step in steps)
    assert steps[-1].progress == 1.0
    assert replace(steps[-1], seconds=0.0) == replace(whole, seconds=0.0)


@pytest.mark.parametrize("after", [0, 2])
def test_what_is_not_proven_in_time_has_no_price_and_is_said_to_be_left_out(
    after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of the linear programs runs out after so many steps."""
    answer, whole = listed(SAVED)
    assert whole is not None
    found = None
    for n, found in enumerate(price_list(answer)):  # noqa: B007
        if n == after:
            monkeypatch.setattr(warm_lp, "perf_counter", lambda: 1e12)
    assert found is not None
    assert (len(found.prices), found.complete) == (min(after, 7), False)
    assert len(found.prices) + len(found.unpriced) == len(whole.prices)
    assert found.prices == tuple(p._replace(share=None) for p in whole.prices[: len(found.prices)])


BOUND = ("SAVING", "DISMISSALS", "COVERAGE", "PLACES", "ONE-OFF")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 30),
    demand=st.sampled_from(BOUND),
    ratio=st.floats(0.5, 1.5),
    step=st.floats(0.001, 0.5),
)
def test_the_marginal_price_lies_between_the_differences_to_either_side(
    seed: int, demand: str, ratio: float, step: float
) -> None:
    data = game(seed, ("SAVING", demand))
    data = with_bound(data, demand, data.demands[demand].bound * ratio)
    at = most_exits(data)
    if at == -np.inf:
        return
    held, bound = choices(data), data.demands[demand].bound
    found, by = marginal_price(data, held, demand), bound * step
    less, more = (held_value(data, held, demand, bound + way * by) for way in (-1, 1))
    assert more <= at - found.price * by + TOLERANCE
    assert less <= at + found.price * by + TOLERANCE
    assert found.low - 1e-5 <= bound <= found.high + 1e-5


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("demand", ["SAVING", "PLACES"])
def test_the_marginal_price_holds_to_the_ends_of_its_range_and_no_further(
    seed: int, demand: str
) -> None:
    data = game(seed)
    held, bound, at = choices(data), data.demands[demand].bound, most_exits(data)
    found = marginal_price(data, held, demand)
    for end in (found.low, found.high):
        if np.isfinite(end):
            line = at - found.price * (end - bound)
            assert held_value(data, held, demand, end) == pytest.approx(line, abs=TOLERANCE)
            past = end + np.sign(end - bound or (end == found.high) - 0.5) * 0.05 * max(
                1.0, abs(end)
            )
            beyond = held_value(data, held, demand, past)
            assert beyond < at - found.price * (past - bound) - 1e-9


@pytest.mark.parametrize(
    ("seed", "demand", "at"), [(4, "CASELOAD", 52.0), (0, "EXTERNAL-SHARE", 0.2)]
)
def test_where_the_bound_multiplies_decisions_the_price_is_that_of_the_point(
    seed: int, demand: str, at: float
) -> None:
    data = game(seed, ("SAVING", demand))
    idle = {g: group._replace(casework_effect=0.0) for g, group in data.groups.items()}
    data = with_bound(replace(data, groups=idle), demand, at)
    held, bound = choices(data), data.demands[demand].bound
    found, by = marginal_price(data, held, demand), 1e-4 * bound
    less, more = (held_value(data, held, demand, bound + way * by) for way in (-1, 1))
    assert found.price == pytest.approx((less - more) / (2 * by), rel=1e-2, abs=1e-5)
