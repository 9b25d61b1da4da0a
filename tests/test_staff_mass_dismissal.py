"""The law of mass dismissals at its thresholds, and the steps from a decision to the last day."""

from dataclasses import replace
from datetime import date

import pytest
from reports_case import ANSWER, INSTANCE, UNCHANGED

from inputs import read
from model.instance import Instance
from model.plan import Plan, baseline
from model.staff.mass_dismissal import layoffs
from model.staff.timeline import DAYS, day_after, decision_day, timeline
from reports.staff import text as staff_text
from scenarios.solve import Answer

SHIPPED = read.default().instance
assert SHIPPED is not None
LAW = {"mass_dismissal": SHIPPED.mass_dismissal, "process": SHIPPED.process}


def workplace(employees: float, flexjobbers: float = 0.0) -> Instance:
    """The workshops with so many employed, under the law of the shipped data."""
    flex = INSTANCE.staff_groups["FX"]._replace(fte_per_person=0.25)
    return replace(
        INSTANCE,
        staff_groups={**INSTANCE.staff_groups, "FX": flex},
        staff_today={("VRK", "VA"): employees, ("VRK", "FX"): flexjobbers * 0.25},
        **LAW,
    )


def dismissing(instance: Instance, **fte: float) -> Plan:
    """Today's practice with so many FTE of each staff group dismissed at the workshops at once."""
    gone = {("VRK", s, 2017): v for s, v in fte.items()}
    today = baseline(instance)
    left = {i: v - gone.get((i[0], i[1], 2017), 0.0) for i, v in today.staff.items()}
    return replace(today, staff=left, dismissed=gone)


@pytest.mark.parametrize(
    ("employees", "dismissed", "triggered", "large"),
    [
        (20, 20, False, False),
        (21, 9, False, False),
        (21, 10, True, False),
        (99, 9, False, False),
        (99, 10, True, False),
        (99, 99, True, False),
        (100, 9, False, False),
        (100, 10, True, False),
        (101, 10, False, False),
        (101, 11, True, False),
        (299, 29, False, False),
        (299, 30, True, False),
        (300, 29, False, False),
        (300, 30, True, False),
        (1000, 30, True, False),
        (100, 49, True, False),
        (100, 50, True, True),
        (300, 149, True, False),
        (300, 150, True, True),
    ],
)
def test_the_thresholds_of_the_law(
    employees: int, dismissed: int, *, triggered: bool, large: bool
) -> None:
    instance = workplace(employees)
    unit, whole = layoffs(instance, dismissing(instance, VA=dismissed))
    assert (unit.employees, unit.dismissed) == (employees, dismissed)
    assert (unit.triggered, unit.large) == (triggered, large)
    assert (whole.unit, whole.triggered) == (None, triggered)
    assert unit.triggered == (unit.needed is not None and dismissed >= unit.needed)


def test_people_are_counted_and_not_their_hours() -> None:
    instance = workplace(25, flexjobbers=80)
    unit, _ = layoffs(instance, dismissing(instance, FX=10 * 0.25))
    assert (unit.employees, unit.dismissed, unit.needed) == (105, 10, 11)
    unit, _ = layoffs(instance, dismissing(instance, FX=10.5 * 0.25))
    assert (unit.dismissed, unit.triggered) == (11, True)  # a part of a person is a person


def test_a_year_counts_those_who_are_still_there() -> None:
    instance = workplace(110)
    plan = dismissing(instance, VA=11)
    later = replace(
        plan,
        staff={**plan.staff, ("VRK", "VA", 2018): 89.0},
        dismissed={**plan.dismissed, ("VRK", "VA", 2018): 10.0},
    )
    found = {each.year: each for each in layoffs(instance, later) if each.unit}
    assert (found[2017].employees, found[2017].needed) == (110, 11)
    assert (found[2018].employees, found[2018].needed) == (99, 10)


def test_a_plan_without_dismissals_is_no_mass_dismissal() -> None:
    instance = workplace(500)
    assert layoffs(instance, baseline(instance)) == ()


def test_data_without_the_law_trigger_nothing() -> None:
    instance = replace(workplace(500), mass_dismissal={})
    assert [each.triggered for each in layoffs(instance, dismissing(instance, VA=400))] == [
        False, False,
    ]  # fmt: skip


def steps(instance: Instance, plan: Plan) -> dict[str, tuple[float, float]]:
    """Start and end of each step in days."""
    found = timeline(instance, plan).steps
    return {s.step.id: (round(s.start * DAYS, 6), round(s.end * DAYS, 6)) for s in found}


BEFORE = {  # the decision: MED and councils, then the committees, then the council
    "MED": (-28, -14), "RAAD": (-28, -14), "UDVALG": (-14, -7), "OEKONOMI": (-7, 0),
    "BYRAAD": (0, 0),
}  # fmt: skip


