"""What a plan is among the equally good: near to today, and the same for the same content."""

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np
import pytest
from small import ORDER, SMALL, demanding, instance

from inputs.read import default
from model.instance import Instance
from model.solver.basis_cache import BASIS_CACHE
from model.solver.lexicographic import solve
from scenarios import library
from scenarios.solve import plan_id
from scenarios.solve import solve as solve_scenario


def test_without_a_demand_to_save_nobody_is_hired_who_has_no_work() -> None:
    solution = solve(demanding(instance("tiny")), ORDER)
    assert solution.plan is not None
    assert solution.plan.hired == {}


def shuffled(data: Instance, seed: int) -> Instance:
    """The same content with the rows of every table in another order."""
    draw, tables = np.random.default_rng(seed), {}
    for each in fields(data):
        rows = getattr(data, each.name)
        if isinstance(rows, Mapping):
            keys = sorted(rows)
            tables[each.name] = {keys[at]: rows[keys[at]] for at in draw.permutation(len(keys))}
    alongside = tuple(data.alongside[at] for at in draw.permutation(len(data.alongside)))
    return replace(data, alongside=alongside, **tables)


TWO_SAVINGS = {
    **SMALL.demands,
    "SAVING-ALSO": SMALL.demands["SAVING"]._replace(id="SAVING-ALSO", bound=200.0, from_year=0),
}
SEVERAL = replace(SMALL, demands=TWO_SAVINGS)  # of which one is the target
ORDER_OF_TWO = (("exits", 5e-5), ("one_off", 5e-5))


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_decides_nothing(seed: int) -> None:
    data, order = shuffled(SEVERAL, seed), (("saving", 5e-5), ("exits", 5e-5))
    for asked in (order, ORDER_OF_TWO):
        BASIS_CACHE.entries.clear()
        first = solve(SEVERAL, asked)
        BASIS_CACHE.entries.clear()  # else what was asked first would be answered again
        other = solve(data, asked)
        assert first.plan is not None
        assert other.plan == first.plan
        assert plan_id(other.plan) == plan_id(first.plan)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", ["optimum-34", "uden-afskedigelser"])
def test_the_shipped_plans_are_the_same_whatever_the_order_of_rows(name: str, seed: int) -> None:
    data = default().instance
    assert data is not None
    ids = []
    for each in (data, shuffled(data, seed)):
        BASIS_CACHE.entries.clear()
        ids.append(solve_scenario(each, library.load(name)).plan_id)
    assert ids[0] == ids[1] != ""


def test_of_equally_good_plans_the_one_nearest_to_today_is_shown() -> None:
    """Two measures that give nothing and save nothing are kept as they are; none is closed."""
    tiny = instance("tiny")
    none = {i: effect._replace(mid=0.0) for i, effect in tiny.effects.items()}
    solution = solve(demanding(replace(tiny, effects=none)), ORDER)
    assert solution.plan is not None
    today = {(*i, y): n for i, n in tiny.places_today.items() if n for y in tiny.years}
    assert solution.plan.places == pytest.approx(today)
