"""What the best plans of the futures do, in pictures: every share is one of the study's."""

from typing import Any

import pytest
from reports_case import INSTANCE

from model.robust.decisions import Condition, Rule
from model.robust.information import Change, Worth
from reports.uncertainty import decision_charts as charts
from scenarios.studies.decisions import Decision, Decisions
from scenarios.studies.information import Information, Switch

FIRST, SECOND, THIRD = list(INSTANCE.measures)[:3]
GROUP = next(iter(INSTANCE.groups))
PATH = f"groups.{GROUP}.exit_rate"
RULE = Rule((Condition(0, above=False, value=0.31),), coverage=0.77, precision=0.88)
KEPT = Decision("measure", FIRST, {"kept": 1.0}, {})
OPEN = Decision("measure", SECOND, {"cut": 0.6, "closed": 0.3, "grown": 0.1}, {"closed": RULE})
CLOSED = Decision("measure", THIRD, {"closed": 0.96, "cut": 0.04}, {})
UNIT = Decision("unit", next(iter(INSTANCE.units)), {"open": 1.0}, {})
FOUND = Decisions(200, (PATH,), (KEPT, OPEN, CLOSED, UNIT), 0.1, 1.0)
WORTH = Information(
    2000, 12, 6.94, (("all", Worth(6.94, 0.2)), (f"measures.{FIRST}", Worth(0.91, 0.12)),
    ("displacement", Worth(0.4, 0.0))), (), (Switch(PATH, 0.5, Change(0.33, 0, 1)),), 160.0, 1.0,
)  # fmt: skip


def drawn(chart: Any, column: str) -> list[dict[str, Any]]:
    sets = chart["datasets"].values()
    return next(rows for rows in sets if column in rows[0])


def test_what_is_closed_most_often_comes_first() -> None:
    assert charts.of_kinds(FOUND, "measure") == [CLOSED, OPEN, KEPT]
    assert charts.of_kinds(FOUND, "unit") == [UNIT]


def test_the_title_counts_what_is_decided_alike_in_nineteen_of_twenty() -> None:
    assert charts.title(charts.of_kinds(FOUND, "measure"), "da") == (
        "For 2 af 3 indsatser er det samme bedst i mindst 19 af 20 udfald"
    )


def test_a_strip_is_parted_by_the_shares_from_closed_to_grown() -> None:
    rows = drawn(charts.strips(charts.of_kinds(FOUND, "measure"), INSTANCE, "en"), "start")
    of_open = [(row["code"], row["start"], row["end"]) for row in rows if row["row"] == 1]
    assert of_open == [
        ("closed", 0.0, 0.3),
        ("cut", 0.3, pytest.approx(0.9)),
        ("grown", pytest.approx(0.9), pytest.approx(1.0)),
    ]
    labels = drawn(charts.strips([OPEN], INSTANCE, "en"), "label")
    assert labels[0]["label"] == "is cut 60%"


def test_the_table_has_a_column_for_all_that_is_done_and_no_other() -> None:
    table = charts.shares([OPEN, KEPT], INSTANCE, "en")
    assert [*table.columns] == ["name", "done_closed", "done_cut", "done_kept", "done_grown"]
    assert table.frame.iloc[0, 1:].tolist() == [0.3, 0.6, 0.0, 0.1]


def test_a_rule_is_told_with_how_often_it_is_right() -> None:
    (told,) = charts.rules(FOUND, [CLOSED, OPEN, KEPT], INSTANCE, "en")
    assert "It is closed when" in told
    assert "0.31" in told
    assert "88%" in told


def test_what_is_worth_most_is_first_and_all_numbers_together_are_no_study() -> None:
    assert [name for name, _ in charts.first(WORTH)] == [f"measures.{FIRST}", "displacement"]
    told = charts.first_to_find_out(WORTH, INSTANCE, "en")
    assert "0.9 ± 0.1 in work" in told
    rows = drawn(charts.worth(WORTH, INSTANCE, "en"), "value")
    assert [(r["low"], r["high"]) for r in rows] == [
        (pytest.approx(0.79), pytest.approx(1.03)),
        (0.4, 0.4),
    ]
    assert charts.to_find_out(WORTH, INSTANCE, "en").frame["worth"].tolist() == [6.94, 0.91, 0.4]


def test_where_another_plan_takes_over_is_told_with_the_number_expected() -> None:
    (told,) = charts.switches(WORTH, INSTANCE, "en")
    assert "0.33" in told
    assert "0.50" in told
