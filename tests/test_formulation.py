"""One name in the paper, the code and the solver; every row as it was once read and found right."""

import ast
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyomo.environ as pyo
import pytest
from small import SMALL
from written_rows import GOLDEN, everything, golden_files

from model.criteria import CRITERIA
from model.demand_kinds.kinds import KINDS
from model.formulation.build import build

NUMBERED = re.compile(r"\((\d+)\.(\d+)\)")
SOURCES = [
    *Path("model/formulation").glob("*.py"),
    Path("model/expressions.py"),
    Path("model/timing.py"),
    Path("model/derived.py"),
    Path("model/instance.py"),
    Path("model/evaluation/benefits.py"),
    Path("model/evaluation/job_loss.py"),
]
PAPER = Path("docs/formulation.md").read_text(encoding="utf-8")
VALUE_OF_AN_EXIT = {
    (10, 3),
    (10, 4),
    (10, 5),
}  # formulas within one function of model/evaluation/benefits.py
FUTURES = 13  # the first section about what is made of plans, which has no rows of the model
MODEL = build(everything(SMALL))
WRITTEN = golden_files(SMALL)


def constraints() -> list[str]:
    """Names of the constraints in the order they are built."""
    return [component.name for component in MODEL.component_objects(pyo.Constraint)]


def functions() -> Iterator[tuple[str, tuple[int, int]]]:
    """Functions whose docstring starts with a number, with it."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                number = NUMBERED.match(ast.get_docstring(node) or "")
                if number:
                    yield node.name, (int(number[1]), int(number[2]))


def of_records() -> dict[tuple[int, int], str]:
    """The names of kinds of demand and of criteria by the number of their line."""
    records = (*KINDS.values(), *CRITERIA.values())
    return {(int(r.line.split(".")[0]), int(r.line.split(".")[1])): r.name for r in records}


def lines() -> list[tuple[str, tuple[int, int]]]:
    """Names and numbers of the lines of the paper that have both, in its order."""
    found = re.findall(r"^[-|] \((\d+)\.(\d+)\)[ |]+`(\w+)`", PAPER, re.MULTILINE)
    return [(name, (int(section), int(line))) for section, line, name in found]


def test_every_constraint_is_built_by_a_function_of_its_name_with_a_number() -> None:
    numbered = dict(functions())
    assert [name for name in constraints() if name != "demand" and name not in numbered] == []


def test_every_rule_of_the_formulation_is_also_held_without_a_solver() -> None:
    numbered = dict(functions())
    physical = {n for n in constraints() if n != "demand" and 2 <= numbered[n][0] <= 7}
    derived = {"handover_counts", "handover_within_places", "handover_is_elsewhere",
               "focused_is_served", "one_focus", "focused_unless_mixed", "casework_by_steps",
               "casework_step_holds"}  # follow from the plan itself  # fmt: skip
    held = {
        node.value
        for path in [Path("model/evaluation/rules.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert physical - derived - held == set()


def test_the_constraints_are_built_in_the_order_of_their_numbers() -> None:
    numbered = dict(functions())
    order = [numbered[name] for name in constraints() if name != "demand"]
    assert [section for section, _ in groupby(n[0] for n in order)] == sorted({n[0] for n in order})
    for _, section in groupby(order, key=lambda number: number[0]):
        lines = list(section)
        assert lines == sorted(lines)


def test_the_constraints_stand_in_the_paper_in_the_order_they_are_built() -> None:
    named = [name for name, at in lines() if at not in of_records() and name in constraints()]
    assert named == [name for name in constraints() if name != "demand"]


def test_a_name_has_the_same_number_in_the_paper_and_in_the_code() -> None:
    code = {number: name for name, number in functions()} | of_records()
    assert [(n, at) for n, at in lines() if code.get(at) != n] == []


def test_every_number_of_the_code_is_explained_in_the_paper_and_the_other_way_round() -> None:
    explained = numbers_in(PAPER)
    of_the_model = {number for number in explained if number[0] < FUTURES}
    written = {number for _, number in functions()} | set(of_records())
    assert of_the_model == written | VALUE_OF_AN_EXIT
    rooms = [path for name in ("futures", "robust") for path in Path("model", name).glob("*.py")]
    named = set().union(*(numbers_in(path.read_text(encoding="utf-8")) for path in rooms))
    assert named <= explained


def numbers_in(text: str) -> set[tuple[int, int]]:
    """The numbers of lines that a text names."""
    return {(int(section), int(line)) for section, line in NUMBERED.findall(text)}


def test_no_two_lines_of_the_code_have_one_number() -> None:
    numbers = [*(number for _, number in functions()), *of_records()]
    assert sorted(set(numbers)) == sorted(numbers)


def test_every_constraint_and_kind_of_demand_has_golden_rows() -> None:
    kinds = {f"demand-{kind}" for kind in KINDS}
    wanted = {name for name in constraints() if name != "demand"} | kinds | {"criterion"}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == wanted
    assert set(WRITTEN) == wanted


@pytest.mark.parametrize("name", WRITTEN)
def test_the_rows_are_the_golden_ones(name: str) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert WRITTEN[name].splitlines() == golden.splitlines()


def test_decisions_are_never_negative_and_choices_are_yes_or_no() -> None:
    free = {"saving_level", "extra_exits", "in_work"}
    for variable in MODEL.component_data_objects(pyo.Var):
        name = variable.parent_component().name
        assert name in free or variable.lb == 0, variable.name
    yes_or_no = ("is_open", "is_handed_over", "unit_is_open", "serves")
    assert all(v.is_binary() for name in yes_or_no for v in getattr(MODEL, name).values())
