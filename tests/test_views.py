"""Every page under AppTest, in both languages: no fault, no mixture, no old number."""

import ast
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from inputs import read
from inputs.workbook import write as workbook_write
from locales import catalogue
from scenarios.choice import Choice
from views.parts.fields import MARK
from views.state import choice

ROOT = Path(__file__).parent.parent
PAGES = ("overview", "scenario.page", "plan", "staff.page", "demands.page", "compare.page", "data",
         "report", "uncertainty.page")  # fmt: skip
SLOW = 120  # seconds a page may take on a busy machine


def one_page(name: str) -> None:
    import importlib  # noqa: PLC0415 - the function's source is run as a script of its own

    importlib.import_module(f"views.{name}").show()


def opened(name: str, language: str = "da") -> AppTest:
    page = AppTest.from_function(one_page, args=(name,), default_timeout=SLOW)
    page.session_state["lang"] = language
    return page.run()


def headings(page: AppTest) -> list[str]:
    """The headings, every space a plain one."""
    found = (*page.title, *page.header, *page.subheader)
    return [each.value.replace("\N{NO-BREAK SPACE}", " ") for each in found]


def widget(page: AppTest, key: str) -> Any:
    """The field of a key, whatever words it shows."""
    kinds = ("selectbox", "multiselect", "select_slider", "button_group", "text_input", "toggle")
    shown = (each for kind in kinds for each in page.get(kind))
    return next((each for each in shown if key_of(each) == key), None) or page.get_by_key(key)


def key_of(field: Any) -> str:
    """Its key without that of its words."""
    return str(field.key).split(MARK)[0]


def labels(page: AppTest) -> list[str]:
    kinds = ("selectbox", "select_slider", "button", "button_group", "tabs", "download_button")
    return [str(getattr(each, "label", "")) for kind in kinds for each in page.get(kind)]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_without_a_fault(name: str, language: str) -> None:
    page = opened(name, language)
    assert not page.exception
    assert not page.error
    assert len(page.title) == 1
    assert all(label.strip() for label in labels(page))


def test_the_app_opens_on_the_answer_with_the_other_language_at_hand() -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOW).run()
    assert not page.exception
    assert not page.error
    assert widget(page, "lang-switch").label == "English"
    widget(page, "lang-switch").click().run()
    assert widget(page, "lang-switch").label == "Dansk"
    assert page.query_params["lang"] == "en"


def test_a_fault_of_ours_is_told_without_a_stack_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("views.state.studies.solve", broken)
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOW).run()
    assert [each.value for each in page.error] == [
        "Siden kunne ikke vises. Fejlen er vores, og den er registreret."
    ]
    assert not page.exception


