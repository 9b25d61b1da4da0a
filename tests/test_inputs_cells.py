# ruff: noqa: E501  # messages are asserted whole
"""What a single cell means, and what is said when it means nothing."""

from datetime import date

import pytest
from inputs_case import add, checked, put, said, tiny_book

from inputs.parsing.cells import decimal_sign, number_in, with_decimal_sign


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("0,653", 0.653),
        ("0.653", 0.653),
        ("-12,5", -12.5),
        ("\u221212.5", -12.5),
        ("1234.567", 1234.567),
        ("12.3456", 12.3456),
        ("1e-05", 1e-05),
        (",5", 0.5),
        ("1.23.4", None),
        ("1,23,4", None),
        ("12 34", None),
        ("1.234,567.8", None),
        ("ca. 40", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("-", None),
    ],
)
def test_numbers_are_read_in_danish_and_english(text: str, number: float | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("others", "sign", "meant"),
    [
        (["12.5", "7"], ".", "1.2340"),
        (["12,5", "1.234,5"], ",", "1234"),
        (["12.5", "12,5"], "", "1.234"),
        (["1.500", "2,500"], "", "1.234"),
        ([], "", "1.234"),
    ],
)
def test_the_rest_of_the_source_tells_what_1_234_means(
    others: list[str], sign: str, meant: str
) -> None:
    assert decimal_sign(others) == sign
    assert with_decimal_sign("1.234", sign) == meant


