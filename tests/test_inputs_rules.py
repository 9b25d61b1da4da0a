# ruff: noqa: E501  # messages are asserted whole
"""What is wrong between cells: sheets, columns, keys, references, sums; and what is odd."""

from collections.abc import Callable

import pytest
from inputs_case import add, checked, put, said, texts, tiny_book
from openpyxl import Workbook

Spoil = Callable[[Workbook], object]


def ladder(book: Workbook, *weeks: int) -> None:
    for week in weeks:
        add(book, "refund_ladder", from_week=week, refund=0.5)
    for row in (0, 1):
        put(book, "groups", row, "steps", " ".join([str(1 / len(weeks))] * len(weeks)))


def segments(book: Workbook, *rows: tuple[float | None, float]) -> None:
    for n, (width, factor) in enumerate(rows, 1):
        add(book, "segments", segment=n, width=width, factor=factor)


def demand(book: Workbook, **values: object) -> None:
    add(book, "demands", demand="K1", sentence="Spar.", owner="udvalg", kind="saving", **values)


def origin(book: Workbook, **values: object) -> None:
    given = {"table": "offers", "key": "SAMT/JOB", "column": "capacity", "confidence": "assumption"}
    add(book, "provenance", **given | values)


def second_offer(book: Workbook) -> None:
    put(book, "offers", 1, "measure", "SAMT")
    for row in (2, 3):
        put(book, "places", row, "places", 0)


def without_effect(book: Workbook) -> None:
    for sheet in ("Effekter", "Pladser i dag"):
        book[sheet].delete_rows(5, 2)


def dated(book: Workbook, **values: object) -> None:
    number = {"table": "groups", "key": "DAG", "column": "persons", "from_year": 2017, "value": 300}
    add(book, "by_year", **(number | values))


def step(book: Workbook, name: str, after: str | None = None, **values: object) -> Workbook:
    add(book, "process", step=name, name=name, after=after, days=7, **values)
    return book


def decided(book: Workbook, starts_on: object = "2017-01-05") -> Workbook:
    step(book, "MED", lane="consultation")
    return step(book, "RAAD", "MED", lane="decision", starts_on=starts_on)


def contract(book: Workbook, ends: object, places: float = 50) -> None:
    add(book, "contracts", contract="A", measure="KURS", places=places, ends=ends)


def factor(book: Workbook, **values: object) -> None:
    given = {"factor": "ALLE", "name": "Alle", "table": "effects", "column": "effect", "share": 0.5}
    add(book, "factors", **given | values)


