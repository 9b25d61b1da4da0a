"""Values of plans in futures are those of the evaluation; no plan beats a hindsight plan."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from knapsack_case import random
from robust_case import NOMINAL, evaluated, future, futures
from small import demanding

from model.evaluation.benefits import job_years_of
from model.instance import Instance
from model.robust import hindsight
from model.robust.hindsight import (
    NoPlanError,
    best_for,
    chunks,
    hindsight_plans,
    loss,
    nearest_first,
)
from model.robust.value import Values, in_order, values_in
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP

PHASED = replace(NOMINAL, settings=NOMINAL.settings._replace(phased=True))


@pytest.mark.parametrize("nominal", [NOMINAL, PHASED], ids=["one change", "a change every year"])
def test_the_value_row_gives_what_the_evaluation_of_the_plan_in_the_future_gives(
    nominal: Instance,
) -> None:
    matrix, those = build_lp(nominal, GAP).matrix, futures(nominal, 8)
    values = values_in(those, matrix.columns)
    plans = [found.x for found in hindsight_plans(nominal, values)]
    given = values.of(np.array(plans))
    assert np.ptp(given) > 1  # plans and futures differ
    for x, row in zip(plans, given, strict=True):
        assert row == pytest.approx(evaluated(nominal, matrix, x, those), abs=1e-6)


def test_in_the_nominal_future_the_value_row_is_the_criterion_of_the_matrix() -> None:
    lp = build_lp(NOMINAL, GAP)
    x = hindsight_plans(NOMINAL, values_in([NOMINAL], lp.matrix.columns))[0].x
    assert values_in([NOMINAL], lp.matrix.columns).of(x)[0] == pytest.approx(
        lp.matrix.value("in_work", x), abs=1e-6
    )


def test_a_point_filled_in_order_is_the_same_plan_and_never_worth_less() -> None:
    matrix, those = build_lp(NOMINAL, GAP).matrix, futures(NOMINAL, 12, seed=1)
    values = values_in(those, matrix.columns)
    x = hindsight_plans(NOMINAL, values.row(0))[0].x.copy()
    at = {name: j for j, name in enumerate(matrix.columns)}
    (first, second), moved = next(
        ((at[name], at["segment", (*index[:2], k + 1, index[3])]), x[at[name]])
        for name in matrix.columns
        for component, index in [name]
        if component == "segment" and (k := int(str(index[2]))) == 0 and x[at[name]] > 1
    )
    x[[first, second]] += [-moved, moved]
    ordered = in_order(x, matrix)
    assert ordered[first] > x[first]
    assert ordered[[first, second]].sum() == pytest.approx(x[[first, second]].sum())
    assert (values.of(ordered) >= values.of(x) - 1e-9).all()
    assert (values.of(ordered) > values.of(x) + 1e-3).any()


@pytest.mark.parametrize("seed", range(4))
def test_a_hindsight_plan_is_the_best_of_all_choices_tried(seed: int) -> None:
    case = random(seed, number=7)
    drawn = np.random.default_rng(seed).uniform(-0.5, 2, (6, 7)) * case.exits
    those = [replace(case, exits=tuple(row.tolist())).data for row in drawn]
    columns = build_lp(case.data, GAP).matrix.columns
    found = hindsight_plans(case.data, values_in(those, columns))
    tried = np.array(list(product((0.0, 1.0), repeat=7)))
    kept = tried[tried @ case.costs <= case.budget]
    for row, plan in zip(drawn, found, strict=True):
        worth = (kept @ row).max() * job_years_of(case.data, "KTH", case.data.years[0])[0]
        assert plan.value <= worth + 1e-6 <= plan.bound + 2e-6
        assert plan.gap <= 1e-3 * abs(worth) + 1e-2


def test_no_plan_of_the_set_beats_a_hindsight_plan_in_its_future() -> None:
    columns, those = build_lp(NOMINAL, GAP).matrix.columns, futures(NOMINAL, 10, seed=2)
    values = values_in(those, columns)
    found = hindsight_plans(NOMINAL, values)
    table = values.of(np.array([plan.x for plan in found]))
    assert (table <= np.array([plan.bound for plan in found]) + 1e-6).all()
    assert any(table[0] < np.array([plan.value for plan in found]) - 0.1)


def test_a_chunk_has_the_same_plans_whatever_was_solved_before() -> None:
    columns = build_lp(NOMINAL, GAP).matrix.columns
    values = values_in(futures(NOMINAL, 6, seed=3), columns)
    first = hindsight_plans(NOMINAL, values.rows(range(3)))
    hindsight_plans(NOMINAL, values)
    again = hindsight_plans(NOMINAL, values.rows(range(3)))
    assert all(np.array_equal(one.x, other.x) for one, other in zip(first, again, strict=True))


def test_of_plans_equally_good_the_one_with_least_of_what_is_named_is_kept() -> None:
    lp = build_lp(NOMINAL, GAP)
    columns = lp.matrix.columns
    nothing = Values(np.zeros((1, len(columns))), np.zeros(1))
    closed = -np.array([float(name == "is_open") for name, _ in columns])
    few, many = best_for(lp, nothing, [], -closed), best_for(lp, nothing, [], closed)
    assert few.value == many.value == 0
    assert closed @ few.x > closed @ many.x + 1


def test_demands_that_clash_have_no_hindsight_plan() -> None:
    clash = demanding(NOMINAL, "KEEP-OPEN", "PLACES", "CLOSE")
    none = {q.id: q._replace(bound=1e5) for q in clash.demands.values() if q.id == "PLACES"}
    clash = replace(clash, demands={**clash.demands, **none})
    values = values_in([clash], build_lp(clash, GAP).matrix.columns)
    with pytest.raises(NoPlanError):
        hindsight_plans(clash, values)


def test_chunks_hold_every_future_once_and_each_is_taken_once() -> None:
    assert [k for chunk in chunks(60) for k in chunk] == list(range(60))
    values = Values(np.random.default_rng(0).normal(size=(9, 3)), np.zeros(9))
    assert sorted(nearest_first(values)) == list(range(9))


def test_a_future_of_effects_alone_moves_nothing_else() -> None:
    """Futures share the structure: the columns of the value are those of the nominal model."""
    columns = build_lp(NOMINAL, GAP).matrix.columns
    values = values_in([future(NOMINAL, 5)], columns)
    used = {columns[j][0] for j in np.flatnonzero(values.costs[0])}
    assert used <= {"segment", "casework_step", "dismissed", "helped"}
    assert used


def test_a_free_structure_is_searched_otherwise_and_gives_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = values_in(futures(NOMINAL, 6, seed=3), build_lp(NOMINAL, GAP).matrix.columns)
    branched = hindsight_plans(NOMINAL, values)
    monkeypatch.setattr(hindsight, "is_free", lambda _: True)
    monkeypatch.setattr(hindsight, "solve_in_nodes", lambda *_: pytest.fail("branched"))
    for one, other in zip(branched, hindsight_plans(NOMINAL, values), strict=True):
        assert other.value == pytest.approx(one.value, abs=loss(one.value))
        assert other.bound >= one.value - 1e-6
