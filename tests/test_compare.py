"""Answers held against each other: nothing where nothing differs, signs, and exact sums."""

from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest
from small import SMALL, relative

from inputs import read
from model.demand import Text
from model.instance import Instance
from reports import because, comparison, contrasts
from scenarios import causes, library
from scenarios.answer import Answer
from scenarios.compare import compare
from scenarios.facts import saved, terms
from scenarios.levers import RefusedError, move
from scenarios.run import solve
from scenarios.scenario import Scenario

PLAIN = Scenario("alm", Text("Almindelig", "Plain"), Text("", ""))
NAMES = ("byraadet-2017", "optimum-34", "fortsaet")
PAIRS = list(permutations(NAMES, 2))


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


@cache
def answer(name: str, *levers: str) -> Answer:
    return solve(odense(), move(library.load(name), odense(), levers))


@cache
def small(*levers: str) -> Answer:
    return solve(SMALL, move(PLAIN, SMALL, levers))


def test_nothing_differs_between_a_scenario_and_itself_solved_again() -> None:
    again = solve(odense(), library.load("optimum-34"))
    assert compare([answer("optimum-34"), again]) == ((), (), ())
    told = comparison.told([again, again], compare([again, again]), "da")
    assert told == ("Der er ingen forskel: samme krav, samme plan, samme resultat.",)


def test_nothing_differs_when_only_the_name_does() -> None:
    shipped = library.load("optimum-34")
    other = replace(shipped, id="x", name=Text("Andet", "Other"), about=Text("", ""), place=1)
    same = replace(other, levers=replace(other.levers, amount=34.0, basis="net"))
    assert not any(compare([answer("optimum-34"), solve(odense(), other), solve(odense(), same)]))


def test_a_lever_moved_is_told_as_the_demand_that_it_moves() -> None:
    found = compare([answer("optimum-34"), answer("optimum-34", "amount=40")])
    first = found.demands[0]
    assert (first.kind, first.values) == ("demand", (34_000.0, 40_000.0))
    assert {row.key for row in found.demands} == {("SPAR",), ("SPAR-2017",)}
    saving = next(row for row in found.outcome if row.key == ("saving",))
    assert saving.change == pytest.approx(6_000, abs=0.1)


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


def test_a_lock_a_switch_and_a_number_are_told() -> None:
    other = replace(
        move(PLAIN, SMALL, ["max_dismissals=3"]),
        locks={next(iter(SMALL.measures)): "as_today"},
        data={"settings.move_cost": 99.0},
    )
    rows = {row.kind: row for row in compare([small(), solve(SMALL, other)]).demands}
    assert set(rows) == {"demand", "lock", "data"}
    assert rows["demand"].values[1] == 3.0
    assert rows["lock"].values == ("free", "as_today")
    assert rows["data"].key == ("settings.move_cost",)


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
    rows = compare([answer("byraadet-2017"), answer("optimum-34")]).plan
    for kind in {row.kind for row in rows}:
        sizes = [row.size for row in rows if row.kind == kind]
        assert sizes == sorted(sizes, reverse=True)
    places = next(row for row in rows if row.kind == "measure")
    assert (places.key, places.values[1]) == (("M02",), pytest.approx(4500))


def exits_a_year(found: Answer) -> float:
    outcome, year = found.solution.outcome, found.instance.settings.last_year
    assert outcome is not None
    return sum(v for (_, y), v in outcome.exits.items() if y == year)


def full_net(found: Answer) -> float:
    """All that the last year costs the municipality, against today's practice."""
    outcome, year = found.solution.outcome, found.instance.settings.last_year
    assert outcome is not None
    cost = [
        sum(m.net for (_, y), m in each.money.items() if y == year)
        + each.elsewhere[year].net
        - each.tax[year]
        for each in (found.before, outcome)
    ]
    return cost[0] - cost[1]


