"""Units that open, close, merge and split: laws, every structure tried, and what is refused."""

from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from small import ORDER, SMALL, bounded, demanding, relative

from model.demand import Text
from model.derived import casework_range
from model.evaluation.evaluate import evaluate
from model.formulation.build import build
from model.instance import Instance
from model.plan import Plan, baseline
from model.solution import Solution
from model.solver.cross_check import cross_check
from model.solver.lexicographic import solve
from model.solver.matrix import extract
from model.solver.warm_lp import WarmLP
from scenarios import library
from scenarios.apply import apply
from scenarios.fit import check
from scenarios.levers import move
from scenarios.main_groups import main_names
from scenarios.scenario import Levers, RefusedError, Scenario, Structure
from scenarios.structure import within

SEEDS = range(4)
SLACK = 1e-3
NAME = SMALL.settings.name
PLAIN = Scenario("prøve", NAME, NAME)
FREE = replace(PLAIN, levers=Levers(structure="free"))


@cache
def solved(seed: int) -> tuple[Instance, Solution]:
    """A relative of the small instance with everything free, and its best plan."""
    data = relative(seed)
    return data, solve(data, ORDER)


def value(solution: Solution) -> float:
    assert solution.agrees
    return solution.steps[0].value if solution.steps else -1e9


def plan_of(solution: Solution) -> Plan:
    assert solution.plan is not None
    return solution.plan


def specialised(data: Instance, share: float) -> Instance:
    return replace(data, settings=data.settings._replace(specialisation=share))


