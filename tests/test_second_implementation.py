"""The paper can be built from: a second implementation of it gives the answers of the first."""

import ast
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from second.arrays import Best, total
from second.criteria import CRITERIA, MOST, every
from second.data import moved, read, scenario
from second_implementation import best, first_criterion, hold, posed
from small import SMALL, demanding, instance

from inputs.read import default, load
from model.criteria import SENSE, criterion_values
from model.instance import Instance
from model.numbers import set_data
from model.plan import Plan
from model.solution import Solution, Step
from model.solver.lexicographic import solve as search
from scenarios import library
from scenarios.levers import move
from scenarios.scenario import Priority
from scenarios.solve import Answer, solve

ROOT = Path(__file__).parent.parent
OWN = [ROOT / "tests" / "second_implementation.py", *(ROOT / "tests" / "second").glob("*.py")]
ODENSE = read(ROOT / "inputs" / "odense-2017")
TOY, LITTLE = (read(ROOT / "tests" / "data" / name) for name in ("toy", "small"))
FREE = {"levers": {"structure": "free"}}
SAME = 1e-4  # relative: what a solver may leave unproven
EXACT = 1e-6  # relative
SOLVED = [name for name in library.names() if not library.load(name).frozen]
MOVES = (
    "amount=20",
    "amount=45",
    "amount=300",
    "by=2019",
    "basis=gross",
    "counts=service amount=12",
    "counts=all tax_share=0.3",
    "view=municipality lock.M14=handed_over",
    "effects=low",
    "effects=high",
    "displacement=0.5",
    "max_dismissals=100",
    "structure=free",
    "lock.M12=open",
    "lock.M14=handed_over",
    "lock.M10=as_today",
    "lock.M15=closed",
    "lock.M03=at_least_today amount=60",
    "demand.FLEKS-3=off",
    "demand.UDSATTE-JOB=1",
    "demand.UDSATTE-VIRK=off",
    "demand.TOMGANG=0",
    "demand.NETTO=on",
    "demand.PRIS=on",
    "demand.SERVICE=on",
    "demand.FLEKS-3=0.5 max_dismissals=200",
    "demand.LIGE=on",
    "demand.ANSTOP=on",
    "demand.ENHEDER=1 amount=25",
    "demand.SAGSTAL-KAP=120",
    "phase=on",
    "casework=on",
    "casework=on effects=low",
    "casework=on effects=high demand.SAGSTAL-KAP=on",
)
REWRITTEN = {  # what a blank or an absent row means: table, what it says, what it should say
    "fewer places": ("places", "KURS;JOB;B;10\n", ""),
    "a group whose unit has no such offer": ("effects", ";2;4;10", ";2;4;10\nMENTOR;B;0;9;9;10"),
    "places without a row of effects": ("effects", "DANSK;B;0;0;0;;\n", ""),
    "a reach that is the capacity": ("effects", "MENTOR;A;0;2;4;10", "MENTOR;A;0;2;4;"),
    "a last segment with an end": ("segments", "3;;0.4", "3;0.2;0.4"),
    "no segments": ("segments", "1;1.5;1\n2;1;0.7\n3;;0.4\n", ""),
    "a focus that is worth more": ("settings", "specialisation;0.1", "specialisation;0.5"),
    "a ceiling that binds today": ("refund_classes", "Med loft;2", "Med loft;0.5"),
    "a group with interviews and no caseload": ("groups", "0.6;40;4;", "0.6;;4;"),
    "a group with a caseload and no interviews": ("groups", "0.6;40;4;", "0.6;40;;"),
    "a group without casework": ("groups", "0.6;40;4;SB;", "0.6;;;;"),
    "casework that does harm": ("groups", "0.8;1.2;2;0.5;4", "0.8;1.2;-2;-4;-1"),
    "casework that may only be less": ("groups", "0.8;1.2;2;", "0.8;1;2;"),
    "casework that does not count": ("settings", "specialisation;0.1", "casework;no"),
    "a ceiling that a year lifts": (
        "by_year",
        "groups;B;persons;2018;110",
        "refund_classes;LOFT;ceiling;2018;",
    ),
    "a number from before year one": (
        "by_year",
        "groups;B;persons;2018;110",
        "groups;B;exit_rate;2016;1.0",
    ),
    "a ceiling that a year brings": (
        "by_year",
        "groups;B;persons;2018;110",
        "refund_classes;UDEN;ceiling;2018;0.1",
    ),
    "severance by nothing": ("staff_groups", "1;0.1;4;50", "1;0.1;4;"),
}


def odense() -> Instance:
    found = default().instance
    assert found is not None
    return found


def shipped(name: str) -> dict[str, Any]:
    return scenario(ROOT / "scenarios" / "library" / f"{name}.toml")


def first_step(name: str, settings: Iterable[str] = ()) -> Step | None:
    """The first criterion as the product proves it; None when no plan exists."""
    asked = move(library.load(name), odense(), settings)
    order = (Priority(asked.order[0].criterion, 0.0),)
    return only(solve(odense(), replace(asked, order=order)).solution)


