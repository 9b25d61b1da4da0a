"""Placing positions: flow and CP-SAT against each other and against all that there is."""

import threading
from collections import Counter
from dataclasses import replace

import pytest
from placement_case import ALL, best, problem, staffed, used
from small import SMALL
from test_solver_lexicographic import shuffled

from model.instance import Position
from model.placement.build import Wishes, build, disruption, round_to_posts
from model.placement.cp_sat import solve_cp_sat
from model.placement.min_cost_flow import solve_flow, weights
from model.placement.place import alternatives, flows, place, totals_by_way, wishes_by_hand
from model.placement.problem import Cost, PositionGroup, Posts, Problem
from model.placement.side_constraints import broken_rules
from model.plan import Plan, baseline

SEEDS = range(40)


PEOPLE = staffed(SMALL)
YEAR = PEOPLE.settings.first_year


def reorganised() -> Plan:
    """REHAB closes: its three caseworkers are not all needed in JOB, its flex jobs end."""
    plan = baseline(PEOPLE)
    staff = {i: v for i, v in plan.staff.items() if i[0] != "REHAB"}
    staff |= {("JOB", "SB", y): 6.5 for y in PEOPLE.years}
    dismissed = {("REHAB", "FX", YEAR): 3.0, ("REHAB", "SB", YEAR): 1.0, ("REHAB", "LE", YEAR): 1.0}
    return replace(plan, staff=staff, dismissed=dismissed)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_flow_is_the_best_of_all_assignments(seed: int) -> None:
    asked = problem(seed)
    assert asked.totals(solve_flow(asked)) == best(asked)


@pytest.mark.parametrize("seed", range(12))
def test_cp_sat_is_the_best_of_all_that_keep_teams_spans_hours_and_paces(seed: int) -> None:
    asked = problem(seed)
    found = solve_cp_sat(asked, ALL, solve_flow(asked))
    assert found.termination == "optimal"
    assert found.numbers is not None
    assert broken_rules(asked, ALL, found.numbers) == ()
    assert asked.totals(found.numbers) == best(asked, ALL)
    assert [(s.value, s.bound) for s in found.steps] == [(v, v) for v in best(asked, ALL)]


@pytest.mark.parametrize("seed", range(6))
def test_cp_sat_and_the_flow_agree_where_nothing_is_asked(seed: int) -> None:
    asked = replace(problem(seed), paces={})
    found = solve_cp_sat(asked, Wishes())
    assert found.numbers is not None
    assert asked.totals(found.numbers) == asked.totals(solve_flow(asked))


def test_the_rules_besides_the_flow_bind_in_the_small_problems() -> None:
    rules = {
        b.rule
        for seed in SEEDS
        for b in broken_rules(problem(seed), ALL, solve_flow(problem(seed)))
    }
    assert rules == {"team", "span", "hours", "pace"}


def test_one_more_place_is_worth_any_number_of_moves_among_ten_thousand() -> None:
    """A chain: the last position has a place only if all others move on, and far."""
    kinds = 60
    posts = tuple(Posts("U", f"S{n}", 150, 150 * 37.0, 0.0, along=False) for n in range(kinds))
    here, next_door = Cost(0, 0, 0, 0), Cost(1, 1, 1, 9)
    groups = [
        PositionGroup("U", f"S{n}", 37.0, "", tuple(f"P{n}-{k}" for k in range(150)),
              {n: here, **({n + 1: next_door} if n + 1 < kinds else {})},
              must_place=False, had_place=False)
        for n in range(kinds - 1)
    ]  # fmt: skip
    extra = PositionGroup("U", "S0", 37.0, "", ("X",), {0: here}, must_place=False, had_place=False)
    asked = Problem((*groups, extra), posts, frozenset(), {}, {})
    assert asked.totals(solve_flow(asked)) == (0, 59, 59, 59, 9 * 59, 0)


def test_weights_that_a_whole_number_cannot_hold_are_refused() -> None:
    asked = problem(0)
    far = asked.groups[0]._replace(options={0: Cost(1, 1, 1, 2**40)})
    with pytest.raises(OverflowError):
        weights(replace(asked, groups=(far, *asked.groups[1:])))


