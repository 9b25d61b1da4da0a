"""Read, written, read again: folder and workbook, in both languages, give the same instance."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inputs_case import TINY
from openpyxl import load_workbook

from inputs.assemble import assemble
from inputs.disassemble import disassemble
from inputs.read import Checked, default, load, read
from inputs.schema.tables import TABLES, Tables
from inputs.workbook import write as workbook_write


@pytest.fixture(params=["tiny", "odense"])
def source(request: pytest.FixtureRequest) -> Checked:
    return load(TINY) if request.param == "tiny" else default()


def test_the_shipped_data_has_no_errors() -> None:
    assert default().instance is not None


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_workbook_reads_back_to_the_tables_it_was_written_from(
    source: Checked, language: str
) -> None:
    again = read(workbook_write.workbook(source.tables, language), "tal.xlsx")
    assert again.tables == source.tables
    assert again.instance == source.instance


def test_a_folder_reads_back_to_the_tables_it_was_written_from(
    source: Checked, tmp_path: Path
) -> None:
    workbook_write.write_folder(source.tables, tmp_path)
    again = load(tmp_path)
    assert again.tables == source.tables
    assert again.instance == source.instance


def test_an_instance_survives_folder_workbook_folder(source: Checked, tmp_path: Path) -> None:
    assert source.instance is not None
    workbook_write.write_folder(disassemble(source.instance), tmp_path / "a")
    book = workbook_write.workbook(load(tmp_path / "a").tables, "da")
    workbook_write.write_folder(read(book, "tal.xlsx").tables, tmp_path / "b")
    assert load(tmp_path / "b").instance == source.instance


def test_the_template_has_every_sheet_and_heading_and_asks_only_for_data() -> None:
    for language in ("da", "en"):
        book = load_workbook(BytesIO(workbook_write.template_workbook(language)))
        assert book.sheetnames[1:] == [t.label(language) for t in TABLES.values()]
        for table in TABLES.values():
            heads = [cell.value for cell in book[table.label(language)][1]]
            expected = [column.label(language) for column in table.columns.values()]
            assert heads[: len(expected)] == expected
        rules = {
            p.rule.sentence
            for p in read(workbook_write.template_workbook(language), "tal.xlsx").problems
        }
        assert rules == {"This column has to be filled in.", "This table needs at least one row."}


def test_text_that_looks_like_a_formula_stays_text() -> None:
    tables = dict(load(TINY).tables)
    tables["units"] = ({**tables["units"][0], "name": '=HYPERLINK("x")'},)
    instance = read(workbook_write.workbook(tables, "da"), "tal.xlsx").instance
    assert instance is not None
    assert instance.units["JOB"].name.da == '=HYPERLINK("x")'


def test_the_workbook_stops_slips_while_typing() -> None:
    book = load_workbook(BytesIO(workbook_write.workbook(load(TINY).tables, "da")))
    rules = {
        (str(v.sqref).split(":")[0], v.type): v
        for v in book["Tilbud"].data_validations.dataValidation
    }
    assert rules["A3", "list"].formula1 == "'Indsatser'!$A$3:$A$2000"
    assert rules["C3", "list"].formula1 == '"today,candidate"'
    assert (rules["E3", "decimal"].operator, rules["E3", "decimal"].formula1) == (
        "greaterThanOrEqual",
        "0",
    )
    comment = book["Tilbud"]["E1"].comment
    assert comment is not None
    assert comment.text == "Største størrelse. Et tal. Mindst 0. Skal udfyldes."
    assert book["Tilbud"]["E2"].value == "pladser pr. år"
    assert book["Tilbud"].freeze_panes == "C3"


def test_libreoffice_opens_the_workbook_and_saves_the_same_data(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path, out = tmp_path / "tal.xlsx", tmp_path / "ud"
    path.write_bytes(workbook_write.workbook(default().tables, "da"))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = load(out / "tal.xlsx")
    assert [p.text("en") for p in again.problems] == []
    assert again.instance == default().instance


SHARE = st.integers(0, 1000).map(lambda n: n / 1000)
NUMBER = st.integers(0, 10**9).map(lambda n: n / 1000)
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Nd"])
WORDS = st.text(LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool)


@st.composite
def spoken(draw: st.DrawFn) -> Tables:
    """Tiny's tables with other numbers, words and optional cells."""
    tables = {t: [dict(row) for row in rows] for t, rows in load(TINY).tables.items()}
    for row in tables["groups"]:
        row |= {"persons": draw(NUMBER), "benefit": draw(NUMBER), "held": draw(SHARE)}
        row |= {"name": draw(WORDS), "name_en": draw(st.none() | WORDS)}
        row |= {"tags": draw(st.sampled_from([None, ("young",), ("vulnerable", "young")]))}
    for row in tables["measures"]:
        row |= {"running_cost": draw(NUMBER), "weeks": draw(st.none() | NUMBER)}
        row |= {"is_offer": draw(st.sampled_from([None, True, False]))}
        row |= {"refund_share": draw(st.none() | SHARE)}
        row |= {"handover_to": draw(st.none() | WORDS), "evidence": draw(st.none() | WORDS)}
    for row in tables["effects"]:
        row["effect"] = draw(st.integers(-1000, 1000)) / 250
        row |= {"low": row["effect"] - draw(SHARE), "high": row["effect"] + draw(SHARE)}
        row["reach"] = draw(st.none() | NUMBER)
    for row in tables["staff_groups"]:
        row |= {"fte_per_person": draw(SHARE.filter(lambda share: share >= 0.01))}
        row |= {"per": draw(st.sampled_from(["fte", "person"])), "transfer_cost": draw(NUMBER)}
    return {t: tuple(rows) for t, rows in tables.items()}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=spoken())
def test_any_small_instance_survives_both_ways_of_writing(
    tables: Tables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("data")
    workbook_write.write_folder(tables, path)
    instance = load(path).instance
    assert instance is not None
    again = disassemble(instance)
    workbook_write.write_folder(again, path)
    assert load(path).instance == instance
    assert read(workbook_write.workbook(again, "en"), "tal.xlsx").instance == instance


def test_rows_in_another_order_make_the_same_instance() -> None:
    tables = default().tables
    turned = {t: tuple(reversed(rows)) for t, rows in tables.items()}
    first, second = (_unordered(assemble(each)) for each in (tables, turned))
    assert first == second


def _unordered(instance: Any) -> Any:
    return replace(
        instance,
        provenance=frozenset(instance.provenance),
        alongside=frozenset(instance.alongside),
        pools={
            p: pool._replace(groups=frozenset(pool.groups)) for p, pool in instance.pools.items()
        },
    )
