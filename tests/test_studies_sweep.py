"""A sweep: its points are the answers of the scenarios in between, and it says what it moved."""

from dataclasses import replace
from itertools import islice

import pytest
from small import SMALL

from inputs import read
from model.demand import Text
from model.instance import Instance
from reports.tradeoffs import sweep as tradeoffs_sweep
from scenarios.apply import apply
from scenarios.levers import move, names
from scenarios.ranges import limits
from scenarios.scenario import Levers, RefusedError, Scenario
from scenarios.solve import Answer, solve
from scenarios.studies.sweep import between, stops, sweep

PLAIN = Scenario("alm", Text("Almindelig", "Plain"), Text("", ""))


@pytest.mark.parametrize(
    ("lever", "values"),
    [
        ("amount", ("0", "0.3", "0.9")),
        ("max_dismissals", ("0", "2.5")),
        ("effects", ("low", "high")),
        ("demand.COVERAGE", ("off", "0.3")),
        ("lock.KURS", ("free", "closed")),
        ("phase", ("on", "off")),
        ("groups.A.persons@2018", ("100", "300")),
        ("refund_classes.LOFT.ceiling@2018", ("", "1")),
        ("groups.B.no_new_from", ("2018", "")),
        ("staff.JOB/SB.fte", ("5", "9.5")),
    ],
)
def test_each_point_is_the_answer_of_its_own_scenario(lever: str, values: tuple[str, ...]) -> None:
    found = list(sweep(SMALL, stops(PLAIN, SMALL, lever, values)))
    assert [point.stop.value for point in found] == list(values)
    for point in found:
        alone = solve(SMALL, move(PLAIN, SMALL, [f"{lever}={point.stop.value}"]))
        assert point.answer.plan_id == alone.plan_id
        assert tradeoffs_sweep.row(point)["exits"] == (
            pytest.approx(sum_of_last_year(alone)) if alone.solution.outcome else None
        )


@pytest.mark.parametrize(
    ("lever", "value", "remedy"),
    [
        ("groups.A.persons@2031", "1", "Choose a year from 2017 to 2018."),
        ("groups.A.casework_high@2018", "1", "It is the same in all years."),
        ("groups.B.no_new_from", "2018.5", "Write a whole number."),
        ("settings.in_work_from", "2031", "Choose a year of the data."),
        ("effects.KURS/A.effect", "1", "Write mid, and the number in exits per place."),
    ],
)
def test_a_number_that_cannot_stand_there_is_refused(lever: str, value: str, remedy: str) -> None:
    with pytest.raises(RefusedError) as refused:
        stops(PLAIN, SMALL, lever, [value])
    assert remedy in refused.value.faults[0].text("en")


def test_years_and_switches_are_told_as_such() -> None:
    assert tradeoffs_sweep.value("settings.in_work_from", 2018.0, "da") == "2018"
    assert tradeoffs_sweep.value("groups.B.no_new_from", 2018.0, "da") == "2018"
    assert tradeoffs_sweep.value("casework", "on", "da") == "ja"


def test_a_demand_that_the_scenario_adds_is_a_lever_too() -> None:
    own = SMALL.demands["COVERAGE"]._replace(id="EGET", active=True)
    adding = replace(PLAIN, new={"EGET": own})
    found = list(sweep(SMALL, stops(adding, SMALL, "demand.EGET", ("off", "0.3", "-9e9"))))
    assert [point.stop.value for point in found] == ["off", "0.3", "0"]
    assert not found[0].answer.instance.demands["EGET"].active
    assert found[1].answer.instance.demands["EGET"].bound == 0.3
    data = SMALL.with_demands(*adding.new.values())
    rows = [tradeoffs_sweep.row(point) for point in found]
    assert len(tradeoffs_sweep.table(rows, "demand.EGET", data, "da")) == 3


def test_a_target_of_no_first_year_begins_when_it_is_moved_and_others_move_as_far() -> None:
    q = SMALL.demands["SAVING"]._replace(active=True, bound=9.0)
    whole, other = q._replace(from_year=0, to_year=9999), q._replace(id="OTHER", from_year=2017)
    data = replace(SMALL, demands={"SAVING": whole, "OTHER": other._replace(to_year=2017)})
    demands = apply(data, replace(PLAIN, levers=Levers(by=2018))).demands
    years = {i: (moved.from_year, moved.to_year) for i, moved in demands.items()}
    assert years == {"SAVING": (2018, 9999), "OTHER": (2018, 2018)}
    assert apply(data, replace(PLAIN, levers=Levers(by=2017))).demands == data.demands


def sum_of_last_year(answer: object) -> float:
    outcome = answer.solution.outcome  # type: ignore[attr-defined]
    return sum(v for (_, y), v in outcome.exits.items() if y == SMALL.years[-1])


def test_a_number_of_the_data_is_a_lever_too() -> None:
    found = list(sweep(SMALL, stops(PLAIN, SMALL, "groups.A.caseload", ("40", "80"))))
    assert [point.answer.instance.groups["A"].caseload for point in found] == [40.0, 80.0]
    assert [tradeoffs_sweep.row(point)["value"] for point in found] == [40.0, 80.0]


