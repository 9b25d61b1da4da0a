"""Answers held against each other: nothing where nothing differs, signs and order."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations

import pytest
from comparison_case import PAIRS, PLAIN, answer, odense, small
from openpyxl import load_workbook
from small import SMALL

from model.demand import Text
from model.numbers import set_data
from reports.comparison import tables as comparison_tables
from reports.measures import statuses
from reports.workbook.comparison import workbook
from scenarios import library
from scenarios.levers import move
from scenarios.scenario import RefusedError
from scenarios.solve import Answer, solve
from scenarios.studies import causes
from scenarios.studies.compare import compare


def test_nothing_differs_between_a_scenario_and_itself_solved_again() -> None:
    again = solve(odense(), library.load("optimum-34"))
    assert compare([answer("optimum-34"), again]) == ((), (), ())
    told = comparison_tables.lines([again, again], compare([again, again]), "da")
    assert told == ("Der er ingen forskelle: samme krav, samme plan og samme resultat.",)


def test_nothing_differs_when_only_the_name_does() -> None:
    shipped = library.load("optimum-34")
    other = replace(shipped, id="x", name=Text("Andet", "Other"), about=Text("", ""), place=1)
    same = replace(other, levers=replace(other.levers, amount=34.0, basis="net"))
    assert not any(compare([answer("optimum-34"), solve(odense(), other), solve(odense(), same)]))


def test_a_lever_moved_is_told_as_the_demand_that_it_moves() -> None:
    pair = [answer("optimum-34"), answer("optimum-34", "amount=40")]
    found, last = compare(pair), odense().years[-1]
    first = found.demands[0]
    assert (first.kind, first.values) == ("demand", (34_000.0, 40_000.0))
    assert {row.key for row in found.demands} == {("SPAR",), ("SPAR-2017",)}
    saving = next(row for row in found.outcome if row.key == ("saving",))
    assert saving.change == pytest.approx(pair[1].saving(last) - pair[0].saving(last), abs=0.1)
    assert saving.change > 5_000


@pytest.mark.parametrize(
    ("lever", "kind", "key", "values"),
    [
        ("effects=low", "lever", ("effects",), ("mid", "low")),
        ("displacement=0.5", "lever", ("displacement",), (None, 0.5)),
        ("basis=gross", "term", None, ("net", "gross")),
    ],
)
def test_assumptions_and_terms_are_told_as_such(
    lever: str, kind: str, key: tuple[str, ...] | None, values: tuple[object, ...]
) -> None:
    rows = compare([small(), small(lever)]).demands
    assert {row.kind for row in rows} == {kind}
    assert key is None or [row.key for row in rows] == [key]
    assert {row.values[1] for row in rows} == {values[1]}


def test_one_displacement_for_all_is_told_against_the_measures_own() -> None:
    own = set_data(SMALL, {"measures.SAMT.displacement": 0.5, "groups.B.displacement": 0.1})
    pair = [solve(own, PLAIN), solve(own, move(PLAIN, own, ["displacement=0.2"]))]
    found = compare(pair)
    assert [(row.kind, row.values) for row in found.demands] == [("lever", ("own", 0.2))]
    told = comparison_tables.lines(pair, found, "da")
    assert "  Fortrængning: Indsatsernes egen → 20,0\u00a0%" in told


def test_a_lock_a_switch_and_a_number_are_told() -> None:
    other = replace(
        move(PLAIN, SMALL, ["max_dismissals=3"]),
        locks={next(iter(SMALL.measures)): "as_today"},
        data={"settings.move_cost": 99.0},
    )
    found = compare([small(), solve(SMALL, other)]).demands
    assert len(found) == 3
    rows = {row.kind: row for row in found}
    assert set(rows) == {"demand", "lock", "data"}
    assert rows["demand"].values[1] == 3.0
    assert rows["lock"].values == ("free", "as_today")
    assert rows["data"].key == ("settings.move_cost",)


def test_an_effect_set_by_its_path_is_told() -> None:
    (m, g), *_ = SMALL.effects
    other = replace(PLAIN, data={f"effects.{m}/{g}.mid": 0.5})
    (row,) = compare([small(), solve(SMALL, other)]).demands
    assert (row.kind, row.key) == ("data", (f"effects.{m}/{g}.mid",))
    assert row.values[1] == 0.5


@pytest.mark.parametrize("pair", PAIRS)
def test_turned_around_every_difference_turns_its_sign(pair: tuple[str, str]) -> None:
    one, other = (answer(name) for name in pair)
    there, back = compare([one, other]), compare([other, one])
    for section, mirrored in zip(there, back, strict=True):
        turned = {(row.kind, row.key): row for row in mirrored}
        assert len(turned) == len(section)
        for row in section:
            against = turned[row.kind, row.key]
            assert against.values == row.values[::-1]
            assert row.change is None or against.change == -row.change


def test_the_largest_difference_of_a_kind_comes_first() -> None:
    pair = [answer("byraadet-2017"), answer("optimum-34")]
    rows, last = compare(pair).plan, odense().years[-1]
    for kind in {row.kind for row in rows}:
        sizes = [row.size for row in rows if row.kind == kind]
        assert sizes == sorted(sizes, reverse=True)
    places = next(row for row in rows if row.kind == "measure")
    plan = pair[1].solution.plan
    assert plan is not None
    there = sum(v for (m, *_, y), v in plan.places.items() if (m, y) == (*places.key, last))
    assert places.values[1] == pytest.approx(there)


def test_without_a_plan_there_is_nothing_to_split_but_the_demands_still_differ() -> None:
    none = answer("optimum-34", "amount=300")
    found = compare([answer("optimum-34"), none])
    assert found.demands
    assert found.plan == ()
    assert [(row.kind, row.values) for row in found.outcome] == [("plan", ("yes", "no"))]
    with pytest.raises(ValueError, match="no plan"):
        causes.money(none, answer("optimum-34"))
    told = comparison_tables.message([answer("optimum-34"), none], "en")
    assert len(told) == 1
    assert "No plan meets" in told[0]


@pytest.mark.parametrize("number", [1, 5])
def test_one_answer_or_five_cannot_be_compared(number: int) -> None:
    with pytest.raises(RefusedError) as refused:
        compare([answer("fortsaet")] * number)
    remedy = refused.value.faults[0].remedy
    assert remedy == Text(
        "Vælg 2 til 4 scenarier at sammenligne.", "Choose 2 to 4 scenarios to compare."
    )


def test_two_scenarios_of_one_name_are_told_apart() -> None:
    assert comparison_tables.names([answer("optimum-34")] * 2, "en") == (
        "Most jobs",
        "Most jobs (2)",
    )


def test_few_dismissed_people_are_not_told_even_by_subtraction() -> None:
    few = compare([answer("byraadet-2017"), answer("optimum-34")]).plan
    rows = [row for row in few if row.kind == "dismissed" and any(0 < v < 5 for v in row.values)]  # type: ignore[operator]
    assert rows
    pair = [answer("byraadet-2017"), answer("optimum-34")]
    table = comparison_tables.table(pair, rows, "da")
    hidden = (table.iloc[:, 1:3] == "færre end fem").any(axis=1)
    assert hidden.any()
    assert set(table["Ændring"][hidden]) == {""}


@pytest.mark.parametrize(("more", "told"), [(5e-4, 0), (2e-3, 1)])
def test_a_thousandth_of_a_place_is_no_other_plan(more: float, told: int) -> None:
    one = answer("optimum-34")
    plan = one.solution.plan
    assert plan is not None
    key = next(key for key in plan.places if key[-1] == one.instance.settings.last_year)
    places = {**plan.places, key: plan.places[key] + more}
    other = replace(one, solution=replace(one.solution, plan=replace(plan, places=places)))
    assert len(compare([one, other]).plan) == told


def test_what_happens_to_a_measure_is_told_as_on_the_pages_of_a_plan() -> None:
    """Ten places for another group, in all years: moved, not open; on screen, in file and JSON."""
    one = answer("fortsaet")
    plan = one.solution.plan
    assert plan is not None
    (m, u, g), *_ = (key for key, value in one.instance.places_today.items() if value > 20)
    other_group = next(h for h in one.instance.groups if h != g)
    places = dict(plan.places)
    for y in one.instance.years:
        places[m, u, g, y] -= 10
        places[m, u, other_group, y] = places.get((m, u, other_group, y), 0.0) + 10
    moved = replace(one, solution=replace(one.solution, plan=replace(plan, places=places)))
    pair = [one, moved]
    found = compare(pair)
    (fate,) = (row for row in found.plan if row.kind == "fate")
    assert (fate.key, fate.values) == ((m,), ("kept", "regrouped"))
    assert statuses(moved)[m] == "regrouped"
    told = "\n".join(comparison_tables.lines(pair, found, "da"))
    assert "Som i dag → Flyttes mellem grupper" in told
    told_in_json = comparison_tables.as_json(pair, found)["plan"]
    assert [row["values"] for row in told_in_json if row["kind"] == "fate"] == [fate.values]
    sheet = load_workbook(BytesIO(workbook(pair, found, "da", date(2026, 1, 1), ())))["Plan"]
    assert any("Flyttes mellem grupper" in row for row in sheet.values)


def with_a_post_in_every_unit(name: str) -> Answer:
    """Today's practice under a shipped scenario, one FTE more wherever there is a unit."""
    asked = replace(library.load(name), frozen=True)
    one = solve(odense(), asked)
    plan, year = one.solution.plan, one.instance.settings.last_year
    assert plan is not None
    staff = dict(plan.staff)
    for u in one.instance.units:
        staff[u, "SB", year] = staff.get((u, "SB", year), 0.0) + 1 + len(name)
    return replace(one, solution=replace(one.solution, plan=replace(plan, staff=staff)))


