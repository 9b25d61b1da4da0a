"""Help for the dismissed: by hand, by law, and as the command and the page tell it."""

import json
from dataclasses import replace
from math import exp
from pathlib import Path

import distinct_case
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_case import ANSWER, INSTANCE, UNCHANGED

from cli import main
from inputs import read
from model.instance import Instance, Reemployment
from model.plan import Plan
from model.staff.reemployment import LEVELS, Effort, effort
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from scenarios import library
from scenarios.apply import apply
from scenarios.studies.help import SHARES, demand, variant

SHIPPED = read.default().instance
assert SHIPPED is not None
FACTS = SHIPPED.reemployment["FX"]
NOTHING = Plan(
    places={}, is_open=frozenset(), handed_over=frozenset(), unit_is_open=frozenset(),
    serves=frozenset(), staff={}, casework={},
)  # fmt: skip


def helping(instance: Instance, helped: float, dismissed: float, year: int) -> Effort:
    """The effort when so many flex jobbers are dismissed, and so many of them helped."""
    each = instance.staff_groups["FX"].fte_per_person
    found = effort(
        instance,
        replace(
            NOTHING,
            dismissed={("BYG", "FX", year): dismissed * each},
            helped={("FX", year): helped},
        ),
    )
    assert found is not None
    return found


def shipped(helped: float, dismissed: float = 144.0, year: int = 2017) -> Effort:
    assert SHIPPED is not None
    return helping(SHIPPED, helped, dismissed, year)


def flexible() -> Instance:
    """The hand-made case with chances: half have a job after a quarter with help, 0.2 without."""
    facts = Reemployment(0.1, 0.2, 0.3, "SB", "JOB", 20, 0.2, 0.5, 0.6)
    asked = INSTANCE.demands["MAX"]._replace(
        id="HELP", kind="help", staff=("FX",), bound=1, active=True
    )
    return replace(
        INSTANCE, reemployment={"FX": facts}, demands={**INSTANCE.demands, "HELP": asked}
    )


def test_four_quarters_by_hand() -> None:
    """Of 10 without help 10 · 0.8⁴ seek after a year, of 6 with help 6 · 0.5⁴."""
    found = helping(flexible(), helped=6, dismissed=16, year=2018)
    assert found.found["mid"] == pytest.approx(16 - 10 * 0.8**4 - 6 * 0.5**4)
    assert found.alone["mid"] == pytest.approx(16 * (1 - 0.8**4))
    assert found.found["low"] == pytest.approx(16 - 10 * 0.9**4 - 6 * 0.8**4)


def test_who_resigns_under_notice_has_a_job() -> None:
    """A tenth of the shipped flex jobbers resign under notice; after year one there is none."""
    assert SHIPPED is not None
    resigns = SHIPPED.staff_groups["FX"].resigns
    seeking = (1 - FACTS.chance) ** 4
    assert resigns == 0.1
    assert shipped(0).found["mid"] == pytest.approx(144 * (1 - (1 - resigns) * seeking))
    assert shipped(0, year=2018).found["mid"] == pytest.approx(144 * (1 - seeking))


def test_the_helpers_are_those_that_the_seekers_need_and_are_paid_so_long() -> None:
    """One FTE helps 20; with h = -4 ln 0.5 they are (1 - e^-h) / h of a year on average."""
    data = flexible()
    found = helping(data, helped=40, dismissed=40, year=2018)
    rate = -4 * np.log(0.5)
    fte = 40 / 20 * (1 - exp(-rate)) / rate
    assert found.staff == pytest.approx(fte, rel=1e-6)
    assert found.price == pytest.approx(fte * data.staff_groups["SB"].price, rel=1e-6)


def test_help_for_nobody_costs_nothing_and_gives_nothing() -> None:
    found = shipped(0)
    assert (found.helped, found.staff, found.price, found.job_years) == (0, 0, 0, 0)
    assert [found.gained(level) for level in LEVELS] == [0, 0, 0]


@given(st.floats(0, 144), st.floats(0, 144), st.integers(2017, 2020))
def test_more_help_never_gives_fewer_jobs(one: float, other: float, year: int) -> None:
    less, more = (shipped(n, year=year) for n in sorted((one, other)))
    assert less.job_years <= more.job_years + 1e-9
    assert less.price <= more.price + 1e-9
    for level in LEVELS:
        assert less.found[level] <= more.found[level] + 1e-9


