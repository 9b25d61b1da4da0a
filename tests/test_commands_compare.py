"""The commands compare and sweep: output, JSON and exit codes."""

import json

import pytest
from small import DATA

import cli

SMALL = ("--inputs", str(DATA / "small"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_scenario_and_itself_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "compare", "fortsaet", "fortsaet", "--json")
    found = json.loads(out)
    assert (code, found["same"]) == (0, True)
    assert found["demands"] == found["plan"] == found["outcome"] == []
    assert found["against_first"] == [{"scenario": "fortsaet", "exits": [], "money": []}]


def test_a_lever_is_moved_in_the_last_scenario_only(capsys: pytest.CaptureFixture[str]) -> None:
    pair = ("compare", *SMALL, "optimum-34", "optimum-34", "--set", "amount=0.8")
    _, out, _ = run(capsys, *pair, "--json")
    found = json.loads(out)
    assert found["demands"][0] == {
        "kind": "demand",
        "key": ["SAVING"],
        "values": [600.0, 800.0],
        "change": 200.0,
    }
    money = found["against_first"][0]["money"]
    last = sum(row["amount"] for row in money if row["counted"])
    assert last == pytest.approx(saved(capsys, "0.8") - saved(capsys, "0.6"), abs=0.1)
    _, out, _ = run(capsys, *pair, "--language", "en")
    assert out.startswith("“Most jobs, DKK\u00a00.8m cheaper in 2018” gives ")
    assert f"saves DKK\u00a0{last / 1000:.1f}m more a year than “Most jobs”" in out


def saved(capsys: pytest.CaptureFixture[str], amount: str) -> float:
    asked = ("solve", *SMALL, "--scenario", "optimum-34", "--set", f"amount={amount}", "--json")
    return float(json.loads(run(capsys, *asked)[1])["saving"]["2018"])


def test_three_scenarios_have_three_values_each(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare", "fortsaet", "optimum-34", "byraadet-2017", "--json")
    found = json.loads(out)
    rows = [row for part in ("demands", "plan", "outcome") for row in found[part]]
    assert {len(row["values"]) for row in rows} == {3}
    assert [each["scenario"] for each in found["against_first"]] == ["optimum-34", "byraadet-2017"]


def test_a_comparison_with_no_plan_says_why_and_ends_in_3(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pair = ("compare", "fortsaet", "optimum-34", "--set", "amount=300")
    code, out, _ = run(capsys, *pair)
    assert code == 3
    assert out.startswith("»Flest job, 300\u00a0mio.\u00a0kr. billigere fra 2018«: Ingen plan ")


def test_a_sweep_prints_a_point_for_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    swept = ("sweep", "--scenario", "optimum-34", "--lever", "max_dismissals")
    code, out, _ = run(capsys, *swept, "--from", "-10", "--to", "10", "--steps", "2", "--json")
    found = json.loads(out)
    assert (code, found["lever"]) == (0, "max_dismissals")
    first, last = found["points"]
    assert (first["value"], first["asked"], first["clamped"]) == (0.0, "-10", True)
    assert (last["value"], last["clamped"]) == (10.0, False)
    assert first["dismissals"] == 0.0
    assert first["exits"] < last["exits"]
    wanted = {"value", "termination", "exits", "saving", "dismissals", "coverage", "one_off",
              "handovers"}  # fmt: skip
    assert wanted <= set(first)


def test_a_sweep_where_no_value_has_a_plan_ends_in_3(capsys: pytest.CaptureFixture[str]) -> None:
    swept = ("sweep", "--scenario", "optimum-34", "--lever", "amount", "--values", "300,400")
    code, out, _ = run(capsys, *swept, "--language", "en")
    assert code == 3
    assert out.count("No plan meets") == 2


def test_bad_input_is_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    swept = ("sweep", "--scenario", "optimum-34", "--lever", "groups.KAP.casload", "--values", "3")
    for language, said in (("da", "mente du"), ("en", "did you mean")):
        code, _, err = run(capsys, *swept, "--language", language)
        assert code == 2
        assert f"{said} caseload?" in err
    for language, said in (("da", "Vælg 2 til 4"), ("en", "Choose 2 to 4")):
        _, _, err = run(capsys, "compare", "fortsaet", "--language", language)
        assert said in err
