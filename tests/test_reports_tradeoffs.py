"""A trade-off in words: known plans held against it, and counts that read as language."""

from dataclasses import replace

import pytest
from small import SMALL
from test_studies_frontier import ASKED, proven

from model.demand import Text
from reports.tradeoffs import text as tradeoffs_text
from scenarios.apply import apply
from scenarios.solve import solve
from scenarios.studies.frontier import Mark, lp_frontier, mark


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