ERRORS: list[tuple[Spoil, str]] = [
    (lambda b: b.remove(b["Tilbud"]), '"tal.xlsx": tabellen "Tilbud" (offers) har ingen rækker. Tabellen skal have mindst én række. Tilføj den med skabelonens overskrifter, og udfyld den.'),
    (lambda b: b["Tilbud"].delete_cols(5), 'Ark "Tilbud": kolonnen "Kapacitet" (capacity) mangler. Kolonnen skal være der. Tilføj den med sin overskrift, og udfyld den.'),
    (lambda b: b["Tilbud"].cell(1, 4, "Kapacitet"), 'Ark "Tilbud", række 1, "Kapacitet": kolonnen står der to gange. En kolonne kan kun være der én gang. Slet den ene.'),
    (lambda b: b.copy_worksheet(b["Tilbud"]).__setattr__("title", "offers"), 'Ark "offers": tabellen står der to gange. En tabel kan kun være der én gang. Slet den ene.'),
    (lambda b: b["Tilbud"].merge_cells("C3:C4"), 'Ark "Tilbud": flettede celler (C3:C4). Kun den første af de flettede celler har en værdi, de andre er tomme. Ophæv fletningen, og skriv værdien i hver række.'),
    (lambda b: put(b, "accounts", 1, "account", "LON"), 'Ark "Kontoplan", række 4, "Konto": "LON". Samme nøgle står allerede i række 3. Slet den ene række, eller giv den en anden nøgle.'),
    (second_offer, 'Ark "Tilbud", række 4, "Indsats": "SAMT / JOB". Samme nøgle står allerede i række 3. Slet den ene række, eller giv den en anden nøgle.'),
    (lambda b: b["Forudsætninger"].delete_rows(7), 'Ark "Forudsætninger": forudsætningen "Timer pr. årsværk" (hours_per_fte) mangler. Forudsætningen skal være der. Tilføj en række med den.'),
    (lambda b: put(b, "settings", 3, "value", 2016), 'Ark "Forudsætninger", række 6, "Værdi": 2016. Det sidste år kan ikke ligge før det første, 2017. Skriv det samme år eller et senere.'),
    (lambda b: put(b, "groups", 0, "casework_effect_low", 3) and put(b, "groups", 0, "casework_effect", 2), 'Ark "Målgrupper", række 3, "Virkning af halvt sagstal": 3 – 2 – 2. Rækkefølgen skal være lav, effekt, høj. Byt om på tallene, eller ret det, der er forkert.'),
    (lambda b: ladder(b, 5, 27), 'Ark "Refusionstrappe", række 3, "Fra uge": 5. Trappens første trin begynder i uge 1. Skriv 1, eller tilføj det trin, der begynder der.'),
    (lambda b: segments(b, (1, 0.7), (None, 0.8)), 'Ark "Effekttrin", række 4, "Faktor": 0,8. Faktoren må ikke stige fra et trin til det næste. Skriv 0,7 eller mindre.'),
    (lambda b: segments(b, (None, 1), (1, 0.8)), 'Ark "Effekttrin", række 3, "Bredde": tom. Kun det sidste trin kan være uden bredde. Skriv bredden, eller slet trinnene efter det.'),
    (lambda b: put(b, "offers", 0, "minimum", 700), 'Ark "Tilbud", række 3, "Mindste antal pladser": 700. Mindste størrelse kan ikke være over kapaciteten, 600. Sænk tallet, eller hæv kapaciteten.'),
    (lambda b: put(b, "offers", 0, "minimum", 300), 'Ark "Tilbud", række 3, "Mindste antal pladser": 300. Pladser i dag: 150. Det er færre end mindste størrelse. Sænk mindste størrelse, eller ret dagens pladser.'),
    (lambda b: put(b, "offers", 0, "capacity", 149), 'Ark "Tilbud", række 3, "Kapacitet": 149. Pladser i dag: 150. Tilbuddet skal have plads til dem. Hæv kapaciteten, eller ret dagens pladser.'),
    (lambda b: put(b, "offers", 0, "status", "candidate"), 'Ark "Tilbud", række 3, "Status": "candidate". Pladser i dag: 150. Tilbuddet findes altså i dag. Skriv "today", eller slet dagens pladser.'),
    (lambda b: b["Tilbud"].delete_rows(4), 'Ark "Pladser i dag", rækkerne 5, 6, "Indsats": "KURS / JOB". Pladser i dag kræver et tilbud for samme indsats og enhed. Tilføj det i "Tilbud", eller slet rækken.'),
    (lambda b: put(b, "effects", 0, "low", 4), 'Ark "Effekter", række 3, "Effekt": 4 – 3 – 5. Rækkefølgen skal være lav, effekt, høj. Byt om på tallene, eller ret det, der er forkert.'),
    (lambda b: put(b, "units", 0, "status", "fixed"), 'Ark "Målgrupper", rækkerne 3, 4, "Ansvarlig enhed": "JOB". Enheden har status "fixed" og kan ikke have ansvaret. Vælg en enhed, der findes i dag.'),
    (lambda b: put(b, "units", 0, "status", "fixed"), 'Ark "Tilbud", rækkerne 3, 4, "Enhed": "JOB". Enheden har status "fixed" og udfører ingen indsatser i dag. Vælg en enhed, der findes i dag.'),
    (lambda b: put(b, "units", 0, "status", "candidate"), 'Ark "Tilbud", rækkerne 3, 4, "Enhed": "JOB". Enheden har status "candidate" og udfører ingen indsatser i dag. Vælg en enhed, der findes i dag.'),
    (lambda b: put(b, "settings", 3, "value", 2037), 'Ark "Forudsætninger", række 6, "Værdi": 2037. En plan kan højst dække 20 år. Skriv et tidligere år.'),
    (lambda b: put(b, "staff", 0, "fte", 41), 'Ark "Enheder", række 3, "Plads til": 40. Personalet i dag er 41 årsværk, og enheden skal have plads til det. Hæv kapaciteten, eller ret dagens personale.'),
    (lambda b: add(b, "retraining", staff="SAGS", to="SAGS"), 'Ark "Omskoling", række 3, "Til": "SAGS". De to kolonner kan ikke angive det samme. Ret den ene, eller slet rækken.'),
    (lambda b: put(b, "groups", 0, "casework_staff", None), 'Ark "Målgrupper", række 3, "Sagsbehandles af": tom. Gruppen har sagstal eller samtaler, så en personalegruppe skal varetage sagsbehandlingen. Angiv personalegruppen, eller lad sagstal og samtaler være tomme.'),
    (lambda b: demand(b, from_year=2019, to_year=2018), 'Ark "Krav", række 3, "Til år": 2018. Kravet begynder i 2019 og kan ikke slutte før. Skriv det samme år eller et senere.'),
    (lambda b: demand(b, groups="DAG ung"), 'Ark "Krav", række 3, "Målgrupper": "ung". Det står ikke i "Målgrupper". Mente du "young"?'),
    (lambda b: demand(b, types="kurser"), 'Ark "Krav", række 3, "Typer": "kurser". Det står ikke i "Indsatser". Mente du "kursus"?'),
    (lambda b: dated(b, key="DAK"), 'Ark "Tal efter år", række 3, "Række": "DAK". Det tal kan ikke ændre sig fra et år. Mente du "DAG"?'),
    (lambda b: dated(b, column="unit"), 'Ark "Tal efter år", række 3, "Kolonne": "unit". Det tal kan ikke ændre sig fra et år. Mente du "benefit"?'),
    (lambda b: dated(b, column="held", value=2), 'Ark "Tal efter år", række 3, "Værdi": 2. Tallet kan ikke være over 1. Skriv 1 eller mindre.'),
    (lambda b: dated(b, value=None), 'Ark "Tal efter år", række 3, "Værdi": tom. Kolonnen kan ikke være tom. Skriv tallet.'),
    (lambda b: contract(b, "i august"), 'Ark "Aftaler", række 3, "Udløber": "i august". Her skal stå en dato. Skriv år, måned og dag, for eksempel 2017-08-31.'),
    (lambda b: contract(b, "2017-02-31"), 'Ark "Aftaler", række 3, "Udløber": "2017-02-31". Her skal stå en dato. Skriv år, måned og dag, for eksempel 2017-08-31.'),
    (lambda b: contract(b, "2017-08-31", 101), 'Ark "Aftaler", række 3, "Pladser": 101. Aftalerne har flere pladser end dagens 100. Skriv de pladser, der bruges i dag.'),
    (lambda b: add(b, "settings", setting="in_work_from", value=2018), 'Ark "Forudsætninger", række 8, "Værdi": 2018. Mindst ét af datasættets år skal tælle i målet om flere i job netto. Skriv et år i datasættet.'),
    (lambda b: step(b, "MED", lane="consultation"), 'Ark "Tidsplan", række 3, "Type": MED som consultation. MED og råd høres før beslutningen, så en beslutning skal vente på trinnet. Ret »Efter« ved beslutningen, eller trinnets type.'),
    (lambda b: [decided(b), step(b, "SENT", "RAAD", lane="consultation")], 'Ark "Tidsplan", række 5, "Type": SENT som consultation. MED og råd høres før beslutningen, så en beslutning skal vente på trinnet. Ret »Efter« ved beslutningen, eller trinnets type.'),
    (lambda b: [step(b, "FORH", lane="negotiation"), step(b, "RAAD", "FORH", lane="decision")], 'Ark "Tidsplan", række 3, "Type": FORH som negotiation. Forhandlinger, varsler og frister kommer efter beslutningen. Ret »Efter« ved beslutningen, eller trinnets type.'),
    (lambda b: [decided(b), step(b, "FORH", "RAAD", lane="negotiation"), step(b, "OPS", "RAAD", lane="notice")], 'Ark "Tidsplan", række 6, "Efter": "RAAD". Ingen varsles, før forhandlingerne er afsluttet. Lad trinnet vente på FORH.'),
    (lambda b: [decided(b), step(b, "SVAR", "RAAD", starts_on="2017-01-11")], 'Ark "Tidsplan", række 5, "Dato": "2017-01-11". RAAD slutter den 2017-01-12, og trinnet her venter på det. Skriv en senere dato, eller ret det andet trin.'),
    (lambda b: [decided(b), step(b, "FORH", "RAAD"), step(b, "SVAR", "FORH", starts_on="2017-01-18")], 'Ark "Tidsplan", række 6, "Dato": "2017-01-18". FORH slutter den 2017-01-19, og trinnet her venter på det. Skriv en senere dato, eller ret det andet trin.'),
    (lambda b: decided(b, "22-02-2017"), 'Ark "Tidsplan", række 4, "Dato": "2017-02-22". Efter forudsætningerne er 0 af 2017 gået ved beslutningen. Ret datoen, eller hvor meget af første år der er gået.'),
    (lambda b: origin(b, table="offer", low=1), 'Ark "Kilde pr. tal", række 3, "Ark": "offer". Ingen tabel har dette id. Mente du "offers"?'),
    (lambda b: origin(b, table="groups", key="DAG", column="offers_per_person"), 'Ark "Kilde pr. tal", række 3, "Kolonne": "offers_per_person". Det er ikke en kolonne i "Målgrupper". Det er blevet til, hvor meget af en gruppes tid indsatser må tage, og hvor meget af ugen hver tager.'),
    (lambda b: origin(b, column="capasity"), 'Ark "Kilde pr. tal", række 3, "Kolonne": "capasity". Det er ikke en kolonne i "Tilbud". Mente du "capacity"?'),
    (lambda b: origin(b, low=700, high=500), 'Ark "Kilde pr. tal", række 3, "Lav": 700 – 500. Den lave værdi kan ikke være over den høje. Byt om på de to.'),
    (lambda b: put(b, "measures", 0, "elasticity", 0.5), 'Ark "Indsatser", række 3, "Elasticitet": 0,5. Effekten falder fra trin til trin, og intet trin har en bredde. Tilføj trin med en bredde, eller lad feltet stå tomt.'),
    (lambda b: [segments(b, (None, 1)), put(b, "measures", 1, "growth", 2)], 'Ark "Indsatser", række 4, "Største vækst": 2. Effekten falder fra trin til trin, og intet trin har en bredde. Tilføj trin med en bredde, eller lad feltet stå tomt.'),
    (lambda b: factor(b, table="groups", column="persons"), 'Ark "Fælles usikkerhed", række 3, "Kolonne": "groups.persons". Der trækkes kun tal i disse kolonner: effects.effect, groups.exit_rate, groups.held, groups.benefit, groups.displacement, groups.casework_effect, measures.displacement, measures.elasticity, measures.growth, settings.displacement, reemployment.chance, reemployment.helped, staff_groups.attrition. Vælg en af dem, eller slet rækken.'),
    (lambda b: [factor(b), factor(b, factor="TYPE", by="type", share=-0.6)], 'Ark "Fælles usikkerhed", række 4, "Andel": 1,1 i alt. Andelene for faktorerne i en kolonne kan højst give 1 tilsammen. Gør en af dem mindre. Resten er det udsving, hvert tal har for sig selv.'),
    (lambda b: factor(b, table="staff_groups", column="attrition", by="type"), 'Ark "Fælles usikkerhed", række 3, "For hver": "type". Rækkerne i staff_groups har ikke sådan en. Lad feltet stå tomt: én for alle.'),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), ERRORS)
