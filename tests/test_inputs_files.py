# ruff: noqa: E501  # messages are asserted whole
"""What is refused before it is read: other kinds of file, bombs, and numbers of persons."""

import logging
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from inputs_case import TINY, checked, packed, put, said, texts, tiny_book, tiny_bytes
from openpyxl import Workbook
from openpyxl.comments import Comment

from inputs.parsing import files, grids, sheets
from inputs.read import load, read
from locales import JOIN

PERSON = "010180-1234"


def archive(**parts: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name.replace("__", "/"), part)
    return content.getvalue()


def rewritten(content: bytes, part: str, text: bytes) -> bytes:
    """A workbook with one part replaced."""
    with ZipFile(BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return archive(**(parts | {part: text}))


XLSX = "Data er en projektmappe (.xlsx) eller en mappe med teksttabeller."
FILES = [
    ("tal.xls", files.OLE + b"\0" * 600, f'"tal.xls": en gammel Excel-fil (.xls). {XLSX} Gem den som .xlsx.'),
    ("tal.xlsx", files.OLE + b"\0" * 600 + files.ENCRYPTED, '"tal.xlsx": en projektmappe med adgangskode. En låst projektmappe kan ikke læses. Gem den uden adgangskode.'),
    ("tal.csv", b"unit;name\nA;B\n", '"tal.csv": en enkelt tekstfil. Et datasæt består af flere tabeller. Læg alle teksttabeller i én mappe, eller udfyld projektmappen.'),
    ("tal.ods", archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), f'"tal.ods": en OpenDocument-fil (.ods). {XLSX} Gem den som .xlsx.'),
    ("tal.xlsb", archive(xl__workbook=b"") + b"", f'"tal.xlsb": ikke en projektmappe. {XLSX} Vælg en .xlsx-fil.'),
    ("tal.pdf", b"%PDF-1.7\n\0\0", f'"tal.pdf": ikke en projektmappe. {XLSX} Vælg en .xlsx-fil.'),
    ("tal.xlsx", b"", f'"tal.xlsx": ikke en projektmappe. {XLSX} Vælg en .xlsx-fil.'),
    ("tal.xlsx", packed(tiny_book())[:5000], f'"tal.xlsx": en beskadiget fil. {XLSX} Åbn den i Excel eller LibreOffice, gem den som .xlsx, og prøv igen.'),
    ("tal.xlsx", rewritten(packed(tiny_book()), "xl/workbook.xml", b"<workbook"), f'"tal.xlsx": en beskadiget fil. {XLSX} Åbn den i Excel eller LibreOffice, gem den som .xlsx, og prøv igen.'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), FILES)
def test_another_kind_of_file_is_named_and_refused(name: str, content: bytes, message: str) -> None:
    result = read(content, name)
    assert texts(result) == [message]
    assert result.tables == {}


def test_a_binary_workbook_is_told_from_a_damaged_one() -> None:
    content = archive(**{"xl/workbook.bin": b"", "[Content_Types].xml": b""})
    assert texts(read(content, "tal.xlsb"), "en") == [
        '"tal.xlsb": a binary workbook (.xlsb). Data is a workbook (.xlsx), or a folder of text tables. Save it as .xlsx.'
    ]


def test_a_file_that_does_not_exist_is_said_so() -> None:
    assert texts(load("findes-ikke.xlsx")) == [
        f'"findes-ikke.xlsx": filen eller mappen findes ikke. {XLSX} Kontrollér stien.'
    ]


def test_an_empty_folder_has_no_tables(tmp_path: Path) -> None:
    folder = tmp_path / "tom"
    folder.mkdir()
    assert texts(load(folder)) == [f'"tom": ingen tabeller. {XLSX} Udfyld skabelonen.']


def test_a_zip_bomb_is_never_unpacked() -> None:
    nothing = b"\0" * (files.MOST_UNPACKED // 10)
    content = archive(
        **{"[Content_Types].xml": b""} | {f"xl/worksheets/{n}": nothing for n in range(11)}
    )
    assert len(content) < 1_000_000
    assert texts(read(content, "tal.xlsx")) == [
        '"tal.xlsx": mere end 150 MB, når filen pakkes ud. Filen er ikke pakket ud, for den kan være lavet til at fylde hukommelsen. Kopiér data over i en ny projektmappe fra skabelonen.'
    ]


def test_entities_that_multiply_are_refused() -> None:
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
    content = rewritten(packed(tiny_book()), "xl/worksheets/sheet7.xml", laughs)
    assert texts(read(content, "tal.xlsx")) == [
        f'"tal.xlsx": en beskadiget fil. {XLSX} Åbn den i Excel eller LibreOffice, gem den som .xlsx, og prøv igen.'
    ]


def test_a_file_beyond_all_reason_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    assert texts(checked(tiny_book()))[0].startswith('"tal.xlsx": mere end 50 MB.')


def test_more_rows_than_a_table_can_have_stop_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (grids, sheets):
        monkeypatch.setattr(room, "MOST_ROWS", 50)
    book = tiny_book()
    book["Tilbud"].cell(50, 3, 1)
    assert "mere end" not in " ".join(said(book))
    book["Tilbud"].cell(51, 3, 1)
    assert said(book)[0] == (
        'Ark "Tilbud": mere end 50 rækker. En tabel kan højst have 50 rækker. Slet det, der ikke hører til datasættet.'
    )


def test_a_workbook_that_tells_its_size_wrong_is_read_whole() -> None:
    content = packed(tiny_book())
    part = "xl/worksheets/sheet7.xml"
    with ZipFile(BytesIO(content)) as file:
        sheet = file.read(part)
    assert b'<dimension ref="A1:D6" />' in sheet
    lying = rewritten(content, part, sheet.replace(b"A1:D6", b"A1:D4"))
    assert read(lying, "tal.xlsx").instance == load(TINY).instance


def test_blank_rows_beyond_the_limit_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 50)
    book = tiny_book()
    book["Tilbud"].cell(5000, 3).number_format = "0.0"
    assert said(book) == []


