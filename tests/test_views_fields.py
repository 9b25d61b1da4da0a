"""Fields hold ids and numbers, whatever words they show; what they cannot read changes nothing."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_views import PAGES, SLOW, key_of, opened, widget

from locales import read_number
from scenarios.choice import Choice
from views.parts import fields
from views.parts.door import guarded
from views.scenario import controls

ROOT = Path(__file__).parent.parent
NAME = "optimum-34"
EVERY_PAGE = (*PAGES, "frontier")
FIELDS = {"selectbox", "multiselect", "select_slider", "radio", "segmented_control", "pills",
          "number_input", "text_area", "data_editor"}  # fmt: skip
TEXTS = {"title", "header", "subheader", "write", "markdown", "caption", "info", "success",
         "warning", "error", "metric", "table"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("60,5", 60.5, None),
        ("60.5", None, 60.5),
        ("1.234", 1234.0, 1.234),
        ("1,234", 1.234, 1234.0),
        ("1.234,5", 1234.5, None),
        ("1,234.5", None, 1234.5),
        ("1.23.4", None, None),
        ("12.34,5", None, None),
        (" −5 ", -5.0, -5.0),
        ("34", 34.0, 34.0),
        ("1e5", None, None),
        ("nan", None, None),
        ("1 200", None, None),
        ("34 mio.", None, None),
        ("", None, None),
    ],
)
def test_a_number_is_read_as_the_language_writes_it_or_not_at_all(
    text: str, danish: float | None, english: float | None
) -> None:
    assert (read_number(text, "da"), read_number(text, "en")) == (danish, english)


def bound(page: AppTest) -> Any:
    return widget(page, f"{NAME}.ask.SPAR")


def test_a_bound_is_understood_in_the_reader_s_language_and_written_back() -> None:
    page = opened("demands.page")
    bound(page).set_value("60,50").run()
    assert page.session_state["choices"][NAME].bounds == {"SPAR": 60_500}
    assert bound(page).value == "60,5"
    bound(page).set_value("60,500").run()
    assert bound(page).value == "60,5"
    page.session_state["lang"] = "en"
    assert bound(page.run()).value == "60.5"


@pytest.mark.parametrize("entry", ["60.5", "1.000,5", "−1", "mange", ""])
def test_an_entry_that_is_no_number_in_range_is_told_and_changes_nothing(entry: str) -> None:
    page = opened("demands.page")
    bound(page).set_value(entry).run()
    assert [each.value for each in page.error] == [
        "Skriv et tal mellem 0 og 1.000. Indtil da gælder 34."
    ]
    assert "choices" not in page.session_state
    bound(page).set_value("35").run()
    assert not page.error
    assert page.session_state["choices"][NAME].bounds == {"SPAR": 35_000}


def shown(page: AppTest) -> list[Any]:
    """Every field with options or a switch that the reader can move."""
    kinds = ("selectbox", "multiselect", "select_slider", "button_group", "toggle", "checkbox")
    found = (each for kind in kinds for each in page.get(kind))
    return [each for each in found if each.key and not each.disabled]


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_no_field_has_its_words_for_its_value_in_another_language(name: str) -> None:
    page = opened(name)
    before = {key_of(each): (each.key, each.value) for each in shown(page)}
    page.session_state["lang"] = "en"
    after = {key_of(each): (each.key, each.value) for each in shown(page.run())}
    page.session_state["lang"] = "da"
    back = {key_of(each): (each.key, each.value) for each in shown(page.run())}
    assert not page.exception
    assert {key: value for key, (_, value) in before.items()} == {
        key: value for key, (_, value) in after.items()
    }
    assert back == before


def levers_only() -> None:
    from views.scenario import controls  # noqa: PLC0415 - the source is run as a script of its own
    from views.state import choice  # noqa: PLC0415

    controls.show(choice.current())


def test_every_lever_moves_after_english_and_danish() -> None:
    page = AppTest.from_function(levers_only, default_timeout=SLOW)
    for language in ("da", "en", "da"):
        page.session_state["lang"] = language
        page.run()
    keys = [key_of(each) for each in shown(page) if each.type != "toggle"]
    assert len(keys) > 30
    for key in keys:
        field = widget(page, key)
        field.set_value(other_value(page, key)).run()
        assert not page.exception, key


def other_value(page: AppTest, key: str) -> Any:
    """An id that the field does not hold."""
    field = widget(page, key)
    name = key.removeprefix(f"{NAME}.")
    ids = controls.CODES.get(name) or (controls.LOCKS if name.startswith("lock.") else ())
    if key == "scenario":
        return field.value
    if ids:
        return next(each for each in ids if each != field.value)
    return {"amount": 20, "by": 2019, "max_dismissals": None}.get(name, 0.15)


def test_options_of_one_name_stay_apart() -> None:
    assert fields.distinct({"A": "Nord", "B": "Nord", "C": "Syd"}) == {
        "A": "Nord (A)", "B": "Nord (B)", "C": "Syd",
    }  # fmt: skip


def test_a_value_that_is_no_option_is_not_entered() -> None:
    entered: list[Any] = []
    st.session_state["field"] = "Netto"
    fields._entered("field", ("net", "gross"), entered.append)
    st.session_state["field"] = "net"
    fields._entered("field", ("net", "gross"), entered.append)
    assert entered == ["net"]


def test_what_the_session_holds_gives_way_where_the_data_have_no_such() -> None:
    page = AppTest.from_function(_held, default_timeout=SLOW)
    page.session_state["unit"] = "of-other-data"
    page.session_state["units"] = ["of-other-data", "B"]
    assert not page.run().exception
    assert page.session_state["found"] == ("A", ["B"])


def _held() -> None:
    import streamlit as st  # noqa: PLC0415 - the function's source is run as a script of its own

    from views.parts import fields  # noqa: PLC0415

    words = {"A": "Nord", "B": "Syd"}
    one = fields.select("Unit", words, "unit")
    st.session_state["found"] = (one, fields.several("Units", words, "units"))


def test_a_scenario_that_the_data_do_not_have_gives_way_to_the_first() -> None:
    page = AppTest.from_function(_on_screen, default_timeout=SLOW)
    page.session_state["scenario"] = "Flest job"
    assert not page.run().exception
    assert page.session_state["found"] == NAME


def _on_screen() -> None:
    import streamlit as st  # noqa: PLC0415 - the function's source is run as a script of its own

    from views.state import choice  # noqa: PLC0415

    st.session_state["found"] = choice.current().base.id


def test_a_fault_in_a_callback_is_told_and_the_page_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Choice:
        raise KeyError("secret")

    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOW)
    monkeypatch.setattr("views.state.session._speak", broken)
    widget(page.run(), "lang-switch").click().run()
    assert not page.exception
    assert [each.value for each in page.error] == [
        "Det kunne ikke lade sig gøre. Fejlen er vores, og den er registreret."
    ]
    assert len(page.title) == 1
    assert not page.run().error


def test_what_is_guarded_still_does_its_work() -> None:
    done: list[int] = []
    guarded(done.append)(3)
    assert done == [3]


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call of a method or function in app.py and views/, by its last name."""
    for path in (ROOT / "app.py", *sorted((ROOT / "views").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield path, node, node.func.attr


def places(broken: Callable[[Path, ast.Call, str], bool]) -> list[str]:
    return [f"{p.relative_to(ROOT)}:{c.lineno} {n}" for p, c, n in calls() if broken(p, c, n)]


def test_fields_are_drawn_by_one_hand() -> None:
    assert places(lambda path, _call, name: name in FIELDS and path.stem != "fields") == []
    assert places(lambda _path, _call, name: name == "number_input") == []


def of_streamlit(path: Path, call: ast.Call) -> bool:
    """Whether a call is of Streamlit or of a place on the page, and not of a module of ours."""
    imported = {
        (name.asname or name.name).split(".")[-1]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    owner = ast.unparse(call.func).split(".")[0]
    return owner == "st" or owner not in imported


def escaped(call: ast.Call) -> bool:
    """Whether what is said is a message of ours as it stands, or passed by the escape."""
    first = call.args[0] if call.args else None
    named = first.func if isinstance(first, ast.Call) else None
    return isinstance(named, ast.Name) and named.id in ("_", "plain", "_whose")


def test_texts_are_said_by_one_hand() -> None:
    assert (
        places(
            lambda path, call, name: (
                name in TEXTS
                and path.stem != "say"
                and of_streamlit(path, call)
                and not escaped(call)
            )
        )
        == []
    )


def test_every_callback_stands_behind_the_last_door() -> None:
    def open_to_the_reader(_path: Path, call: ast.Call, _name: str) -> bool:
        back = [k.value for k in call.keywords if k.arg in ("on_click", "on_change")]
        return any(
            not (isinstance(each, ast.Constant) and each.value == "ignore")
            and not (isinstance(each, ast.Call) and ast.unparse(each.func) == "guarded")
            for each in back
        )

    assert places(open_to_the_reader) == []