@pytest.mark.parametrize("wishes", [Wishes(), ALL, Wishes(inside_first=1.0)])
def test_everyone_is_somewhere_exactly_once(wishes: Wishes) -> None:
    found = place(PEOPLE, reorganised(), wishes)
    places = found.places()
    assert sorted(places) == sorted(PEOPLE.positions)
    assert sum(flows(found).values()) == len(PEOPLE.positions) == totals_by_way(found)["positions"]
    taken = Counter(where for where in places.values() if where)
    room = Counter[tuple[str, str]]()
    for posts in found.problem.posts:
        room[posts.where] += posts.people
    assert all(n <= room[where] for where, n in taken.items())
    assert found.numbers is not None
    assert all(used(found.numbers, p) <= v.people for p, v in enumerate(found.problem.posts))


def test_nobody_moves_where_nothing_changes() -> None:
    found = place(PEOPLE, baseline(PEOPLE))
    assert found.totals == (0, 0, 0, 0, 0, 0)
    assert totals_by_way(found)["stayed"] == len(PEOPLE.positions)


def test_those_of_a_closed_unit_go_where_there_is_work_of_theirs() -> None:
    found = {(f.of, f.to, f.way): n for f, n in flows(place(PEOPLE, reorganised())).items()}
    assert found[("REHAB", "SB"), ("JOB", "SB"), "moved"] == 2
    assert found[("REHAB", "SB"), None, "unplaced"] == 1
    assert found[("REHAB", "FX"), None, "unplaced"] == 6


def test_seniority_decides_nothing() -> None:
    bands = {i: p._replace(band="9+") for i, p in PEOPLE.positions.items()}
    one = place(PEOPLE, reorganised())
    other = place(replace(PEOPLE, positions=bands), reorganised())
    assert flows(one) == flows(other)
    assert [a.ids for a in one.problem.groups] == [a.ids for a in other.problem.groups]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_decides_no_place(seed: int) -> None:
    apart = {i: p._replace(workplace=i) for i, p in PEOPLE.positions.items()}  # none is alike
    data = replace(PEOPLE, positions=apart)
    first, other = (place(each, reorganised()) for each in (data, shuffled(data, seed)))
    assert other.places() == first.places()


def test_a_flex_job_goes_only_to_suitable_tasks_and_is_never_retrained() -> None:
    post = Posts("JOB", "SB", 1, 37.0, 0.0, along=False)
    p = Position("P1", "REHAB", "FX", 12, frozenset(), "0-3", "flexjob", "REHAB", "")
    assert ("FX", "SB") in PEOPLE.retraining
    assert disruption(PEOPLE, p, post, {"JOB"}) is None
    able = p._replace(competences=frozenset({"SB"}))
    assert disruption(PEOPLE, able, post, {"JOB"}) == Cost(0, 1, 0, 1, 1)
    ordinary = p._replace(employment="ordinary")
    assert disruption(PEOPLE, ordinary, post, {"JOB"}) == Cost(0, 1, 1, 1, 1)


def test_who_goes_along_with_a_measure_has_a_place_there_and_nowhere_else() -> None:
    plan = baseline(PEOPLE)
    staff = {i: v for i, v in plan.staff.items() if i[:2] != ("REHAB", "FX")}
    found = place(PEOPLE, replace(plan, staff=staff, transferred={("REHAB", "FX"): 3.0}))
    assert totals_by_way(found, "REHAB") == {
        "positions": 10, "stayed": 4, "moved": 6, "retrained": 0, "along": 6, "unplaced": 0,
    }  # fmt: skip


def test_nobody_of_another_unit_goes_along_with_a_measure() -> None:
    along = Posts("REHAB", "SB", 2, 74.0, 0.0, along=True)
    there = Position("P1", "REHAB", "SB", 37, frozenset(), "0-3", "ordinary", "REHAB", "")
    assert disruption(PEOPLE, there, along, {"REHAB"}) == Cost(0, 1, 0, 0)
    assert disruption(PEOPLE, there._replace(unit="JOB"), along, {"REHAB"}) is None


