# ruff: noqa: E501  # messages are asserted whole
"""Files that are made to keep a program busy, and the process of its own that reads them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from inputs_case import TINY, checked, packed, put, said, texts, tiny_book, tiny_bytes
from openpyxl import Workbook

from inputs import apart
from inputs.parsing import survey
from inputs.read import Checked, load, read

SHEET = "xl/worksheets/sheet6.xml"  # Tilbud
NEW = "Kopiér data over i en ny projektmappe fra skabelonen."
CROWDED = f"flere ark, rækker, formater, navne eller tekster, end et datasæt har. Filen er ikke åbnet, for den kan være lavet til at holde programmet i gang. {NEW}"
OUTSIDE = f"en celle uden for det, et ark kan rumme. Et ark har 1.048.576 rækker og 16.384 kolonner. {NEW}"


def changed(part: str, change: Callable[[str], str], book: Workbook | None = None) -> bytes:
    """The tiny workbook, or another, with one part changed."""
    new = BytesIO()
    with (
        ZipFile(BytesIO(packed(book or tiny_book()))) as old,
        ZipFile(new, "w", ZIP_DEFLATED) as archive,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            archive.writestr(name, change(text) if name == part else text)
    return new.getvalue()


def in_rows(rows: str, book: Workbook | None = None) -> bytes:
    end = "</sheetData>"
    return changed(SHEET, lambda text: text.replace(end, f"{rows}{end}"), book)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9999999999"><c r="A9999999999"><v>1</v></c></row>',
        '<row r="1048577"/>',
        '<row r="9"><c r="XFD10485760"><v>1</v></c></row>',
    ],
)
def test_a_cell_outside_a_sheet_is_refused_before_anybody_walks_there(rows: str) -> None:
    assert texts(read(in_rows(rows), "tal.xlsx"))[0] == f'Ark "Tilbud": {OUTSIDE}'


def test_a_sheet_that_is_refused_is_one_message_and_the_faults_of_others_are_told() -> None:
    content = in_rows('<row r="9999999999"/>')
    assert texts(read(content, "tal.xlsx")) == [f'Ark "Tilbud": {OUTSIDE}']
    book = tiny_book()
    put(book, "groups", 0, "held", -1)
    told = texts(read(in_rows('<row r="9999999999"/>', book), "tal.xlsx"))
    assert [text.split(":")[0] for text in told] == [
        'Ark "Tilbud"', 'Ark "Målgrupper", række 3, "Holdbarhed"'
    ]  # fmt: skip


def test_a_text_table_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    copytree(TINY, tmp_path / "data")
    for path in sorted((tmp_path / "data").iterdir()):
        before = path.read_bytes()
        path.write_bytes(b"unit;name\nA;Bl\xe5\n")
        told = [text.split(":")[0] for text in texts(load(tmp_path / "data"))]
        assert told == [f'Fil "{path.name}"']
        path.write_bytes(before)


def test_a_tag_of_megabytes_is_refused() -> None:
    content = changed(
        SHEET, lambda text: text.replace("<sheetData", f'<a x="{"a" * 3_000_000}"/><sheetData')
    )
    assert texts(read(content, "tal.xlsx"))[0] == f'Ark "Tilbud": {CROWDED}'


def test_rows_that_are_formatted_and_blank_are_never_walked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from openpyxl.worksheet import _reader  # noqa: PLC0415

    walked: list[int] = []
    parse = _reader.WorkSheetParser.parse_row

    def counted(self: object, row: object) -> object:
        walked.append(1)
        return parse(self, row)

    monkeypatch.setattr(_reader.WorkSheetParser, "parse_row", counted)
    assert said(tiny_book()) == []
    few = len(walked)
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(100, 5000))
    assert texts(read(in_rows(blank), "tal.xlsx")) == []
    assert len(walked) <= 2 * few + 1


def test_formulas_that_give_nothing_are_blank_rows() -> None:
    blank = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><f>""</f><v></v></c></row>' for n in (30_000, 30_001)
    )
    assert texts(read(in_rows(blank), "tal.xlsx")) == []


@pytest.mark.parametrize(
    ("limit", "place"),
    [
        ("MOST_OF_CELLS", 'Ark "Forudsætninger"'),
        ("MOST_VALUES", 'Ark "Forudsætninger"'),
        ("MOST_CHARACTERS", '"tal.xlsx"'),
        ("MOST_ELSEWHERE", '"tal.xlsx"'),
        ("MOST_PARTS", '"tal.xlsx"'),
        ("MOST_SHEETS", '"tal.xlsx"'),
        ("DEEPEST", '"tal.xlsx"'),
    ],
)
def test_more_than_a_data_set_has_of_anything_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, place: str
) -> None:
    monkeypatch.setattr(survey, limit, 2)
    assert texts(checked(tiny_book())) == [f"{place}: {CROWDED}"]


def test_long_texts_in_a_part_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "MOST_CHARACTERS", 100_000)
    assert texts(checked(tiny_book())) == []
    more = changed("docProps/core.xml", lambda text: text.replace("openpyxl", "a " * 60_000))
    assert texts(read(more, "tal.xlsx")) == [f'"tal.xlsx": {CROWDED}']


def test_a_part_that_is_read_whole_may_not_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    from inputs.parsing import files  # noqa: PLC0415

    monkeypatch.setattr(files, "MOST_WHOLE", 100)
    assert texts(checked(tiny_book())) == [f'"tal.xlsx": {CROWDED}']


def test_a_folder_may_not_be_large_either(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from inputs.parsing import grids  # noqa: PLC0415

    monkeypatch.setattr(grids, "MOST_BYTES", 3)
    (tmp_path / "units.csv").write_text("a;b\n")
    assert texts(load(tmp_path)) == [
        f'"{tmp_path.name}": mere end 200 teksttabeller eller 10 MB. Et datasæt fylder langt mindre. Slet det, der ikke hører til datasættet.'
    ]


def test_a_pipe_among_the_tables_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "units.csv")
    assert "ingen tabeller" in texts(load(tmp_path))[0]


def test_a_process_of_its_own_reads_the_same() -> None:
    assert apart.read(tiny_bytes(), "tal.xlsx") == read(tiny_bytes(), "tal.xlsx")
    assert apart.load(str(TINY)) == load(TINY)


TOO_MUCH = f'"tal.xlsx": mere, end et datasæt kræver: over 60 sekunder eller 2 GB hukommelse. Læsningen er stoppet, så den ikke står i vejen for andre. {NEW}'


def asked(function: Callable[..., object], *arguments: object) -> Checked:
    return apart._asked((function, arguments), "tal.xlsx", lambda: True)


def test_a_process_that_takes_all_memory_is_ended_and_said_so() -> None:
    assert texts(asked(bytearray, 3 * apart.MEMORY)) == [TOO_MUCH]


def test_a_process_that_fails_is_told_as_one_that_takes_too_much() -> None:
    assert texts(asked(os._exit, 1)) == [TOO_MUCH]


def test_a_process_has_so_many_seconds_of_a_processor() -> None:
    limits = asked(eval, "__import__('resource').getrlimit(__import__('resource').RLIMIT_CPU)")
    assert limits == (60, 60)


def test_a_process_that_comes_to_no_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAITED", 0)
    assert texts(apart.read(tiny_bytes(), "tal.xlsx")) == [TOO_MUCH]


def test_a_process_ends_when_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Kept(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Kept)
    looks = iter([True, True, False])
    result = apart._asked((eval, ("[0 for _ in iter(int, 1)]",)), "tal.xlsx", lambda: next(looks))
    assert texts(result) == [TOO_MUCH]
    assert started[0].returncode == -9


def test_an_interrupt_ends_the_process_too() -> None:
    program = (
        "import subprocess\nfrom inputs import apart\n"
        "def interrupted():\n raise KeyboardInterrupt\n"
        "try: apart._asked((eval, ('[0 for _ in iter(int, 1)]',)), 'x', interrupted)\n"
        "except KeyboardInterrupt: print('ended')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "ended\n"


def test_both_doors_read_what_is_handed_over_in_a_process_of_its_own() -> None:
    for path in (*Path("views").rglob("*.py"), *Path("commands").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(?:read|inputs)\.(?:read|load)\(", text), path


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    book = tiny_book()
    sheet = book["Tilbud"]
    for row in (3, 4, 40):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["ZZ"].hidden = True
    book["Effekter"].sheet_state = "veryHidden"
    book.create_sheet("Noter").sheet_state = "hidden"
    messages = said(book)
    assert [m for m in messages if "skjul" in m] == [
        'Ark "Effekter": et ark, der er så skjult, at Excel ikke viser det på listen over skjulte ark. Det er læst som de andre ark. Kopiér det, der skal tælle med, over i et synligt ark.',
        'Ark "Tilbud": skjulte rækker (3, 4). De er læst som de andre. Vis dem, eller slet dem, hvis de ikke skal tælle med.',
        'Ark "Tilbud": skjulte kolonner (C). De er læst som de andre. Vis dem, eller slet dem, hvis de ikke skal tælle med.',
    ]


def test_rows_that_a_filter_hides_are_told_as_such() -> None:
    book = tiny_book()
    sheet = book["Tilbud"]
    sheet.auto_filter.ref = "A1:D4"
    sheet.auto_filter.add_filter_column(0, ["KURS"])
    sheet.row_dimensions[3].hidden = True
    assert [m.split(".")[0] for m in said(book) if "skjul" in m] == [
        'Ark "Tilbud": rækker, som et filter skjuler (3)'
    ]


def test_nothing_hidden_is_said_of_a_workbook_as_it_is_written() -> None:
    assert "skjul" not in " ".join(texts(read(tiny_bytes(), "tal.xlsx")))


KINDS = [
    (changed("xl/workbook.xml", lambda text: text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")), "en projektmappe gemt som Strict Open XML-regneark. Den ender også på .xlsx, men er en anden slags fil. Gem den som almindelig Excel-projektmappe (.xlsx)."),
    (b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "en webside eller en XML-fil, uanset hvad den hedder. Data er en projektmappe (.xlsx) eller en mappe med teksttabeller. Åbn den i Excel eller LibreOffice, gem den som .xlsx, og prøv igen."),
    (b"unit;name\nA;B\n", "en enkelt tekstfil. Et datasæt består af flere tabeller. Læg alle teksttabeller i én mappe, eller udfyld projektmappen."),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), KINDS)
def test_a_file_with_the_wrong_ending_is_told_as_what_it_is(content: bytes, message: str) -> None:
    assert texts(read(content, "tal.xlsx")) == [f'"tal.xlsx": {message}']


@pytest.mark.parametrize("value", ["6E+02", "6,0E+2", "6e2"])
def test_a_number_in_scientific_notation_is_that_number(value: object) -> None:
    book = tiny_book()
    put(book, "offers", 0, "capacity", value)
    assert checked(book).instance == checked(tiny_book()).instance


def test_a_number_stored_in_scientific_notation_is_that_number() -> None:
    pattern = re.compile(r"<v>600</v>")
    content = changed(SHEET, lambda text: pattern.sub("<v>6E+2</v>", text))
    assert read(content, "tal.xlsx").instance == checked(tiny_book()).instance
