"""Rows to an instance: units converted, blanks given their meaning."""

from typing import Any

import pytest
from inputs_case import TINY

from inputs.assemble import assemble
from inputs.read import load
from inputs.schema.tables import Tables
from model.demand import Text
from model.derived import casework_hours
from model.evaluation.rules import violations
from model.instance import LadderStep, Segment
from model.plan import baseline


def tiny(**changes: dict[str, Any]) -> Tables:
    """Tiny's tables with columns of every row of a table replaced."""
    return {
        table: tuple({**row, **changes.get(table, {})} for row in rows)
        for table, rows in load(TINY).tables.items()
    }


def with_rows(table: str, *rows: dict[str, Any]) -> Tables:
    return {**load(TINY).tables, table: rows}


def test_effects_are_per_place_not_per_hundred() -> None:
    effect = assemble(tiny()).effects["SAMT", "DAG"]
    assert (effect.low, effect.mid, effect.high) == (0.01, 0.03, 0.05)


def test_an_effect_without_an_interval_is_its_own_interval() -> None:
    effect = assemble(tiny(effects={"low": None, "high": None})).effects["SAMT", "DAG"]
    assert (effect.low, effect.mid, effect.high) == (0.03, 0.03, 0.03)


def test_an_effect_takes_the_refund_of_its_measure_unless_it_has_its_own() -> None:
    assert assemble(tiny(measures={"refund_share": 0.5})).effects["KURS", "DAG"].refund_share == 0.5
    both = tiny(measures={"refund_share": 0.5}, effects={"refund_share": 0.0})
    assert assemble(both).effects["KURS", "DAG"].refund_share == 0
    assert assemble(tiny()).effects["KURS", "DAG"].refund_share == 0


def test_the_reach_is_todays_places_or_the_smallest_size_or_the_capacity() -> None:
    assert assemble(tiny()).effects["SAMT", "DAG"].reach == 100
    none_today = {**tiny(), "places": ()}
    assert assemble(none_today).effects["SAMT", "DAG"].reach == 600
    small = {**tiny(offers={"minimum": 30}), "places": ()}
    assert assemble(small).effects["SAMT", "DAG"].reach == 30
    assert assemble(tiny(effects={"reach": 7})).effects["SAMT", "DAG"].reach == 7


@pytest.mark.parametrize(("per", "wage"), [("person", 1000), ("fte", 500), (None, 500)])
def test_a_wage_per_person_becomes_a_wage_per_fte(per: str | None, wage: float) -> None:
    pay = {"wage": 500.0, "per": per, "fte_per_person": 0.5}
    assert assemble(tiny(staff_groups=pay)).staff_groups["SAGS"].wage == wage


def test_todays_unit_is_always_one_of_the_eligible() -> None:
    assert assemble(tiny()).eligible_units == {("DAG", "JOB"), ("KTH", "JOB")}


def test_without_a_ladder_nothing_is_refunded_and_without_segments_effects_do_not_fall() -> None:
    instance = assemble(tiny())
    assert instance.ladder == (LadderStep(1, 0.0),)
    assert instance.segments == (Segment(None, 1.0),)


def test_ladder_and_segments_are_put_in_order() -> None:
    ladder = ({"from_week": 5, "refund": 0.4}, {"from_week": 1, "refund": 0.8})
    assert assemble(with_rows("refund_ladder", *ladder)).ladder == ((1, 0.8), (5, 0.4))
    last = {"segment": 2, "width": None, "factor": 0.5}
    first = {"segment": 1, "width": 1.5, "factor": 1.0}
    assert assemble(with_rows("segments", last, first)).segments == ((1.5, 1.0), (None, 0.5))


def test_beyond_a_last_segment_with_an_end_places_have_no_effect() -> None:
    only = {"segment": 1, "width": 1.5, "factor": 1.0}
    assert assemble(with_rows("segments", only)).segments == ((1.5, 1.0), (None, 0.0))


def test_places_without_a_known_effect_have_an_effect_of_zero() -> None:
    rows = tiny(measures={"refund_share": 0.5})
    effect = assemble({**rows, "effects": rows["effects"][1:]}).effects["SAMT", "DAG"]
    assert (effect.low, effect.mid, effect.high) == (0, 0, 0)
    assert (effect.refund_share, effect.reach) == (0.5, 100)


def test_a_measure_nobody_can_take_over_has_no_receiver() -> None:
    assert assemble(tiny()).measures["KURS"].handover_to is None
    told = assemble(tiny(measures={"handover_to": "Kultur"})).measures["KURS"]
    assert told.handover_to == Text("Kultur", "Kultur")


def test_a_pool_without_groups_is_for_all_groups() -> None:
    pool = {"pool": "P", "name": "P", "name_en": None, "measures": ("KURS",), "places": 9.0}
    assert assemble(with_rows("pools", {**pool, "groups": None})).pools["P"].groups == (
        "DAG",
        "KTH",
    )
    assert assemble(with_rows("pools", {**pool, "groups": ("KTH",)})).pools["P"].groups == ("KTH",)


def test_settings_left_out_have_their_documented_meaning() -> None:
    settings = assemble(tiny()).settings
    assert settings.price_level == "2017"
    assert (settings.elapsed, settings.displacement, settings.tax_share) == (0, 0, 0)
    assert settings.ratio_ever_realised == 9999


def test_without_a_caseload_a_group_needs_only_its_interviews_and_without_both_nobody() -> None:
    talked = assemble(tiny(groups={"caseload": None, "interviews": 6.0, "interview_hours": 0.5}))
    persons = talked.groups["DAG"].persons
    assert casework_hours(talked, "DAG") == persons * 3
    left = assemble(tiny(groups={"caseload": None, "interviews": None, "casework_staff": None}))
    assert casework_hours(left, "DAG") == 0
    assert baseline(left).casework == {}
    assert not [v for v in violations(left, baseline(left)) if v.rule == "casework_is_done"]
