"""Names, descriptions and sentences of demands: no number in them that does not hold."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inputs import read
from inputs.given_name import checked_name
from locales import LANGUAGES
from model.criteria import TRADEOFFS
from model.demand import Demand, Text
from model.demand_kinds.kinds import KINDS
from model.evaluation.savings import target, years_of
from model.instance import Instance
from reports import scenario
from reports.demands.text import asked_sentence, bound_text, demand_sentence, open_sentence
from reports.workbook import committee
from scenarios import library
from scenarios.choice import Case, Choice, adopt, call, give_up, move_lever, require, switch
from scenarios.levers import move
from scenarios.scenario import Scenario
from scenarios.solve import solve_applied
from scenarios.studies.frontier import Point, scenario_at
from scenarios.studies.sweep import stops

AMOUNT = {"da": r"([\d.,]+)\u00a0mio\.\u00a0kr\.", "en": r"DKK\u00a0([\d.,]+)m"}
PEOPLE = {"da": r"højst ([\d.,]+) afskediges", "en": r"at most ([\d.,]+) dismissed"}
YEAR = r"\b20\d\d\b"
NOBODY = {"da": "ingen afskediges", "en": "nobody dismissed"}


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


def renamed(**settings: Any) -> Instance:
    """Another municipality's data: another name, another amount, other years."""
    data = odense()
    spar = data.demands["SPAR"]._replace(bound=21_500.0, from_year=2019)
    return replace(
        data,
        settings=data.settings._replace(name=Text("Nyby", "Newtown"), **settings),
        demands={**data.demands, "SPAR": spar},
    )


def moved_at_random(data: Instance, base: Scenario, seed: int) -> Case:
    """A scenario with levers, bounds and switches moved, or with a point of a frontier taken."""
    draw = np.random.default_rng(seed)
    case = Case(data, base, Choice(base.id))
    for lever, value in (
        ("amount", float(draw.integers(1, 80)) / 2),
        ("by", int(draw.choice(data.years))),
        ("max_dismissals", float(draw.integers(0, 300))),
        ("displacement", float(draw.integers(0, 50)) / 100),
    ):
        if draw.random() < 0.5:
            case = replace(case, choice=move_lever(case, lever, value))
    negotiable = [q.id for q in data.demands.values() if q.negotiable and KINDS[q.kind].bounded]
    for demand in draw.choice(negotiable, 3, replace=False):
        act = draw.integers(3)
        bound = float(np.round(case.instance.demands[demand].bound * draw.uniform(0.5, 1.5), 2))
        rule: Any = (require, switch, give_up)[act]
        told: Any = ((bound,), (bool(draw.integers(2)),), ())[act]
        case = replace(case, choice=rule(case, str(demand), *told))
    if draw.random() < 0.3:
        x, y = draw.choice(list(TRADEOFFS), 2, replace=False)
        point = Point(float(draw.uniform(1, 40)), float(draw.uniform(1, 40)))
        case = replace(case, choice=adopt(case, scenario_at(data, case.scenario, x, y, point)))
    return case


def said(pattern: str, text: str, language: str) -> set[float]:
    """The numbers that a text tells by a pattern."""
    marks = (".", ",") if language == "da" else (",", ".")
    return {
        float(each.strip(".,").replace(marks[0], "").replace(marks[1], "."))
        for each in re.findall(pattern, text)
    }


def amounts_that_hold(instance: Instance) -> set[float]:
    money = (q for q in instance.demands.values() if KINDS[q.kind].unit.counted > 1)
    return {round(abs(q.bound) / 1000, 1) for q in money}


def limits_that_hold(instance: Instance) -> set[float]:
    held = (q for q in instance.demands.values() if q.kind == "dismissals" and q.active)
    return {round(q.bound, 1) for q in held if not q.staff and not q.units}


def assert_holds(case: Any, language: str) -> None:
    instance, told = case.instance, scenario.name(case, language)
    q, about = target(instance), scenario.about(case, language)
    amount = set() if q is None or not q.bound else {round(abs(q.bound) / 1000, 1)}
    assert said(AMOUNT[language], told, language) <= amount, told
    assert said(AMOUNT[language], about, language) <= amounts_that_hold(instance), about
    limits, whole = limits_that_hold(instance), case.scenario.origin is not None
    assert said(PEOPLE[language], told, language) <= limits, told
    if whole:
        in_some_year = q is not None and bool(years_of(instance, q))
        assert said(AMOUNT[language], told, language) == (amount if in_some_year else set()), told
        assert (NOBODY[language] in told) == (0 in limits), told
        least = {min(limits)} - {0} if limits else set()
        assert said(PEOPLE[language], told, language) == least, told
    for year in map(int, re.findall(YEAR, told if whole else "")):
        assert q is not None
        assert year in (max(q.from_year, instance.years[0]), q.to_year), told


