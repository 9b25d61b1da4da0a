"""The paper says all that a second implementation needs, in the names of the product."""

import re

import pytest

from inputs.schema.paper import CLOSES, OPENS, PAPER, renewed, symbols
from inputs.schema.tables import SETTINGS, TABLES

TEXT = PAPER.read_text(encoding="utf-8")
ELSEWHERE = {"positions", "mass_dismissal", "process", "reemployment", "sources", "provenance"}
NO_MATTER = {"measures.weeks", "settings.ratio_ever_realised"}  # shown, and used in no line
NUMBERS = ("number", "integer", "share", "shares", "bool")


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