def only(solution: Solution) -> Step | None:
    assert solution.termination in ("optimal", "infeasible")
    return solution.steps[0] if solution.steps else None


def assert_same(step: Step | None, found: Best | None) -> None:
    """Neither implementation's plan is better than the bound that the other has proven."""
    assert (step is None) == (found is None), (step, found)
    if step is None or found is None:
        return
    sense, slack = SENSE[step.criterion], EXACT * max(1.0, abs(step.bound))
    assert sense * step.value <= sense * found.bound + slack
    assert sense * found.value <= sense * step.bound + slack
    assert found.value == pytest.approx(step.value, rel=SAME, abs=SAME)


@cache
def answer(name: str) -> Answer:
    return solve(odense(), library.load(name))


def decided(plan: Plan) -> dict[str, dict[Any, float]]:
    """A plan of the product as the paper names its decisions."""
    amounts = ("places", "staff", "vacated", "hired", "dismissed", "moved_in", "moved_out",
               "retrained", "relocated", "helped", "left", "unused", "casework",
               "lent")  # fmt: skip
    choices = {"is_open": plan.is_open, "unit_is_open": plan.unit_is_open, "serves": plan.serves,
               "is_handed_over": plan.handed_over}  # fmt: skip
    return {
        **{name: dict(getattr(plan, name)) for name in amounts},
        **{name: dict.fromkeys(chosen, 1.0) for name, chosen in choices.items()},
    }


def test_the_second_implementation_imports_nothing_of_the_project() -> None:
    allowed = {"second", "highspy", "numpy", "scipy", "collections", "copy", "csv", "dataclasses",
               "datetime", "functools", "itertools", "math", "pathlib", "tomllib",
               "typing"}  # fmt: skip
    for path in OWN:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= allowed, path


def test_the_toy_instance_has_the_plan_that_the_paper_finds_by_hand() -> None:
    b = posed(TOY, {})
    found = best(b, "exits")
    assert found is not None
    talk = [b.x("places", "TALK", "JOB", "A", y).at(found.x) for y in (2017, 2018)]
    course = [b.x("places", "COURSE", "JOB", "A", y).at(found.x) for y in (2017, 2018)]
    staff = [b.x("staff", "JOB", "SB", y).at(found.x) for y in (2017, 2018)]
    people = [b.x("in_work", y).at(found.x) for y in (2017, 2018)]
    assert (talk, course) == (pytest.approx([130, 130]), pytest.approx([0, 0], abs=1e-6))
    assert staff == pytest.approx([3.3, 3.3])
    assert people == pytest.approx([0.0557, 0.3925], abs=1e-4)
    assert [every(b, "extra_exits").at(found.x), found.value] == pytest.approx([1.04, 1.04])


def test_the_first_implementation_finds_by_solver_what_the_paper_finds_by_hand() -> None:
    solution = search(instance("toy"), [("exits", 0.0)])
    assert solution.outcome is not None
    exits = [solution.outcome.extra_exits["A", y] for y in (2017, 2018)]
    people = [solution.outcome.in_work[y].net for y in (2017, 2018)]
    assert exits == pytest.approx([0.15, 0.89], abs=1e-4)
    assert people == pytest.approx([0.0557, 0.3925], abs=1e-4)
    assert solution.steps[0].bound == pytest.approx(1.04)


@pytest.mark.parametrize("name", SOLVED)
def test_a_shipped_scenario_has_the_same_best_in_both(name: str) -> None:
    asked = shipped(name)
    assert_same(first_step(name), best(posed(ODENSE, asked), first_criterion(asked)))


@pytest.mark.parametrize("name", sorted(set(library.names()) - set(SOLVED)))
def test_a_frozen_scenario_keeps_every_rule_and_changes_nothing_in_both(name: str) -> None:
    found = answer(name)
    b = posed(ODENSE, shipped(name))
    measured = criterion_values(found.instance, found.before, found.before)
    for criterion in SENSE:
        second = best(b, criterion)
        assert second is not None
        assert second.value == pytest.approx(measured[criterion], rel=EXACT, abs=EXACT)


@pytest.mark.parametrize("settings", MOVES)
def test_a_lever_moved_gives_the_same_best_in_both(settings: str) -> None:
    asked = moved(shipped("optimum-34"), settings.split())
    assert_same(first_step("optimum-34", settings.split()), best(posed(ODENSE, asked), "exits"))


@pytest.mark.parametrize("name", ["optimum-34", "byraadet-2017", "opdeling-2012-to-enheder"])
def test_a_plan_of_the_first_is_a_plan_of_the_second_and_as_good_by_every_criterion(
    name: str,
) -> None:
    found = answer(name)
    assert found.solution.plan is not None
    assert found.solution.outcome is not None
    b = posed(ODENSE, shipped(name))
    hold(b, decided(found.solution.plan), slack=1e-5)
    second = b.problem.best(total(CRITERIA[c](b) * sense for c, sense in SENSE.items()))
    assert second is not None, "what follows from a plan is at its best by all criteria at once"
    for criterion, value in criterion_values(
        found.instance, found.before, found.solution.outcome
    ).items():
        same = pytest.approx(value, rel=SAME, abs=0.05)
        assert CRITERIA[criterion](b).at(second.x) == same, criterion