def test_an_error_between_rows_is_told_and_keeps_the_data_out(spoil: Spoil, message: str) -> None:
    book = tiny_book()
    spoil(book)
    result = checked(book)
    assert message in texts(result)
    assert result.instance is None


WARNINGS: list[tuple[Spoil, str]] = [
    (lambda b: b.create_sheet("Tilbudd").cell(1, 1, "x"), 'Ark "Tilbudd": ikke en af tabellerne. Den er ikke læst. Mente du "Tilbud"?'),
    (lambda b: b["Tilbud"].cell(1, 8, "Kapacitett"), 'Ark "Tilbud", række 1, "Kapacitett": ikke en af kolonnerne. Den er ikke læst. Mente du "Kapacitet"?'),
    (lambda b: b["Tilbud"].cell(3, 9, "husk"), 'Ark "Tilbud", række 3: en værdi uden overskrift. Kun kolonner med skabelonens overskrifter læses. Giv kolonnen sin overskrift, eller slet værdien.'),
    (lambda b: b["Tilbud"].__setattr__("sheet_state", "hidden"), 'Ark "Tilbud": et skjult ark. Det er læst som de andre ark. Vis arket, så alle kan se, hvad der regnes med.'),
    (lambda b: b["Effekter"].delete_rows(3), 'Ark "Pladser i dag", række 3, "Indsats": "SAMT / DAG". Ingen undersøgelse har fundet en effekt af indsatsen for målgruppen, så den regnes som 0. Tilføj en række i effekterne, hvis en effekt er kendt.'),
    (lambda b: add(b, "measures", measure="NY", name="Ny", type="kursus", account="DRIFT", running_cost=1), 'Ark "Indsatser", række 5, "Indsats": "NY". Ingen enhed udfører indsatsen, så ingen plan kan bruge den. Tilføj et tilbud, eller slet indsatsen.'),
    (without_effect, 'Ark "Indsatser", række 4, "Indsats": "KURS". Indsatsen har ingen effekt for nogen målgruppe. Tilføj effekterne, hvis de er kendt.'),
    (lambda b: b["Personale i dag"].delete_rows(3), 'Ark "Personalegrupper", række 3, "Personalegruppe": "SAGS". Ingen er i personalegruppen i dag. Tilføj årsværkene, eller slet gruppen, hvis ingen plan skal ansætte den.'),
    (lambda b: put(b, "offers", 0, "capacity", 2000), 'Ark "Tilbud", række 3, "Kapacitet": 2.000. Målgrupperne kan højst bruge dette antal pladser om året: 1.120. Sænk kapaciteten, eller kontrollér antallet af fuldtidspersoner.'),
    (lambda b: add(b, "pools", pool="P", name="Pulje", measures="SAMT KURS", groups="DAG", places=150), 'Ark "Fælles rammer", række 3, "Højst": 150. Pladser i dag: 160. Tallet tillader kun 150. Kontrollér begge tal – dagens praksis ville bryde reglen.'),
    (lambda b: add(b, "alongside", measure="SAMT", other="KURS"), 'Ark "Kun sammen med", række 3, "Højst pr. plads": 1. Pladser i dag: 150. Tallet tillader kun 100. Kontrollér begge tal – dagens praksis ville bryde reglen.'),
    (lambda b: demand(b, from_year=2018), 'Ark "Krav", række 3, "Fra år": 2018. Datasættet slutter i 2017, så kravet får aldrig virkning. Skriv et tidligere år, eller forlæng datasættets periode.'),
    (lambda b: [put(b, "effects", 0, c, None) for c in ("low", "high")], 'Ark "Effekter", række 3, "Lav": effekter uden interval: 1. En effekt er aldrig kendt helt præcist. Skriv, hvor lav og hvor høj den kan være.'),
    (lambda b: origin(b, key="SAMT/JOBB"), 'Ark "Kilde pr. tal", række 3, "Række": "SAMT/JOBB". Ingen række i "Tilbud" har denne nøgle. Mente du "SAMT/JOB"?'),
    (lambda b: origin(b, low=100, high=500), 'Ark "Tilbud", række 3, "Kapacitet": 600. Tallets eget interval går fra 100 til 500. Ret tallet eller intervallet ved kilden.'),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), WARNINGS)
