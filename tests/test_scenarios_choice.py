"""A choice: only what was moved, and levers and bounds that give way to the last word."""

from dataclasses import replace
from typing import Any

import pytest

from inputs import read
from model.demand import Demand, Text
from model.instance import Instance
from scenarios import library
from scenarios.choice import (
    Case,
    Choice,
    add,
    adopt,
    drop,
    give_up,
    move_lever,
    pruned,
    require,
    set_bound,
    set_lock,
    switch,
)
from scenarios.levers import move
from scenarios.new_demand import from_setting
from scenarios.scenario import Priority
from scenarios.studies.frontier import Point, scenario_at

BASE = library.load("optimum-34")
ID = BASE.id
OWN = Demand("NYT-1", Text("Højst {bound}", "At most {bound}"), Text("X", "X"), "dismissals", 9.0)


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


def case(**moved: Any) -> Case:
    return Case(odense(), BASE, Choice(ID, **moved))


def bounds(choice: Choice) -> dict[str, float]:
    demands = Case(odense(), BASE, choice).instance.demands
    return {d: q.bound for d, q in demands.items() if q.active}


def bounds_and_years(at: Case) -> dict[str, tuple[float, int]]:
    return {d: (q.bound, q.from_year) for d, q in at.instance.demands.items()
            if q.active and q.kind == "saving" and q.bound}  # fmt: skip


def test_nothing_moved_is_the_scenario_itself() -> None:
    assert case().scenario == BASE
    assert not case().choice.moved


def test_a_lever_moved_takes_the_bounds_it_moves_and_no_others() -> None:
    kept = case(bounds={"SPAR": 20_000.0, "SPAR-2017": 1.0, "GENINVEST": 7.0})
    assert move_lever(kept, "amount", 17.0) == Choice(
        ID, {"amount": 17.0}, bounds={"GENINVEST": 7.0}
    )
    assert bounds(move_lever(kept, "amount", 17.0))["SPAR-2017"] == 6_800
    assert move_lever(kept, "tax_share", 0.2).bounds == kept.choice.bounds


def test_a_saving_s_bound_makes_the_lever_give_way_and_the_others_keep_what_it_gave() -> None:
    choice = set_bound(case(levers={"amount": 60.0}), "SPAR", 50_000.0)
    assert choice.levers == {"amount": None}
    assert (bounds(choice)["SPAR"], bounds(choice)["SPAR-2017"]) == (50_000, 24_000)
    again = set_bound(Case(odense(), BASE, choice), "SPAR-2017", 9_000.0)
    assert (bounds(again)["SPAR"], bounds(again)["SPAR-2017"]) == (50_000, 9_000)


def test_a_bound_says_nothing_of_demands_that_stay_as_they_were() -> None:
    moved = case(levers={"amount": 60.0})
    assert "BUDGET" not in set_bound(moved, "SPAR", 50_000.0).bounds
    assert set(set_bound(case(), "SPAR", 50_000.0).bounds) == {"SPAR"}


@pytest.mark.parametrize("amount", [20_000.0, 60_000.0])
@pytest.mark.parametrize("levers", [{"amount": 40.0}, {"by": 2019}, {"amount": 40.0, "by": 2020}])
def test_a_saving_that_is_added_is_what_was_asked_and_moves_no_other(
    levers: dict[str, Any], amount: float
) -> None:
    before = case(levers=levers)
    own = from_setting(before.instance, "OWN", f"saving {amount:g}")
    asked = replace(before, choice=add(before, own)).instance.demands
    assert (asked["OWN"].bound, asked["OWN"].from_year) == (amount, 2017)
    for d in ("SPAR", "SPAR-2017", "BUDGET"):
        assert asked[d] == before.instance.demands[d]


def test_a_saving_that_is_added_keeps_its_years_when_the_first_year_moves() -> None:
    own = from_setting(odense(), "OWN", "saving 60000")
    asked = bounds_and_years(replace(case(new={"OWN": own}), choice=move_lever(
        case(new={"OWN": own}), "by", 2020
    )))  # fmt: skip
    assert asked == {"OWN": (60_000, 2017), "SPAR": (34_000, 2020), "SPAR-2017": (13_600, 2019)}


