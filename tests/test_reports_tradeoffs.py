"""A trade-off in words: known plans held against it, and counts that read as language."""

from dataclasses import replace

import pytest
from small import SMALL
from test_studies_frontier import ASKED, proven

from model.demand import Text
from reports.tradeoffs import text as tradeoffs_text
from scenarios.apply import apply
from scenarios.solve import solve
from scenarios.studies.frontier import Frontier, Mark, Point, knee, lp_frontier, mark


@pytest.mark.parametrize(("y", "meets"), [("exits", True), ("dismissals", False)])
def test_a_plan_that_breaks_a_demand_says_so_unless_it_is_what_is_traded(
    y: str, *, meets: bool
) -> None:
    today = solve(SMALL, replace(ASKED, frozen=True))
    found = lp_frontier(SMALL, ASKED, "saving" if meets else "exits", y, None)
    marked = mark(apply(SMALL, ASKED), found, today)
    assert marked is not None
    assert marked.meets is meets
    said = tradeoffs_text.mark_sentence(found, marked, "en")
    assert said.endswith("does not meet all demands here.") is not meets


def test_a_plan_within_what_is_proven_is_on_the_frontier_however_flat_it_is() -> None:
    found = proven("saving", "exits")[-1]
    near = Mark(Text("A", "A"), found.points[0], dx=1000.0, dy=found.slack / 2, meets=True)
    assert tradeoffs_text.mark_sentence(found, near, "en") == "A is on the frontier."
    far = near._replace(dy=20 * found.slack + 1)
    assert tradeoffs_text.mark_sentence(found, far, "en").endswith(
        " or DKK\u00a01.0m more saved a year."
    )


@pytest.mark.parametrize(
    ("value", "told"), [(1.2, "én afgang"), (0.2, "0 afgange"), (12.0, "12 afgange")]
)
def test_one_exit_is_not_told_as_many(value: float, told: str) -> None:
    assert tradeoffs_text.worse("exits", value, "da") == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(-12, "12 færre afgange"), (-1.2, "én afgang færre"), (-0.2, "0 flere afgange")],
)
def test_fewer_exits_than_today_are_not_told_as_more(value: float, told: str) -> None:
    assert tradeoffs_text.level("exits", value, "da") == told


def bent(*points: tuple[float, float], y: str = "exits") -> Frontier:
    """An exact frontier of money saved, in millions, and another criterion."""
    breaks = tuple(Point(1000 * x, value) for x, value in points)
    return Frontier("saving", y, "lp", breaks, breaks, proven=True)


def test_a_frontier_bends_most_where_it_is_furthest_beyond_the_line_between_its_ends() -> None:
    found = bent((0, 100), (10, 98), (30, 90), (40, 0))
    assert knee(found) == Point(30_000, 90)
    assert tradeoffs_text.knee_sentence(found, "en") == (
        "The frontier bends most at DKK\u00a030.0m saved a year and 90 more exits (the ring). "
        "From DKK\u00a00.0m: DKK\u00a030.0m more saved a year for 10 exits. From DKK\u00a030.0m: "
        "DKK\u00a010.0m more saved a year for 90 exits."
    )


def test_a_criterion_that_should_be_low_bends_as_one_that_should_be_high() -> None:
    assert knee(bent((0, 0), (30, 10), (40, 100), y="dismissals")) == Point(30_000, 10)


def test_a_straight_frontier_has_no_bend() -> None:
    assert knee(bent((0, 100), (20, 49), (40, 0))) is None
    assert knee(bent((0, 100), (40, 0))) is None
    assert tradeoffs_text.knee_sentence(bent((0, 100), (40, 0)), "en") is None
