"""Positions: the shipped ones are what the generator makes, and nobody can be named in them."""

from pathlib import Path

import pytest
from inputs_case import add, said, tiny_book

from inputs.parsing import cells
from inputs.read import DEFAULT, default
from inputs.synthetic import as_text, synthetic_positions
from model.instance import Instance

ROW = {"position": "P1", "unit": "JOB", "staff": "SAGS", "weekly_hours": 30}


def shipped() -> Instance:
    found = default().instance
    assert found is not None
    return found


def test_the_shipped_positions_are_what_the_generator_makes() -> None:
    file = (Path(DEFAULT) / "positions.csv").read_text(encoding="utf-8")
    assert as_text(synthetic_positions(shipped())) == file


def test_another_seed_makes_other_people_of_the_same_number() -> None:
    one, other = synthetic_positions(shipped()), synthetic_positions(shipped(), seed=1)
    assert one != other
    assert [(r["unit"], r["staff"]) for r in one] == [(r["unit"], r["staff"]) for r in other]


def test_the_shipped_positions_are_the_staff_today_to_the_nearest_hour() -> None:
    data = shipped()
    assert len(data.positions) == 1500
    for i, fte in data.staff_today.items():
        hours = [p.weekly_hours for p in data.positions.values() if (p.unit, p.staff) == i]
        assert sum(hours) == round(37 * fte), i
        assert all(1 <= h <= 37 for h in hours), i


def test_flex_and_senior_jobs_are_marked_as_such() -> None:
    forms = {(p.staff, p.employment) for p in shipped().positions.values()}
    assert {form for s, form in forms if s == "FX"} == {"flexjob"}
    assert {form for s, form in forms if s == "SJ"} == {"seniorjob"}
    assert {form for s, form in forms if s not in ("FX", "SJ")} == {"ordinary"}


CASES = {
    "unit": (
        {"unit": "JBO"},
        'Ark "Stillinger", række 3, "Enhed": "JBO". Det står ikke i "Enheder". Mente du "JOB"?',
        (
            'Sheet "Stillinger", row 3, "Enhed": "JBO". It does not stand in "Units". '
            'Did you mean "JOB"?'
        ),
    ),
    "staff": (
        {"staff": "SAG"},
        (
            'Ark "Stillinger", række 3, "Personalegruppe": "SAG". Det står ikke i '
            '"Personalegrupper". '
            'Mente du "SAGS"?'
        ),
        (
            'Sheet "Stillinger", row 3, "Personalegruppe": "SAG". It does not stand in "Staff '
            'groups". '
            'Did you mean "SAGS"?'
        ),
    ),
    "hours": (
        {"weekly_hours": 38},
        (
            'Ark "Stillinger", række 3, "Timer pr. uge": 38. Tallet kan ikke være over 37. '
            "Skriv 37 eller mindre."
        ),
        (
            'Sheet "Stillinger", row 3, "Timer pr. uge": 38. The number cannot be above 37. '
            "Write 37 or less."
        ),
    ),
    "name as id": (
        {"position": "Hansen"},
        (
            'Ark "Stillinger", række 3, "Stilling": et ord, der kan være et navn. Ingen må '
            "nævnes ved "
            "navn her: En kode består kun af store bogstaver og cifre med mindst ét ciffer. Skriv "
            "en kode i "
            "stedet, fx »P0001«."
        ),
        (
            'Sheet "Stillinger", row 3, "Stilling": a word that may be a name. Nobody may be named '
            "here: a code has only capitals and digits, at least one digit. Write a code "
            "instead, for "
            'instance "P0001".'
        ),
    ),
    "name as team": (
        {"team": "Anne Jensen"},
        (
            'Ark "Stillinger", række 3, "Team": et ord, der kan være et navn. Ingen må nævnes ved '
            "navn her: En kode består kun af store bogstaver og cifre med mindst ét ciffer. Skriv "
            "en kode i "
            "stedet, fx »P0001«."
        ),
        (
            'Sheet "Stillinger", row 3, "Team": a word that may be a name. Nobody may be '
            "named here: "
            "a code has only capitals and digits, at least one digit. Write a code instead, for "
            'instance "P0001".'
        ),
    ),
    "name as workplace": (
        {"workplace": "Anne"},
        (
            'Ark "Stillinger", række 3, "Arbejdssted": et ord, der kan være et navn. Ingen må '
            "nævnes "
            "ved navn her: En kode består kun af store bogstaver og cifre med mindst ét ciffer. "
            "Skriv "
            "en kode i "
            "stedet, fx »P0001«."
        ),
        (
            'Sheet "Stillinger", row 3, "Arbejdssted": a word that may be a name. Nobody may '
            "be named "
            "here: a code has only capitals and digits, at least one digit. Write a code "
            "instead, for "
            'instance "P0001".'
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_refused_with_its_place_the_rule_and_what_to_do(case: str) -> None:
    change, da, en = CASES[case]
    book = tiny_book()
    add(book, "positions", **{**ROW, **change})
    assert said(book) == [da]
    assert said(book, "en") == [en]


@pytest.mark.parametrize(
    "name", ["Hansen", "Hansen2", "HANSEN", "ANNE JENSEN 2", "anne-2", "2" * 21]
)
def test_what_may_be_a_name_is_no_code(name: str) -> None:
    assert cells.read_code(name) is cells.NO_CODE


@pytest.mark.parametrize("code", ["P0001", "1", "JOB-SB1", "HUS.4_B"])
def test_capitals_and_digits_are_a_code(code: str) -> None:
    assert cells.read_code(code) == code


def test_a_column_of_names_is_refused_and_not_only_passed_over() -> None:
    book = tiny_book()
    add(book, "positions", **ROW)
    book["Stillinger"].cell(1, 10).value = "Navn"
    book["Stillinger"].cell(3, 10).value = "Anne Jensen"
    assert said(book) == [
        (
            'Ark "Stillinger", række 1: en kolonne, der ikke er i skabelonen. Rækker om enkelte '
            "ansættelser indeholder intet andet, så ingen kan udpeges. Slet kolonnen."
        )
    ]


def test_a_name_under_no_heading_is_refused() -> None:
    book = tiny_book()
    add(book, "positions", **ROW)
    book["Stillinger"].cell(3, 10).value = "Anne Jensen"
    problems = said(book)
    assert len(problems) == 1
    assert "Anne" not in problems[0]


@pytest.mark.parametrize("column", ["position", "competences", "team", "workplace", "band"])
def test_a_cpr_number_in_any_column_refuses_the_file(column: str) -> None:
    book = tiny_book()
    add(book, "positions", **{**ROW, column: "010190-1234"})
    assert len(said(book)) == 1
    assert "CPR" in said(book)[0]


def test_positions_that_do_not_add_up_to_the_staff_are_told_of() -> None:
    book = tiny_book()
    add(book, "positions", **ROW)
    assert [text for text in said(book) if "0,81" in text] == [
        (
            'Ark "Personale i dag", række 3, "Årsværk": 12. Stillingerne her giver tilsammen 0,81 '
            "årsværk. Ret årsværkene eller stillingerne."
        )
    ]
