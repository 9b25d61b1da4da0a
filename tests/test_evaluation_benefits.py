"""The value of an exit, against a loop over weeks, a draw of individuals, and published shares."""

import csv
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.demand import Text
from model.evaluation.benefits import exit_value, fall_back, net_share
from model.instance import Group, LadderStep

LADDER = (LadderStep(1, 0.8), LadderStep(5, 0.4), LadderStep(27, 0.3), LadderStep(53, 0.2))
YEARS = 4
PUBLISHED = {  # the municipality's share of each group's benefits, three decimals
    "DAG": 0.653, "KJP": 0.737, "KAP": 0.780, "UAA": 0.662, "UUP": 0.731, "UAP": 0.771,
    "SDP": 0.642, "JAF": 0.758, "RES": 0.789, "LED": 0.777, "REV": 0.772, "INT": 0.749,
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What an exit's value depends on; the rest of a group does not matter."""

    benefit: float = 195.0
    steps: tuple[float, ...] = (0.08, 0.37, 0.25, 0.30)
    exit_rate: float = 1.15
    held: float = 0.75
    saved_share: float = 1.0

    def group(self) -> Group:
        name = Text("Gruppe", "Group")
        return Group(
            "G", name, "G", "U", "A", "R", 100.0, self.benefit, self.steps, self.exit_rate,
            self.held, self.saved_share, 50.0, 4.0, 1.0, "S", 1.0, frozenset(),
        )  # fmt: skip


CASES = [
    Facts(),
    Facts(exit_rate=0.09, held=0.6, steps=(0.01, 0.04, 0.06, 0.89)),
    Facts(exit_rate=1.9, held=0.8, steps=(0.1, 0.6, 0.3, 0.0), saved_share=0.5),
    Facts(exit_rate=0.0, held=1.0, steps=(1.0, 0.0, 0.0, 0.0)),
    Facts(exit_rate=0.4, held=0.05, steps=(0.0, 1.0, 0.0, 0.0)),
]
facts = st.builds(
    Facts,
    benefit=st.floats(1, 400),
    steps=st.lists(st.floats(0.01, 1), min_size=4, max_size=4).map(
        lambda parts: tuple(part / sum(parts) for part in parts)
    ),
    exit_rate=st.floats(0, 3),
    held=st.floats(0.05, 1),
    saved_share=st.floats(0, 1),
)


def value(case: Facts, ladder: tuple[LadderStep, ...] = LADDER) -> np.ndarray:
    """Rows gross and refund, a column for each year."""
    money = exit_value(case.group(), ladder, YEARS)
    return np.array([[m.gross for m in money], [m.refund for m in money]])


def refund_in(week: int) -> float:
    return next(step.refund for step in reversed(LADDER) if week >= step.from_week)


def by_week(case: Facts) -> np.ndarray:
    """Exits at the turns of the weeks, spells by whole weeks, and week after week saved."""
    saved = np.zeros((2, YEARS))
    rate = case.exit_rate + fall_back(case.held)
    last = (step.from_week for step in (*LADDER[1:], LadderStep(54, 0.2)))
    spells = [(s.from_week, end, n) for s, end, n in zip(LADDER, last, case.steps, strict=True)]
    for exit_week in range(53):
        share = 0.5 / 52 if exit_week in (0, 52) else 1 / 52
        for k in range(52 * YEARS - exit_week):
            week = share * case.benefit / 52 * case.saved_share * np.exp(-rate * (k + 0.5) / 52)
            refund = sum(
                n / (end - start) * (refund_in(w + k) + refund_in(w + k + 1)) / 2
                for start, end, n in spells
                for w in range(start, end)
            )
            saved[:, (exit_week + k) // 52] += week, week * refund
    return saved


def by_person(case: Facts, persons: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard error over people drawn one by one."""
    draw = np.random.default_rng(2017)
    start = np.array([0, 4, 26, 52, np.inf]) / 52
    step = draw.choice(4, persons, p=case.steps)
    age = draw.uniform(start[step], np.minimum(start[step + 1], 2))
    left = draw.exponential(1 / case.exit_rate, persons)
    lost = draw.exponential(1 / fall_back(case.held), persons)
    begins = draw.uniform(0, 1, persons)
    ends = begins + np.minimum(left, lost)
    saved = np.zeros((2, YEARS, persons))
    for year in range(YEARS):
        for ladder_step, (first, after) in zip(LADDER, pairwise(start), strict=True):
            opens = np.maximum.reduce([begins, begins + first - age, np.full(persons, year)])
            closes = np.minimum.reduce([ends, begins + after - age, np.full(persons, year + 1)])
            gross = case.benefit * case.saved_share * np.maximum(0, closes - opens)
            saved[:, year] += gross, gross * ladder_step.refund
    return saved.mean(axis=2), saved.std(axis=2) / np.sqrt(persons)


@pytest.mark.parametrize("case", CASES)
def test_the_value_of_an_exit_is_what_a_loop_over_weeks_adds_up_to(case: Facts) -> None:
    np.testing.assert_allclose(value(case), by_week(case), rtol=2e-3, atol=5e-4 * case.benefit)


@pytest.mark.parametrize("case", CASES[:3])
def test_the_value_of_an_exit_is_the_mean_over_people_drawn_one_by_one(case: Facts) -> None:
    mean, error = by_person(case, 200_000)
    assert np.all(np.abs(value(case) - mean) < 4 * error)


@given(st.floats(0.02, 0.999))
def test_a_job_is_held_for_the_share_of_the_first_year_that_the_data_says(held: float) -> None:
    rate = fall_back(held)
    assert (1 - np.exp(-rate)) / rate == pytest.approx(held, rel=1e-6)


def test_an_exit_for_good_saves_half_a_year_and_then_whole_years() -> None:
    case = Facts(benefit=100, exit_rate=0, held=1, steps=(0, 0, 0, 1))
    expected = [[50, 100, 100, 100], [10, 20, 20, 20]]
    np.testing.assert_allclose(value(case), expected, rtol=1e-12)


def test_an_exit_that_does_not_hold_saves_nothing() -> None:
    assert np.all(value(Facts(held=0)) == 0)


def test_an_exit_that_stops_no_benefit_saves_nothing() -> None:
    assert np.all(value(Facts(saved_share=0)) == 0)


@settings(max_examples=50)
@given(facts, st.floats(1.1, 2))
def test_the_value_rises_in_step_with_the_benefit(case: Facts, factor: float) -> None:
    more = replace(case, benefit=case.benefit * factor)
    np.testing.assert_allclose(value(more), factor * value(case), rtol=1e-9, atol=1e-12)


@settings(max_examples=50)
@given(facts.filter(lambda case: case.saved_share > 0.01))
def test_the_sooner_people_leave_by_themselves_the_less_an_exit_is_worth(case: Facts) -> None:
    sooner = replace(case, exit_rate=case.exit_rate + 0.1)
    assert np.all(value(sooner) < value(case))


@settings(max_examples=50)
@given(facts)
def test_the_state_never_gets_more_than_is_saved_nor_less_than_nothing(case: Facts) -> None:
    gross, refund = value(case)
    assert np.all(gross >= 0)
    assert np.all(refund >= 0)
    assert np.all(refund <= 0.8 * gross + 1e-12)


@settings(max_examples=50)
@given(facts)
def test_a_municipality_refunded_in_full_saves_nothing(case: Facts) -> None:
    gross, refund = value(case, tuple(LadderStep(step.from_week, 1.0) for step in LADDER))
    np.testing.assert_allclose(gross, refund, rtol=1e-9, atol=1e-12)


def test_the_refund_falls_from_step_to_step_as_the_spell_would_have_gone_on() -> None:
    gross, refund = value(Facts(exit_rate=0, held=1, steps=(1, 0, 0, 0)))
    shares = refund / gross
    assert np.all(np.diff(shares) <= 1e-12)
    assert shares[-1] == pytest.approx(0.2)


def test_a_ladder_of_one_step_is_a_flat_refund() -> None:
    gross, refund = value(Facts(steps=(1.0,)), (LadderStep(1, 0.5),))
    np.testing.assert_allclose(refund, gross / 2, rtol=1e-12)


@pytest.mark.parametrize("main", PUBLISHED)
def test_the_municipal_share_of_a_groups_benefits_is_the_published(main: str) -> None:
    path = Path("inputs/odense-2017/groups.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["main"] == main]
    persons = sum(float(row["persons"]) for row in rows)
    share = sum(
        float(row["persons"]) / persons * net_share(tuple(map(float, row["steps"].split())), LADDER)
        for row in rows
    )
    assert share == pytest.approx(PUBLISHED[main], abs=0.0011)
