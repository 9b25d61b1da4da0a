"""What the reader is told of prices and reasons, number by number."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from math import inf
from typing import Any

import pytest
from openpyxl import load_workbook
from reports_case import ANSWER

from model.prices.shapley import Share
from reports import why as reasons
from reports.demands import prices as listed
from reports.workbook import committee
from scenarios.solve import Change
from scenarios.studies.prices import BoundPrices, Price, Prices
from scenarios.studies.why import BreakEven, Why

SAVING = Price(
    "SPAR",
    BoundPrices(1000.0, 0.32, 400.0, 1500.0, -0.25, 0.5),
    1.5,
    Change(1.5, -2000.0, -12.0),
    Share(1.25, 1.25, 1.25),
)
KEPT = Price("BEVAR", None, 3.0, Change(3.0, 0.0, 2.0), Share(2.75, 2.75, 2.75))
PRICES = Prices((2017, 2018), 20.0, 16.0, (SAVING, KEPT), exact=True, seconds=1.0)
DRAWN = replace(
    PRICES, exact=False, prices=(SAVING._replace(share=Share(1.25, 1.0, 1.5)), KEPT)
)  # fmt: skip
WHY = Why(
    "W",
    "closed",
    mandatory=False,
    cost=Change(-2.5, 1500.0, 8.0),
    break_evens={
        "effect": BreakEven(0.0, 0.031, 0.2),
        "price": BreakEven(10.0, None, 0.0),
        "staff": BreakEven(40.0, 12.5, 0.0),
    },
)

RULED_OUT = Why("W", "closed", mandatory=False, cost=None, break_evens={})


def told(text: str) -> list[float]:
    """The numbers of a Danish text in order."""
    found = re.findall(r"\d[\d.]*(?:,\d+)?", text)
    return [float(each.rstrip(".").replace(".", "").replace(",", ".")) for each in found]


def test_the_message_says_the_loss_and_the_dearest_demand() -> None:
    message = listed.message(PRICES, ANSWER, "da")
    assert message == (
        "Kravene koster tilsammen 4,0 afgange over de 2 år. Det dyreste er »Værkstedet består«: 2,8"
    )


def test_demands_that_cost_nothing_are_said_to() -> None:
    idle = replace(PRICES, exits_without_demands=16.0)
    assert "ingen afgange" in listed.message(idle, ANSWER, "da")


def test_the_two_ends_are_told_and_how_sure_the_shares_are() -> None:
    assert told(listed.totals_sentence(PRICES, "da")) == [20.0, 2.0, 16.0]
    assert "eksakte" in listed.totals_sentence(PRICES, "da")
    assert "95\u00a0%" in listed.totals_sentence(DRAWN, "da")


def test_a_demand_in_words_says_what_is_gained_without_it_and_what_a_step_costs() -> None:
    words = listed.price_sentences(SAVING, PRICES, ANSWER, "da")
    assert words == (
        "Uden »1\u00a0mio.\u00a0kr. spares« er der 1,5 flere afgange over de 2 år, "
        "2,0\u00a0mio.\u00a0kr. mindre i årlig "
        "besparelse og 12 færre afskedigede. 1\u00a0mio.\u00a0kr. mere koster 0,50 afgange; "
        "1\u00a0mio.\u00a0kr. mindre giver 0,25 afgange."
    )


def test_a_step_that_leaves_no_plan_says_so() -> None:
    assert SAVING.bound_prices is not None
    price = SAVING._replace(bound_prices=SAVING.bound_prices._replace(more=None))
    assert "mere efterlader ingen plan" in listed.price_sentences(price, PRICES, ANSWER, "da")


def test_few_dismissed_are_not_told() -> None:
    words = listed.price_sentences(KEPT, PRICES, ANSWER, "da")
    assert "omtrent lige så mange afskedigede" in words
    assert told(words) == [3.0, 2.0], "exits, and the number of years"


def test_the_frame_lists_the_dearest_first_with_its_own_numbers() -> None:
    frame = listed.table(PRICES, ANSWER, "da")
    assert list(frame["demand"]) == ["BEVAR", "SPAR"]
    assert list(frame["price_share"]) == ["2,8", "1,2"]
    assert list(frame["price_full"]) == ["3,0", "1,5"]
    row = frame.iloc[1]
    assert (row["marginal"], row["valid"]) == ("0,32", "0,4 – 1,5")
    assert (row["less"], row["more"]) == ("−0,25", "0,50")
    assert frame["step"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("ends", "valid"),
    [((-inf, inf), "altid"), ((-inf, 1500.0), "op til 1,5"), ((400.0, inf), "fra 0,4")],
)
def test_a_range_without_an_end_says_so(ends: tuple[float, float], valid: str) -> None:
    assert SAVING.bound_prices is not None
    moves = SAVING.bound_prices._replace(low=ends[0], high=ends[1])
    prices = replace(PRICES, prices=(SAVING._replace(bound_prices=moves),))
    assert listed.table(prices, ANSWER, "da").iloc[0]["valid"] == valid


def test_a_drawn_share_is_told_with_its_interval() -> None:
    assert list(listed.table(DRAWN, ANSWER, "da")["price_share"])[1] == "1,2 (1,0 – 1,5)"


def test_the_chart_steps_from_nothing_to_the_loss() -> None:
    rows = listed.chart(PRICES, ANSWER, "da")
    values = next(iter(rows["datasets"].values()))
    steps = [(row["kind"], row["start"], row["end"]) for row in values]
    assert steps == [("part", 0.0, 2.75), ("part", 2.75, 4.0), ("whole", 0.0, 4.0)]
    assert rows["description"] == listed.message(PRICES, ANSWER, "da")


def test_the_json_has_every_price_and_nothing_that_json_cannot_say() -> None:
    found = json.loads(json.dumps(listed.as_json(PRICES), allow_nan=False))
    assert (found["free_exits"], found["exits"]) == (20.0, 16.0)
    assert found["demands"]["SPAR"] == {
        "step": 1000.0, "marginal": 0.32, "range": [400.0, 1500.0], "less": -0.25, "more": 0.5,
        "full": 1.5, "full_saving": -2000.0, "full_dismissals": -12.0, "share": 1.25,
        "interval": [1.25, 1.25], "exact": True,
    }  # fmt: skip
    assert found["demands"]["BEVAR"]["marginal"] is None
    assert listed.as_json(DRAWN)["demands"]["SPAR"]["exact"] is False


HEADINGS = (
    "Marginalpris, afgange pr. skridt",
    "Gevinst uden kravet, afgange",
    "Andel af tabet, afgange",
)


def demand_rows(prices: Prices | None) -> dict[str, tuple[Any, ...]]:
    """The rows of the demands' sheet by their first cell."""
    content = committee.workbook(ANSWER, "da", date(2017, 2, 22), prices=prices)
    sheet = load_workbook(BytesIO(content))["Krav"]
    return {str(row[0]): row for row in sheet.iter_rows(values_only=True) if row[0]}