@pytest.mark.parametrize(
    "value",
    [PERSON, "0101801234", 101801241, 101801241.0, 3112991238, "nr. 290280-1234.", "CPR-nr."],
)
def test_numbers_of_persons_are_refused_and_never_repeated(
    value: str | float, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    book = tiny_book()
    book["Personale i dag"].cell(3, 9, value)
    put(book, "offers", 0, "capacity", -3)
    result = checked(book)
    assert texts(result) == [
        'Ark "Personale i dag", række 3: noget, der ligner CPR-numre. Oplysninger om enkeltpersoner må aldrig lægges ind her. Intet fra filen er gemt. Slet numrene og den kolonne, de står i, og prøv igen. Er det andre numre, så skriv over dem, hvad de er, for eksempel P-nummer.'
    ]
    kept = repr(result) + caplog.text + "".join(capfd.readouterr())
    assert result.tables == {}
    assert str(value) not in kept.replace("CPR-numre", "")
    assert "801234" not in kept


@pytest.mark.parametrize(
    "value", ["320180-1234", 1001801234.5, "5.57.7810101234", 123456789, 28022017]
)
def test_a_number_that_is_no_date_of_birth_is_no_person(value: str | float) -> None:
    book = tiny_book()
    book["Personale i dag"].cell(3, 9, value)
    assert "CPR" not in " ".join(said(book))


def commented(book: Workbook) -> None:
    book["Tilbud"]["A3"].comment = Comment(f"ring til {PERSON}", "x")


def titled(book: Workbook) -> None:
    book.create_sheet("0101801234").cell(1, 1, "x")


def hidden(book: Workbook) -> None:
    book.create_sheet("Andet").cell(40, 40, PERSON)
    book["Andet"].sheet_state = "hidden"


@pytest.mark.parametrize("hide", [commented, titled, hidden])
def test_numbers_of_persons_are_found_wherever_they_stand(hide: object) -> None:
    book = tiny_book()
    hide(book)  # type: ignore[operator]
    messages = said(book)
    assert len(messages) == 1
    assert "noget, der ligner CPR-numre" in messages[0]
    assert "0101" not in messages[0]


def test_numbers_of_persons_in_a_text_file_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    copytree(TINY, folder)
    (folder / "andet.csv").write_text(f"navn;nr\nA;{PERSON}\n", encoding="utf-8")
    result = load(folder)
    assert [m.split(":")[0] for m in texts(result)] == ['Fil "andet.csv", linje 2']
    assert result.tables == {}
    assert PERSON not in repr(result)


def test_a_file_named_by_the_number_of_a_person_is_refused_without_its_name() -> None:
    result = read(tiny_bytes(), f"{PERSON}.xlsx")
    assert result.instance is None
    assert [m.split(":")[0] for m in texts(result)] == ['"…"']


TEXTS = [
    ("offers.csv", "measure;unit;capacity\nSAMT;JOB;600;7\nKURS;JOB;200\n", 'Fil "offers.csv", linje 2: en værdi uden overskrift. Kun kolonner med skabelonens overskrifter læses. Giv kolonnen sin overskrift, eller slet værdien.'),
    ("offers.csv", "measure;unit;capacity\nSAMT;JOB;-3\nKURS;JOB;200\n", 'Fil "offers.csv", linje 2, "capacity": −3. Tallet kan ikke være negativt. Skriv 0 eller mere.'),
    ("offers.csv", 'measure;unit;capacity\n"SAMT;JOB;600\n', 'Fil "offers.csv": kan ikke læses som tekst. En teksttabel er UTF-8 med semikolon mellem cellerne og parvise anførselstegn. Gem den igen som "CSV UTF-8 (semikolonsepareret)".'),
    ("offer.csv", "a;b\n1;2\n", 'Fil "offer.csv": ikke en af tabellerne. Den er ikke læst. Mente du "offers"?'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "message"), TEXTS)
def test_a_fault_in_a_text_table_tells_its_file_and_line(
    file: str, text: str, message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    copytree(TINY, folder)
    (folder / file).write_text(text, encoding="utf-8")
    assert message in texts(load(folder))


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    copytree(TINY, folder)
    (folder / "units.csv").write_bytes("unit;name\nA;Blå\n".encode("latin-1"))
    assert texts(load(folder))[0].startswith('Fil "units.csv": kan ikke læses som tekst.')


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    copytree(TINY, folder)
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(folder).instance == load(TINY).instance


def test_a_date_is_never_taken_for_a_person() -> None:
    book = tiny_book()
    book["Tilbud"].cell(3, 9, date(1980, 1, 1))
    assert "CPR" not in " ".join(said(book))


def test_units_are_known_as_an_older_workbook_wrote_them() -> None:
    book = tiny_book()
    for sheet in book.worksheets:
        for cell in sheet[2]:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(JOIN, " ").upper()
    put(book, "demands", -1, "bound", "efter slagsen")  # its name until 0.3.0
    assert said(book) == []


def test_a_row_of_values_is_not_taken_for_units() -> None:
    book = tiny_book()
    for cell in book["Enheder"][2]:
        cell.value = None
    put(book, "units", -1, "premises", "mange")
    assert any('"Enheder"' in line and "mange" in line for line in said(book))


def test_a_text_table_may_have_its_ending_in_capitals(tmp_path: Path) -> None:
    copytree(TINY, tmp_path / "data")
    (tmp_path / "data" / "groups.csv").rename(tmp_path / "data" / "groups.CSV")
    assert load(tmp_path / "data").ok