def test_the_chances_are_in_order_and_nobody_is_found_twice() -> None:
    for helped in (0, 70, 144):
        found = shipped(helped)
        counts = [found.found[level] for level in LEVELS]
        assert counts == sorted(counts)
        assert counts[-1] <= found.people == 144


def test_the_study_asks_for_every_share() -> None:
    assert SHIPPED is not None
    assert demand(SHIPPED) == "FLEKS-3"
    scenario = library.load("byraadet-2017")
    for share in SHARES:
        asked = apply(SHIPPED, variant(scenario, SHIPPED, share)).demands["FLEKS-3"]
        assert asked.active == bool(share)
        assert not share or asked.bound == share
    with pytest.raises(ValueError, match="no demand asks for help"):
        variant(scenario, INSTANCE, 1.0)


def test_the_study_tells_who_finds_a_job_at_what_price() -> None:
    plan = ANSWER.solution.plan
    assert plan is not None
    solution = replace(ANSWER.solution, plan=replace(plan, helped={("FX", 2017): 12.0}))
    answer = replace(ANSWER, instance=flexible(), solution=solution)
    none = replace(answer, solution=replace(solution, plan=None, outcome=None))
    rows = staff_timing.study([(1.0, answer), (0.5, none)])
    found = effort(flexible(), solution.plan or plan)
    assert found is not None
    assert rows["found"][0] == pytest.approx(12 * (1 - 0.5**4))
    assert rows["gained"][0] == pytest.approx(12 * (0.8**4 - 0.5**4))
    assert rows["per_gained"][0] == pytest.approx(found.price / found.job_years)
    assert rows["found"].isna()[1]
    told = staff_text.effort(answer, "en")
    assert told.startswith("12 of 12 dismissed among flex jobbers get help into a new job, by up ")
    assert "11 have one within a year (from 7 to 12)" in told


def test_a_flex_jobber_costs_the_benefit_of_a_person_and_saves_the_wage_of_one() -> None:
    """Notice for four months from 0.1 + 1.5 / 12: 1.442 of two years are saved, of 0.5 FTE."""
    data = flexible()
    staff = data.staff_groups["FX"]._replace(fte_per_person=0.5)
    answer = replace(
        ANSWER, instance=replace(data, staff_groups={**data.staff_groups, "FX": staff})
    )
    price = staff_timing.net_price(answer, "en")
    years = 2 - 0.1 - 1.5 / 12 - 4 / 12
    assert list(price["wage_saved"]) == pytest.approx([years * 600 * 0.5] * 2)
    for cost, chance in zip(price["benefit_cost"], (0.2, 0.5), strict=True):
        rate = -4 * np.log(1 - chance)
        seeking = (1 - exp(-rate * years)) / rate
        assert cost == pytest.approx(seeking * 150 * (1 - 0.2), rel=1e-4)
    assert list(price["net_saved"]) == pytest.approx(
        list(price["wage_saved"] - price["benefit_cost"])
    )


def test_a_plan_without_help_or_without_anybody_to_help_says_which() -> None:
    assert staff_timing.help_given(ANSWER) is None
    assert staff_text.effort(ANSWER, "en") == "The data tell of no help for the dismissed"
    same = replace(UNCHANGED, instance=flexible())
    assert staff_text.effort(same, "en") == "Nobody is dismissed among flex jobbers"


def test_a_distinct_case_counts_the_same_people_in_the_plan_and_in_the_effort() -> None:
    of = distinct_case.answer("many")
    found = staff_timing.help_given(of)
    assert found is not None
    assert of.solution.outcome is not None
    flex = sum(v for (_, s, _), v in of.solution.outcome.dismissed_people.items() if s == "FX")
    assert found.people == pytest.approx(flex)


def test_the_command_solves_the_scenario_for_each_share(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["flexjobs", "--scenario", "byraadet-2017", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["study"]
    assert [row["help_for"] for row in rows] == list(SHARES)
    for row in rows:
        assert row["helped"] >= row["help_for"] * row["dismissed_people"] - 1e-3
    gained, exits = [row["gained"] for row in rows], [row["exits"] for row in rows]
    assert gained == sorted(gained)
    assert exits == sorted(exits, reverse=True)  # who helps here helps nobody elsewhere


def test_without_help_in_the_data_the_command_says_what_to_write(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny = str(Path(__file__).parent / "data" / "tiny")
    assert main(["flexjobs", "--scenario", "fortsaet", "--inputs", tiny, "--language", "en"]) == 2
    assert capsys.readouterr().err.startswith("Nobody helps: write in the sheet")