@pytest.mark.parametrize("name", ["optimum-34", "byraadet-2017"])
def test_as_many_are_dismissed_as_the_second_criterion_of_both_allows(name: str) -> None:
    asked = replace(library.load(name), order=(Priority("exits", 0.01), Priority("dismissals")))
    exits, dismissals = solve(odense(), asked).solution.steps
    fewest = []
    for given_up in (0.01 + exits.gap, 0.0):
        b = posed(ODENSE, shipped(name))
        b.problem.at_least(every(b, "extra_exits"), exits.bound * (1.0 - given_up) - SAME)
        found = best(b, "dismissals")
        assert found is not None
        fewest.append(found.value)
    assert fewest[0] - SAME <= dismissals.value <= fewest[1] * (1.0 + SAME) + SAME


@pytest.mark.parametrize("criterion", ["exits", "saving"])
@pytest.mark.parametrize("demand", SMALL.demands)
def test_a_kind_of_demand_gives_the_same_best_in_both(demand: str, criterion: str) -> None:
    active = {"SAVING", demand}
    asked = {**FREE, "demands": {q: q in active for q in SMALL.demands}}
    first = only(search(demanding(SMALL, *active), [(criterion, 0.0)]))
    assert_same(first, best(posed(LITTLE, asked), criterion))


@pytest.mark.parametrize("demand", ["REINVEST", "EXTERNAL-SHARE", "SPENDING", "PRICE-PER-PERSON"])
def test_a_demand_on_money_counts_the_prices_of_each_year_in_both(demand: str) -> None:
    later = {"staff_groups.SB.wage@2018": 900.0, "measures.KURS.running_cost@2018": 1.0}
    asked = {**FREE, "data": later, "demands": {q: q in ("SAVING", demand) for q in SMALL.demands}}
    first = search(set_data(demanding(SMALL, "SAVING", demand), later), [("saving", 0.0)])
    assert first.agrees
    assert_same(only(first), best(posed(LITTLE, asked), "saving"))


@pytest.mark.parametrize("criterion", ["exits", "in_work"])
@pytest.mark.parametrize(
    "own",
    [
        {"measures.SAMT.displacement": 0.5, "measures.KURS.displacement": 0.0},
        {"groups.B.displacement": 0.1, "measures.SAMT.displacement": 0.5},
        {"measures.SAMT.elasticity": 0.4, "measures.MENTOR.elasticity": 0.0},
        {"measures.SAMT.elasticity": 0.4, "measures.SAMT.growth": 2.0, "measures.KURS.growth": 1.2},
    ],
    ids=["measures", "groups", "elasticity", "growth"],
)
def test_what_is_displaced_and_how_effects_fall_gives_the_same_best_in_both(
    own: dict[str, float | None], criterion: str
) -> None:
    asked = {**FREE, "data": own, "demands": {q: q == "SAVING" for q in SMALL.demands}}
    first = search(set_data(demanding(SMALL, "SAVING"), own), [(criterion, 0.0)])
    assert first.agrees
    assert (
        first.steps[0].value
        != search(demanding(SMALL, "SAVING"), [(criterion, 0.0)]).steps[0].value
    )
    assert_same(only(first), best(posed(LITTLE, asked), criterion))


@pytest.mark.parametrize("criterion", SENSE)
def test_a_criterion_has_the_same_best_in_both(criterion: str) -> None:
    asked = {**FREE, "demands": {q: q in ("SAVING-ALL", "EXTRA-EXITS") for q in SMALL.demands}}
    first = search(demanding(SMALL, "SAVING-ALL", "EXTRA-EXITS"), [(criterion, 0.0)])
    assert_same(only(first), best(posed(LITTLE, asked), criterion))
    assert (SENSE[criterion] > 0) == (criterion in MOST)


@pytest.mark.parametrize("criterion", ["exits", "saving", "one_off"])
@pytest.mark.parametrize("case", REWRITTEN)
def test_a_blank_or_an_absent_row_means_the_same_in_both(
    case: str, criterion: str, tmp_path: Path
) -> None:
    table, said, says = REWRITTEN[case]
    shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path, dirs_exist_ok=True)
    file = tmp_path / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert said in text
    file.write_text(text.replace(said, says), encoding="utf-8")
    loaded = load(tmp_path).instance
    assert loaded is not None
    first = search(demanding(loaded.from_start, "SAVING"), [(criterion, 0.0)])
    asked = {**FREE, "demands": {q: q == "SAVING" for q in SMALL.demands}}
    assert_same(only(first), best(posed(read(tmp_path), asked), criterion))
