# ruff: noqa: E501  # a table
"""What is taken for the number of a person and what is not: the rule as a table."""

from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from inputs_case import TINY, checked, packed, said, texts, tiny_book
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import cli
from inputs.parsing import cpr
from inputs.read import load, read

PERSON = "010180-1234"
CHECKED = "1501801239"  # ten digits with the check digit of a person
UNCHECKED = "1501801234"  # a day first, but not the check digit


@pytest.mark.parametrize(
    "text",
    [
        "010180-1234", "010180 - 1234", "010180 1234", "010180--1234", "0101801234", "010180\u20131234", "010180\u20141234",
        "010180\u22121234", "010180\u20111234", "010180\u00ad1234", "010180\u00a0-\u00a01234", "010180\u2009\u20131234",
        "01.01.80-1234", "01/01/80-1234", "1/1-80 - 1234", "01 01 80-1234", "01.01.1980-1234, cpr",
        "nr010180-1234x", "nr.010180-1234.", "CPR1501801234", "borger1501801239", "610180-1234", "911299-1234", "290200-1234",
        "\uff10\uff11\uff10\uff11\uff18\uff10\uff0d\uff11\uff12\uff13\uff14", "010180-\u200b1234", CHECKED,
        f"se {CHECKED}", f"personnr. {UNCHECKED}", "150180_1239", "1,010180-1234,2",
        *(f"Borger 010180{sign}1234 x" for sign in ("~", " ~ ", "=", "---", " --- ", "\t", "/", " / ", "|", "#", "\u00b7", "\u2022", ">", "\\")),
        *(f"150180{sign}1234" for sign in (" ~ ", " = ", "/", ":", "  ", "\n", "(", ", ")),
        *(f"Borger {sign.join('0101801234')} x" for sign in (" ", "  ", "-", ".", "/", ":", "\t", ", ", " --- ")),
        "0 1 0 1 8 0 - 1 2 3 4", "1-5-0-1-8-0-1-2-3-4", "1 5 0 1 8 0 1 2 3 9", "01 01 80 1234", "01/01/80/1234",
        "1501 80~1239", "15 01 80 12 39", "cpr 15 01 80 12 34", "cpr: 150180, 1234", "01 01 80 / 1234 ringer",
        "15011980-1239", "15012080 1239, cpr", "http://a.dk/?nr=010180%2D1234", "010180%20-%201234",
    ],
)  # fmt: skip
def test_a_number_of_a_person_is_found_however_it_is_written(text: str) -> None:
    assert cpr.in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        UNCHECKED, "1010101234", f"P-nr. {CHECKED}", f"produktionsenhed {CHECKED}", f"{CHECKED} kr.", f"konto {CHECKED}",
        "320180-1234", "011380-1234", "310680-1234", "920180-1234", "010180-12345", "1010180-1234", "010117-311217",
        "01.01.2017", "1.1.2017-31.12.2020", "31.12.17 1200", "010117 2000 borgere", "15.20.00-G01-1234-16",
        "2016-2017", "+45 12 34 56 78", "5.57.7810101234", "28022017", "150180.1239", "010180",
        "1 2 3 4 5 6 7 8 9 0", "0 1 0 1 0 1 0 1 0 1", "0 1 0 2 0 3 0 4 0 5 0 6", "1 5 0 1 8 0 1 2 3 4", "05 10 15 20 25",
        "1, 15, 01, 80, 12, 39, 4", "9 15 01 80 12 39", "15 01 80 12 39 40", "12 11 20 30 / 12 11 20 31", "10 12 34 56 78",
        f"P-nr. {CHECKED[:6]} ~ {CHECKED[6:]}", "tlf. 15 01 80 12 39", "mobil 1501 80 12 39", "+45 20 10 80 12", "CVR 15 01 80 12",
        "1.501.801.239", "1 501 801 239", "150180,1239", "150180*1234", "150180+1234", "31.12.17 12:30", "15.01.80 12:39",
        "150180 12:39", "rapport_150180_1234.xlsx", "sag 150180/1234", "010180/2017", "150117 = 2017", "31.12.17 = 1200",
        "01.01-31.12.17", "0701 23 45 67", "(301) 280-1239", "DK50 0040 0440 1162 43", "150180 1234 120000 4000",
        "150119801239", "15011980-1238", "01012017-2020", "8 %, 010180%",
        "{8A010180-1234-5678-9ABC-DEF012345678}", "12010180-1234-5678-9abc-def012345678",
    ],
)  # fmt: skip
def test_what_has_ten_digits_for_another_reason_is_no_person(text: str) -> None:
    assert not cpr.in_text(text)


