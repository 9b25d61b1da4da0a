"""The declaration, its document and its catalogue keep up with each other."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract

from inputs.parsing.cells import PARSERS, parse
from inputs.schema import description
from inputs.schema.tables import SETTINGS, TABLES, Column
from inputs.workbook import guide
from locales import catalogue

ROOT = Path(__file__).parent.parent
COLUMNS = [c for table in TABLES.values() for c in table.columns.values()] + [*SETTINGS.values()]


def messages() -> set[str]:
    """Every English message of the room."""
    found = {*description.KINDS.values(), *guide.ADVICE, *(c.unit for c in COLUMNS if c.unit)}
    for path in (ROOT / "inputs").rglob("*.py"):
        with path.open("rb") as lines:
            for _line, message, _comments, _context in extract(
                "python", lines, {"say": None, "_": None}
            ):
                found.add(message if isinstance(message, str) else message[0])
    return found - {""}


def test_every_message_has_a_danish_text_with_the_same_parameters() -> None:
    danish = catalogue("da")
    assert messages() - set(danish) == set()
    for message in messages():
        assert set(re.findall(r"{\w+}", message)) == set(re.findall(r"{\w+}", danish[message]))


def test_the_document_of_the_inputs_is_fresh() -> None:
    assert (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8") == description.manual()


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_two_columns_of_a_table_go_by_the_same_name(language: str) -> None:
    for table in TABLES.values():
        names = [{c.id.lower(), c.da.lower(), c.en.lower()} for c in table.columns.values()]
        assert all(not a & b for n, a in enumerate(names) for b in names[:n]), table.id
    labels = [table.label(language).lower() for table in TABLES.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: f"{c.table}.{c.id}")
def test_every_column_is_declared_in_terms_that_exist(column: Column) -> None:
    assert column.kind in PARSERS
    if column.kind in ("ref", "refs"):
        assert column.about in TABLES
    if column.default and not column.default.startswith("="):
        assert parse(column.default, column) is not None
    if not column.required:
        assert column.help_da or column.table in ("measures", "provenance"), "what a blank means"
    assert bool(column.help_da) == bool(column.help_en)


def test_the_settings_that_can_be_named_are_those_declared() -> None:
    assert TABLES["settings"].columns["setting"].choices == tuple(SETTINGS)