@pytest.mark.parametrize("saved", [20_000.0, -5_000.0])
def test_a_point_that_is_taken_asks_for_its_saving_below_zero_too(saved: float) -> None:
    taken = scenario_at(odense(), BASE, "saving", "exits", Point(saved, 1.0))
    choice = adopt(case(), taken)
    assert bounds(choice)["SPAR"] == pytest.approx(saved, rel=1e-6)
    assert bounds(choice)["SPAR-2017"] == pytest.approx(0.4 * saved, rel=1e-6)
    assert Case(odense(), BASE, choice).scenario.order == taken.order
    assert (choice.levers.get("amount") or 0.0) >= 0


def test_a_bound_that_a_lever_sets_is_the_lever_s_value() -> None:
    choice = require(case(levers={"max_dismissals": 0.0}), "MAXAFSK", 30.0)
    assert choice.levers == {"max_dismissals": 30.0}
    assert bounds(choice)["MAXAFSK"] == 30


def test_a_demand_that_is_given_up_holds_by_no_lever_either() -> None:
    choice = give_up(case(levers={"max_dismissals": 0.0}), "MAXAFSK")
    assert "MAXAFSK" not in bounds(choice)


def test_the_lever_of_dismissals_moves_no_other_limit_to_them() -> None:
    own = case(new={OWN.id: OWN}, bounds={OWN.id: 5.0})
    assert bounds(move_lever(own, "max_dismissals", 40.0))[OWN.id] == 5


def test_a_bound_counts_only_while_its_demand_is_on() -> None:
    off = case(bounds={"SPAR": 20_000.0}, switches={"SPAR": False})
    assert "SPAR" not in bounds(off.choice)
    assert bounds(switch(off, "SPAR", on=True))["SPAR"] == 20_000


def test_nothing_is_left_of_a_demand_that_is_dropped() -> None:
    asked = Case(odense(), BASE, add(case(), OWN))
    set_and_off = replace(asked, choice=set_bound(asked, OWN.id, 3.0))
    set_and_off = replace(asked, choice=switch(set_and_off, OWN.id, on=False))
    assert drop(set_and_off, OWN.id) == Choice(ID)


def test_a_lever_says_the_same_on_screen_and_as_a_setting() -> None:
    settings = ["amount=60", "demand.SPAR=50000", "lock.M12=open", "demand.BEVAR-PENSION=on"]
    moved = move(BASE, odense(), settings)
    at = case(levers={"amount": 60.0})
    at = replace(at, choice=require(at, "SPAR", 50_000.0))
    at = replace(at, choice=set_lock(at, "M12", "open"))
    at = replace(at, choice=switch(at, "BEVAR-PENSION", on=True))
    assert at.scenario == moved
    back = move(BASE, odense(), ["demand.SPAR=50000", "amount=60"])
    assert bounds(Choice(ID, {"amount": 60.0})) == {
        d: q.bound for d, q in Case(odense(), back).instance.demands.items() if q.active
    }


@pytest.mark.parametrize(
    ("moved", "left"),
    [
        ({"levers": {"amount": 34.0, "effects": "mid"}}, {}),
        ({"levers": {"amount": 35.0}}, {"levers": {"amount": 35.0}}),
        ({"switches": {"SPAR": True, "ENGANG": True}}, {"switches": {"ENGANG": True}}),
        ({"locks": {"M12": "free", "M13": "open"}}, {"locks": {"M13": "open"}}),
        ({"bounds": {"BUDGET": 0.0, "SPAR": 34_000.0, "ENGANG": 2.0}}, {"bounds": {"ENGANG": 2.0}}),
    ],
)
def test_what_would_be_so_anyway_is_not_chosen(moved: dict[str, Any], left: dict[str, Any]) -> None:
    chosen = case(**moved)
    standing = replace(chosen, choice=replace(chosen.choice, levers={})).levers
    assert pruned(chosen, standing) == Choice(ID, **left)


def test_a_point_taken_brings_its_amount_its_demands_and_its_order() -> None:
    order = (Priority("dismissals"),)
    other = replace(BASE, levers=replace(BASE.levers, amount=40.0), new={OWN.id: OWN}, order=order)
    choice = adopt(case(bounds={"SPAR": 1.0}), other)
    assert choice == Choice(ID, {"amount": 40.0}, new={OWN.id: OWN}, order=order)