def test_without_dismissals_only_the_councils_are_heard() -> None:
    instance = workplace(500)
    assert steps(instance, baseline(instance)) == BEFORE
    assert timeline(instance, baseline(instance)).notices == ()


def test_a_few_dismissals_are_heard_one_by_one_and_not_negotiated() -> None:
    instance = workplace(500)
    found = steps(instance, dismissing(instance, VA=5))
    assert found == BEFORE | {"PART": (0, 14), "SVAR": (14, 24)}


def test_steps_stand_on_days_from_the_decision() -> None:
    instance = workplace(500)
    assert decision_day(instance) == date(2017, 2, 22)
    assert day_after(instance, -28 / DAYS) == date(2017, 1, 25)
    settings = instance.settings._replace(elapsed=0.25)
    undated = replace(instance, process={}, settings=settings)
    assert decision_day(undated) == date(2017, 4, 1)  # a quarter of the year
    moved = instance.process["RAAD"]._replace(starts_on=date(2017, 1, 2))
    heard = replace(instance, process={**instance.process, "RAAD": moved})
    assert steps(heard, baseline(heard))["RAAD"] == (-51, -37)


def test_flex_jobbers_are_offered_other_tasks_before_they_are_heard() -> None:
    instance = workplace(500, flexjobbers=40)
    found = steps(instance, dismissing(instance, FX=1))
    assert found["OMPL"] == (0, 21)
    assert found["PART"] == (21, 35)


def test_a_mass_dismissal_is_negotiated_and_notified_before_anybody_leaves() -> None:
    instance = workplace(500)
    plan = dismissing(instance, VA=40)
    found = steps(instance, plan)
    assert found["FORH"] == (0, 14)
    assert found["RAR"] == (14, 14)
    assert found["VENT"] == (14, 44)
    assert "VENT50" not in found
    assert timeline(instance, plan).earliest == pytest.approx(44 / DAYS)


def test_when_half_go_the_longer_waits_hold() -> None:
    instance = workplace(120)
    plan = dismissing(instance, VA=60)
    found = steps(instance, plan)
    assert found["RAR"] == (21, 21)  # not before 21 days of negotiation
    assert found["VENT50"] == (21, 77)  # eight weeks after the notification
    assert timeline(instance, plan).earliest == pytest.approx(77 / DAYS)


def test_steps_that_take_longer_than_the_plan_counts_on_are_told() -> None:
    instance = workplace(120)
    slow = replace(instance, settings=instance.settings._replace(process_months=1.0))
    plan = dismissing(slow, VA=60)
    assert timeline(slow, plan).late
    assert not timeline(instance, plan).late
    said = staff_text.act_duties(answered(slow, plan), "en")
    assert said is not None
    assert "The steps take 1.5 months, but the plan counts on notices after 1 month" in said


def answered(instance: Instance, plan: Plan) -> Answer:
    return replace(ANSWER, instance=instance, solution=replace(ANSWER.solution, plan=plan))


def test_a_scenario_that_triggers_the_law_says_so_in_a_sentence() -> None:
    instance = workplace(120)
    told = staff_text.law(answered(instance, dismissing(instance, VA=60)), "da")
    assert told == ("Planen er omfattet af lov om varsling ved større afskedigelser i Værkstederne")
    told = staff_text.law(answered(instance, dismissing(instance, VA=11)), "da")
    assert told == "Intet arbejdssted når grænserne i lov om varsling ved større afskedigelser"


def test_small_workplaces_can_be_a_mass_dismissal_together() -> None:
    instance = replace(workplace(20), staff_today={("VRK", "VA"): 20.0, ("JOB", "VA"): 20.0}, **LAW)
    plan = replace(
        baseline(instance), dismissed={("VRK", "VA", 2017): 6.0, ("JOB", "VA", 2017): 6.0}
    )
    told = staff_text.law(answered(instance, plan), "en")
    assert told.startswith("The dismissals are a mass dismissal for the administration as a whole")


def test_all_who_get_notice_have_a_length_of_it() -> None:
    instance = workplace(120)
    given = timeline(instance, dismissing(instance, VA=60)).notices
    assert given == ((4.0, pytest.approx(60.0)),)


def test_protected_staff_are_named_with_their_posts() -> None:
    demand = INSTANCE.demands["MAX"]._replace(kind="protected_staff", staff=("VA",), active=True)
    kept = replace(INSTANCE, demands={**INSTANCE.demands, "X": demand})
    told = staff_text.protected_staff(replace(ANSWER, instance=kept), "en")
    assert (
        told == "Nobody is dismissed among Workshop assistants: 5\u00a0FTE go on until they leave."
    )
    assert staff_text.protected_staff(ANSWER, "en") is None


def test_data_without_the_law_or_its_steps_say_so() -> None:
    assert staff_text.law(ANSWER, "en") == "The data tell of no thresholds for mass dismissals"
    assert staff_text.timeline(UNCHANGED, "en") == "Nobody is given notice"