def test_the_workbook_has_the_prices_of_each_demand_on_its_sheet() -> None:
    rows = demand_rows(PRICES)
    assert rows["Nr."][-3:] == HEADINGS
    assert rows["SPAR"][-3:] == (0.32, 1.5, 1.25)
    assert rows["BEVAR"][-3:] == (None, 3, 2.75)
    assert rows["MAX"][-3:] == (None, None, None)


def test_a_workbook_without_prices_has_no_empty_columns_for_them() -> None:
    assert not set(HEADINGS) & set(demand_rows(None)["Nr."])


PARTIAL = replace(
    PRICES, prices=(KEPT._replace(share=None),), unpriced=("SPAR",), sets=0, sets_needed=4
)  # fmt: skip


def test_what_was_left_out_is_said_on_screen_and_in_the_workbook() -> None:
    left = (
        "1 af 2 krav nåede at blive prissat. Tabets fordeling på kravene blev ikke afgjort inden "
        "for tidsgrænsen."
    )
    assert listed.message(PARTIAL, ANSWER, "da") == (
        "Kravene koster tilsammen 4,0 afgange over de 2 år"
    )
    assert listed.totals_sentence(PARTIAL, "da").endswith(left)
    assert "eksakte" not in listed.totals_sentence(PARTIAL, "da")
    content = committee.workbook(ANSWER, "da", date(2017, 2, 22), prices=PARTIAL)
    assert left in str(load_workbook(BytesIO(content))["Krav"]["A2"].value)
    rows = demand_rows(PARTIAL)
    assert (rows["SPAR"][-3:], rows["BEVAR"][-3:]) == ((None, None, None), (None, 3, None))


