"""New jobs for dismissed flex jobbers: by hand, by law, and person by person."""

import json
from dataclasses import replace
from itertools import pairwise
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
from model.staff.reemployment import LEVELS, YEAR, Effort, effort, path
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from scenarios import library
from scenarios.apply import apply
from scenarios.studies.calibration import STAFF, demand, variant

SHIPPED = read.default().instance
assert SHIPPED is not None
FACTS = SHIPPED.reemployment["FX"]


def helped(staff: float, dismissed: float = 144.0) -> Effort:
    """The effort of the shipped data for so many people."""
    assert SHIPPED is not None
    share = SHIPPED.staff_groups["FX"].fte_per_person
    plan = Plan(
        places={}, is_open=frozenset(), handed_over=frozenset(), unit_is_open=frozenset(),
        serves=frozenset(), staff={}, casework={},
        dismissed={("BYG", "FX", 2017): dismissed * share},
        reserved={("VIRK", "JK", y): staff for y in SHIPPED.years},
    )  # fmt: skip
    found = effort(SHIPPED, plan)
    assert found is not None
    return found


def test_two_quarters_by_hand() -> None:
    """10 people, room for 4: 4 · 0.5 + 6 · 0.1 find a job, then 4 of the 7.4 who are left."""
    assert path(10, 4, (0.1, 0.5), 2) == pytest.approx((0, 2.6, 2.6 + 4 * 0.5 + 3.4 * 0.1))


def test_with_room_for_all_everybody_has_the_better_chance() -> None:
    assert path(10, 99, (0.1, 0.5), 3)[-1] == pytest.approx(10 * (1 - 0.5**3))


def test_without_staff_the_chance_is_that_without_help() -> None:
    found = helped(0)
    for level in LEVELS:
        assert found.reemployed_by_help(level, YEAR) == 0
    assert found.reemployed("mid", YEAR) == pytest.approx(144 * (1 - (1 - FACTS.chance) ** 4))
    assert found.price == 0


@given(st.floats(0, 20), st.floats(0, 20), st.integers(0, 14))
def test_more_staff_never_give_fewer_jobs(one: float, other: float, quarters: int) -> None:
    less, more = sorted((one, other))
    for level in LEVELS:
        assert (
            helped(less).reemployed(level, quarters)
            <= helped(more).reemployed(level, quarters) + 1e-9
        )


def test_the_chances_are_in_order_and_nobody_is_found_twice() -> None:
    found = helped(3)
    for quarters in range(found.quarters + 1):
        counts = [found.reemployed(level, quarters) for level in LEVELS]
        assert counts == sorted(counts)
        assert counts[-1] <= found.people
    assert all(a <= b for a, b in pairwise(found.helped["mid"]))


def test_staff_beyond_those_with_room_for_all_help_nobody_further() -> None:
    enough = 144 / FACTS.caseload
    assert helped(10).reemployed("mid", YEAR) == pytest.approx(
        helped(enough).reemployed("mid", YEAR)
    )
    assert helped(1).reemployed("mid", YEAR) < helped(enough).reemployed("mid", YEAR) - 1


def test_the_price_is_that_of_the_three_of_2017() -> None:
    assert helped(3).price == pytest.approx(3 * 500 * 1.18)


def test_the_path_is_that_of_people_who_draw_their_luck() -> None:
    random, rounds, people_, room = np.random.default_rng(2017), 4000, 40, 15
    left = np.full(rounds, people_)
    expected = path(people_, room, (0.139, 0.173), 8)
    for quarter in range(8):
        under = np.minimum(left, room)
        left = left - random.binomial(under, 0.173) - random.binomial(left - under, 0.139)
        assert people_ - left.mean() == pytest.approx(expected[quarter + 1], abs=0.25)


def test_the_chances_follow_from_the_exit_rate_and_the_consultants_effect() -> None:
    """0.6 exits a year from unemployment allowance, and 8 more jobs per 100 within a year."""
    assert SHIPPED is not None
    alone = 1 - np.exp(-SHIPPED.groups["LED"].exit_rate / 4)
    assert pytest.approx(alone, abs=1e-3) == FACTS.chance
    effect = SHIPPED.effects["M18", "LED"].mid
    with_help = 1 - (1 - FACTS.helped) ** 4
    assert with_help - (1 - (1 - FACTS.chance) ** 4) == pytest.approx(effect, abs=5e-3)


