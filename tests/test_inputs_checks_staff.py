# ruff: noqa: E501  # messages are asserted whole
"""What is wrong with seniority, the steps to a notice, and the chances of a new job."""

from collections.abc import Callable

import pytest
from inputs_case import add, checked, said, tiny_book
from openpyxl import Workbook

from model.instance import Band, ProcessStep, Reemployment, Threshold

Spoil = Callable[[Workbook], object]


def bands(book: Workbook, *shares: float) -> None:
    for n, share in enumerate(shares):
        add(
            book, "seniority", staff="SAGS", band=f"B{n}", name="Trin", share=share, notice_months=3
        )


def step(book: Workbook, name: str, after: str | None = None, **values: object) -> None:
    add(book, "process", step=name, name=name, after=after, days=7, **values)


def circle(book: Workbook) -> None:
    step(book, "A", "B")
    step(book, "B", "A")


def chances(book: Workbook, chance: float) -> None:
    add(book, "reemployment", staff="SAGS", helper="SAGS", unit="JOB", caseload=40, chance_low=0.1,
        chance=chance, chance_high=0.3, helped_low=0.2, helped=0.3, helped_high=0.4)  # fmt: skip


ERRORS: list[tuple[Spoil, list[str]]] = [
    (lambda b: bands(b, 0.5, 0.4), ['Ark "Anciennitet", række 3, "Andel": andele, der tilsammen giver 0,9. Andelene skal tilsammen give 1. Ret andelene, eller skriv dem med flere decimaler.']),
    (circle, [f'Ark "Tidsplan", række {row}, "Efter": "{after}". Trinnet ville vente på sig selv. Slet det senere trin.' for row, after in ((3, "B"), (4, "A"))]),
    (lambda b: step(b, "A", "X"), ['Ark "Tidsplan", række 3, "Efter": "X". Det står ikke i "Tidsplan". Skriv en af disse: A.']),
    (lambda b: chances(b, 0.4), ['Ark "Nyt job til afskedigede", række 3, "Uden hjælp": 0,1 – 0,4 – 0,3. Rækkefølgen skal være lav, effekt, høj. Byt om på tallene, eller ret det, der er forkert.']),
    (lambda b: step(b, "A", when="ofte"), ['Ark "Tidsplan", række 3, "Gælder ved": "ofte". Kun kolonnens valgmuligheder kan bruges: always, dismissals, flexjob, mass, large. Skriv en af disse: always, dismissals, flexjob, mass, large.']),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "told"), ERRORS)
def test_what_is_wrong_is_told_with_its_place_and_remedy(spoil: Spoil, told: list[str]) -> None:
    book = tiny_book()
    spoil(book)
    assert said(book) == told
    assert checked(book).instance is None


def test_sound_rows_become_the_instance() -> None:
    book = tiny_book()
    bands(book, 0.25, 0.75)
    step(book, "A")
    step(book, "B", "A", when="mass", lane="wait", law="Lov § 1", law_en="Act s. 1")
    chances(book, 0.2)
    add(book, "mass_dismissal", size="S", employees=21, days=30, people=10)
    assert said(book) == []
    instance = checked(book).instance
    assert instance is not None
    assert [type(b) for b in instance.seniority.values()] == [Band, Band]
    assert instance.seniority["SAGS", "B1"].share == 0.75
    second = instance.process["B"]
    assert isinstance(second, ProcessStep)
    assert (second.after, second.when, second.lane, second.law.en) == (
        ("A",),
        "mass",
        "wait",
        "Act s. 1",
    )
    assert (instance.process["A"].when, instance.process["A"].lane) == ("always", "hearing")
    assert instance.mass_dismissal["S"] == Threshold(21, 30, 10, None, None)
    assert instance.reemployment["SAGS"] == Reemployment(
        0.1, 0.2, 0.3, "SAGS", "JOB", 40, 0.2, 0.3, 0.4
    )
