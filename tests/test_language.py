"""What the product says of any plan: numbers and words as the reader's language has them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from inputs import read
from locales import LANGUAGES, catalogue, counter, joined, number, percent, shortest
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from reports.answer import sentences, titles
from reports.answer.proof import proof
from reports.columns import cell_text
from reports.demands.text import demand_sentence
from reports.language.names import order
from reports.staff import text as staff_text
from reports.units import tables as units_tables
from scenarios import library
from scenarios.solve import Answer, solve

DATA = read.default().instance
assert DATA is not None
MANY = {
    "da": r"(pladser|afgange|borgere|konflikter|enheder|måneder|stillinger|indsatser|rækker|dage|"
    r"timer|steder|fleksjobbere|ekstra afgange|flere afgange|færre afgange)",
    "en": r"(extra |more |fewer |other )?(?!is\b|has\b|as\b|less\b)[a-z]+s\b",
}
BROKEN = {  # what no sentence may hold
    "a hyphen for a minus": r"(?<![\w–-])-\d",
    "two full stops": r"(?<!\.)\.\.(?!\.)",
    "more than one decimal of a large number": r"\d\d[.,]\d\d(?!\d)|[.,]\d{4,}",
    "an open field": r"[{}]",
    "the number of a measure": r"\bM\d\d\b",
}
WORD_FOR_PER_CENT = r"^(pct\.|per cent)$|[\d}]\s(pct\.|procent\b|per cent\b)"
DECIMAL = {"da": r"\d\.\d{1,2}(?!\d)", "en": r"\d,\d{1,2}(?!\d)"}  # the other language's sign


@cache
def answer(name: str) -> Answer:
    return solve(DATA, library.load(name))


def demands() -> Iterator[Demand]:
    """All demands of the data, as they are and with a bound of one."""
    for demand in DATA.demands.values():
        yield demand
        yield demand._replace(bound=1.0)


def said(of: Answer, language: str) -> Iterator[str]:
    """Every sentence and title about an answer."""
    yield from sentences.in_sentences(of, language)
    yield proof(of, language)
    for title in (
        titles.bridge, titles.spending, titles.staff_today, titles.prices, titles.places,
        titles.exits, titles.units, titles.savings, staff_text.saving, staff_text.months,
        staff_text.flows, staff_text.timeline, staff_text.law, staff_text.effort,
        units_tables.message, units_tables.handover_sentence,
    ):  # fmt: skip
        yield title(of, language)
    yield staff_text.act_duties(of, language) or ""
    yield from staff_text.duties(of, language)


def faults(text: str, language: str) -> list[str]:
    plain = re.sub(r"\d\d?[-.]\d\d?[-.]\d{4}", "", text)  # dates
    found = [name for name, pattern in BROKEN.items() if re.search(pattern, plain)]
    if re.search(DECIMAL[language], plain):
        found.append("a sign of the other language")
    if re.search(rf"(?<![\d.,–])1[ \u00a0]{MANY[language]}", plain):
        found.append("one of many")
    if joined(text) != text:
        found.append("an amount that can leave its unit")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", library.names())
def test_what_is_said_of_a_plan_has_the_numbers_and_forms_of_the_language(
    name: str, language: str
) -> None:
    told = {text: faults(text, language) for text in said(answer(name), language)}
    assert {text: found for text, found in told.items() if found} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demand_is_told_in_the_form_of_its_bound(language: str) -> None:
    texts = [demand_sentence(demand, language) for demand in demands()]
    assert {text: found for text in texts if (found := faults(text, language))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_a_hundred_has_its_sign_in_fields_messages_and_data(language: str) -> None:
    told = [kind.unit.told.of(language) for kind in KINDS.values()]
    told += [kind.sentence.of(language) for kind in KINDS.values()]
    told += [*catalogue("da").values(), *catalogue("da")]
    told += [note.note.of(language) for note in DATA.provenance]
    assert [text for text in told if re.search(WORD_FOR_PER_CENT, text)] == []


@pytest.mark.parametrize(
    ("told", "wanted"),
    [("1", "{n} exit"), ("−1", "{n} exit"), ("0", "{n} exits"), ("1.0", "{n} exits")],
)
def test_a_count_takes_the_form_of_the_number_as_it_is_told(told: str, wanted: str) -> None:
    assert counter("en")("{n} exit", "{n} exits", told) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (number(-1234.5, 1, "da"), "−1.234,5"),
        (number(-1234.5, 1, "en"), "−1,234.5"),
        (number(-0.04, 1, "da"), "0,0"),
        (shortest(-2.0, "da", 1), "−2"),
        (shortest(1.45, "en", 2), "1.45"),
        (percent(0.055, 1, "da"), "5,5\u00a0%"),
        (percent(0.055, 1, "en"), "5.5%"),
        (joined("34 mio. kr. og 3 årsværk"), "34\u00a0mio.\u00a0kr. og 3\u00a0årsværk"),
        (joined("DKK {amount}m, DKK m"), "DKK\u00a0{amount}m, DKK m"),
    ],
)
def test_a_number_is_written_as_the_language_has_it(said: Any, wanted: str) -> None:
    assert said == wanted


def test_an_order_says_in_words_what_a_criterion_may_give_up() -> None:
    alike, own = "exits 5e-05 > one_off 5e-05", "exits 0.01 > one_off 5e-05"
    first, last = "Ekstra afgange over alle år", "Engangsudgifter"
    assert order(alike, "da") == f"{first}, {last}; hvert mål må vige 0,005\u00a0% for de næste"
    assert order(own, "da") == f"{first} (må vige 1\u00a0%), {last} (må vige 0,005\u00a0%)"
    assert order("", "da") == "ingen søgning, som i dag"


def test_a_whole_number_has_its_thousand_separator_but_for_a_year() -> None:
    assert cell_text("places", 2494, "da") == cell_text("places", 2494.0, "da") == "2.494"
    assert cell_text("places", 2494, "en") == "2,494"
    assert cell_text("year", 2017, "da") == "2017"