def test_the_choice_of_2017_can_be_varied() -> None:
    assert SHIPPED is not None
    assert demand(SHIPPED) == "FLEKS-3"
    scenario = library.load("byraadet-2017")
    for staff in STAFF:
        asked = apply(SHIPPED, variant(scenario, SHIPPED, staff)).demands["FLEKS-3"]
        assert asked.active == bool(staff)
        assert not staff or asked.bound == staff
    with pytest.raises(ValueError, match="no staff"):
        variant(scenario, INSTANCE, 3)


def flexible() -> Instance:
    """The hand-made case with chances, and one caseworker set aside."""
    facts = Reemployment("HELP", 20, 0.1, 0.2, 0.3, 0.2, 0.4, 0.5)
    asked = INSTANCE.demands["MAX"]._replace(
        id="HELP", kind="reserved_staff", staff=("SB",), bound=1, active=True
    )
    return replace(
        INSTANCE, reemployment={"FX": facts}, demands={**INSTANCE.demands, "HELP": asked}
    )


def test_the_study_tells_who_finds_a_job_at_what_price() -> None:
    plan = ANSWER.solution.plan
    assert plan is not None
    reserved = {("JOB", "SB", y): 1.0 for y in INSTANCE.years}
    solution = replace(ANSWER.solution, plan=replace(plan, reserved=reserved))
    answer = replace(ANSWER, instance=flexible(), solution=solution)
    none = replace(answer, solution=replace(solution, plan=None, outcome=None))
    rows = staff_timing.study([(1, answer), (2, none)])
    found = 12 * (1 - 0.6**4)
    assert rows["found"][0] == pytest.approx(found)
    assert rows["price"][0] == pytest.approx(600)
    assert rows["per_gained"][0] == pytest.approx(600 / (found - 12 * (1 - 0.8**4)))
    assert rows["found"].isna()[1]
    told = staff_text.effort(answer, "en")
    assert told.startswith("1\u00a0FTE set aside help 10 of 12 dismissed flex jobbers")
    price = staff_timing.net_price(answer, "en").set_index("name")
    assert list(price["net_saved"]) == [600.0, 600.0]


def test_a_flex_jobber_costs_the_benefit_and_saves_the_wage_of_a_person_not_of_an_fte() -> None:
    of = distinct_case.answer("many")
    group, price = of.instance.staff_groups["FX"], staff_timing.net_price(of, "en")
    assert group.fte_per_person == 0.37
    benefit, wage = 0.37 * group.transfer_cost, 0.37 * group.wage * (1 + group.overhead)
    assert list(price["benefit_cost"]) == pytest.approx([benefit, 0.0])
    assert list(price["wage_saved"]) == pytest.approx([wage, wage])
    assert list(price["net_saved"]) == pytest.approx([wage - benefit, wage])


def test_a_plan_without_chances_or_without_flex_jobbers_says_which() -> None:
    assert staff_timing.flexjobs(ANSWER) is None
    assert staff_text.effort(ANSWER, "en") == (
        "The data tell of no chances of a new job for those dismissed from flex jobs"
    )
    same = replace(UNCHANGED, instance=flexible())
    assert staff_text.effort(same, "en") == "No flex jobbers are dismissed"


def test_the_command_solves_the_scenario_for_each_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["flexjobs", "--scenario", "byraadet-2017", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["study"]
    assert [row["staff_aside"] for row in rows] == list(STAFF)
    found, exits = [row["found"] for row in rows], [row["exits"] for row in rows]
    assert found == sorted(found)
    assert exits == sorted(exits, reverse=True)  # who helps here helps nobody elsewhere
    assert rows[0]["per_gained"] is None
    assert [row["price"] for row in rows] == pytest.approx([590 * n for n in STAFF])


def test_without_chances_in_the_data_the_command_says_what_to_write(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny = str(Path(__file__).parent / "data" / "tiny")
    assert main(["flexjobs", "--scenario", "fortsaet", "--inputs", tiny, "--language", "en"]) == 2
    assert capsys.readouterr().err.startswith('The sheet "New jobs for flex jobbers" is empty')