def test_who_leaves_without_being_replaced_costs_nobody_a_place() -> None:
    plan = baseline(PEOPLE)
    fewer = {("SOC", "SB", y): 10.0 for y in PEOPLE.years} | {("JOB", "SB", YEAR): 3.6}
    less = replace(plan, staff={**plan.staff, **fewer}, vacated={("JOB", "SB", YEAR): 0.9})
    assert totals_by_way(place(PEOPLE, less))["unplaced"] == 0
    cut = replace(less, vacated={}, dismissed={("JOB", "SB", YEAR): 0.9})
    assert totals_by_way(place(PEOPLE, cut))["unplaced"] == 1


def test_posts_of_leavers_offered_inside_first_never_cost_a_place() -> None:
    shares = (0.0, 0.5, 1.0)
    unplaced = [place(PEOPLE, reorganised(), Wishes(inside_first=v)).totals[0] for v in shares]
    assert unplaced == sorted(unplaced, reverse=True)


def test_whole_posts_are_next_to_the_exact_ones_and_add_up_by_staff_group() -> None:
    exact = {("A", "X"): 1.4, ("B", "X"): 2.4, ("C", "X"): 0.4, ("A", "Y"): 3.0, ("B", "Y"): 0.2}
    found = round_to_posts(exact)
    assert all(abs(found[i] - exact[i]) < 1 for i in exact)
    assert sum(found[i] for i in exact if i[1] == "X") == 4
    assert (found["A", "Y"], found["B", "Y"]) == (3, 0)


def test_the_best_place_costs_nothing_and_the_second_what_forcing_it_costs_all() -> None:
    found = place(PEOPLE, reorganised())
    for position in PEOPLE.positions:
        prices = [each.price for each in alternatives(found, position)]
        assert prices == sorted(prices)
        for each in alternatives(found, position):
            forced = place(PEOPLE, reorganised(), Wishes(chosen={position: each.where}))
            assert forced.totals == tuple(
                a + b for a, b in zip(found.totals, each.price, strict=True)
            )


def test_positions_that_are_alike_have_the_same_places_at_the_same_price() -> None:
    found = place(PEOPLE, reorganised())
    for alike in found.problem.groups:
        assert len({alternatives(found, position) for position in alike.ids}) == 1


def test_a_choice_by_hand_is_kept_with_the_fewest_changes() -> None:
    before = place(PEOPLE, reorganised())
    moved = next(i for i, to in before.places().items()
                 if to == ("JOB", "SB") and PEOPLE.positions[i].unit == "REHAB")  # fmt: skip
    barred = place(
        PEOPLE, reorganised(), wishes_by_hand(before, never=frozenset({(moved, ("JOB", "SB"))}))
    )
    assert barred.places()[moved] != ("JOB", "SB")
    assert barred.totals[:2] == (before.totals[0], 2)
    left = next(
        i for i, to in before.places().items() if to is None and PEOPLE.positions[i].staff == "SB"
    )
    chosen = place(PEOPLE, reorganised(), wishes_by_hand(before, must={left: ("JOB", "SB")}))
    assert chosen.places()[left] == ("JOB", "SB")
    assert chosen.totals[:2] == (before.totals[0], 2)


def test_choices_by_hand_that_do_not_fit_have_no_placement() -> None:
    leaders = [i for i, p in PEOPLE.positions.items() if p.staff == "LE"]
    found = place(PEOPLE, reorganised(), Wishes(chosen=dict.fromkeys(leaders, ("JOB", "LE"))))
    assert (found.termination, found.numbers, found.gap) == ("infeasible", None, None)


def test_a_search_can_be_watched_and_cancelled() -> None:
    asked, told, cancel = problem(3), [], threading.Event()
    solve_cp_sat(asked, ALL, progress=lambda *each: told.append(each))
    assert {criterion for criterion, _, _ in told} == {
        "unplaced", "changes", "moves", "retrainings", "distance", "other_work",
    }  # fmt: skip
    assert all(bound <= value for _, value, bound in told)
    cancel.set()
    stopped = solve_cp_sat(asked, ALL, cancel=cancel)
    assert stopped.termination == "no solution found"


def test_the_problem_has_every_position_once_and_only_posts_of_the_plan() -> None:
    asked = build(PEOPLE, reorganised(), ALL)
    assert sorted(i for a in asked.groups for i in a.ids) == sorted(PEOPLE.positions)
    assert {posts.unit for posts in asked.posts} == {"JOB", "SOC"}