def test_what_is_legal_but_odd_is_warned_of_and_still_read(spoil: Spoil, message: str) -> None:
    book = tiny_book()
    spoil(book)
    result = checked(book)
    assert [text for text in texts(result) if "dagens praksis, " not in text] == [message]
    assert result.instance is not None


def test_too_few_staff_and_leaders_for_today_are_warned_of() -> None:
    book = tiny_book()
    book.remove(book["Afløsning"])
    for row in book["Personale i dag"].iter_rows(min_row=2):
        if isinstance(row[2].value, float | int):
            row[2].value = 0.5
    said = [
        text for text in texts(checked(book)) if "dagens praksis, " in text or "intet ark" in text
    ]
    assert said[0] == (
        '"tal.xlsx": intet ark "Afløsning". Et ark, der mangler, læses som tomt. '
        "Hent det fra skabelonen, medmindre det er meningen."
    )
    assert said[1].startswith('"tal.xlsx": dagens praksis, JOB, SAGS: mere arbejde end personale (')


@pytest.mark.parametrize("table", ["Indsatser", "Tilbud", "Enheder", "Målgrupper", "Kontoplan"])
def test_a_table_that_is_missing_is_told_once_and_not_at_every_mention(table: str) -> None:
    book = tiny_book()
    book.remove(book[table])
    assert [m for m in said(book) if "har ingen rækker" not in m] == []