def messages() -> set[str]:
    """Every message of app.py and views/: the literal arguments of `_`."""
    return {
        str(node.args[0].value)
        for path in (ROOT / "app.py", *(ROOT / "views").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_message_has_a_danish_text_with_the_same_parameters() -> None:
    danish = catalogue("da")
    assert {m for m in messages() if not danish.get(m)} == set()
    assert {m for m in messages() if parameters(m) != parameters(danish[m])} == set()


def parameters(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_no_danish_page_falls_back_on_an_english_message(monkeypatch: pytest.MonkeyPatch) -> None:
    missing: set[str] = set()

    class Noted(dict[str, str]):
        def get(self, message: str, _default: object = None) -> str | None:  # type: ignore[override]
            if not super().get(message):
                missing.add(message)
            return super().get(message)

    noted = Noted(catalogue("da"))
    monkeypatch.setattr("locales.catalogue", lambda language: noted if language == "da" else {})
    for name in PAGES:
        opened(name)
    assert missing == set()


def test_nothing_moved_is_the_scenario_of_the_library() -> None:
    page = opened("scenario.page")
    assert not page.session_state["current"].moved
    assert page.session_state["current"].id == choice.FIRST


def test_a_lever_moved_changes_the_answer_and_keeps_the_one_before() -> None:
    page = opened("scenario.page")
    before = headings(page)
    widget(page, "optimum-34.amount").set_value(40).run()
    assert not page.exception
    assert "40,0 mio. kr." in headings(page)[1]
    assert page.session_state["current"] == Choice("optimum-34", levers={"amount": 40})
    assert headings(page)[1] != before[1]
    assert page.session_state["previous"] == Choice("optimum-34")


def test_a_lever_put_back_gives_the_first_answer_again() -> None:
    page = opened("scenario.page")
    before = headings(page)[1]
    widget(page, "optimum-34.amount").set_value(40).run()
    widget(page, "reset").click().run()
    assert headings(page)[1] == before


def test_what_today_gives_is_told_when_other_effects_are_assumed() -> None:
    page = widget(opened("scenario.page"), "optimum-34.effects").set_value("low").run()
    assert any("Med lave effekter koster dagens" in each.value for each in page.caption)


def test_the_sources_of_the_settings_are_named_as_in_their_table() -> None:
    tables = (each.value for each in opened("data").dataframe if "Række" in each.value)
    assert "Forløbet del af første år" in set(next(tables)["Række"])


@pytest.mark.parametrize("name", PAGES)
def test_fields_and_their_choices_are_told_by_name_never_by_id(name: str) -> None:
    data = read.default().instance
    assert data is not None
    ids = {*data.measures, *data.groups, *data.units, *data.staff_groups, *data.demands}
    page = opened(name)
    told = [*labels(page), *(each for box in page.selectbox for each in box.options)]
    told += [each for box in page.multiselect for each in box.options]
    assert [text for text in told if ids & set(re.findall(r"[\w-]+", text))] == []


def test_a_sentence_to_choose_has_one_form_of_each_word() -> None:
    sentences = widget(opened("demands.page"), "wish-kind").options
    assert [each for each in sentences if re.search(r"[{}|]", each)] == []


def test_a_measure_locked_open_stays_open() -> None:
    page = opened("scenario.page")
    widget(page, "optimum-34.lock.M12").set_value("as_today").run()
    assert page.session_state["current"].locks == {"M12": "as_today"}
    assert not page.error


def test_what_cannot_be_done_is_told_with_the_demands_that_clash() -> None:
    page = opened("scenario.page")
    widget(page, "optimum-34.amount").set_value(100)
    widget(page, "optimum-34.max_dismissals").set_value(0).run()
    assert not page.exception
    assert len(page.error) == 1
    assert "Ingen plan" in page.error[0].value
    assert not page.get("vega_lite_chart")


@pytest.mark.parametrize("locked", [False, True])
def test_only_what_there_is_to_give_up_is_named(locked: bool) -> None:  # noqa: FBT001
    page = opened("scenario.page")
    if locked:
        widget(page, "optimum-34.lock.M12").set_value("open").run()
    widget(page, "optimum-34.amount").set_value(100)
    widget(page, "optimum-34.max_dismissals").set_value(0).run()
    told = " ".join(each.value for each in page.markdown)
    assert "Sænk beløbet." in told
    assert "Slå et af kravene fra." in told
    assert ("Frigiv en indsats." in told) == locked


def test_a_demand_is_told_with_the_amount_that_the_lever_asks_for() -> None:
    page = opened("scenario.page")
    widget(page, "optimum-34.amount").set_value(40).run()
    assert "40\u00a0mio.\u00a0kr." in widget(page, "optimum-34.demand.SPAR").label


def test_the_law_can_neither_be_locked_nor_switched_off() -> None:
    page = opened("scenario.page")
    assert "optimum-34.lock.M01" not in {each.key for each in page.selectbox}
    assert widget(page, "optimum-34.demand.LOV-SAMTALER").disabled


def test_todays_practice_has_no_levers() -> None:
    page = opened("scenario.page")
    widget(page, "scenario").set_value("fortsaet").run()
    assert not page.exception
    assert not page.select_slider


def upload(page: AppTest, name: str, content: bytes) -> AppTest:
    return page.file_uploader[0].set_value((name, content, "")).run()


def test_a_refused_file_leaves_the_numbers_as_they_were() -> None:
    page = upload(opened("data"), "tal.xlsx", b"not a workbook")
    assert "ikke taget i brug" in page.error[0].value
    assert "upload" not in page.session_state
    assert "medfølgende datasæt" in page.markdown[0].value


def test_a_file_with_cpr_numbers_is_refused_and_nothing_of_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dropped: list[str] = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda _self, _session, file: dropped.append(file)
    )
    book = load_workbook(BytesIO(workbook_write.workbook(read.default().tables, "da")))
    book.worksheets[1]["Z1"] = "010190-1234"
    content = BytesIO()
    book.save(content)
    page = upload(opened("data"), "tal.xlsx", content.getvalue())
    assert page.error
    assert "upload" not in page.session_state
    assert "010190" not in str(page.session_state["problems"])
    assert not page.file_uploader[0].value
    assert len(dropped) == 1


@cache
def own_workbook() -> bytes:
    """Made once, so that it is read once."""
    return workbook_write.workbook(read.load(ROOT / "tests" / "data" / "small").tables, "da")


def test_an_own_workbook_is_used_and_nobody_else_sees_it() -> None:
    content = own_workbook()
    mine, other = upload(opened("data"), "tal.xlsx", content), opened("data")
    assert not mine.error
    assert "tal.xlsx" in mine.markdown[0].value
    assert "tal.xlsx" not in other.markdown[0].value
    widget(mine, "release").click().run()
    assert "medfølgende datasæt" in mine.markdown[0].value


@pytest.mark.parametrize("name", PAGES)
def test_every_page_speaks_of_an_own_workbook(name: str) -> None:
    content = own_workbook()
    page = AppTest.from_function(one_page, args=(name,), default_timeout=SLOW)
    page.session_state["upload"] = {"name": "tal.xlsx", "bytes": content}
    page.run()
    assert not page.exception
    assert len(page.title) == 1


def test_an_own_workbook_never_gets_the_answer_of_the_shipped_data() -> None:
    content = own_workbook()
    page = opened("plan")
    shipped = headings(page)
    page.session_state["upload"] = {"name": "tal.xlsx", "bytes": content}
    assert headings(page.run()) != shipped