def merged(data: Instance) -> Plan:
    """Today's plan with both units' movable offers and groups in the new unit."""
    today = baseline(data)
    moves = {i for i in data.offers if data.offers[i].move_cost is not None}
    places = {(n, "NY" if (n, u) in moves else u, g, y): 0.0 for n, u, g, y in today.places}
    for (n, u, g, y), v in today.places.items():
        places[n, "NY" if (n, u) in moves else u, g, y] += v
    return replace(
        today,
        places=places,
        relocated={(*i, "NY"): 1.0 for i in moves},
        unit_is_open=today.unit_is_open | {"NY"},
        serves=frozenset((g, "NY") for g in data.groups),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_group_has_exactly_one_eligible_and_open_unit(seed: int) -> None:
    data, solution = solved(seed)
    plan = plan_of(solution)
    assert sorted(g for g, _ in plan.serves) == sorted(data.groups)
    assert plan.serves <= data.eligible_units
    assert {u for _, u in plan.serves} <= plan.unit_is_open


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("unit", ["JOB", "REHAB"])
def test_a_unit_that_closes_moves_or_ends_its_offers(seed: int, unit: str) -> None:
    data = bounded(demanding(relative(seed), "CLOSE-UNIT"), "CLOSE-UNIT", 0)
    shut = data.demands["CLOSE-UNIT"]._replace(units=(unit,))
    data = replace(data, demands={"CLOSE-UNIT": shut})
    solution = solve(data, ORDER)
    if unit == "JOB":  # Danish is required by law and cannot move
        assert solution.termination == "infeasible"
        return
    plan = plan_of(solution)
    assert unit not in plan.unit_is_open
    assert not any(u == unit for _, u, _, _ in plan.places)
    for n, u in (i for i in data.offers if i[1] == unit):
        moved = sum(v for (m, w, _), v in plan.relocated.items() if (m, w) == (n, u))
        assert moved == pytest.approx(float((n, u) in plan.is_open))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_merger_loses_no_place(seed: int) -> None:
    broken = evaluate(relative(seed), merged(relative(seed))).violations
    about_places = {"at_most_capacity", "at_least_minimum", "offer_in_open_unit",
                    "moves_with_its_offer", "taken_by_open_unit", "places"}  # fmt: skip
    assert [v for v in broken if v.rule in about_places] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_merger_wins_no_place_either(seed: int) -> None:
    data = relative(seed)
    plan = merged(data)
    moved = sum(data.offers[n, u].capacity for n, u, _ in plan.relocated if n == "KURS")
    more = {**plan.places, ("KURS", "NY", "A", 2018): moved + 5}
    broken = evaluate(data, replace(plan, places=more)).violations
    assert ("at_most_capacity", ("KURS", "NY", 2018)) in {(v.rule, v.where) for v in broken}


@pytest.mark.parametrize("seed", SEEDS)
def test_to_free_the_structure_never_makes_the_best_worse(seed: int) -> None:
    data, solution = solved(seed)
    today = within(data, Structure())
    assert value(solution) >= value(solve(today, ORDER)) - SLACK


@pytest.mark.parametrize("seed", SEEDS)
def test_without_specialisation_the_foci_change_nothing(seed: int) -> None:
    data = specialised(relative(seed), 0.0)
    blind = {g: group._replace(focus=None) for g, group in data.groups.items()}
    assert value(solve(data, ORDER)) == value(solve(replace(data, groups=blind), ORDER))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_one_unit_of_two_foci_loses_is_the_share_said(seed: int) -> None:
    data = specialised(relative(seed), 0.25)
    plan = merged(data)
    missing = {
        v.where: v.by for v in evaluate(data, plan).violations if v.rule == "casework_is_done"
    }
    at_new = {(g, u, y): h for (g, u, y), h in plan.casework.items()}
    for g in data.groups:
        hours = at_new[g, data.groups[g].unit, 2018]
        least, _ = casework_range(data, g)
        assert missing[g, "NY", 2018] == pytest.approx(1.25 * least * hours)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_more_specialisation_gives_the_less_a_free_structure_can_win(seed: int) -> None:
    values = [value(solve(specialised(relative(seed), share), ORDER)) for share in (0.0, 0.5)]
    assert values[0] >= values[1] - SLACK


@pytest.mark.parametrize("seed", SEEDS)
def test_the_evaluation_agrees_about_a_free_structure(seed: int) -> None:
    _, solution = solved(seed)
    assert solution.agrees
    assert solution.largest_difference < 1e-6
    assert solution.outcome is not None
    assert solution.outcome.violations == ()


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_the_second_solver_agrees_about_a_free_structure(seed: int) -> None:
    data, solution = solved(seed)
    *_, found = cross_check(data, "exits", solution)
    assert found.verdict == "agrees"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("demands", [(), ("SAVING",), ("SAVING", "TOGETHER")])
def test_no_structure_tried_in_turn_is_better_than_the_one_chosen(
    seed: int, demands: tuple[str, ...]
) -> None:
    data = demanding(relative(seed), *demands)
    matrix = extract(build(data))
    costs, offset = matrix.criteria["exits"]
    at = [j for j, (name, _) in enumerate(matrix.columns) if name in ("unit_is_open", "serves")]
    best = -1e9
    for choice in product((0.0, 1.0), repeat=len(at)):
        search = WarmLP(matrix, 1e-6)
        search.set_column_bounds(np.array(at), np.array(choice), np.array(choice))
        search.set_objective(costs, offset, 1)
        found = search.solve_mip() if possible(matrix.columns, at, choice) else None
        best = max(best, found.objective if found and found.incumbent is not None else -1e9)
    assert value(solve(data, ORDER)) == pytest.approx(best, rel=1e-4, abs=1e-4)


def possible(columns: tuple[tuple[str, tuple[object, ...]], ...], at: list[int],
             choice: tuple[float, ...]) -> bool:  # fmt: skip
    """Whether every group has one unit, which is open: spares most searches."""
    chosen = {columns[j] for j, v in zip(at, choice, strict=True) if v}
    served = [index for name, index in chosen if name == "serves"]
    opened = {index[0] for name, index in chosen if name == "unit_is_open"}
    return sorted(str(i[0]) for i in served) == ["A", "B"] and {i[1] for i in served} <= opened


def test_today_as_a_structure_is_what_was_before_any_structure() -> None:
    named = replace(PLAIN, structure=Structure({"NY": "free"}, {"A": ("NY",)}))
    asked = apply(SMALL, replace(named, levers=Levers(structure="today")))
    assert asked == apply(SMALL, PLAIN)
    assert "NY" not in asked.units


def test_only_units_that_a_scenario_names_give_offers_away() -> None:
    named = replace(PLAIN, structure=Structure({"NY": "open", "JOB": "free"}, {"all": ("NY",)}))
    asked = apply(SMALL, named)
    assert asked.offers["SAMT", "JOB"].move_cost == 40
    assert asked.offers["SAMT", "REHAB"].move_cost is None
    assert asked.demands["UNIT-NY"].kind == "keep_unit"


@pytest.mark.parametrize(
    ("structure", "place"),
    [
        (Structure({"KOBENHAVN": "open"}), "structure.units"),
        (Structure({"SOC": "free"}), "structure.units"),
        (Structure({}, {"A": ("REHAB",)}), "structure.groups.A"),
        (Structure({}, {"pensionister": ("JOB",)}), "structure.groups"),
    ],
)
def test_a_structure_that_the_data_do_not_allow_is_refused_with_its_place(
    structure: Structure, place: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        check(replace(PLAIN, structure=structure), SMALL)
    assert [fault.place for fault in refused.value.faults] == [place]
    assert refused.value.faults[0].remedy.da


@pytest.mark.parametrize("setting", ["structure=fri", "specialisation=2"])
def test_a_lever_of_the_structure_that_is_none_is_refused(setting: str) -> None:
    with pytest.raises(RefusedError):
        move(PLAIN, SMALL, [setting])


@pytest.mark.parametrize("groups", ['A = "JOB"', "A = []", "A = [1]"])
def test_a_file_whose_groups_have_no_list_of_units_is_refused(tmp_path: Path, groups: str) -> None:
    file = tmp_path / "min.toml"
    names = '= {da = "a", en = "a"}\n'
    text = f"name {names}about {names}[structure.groups]\n{groups}\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError):
        library.load(str(file))


def with_main_group(units: tuple[str, str]) -> Instance:
    """The small instance with its two groups as parts of one, each in a unit."""
    names = (Text("Hjælp, klar", "Help, ready"), Text("Hjælp, øvrige", "Help, others"))
    groups = {
        g: group._replace(main="K", unit=unit, name=name)
        for (g, group), unit, name in zip(SMALL.groups.items(), units, names, strict=True)
    }
    both = frozenset((g, u) for g in groups for u in units)
    return replace(SMALL, groups=groups, eligible_units=SMALL.eligible_units | both)


def test_parts_that_have_two_units_today_are_not_asked_to_share_one() -> None:
    apart = with_main_group(("JOB", "REHAB"))
    for freedom in (PLAIN, FREE):
        assert "PARTS-K" not in apply(apart, freedom).demands


def test_parts_that_share_a_unit_today_keep_sharing_one_and_are_named_by_what_they_share() -> None:
    sentence = apply(with_main_group(("JOB", "JOB")), FREE).demands["PARTS-K"].sentence
    assert sentence == ("Alle målgrupper under Hjælp har samme ansvarlige enhed",
                        "All target groups of Help have the same responsible unit")  # fmt: skip


def test_a_main_group_whose_parts_share_no_words_is_named_by_all_of_them() -> None:
    assert main_names(SMALL)["A"] == SMALL.groups["A"].name
    groups = {g: group._replace(main="K") for g, group in SMALL.groups.items()}
    assert main_names(replace(SMALL, groups=groups))["K"].da == "Jobparate og Udsatte"


def test_a_unit_of_one_focus_gets_no_casework_for_what_does_not_mix() -> None:
    """More caseworkers than there is work for cannot be kept busy so."""
    many = replace(SMALL, staff_today={**SMALL.staff_today, ("JOB", "SB"): 13.5})
    kept = ("PROTECTED-STAFF", "SAVING", "CASELOAD", "GROUP-EXITS")
    found = solve(demanding(many, *kept), [("saving", 0.0)])
    assert (found.agrees, found.termination) == (True, "optimal")