def test_all_problems_are_told_at_once_in_either_language() -> None:
    book = tiny_book()
    put(book, "offers", 0, "capacity", -3)
    put(book, "staff", 0, "unit", "JOBB")
    put(book, "units", 0, "account", None)
    assert said(book, "en") == [
        'Sheet "Enheder", row 3, "Konto": blank. This column has to be filled in. Write a value, or delete the whole row.',
        'Sheet "Tilbud", row 3, "Kapacitet": −3. The number cannot be negative. Write 0 or more.',
        'Sheet "Personale i dag", row 3, "Enhed": "JOBB". It does not stand in "Units". Did you mean "JOB"?',
    ]


def test_numbers_without_a_source_are_told_once_a_table() -> None:
    told = [p.text("da") for p in checked(tiny_book()).problems]
    assert len(told) == 10
    assert told[2] == (
        'Ark "Målgrupper": tal uden kilde: 10. Hvert tal bør fortælle, hvor det kommer fra, og hvor sikkert det er. Skriv det i "Kilde pr. tal".'
    )


def test_a_problem_as_data_has_its_parts_in_the_readers_language() -> None:
    book = tiny_book()
    put(book, "offers", 0, "capacity", -3.5)
    assert checked(book).problems[0].as_dict("da") == {
        "severity": "error",
        "place": 'Ark "Tilbud", række 3, "Kapacitet"',
        "found": "−3,5",
        "rule": "Tallet kan ikke være negativt.",
        "remedy": "Skriv 0 eller mere.",
    }