def held(new: Answer, old: Answer) -> None:
    """The contributions sum to the differences, which are computed in another way."""
    exits, money = causes.exits(new, old), causes.money(new, old)
    assert sum(row.amount for row in exits) == pytest.approx(exits_a_year(new) - exits_a_year(old))
    counted = terms((new, old))
    more = [saved(a, a.solution.outcome or a.before, counted) for a in (new, old)]
    parts = sum(row.amount for row in money if row.counted)
    assert parts == pytest.approx(more[0] - more[1], abs=1e-6)
    assert sum(row.amount for row in money) == pytest.approx(
        full_net(new) - full_net(old), abs=1e-6
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_exits_and_money_sum_to_the_difference(pair: tuple[str, str]) -> None:
    held(answer(pair[0]), answer(pair[1]))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "levers", [("basis=gross",), ("counts=all", "view=municipality"), ("counts=service",)]
)
def test_the_sums_hold_on_other_data_and_in_other_terms(seed: int, levers: tuple[str, ...]) -> None:
    wanted = {
        q: demand._replace(bound=-1e5, active=demand.kind == "saving")
        for q, demand in SMALL.demands.items()
    }
    data = replace(relative(seed), demands=wanted)
    asked = move(PLAIN, data, levers)
    new, old = solve(data, asked), solve(data, replace(asked, frozen=True))
    assert new.solution.outcome is not None
    held(new, old)


def test_the_causes_are_what_they_say() -> None:
    new, old = answer("optimum-34"), answer("fortsaet")
    plan = new.solution.plan
    assert plan is not None
    amounts = {(row.cause, row.key): row.amount for row in causes.money(new, old)}
    wages = sum(
        fte * new.instance.staff_groups[s].price for (_, s, _), fte in plan.dismissed.items()
    )
    assert sum(v for (cause, _), v in amounts.items() if cause == "dismissal") == (
        pytest.approx(wages)
    )
    assert amounts["running", "drift"] > 0 > amounts["refund", "drift"]
    assert not any(cause == "elsewhere" for cause, _ in amounts)


def test_without_a_plan_there_is_nothing_to_split_but_the_demands_still_differ() -> None:
    none = answer("optimum-34", "amount=300")
    found = compare([answer("optimum-34"), none])
    assert found.demands
    assert found.plan == ()
    assert [(row.kind, row.values) for row in found.outcome] == [("plan", ("yes", "no"))]
    with pytest.raises(ValueError, match="no plan"):
        causes.money(none, answer("optimum-34"))
    told = comparison.message([answer("optimum-34"), none], "en")
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


def test_the_sentence_gives_the_difference_and_its_largest_reasons() -> None:
    new, old = answer("optimum-34"), answer("byraadet-2017")
    assert because.exits(new, old, ("B", "A"), "en") == (
        "“B” gives 46 more exits to job or education a year than “A”, because Intensive job "
        "interviews gives 10 more, Early retention / fast track gives 9 more, and Other guidance "
        "and upskilling gives 6 more."
    )
    assert because.exits(old, new, ("A", "B"), "da").startswith("»A« giver 46 færre afgange")
    assert because.money(new, old, ("B", "A"), "da").startswith(
        "»B« sparer lige så meget om året som »A«: drift af indsatser +19,5,"
    )


@pytest.mark.parametrize("kind", ["exits", "money"])
def test_each_step_of_a_waterfall_begins_where_the_last_one_ended(kind: str) -> None:
    new, old = answer("optimum-34"), answer("byraadet-2017")
    steps = contrasts.STEPS_OF[kind](new, old, "da")
    at = 0.0
    for step in steps.to_dict("records"):
        assert step["start"] == (0.0 if step["verdict"] == "sum" else pytest.approx(at))
        assert step["end"] == pytest.approx(at if step["verdict"] == "sum" else at + step["amount"])
        at = step["end"]
    total = (
        exits_a_year(new) - exits_a_year(old) if kind == "exits" else full_net(new) - full_net(old)
    )
    assert at == pytest.approx(total if kind == "exits" else total / 1000)


def test_two_scenarios_of_one_name_are_told_apart() -> None:
    assert comparison.names([answer("optimum-34")] * 2, "en") == (
        "Most jobs while closing 34 million",
        "Most jobs while closing 34 million (2)",
    )


def test_few_dismissed_people_are_not_told_even_by_subtraction() -> None:
    few = compare([answer("byraadet-2017"), answer("optimum-34")]).plan
    rows = [row for row in few if row.kind == "dismissed" and any(0 < v < 5 for v in row.values)]  # type: ignore[operator]
    assert rows
    pair = [answer("byraadet-2017"), answer("optimum-34")]
    table = comparison.table(pair, rows, "da")
    assert "færre end fem" in set(table.iloc[:, 2])
    assert "Ændring" not in table
