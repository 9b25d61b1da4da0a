"""How sure an answer is, told: words as the numbers, numbers as the study."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from small import DATA

from cli import main
from inputs.read import default
from reports.answer import in_work_chart
from reports.answer.sentences import answer_first
from reports.comparison import tables
from reports.uncertainty.answer import Certainty, as_json, certainty, chance, interval, sentences
from scenarios import library
from scenarios.named_futures import load, made, named
from scenarios.scenario import RefusedError
from scenarios.solve import solve
from scenarios.studies.futures import Span, decisions, hold, sureness

INSTANCE = default().instance
assert INSTANCE is not None
ANSWER = solve(INSTANCE, library.load("optimum-34"))
DECIDED = [solve(INSTANCE, each) for each in decisions(INSTANCE)]


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(words) == code
    told = capsys.readouterr()
    return told.err if code else told.out


def found() -> Certainty:
    certain = certainty(ANSWER, tuple(DECIDED))
    assert certain is not None
    return certain


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "i intet udfald"),
        (0.03, "i færre end 1 af 20 udfald"),
        (0.06, "i 1 af 10 udfald"),
        (0.44, "i 4 af 10 udfald"),
        (0.94, "i 9 af 10 udfald"),
        (0.96, "i flere end 19 af 20 udfald"),
        (1.0, "i alle udfald"),
    ],
)
def test_a_chance_is_told_in_so_many_of_ten(share: float, said: str) -> None:
    assert chance(share, "da") == said


def test_the_first_sentence_has_the_interval_and_the_second_the_chances() -> None:
    certain = found()
    first, second, *_ = answer_first(ANSWER, "da", certain)
    assert interval(certain.found.value, "da") in first
    assert second == " ".join(sentences(ANSWER, certain, "da"))
    assert "Byrådets beslutning 2017" in second
    assert chance(certain.found.beats[""], "da") in second
    assert not any("udfald" in told for told in answer_first(ANSWER, "da"))


def test_the_decision_is_known_by_the_municipality_of_the_data() -> None:
    assert INSTANCE is not None
    assert [each.id for each in decisions(INSTANCE)] == ["byraadet-2017"]
    other = INSTANCE.settings._replace(name=INSTANCE.settings.name._replace(da="Kolding 2026"))
    assert decisions(replace(INSTANCE, settings=other)) == ()


def test_nothing_is_told_of_what_was_not_searched_for() -> None:
    assert INSTANCE is not None
    assert certainty(solve(INSTANCE, library.load("fortsaet"))) is None


def test_the_json_has_the_spans_of_the_study() -> None:
    certain = found()
    told, study = as_json(ANSWER, certain.found), sureness(hold(ANSWER))
    assert told["in_work"] == [study.value.p10, study.value.p50, study.value.p90]
    assert told["saving"] == [study.level.p10, study.level.p50, study.level.p90]
    assert told["closes_gap"] == study.closes_all <= min(study.closes.values())
    assert set(told["beats"]) == {"today", "byraadet-2017"}
    assert json.dumps(told, allow_nan=False)


def test_a_comparison_has_the_interval_and_the_chance_of_each() -> None:
    rows = tables.key_figures([ANSWER, *DECIDED], "en").set_index("Key figure")
    for name, answer in zip(rows.columns, [ANSWER, *DECIDED], strict=True):
        study = sureness(hold(answer))
        assert rows.loc["Net, probably", name] == interval(study.value, "en")
        assert rows.loc["More in work than today", name] == chance(study.beats[""], "en")


def test_the_chart_has_the_ends_of_each_year() -> None:
    frame, study = in_work_chart.frame(ANSWER, "da"), sureness(hold(ANSWER))
    for row in frame.itertuples():
        span: Span = study.in_work[int(row.year)]  # type: ignore[arg-type]
        assert (row.low, row.high) == (span.p10, span.p90)


def test_futures_holds_plans_in_the_same_futures(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["futures", "--scenario", "optimum-34", "--plans", "byraadet-2017", "--n", "300"]
    one, two = (json.loads(run(capsys, *words, "--json")) for _ in range(2))
    assert {**one, "seconds": 0} == {**two, "seconds": 0}
    plans = one["plans"]
    assert set(plans) == {"optimum-34", "byraadet-2017"}
    assert one["evpi"] == pytest.approx(min(p["expected_loss"] for p in plans.values()))
    assert sum(p["best_share"] for p in plans.values()) == pytest.approx(1.0)
    assert set(one["named"]) >= {"jobvaeksten-stopper", "lave-effekter"}


def test_a_named_future_is_told_and_what_it_cannot_hold_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "x.toml"
    opening = '[name]\nda = "Værre"\nen = "Worse"\n[values]\n'
    words = ["futures", "--scenario", "optimum-34", "--n", "5", "--named", str(path)]
    path.write_text(opening + '"effects.M02/DAG-K.mid" = 0.0', "utf-8")
    assert re.search(r"Værre: Flest job [+−]?\d+\.", run(capsys, *words))
    path.write_text(opening + '"effects.M02/DAG-K.mid" = 9.0', "utf-8")
    assert "effects.M02/DAG-K.mid: “9”" in run(capsys, *words, "--json", code=2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seed", "many"), r"--seed many: Write a whole number"),
        (("--n", "0"), r"--n 0: Write a whole number"),
        (("--named", "jobvækst"), r"jobvækst.*did you mean jobvaeksten-stopper"),
        (("--plans", "byraad"), r"did you mean byraadet-2017"),
    ],
)
def test_bad_input_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    told = run(capsys, "futures", "--scenario", "optimum-34", *words, "--language", "en", code=2)
    assert re.search(said, told)


@pytest.mark.parametrize("z", ["much", 7, True])
def test_a_named_future_has_numbers_within_reason(z: object) -> None:
    with pytest.raises(RefusedError, match="from -6 to 6"):
        made("x", {"name": {"da": "x", "en": "x"}, "factors": {"KONJ": z}})


@pytest.mark.parametrize(
    ("path", "value", "ends"),
    [("effects.M02/DAG-K.mid", 1e300, "-?1 to 1"), ("measures.M02.displacement", 7, "0 to 1")],
)
def test_a_named_future_has_no_number_that_there_cannot_be(
    path: str, value: float, ends: str
) -> None:
    assert INSTANCE is not None
    future = made("x", {"name": {"da": "x", "en": "x"}, "values": {path: value}})
    with pytest.raises(RefusedError, match=f"{re.escape(path)}.*from .?{ends}"):
        named(INSTANCE, (future,))


@pytest.mark.parametrize("text", ["name = 3", 'factors = 3\n[name]\nda = "x"\nen = "x"'])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RefusedError, match=r"scenarios/futures"):
        load(str(path))


@pytest.mark.parametrize(
    "words", [("futures",), ("robust", "--rule", "cvar"), ("decisions",), ("information",)]
)
def test_data_without_an_interval_are_not_called_sure(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (*words, "--inputs", str(DATA / "toy"), "--scenario", "optimum-34", "--language", "en")
    assert "No number has an interval" in run(capsys, *asked, code=2)


def test_an_answer_on_data_without_an_interval_tells_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("solve", "--inputs", str(DATA / "toy"), "--scenario", "optimum-34", "--json")
    assert json.loads(run(capsys, *asked))["uncertainty"] is None


def test_without_a_plan_futures_say_which_demands_clash(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("futures", "--scenario", "optimum-34", "--set", "amount=300", "--language", "en")
    assert main(asked) == 3
    assert "No plan meets" in capsys.readouterr().out
    assert main((*asked, "--json")) == 3
    assert json.loads(capsys.readouterr().out)["feasible"] is False


@pytest.mark.parametrize(
    "text",
    [
        "factor = {KONJ = 1}",  # a slip in the name of a table
        'place = "first"',
        "values = [1]",
        "deep = " + 3000 * "[" + 3000 * "]",
        "[name]",
    ],
)
def test_a_file_of_another_shape_is_no_future(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f'{text}\n[name]\nda = "x"\nen = "x"\n', "utf-8")
    with pytest.raises(RefusedError, match=r"scenarios/futures"):
        load(str(path))
    path.write_text('[name]\nda = 3\nen = "x"\n', "utf-8")
    with pytest.raises(RefusedError, match=r"scenarios/futures"):
        load(str(path))


def test_all_that_a_named_future_has_wrong_is_told_at_once() -> None:
    raw = {"name": {"da": "x", "en": "x"}, "factors": {"KONJUNKTUR": 1, "KONJ": 1, "NY": 1}}
    with pytest.raises(RefusedError) as refused:
        named(ANSWER.instance, [made("x", raw)])
    assert [fault.found for fault in refused.value.faults] == ["KONJUNKTUR", "NY"]


def test_a_named_future_names_no_person(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[name]\nda = "Ib 010180-1233"\nen = "x"\n', "utf-8")
    words = ("futures", "--scenario", "optimum-34", "--n", "5", "--named", str(path))
    run(capsys, *words, code=2)


def test_of_a_plan_of_which_nothing_is_demanded_no_saving_is_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("futures", "--scenario", "fortsaet", "--n", "5", "--language", "en")
    assert "saved" not in run(capsys, *asked)