CASES = [
    ("offers", "capacity", -3, 'Ark "Tilbud", række 3, "Kapacitet": −3. Tallet kan ikke være negativt. Skriv 0 eller mere.'),
    ("offers", "capacity", "mange", 'Ark "Tilbud", række 3, "Kapacitet": "mange". Her skal stå et tal. Skriv kun tallet, for eksempel 1.234,5.'),
    ("offers", "capacity", True, 'Ark "Tilbud", række 3, "Kapacitet": ja. Her skal stå et tal. Skriv kun tallet, for eksempel 1.234,5.'),
    ("offers", "capacity", "1.234", 'Ark "Tilbud", række 3, "Kapacitet": "1.234". Et tegn foran tre cifre kan betyde både tusinder og decimaler. Skriv 1234 eller 1.2340.'),
    ("offers", "capacity", "40 %", 'Ark "Tilbud", række 3, "Kapacitet": 40 %. Kolonnen er ikke en andel. Skriv tallet uden procenttegn.'),
    ("offers", "capacity", None, 'Ark "Tilbud", række 3, "Kapacitet": tom. Kolonnen skal udfyldes. Skriv en værdi, eller slet hele rækken.'),
    ("offers", "capacity", "=1+1", 'Ark "Tilbud", række 3, "Kapacitet": en formel uden værdi. Projektmappen er gemt af et program, der ikke beregner formler. Åbn den i Excel eller LibreOffice, gem den, og prøv igen.'),
    ("offers", "capacity", "#REF!", 'Ark "Tilbud", række 3, "Kapacitet": #REF!. Formlen i cellen har en fejl. Ret formlen, eller skriv værdien.'),
    ("offers", "status", "tody", 'Ark "Tilbud", række 3, "Status": "tody". Kun kolonnens valgmuligheder kan bruges: today, candidate. Mente du "today"?'),
    ("staff", "unit", "JOBB", 'Ark "Personale i dag", række 3, "Enhed": "JOBB". Det står ikke i "Enheder". Mente du "JOB"?'),
    ("groups", "exit_rate", 53, 'Ark "Målgrupper", række 3, "Jobafgang": 53. Tallet kan ikke være over 52. Skriv 52 eller mindre.'),
    ("groups", "held", 0, None),
    ("groups", "held", "80 %", None),
    ("groups", "held", "120 %", 'Ark "Målgrupper", række 3, "Holdbarhed": 120 %. Tallet kan ikke være over 1. Skriv 1 eller mindre.'),
    ("groups", "steps", "0,5 0,4", 'Ark "Målgrupper", række 3, "Fordeling på refusionstrin": andele, der tilsammen giver 0,9. Andelene skal tilsammen give 1. Ret andelene, eller skriv dem med flere decimaler.'),
    ("groups", "steps", "0,5 halv", 'Ark "Målgrupper", række 3, "Fordeling på refusionstrin": "halv". Her skal stå et tal. Skriv kun tallet, for eksempel 1.234,5.'),
    ("groups", "steps", "0,5 0,5", 'Ark "Målgrupper", række 3, "Fordeling på refusionstrin": andele: 2. Hvert trin på trappen har sin andel – antal trin: 1. Skriv lige så mange andele, som der er trin.'),
    ("groups", "tags", "young gammel", 'Ark "Målgrupper", række 3, "Mærker": "gammel". Kun kolonnens valgmuligheder kan bruges: vulnerable, young. Skriv en af disse: vulnerable, young.'),
    ("measures", "mandatory", "måske", 'Ark "Indsatser", række 3, "Lovpligtig": "måske". Her skal stå ja eller nej. Skriv "ja" eller "nej".'),
    ("units", "unit", "JOB 1", 'Ark "Enheder", række 3, "Enhed": "JOB 1". Et id er ét ord uden mellemrum, komma, semikolon, skråstreg og stjerne. Skriv for eksempel "JOB-1".'),
    ("settings", "setting", "first_yaer", 'Ark "Forudsætninger", række 3, "Forudsætning": "first_yaer". Kun kolonnens valgmuligheder kan bruges: name, name_en, price_level, first_year, last_year, elapsed, process_months, hours_per_fte, displacement, tax_per_exit, tax_share, move_cost, ratio_ever_realised, specialisation, hire_months, new_output, stop_price, in_work_from, in_work_to, phased, casework, interval_share, spread_a, spread_b, spread_c. Mente du "first_year"?'),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value", "message"), CASES)
def test_a_bad_cell_is_told_with_place_found_rule_and_remedy(
    table: str, column: str, value: object, message: str | None
) -> None:
    book = tiny_book()
    put(book, table, 0, column, value).number_format = "General"
    expected = [] if message is None else [message]
    assert [m for m in said(book) if "række 3" in m] == expected


def test_a_year_has_no_thousands_sign() -> None:
    book = tiny_book()
    put(book, "settings", 2, "value", 17)
    assert said(book)[0] == (
        'Ark "Forudsætninger", række 5, "Værdi": 17. Tallet kan ikke være under 1900.'
        " Skriv 1900 eller mere."
    )


def test_a_date_in_a_number_says_what_excel_did() -> None:
    book = tiny_book()
    put(book, "offers", 0, "capacity", date(2017, 5, 1))
    assert said(book, "en") == [
        'Sheet "Tilbud", row 3, "Kapacitet": the date 2017-05-01 00:00:00. This must be a number; Excel may have made a date of it. Format the cell as a number and write it again.'
    ]


def test_a_column_of_percent_without_signs_is_understood_with_one_warning() -> None:
    book = tiny_book()
    for row in (0, 1):
        put(book, "groups", row, "held", 80 - 10 * row).number_format = "General"
    result = checked(book)
    assert result.instance is not None
    assert [g.held for g in result.instance.groups.values()] == [0.8, 0.7]
    assert said(book) == [
        'Ark "Målgrupper", række 3, "Holdbarhed": 80. En andel over 1 læses som procent, her og i resten af kolonnen. Skriv 80 % eller 0,8, så der ikke er tvivl.'
    ]


def test_a_column_that_mixes_percent_and_parts_of_one_is_refused() -> None:
    book = tiny_book()
    put(book, "groups", 0, "held", 80).number_format = "General"
    put(book, "groups", 1, "held", 0.7).number_format = "General"
    assert said(book) == [
        'Ark "Målgrupper", række 3, "Holdbarhed": 80. En andel er en del af én, og kolonnen har også andele mellem 0 og 1. Skriv 80 % eller 0,8.'
    ]


def test_a_cell_formatted_as_percent_is_the_share_it_shows() -> None:
    book = tiny_book()
    put(book, "groups", 0, "held", 0.4).number_format = "0 %"
    result = checked(book)
    assert result.instance is not None
    assert result.instance.groups["DAG"].held == 0.4


def test_a_cell_formatted_as_percent_is_never_taken_for_a_bare_number() -> None:
    book = tiny_book()
    put(book, "groups", 0, "held", 1.2).number_format = "0 %"
    assert said(book) == [
        'Ark "Målgrupper", række 3, "Holdbarhed": 120 %. Tallet kan ikke være over 1. Skriv 1 eller mindre.'
    ]


def test_a_list_of_percents_is_understood_by_its_sum() -> None:
    book = tiny_book()
    add(book, "refund_ladder", from_week=1, refund=0.8)
    add(book, "refund_ladder", from_week=5, refund=0.4)
    put(book, "groups", 0, "steps", "40 60")
    put(book, "groups", 1, "steps", "40 % 60 %")
    result = checked(book)
    assert result.instance is not None
    assert {g.steps for g in result.instance.groups.values()} == {(0.4, 0.6)}
    assert len(said(book)) == 1


def test_a_blank_is_never_a_zero_unless_its_column_says_so() -> None:
    instance = checked(tiny_book()).instance
    assert instance is not None
    assert instance.units["JOB"].span is None
    assert instance.groups["DAG"].saved_share == 1
    assert instance.measures["KURS"].weeks is None
    assert instance.measures["KURS"].is_offer
    assert instance.refund_classes["FRI"].ceiling is None
    assert instance.units["JOB"].premises == 0
