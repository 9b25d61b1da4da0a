"""Bounds and steps of bounds, told in the unit that their sentence counts in."""

import pytest

from model.demand import Demand, Text
from model.demand_kinds.kinds import KINDS
from reports.demands.text import bound_from_sentence, bound_in_sentence
from reports.language import names as values


@pytest.mark.parametrize("kind", KINDS)
def test_a_bound_that_is_told_can_be_told_back(kind: str) -> None:
    assert bound_from_sentence(kind, bound_in_sentence(kind, 1234.5)) == pytest.approx(1234.5)


@pytest.mark.parametrize(
    ("kind", "bound", "da"),
    [
        ("dismissals", 230.0, "230"),
        ("saving", 34_000.0, "34,0\u00a0mio.\u00a0kr."),
        ("lost_places", 0.25, "25,0\u00a0%"),
        ("mean_coverage", 0.875, "87,5\u00a0%"),
        ("idle_staff", 2.5, "2,5"),
    ],
)
def test_a_bound_that_differs_is_told_in_its_unit(kind: str, bound: float, da: str) -> None:
    demand = Demand("Q", Text("", ""), Text("", ""), kind, bound)
    assert values.bound(demand, bound, "da") == da


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if about.bounded])
def test_a_step_of_a_bound_is_a_percentage_point_only_of_a_share(kind: str) -> None:
    unit = KINDS[kind].unit
    point = unit.one.da == "ét procentpoint"
    assert point == (unit.counted == 0.01 and kind != "mean_coverage")