def test_a_value_without_a_plan_is_a_point_that_says_why() -> None:
    found = list(sweep(SMALL, stops(PLAIN, SMALL, "amount", ("0.1", "500"))))
    last = tradeoffs_sweep.row(found[1])
    assert (last["termination"], last["exits"], last["plan_id"]) == ("infeasible", None, "")
    assert last["conflict"] == ["SAVING"]
    told = tradeoffs_sweep.sentence(found[1], "amount", "da")
    assert "Ingen plan opfylder »Besparelse: 500,0\u00a0mio.\u00a0kr.«" in told
    table = tradeoffs_sweep.table([tradeoffs_sweep.row(p) for p in found], "amount", SMALL, "en")
    assert list(table["Note"]) == ["", "No plan: Der spares"]


@pytest.mark.parametrize(
    ("lever", "asked", "used"),
    [
        ("displacement", "3", "1"),
        ("tax_share", "-0,5", "0"),
        ("by", "1900", f"{SMALL.years[0]}"),
        ("groups.A.caseload", "-4", "1"),
        ("demand.SAVING", "9e9", "1000000"),
    ],
)
def test_a_value_beyond_the_range_is_moved_to_its_end_and_says_so(
    lever: str, asked: str, used: str
) -> None:
    (stop,) = stops(PLAIN, SMALL, lever, [asked])
    assert (stop.asked, stop.value, stop.clamped) == (asked, used, True)
    assert float(used) in limits(SMALL, lever)


def test_what_was_moved_is_told_in_both_languages() -> None:
    (point,) = sweep(SMALL, stops(PLAIN, SMALL, "displacement", ["3"]))
    assert "(3 ligger uden for det mulige)" in tradeoffs_sweep.sentence(point, "displacement", "da")
    assert "(3 is beyond what it can be)" in tradeoffs_sweep.sentence(point, "displacement", "en")
    assert tradeoffs_sweep.row(point)["clamped"] is True


def test_values_that_come_to_the_same_are_solved_once() -> None:
    assert [s.value for s in stops(PLAIN, SMALL, "displacement", ["1", "2", "3"])] == ["1"]
    years = stops(PLAIN, SMALL, "by", between(2017, 2018, 5))
    assert [stop.value for stop in years] == ["2017", "2018"]


@pytest.mark.parametrize(
    ("lever", "value", "remedy"),
    [
        ("amont", "3", "mente du amount?"),
        ("groups.A.casload", "3", "mente du caseload?"),
        ("amount", "mange", "Skriv et tal mellem 0 og 1.000.000."),
        ("effects", "huge", "Vælg en af low, mid, high."),
        ("lock.NIX", "closed", "Findes ikke"),
        ("settings.hours_per_fte", "abc", "Skriv et tal"),
    ],
)
def test_bad_input_is_refused_before_anything_is_solved(
    lever: str, value: str, remedy: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        stops(PLAIN, SMALL, lever, [value, value])
    (fault,) = refused.value.faults
    assert (fault.place, fault.found) == (lever, value)
    assert remedy in fault.remedy.da
    assert fault.remedy.en != fault.remedy.da


@pytest.mark.parametrize("steps", [(0.0, 1.0, 1), (0.0, 1.0, 201), (float("nan"), 1.0, 5)])
def test_a_sweep_needs_two_ends_and_at_least_two_steps(steps: tuple[float, float, int]) -> None:
    with pytest.raises(RefusedError, match="Write two numbers"):
        between(*steps)


def test_a_sweep_without_values_is_refused() -> None:
    with pytest.raises(RefusedError, match="at least one value"):
        stops(PLAIN, SMALL, "amount", [])


def test_the_steps_are_even_and_the_ends_are_among_them() -> None:
    assert between(20, 50, 4) == ("20", "30", "40", "50")
    assert between(0, 0.3, 4) == ("0", "0.1", "0.2", "0.3")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_lever_that_can_be_moved_has_a_name_of_its_own(language: str) -> None:
    for name in names(SMALL):
        told = tradeoffs_sweep.lever(name, SMALL, language)
        assert told
        assert told != name


def test_points_come_one_by_one_so_a_stopped_sweep_solves_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float | None] = []

    def solved(instance: Instance, scenario: Scenario, seconds: float) -> Answer:
        asked.append(scenario.levers.amount)
        return solve(instance, scenario, seconds)

    monkeypatch.setattr("scenarios.studies.sweep.solve", solved)
    points = sweep(SMALL, stops(PLAIN, SMALL, "amount", ("0", "0.1", "0.2")))
    assert len(list(islice(points, 2))) == 2
    assert asked == [0.0, 0.1]


def test_the_message_names_both_ends_and_the_values_without_a_plan() -> None:
    instance = read.default().instance
    assert instance is not None
    rows = [
        {"value": 20.0, "exits": 11_300.0, "extra_exits": 123.4, "dismissals": 200.0},
        {"value": 30.0, "exits": 11_250.0, "extra_exits": 76.4, "dismissals": 3.0},
        {"value": 90.0, "exits": None, "extra_exits": None, "dismissals": None},
    ]
    assert tradeoffs_sweep.message(rows, "amount", instance, "en") == (
        "“To close a year, DKK m” from 20 to 30: 123 → 76 extra exits a year, "
        "200 → fewer than five dismissed; 1 of 3 values has no plan"
    )
    assert tradeoffs_sweep.message(rows[2:], "amount", instance, "da") == (
        "Ingen værdi af »Skal findes om året, mio. kr.« har en plan"
    )
