"""Futures: what is drawn has the intervals and the factors of the data, whatever the order."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from inputs.read import default
from model.evaluation.evaluate import evaluate
from model.evaluation.savings import saving_of_target
from model.futures.draws import at_scores, draw, standard_normal
from model.futures.kept import Terms, in_work_value, keep
from model.futures.leavers import realised
from model.futures.uncertain import uncertain_numbers
from model.instance import Instance
from model.numbers import set_data
from model.plan import baseline
from scenarios import library
from scenarios.levers import move
from scenarios.named_futures import fitting, made, named, scores
from scenarios.scenario import RefusedError
from scenarios.solve import Answer, solve
from scenarios.studies.futures import among, hold, span, sureness

Z80 = NormalDist().inv_cdf(0.9)


@pytest.fixture(scope="module")
def odense() -> Instance:
    found = default().instance
    assert found is not None
    return found


@pytest.fixture(scope="module")
def council(odense: Instance) -> Answer:
    return solve(odense, library.load("byraadet-2017"))


def without_intervals(instance: Instance) -> Instance:
    effects = {i: e._replace(low=e.mid, high=e.mid) for i, e in instance.effects.items()}
    jobs = {
        s: r._replace(
            chance_low=r.chance, chance_high=r.chance, helped_low=r.helped, helped_high=r.helped
        )
        for s, r in instance.reemployment.items()
    }
    return replace(instance, effects=effects, reemployment=jobs, provenance=())


def test_eight_of_ten_draws_lie_within_the_interval(odense: Instance) -> None:
    drawn = draw(odense, 20000, seed=3)
    effect = odense.effects["M03", "KJP-K"]  # evidence B: as it stands
    values = drawn.of("effects.M03/KJP-K.mid", 0.0)
    assert np.quantile(values, (0.1, 0.5, 0.9)) == pytest.approx(
        (effect.low, effect.mid, effect.high), abs=0.002
    )


def test_evidence_widens_and_narrows_an_interval(odense: Instance) -> None:
    by = {number.path: number for number in uncertain_numbers(odense)}
    for path, times in (("M02/DAG-K", 0.8), ("M03/DAG-K", 1.0), ("M05/DAG-K", 1.3)):
        effect = odense.effects[*path.split("/")]
        below = by[f"effects.{path}.mid"].below
        assert below == pytest.approx(times * (effect.mid - effect.low) / Z80)


def test_numbers_share_what_their_factors_explain(odense: Instance) -> None:
    drawn = draw(odense, 20000, seed=5)
    ranks = {
        path: np.argsort(np.argsort(drawn.of(f"effects.{path}.mid", 0.0)))
        for path in ("M02/DAG-K", "M02/KJP-K", "M16/JAF", "M03/KJP-K")
    }

    def together(a: str, b: str) -> float:
        return float(np.corrcoef(ranks[a], ranks[b])[0, 1])

    assert together("M02/DAG-K", "M02/KJP-K") == pytest.approx(0.6, abs=0.03)  # same measure
    assert together("M02/DAG-K", "M16/JAF") == pytest.approx(0.25, abs=0.03)  # same type
    assert together("M02/DAG-K", "M03/KJP-K") == pytest.approx(0.1, abs=0.03)
    cycle = drawn.scores["KONJ"]
    assert np.corrcoef(cycle, drawn.of("staff_groups.SB.attrition", 0.0))[0, 1] > 0.6
    assert np.corrcoef(cycle, drawn.of("measures.M02.displacement", 0.0))[0, 1] < -0.6


def test_a_seed_gives_the_same_futures_in_any_order_and_number(odense: Instance) -> None:
    few, many, other = draw(odense, 50, 7), draw(odense, 80, 7), draw(odense, 50, 8)
    assert np.array_equal(few.values, many.values[:50])
    assert not np.allclose(few.values, other.values)
    fewer = replace(odense, effects=dict(list(odense.effects.items())[::-1]))
    assert np.array_equal(
        draw(fewer, 50, 7).of("effects.M02/DAG-K.mid", 0.0), few.of("effects.M02/DAG-K.mid", 0.0)
    )
    assert np.array_equal(standard_normal("a", 10, 1), standard_normal("a", 20, 1)[:10])


def test_without_intervals_there_is_no_spread(council: Answer) -> None:
    known = without_intervals(council.instance)
    held = hold(replace(council, instance=known), 20)
    assert np.ptp(held.value) == 0.0
    outcome = council.solution.outcome
    assert outcome is not None
    last = known.years[-1]
    assert sureness(held).in_work[last].p50 == pytest.approx(outcome.in_work[last].net)


CASES = (
    ("optimum-34", ()),
    ("optimum-34", ("casework=on", "counts=all")),
    ("reform-2011", ()),
    ("optimum-34", ("groups.DAG-K.exit_rate@2019=0.8", "groups.KJP-L.held@2018=0.5")),
    ("optimum-34", ("phase=on", "basis=gross")),
)


@pytest.mark.parametrize(("name", "levers"), CASES)
def test_a_kept_plan_is_worth_what_its_evaluation_says(
    odense: Instance, name: str, levers: tuple[str, ...]
) -> None:
    answer = solve(odense, move(library.load(name), odense, levers))
    plan = answer.solution.plan
    assert plan is not None
    futures = draw(answer.instance, 200, seed=11)
    kept = keep(Terms(futures), plan)
    for i in (0, 57, 199):
        data = futures.future(i)
        before, after = evaluate(data, baseline(data)), evaluate(data, realised(data, plan))
        for j, y in enumerate(data.years):
            exits = sum(v for (_, year), v in after.extra_exits.items() if year == y)
            assert kept.exits[i, j] == pytest.approx(exits, abs=1e-7)
            assert kept.in_work[i, j] == pytest.approx(after.in_work[y].net, abs=1e-6)
            saved = saving_of_target(data, before, after, y)
            assert kept.saving[i, j] == pytest.approx(saved, abs=1e-3)


def test_lower_effects_never_make_a_kept_plan_that_only_grows_look_better(
    odense: Instance,
) -> None:
    """Only what a plan cuts gains from low effects; one that cuts nothing does not."""
    today = baseline(odense)
    more = {key: value * (1.2 if key[0] in ("M02", "M03") else 1.0)
            for key, value in today.places.items()}  # fmt: skip
    low, expected = at_scores(odense, [{"ALLE": -4.0}]), at_scores(odense, [{}])
    plan = replace(today, places=more)
    values = [in_work_value(odense, keep(Terms(f), plan))[0] for f in (low, expected)]
    assert values[0] < values[1]


def test_more_attrition_lets_a_plan_save_what_it_counts_on(council: Answer) -> None:
    plan = council.solution.plan
    assert plan is not None
    saved = []
    for share in (0.02, 0.15):
        path = {f"staff_groups.{s}.attrition": share for s in ("SB", "JK", "HK", "FK", "FX")}
        known = without_intervals(set_data(council.instance, path))
        before, after = evaluate(known, baseline(known)), evaluate(known, realised(known, plan))
        saved.append(saving_of_target(known, before, after, known.years[-1]))
    assert saved[0] < saved[1]


def test_expected_loss_is_least_where_knowing_the_best_is_worth_it(council: Answer) -> None:
    held = hold(council, 500)
    better = held._replace(value=held.value + 5.0)
    swings = held._replace(value=held.value + np.where(np.arange(500) % 2, 30.0, -30.0))
    found, evpi = among([held, better, swings])
    assert evpi == min(each.expected_loss for each in found)
    assert found[0].best_share == 0.0
    assert sum(each.best_share for each in found) == pytest.approx(1.0)
    assert min(each.expected_loss for each in found) >= 0.0


def test_named_futures_move_what_they_name_and_nothing_else(odense: Instance) -> None:
    chosen = fitting(odense)
    assert len(chosen) == 8
    futures = named(odense, chosen)
    modes = np.array([number.mode for number in futures.numbers])
    for i, future in enumerate(chosen):
        moved = scores(odense, future)
        for j, number in enumerate(futures.numbers):
            loaded = any(name in moved for name, _ in number.loads)
            assert loaded or futures.values[i, j] == modes[j], (future.id, number.path)
    low = futures.values[[future.id for future in chosen].index("lave-effekter")]
    j = futures.column["effects.M03/KJP-K.mid"]
    assert low[j] == pytest.approx(odense.effects["M03", "KJP-K"].low, abs=1e-4)


def test_a_span_has_its_ends_in_order() -> None:
    found = span(np.random.default_rng(0).standard_normal(1000))
    assert found[:5] == tuple(sorted(found[:5]))


def test_a_named_future_sets_numbers_and_refuses_those_that_are_not_drawn(odense: Instance) -> None:
    raw = {"name": {"da": "x", "en": "x"}, "values": {"effects.M02/DAG-K.mid": 0.01}}
    futures = named(odense, [made("x", raw)])
    assert futures.future(0).effects["M02", "DAG-K"].mid == 0.01
    raw["values"] = {"effects.M02/DAGK.mid": 0.01}
    with pytest.raises(RefusedError, match=r"did you mean effects\.M02/DAG-"):
        named(odense, [made("x", raw)])