@pytest.mark.parametrize(
    ("cell", "words", "is_person"),
    [
        (1501801239, "", True), (101801241.0, "", True), (1501801239.0, "P-nummer", False), (1501801239.0, "Beløb i kr.", False),
        (1501801234.0, "", False), (1501801234.0, "Cpr nr. borger", True), (1010101234.0, "", False), ("101801241", "", True),
        ("1,501801239E+09", "", True), (123456789.0, "", False), (1501801239.5, "", False), (True, "", False), (None, "", False),
        ("Cpr-nr.", "", True), ("Personnummer", "", True), ("En fil med CPR-numre afvises.", "", False),
    ],
)  # fmt: skip
def test_a_cell_is_judged_with_the_words_around_it(
    cell: object,
    words: str,
    is_person: bool,  # noqa: FBT001
) -> None:
    assert cpr.in_cell(cell, words) is is_person


SPLIT = [("150180", "1239"), ("010180", "1241"), ("311299", "1238")]


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([("dag", "nr"), *SPLIT], 1),
        ([("dag", "nr"), *((float(a), float(b)) for a, b in SPLIT)], 1),
        ([("dag", "nr"), *SPLIT[:2]], None),
        ([("Født", "nr"), ("150180", "1234")], 1),
        ([("Løn", "Drift"), *((a, "1234") for a, _ in SPLIT)], None),
        ([("Løn", "Drift"), *SPLIT, *((a, f"123{n}") for n in range(4) for a, _ in SPLIT)], None),
        ([("P-nummer",), (float(CHECKED),)], None),
        ([("Sted", "CPR:", float(UNCHECKED))], 0),
    ],
)
def test_a_number_split_over_two_columns_is_told_by_its_column(
    rows: list[tuple[object, ...]], row: int | None
) -> None:
    assert cpr.row_of_person(rows) == row


def commented(book: Workbook) -> None:
    book["Tilbud"]["A3"].comment = Comment("ring til 010180 – 1234", "x")


def titled(book: Workbook) -> None:
    book.properties.title = "Sag 0101801234"


def headed(book: Workbook) -> None:
    book["Tilbud"].oddHeader.left.text = PERSON


def footed(book: Workbook) -> None:
    book["Tilbud"].oddFooter.left.text = "010180&B-12&B34"


def prompted(book: Workbook) -> None:
    rule = DataValidation("whole", prompt=f"som {PERSON}", promptTitle="x")
    rule.add("A1")
    book["Tilbud"].add_data_validation(rule)


def linked(book: Workbook) -> None:
    book["Tilbud"]["A3"].hyperlink = f"https://sag.example/{PERSON}"


def computed(book: Workbook) -> None:
    book["Tilbud"].cell(3, 30).value = f'=IF(A3="{PERSON}",1,2)'


def defined(book: Workbook) -> None:
    book.defined_names["sag"] = DefinedName("sag", attr_text=f'"{PERSON}"')


def named(book: Workbook) -> None:
    book.create_sheet(PERSON)


def formatted(book: Workbook) -> None:
    cell = book["Tilbud"].cell(3, 30, 1501801234)
    cell.number_format = "000000\\-0000"


def split(book: Workbook) -> None:
    for row, (born, serial) in enumerate(SPLIT, 3):
        book["Tilbud"].cell(row, 30, born)
        book["Tilbud"].cell(row, 31, serial)


HIDDEN = (
    commented, titled, headed, footed, prompted, linked, computed, defined, named, formatted, split,
)  # fmt: skip


@pytest.mark.parametrize("hide", HIDDEN)
def test_a_number_is_found_wherever_a_workbook_can_have_it(hide: object) -> None:
    book = tiny_book()
    hide(book)  # type: ignore[operator]
    messages = said(book)
    assert len(messages) == 1
    assert "noget, der ligner CPR-numre" in messages[0]
    assert "1234" not in messages[0]
    assert checked(book).tables == {}


