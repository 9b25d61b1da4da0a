"""Where exits and money come from: the parts sum to the difference, and are what they say."""

from dataclasses import replace

import pytest
from comparison_case import PAIRS, PLAIN, answer, exits_a_year, full_net
from small import SMALL, relative

from locales import number
from model.evaluation.evaluate import evaluate
from model.plan import baseline
from reports.comparison import charts as comparison_charts
from reports.comparison import reasons as comparison_reasons
from reports.language import words
from scenarios.facts import saved, terms
from scenarios.levers import move
from scenarios.solve import Answer, solve
from scenarios.studies import causes


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
    elsewhere = [row for row in causes.money(new, old) if row.cause == "elsewhere"]
    assert elsewhere
    assert not any(row.counted for row in elsewhere)


def test_the_sentence_gives_the_difference_and_its_largest_reasons() -> None:
    new, old = answer("optimum-34"), answer("byraadet-2017")
    rows = [row for row in causes.exits(new, old) if row.cause == "measure"][:3]
    names = [words.short(new.instance.measures[row.key].name.en) for row in rows]
    more = round(exits_a_year(new) - exits_a_year(old))
    told = comparison_reasons.exits(new, old, ("B", "A"), "en")
    assert told.startswith(
        f"“B” gives {more} more exits to job or education a year than “A”, because {names[0]} gives"
    )
    assert sorted(map(told.index, names)) == [told.index(name) for name in names]
    assert comparison_reasons.exits(old, new, ("A", "B"), "da").startswith(
        f"»A« giver {more} færre afgange"
    )
    last = new.instance.years[-1]
    less = number((old.saving(last) - new.saving(last)) / 1000, 1, "da")
    told = comparison_reasons.money(new, old, ("B", "A"), "da")
    assert told.startswith(f"»B« sparer {less}\u00a0mio.\u00a0kr. mindre om året end »A«: ")
    assert told.partition(": ")[2].startswith("driftsudgifter til indsatser +")


@pytest.mark.parametrize("kind", ["exits", "money"])
def test_each_step_of_a_waterfall_begins_where_the_last_one_ended(kind: str) -> None:
    new, old = answer("optimum-34"), answer("byraadet-2017")
    steps = comparison_charts.STEPS_OF[kind](new, old, "da")
    at = 0.0
    for step in steps.to_dict("records"):
        assert step["start"] == (0.0 if step["verdict"] == "sum" else pytest.approx(at))
        assert step["end"] == pytest.approx(at if step["verdict"] == "sum" else at + step["amount"])
        at = step["end"]
    total = (
        exits_a_year(new) - exits_a_year(old) if kind == "exits" else full_net(new) - full_net(old)
    )
    assert at == pytest.approx(total if kind == "exits" else total / 1000)


@pytest.mark.parametrize(("year", "share"), [(SMALL.years[0], 1.0), (SMALL.years[-1], 0.5)])
def test_who_leaves_in_the_last_year_is_paid_for_half_of_it(year: int, share: float) -> None:
    today, last = baseline(SMALL), SMALL.years[-1]
    staff = {i: fte - (i[:2] == ("JOB", "SB") and i[2] >= year) for i, fte in today.staff.items()}
    plan = replace(today, staff=staff, vacated={("JOB", "SB", year): 1.0})
    found = causes.spent(causes.Side(SMALL, plan, evaluate(SMALL, plan), last))
    account = SMALL.staff_groups["SB"].account
    category = SMALL.accounts[account].category
    assert found["attrition", category] == -share * SMALL.staff_groups["SB"].price
    assert found["staff_moves", category] == pytest.approx(0, abs=1e-9)
