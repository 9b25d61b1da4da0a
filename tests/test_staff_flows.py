"""Notice by seniority, the first year by month, and where everybody ends."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from reports_case import ANSWER, INSTANCE, text

from inputs import read
from model.instance import Band, Instance
from model.plan import baseline
from model.staff.flows import cost_by_month, paid_by_month
from model.timing import before_leaving, before_retrained, before_start, severance
from reports.money import economy
from scenarios import library
from scenarios.solve import Answer, solve

SHIPPED = ("optimum-34", "byraadet-2017")


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


@cache
def answer(name: str) -> Answer:
    return solve(odense(), library.load(name))


def banded(resigns: float, *bands: tuple[float, float], elapsed: float = 0.0) -> Instance:
    """The hand-made case with seniority bands of (share, months) among its caseworkers."""
    group = INSTANCE.staff_groups["SB"]._replace(notice_months=None, resigns=resigns)
    return replace(
        INSTANCE,
        settings=INSTANCE.settings._replace(elapsed=elapsed, process_months=0.0),
        staff_groups={**INSTANCE.staff_groups, "SB": group},
        seniority={
            ("SB", str(i)): Band(text("trin"), share, months, 0.0)
            for i, (share, months) in enumerate(bands)
        },
    )


def leave(instance: Instance) -> float:
    return before_leaving(instance, instance.staff_groups["SB"])


def simulated(instance: Instance, resigns: float, bands: list[tuple[float, float]]) -> float:
    """Person by person, month by month: who is still paid in each hundredth of each month."""
    people, start = 400, before_start(instance)
    moments = (np.arange(1200) + 0.5) / 1200
    total = 0.0
    for share, months in bands:
        for person in range(people):
            rank = (person + 0.5) / people
            goes_early = rank < resigns
            last = start + months / 12 * (rank / resigns if goes_early else 1.0)
            total += share / people * float((moments < last).mean())
    return total


def test_notice_is_the_average_of_the_bands() -> None:
    assert leave(banded(0.0, (0.5, 1), (0.5, 5))) == pytest.approx(3 / 12)
    assert leave(banded(0.0, (0.25, 0), (0.75, 8), elapsed=0.25)) == pytest.approx(0.25 + 0.5)


def test_what_lies_beyond_the_year_is_cut_off_for_each_band_alone() -> None:
    assert leave(banded(0.0, (0.5, 0), (0.5, 24), elapsed=0.5)) == pytest.approx(0.75)


def test_those_who_resign_leave_half_way_through_their_notice() -> None:
    assert leave(banded(0.5, (1.0, 4))) == pytest.approx((0.5 * 4 + 0.5 * 2) / 12)


@pytest.mark.parametrize("elapsed", [0.0, 0.3, 0.8])
@pytest.mark.parametrize("resigns", [0.0, 0.25, 1.0])
def test_the_average_is_that_of_a_simulation_person_by_person(
    elapsed: float, resigns: float
) -> None:
    bands = [(0.1, 1.0), (0.4, 3.0), (0.2, 6.0), (0.3, 9.0)]
    instance = banded(resigns, *bands, elapsed=elapsed)
    assert leave(instance) == pytest.approx(simulated(instance, resigns, bands), abs=2e-3)


def test_a_groups_own_number_goes_before_its_bands() -> None:
    instance = banded(0.0, (1.0, 6))
    own = instance.staff_groups["SB"]._replace(notice_months=2.0, severance=7.0)
    assert before_leaving(instance, own) == pytest.approx(2 / 12)
    assert severance(instance, own) == 7.0


def test_severance_is_months_of_pay_for_those_who_do_not_resign() -> None:
    group = INSTANCE.staff_groups["SB"]._replace(severance=None, resigns=0.1, wage=480)
    bands = {("SB", "a"): Band(text("a"), 0.9, 4, 0), ("SB", "b"): Band(text("b"), 0.1, 6, 3)}
    instance = replace(INSTANCE, seniority=bands)
    assert severance(instance, group) == pytest.approx(0.9 * 0.1 * 3 * 40)


def test_the_shipped_bands_are_whole_groups_with_four_months_of_effective_notice() -> None:
    instance = odense()
    for s in {s for s, _ in instance.seniority}:
        shares = [b.share for (r, _), b in instance.seniority.items() if r == s]
        assert sum(shares) == pytest.approx(1)
        months = 12 * (before_leaving(instance, instance.staff_groups[s]) - before_start(instance))
        assert months == pytest.approx(4, abs=0.01)


def test_retraining_takes_its_months() -> None:
    instance = odense()
    months = 12 * (before_retrained(instance, "SB", "JK") - before_start(instance))
    assert months == pytest.approx(instance.retraining["SB", "JK"].months)


@pytest.mark.parametrize("name", SHIPPED)
def test_twelve_months_are_exactly_the_first_year(name: str) -> None:
    solved = answer(name)
    plan, outcome = solved.solution.plan, solved.solution.outcome
    assert plan is not None
    assert outcome is not None
    first, year = solved.instance.years[0], dict[tuple[str, str], float]()
    for (u, s, _), fte in paid_by_month(solved.instance, plan).items():
        year[u, s] = year.get((u, s), 0.0) + fte / 12
    assert year == pytest.approx(
        {(u, s): v for (u, s, y), v in outcome.paid.items() if y == first}, abs=1e-9
    )
    spent = dict[str, float]()
    for (account, _), cost in cost_by_month(solved.instance, plan).items():
        spent[account] = spent.get(account, 0.0) + cost
    assert spent == pytest.approx({a: outcome.money[a, first].gross for a in spent}, abs=1e-6)


def test_a_month_by_hand() -> None:
    today = baseline(INSTANCE)
    settings = INSTANCE.settings._replace(elapsed=0.25, process_months=1.5)
    plan = replace(
        today,
        staff={**today.staff, ("JOB", "SB", 2017): 30.0, ("JOB", "SB", 2018): 30.0},
        dismissed={("JOB", "SB", 2017): 10.0},
    )
    paid = paid_by_month(replace(INSTANCE, settings=settings), plan)
    # notice of four months from the middle of May: 40 until August, then the 16th of September
    assert [round(paid["JOB", "SB", month], 6) for month in (5, 8, 9, 10)] == [40, 40, 35, 30]


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(
    "terms",
    [
        ("net", "administration", "service+drift"),
        ("gross", "administration", "service+drift"),
        ("net", "municipality", "all"),
        ("net", "administration", "service"),
    ],
)
def test_the_ways_add_up_to_the_saving_of_every_year(name: str, terms: tuple[str, ...]) -> None:
    solved = answer(name)
    demands = {
        q: demand._replace(**dict(zip(("basis", "view", "counts"), terms, strict=True)))
        if demand.kind == "saving"
        else demand
        for q, demand in solved.instance.demands.items()
    }
    counted = replace(solved, instance=replace(solved.instance, demands=demands))
    sums = economy.savings_by_source(counted).groupby("year")["saving"].sum()
    for year in counted.instance.years:
        assert sums[year] == pytest.approx(counted.saving(year), abs=1e-3)


def test_a_saving_by_its_ways_by_hand() -> None:
    """15 dismissed and 2 not replaced in 2017 save 17 · 600 in a full year; 2 hired cost 1,200."""
    saved = economy.savings_by_source(ANSWER).set_index(["way", "year"])["saving"]
    assert saved["dismissals", 2018] == pytest.approx(15 * 600)
    assert saved["attrition", 2018] == pytest.approx(2 * 600)
    assert saved["hired", 2018] == pytest.approx(-2 * 600)
    start = 0.1 + 1.5 / 12
    assert saved["dismissals", 2017] == pytest.approx(15 * 600 * (1 - start - 4 / 12))
    assert saved["attrition", 2017] == pytest.approx(2 * 600 * (1 - 1.1 / 2))