def test_blank_rows_and_remarks_above_the_headings_change_nothing() -> None:
    book = tiny_book()
    expected = checked(book).instance
    sheet = book["Tilbud"]
    sheet.insert_rows(4)
    sheet.insert_rows(1)
    sheet.cell(1, 1, "Tilbud i forvaltningen")
    sheet.merge_cells("A1:C1")
    sheet.cell(900, 3, "   ")
    result = checked(book)
    assert texts(result) == []
    assert result.instance == expected


def test_columns_and_rows_may_change_places() -> None:
    book = tiny_book()
    expected = checked(book).instance
    sheet = book["Pladser i dag"]
    for row in sheet.iter_rows(max_row=6):
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    result = checked(book)
    assert texts(result) == []
    assert result.instance == expected


def test_of_thousands_of_problems_the_first_are_told_and_the_rest_counted() -> None:
    book = tiny_book()
    for row in range(2000):
        put(book, "eligible", row, "group", f"X{row}")
    told = said(book)
    assert len(told) == 1001
    assert (
        told[-1]
        == '"tal.xlsx": yderligere problemer: 1.001. Kun de første 1.000 er nævnt. Ret dem, og prøv igen.'
    )


def test_a_heading_of_before_is_still_read() -> None:
    book, former = (
        tiny_book(),
        {"Type": "Slags", "Opgjort for": "Synsvinkel", "Kravstiller": "Ejer"},
    )
    told, changed = said(book), 0
    for row in book["Krav"].iter_rows():
        for cell in row:
            if cell.value in former:
                cell.value, changed = former[str(cell.value)], changed + 1
    assert changed == len(former)
    assert said(book) == told
