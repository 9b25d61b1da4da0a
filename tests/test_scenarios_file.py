# ruff: noqa: E501  # messages are asserted whole
"""A scenario file: every fault of its shape, ranges and names is told at once, in its place."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from small import SMALL

from inputs.read import default
from inputs.schema.tables import SETTINGS, TABLES, Column
from model.instance import Instance
from scenarios import fit, library
from scenarios.facts import numbers
from scenarios.file import LARGEST
from scenarios.ranges import NUMBERS, number_limits
from scenarios.scenario import MOST, Fault, RefusedError

HEAD = '[name]\nda = "a"\nen = "b"\n[about]\nda = "c"\nen = "d"\n'
NEW = HEAD + '[new.X]\nkind = "{}"\nsentence = {}\nowner = {{ da = "o", en = "o" }}\n'
STEP = '[steps.X]\nname = { da = "Møde", en = "Meeting" }\n'
SAID = '{ da = "s", en = "s" }'


def odense() -> Instance:
    found = default().instance
    assert found is not None
    return found


def faults(text: str | bytes, tmp_path: Path, data: Instance | None = None) -> tuple[Fault, ...]:
    path = tmp_path / "eget.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RefusedError) as refused:
        fit.load(str(path), data or odense())
    return refused.value.faults


def told(text: str | bytes, tmp_path: Path, language: str = "da") -> list[str]:
    return [fault.text(language) for fault in faults(text, tmp_path)]


ONE = {  # a file with one fault, and how it is told
    "lever = 1\n" + HEAD: "lever: “lever”. Findes ikke; mente du levers?",
    'about = 1\n[name]\nda = "a"\nen = "b"': "about: 1. Det skal være en tabel. Ret filen efter et scenarie i scenarios/library.",
    'locks = "M12"\n' + HEAD: "locks: “M12”. Det skal være en tabel. Ret filen efter et scenarie i scenarios/library.",
    '[name]\nda = "a"\n[about]\nda = "c"\nen = "d"\n': "name.en: mangler. Nøglen skal være der. Ret filen efter et scenarie i scenarios/library.",
    'frozen = "no"\n' + HEAD: "frozen: “no”. Det skal være ja (true) eller nej (false). Skriv true eller false uden anførselstegn.",
    "frozen = 0\n" + HEAD: "frozen: 0. Det skal være ja (true) eller nej (false). Skriv true eller false uden anførselstegn.",
    "place = 1.5\n" + HEAD: "place: 1,5. Det skal være et helt tal fra 0 til 999. Skriv et tal inden for grænserne.",
    HEAD + '[levers]\namount = "34"': "levers.amount: “34”. Det skal være et tal fra 0 til 1.000.000. Skriv tallet uden anførselstegn.",
    HEAD + "[levers]\namount = true": "levers.amount: true. Det skal være et tal fra 0 til 1.000.000. Skriv tallet uden anførselstegn.",
    HEAD + "[levers]\nmax_dismissals = -5": "levers.max_dismissals: −5. Det skal være et tal fra 0 til 1.000.000. Skriv et tal inden for grænserne.",
    HEAD + "[levers]\ndisplacement = 40": "levers.displacement: 40. Det skal være et tal fra 0 til 1. Skriv et tal inden for grænserne.",
    HEAD + "[levers]\nby = 2018.5": "levers.by: 2018.5. Det skal være et årstal fra 1900 til 2200. Skriv et helt årstal.",
    HEAD + "[levers]\nby = 2031": "levers.by: “2031”. Vælg et år fra 2017 til 2020.",
    HEAD + '[levers]\nbasis = "brut"': "levers.basis: “brut”. Vælg en af net, gross.",
    HEAD + '[locks]\nM12 = ["closed"]': "locks.M12: en liste. Vælg en af open, closed, handed_over, as_today, at_least_today, free.",
    HEAD + '[locks]\nM99 = "closed"': "locks: “M99”. Findes ikke; mente du M19?",
    HEAD + "[calendar]\nBYRAD = 2017-05-17": "calendar: “BYRAD”. Findes ikke; mente du BYRAAD?",
    HEAD + '[calendar]\nBYRAAD = "17. maj"': "calendar.BYRAAD: “17. maj”. Det skal være en dato. Skriv den som 2017-05-17 uden anførselstegn.",
    HEAD + "[calendar]\nBYRAAD = 2017-05-17T10:00:00": "calendar.BYRAAD: “2017-05-17 10:00:00”. Det skal være en dato.",
    HEAD + "[calendar]\nUDVALG = 2017-05-03\nOEKONOMI = 2017-05-09\nBYRAAD = 2017-05-17": "calendar.OEKONOMI: “OEKONOMI 2017-05-09”. UDVALG slutter 2017-05-10, og trinnet venter på det. Skriv en senere dato, eller ret det andet trin.",
    HEAD + "[calendar]\nUDVALG = 2017-05-03\nBYRAAD = 2017-05-16": "calendar.BYRAAD: “BYRAAD 2017-05-16”. OEKONOMI slutter 2017-05-17, og trinnet venter på det.",
    HEAD + "[calendar]\nUDVALG = 2017-05-03": "calendar: “BYRAAD 2017-02-22”. OEKONOMI slutter 2017-05-17, og trinnet venter på det.",
    HEAD + "[calendar]\nBYRAAD = 2017-05-17\nFORH = 2017-05-16": "calendar.FORH: “FORH 2017-05-16”. BYRAAD slutter 2017-05-17, og trinnet venter på det.",
    HEAD + "[calendar]\nBYRAAD = 2018-05-17": "calendar: “2018-05-17”. Beslutningen træffes i det første år. Skriv en dato i det år, eller ret settings.first_year.",
    HEAD + '[data]\n"settings.elapsed" = 0.1\n[calendar]\nBYRAAD = 2017-05-17': "data.settings.elapsed: “0.1”. Beslutningens dato siger, hvor meget af første år der er gået. Slet tallet, eller slet beslutningens dato i [calendar].",
    HEAD + STEP + 'starts_on = "snart"\nbefore = "UDVALG"': "steps.X.starts_on: “snart”. Det skal være en dato.",
    HEAD + STEP + 'starts_on = 2017-01-25\nbefore = "UDVALGT"': "steps.X.before: “UDVALGT”. Findes ikke; mente du UDVALG?",
    HEAD + STEP + "starts_on = 2017-01-25": "steps.X.before: mangler. Nøglen skal være der.",
    HEAD + STEP + 'starts_on = 2017-01-25\nbefore = "UDVALG"\nlane = "hearing"': "steps.X.lane: “lane”. Findes ikke; mente du name?",
    HEAD + STEP + 'starts_on = 2017-02-09\nbefore = "UDVALG"\n[calendar]\nUDVALG = 2017-02-08': "steps.X: “UDVALG 2017-02-08”. X slutter 2017-02-09, og trinnet venter på det.",
    HEAD + STEP + 'starts_on = 2017-02-25\nbefore = "SVAR"': "steps.X.before: “SVAR”. Et scenaries egne trin ligger før beslutningen. Vælg et trin, som beslutningen venter på, eller beslutningen selv.",
    HEAD + STEP.replace("X", "MED") + 'starts_on = 2017-01-25\nbefore = "UDVALG"': "steps.MED: “MED”. Tidsplanen har allerede et trin med det id. Giv trinnet et andet id, eller flyt det andet i [calendar].",
    HEAD + '[demands]\nSPAR = "x"': "demands.SPAR: “x”. Det skal være true, false eller et tal fra −1.000.000 til 1.000.000. Skriv det uden anførselstegn.",
    HEAD + "[demands]\nSPAR = nan": "demands.SPAR: “nan”. Det skal være true, false eller et tal fra −1.000.000 til 1.000.000. Skriv det uden anførselstegn.",
    HEAD + "[demands]\nUDSATTE-VIRK = 10": "demands.UDSATTE-VIRK: 10. Det skal være et tal fra 0 til 1 (andel). Skriv et tal inden for grænserne.",
    HEAD + '[structure.units]\nJOB = "shut"': "structure.units.JOB: “shut”. Vælg en af open, closed, free.",
    HEAD + "[structure.groups]\nKAP = []": "structure.groups.KAP: en liste. Listen skal nævne mindst én. Ret filen efter et scenarie i scenarios/library.",
    HEAD + "[structure.groups]\nKAP = [3]": "structure.groups.KAP[1]: 3. Det skal være en tekst. Skriv den i anførselstegn.",
    HEAD + '[data]\n"groups.KAP.persons" = -5': "data.groups.KAP.persons: −5. Det skal være et tal fra 0 til 1.000.000. Skriv et tal inden for grænserne.",
    HEAD + '[data]\n"measures.M01.running_cost" = 1e308': "data.measures.M01.running_cost: et tal på 309 cifre. Det skal være et tal fra 0 til 1.000.000. Skriv et tal inden for grænserne.",
    HEAD + '[data]\n"groups.KAP.caseload" = 0': "data.groups.KAP.caseload: 0. Det skal være et tal fra 1 til 1.000.000. Skriv et tal inden for grænserne.",
    HEAD + '[data]\n"groups.KAP.caseload" = "x"': "data.groups.KAP.caseload: “x”. Det skal være et tal fra 1 til 1.000.000. Skriv tallet uden anførselstegn.",
    HEAD + '[data]\n"groups.KAP.held" = 75': "data.groups.KAP.held: 75. Det skal være et tal fra 0 til 1. Skriv et tal inden for grænserne.",
    HEAD + '[data]\n"settings.last_year" = 2018.5': "data.settings.last_year: 2018.5. Det skal være et årstal fra 1900 til 2200. Skriv et helt årstal.",
    HEAD + '[data]\n"settings.last_year" = 2016': "data.settings: “2017-2016”. En plan dækker fra ét til 20 år. Ret det første eller det sidste år.",
    HEAD + '[data]\n"groups.KPA.caseload" = 100': "data.groups: “KPA”. Findes ikke; mente du KAP?",
    HEAD + '[data]\n"groups.KAP.unit" = 100': "data.groups.KAP.unit: “unit”. Findes ikke; mente du benefit?",
    HEAD + '[data]\n"groups.KAP.focus" = 100': "data.groups.KAP.focus: “focus”. Findes ikke; mente du ",
    HEAD + '[data]\n"grups.KAP.held" = 1': "data.grups.KAP.held: “grups”. Findes ikke; mente du groups?",
    HEAD + "[data]\nnothing = 100": "data.nothing: “nothing”. Findes ikke; mente du staffing?",
    HEAD + '[[order]]\ncriterion = "exists"': "order[1].criterion: “exists”. Vælg en af exits, ",
    HEAD + '[[order]]\ncriterion = "exits"\n[[order]]\ncriterion = "exits"': "order: “exits”. Et mål kan kun stå én gang i rækkefølgen. Slet det ene.",
    "frozen = true\n" + HEAD + "[levers]\namount = 34": "levers: en tabel. Med frozen = true vises dagens praksis, og intet andet tæller. Slet det, eller slet frozen.",
    HEAD.replace('"a"', '" "'): "name.da: “ ”. Det skal være en tekst på én linje. Skriv den i anførselstegn, uden linjeskift.",
    HEAD.replace('"d"', '"d\\ne"'): "about.en: “d\ne”. Det skal være en tekst på én linje.",
    HEAD + "[[order]]\ntolerance = 0.1": "order[1].criterion: mangler. Nøglen skal være der.",
    HEAD + '[[order]]\ncriterion = "exits"\ntolerance = -1': "order[1].tolerance: −1. Det skal være et tal fra 0 til 0,99. Skriv et tal inden for grænserne.",
    NEW.format("saving", SAID) + 'bound = "5"': "new.X.bound: “5”. Det skal være et tal fra −1.000.000 til 1.000.000. Skriv tallet uden anførselstegn.",
    NEW.format("savings", SAID): "new.X.kind: “savings”. Vælg en af saving,",
    NEW.format("saving", '{ da = "{bound.__class__}", en = "s" }'): "new.X.sentence.da: “{bound.__class__}”. Det skal være en tekst, og kun {bound}, {from_year} og {to_year} kan stå i klammer.",
    NEW.format("dismissals", SAID) + "bound = -5": "new.X.bound: −5. Det skal være et tal fra 0 til 1.000.000 (personer). Skriv et tal inden for grænserne.",
    NEW.format("places", SAID) + 'measures = "M05"': "new.X.measures: “M05”. Det skal være en liste.",
    NEW.format("saving", SAID) + "from_year = 2019\nto_year = 2018": "new.X.to_year: “2018”. Kravet kan ikke slutte, før det begynder. Skriv det samme år eller et senere.",
    HEAD + '[locks]\nM12 = "open"\nM12 = "closed"': "eget.toml: linje 9. Nøglen står der to gange. Ret filen efter et scenarie i scenarios/library.",
    HEAD + "[name]\n": "eget.toml: linje 7. Nøglen står der to gange. Ret filen efter et scenarie i scenarios/library.",
    HEAD + "locks = \n": "eget.toml: linje 7. Her følger filen ikke reglerne for TOML. Ret filen efter et scenarie i scenarios/library.",
    "a = " + "[" * 3000: "eget.toml: lister i lister. Det er ikke et scenarie. Ret filen efter et scenarie i scenarios/library.",
    "a = " + "9" * 5000: "eget.toml: linje 1. Her følger filen ikke reglerne for TOML. Ret filen efter et scenarie i scenarios/library.",
    "#" * (LARGEST + 1): "eget.toml: 1.000.001. Et scenarie fylder højst 1.000.000 byte. Ret filen efter et scenarie i scenarios/library.",
}  # fmt: skip


@pytest.mark.parametrize("text", ONE, ids=ONE.values())
def test_a_fault_of_a_file_is_told_with_its_place_the_rule_and_what_to_do(
    text: str, tmp_path: Path
) -> None:
    (said,) = told(text, tmp_path)
    assert said.startswith(ONE[text])


def test_a_file_in_another_encoding_is_told_to_be_saved_again(tmp_path: Path) -> None:
    (said,) = told(HEAD.encode("utf-16"), tmp_path)
    assert said.startswith("eget.toml: 1. Byten med dette nummer er ikke UTF-8; gem filen")
    (tmp_path / "mærke.toml").write_text("\ufeff" + HEAD, encoding="utf-8")
    assert fit.load(str(tmp_path / "mærke.toml"), odense()).name.da == "a"


def test_all_faults_of_shape_range_and_name_are_told_at_once(tmp_path: Path) -> None:
    text = 'frozen = "no"\nplace = "a"\n' + HEAD + '[locks]\nM99 = "closed"\nM12 = "shut"\n'
    text += "[demands]\nUDSATTE-VIRK = 3\nSPIR = true\n[levers]\nby = 2031\namount = -1\n"
    said = [fault.text("en").partition(":")[0] for fault in faults(text, tmp_path)]
    assert sorted(said) == sorted(
        ["frozen", "place", "locks.M12", "levers.amount", "locks", "demands", "levers.by",
         "demands.UDSATTE-VIRK"]
    )  # fmt: skip


def test_two_names_that_a_demand_of_a_file_gets_wrong_are_both_told(tmp_path: Path) -> None:
    text = NEW.format("places", SAID) + 'measures = ["M98", "M99"]'
    assert [fault.remedy.en[:3] for fault in faults(text, tmp_path)] == ["M98", "M99"]


@pytest.mark.parametrize("name", ["byraadet-2017", "opdeling-2012"])
def test_a_scenario_of_other_data_is_told_once_with_how_many_names_are_missing(name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        fit.load(name, SMALL)
    (fault,) = refused.value.faults
    said = fault.text("da")
    assert "til findes ikke. Scenariet er lavet til andre data end “" in said
    assert SMALL.settings.name.da in said
    assert said.endswith("de medfølgende scenarier hører til de medfølgende data.")


def test_one_wrong_name_among_many_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = HEAD + '[locks]\nM12 = "open"\nM13 = "open"\nM91 = "open"\n'
    (said,) = told(text, tmp_path)
    assert said == "locks: “M91”. Findes ikke; mente du M21?"


def test_casework_that_nobody_does_cannot_be_set(tmp_path: Path) -> None:
    group = odense().groups["KAP"]._replace(casework_staff=None, caseload=None, interviews=0.0)
    data = replace(odense(), groups={**odense().groups, "KAP": group})
    (fault,) = faults(HEAD + '[data]\n"groups.KAP.caseload" = 100', tmp_path, data)
    assert fault.place == "data.groups.KAP"


def test_every_shipped_scenario_has_the_shape_and_fits_the_shipped_data() -> None:
    for name in library.names():
        text = (library.FOLDER / f"{name}.toml").read_text(encoding="utf-8")
        assert library.parse(name, tomllib.loads(text)) == library.load(name)
        fit.check(library.load(name), odense())


PER_100 = ("per 100", "exits/100 person-years")
CALLED = {  # a number of the instance -> its column, where they are called differently
    "places_today.value": "places.places", "staff_today.value": "staff.fte",
    "substitution.value": "substitution.efficiency", "effects.mid": "effects.effect",
}  # fmt: skip


def column_of(path: str) -> Column:
    table, field = path.split(".", maxsplit=1)[0], path.rsplit(".", maxsplit=1)[-1]
    if table == "settings":
        return SETTINGS[field]
    table, _, field = CALLED.get(f"{table}.{field}", f"{table}.{field}").partition(".")
    return TABLES[table].columns[field]


def test_a_scenario_can_set_no_number_that_the_tables_refuse() -> None:
    """A range of the data is written twice, here and in the schema, and must be the same."""
    seen = set()
    for (_kind, (path,)), _value in numbers(odense()):
        if path.split(".")[-1] in ("mandatory", "dismissible", "phased", "newcomers", "casework"):
            continue
        column = column_of(path)
        scale = 100 if column.unit in PER_100 else 1
        low = 0.0 if column.low is None else column.low / scale
        high = MOST if column.high is None else column.high / scale
        assert number_limits(path) == (low, high), path
        seen.add(path.split(".")[-1])
    assert len(seen & set(NUMBERS)) > len(NUMBERS) / 2
