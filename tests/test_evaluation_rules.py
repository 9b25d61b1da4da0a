"""A plan that a person typed: whatever rule it breaks is named, with where and by how much."""

from dataclasses import replace
from typing import Any

import pytest
from small import SMALL

from model.evaluation.evaluate import evaluate
from model.plan import Plan, baseline

TODAY = baseline(SMALL)
Y = 2018


def with_(table: str, **changes: float) -> Plan:
    """Today's plan with other values in one table; keys are parts joined by two underscores."""
    values: Any = {**getattr(TODAY, table), **{key(k): v for k, v in changes.items()}}
    return replace(TODAY, **{table: values})


def key(text: str) -> tuple[Any, ...]:
    return (*text.split("__"), Y)


BROKEN: dict[str, tuple[Plan, tuple[object, ...], float]] = {
    "places": (with_("places", SAMT__JOB__A=-1), ("SAMT", "JOB", "A", Y), 1),
    "at_most_capacity": (with_("places", KURS__JOB__A=60), ("KURS", "JOB", Y), 10),
    "at_least_minimum": (with_("places", VAERK__REHAB__B=5), ("VAERK", "REHAB", Y), 3),
    "mandatory_places": (with_("places", DANSK__JOB__B=11), ("DANSK", "B", Y), 4),
    "shared_limit": (with_("places", SAMT__JOB__A=125), ("VIRK", Y), 5),
    "only_alongside": (with_("places", MENTOR__JOB__A=16), (0, "A", Y), 1),
    "those_who_may": (with_("places", SAMT__JOB__A=100), ("SAMT", "A", Y), 10),
    "time_of_group": (with_("places", KURS__JOB__A=210), ("A", Y), 72),
    "only_dismissed_are_helped": (replace(TODAY, helped={("FX", Y): 1.5}), ("FX", Y), 1.5),
    "places_bought": (with_("places", KURS__JOB__A=5), ("KURS", Y), 5),
    "no_more_than_bought": (replace(TODAY, unused={("KURSUS", Y): 25.0}), ("KURSUS", Y), 5),
    "cannot_be_left": (replace(TODAY, left={("VAERK",): 2.0}), ("VAERK",), 2),
    "unit_has_work": (
        replace(TODAY, unit_is_open=TODAY.unit_is_open | {"NY"}), ("NY",), 1,
    ),
    "casework_where_served": (with_("casework", A__JOB=5000), ("A", "JOB", Y), 1000),
    "offer_in_open_unit": (
        replace(TODAY, unit_is_open=frozenset({"JOB", "SOC"})), ("SAMT", "REHAB"), 1,
    ),
    "open_or_handed_over": (
        replace(TODAY, handed_over=frozenset({"VAERK"})), ("VAERK", "REHAB"), 1,
    ),
    "moves_with_its_offer": (
        replace(TODAY, relocated={("SAMT", "JOB", "REHAB"): 1.5}), ("SAMT", "JOB"), 0.5,
    ),
    "taken_by_open_unit": (
        replace(TODAY, relocated={("SAMT", "JOB", "NY"): 0.5}), ("SAMT", "JOB", "NY"), 0.5,
    ),
    "staff_balance": (with_("staff", JOB__SB=5), ("JOB", "SB", Y), 0.5),
    "only_leavers_vacate": (with_("vacated", JOB__SB=1), ("JOB", "SB", Y), 0.55),
    "retraining_pace": (with_("retrained", REHAB__FX__SB=1), ("REHAB", "FX", "SB", Y), 0.4),
    "only_dismissible": (with_("dismissed", JOB__SJ=0.5), ("JOB", "SJ", Y), 0.5),
    "moves_meet": (with_("moved_out", JOB__SB=0.5), ("SB", Y), 0.5),
    "moved_to_work": (with_("moved_in", NY__SB=0.5), ("NY", "SB", Y), 0.5),
    "staff_goes_along": (replace(TODAY, transferred={("REHAB", "FX"): 1.0}), ("REHAB", "FX"), 1),
    "casework_is_done": (with_("casework", B__REHAB=2000), ("B", "REHAB", Y), 750),
    "staff_need": (with_("staff", REHAB__FX=2), ("REHAB", "FX", Y), 0.4),
    "leaders_by_span": (with_("staff", JOB__SB=12), ("JOB", Y), 0.3),
    "leaders_at_least": (with_("staff", JOB__LE=0.8), ("JOB", Y), 0.2),
    "staff_in_open_unit": (with_("staff", JOB__SB=19), ("JOB", Y), 1),
    "one_responsible_unit": (replace(TODAY, serves=frozenset({("B", "REHAB")})), ("A",), 1),
    "serving_unit_is_open": (
        replace(TODAY, serves=frozenset({("A", "NY"), ("B", "REHAB")})), ("A", "NY"), 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_named_with_where_and_by_how_much(rule: str) -> None:
    plan, where, by = BROKEN[rule]
    found = {v.where: v.by for v in evaluate(SMALL, plan).violations if v.rule == rule}
    assert found.get(where) == pytest.approx(by)


def test_todays_plan_breaks_nothing() -> None:
    assert evaluate(SMALL, TODAY).violations == ()
