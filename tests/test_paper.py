"""The paper says all that a second implementation needs, in the names of the product."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pyomo.environ as pyo
import pytest
from small import SMALL

from inputs.schema.paper import CLOSES, OPENS, PAPER, renewed, symbols
from inputs.schema.tables import SETTINGS, TABLES
from model.formulation.build import build
from scenarios.scenario import ORDER, Levers, Lock, Structure

TEXT = PAPER.read_text(encoding="utf-8")
ELSEWHERE = {"positions", "mass_dismissal", "process", "sources", "provenance", "targets"}
NO_MATTER = {"settings.ratio_ever_realised"} | {
    f"reemployment.{chance}_{end}" for chance in ("chance", "helped") for end in ("low", "high")
}  # shown, and used in no line
NUMBERS = ("number", "integer", "share", "shares", "bool")
MODEL = build(SMALL)
CONSTRAINTS = [c.name for c in MODEL.component_objects(pyo.Constraint) if c.name != "demand"]


def section(title: str) -> str:
    """The text from a heading, or words in bold, to the next heading of any level."""
    start = TEXT.index(title)
    return TEXT[start : TEXT.find("\n#", start + 1)]


def first_cells(text: str) -> list[str]:
    """The code in the first cells of the rows of a table."""
    return re.findall(r"^\| `(\w+)`", text, re.MULTILINE)


def test_the_symbols_of_the_paper_are_those_declared() -> None:
    assert renewed(TEXT) == TEXT


def test_a_paper_without_a_place_for_symbols_is_refused() -> None:
    with pytest.raises(ValueError, match="symbols"):
        renewed(TEXT.replace(CLOSES, ""))
    assert OPENS in TEXT


def test_every_number_of_the_data_has_a_symbol_or_is_known_to_matter_for_no_line() -> None:
    columns = [c for t in TABLES.values() if t.id not in ELSEWHERE for c in t.columns.values()]
    numbers = {f"{c.table}.{c.id}" for c in [*columns, *SETTINGS.values()] if c.kind in NUMBERS}
    named = set(re.findall(r"`(\w+\.\w+)`", symbols()))
    assert numbers - named == NO_MATTER


def test_every_decision_of_the_model_is_in_the_table_of_decisions_and_no_other() -> None:
    variables = {v.name for v in MODEL.component_objects(pyo.Var)} - {"nothing"}
    assert set(first_cells(section("### Decisions"))) == variables


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_line_says_for_what_it_holds(name: str) -> None:
    line = re.search(rf"^- \(\d+\.\d+\) `{name}`.*?(?=\n- |\n\n)", TEXT, re.MULTILINE | re.DOTALL)
    assert line is not None
    assert re.search(r"\*for\s", line[0])


def test_every_lock_and_lever_is_explained() -> None:
    rows = section("## What a scenario changes")
    assert set(get_args(Lock)) <= set(first_cells(rows))
    assert {f.name for f in fields(Levers)} <= set(re.findall(r"`(\w+)`", rows))
    assert {f"[structure.{f.name}]" for f in fields(Structure)} <= set(
        re.findall(r"`(\[[\w.]+\])`", rows)
    )


def test_the_default_order_and_its_tolerances_are_those_of_the_product() -> None:
    rows = section("## What a scenario changes")
    names = ", ".join(step.criterion for step in ORDER)
    assert f"Unless the scenario says otherwise: {names}, each" in " ".join(rows.split())
    assert {f"{step.tolerance:f}".rstrip("0") for step in ORDER} <= set(re.findall(r"0\.\d+", rows))


def test_a_file_that_the_paper_names_is_there() -> None:
    named = re.findall(r"`((?:docs|tests|scenarios|inputs)/[\w./-]*)`", TEXT)
    assert named
    assert [name for name in named if not Path(name).exists()] == []