def with_part(name: str, content: str) -> bytes:
    book = BytesIO(packed(tiny_book()))
    with ZipFile(book, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return book.getvalue()


DRAWING = "<a><p><r><t>{}</t></r><r><rPr/><t>{}</t></r></p></a>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/drawings/drawing9.xml", DRAWING.format("0101", "80-1234")),
        ("xl/drawings/drawing9.xml", f'<a><pic name="{PERSON}.png"/></a>'),
        ("xl/drawings/vmlDrawing9.vml", f"<br><div>{PERSON}</div>"),
        ("xl/media/image9.svg", f"<svg><text>{PERSON}</text></svg>"),
        ("xl/pivotCache/pivotCacheRecords1.xml", f'<a><n v="{CHECKED}"/></a>'),
        ("xl/worksheets/sheet99.xml", f"<a><is><t>{PERSON}</t></is></a>"),
        ("customXml/item1.xml", "<a>&#48;10180-1234</a>"),
        (f"xl/media/{PERSON}.png", ""),
    ],
)
def test_a_number_is_found_in_every_part_of_the_file(name: str, content: str) -> None:
    messages = texts(read(with_part(name, content), "tal.xlsx"))
    assert [m.split(". ")[0] for m in messages] == ['"tal.xlsx": noget, der ligner CPR-numre']


@pytest.mark.parametrize("name", ["xl/embeddings/oleObject1.bin", "xl/vbaProject.bin"])
def test_what_cannot_be_searched_is_refused(name: str) -> None:
    assert texts(read(with_part(name, "?"), "tal.xlsx")) == [
        '"tal.xlsx": en indlejret fil eller en makro. Den kan ikke gennemsøges for CPR-numre, og derfor er projektmappen ikke læst. Slet den, og gem projektmappen som .xlsx.'
    ]


def test_other_long_numbers_of_a_workbook_are_no_persons() -> None:
    content = '<a id="1501801239" cx="1501801239" uid="{8A010180-1234-5678-9ABC-DEF012345678}"/>'
    assert texts(read(with_part("xl/drawings/drawing9.xml", content), "tal.xlsx")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("andet.csv", f"navn,nr\nA,{PERSON}\n"),
        ("andet.csv", f"navn;nr\nA;{CHECKED}\n"),
        ("andet.csv", "dag;nr\n" + "".join(f"{a};{b}\n" for a, b in SPLIT)),
        (f"{PERSON}.csv", "a;b\n"),
    ],
)
def test_a_number_is_found_in_a_folder_of_text_tables(tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "data"
    copytree(TINY, folder)
    (folder / name).write_text(text, encoding="utf-8")
    result = load(folder)
    assert ["noget, der ligner CPR-numre" in m for m in texts(result)] == [True]
    assert result.tables == {}
    assert "1234" not in texts(result)[0]
    assert CHECKED not in repr(result)


@pytest.mark.parametrize(
    "text",
    [
        f'[name]\nda = "Som {PERSON}"\n',
        f"# {CHECKED}\n",
        '[name]\nda = "0101\\u0038\\U00000030-1234"\n',
    ],
)
def test_a_scenario_file_with_the_number_of_a_person_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "mit.toml"
    path.write_text(text, encoding="utf-8")
    assert cli.main(["solve", "--scenario", str(path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith('"mit.toml": noget, der ligner CPR-numre.')
    assert "1234" not in told


def test_a_setting_with_the_number_of_a_person_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["solve", "--scenario", "fortsaet", "--set", f"new.{PERSON}=keep_open M12"]
    assert cli.main(asked) == 2
    told = capsys.readouterr()
    assert told.err.startswith('"--set": noget, der ligner CPR-numre.')
    assert "1234" not in told.out + told.err


def test_two_cells_of_a_line_are_not_one_number(tmp_path: Path) -> None:
    copytree(TINY, tmp_path / "data")
    (tmp_path / "data" / "andet.csv").write_text("tal;antal\n150180;1234\n010180;1234\n")
    assert "CPR" not in " ".join(texts(load(tmp_path / "data")))