def test_progress_says_how_many_of_how_many() -> None:
    shared = replace(PARTIAL, unpriced=(), sets=3)
    assert [listed.progress(each, "da") for each in (PARTIAL, shared)] == [
        "Prissatte krav: 1 af 2",
        "Tabet fordeles på kravene: 3 af 4 kombinationer",
    ]


def test_reasons_that_were_not_settled_are_said_to_be_left_out() -> None:
    nothing = WHY._replace(cost=None, break_evens={}, left_out=("choice", "effect"))
    (told,) = reasons.sentences(nothing, ANSWER, "da")
    assert told.startswith("Prisen på det modsatte valg for")
    *_, last = reasons.sentences(
        WHY._replace(break_evens={}, left_out=("price", "staff")), ANSWER, "da"
    )
    assert last == (
        "Ikke afgjort inden for tidsgrænsen: ved hvilken pris pr. plads valget ville ændre sig og "
        "ved hvilket personalebehov valget ville ændre sig."
    )
    assert reasons.as_json(nothing)["left_out"] == ["choice", "effect"]


def test_a_closed_measure_says_what_it_costs_and_what_would_bring_it_in() -> None:
    cost, first, alone = reasons.sentences(WHY, ANSWER, "da")
    name = ANSWER.instance.measures["W"].name.da
    assert cost == (
        f"{name} indgår ikke i planen. Med den er der 2,5 færre afgange over de 2 år, "
        f"1,5\u00a0mio.\u00a0kr. "
        "mere i årlig besparelse og 8 flere afskedigede."
    )
    assert first == (
        f"{name} kommer kun med i planen, hvis effekten er 3,10 afgange højere pr. 100 pladser, "
        f"eller en "
        "plads kræver 12,5 personaletimer (i dag 40)."
    )
    assert alone == (
        "Dette ændrer ikke i sig selv valget: en plads koster 0\u00a0kr. (i dag 10.000\u00a0kr.)."
    )


def test_an_open_measure_says_what_would_throw_it_out() -> None:
    found = WHY._replace(status="open", break_evens={"effect": BreakEven(0.0, -0.031, -0.2)})
    cost, first = reasons.sentences(found, ANSWER, "en")
    assert "is in the plan. Without it there are 2.5 fewer exits" in cost
    assert first.endswith("is thrown out only if its effect is 3.10 exits lower per 100 places.")


def test_a_choice_that_costs_nothing_is_said_to_be_free() -> None:
    found = WHY._replace(
        break_evens={"price": BreakEven(10.0, 10.0, 0.0)}, cost=Change(0.0, 0.0, 0.0)
    )
    cost, free = reasons.sentences(found, ANSWER, "da")
    assert "lige så mange afgange" in cost
    assert "lige så godt" in free


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (RULED_OUT._replace(id="I", mandatory=True), "Det er et lovkrav"),
        (
            RULED_OUT._replace(status="open", ruled_out_by=("BEVAR",)),
            "»Værkstedet består« (Udvalget)",
        ),
        (RULED_OUT._replace(ruled_out_by=("SPAR",)), "kan ikke indgå"),
        (RULED_OUT, "Rammerne i datasættet"),
        (RULED_OUT._replace(id="JOB", status="open"), "knyttet til enheden"),
    ],
)  # fmt: skip
def test_what_cannot_be_otherwise_says_why(found: Why, words: str) -> None:
    (only,) = reasons.sentences(found, ANSWER, "da")
    assert words in only


def test_the_json_of_a_reason_counts_costs_as_positive() -> None:
    found = reasons.as_json(WHY)
    assert found["status"] == "closed"
    assert found["replacement_cost"] == {"exits": 2.5, "saving": -1500.0, "dismissals": 8.0}
    assert found["turning_points"]["effect"] == {"now": 0.0, "at": 0.031, "limit": 0.2}
    bare = reasons.as_json(WHY._replace(cost=None, break_evens={}))
    assert bare["replacement_cost"] is None
    assert bare["turning_points"] == dict.fromkeys(("effect", "price", "staff"))
