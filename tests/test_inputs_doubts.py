# ruff: noqa: E501  # messages are asserted whole
"""Numbers hardly meant and rows that meet nothing: told first, and beside every answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from inputs_case import TINY, add, checked, packed, put, texts, tiny_book
from openpyxl import Workbook

import cli
from inputs.problems import Place, places_text
from inputs.read import Checked, default, load

Spoil = Callable[[Workbook], object]


def demand(book: Workbook, kind: str, **values: object) -> None:
    add(book, "demands", demand="K1", sentence="Krav.", owner="udvalg", kind=kind, **values)


def new_job(book: Workbook, **values: object) -> None:
    chances = {"chance_low": 0.1, "chance": 0.1, "chance_high": 0.1}
    add(book, "reemployment", staff="SAGS", **(chances | values))


def dated(book: Workbook, year: int, column: str = "persons", **values: object) -> None:
    number = {"table": "groups", "key": "DAG", "column": column, "from_year": year, "value": 300}
    add(book, "by_year", **(number | values))


def contract(book: Workbook, ends: object, places: float = 50) -> None:
    add(book, "contracts", contract="A", measure="KURS", places=places, ends=ends)


def apart(book: Workbook) -> None:
    """The two measures are for one target group each."""
    for table in ("effects", "places"):
        sheet = book["Effekter" if table == "effects" else "Pladser i dag"]
        sheet.delete_rows(5)
        sheet.delete_rows(4)
    add(book, "alongside", measure="SAMT", other="KURS")


def partly(book: Workbook) -> None:
    for name in ("Effekter", "Pladser i dag"):
        book[name].delete_rows(5)
    add(book, "alongside", measure="SAMT", other="KURS")
    put(book, "places", 0, "places", 0)
    put(book, "places", 1, "places", 0)


def staff(book: Workbook) -> None:
    add(book, "staff_groups", staff="LED", name="Ledere", account="LON", wage=700, role="leader")


def wide(book: Workbook, *widths: float) -> None:
    for n, width in enumerate(widths, 1):
        add(book, "segments", segment=n, width=width, factor=1)


DOUBTS: list[tuple[Spoil, str]] = [
    (lambda b: put(b, "measures", 1, "running_cost", 12_000), 'Ark "Indsatser", række 4, "Drift pr. plads": 12.000. "Drift pr. plads" er næsten aldrig over 500 (1.000 kr. pr. plads). Det ligner kroner, men kolonnen er i tusinder. Del med 1.000.'),
    (lambda b: [put(b, "groups", n, "benefit", 140_000) for n in (0, 1)], 'Ark "Målgrupper", rækkerne 3, 4, "Ydelse, brutto": 140.000. "Ydelse, brutto" ligger næsten altid mellem 20 og 400 (1.000 kr. pr. år). Det ligner kroner, men kolonnen er i tusinder. Del med 1.000.'),
    (lambda b: put(b, "staff_groups", 0, "wage", 0.55), 'Ark "Personalegrupper", række 3, "Løn": 0,55. "Løn" ligger næsten altid mellem 50 og 1.500 (1.000 kr. pr. år). Det ligner millioner, men kolonnen er i tusinder. Gang med 1.000.'),
    (lambda b: [put(b, "groups", 0, "interviews", 4), put(b, "groups", 0, "interview_hours", 20)], 'Ark "Målgrupper", række 3, "Timer pr. samtale": 20. "Timer pr. samtale" ligger næsten altid mellem 0,1 og 4 (timer). Det ligner minutter, men kolonnen er i timer. Del med 60.'),
    (lambda b: put(b, "measures", 0, "lead_months", 90), 'Ark "Indsatser", række 3, "Udløb/opstart": 90. "Udløb/opstart" er næsten aldrig over 36 (måneder). Det ligner dage, men kolonnen er i måneder. Del med 30.'),
    (lambda b: put(b, "settings", 4, "value", 37), 'Ark "Forudsætninger", række 7, "Værdi": 37. "Timer pr. årsværk" ligger næsten altid mellem 1.000 og 1.950 (timer pr. år). Kontrollér tallet og dets enhed.'),
    (lambda b: [put(b, "effects", n, c, v / 100) for n, r in enumerate(((1, 3, 5), (0, 2, 4), (-4, -1, 1), (-2, 0, 2))) for c, v in zip(("low", "effect", "high"), r, strict=True)], 'Ark "Effekter", rækkerne 3, 4, 5, "Effekt": 0,03. Ingen af effekterne når op på ét ekstra job pr. 100 deltagere. Det ligner andele, men kolonnen er pr. 100 deltagere. Gang med 100.'),
    (lambda b: demand(b, "saving", bound=900_000), 'Ark "Krav", række 3, "Grænse": 900.000. Det, kravet omfatter, koster i dag 7.800 tusind kroner om året. Det ligner kroner, men kolonnen er i tusinder. Del med 1.000.'),
    (lambda b: demand(b, "saving", bound=0.4), 'Ark "Krav", række 3, "Grænse": 0,4. Det er næsten intet af det, kravet omfatter, 7.800 tusind kroner om året. Det ligner millioner, men kolonnen er i tusinder. Gang med 1.000.'),
    (lambda b: demand(b, "dismissals", bound=-5), 'Ark "Krav", række 3, "Grænse": −5. Et krav af denne type har en grænse fra 0 til 1.000.000. Kontrollér tallet og dets enhed.'),
    (lambda b: demand(b, "coverage", bound=80), 'Ark "Krav", række 3, "Grænse": 80. Et krav af denne type har en grænse fra 0 til 1. Kontrollér tallet og dets enhed.'),
    (lambda b: [put(b, "places", 2, "places", 300), put(b, "offers", 1, "capacity", 500), put(b, "measures", 1, "running_cost", 400)], 'Ark "Indsatser", række 4, "Drift pr. plads": 400. Dagens pladser koster mere end alle ydelser, 106.000 tusind kroner om året. Kontrollér tallet og dets enhed.'),
    (lambda b: [put(b, "staff", 0, "fte", 1200), put(b, "units", 0, "capacity", 1200)], 'Ark "Personale i dag", række 3, "Årsværk": 1.200. Personalet i dag er 1.200 årsværk til 600 borgere. Kontrollér tallet og dets enhed.'),
    (lambda b: put(b, "units", 0, "premises", 40_000), 'Ark "Enheder", række 3, "Lokaler": 40.000. Det er over 300 tusind kroner for hver, der er plads til. Det ligner kroner, men kolonnen er i tusinder. Del med 1.000.'),
    (apart, 'Ark "Kun sammen med", række 3, "Kun sammen med": "KURS". De to indsatser har ingen målgruppe til fælles, så ingen plan kan give SAMT. Det er den samme borger, der skal have begge: tilføj de effekter, der mangler, eller slet rækken.'),
    (partly, 'Ark "Kun sammen med", række 3, "Kun sammen med": DAG. Målgrupperne kan ikke få KURS og derfor heller ikke SAMT. Det er den samme borger, der skal have begge: tilføj de effekter, der mangler, eller slet rækken.'),
    (lambda b: [apart(b), b["Kun sammen med"].delete_rows(3), add(b, "pools", pool="P", name="P", measures="SAMT KURS", groups="DAG", places=900)], 'Ark "Fælles rammer", række 3, "Indsatser": KURS. Ingen af de nævnte målgrupper kan få den, så rammen gælder den ikke. Ret rækken, eller slet den.'),
    (lambda b: [apart(b), b["Kun sammen med"].delete_rows(3), add(b, "pools", pool="P", name="P", measures="SAMT", groups="DAG KTH", places=900)], 'Ark "Fælles rammer", række 3, "Målgrupper": KTH. Målgruppen kan ikke få nogen af de nævnte indsatser, så rammen gælder den ikke. Ret rækken, eller slet den.'),
    (lambda b: [apart(b), b["Kun sammen med"].delete_rows(3), demand(b, "places", bound=10, measures="KURS", groups="DAG")], 'Ark "Krav", række 3, "Målgrupper": DAG. Ingen af de nævnte indsatser kan gives til disse målgrupper. Ret rækken, eller slet den.'),
    (lambda b: [staff(b), demand(b, "exact_staff", bound=1, units="JOB", staff="LED")], 'Ark "Krav", række 3, "Enheder": JOB. Ingen af de nævnte personalegrupper er i disse enheder eller kan komme det. Ret rækken, eller slet den.'),
    (lambda b: demand(b, "hand_over", measures="KURS"), 'Ark "Krav", række 3, "Indsatser": KURS. Ingen anden forvaltning kan overtage den, så ingen plan kan opfylde kravet. Ret rækken, eller slet den.'),
    (lambda b: [put(b, "groups", 1, c, None) for c in ("caseload", "casework_staff")] and demand(b, "caseload", bound=50, groups="KTH"), 'Ark "Krav", række 3, "Målgrupper": KTH. Ingen personalegruppe sagsbehandler den, så ingen plan kan opfylde kravet. Ret rækken, eller slet den.'),
    (lambda b: [add(b, "units", unit="NY", name="Ny", account="LON", capacity=9, status="candidate"), demand(b, "responsible", groups="DAG", units="NY")], 'Ark "Krav", række 3, "Målgrupper": DAG. Ingen af de nævnte enheder kan få ansvaret, så ingen plan kan opfylde kravet. Ret rækken, eller slet den.'),
    (lambda b: demand(b, "together", groups="DAG"), 'Ark "Krav", række 3, "Målgrupper": DAG. Med kun én målgruppe er kravet opfyldt i enhver plan. Ret rækken, eller slet den.'),
    (lambda b: demand(b, "closed_units", bound=1, to_year=2015, from_year=2014), 'Ark "Krav", række 3, "Til år": 2015. Data begynder senere, så kravet kommer aldrig til at gælde. Ret rækken, eller slet den.'),
    (lambda b: [staff(b), add(b, "substitution", staff="SAGS", work_of="LED", efficiency=0.5)], 'Ark "Afløsning", række 3, "Udfører arbejde for": "SAGS / LED". Ingen enhed har eller kan få begge personalegrupper, så ingen plan bruger rækken. Ret rækken, eller slet den.'),
    (lambda b: new_job(b, caseload=40, helped=0.2), 'Ark "Nyt job til afskedigede", række 3, "Hjælpes af": "SAGS". Hjælp kræver en hjælper, en enhed, et sagstal og en sandsynlighed. Ingen bliver hjulpet. Ret rækken, eller slet den.'),
    (lambda b: [put(b, "staff_groups", 0, "notice_months", 3), put(b, "staff_groups", 0, "severance", 0), add(b, "seniority", staff="SAGS", band="A", name="a", share=1, notice_months=6)], 'Ark "Anciennitet", række 3, "Personalegruppe": "SAGS". Varslet og godtgørelsen i "Personalegrupper" gælder, så trinnene bruges ikke. Ret rækken, eller slet den.'),
    (lambda b: put(b, "groups", 1, "persons", 30), 'Ark "Pladser i dag", række 4, "Pladser": 50. Kun 42 om året kan få den, og ingen plan giver den til flere end dagens 50. Kontrollér begge tal.'),
    (lambda b: put(b, "effects", 2, "people", 10), 'Ark "Pladser i dag", række 5, "Pladser": 60. Kun 10 om året kan få den, og ingen plan giver den til flere end dagens 60. Kontrollér begge tal.'),
    (lambda b: put(b, "effects", 2, "people", 2000), 'Ark "Effekter", række 5, "Hvem kan få den": 2.000. Gruppen har 840 personer om året, når de nye tælles med. Kontrollér begge tal.'),
    (lambda b: put(b, "measures", 1, "week_share", 0.5), 'Ark "Indsatser", række 4, "Andel af ugen": 0,5. Indsatsen har ingen varighed, så dens tid tælles ikke med. Skriv ugerne, eller slet andelen.'),
    (lambda b: put(b, "groups", 0, "other_hours", 20), 'Ark "Målgrupper", række 3, "Øvrige timer pr. borger": 20. Med samtalerne kræver loven 20 timer pr. borger, og det er flere, end sagstallet giver. Kontrollér begge tal.'),
    (lambda b: [put(b, "groups", 1, c, None) for c in ("caseload", "casework_staff")] and put(b, "groups", 1, "casework_high", 2), 'Ark "Målgrupper", række 4, "Største sagsbehandling": 2. Gruppen har hverken sagstal eller samtaler, så der er ingen sagsbehandling at ændre. Ret rækken, eller slet den.'),
    (lambda b: demand(b, "help", bound=1, staff="SAGS"), 'Ark "Krav", række 3, "Personalegrupper": SAGS. Ingen hjælper de afskedigede i personalegruppen, så en plan kan kun opfylde kravet ved ikke at afskedige nogen. Skriv, hvem der hjælper dem, eller slet kravet.'),
    (lambda b: new_job(b, helper="SAGS", unit="JOB", caseload=40, helped_low=0.05, helped=0.06, helped_high=0.2), 'Ark "Nyt job til afskedigede", række 3, "Med hjælp": 0,06. Med hjælp finder færre et job end uden, 0,1. Kontrollér begge tal.'),
    (lambda b: [staff(b), put(b, "staff_groups", 0, "joins", "DAG"), add(b, "reemployment", staff="LED", chance_low=0.1, chance=0.1, chance_high=0.1)], 'Ark "Personalegrupper", række 3, "Personalegruppe": "SAGS". Sandsynligheden for et nyt job mangler, så de afskedigede regnes som i job med det samme. Skriv det i "Nyt job til afskedigede".'),
    (lambda b: contract(b, "31-12-2016"), 'Ark "Aftaler", række 3, "Udløber": "2016-12-31". Aftalen udløber før det første år, så den binder intet. Ret rækken, eller slet den.'),
    (lambda b: put(b, "groups", 0, "no_new_from", 2019), 'Ark "Målgrupper", række 3, "Ingen nye fra": 2019. Datasættet slutter i 2017, så tallet kommer aldrig til at gælde. Ret rækken, eller slet den.'),
    (lambda b: [put(b, "measures", 1, "offer", "none"), demand(b, "lost_places", bound=0.1, types="kursus")], 'Ark "Krav", række 3, "Typer": kursus. Ingen indsats af typen er et tilbud efter loven, så den tæller ikke med. Ret rækken, eller slet den.'),
    (lambda b: dated(b, 2019), 'Ark "Tal efter år", række 3, "Fra år": 2019. Datasættet slutter i 2017, så tallet kommer aldrig til at gælde. Ret året, eller slet rækken.'),
    (lambda b: [dated(b, 2014), dated(b, 2016)], 'Ark "Tal efter år", række 3, "Fra år": 2014. Et andet tal gælder, før datasættet begynder i 2017. Ret året, eller slet rækken.'),
    (lambda b: add(b, "eligible", group="DAG", unit="JOB"), 'Ark "Mulige enheder", række 3, "Enhed": "JOB". Enheden har ansvaret i dag, så rækken tilføjer intet. Ret rækken, eller slet den.'),
    (lambda b: [wide(b, 1, 0.5), put(b, "measures", 0, "growth", 2)], 'Ark "Indsatser", række 3, "Største vækst": 2. Pladser ud over 1,5 gange rækkevidden har ingen effekt, for der slutter trinene. Skriv 1,5, eller tilføj et trin.'),
    (lambda b: add(b, "factors", factor="KONJ", name="Konjunktur", table="groups", column="held", share=0.5), 'Ark "Fælles usikkerhed", række 3, "Faktor": "KONJ". Ingen tal i kolonnen har et interval, så faktoren flytter ingenting. Skriv lav og høj for tallene under Kilde pr. tal, eller slet rækken.'),
]  # fmt: skip


def doubts(result: Checked, language: str = "da") -> list[str]:
    return [problem.text(language).replace("\u00a0", " ") for problem in result.doubts]


@pytest.mark.parametrize(("spoil", "message"), DOUBTS, ids=range(len(DOUBTS)))
def test_a_doubt_is_told_with_its_place_and_what_to_do_and_the_data_are_used(
    spoil: Spoil, message: str
) -> None:
    book = tiny_book()
    spoil(book)
    result = checked(book)
    assert result.instance is not None, texts(result)
    assert doubts(result) == [message]


def test_data_as_they_should_be_raise_no_doubt() -> None:
    assert doubts(default()) == doubts(load(TINY)) == []


def test_doubts_are_told_before_all_other_warnings() -> None:
    book = tiny_book()
    put(book, "measures", 1, "running_cost", 12_000)
    book["Tilbud"].sheet_state = "hidden"
    told = [problem.doubt for problem in checked(book).problems]
    assert told == sorted(told, reverse=True)
    assert len(told) > 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_doubt_stands_beside_every_answer_of_the_command_line(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tiny_book()
    put(book, "measures", 1, "running_cost", 12_000)
    (tmp_path / "tal.xlsx").write_bytes(packed(book))
    asked = [
        "solve",
        "--inputs",
        str(tmp_path / "tal.xlsx"),
        "--scenario",
        "fortsaet",
        "--language",
    ]
    assert cli.main([*asked, language]) == 0
    assert (
        capsys.readouterr().err.strip().replace("\u00a0", " ") == doubts(checked(book), language)[0]
    )


def test_what_is_wrong_in_many_places_alike_is_told_once_with_its_places() -> None:
    book = tiny_book()
    book["Målgrupper"].delete_rows(4)
    told = [text for text in texts(checked(book)) if '"KTH"' in text]
    assert told == [
        'Ark "Effekter", rækkerne 4, 6, "Målgruppe"; Ark "Pladser i dag", rækkerne 4, 6, "Målgruppe": "KTH". Det står ikke i "Målgrupper". Skriv en af disse: DAG.'
    ]


def test_of_many_places_the_first_are_told_and_how_many_more() -> None:
    book = tiny_book()
    for row in range(30):
        add(book, "eligible", group="DAG", unit=f"JOB{'' if row else '1'}")
    (told,) = [text for text in texts(checked(book)) if "Samme nøgle" in text]
    assert 'rækkerne 5, 6, 7 og 25 til, "Målgruppe": "DAG / JOB"' in told


def test_a_column_that_the_sheet_lacks_is_named_in_the_readers_language() -> None:
    book = tiny_book()
    sheet = book["Målgrupper"]
    at = next(cell.column for cell in sheet[1] if cell.value == "Sagsbehandles af")
    sheet.delete_cols(at)
    first = [next(t for t in texts(checked(book), each) if "3, 4" in t) for each in ("da", "en")]
    assert '"Sagsbehandles af"' in first[0]
    assert '"Casework by"' in first[1]


def test_a_number_is_told_with_its_digits_however_it_was_written() -> None:
    book = tiny_book()
    put(book, "offers", 0, "capacity", "2E3")
    assert ["2.000" in text for text in texts(checked(book))] == [True]
    put(book, "offers", 0, "capacity", 1e20)
    (told,) = [text for text in texts(checked(book), "en") if '"Kapacitet"' in text]
    assert told.endswith(
        "a number of 21 digits. No number of a data set is so large. Check the number and its unit."
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", 'Ark "Tilbud", rækkerne 2, 3, 4 og 2.997 til'),
        ("en", 'Sheet "Tilbud", rows 2, 3, 4 and 2,997 more'),
    ],
)
def test_how_many_more_rows_there_are_has_its_thousands_sign(language: str, told: str) -> None:
    assert places_text([Place("sheet", "Tilbud", n + 2) for n in range(3000)], language) == told