def test_any_two_shipped_scenarios_are_compared_on_screen_and_in_the_file() -> None:
    """Also where one has units or demands of its own; solved plans would say no more."""
    found = {name: with_a_post_in_every_unit(name) for name in library.names()}
    for at, pair in enumerate(combinations(found, 2)):
        turned = pair[:: 1 if at % 4 < 2 else -1]  # each is the first of some, in either language
        answers, language = [found[name] for name in turned], ("da", "en")[at % 2]
        differences = compare(answers)
        for part in filter(None, differences):
            comparison_tables.table(answers, part, language)
        comparison_tables.lines(answers, differences, language)
        assert workbook(answers, differences, language, date(2026, 11, 26), ())
    pair = [found["fortsaet"], found["opdeling-2012-et-center"]]
    told = "\n".join(comparison_tables.lines(pair, compare(pair), "da"))
    assert "Beskæftigelsescenter" in told


def test_a_responsible_unit_is_told_by_its_name() -> None:
    one = answer("byraadet-2017")
    plan = one.solution.plan
    assert plan is not None
    serves = frozenset((g, "REHAB" if u == "JOB" else u) for g, u in plan.serves)
    other = replace(one, solution=replace(one.solution, plan=replace(plan, serves=serves)))
    told = "\n".join(comparison_tables.lines([one, other], compare([one, other]), "da"))
    assert ": Jobskabelse → Jobrehabilitering" in told


def test_key_figures_tell_both_views_where_a_measure_is_handed_over() -> None:
    both = [answer("byraadet-2017"), answer("optimum-34")]
    table = comparison_tables.key_figures(both, "en").set_index("Key figure")
    own = table.loc["Saving in 2020"]
    whole = table.loc["Saving in 2020, the whole municipality"]
    assert all(float(own.iloc[i][4:-1]) > float(whole.iloc[i][4:-1]) for i in (0, 1))
    alone = comparison_tables.key_figures([answer("fortsaet")], "en").set_index("Key figure")
    assert "Saving in 2020, the whole municipality" not in alone.index