@pytest.mark.parametrize("name", library.names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_a_name_or_description_holds(name: str, language: str) -> None:
    for data in (odense(), renamed()):
        assert_holds(Case(data, library.load(name)), language)
        for seed in range(25):
            if not library.load(name).frozen:
                assert_holds(moved_at_random(data, library.load(name), seed), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_the_sentence_of_a_demand_is_its_bound_or_year(language: str) -> None:
    for seed in range(25):
        case = moved_at_random(odense(), library.load("job-foerst"), seed)
        for q in case.instance.demands.values():
            told = asked_sentence(q, language)
            bound = bound_text(q.kind, q.bound, language)
            rest = told.replace(bound, "", 1) if KINDS[q.kind].bounded else told
            assert set(re.findall(r"\d+", rest)) <= {str(q.from_year), str(q.to_year)}, told


def test_the_name_of_a_moved_scenario_says_what_it_asks_and_the_description_where_it_is_from() -> (
    None
):
    data, base = odense(), library.load("uden-afskedigelser")
    case = Case(data, move(base, data, ["amount=40", "by=2019", "max_dismissals=100"]))
    assert (
        scenario.name(case, "da")
        == "Flest job, 40\u00a0mio.\u00a0kr. billigere fra 2019, højst 100 afskediges"
    )
    assert scenario.about(case, "da") == (
        "Flest job, 40\u00a0mio.\u00a0kr. billigere fra 2019, højst 100 afskediges. "
        "Udgangspunktet er »Uden afskedigelser«."
    )
    assert scenario.file_name(case, "da").startswith("flest-job-40-mio-kr-billigere-fra-2019")
    also = Case(data, move(base, data, ["lock.M12=open", "demand.SPAR=off"]))
    assert scenario.name(also, "en") == (
        "Most jobs, DKK\u00a013.6m cheaper in 2017, nobody dismissed, and 2 other changes"
    )
    assert "not demanded: “The imbalance of DKK\u00a034m a year is closed from 2018”" in (
        scenario.about(also, "en")
    )


def test_the_lowest_of_several_limits_to_dismissals_is_the_one_told() -> None:
    settings = ["max_dismissals=100", "new.NYT=dismissals 50"]
    case = Case(odense(), move(library.load("optimum-34"), odense(), settings))
    assert "højst 50 afskediges" in scenario.name(case, "da")


def test_what_is_put_back_or_set_as_it_is_has_the_name_of_its_scenario() -> None:
    data, base = odense(), library.load("optimum-34")
    as_it_is = move(base, data, ["amount=34", "demand.SPAR=on", "lock.M12=free", "demand.BUDGET=0"])
    assert scenario.name(Case(data, as_it_is), "en") == "Most jobs"
    today = move(library.load("fortsaet"), data, ["amount=34"])
    assert scenario.name(Case(data, today), "en") == "Most jobs, DKK\u00a034m cheaper from 2018"


@pytest.mark.parametrize("setting", ["phase=on", "casework=on"])
def test_a_switch_that_is_moved_is_one_change(setting: str) -> None:
    moved = Case(odense(), move(library.load("flest-i-job-netto"), odense(), [setting]))
    told = list(scenario._changes(moved.scenario, moved.instance, "da"))
    assert [text.partition(": ")[2] for text in told] == ["ja"]


def test_a_number_of_the_data_that_a_sweep_moves_is_told() -> None:
    data = odense()
    for stop in stops(library.load("optimum-34"), data, "groups.KAP.caseload", ["90", "110"]):
        assert stop.value in scenario.about(Case(data, stop.scenario), "en")


@pytest.mark.parametrize(
    ("sentence", "bound", "told"),
    [
        ("Højst 20 afskediges", 20.0, "Højst 20 afskediges"),
        ("Højst 20 afskediges", 30.0, "Loft over afskedigelser: 30"),
        (
            "Højst {bound} afskediges, aftale af 3. maj",
            30.0,
            "Højst 30 afskediges, aftale af 3. maj",
        ),
        ("Højst 1.200 afskediges", 1200.0, "Højst 1.200 afskediges"),
        ("Kun få afskediges", 30.0, "Kun få afskediges"),
        ("Højst 2000 afskediges", 1500.0, "Loft over afskedigelser: 1.500"),
    ],
)
def test_a_stored_sentence_whose_number_does_not_hold_is_not_told(
    sentence: str, bound: float, told: str
) -> None:
    q = Demand("X", Text(sentence, sentence), Text("A", "A"), "dismissals", bound)
    assert demand_sentence(q, "da") == told


@pytest.mark.parametrize(
    ("bound", "da", "en"),
    [
        (13_600.0, "Besparelse: 13,6\u00a0mio.\u00a0kr.", "Saving: DKK\u00a013.6m"),
        (-5_000.0, "Besparelse: −5,0\u00a0mio.\u00a0kr.", "Saving: DKK\u00a0−5.0m"),
        (0.0, "Intet år må være dyrere end i dag", "No year may cost more than today"),
    ],
)
def test_a_sentence_without_a_number_is_not_told_of_another_bound_than_its_own(
    bound: float, da: str, en: str
) -> None:
    asked = Case(odense(), move(library.load("optimum-34"), odense(), [f"demand.BUDGET={bound:g}"]))
    told = asked.instance.demands["BUDGET"]
    assert (demand_sentence(told, "da"), demand_sentence(told, "en")) == (da, en)
    assert (da.removesuffix(".") in scenario.about(asked, "da")) is bool(bound)
    assert not scenario.about(asked, "da").endswith("..")


def test_where_the_bound_is_left_open_a_sentence_with_a_number_gives_way_to_its_kind() -> None:
    q = Demand("X", Text("Højst 20 afskediges", "At most 20"), Text("A", "A"), "dismissals", 20.0)
    assert open_sentence(q, "da") == "Loft over afskedigelser"
    slot = q._replace(sentence=Text("Højst {bound} afskediges fra {from_year}", ""))
    assert open_sentence(slot, "da") == "Højst … afskediges fra …"


def test_a_stored_year_that_the_lever_moved_is_not_told() -> None:
    text = Text("Fra 2018 spares {bound} mio. kr.", "DKK {bound}m from 2018")
    q = Demand("X", text, Text("A", "A"), "saving", 34_000.0, from_year=2018)
    assert demand_sentence(q, "da") == "Fra 2018 spares 34\u00a0mio.\u00a0kr."
    assert (
        demand_sentence(q._replace(from_year=2019), "da") == "Besparelse: 34,0\u00a0mio.\u00a0kr."
    )


def test_a_demand_that_is_off_keeps_the_bound_that_is_set_in_its_field_and_its_sentence() -> None:
    case = Case(odense(), library.load("optimum-34"), Choice("optimum-34"))
    case = replace(case, choice=require(case, "MAXAFSK", 12.0))
    case = replace(case, choice=switch(case, "MAXAFSK", on=False))
    q = case.instance.demands["MAXAFSK"]
    assert (q.active, q.bound) == (False, 12.0)
    assert asked_sentence(q, "da") == "slået fra: »Højst 12 afskediges«"
    vulnerable = Case(odense(), library.load("udsatte-foerst"), Choice("udsatte-foerst"))
    off = replace(vulnerable, choice=switch(vulnerable, "UDSATTE-VIRK", on=False))
    assert off.instance.demands["UDSATTE-VIRK"].bound == 0


def test_a_name_of_the_reader_s_own_stands_in_place_of_the_other_and_asks_for_nothing_else() -> (
    None
):
    case = Case(odense(), library.load("optimum-34"), Choice("optimum-34"))
    named = replace(case, choice=call(case, "Økonomiudvalgets & MED's"))
    assert scenario.names(named) == dict.fromkeys(("da", "en"), "Økonomiudvalgets & MED's")
    assert scenario.file_name(named, "da") == "oekonomiudvalgets-med-s"
    assert repr(named.scenario) == repr(case.scenario)
    assert not named.choice.moved
    assert scenario.about(named, "en") == scenario.about(case, "en")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Plan for 010190-1234", "CPR"),
        ("to\nlinjer", "line"),
        ("bag\u202elæns", "line"),
        ("x" * 81, "80"),
    ],
)
def test_a_name_that_cannot_stand_everywhere_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        checked_name(text)
    assert checked_name(" Udvalgets\xa0plan ") == "Udvalgets plan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_of_a_moved_scenario_is_called_by_what_holds_everywhere(language: str) -> None:
    data = odense()
    asked = move(library.load("optimum-34"), data, ["amount=25", "demand.FLEKS-3=off"])
    answer = solve_applied(Case(data, asked).instance, asked)
    name = scenario.name(answer, language)
    book = load_workbook(BytesIO(committee.workbook(answer, language, date(2026, 1, 2))))
    assert book.properties.title == name
    front = book.worksheets[0]
    assert isinstance(front, Worksheet)
    assert front["A1"].value == name
    assert front["A2"].value == scenario.about(answer, language)
    for sheet in book.worksheets:
        assert f"{name} · {answer.plan_id}" in str(sheet.oddHeader.left.text)
    told = said(AMOUNT[language], f"{name} {scenario.about(answer, language)}", language)
    assert told == {25.0}


def test_an_ampersand_or_a_digit_in_a_name_is_no_code_of_the_header() -> None:
    answer = solve_applied(odense(), library.load("fortsaet"))
    answer = replace(answer, scenario=replace(answer.scenario, called="2026: løn & drift"))
    book = load_workbook(BytesIO(committee.workbook(answer, "da", date(2026, 1, 2))))
    left = book.worksheets[1].oddHeader.left
    assert str(left.size) == "10"
    assert left.text == f"2026: løn && drift · {answer.plan_id}"
