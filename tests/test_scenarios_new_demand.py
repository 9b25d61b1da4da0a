"""Demands a scenario adds, sentences about conflicts, and the two commands."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from small import SMALL

import cli
from inputs import read
from locales import number
from model.demand import Text
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from reports.demands import coalitions as demands_coalitions
from reports.demands import conflicts
from reports.demands.text import demand_sentence
from reports.language import words
from scenarios import library
from scenarios.apply import apply
from scenarios.conflicts import Conflicts
from scenarios.conflicts import conflicts as enumerated
from scenarios.fit import check
from scenarios.levers import move
from scenarios.new_demand import from_setting, make_demand, names_in, sentence
from scenarios.scenario import RefusedError
from scenarios.studies.coalitions import coalitions
from scenarios.studies.repairs import Change, Repair, apply_repair, repairs, with_changes

CLASH = ("--set", "amount=60", "--set", "demand.MAXAFSK=0", "--set", "demand.GENINVEST=on")


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_for_in_a_sentence(kind: str) -> None:
    data = odense()
    about = {field: next(iter(names_in(data, field))) for field in KINDS[kind].about}
    bound = "0.5 " if KINDS[kind].bounded else ""
    q = from_setting(data, "X", f"{kind} {bound}{' '.join(about.values())}")
    assert (q.kind, q.bound) == (kind, 0.5 if bound else 0.0)
    for language in ("da", "en"):
        for field, each in about.items():
            assert (
                names_in(data, field)[each].of(language).lower()
                in demand_sentence(q, language).lower()
            )
        assert not re.search(r"[{}]", demand_sentence(q, language))


def test_a_sentence_with_nothing_named_is_about_everything() -> None:
    assert sentence(odense(), "coverage", {}) == Text(
        "Mindst {bound} % af alle målgrupper skal have et tilbud",
        "At least {bound}% of all target groups must have an offer",
    )


WRONG = {
    "new.X=coverage 0.8 KUP": "KUP",
    "new.X=keep_open M99": "M99",
    "new.X=keep_open": "målgruppe|indsats",
    "new.X=flyve 3": "flyve",
    "new.X=": "^Skriv TYPE GRÆNSE NAVN",
    "new.=keep_open M12": "^Kravet skal have et navn",
    "new.X=exits": "coverage 0",
    "new.X=exits mange": "coverage 0",
    "new.X=exits nan": "GRÆNSE",
    "new.X=exits -inf": "GRÆNSE",
    "amount=inf": "^Skriv et tal mellem 0 og 1.000.000",
    "amount=1_000": "^Skriv et tal mellem 0 og 1.000.000",
    "new.SPAR=exits 3": "SPAR",
    "demand.SPIR=on": "SPAR",
}


@pytest.mark.parametrize("setting", WRONG)
def test_a_demand_that_cannot_be_made_is_refused_by_name(setting: str) -> None:
    with pytest.raises(RefusedError) as refused:
        move(library.load("optimum-34"), odense(), [setting])
    (fault,) = refused.value.faults
    assert re.search(WRONG[setting], fault.remedy.da)


def test_a_new_demand_is_applied_and_can_be_switched_off() -> None:
    scenario = move(library.load("optimum-34"), odense(), ["new.X=coverage 0.8 KAP"])
    check(scenario, odense())
    assert apply(odense(), scenario).demands["X"].bound == 0.8
    off = move(scenario, odense(), ["demand.X=off"])
    assert not apply(odense(), off).demands["X"].active


FILE = """
[name]
da = "x"
en = "x"
[about]
da = "x"
en = "x"
[new.X]
kind = "coverage"
bound = 0.8
groups = ["KAP"]
sentence = { da = "Mindst {bound} pct.", en = "At least {bound}%" }
owner = { da = "Oppositionen", en = "The opposition" }
"""


def test_a_file_can_bring_a_demand_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(FILE, encoding="utf-8")
    scenario = library.load(str(tmp_path / "own.toml"))
    check(scenario, odense())
    q = apply(odense(), scenario).demands["X"]
    assert (q.groups, demand_sentence(q, "da"), q.owner.en) == (
        ("KAP",),
        "Mindst 80 pct.",
        "The opposition",
    )


def test_a_demand_of_a_file_about_something_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(FILE.replace("KAP", "KUP"), encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        check(library.load(str(tmp_path / "own.toml")), odense())
    assert "KUP" in refused.value.faults[0].remedy.da


ON, OFF = True, False
SETTINGS = {
    "a bound": ([], [Change("GENINVEST", 14_000.0, 4_600.0)]),
    "the amount": (["amount=60"], [Change("SPAR", 60_000.0, 50_000.0)]),
    "another saving": (["amount=60"], [Change("SPAR-2017", 24_000.0, 9_000.0)]),
    "dismissals by a lever": (["max_dismissals=0"], [Change("MAXAFSK", 0.0, 30.0)]),
    "dismissals given up": (["max_dismissals=0"], [Change("MAXAFSK", 0.0, OFF)]),
    "a lock": (["lock.M12=open"], [Change("LOCK-M12", ON, OFF)]),
    "a bound of one's own": (["new.X=exits 900"], [Change("X", 900.0, 800.0)]),
    "one's own given up": (["new.X=keep_open M05"], [Change("X", ON, OFF)]),
    "yes or no": (["demand.BEVAR-PENSION=on"], [Change("BEVAR-PENSION", ON, OFF)]),
}


@pytest.mark.parametrize("about", SETTINGS)
def test_a_repair_taken_changes_what_it_says_and_nothing_else(about: str) -> None:
    moved, changes = SETTINGS[about]
    scenario = move(library.load("optimum-34"), odense(), [*moved, "demand.GENINVEST=on"])
    wanted = with_changes(apply(odense(), scenario), changes).demands
    taken = apply(odense(), apply_repair(scenario, odense(), changes)).demands
    held = {i: q.bound for i, q in wanted.items() if q.active}
    assert {i: q.bound for i, q in taken.items() if q.active} == held


def small_clash() -> tuple[Instance, Conflicts]:
    q = SMALL.demands["SAVING"]._replace(bound=1e6, owner=Text("Økonomi", "Finance"))
    data = replace(SMALL, demands={"SAVING": q})
    *_, found = enumerated(data)
    return data, found


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_repair_is_told_with_its_numbers(language: str) -> None:
    data, found = small_clash()
    (way,) = repairs(data, found, found.conflicts[0])
    text = conflicts.repair_sentence(data.demands, way.changes, language)
    # the small instance's own sentence has no bound: both ends of the change are told with unit
    for bound in (1e6, float(way.changes[0].to)):
        assert words.money(bound, language) in text
    cost = conflicts.Price(1234.0, 7.0, 31_200.0)
    then = conflicts.consequence(way, cost, language)
    for part in (number(1234, 0, language), " 7 ", number(31.2, 1, language)):
        assert part in then


def test_few_dismissed_are_not_counted_in_a_price() -> None:
    cost = conflicts.Price(1234.0, 3.0, 31_200.0)
    assert " 3 " not in conflicts.consequence(Repair((), ()), cost, "da")


@pytest.mark.parametrize(("left", "n"), [(1, "én"), (2, "2")])
def test_a_repair_says_how_many_conflicts_remain(left: int, n: str) -> None:
    remains = tuple(frozenset({f"{i}"}) for i in range(left))
    assert n in conflicts.consequence(Repair((), remains), None, "da")


@pytest.mark.parametrize("clashes", [1, 2, 5])
def test_the_light_counts_the_conflicts(clashes: int) -> None:
    sets = tuple(frozenset({f"{i}"}) for i in range(clashes))
    said_so = conflicts.verdict(Conflicts(sets, (), complete=True, seconds=0.0), "da")
    assert ("én" if clashes == 1 else str(clashes)) in said_so
    unsure = conflicts.verdict(Conflicts(sets, (), complete=False, seconds=0.0), "da")
    assert "mindst" in unsure


def test_conflict_prints_nothing_but_the_promised_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "conflict", "--scenario", "optimum-34", "--json", *CLASH)
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert set(found) == {"feasible", "conflicts", "together", "complete", "seconds"}
    assert (found["feasible"], found["complete"]) == (False, True)
    (only,) = found["conflicts"]
    assert only["demands"] == ["SPAR", "MAXAFSK", "GENINVEST"]
    for repair in only["repairs"]:
        assert set(repair) >= {"demand", "from", "to", "exits", "dismissals", "saving"}
    saving = only["repairs"][0]
    assert saving["from"] == 60_000
    assert saving["to"] < 60_000
    assert saving["saving"] >= saving["to"] - 1


def test_a_scenario_that_holds_together_has_no_conflict(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "conflict", "--scenario", "optimum-34")
    assert (code, out) == (
        0, "Kravene kan forenes: Der findes en plan, som opfylder dem alle.\n",
    )  # fmt: skip


def test_a_demand_that_does_not_exist_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(
        capsys, "conflict", "--scenario", "optimum-34", "--set", "new.X=places 5 M77"
    )
    assert code == 2
    assert "M77" in err


def test_who_can_agree_is_told_for_every_combination(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("coalitions", "--scenario", "optimum-34", "--active", "--json")
    code, out, _ = run(capsys, *arguments)
    found = json.loads(out)
    assert code == 0
    assert len(found["coalitions"]) == 2 ** len(found["owners"])
    assert all(row["possible"] for row in found["coalitions"])
    assert min(row["cost"] for row in found["coalitions"]) == 0


@pytest.mark.parametrize("language", ["da", "en"])
def test_those_who_cannot_agree_are_named(language: str) -> None:
    rows = {
        i: SMALL.demands[i]._replace(owner=Text(i, i), active=True, negotiable=True)
        for i in ("CLOSE", "HAND-OVER", "DISMISSALS")
    }
    *_, found = coalitions(replace(SMALL, demands=rows))
    headline, apart, *agreed = demands_coalitions.sentences(found, language)
    assert "6" in headline
    assert "8" in headline
    assert "CLOSE" in apart
    assert "HAND-OVER" in apart
    assert len(agreed) == len(found.maximal_feasible) == 2
    for line, coalition in zip(agreed, found.maximal_feasible, strict=True):
        assert number(found.cost(coalition) or 0.0, 0, language) in line


@pytest.mark.parametrize(("language", "told"), [("da", " og 19 til"), ("en", " and 19 more")])
def test_of_many_members_a_sentence_lists_the_first_and_how_many_more(
    language: str, told: str
) -> None:
    q = make_demand(odense(), "X", "keep_open", 0.0, {"measures": list(odense().measures)[:22]})
    assert q.sentence.of(language).count(",") <= 6
    assert told in q.sentence.of(language)
