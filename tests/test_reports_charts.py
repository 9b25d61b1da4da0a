from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reports_case import ANSWER, UNCHANGED

from reports.answer import charts, titles
from reports.charts import palette
from reports.columns import COLUMNS

OF_ONE = ["bridge", "spending", "prices", "places", "units", "exits", "savings"]


def drawn(name: str, language: str = "da") -> dict[str, Any]:
    draw: Callable[..., Any] = getattr(charts, name)
    spec: dict[str, Any] = draw(ANSWER, language)
    return spec


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The data of a chart, of its largest set."""
    return max(spec["datasets"].values(), key=len)


def parts(spec: Any) -> Iterator[dict[str, Any]]:
    """Every dictionary inside a specification."""
    if isinstance(spec, dict):
        yield spec
    for inside in spec.values() if isinstance(spec, dict) else spec:
        if isinstance(inside, dict | list):
            yield from parts(inside)


@pytest.mark.parametrize("name", OF_ONE)
def test_numbers_have_the_separators_of_the_language(name: str) -> None:
    assert drawn(name, "da")["config"]["locale"]["number"]["decimal"] == ","
    assert drawn(name, "en")["config"]["locale"]["number"]["decimal"] == "."


@pytest.mark.parametrize("name", OF_ONE)
def test_a_chart_fills_its_place_can_be_projected_and_is_read_aloud(name: str) -> None:
    spec = drawn(name)
    assert spec["width"] == "container"
    assert spec["description"] == getattr(titles, name)(ANSWER, "da")
    assert spec["config"]["axis"]["labelFontSize"] >= 13
    sizes = [part["fontSize"] for part in parts(spec) if "fontSize" in part]
    assert min(sizes) >= 13


@pytest.mark.parametrize("name", OF_ONE)
def test_every_mark_has_its_value_as_text(name: str) -> None:
    texts = [str(part["text"]) for part in parts(drawn(name)) if "text" in part]
    assert any("datum.label" in text or "'label'" in text for text in texts)
    assert all(row["label"] for row in rows(drawn(name)))


@pytest.mark.parametrize("name", ["bridge", "spending", "prices", "places", "exits"])
def test_the_same_thing_has_the_same_colour_in_every_chart(name: str) -> None:
    known = {
        **palette.STATUS, **palette.VERDICT, "left": palette.BLUE,
    }  # fmt: skip
    scales = [
        part["color"]["scale"] for part in parts(drawn(name)) if "scale" in part.get("color", {})
    ]
    assert scales
    for scale in scales:
        assert dict(zip(scale["domain"], scale["range"], strict=True)).items() <= known.items()


def test_no_two_meanings_of_a_chart_share_a_colour() -> None:
    for meanings in (palette.STATUS, palette.CATEGORY, palette.MOMENT, palette.VERDICT):
        assert len(set(meanings.values())) == len(meanings)
    assert set(palette.VERDICT) == set(COLUMNS["verdict"].words)


def test_the_bridge_starts_where_the_step_before_ended() -> None:
    steps = rows(drawn("bridge"))
    ends = [step["end"] for step in steps]
    assert [step["start"] for step in steps[1:-1]] == pytest.approx(ends[:-2])
    assert (steps[-1]["start"], steps[-1]["end"]) == (0, pytest.approx(1.0))
    assert [step["label"] for step in steps] == ["+4,0", "+0,2", "−1,4", "−1,8", "+1,0"]


def test_todays_money_is_drawn_by_the_effect_it_has() -> None:
    assert [(row["name"], row["cost"], row["label"]) for row in rows(drawn("spending"))] == [
        ("Flere job: 1,3\u00a0mio.\u00a0kr. og 0\u00a0årsværk", 1.3, "+10 afgange"),
        ("Færre job: 4,0\u00a0mio.\u00a0kr. og 0\u00a0årsværk", 4.0, "−2 afgange"),
        ("Ikke målt: 0,3\u00a0mio.\u00a0kr. og 0\u00a0årsværk", 0.325, "ikke kendt"),
    ]


def test_measures_without_extra_exits_are_named_and_have_no_bar() -> None:
    shown = {row["name"]: row for row in rows(drawn("prices"))}
    assert shown["Værksted"]["label"] == "Færre job"
    assert shown["Kontrol"]["label"] == "Ikke målt"
    assert shown["Værksted"]["length"] == shown["Kontrol"]["length"] == 0
    assert shown["Jobsamtaler"]["label"] == "125"


def test_places_show_the_measures_that_change_and_today_all_of_them() -> None:
    assert [row["label"] for row in rows(drawn("places"))] == [
        "100 → 0  Lukkes",
        "30 → 0  Overgår til en anden forvaltning",
        "500 → 997  Udvides",
    ]
    assert len(rows(charts.places(UNCHANGED, "da"))) == 5


def test_savings_are_drawn_against_what_is_demanded() -> None:
    spec = drawn("savings")
    assert [{"amount": 1.0, "label": "krav: 1,0"}] in spec["datasets"].values()
    assert {row["name"] for row in rows(spec)} == {
        "Service",
        "Driftsudgifter til indsatser",
        "Overførsler",
    }


def test_two_answers_stand_beside_each_other_in_what_the_new_one_must_close() -> None:
    spec = charts.key_figures(ANSWER, UNCHANGED, "da")
    assert spec["width"] == "container"
    assert [(row["figure"], row["name"], row["label"], row["length"]) for row in rows(spec)] == [
        ("Besparelse, mio. kr. om året", "Fortsæt", "0,0", 0),
        ("Besparelse, mio. kr. om året", "Prøven", "1,0", 1),
        ("Besparelse, mio. kr. om året for hele kommunen", "Fortsæt", "0,0", 0),
        ("Besparelse, mio. kr. om året for hele kommunen", "Prøven", "0,8", 1),
        ("Ekstra afgange om året", "Fortsæt", "0", 0),
        ("Ekstra afgange om året", "Prøven", "12", 1),
        ("Afskedigede, personer", "Fortsæt", "0", 0),
        ("Afskedigede, personer", "Prøven", "15", 1),
    ]


def test_each_chart_says_its_message_with_the_numbers_of_the_answer() -> None:
    assert titles.bridge(ANSWER, "da") == (
        "Der frigøres 4,2\u00a0mio.\u00a0kr. om året, hvoraf 3,2\u00a0mio.\u00a0kr. bruges igen: "
        "1,0\u00a0mio.\u00a0kr. er tilbage "
        "i 2018"
    )
    assert titles.spending(ANSWER, "da") == (
        "Dagens indsatser koster 5,6\u00a0mio.\u00a0kr. netto om året og giver 9 ekstra afgange; "
        "heraf går 4,0\u00a0mio.\u00a0kr. til indsatser uden ekstra afgange"
    )
    assert titles.staff_today(ANSWER, "da") == (
        "57 medarbejdere i dag, heraf 12 fleksjobbere; en plan kan ændre på 57 af 57\u00a0årsværk"
    )
    assert titles.prices(ANSWER, "da") == (
        "En ekstra afgang koster i dag fra 125.000\u00a0kr. (Jobsamtaler) til 125.000\u00a0kr. "
        "(Jobsamtaler); én indsats giver ingen"
    )
    assert titles.places(ANSWER, "da") == (
        "Af 5 indsatser: 1 lukkes, 1 overgår til andre, 1 udvides og 2 fortsætter uændret"
    )
    assert titles.exits(ANSWER, "da") == "Dagpenge: 9 flere afgange om året ud af 12 flere i alt"
    assert titles.units(ANSWER, "da") == "Værkstederne ændres mest: fra 17 til 0\u00a0årsværk"
    assert titles.savings(ANSWER, "da") == (
        "Der spares 1,0\u00a0mio.\u00a0kr. om året fra 2018, kravet er 1,0\u00a0mio.\u00a0kr.; "
        "2017 giver 0,6\u00a0mio.\u00a0kr."
    )


def test_charts_of_today_carried_on_say_that_nothing_changes() -> None:
    assert titles.bridge(UNCHANGED, "da") == "Der frigøres ingen penge"
    assert titles.exits(UNCHANGED, "da") == "Ingen gruppe får flere afgange end i dag"
    assert titles.units(UNCHANGED, "da") == "Alle enheder beholder deres personale"
