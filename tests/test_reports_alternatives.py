"""What is free, and the plans that differ: in the workbook, in pictures and in sentences."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from math import inf
from typing import Any

import pytest
from openpyxl import load_workbook
from small import SMALL, bounded

from model.alternatives.choices import steps_of, value_in
from model.alternatives.near_best import End, Range
from model.instance import Instance
from model.plan import Plan
from reports.alternatives import chart, tables, text
from reports.disclosure.masking import masked_frame
from reports.workbook import committee
from reports.worth import NearBest, Worth
from scenarios.scenario import Priority, Scenario
from scenarios.solve import Answer, solve
from scenarios.studies.alternatives import alternatives
from scenarios.studies.ranges import ranges
from scenarios.work import last

NAME = SMALL.settings.name
ORDER = (Priority("exits", 0.0), Priority("dismissals", 0.0))
DATA: Instance = bounded(SMALL, "SAVING", 400.0)
SHEETS = ("Free measures", "Free units", "Alternatives", "Alternatives, people")
FEW = "<5"


@cache
def answered() -> Answer:
    return solve(DATA, Scenario("asked", NAME, NAME, order=ORDER))


@cache
def near() -> NearBest:
    known, found = last(ranges(answered(), 0.1)), last(alternatives(answered(), 0.1, 4))
    assert known is not None
    assert found is not None
    return NearBest(known, found)


@cache
def plans() -> list[Plan]:
    return tables.plans_of(near().alternatives)


@cache
def book() -> dict[str, list[list[Any]]]:
    content = committee.workbook(answered(), "en", date(2026, 1, 2), found=Worth(near_best=near()))
    return {
        sheet.title: [
            [v for v in row if v is not None] for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in load_workbook(BytesIO(content)).worksheets
    }


def fits(told: Any, value: float) -> bool:
    if told in (FEW, "··"):
        return True
    return bool(told == pytest.approx(value, abs=0.51)) and not 0.5 < value < 4.5


def row_of(sheet: str, name: str) -> list[Any]:
    (row,) = [row for row in book()[sheet] if name in row]
    return row


def test_the_sheets_stand_in_the_workbook_where_they_are_asked_for() -> None:
    assert set(SHEETS) <= set(book())
    plain = load_workbook(BytesIO(committee.workbook(answered(), "en", date(2026, 1, 2))))
    assert not set(SHEETS) & set(plain.sheetnames)
    for sheet in SHEETS:
        assert "lose at most 10% of the best" in " ".join(map(str, book()[sheet][1]))


def test_every_measure_stands_with_its_fewest_and_most_places_few_hidden() -> None:
    known = near().ranges
    for n, each in known.of("places").items():
        if DATA.today(n) or each.most.value:
            row = row_of("Free measures", n)
            told = {"open": "Runs in all", "closed": "Runs in none", "handed_over":
                    "Handed over in all", None: "Free"}[known.always(n)]  # fmt: skip
            assert row[2] == told
            today, least, most = row[3:]
            assert fits(today, DATA.today(n))
            assert fits(least, max(0.0, each.least.value))
            assert fits(most, each.most.value)


def test_every_unit_stands_with_its_fewest_and_most_fte() -> None:
    for u, each in near().ranges.of("staff").items():
        row = row_of("Free units", u)
        assert row[-2:] == pytest.approx([each.least.value, each.most.value], abs=0.1)


def test_every_measure_of_an_alternative_stands_under_its_plan() -> None:
    year = DATA.years[-1]
    for n in DATA.measures:
        if DATA.today(n) or any(plan.total(n, y=year) for plan in plans()):
            _, _, today, *told = row_of("Alternatives", n)
            assert fits(today, DATA.today(n))
            assert len(told) == len(plans())
            for value, plan in zip(told, plans(), strict=True):
                assert fits(value, plan.total(n, y=year))


def test_the_number_of_choices_apart_is_that_of_the_plans() -> None:
    rows = [row for row in book()["Alternatives, people"] if row and str(row[0]).isdigit()]
    assert [row[0] for row in rows] == [f"{k}" for k in range(1, len(plans()) + 1)]
    for row, each in zip(rows, near().alternatives.plans, strict=True):
        assert row[1] == each.distance
        apart = [
            choice for choice, step in steps_of(DATA).items()
            if choice in steps_of(answered().instance)
            and abs(value_in(answered().instance, plans()[int(row[0]) - 1], *choice)
                    - value_in(answered().instance, plans()[0], *choice)) >= step * 0.999
        ]  # fmt: skip
        assert row[2] == len(apart)


def test_the_picture_side_by_side_has_a_cell_for_each_plan_of_each_choice_that_differs() -> None:
    cells, found = chart.cells(near().alternatives, "en"), near().alternatives
    named = {name for k in range(2, len(plans()) + 1) for _, name in tables.differing(found, k)}
    assert len(cells) == len(named) * len(plans())
    assert set(cells["plan"]) == {f"Plan {k}" for k in range(1, len(plans()) + 1)}
    assert cells["label"].str.len().min() > 0
    drawn = chart.side_by_side(found, "da")
    assert drawn["description"] == text.proof(found, "da")


def test_the_picture_of_freedom_has_a_bar_for_each_measure_whose_places_are_free() -> None:
    rows = chart.freedom_rows(answered(), near().ranges, "en")
    steps, places = steps_of(answered().instance), near().ranges.of("places")
    wide = [n for n, r in places.items() if r.most.value - r.least.value >= steps["measure", n]]
    assert len(rows) == len(wide) > 0
    assert (rows["start"] <= rows["end"]).all()
    assert rows[["end", "today"]].max(axis=1).tolist() == pytest.approx([100.0] * len(rows))
    chart.freedom(answered(), near().ranges, "en")


def test_few_places_are_told_nowhere() -> None:
    few = Range(End(3.0, 3.0), End(40.0, 40.0))
    known = replace(near().ranges, found={**near().ranges.found, ("places", "KURS"): few})
    frame = masked_frame(tables.measures(answered(), known, "en")).set_index("measure")
    assert frame.loc["KURS", "places_least"] == FEW
    labels = chart.freedom_rows(answered(), known, "en").set_index("name")["label"]
    assert labels["Kursus"].startswith(f"{FEW} to 40")


@pytest.mark.parametrize("language", ["da", "en"])
def test_ends_that_nothing_is_known_of_are_not_told(language: str) -> None:
    unknown = {
        name: Range(End(each.least.value, -inf), End(each.most.value, inf))
        for name, each in near().ranges.found.items()
    }
    unknown["criterion", "dismissals"] = Range(End(7.0, -inf), End(9.0, inf))
    late = replace(near().ranges, found=unknown)
    assert not late.proven
    assert {late.always(n) for n in late.of("places")} == {None}
    told = " ".join(text.certain(late, answered(), language))
    known = " ".join(text.certain(near().ranges, answered(), language))
    assert ("afskediger" in known) or ("dismisses" in known)
    assert "inf" not in told
    assert "afskediger færre" not in told
    assert "dismisses fewer" not in told
    assert chart.freedom(answered(), late, language)


def test_the_sentences_tell_how_many_are_free_and_how_each_plan_differs() -> None:
    known, found, data = near().ranges, near().alternatives, answered().instance
    title = text.title(known, answered(), "en")
    free = [n for n in data.measures if known.always(n) is None]
    assert title.startswith(f"Within 10% of the best {len(free)} of ")
    for k in range(2, len(plans()) + 1):
        told = text.plan_sentence(found, k, "en")
        for kind, i in tables.differing(found, k):
            rows = data.measures if kind == "measure" else data.units
            assert rows[i].name.en.split(" (")[0].split(",")[0] in told
    assert f"more than {found.distance} of " in text.proof(found, "en")
    late = found.__class__(**{**vars(found), "proven": False})
    assert "Time ran out" in text.proof(late, "en")
