"""How sure a plan is, in sentences, tables and pictures: every number is one of the futures."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from model.robust.statistics import Standing
from reports.uncertainty import charts, tables, text
from reports.uncertainty.answer import Certainty, chance, tenths
from reports.uncertainty.tables import Chance, Compared
from scenarios.studies.futures import Span, Sureness, span


def spread(low: float, high: float) -> Span:
    """Of values that are alike from low to high."""
    return span(np.linspace(low, high, 1001))


def sure(value: Span, level: Span | None = None, closes: float = 0.42) -> Sureness:
    years = {2017: spread(-30, -20), 2018: value}
    saving = {2017: spread(900, 1000), 2018: spread(1900, 2100)}
    beats = {"": 0.73, "decided": 1.0}
    return Sureness(2000, value, level or spread(1800, 2000), years, years, saving,
                    {2018: closes}, closes, beats)  # fmt: skip


def compared(name: str, loss: float, best: float, level: float = 34_000) -> Compared:
    found = sure(spread(-10 - loss, 10 - loss), spread(level, level))
    return Compared(name, found, Standing(0.0, 0.0, 0.0, 0.0, 0.0, best, loss, 0.0))


NAMES = {"decided": {"da": "Beslutningen", "en": "The decision"}}
CERTAIN = Certainty(sure(spread(-20, 60)), NAMES)
PLANS = [compared("Worse", 21.04, 0.02), compared("Better", 0.46, 0.96)]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (spread(-20, 60), "between 12 fewer and 52 more in work than today, net; 20 more"),
        (spread(10, 60), "15 to 55 more in work than today, net; 35 more"),
        (spread(-60, -10), "15 to 55 fewer in work than today, net; 35 fewer"),
        (spread(-50, 50), "between 40 fewer and 40 more in work than today, net; as many as today"),
    ],
)
def test_an_interval_is_told_as_people_more_or_fewer(value: Span, told: str) -> None:
    assert told in text.in_last_year(sure(value), "en")


def test_the_last_year_is_told_and_not_the_mean_of_the_years() -> None:
    found = sure(spread(-20, 60))._replace(value=spread(100, 200))
    assert text.in_last_year(found, "da").startswith(
        "I 2018 er der sandsynligvis mellem 12 færre og 52 flere i job end i dag"
    )


def test_without_a_spread_no_interval_is_told() -> None:
    told = text.in_last_year(sure(spread(7, 7)), "en")
    assert told.startswith("In 2018 there are 7 more people in work")
    assert "probably" not in told


@pytest.mark.parametrize(
    ("share", "dots", "told"),
    [
        (0.0, 0, "i intet udfald"), (0.04, 0, "i færre end 1 af 20 udfald"),
        (0.05, 1, "i 1 af 10 udfald"), (0.34, 3, "i 3 af 10 udfald"),
        (0.95, 9, "i 9 af 10 udfald"), (0.96, 10, "i flere end 19 af 20 udfald"),
        (1.0, 10, "i alle udfald"),
    ],
)  # fmt: skip
def test_the_dots_say_what_the_words_say(share: float, dots: int, told: str) -> None:
    assert (tenths(share), chance(share, "da")) == (dots, told)
    rows = drawn(charts.chances([Chance("x", share)], "m", "da"), "full")
    assert sum(row["full"] for row in rows) == dots


def test_the_table_of_years_has_the_ends_of_both_intervals() -> None:
    frame = tables.by_year(CERTAIN.found).frame
    of_2018 = frame[frame["year"] == 2018].iloc[0]
    assert of_2018[[*tables.PEOPLE]].tolist() == pytest.approx([-18, -12, 20, 52, 58])
    assert of_2018[[*tables.SAVED]].tolist() == pytest.approx([1920, 2000, 2080])
    assert of_2018["closes"] == 0.42
    assert pd.isna(frame["closes"].iloc[0])  # nothing is demanded for 2017


def test_a_chance_is_told_for_today_for_what_was_decided_and_for_each_saving() -> None:
    rows = tables.chances(CERTAIN, "en")
    assert [row.share for row in rows] == [0.73, 1.0, 0.42]
    assert "“The decision”" in rows[1].that
    assert "2018" in rows[2].that


def test_the_plan_that_loses_least_comes_first_with_its_own_numbers() -> None:
    frame = tables.plans(PLANS).frame
    assert frame["name"].tolist() == ["Better", "Worse"]
    assert frame["shortfall"].tolist() == [0.46, 21.04]
    assert frame["best"].tolist() == [0.96, 0.02]
    assert "“Better” holds best" in text.which_holds(PLANS, "en")
    assert "»Worse« har i gennemsnit 21 færre i job" in text.afterwards(PLANS, "da")


def test_a_plan_that_saves_less_is_named_with_what_it_saves() -> None:
    assert text.saves_less(PLANS, "en") is None
    told = text.saves_less([*PLANS, compared("Idle", 5, 0.0, level=0)], "en")
    assert told is not None
    assert "“Idle” saves DKK\N{NO-BREAK SPACE}0.0m a year" in told
    assert "Worse" not in told


def test_every_year_of_the_picture_has_its_interval_and_no_number_covers_another() -> None:
    frame = charts.frame(CERTAIN.found, "en")
    assert (frame["surely_low"] < frame["probably_low"]).all()
    assert (frame["probably_low"] < frame["middle"]).all()
    assert frame["probably_low_told"].tolist() == ["", "−12"]  # 2017 is too narrow for three
    assert frame["middle_told"].tolist() == ["−25", "+20"]


def test_expected_losses_are_bars_with_their_numbers() -> None:
    rows = drawn(charts.losses(PLANS, "m", "en"), "loss")
    assert {row["label"].split(" ")[0] for row in rows} == {"0.5", "21.0"}
    assert any("in fewer than 1 of 20 futures" in row["label"] for row in rows)


def drawn(chart: Any, column: str) -> list[dict[str, Any]]:
    """The rows of the first data set of a chart that has a column."""
    sets = chart["datasets"].values()
    return next(rows for rows in sets if column in rows[0])
