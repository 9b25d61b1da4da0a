"""How effects fall with volume, and what they displace: factors and exits found by hand."""

from dataclasses import replace

import pytest
from small import ORDER, SMALL, instance

from model.derived import segment_factor
from model.evaluation.evaluate import evaluate, full_effect
from model.instance import Instance, Segment
from model.numbers import set_data
from model.plan import Plan, baseline
from model.solver.lexicographic import solve
from scenarios.apply import apply
from scenarios.choice import Case
from scenarios.levers import move
from scenarios.scenario import Levers, Scenario

TINY = instance("tiny")
IN_TIME = 1 / 2  # of the exits of the places of a year fall in it
WIDE = (Segment(1.0, 1.0), Segment(1.0, 0.5), Segment(2.0, 0.25), Segment(None, 0.2))
REACH = {i: effect._replace(reach=100.0) for i, effect in TINY.effects.items()}
FALLING = replace(TINY, segments=WIDE, effects=REACH)


def interviews(data: Instance, **numbers: float | None) -> Instance:
    return set_data(data, {f"measures.SAMT.{name}": value for name, value in numbers.items()})


def factors(data: Instance, group: str = "DAG") -> list[float]:
    return [segment_factor(data, "SAMT", group, k) for k in range(len(data.segments))]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({}, [1, 0.5, 0.25, 0.2]),
        ({"elasticity": 1}, [1, 1, 1, 0.2]),
        ({"elasticity": 0.5}, [1, 0.4142, 0.2929, 0.2]),  # roots of 1, 2 and 4
        ({"elasticity": 0.2}, [1, 0.1487, 0.0854, 0.0854]),  # the open segment never gives more
        ({"elasticity": 0}, [1, 0, 0, 0]),  # as many exits at any volume
        ({"growth": 2}, [1, 0.5, 0, 0]),
        ({"growth": 3}, [1, 0.5, 0.125, 0]),  # half of the way from 2 to 4
        ({"growth": 1}, [1, 0, 0, 0]),
        ({"elasticity": 0.5, "growth": 1.5}, [1, 0.2071, 0, 0]),
    ],
)
def test_an_effect_falls_by_elasticity_and_growth(
    numbers: dict[str, float], expected: list[float]
) -> None:
    data = interviews(FALLING, **numbers)
    assert factors(data) == pytest.approx(expected, abs=1e-4)
    widths = (100, 100, 200, 50)
    volume = sum(width * left for width, left in zip(widths, expected, strict=True))
    assert full_effect(data, "SAMT", "DAG", 450) == pytest.approx(0.03 * volume, abs=1e-4)


def test_only_the_measure_itself_falls_by_its_elasticity_and_no_harm_falls() -> None:
    data = set_data(interviews(FALLING, elasticity=0.5), {"effects.SAMT/KTH.mid": -0.02})
    assert factors(data, "KTH") == [1, 1, 1, 1]
    assert full_effect(data, "SAMT", "KTH", 450) == pytest.approx(-9)
    assert segment_factor(data, "KURS", "KTH", 1) == 1  # no effect, nothing to fall
    other = set_data(data, {"effects.KURS/KTH.mid": 0.01})
    assert segment_factor(other, "KURS", "KTH", 1) == 0.5


def test_a_segment_without_room_falls_like_the_one_before_and_breaks_nothing() -> None:
    narrow = replace(FALLING, segments=(Segment(1.0, 1.0), Segment(0.0, 0.5), Segment(1.0, 0.5)))
    data = interviews(narrow, elasticity=0.5, growth=1.5)
    assert factors(data) == pytest.approx([1, 0, 0.2071], abs=1e-4)
    assert full_effect(data, "SAMT", "DAG", 200) == pytest.approx(0.03 * 120.71, abs=1e-4)


def test_the_best_plan_fills_what_an_elasticity_leaves_from_the_best_end() -> None:
    data = interviews(FALLING, elasticity=0.5, growth=3)
    insured = 100 * 0.03 * (1 + 0.4142 + 2 * 0.1464)  # 400 places, the last 200 half in vain
    others = 100 * 0.02 * (1 + 0.4142)  # the last 200 of the 600 there are
    today = 100 * 0.03 + 50 * 0.02 - 60 * 0.01
    solution = solve(data, ORDER)
    assert solution.agrees
    assert solution.steps[0].value == pytest.approx(IN_TIME * (insured + others - today), rel=1e-3)


def moved(data: Instance) -> Plan:
    """Ten interviews more for each group, and ten courses fewer for the insured."""
    today = baseline(data)
    more = {("SAMT", "DAG"): 10.0, ("SAMT", "KTH"): 10.0, ("KURS", "DAG"): -10.0}
    places = {(m, u, g, y): v + more.get((m, g), 0.0) for (m, u, g, y), v in today.places.items()}
    return replace(today, places=places)


@pytest.mark.parametrize(
    ("numbers", "insured", "others"),
    [
        ({}, 0.8 * 10 * (0.03 + 0.01), 0.8 * 10 * 0.02),
        ({"measures.SAMT.displacement": 0.5}, 10 * (0.5 * 0.03 + 0.8 * 0.01), 0.5 * 10 * 0.02),
        ({"measures.SAMT.displacement": 0.0}, 10 * (0.03 + 0.8 * 0.01), 10 * 0.02),
        (
            {"measures.SAMT.displacement": 0.5, "groups.DAG.displacement": 0.1},
            0.9 * 10 * (0.03 + 0.01),
            0.5 * 10 * 0.02,
        ),
    ],
)
def test_a_group_displaces_before_a_measure_and_a_measure_before_the_settings(
    numbers: dict[str, float | None], insured: float, others: float
) -> None:
    data = set_data(TINY, {"settings.displacement": 0.2, **numbers})
    extra = evaluate(data, moved(data)).extra_exits
    assert extra["DAG", 2017] == pytest.approx(IN_TIME * insured)
    assert extra["KTH", 2017] == pytest.approx(IN_TIME * others)


def test_casework_displaces_as_its_group_does() -> None:
    data = set_data(SMALL, {"measures.SAMT.displacement": 0.9, "settings.displacement": 0.2})
    assert data.lasting_casework("A") == pytest.approx(0.8)
    assert set_data(data, {"groups.A.displacement": 0.1}).lasting_casework("A") == 0.9


def test_the_lever_on_displacement_is_one_share_for_all() -> None:
    own: dict[str, float | None] = {"measures.SAMT.displacement": 0.5, "groups.B.displacement": 0.1}
    data = set_data(SMALL, own)
    left, one = (apply(data, scenario(share)) for share in (None, 0.3))
    assert left.lasting("SAMT", "A") == 0.5
    assert left.lasting("SAMT", "B") == 0.9
    everywhere = {one.lasting(m, g) for m, g in one.effects} | {one.lasting_casework("B")}
    assert everywhere == {0.7}


def test_the_lever_moved_to_the_share_of_the_settings_is_moved_where_measures_have_their_own() -> (
    None
):
    own = set_data(SMALL, {"measures.SAMT.displacement": 0.5})
    plain = scenario(None)
    assert [Case(data, plain).levers.displacement for data in (SMALL, own)] == [0.2, None]
    assert [
        move(plain, data, ["displacement=0.2"]).levers.displacement for data in (SMALL, own)
    ] == [
        None,
        0.2,
    ]


def scenario(displacement: float | None) -> Scenario:
    return Scenario("prøve", SMALL.settings.name, SMALL.settings.name,
                    levers=Levers(displacement=displacement))  # fmt: skip
