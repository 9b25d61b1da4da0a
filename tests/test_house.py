"""The habits of the house that no other tool holds."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from inputs.schema.tables import SETTINGS, TABLES

ROOMS = ("model", "scenarios", "inputs", "reports", "views", "commands", "locales")
SPEAKING = ("inputs", "reports", "views", "commands", "locales", "app.py", "cli.py")
FUNCTION_LINES = 30
KEYWORDS = {"_": None, "say": None, "ngettext": (1, 2)}  # mark a message, and its plural
AT_HOME = {  # library -> where it may be imported
    "streamlit": ("app.py", "views/"),
    "pyomo": ("model/",),
    "highspy": ("model/",),
    "ortools": ("model/",),
    "pandas": ("inputs/", "reports/", "views/"),
    "openpyxl": ("inputs/", "reports/", "views/"),
    "xlsxwriter": ("inputs/", "reports/", "views/"),
    "altair": ("inputs/", "reports/", "views/"),
}


def tracked(*endings: str) -> list[Path]:
    """Files of the project as git knows them, that are still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True)
    paths = [Path(name) for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.name.endswith(endings or ("",))]


def of_rooms(*rooms: str) -> list[Path]:
    return [path for path in tracked(".py") if path.parts[0] in rooms]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture or a workbook
            continue


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Top-level names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def body_lines(node: ast.FunctionDef) -> int:
    """Lines of a function from its name on, the docstring apart."""
    doc = node.body[0] if ast.get_docstring(node) else None
    quoted = (doc.end_lineno or 0) - doc.lineno + 1 if doc else 0
    return (node.end_lineno or 0) - node.lineno + 1 - quoted


def targets() -> set[str]:
    return set(
        re.findall(r"^([a-z]+):", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )


def messages() -> dict[str, set[str]]:
    """English messages marked in the code, with the files they stand in."""
    found: dict[str, set[str]] = {}
    for path in of_rooms(*SPEAKING):
        with path.open("rb") as lines:
            for _, told, _, _ in extract("python", lines, keywords=KEYWORDS):
                for message in told if isinstance(told, tuple) else (told,):
                    found.setdefault(str(message), set()).add(str(path))
    return found


def catalogues() -> dict[str, dict[str, str]]:
    """English message -> Danish of each room."""
    danish: dict[str, dict[str, str]] = {}
    for path in sorted(Path("locales/da").glob("*.po")):
        with path.open("rb") as lines:
            entries = read_po(lines, locale="da")
        danish[path.stem] = {
            english: text
            for entry in entries
            if entry.id
            for english, text in (
                zip(entry.id, entry.string, strict=True)
                if entry.pluralizable
                else ((entry.id, entry.string),)
            )
        }
    return danish


def catalogue() -> dict[str, str]:
    return {message: text for room in catalogues().values() for message, text in room.items()}


def fields(message: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", message))


def test_no_function_is_longer_than_a_page() -> None:
    long = {
        f"{path}:{node.lineno} {node.name}": body_lines(node)
        for path in of_rooms(*ROOMS, "app.py", "cli.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and body_lines(node) > FUNCTION_LINES
    }
    assert long == {}


def test_nothing_is_put_off() -> None:
    later = re.compile(r"\b(T[O]DO|F[I]XME|H[A]CK)\b")
    assert [str(path) for path, text in texts() if later.search(text)] == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    place = re.compile(
        r"(?<![\w.}])/(?:home|root|Users|work|tmp|mnt)/\w|pypi\.|python[h]osted|art[i]factory"
    )
    named = {str(path): found[0] for path, text in texts() if (found := place.search(text))}
    assert named == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [str(path) for path in tracked(".py") if path.stem in empty] == []


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "locales"])
def test_a_package_opens_with_one_line_and_nothing_else(room: str) -> None:
    for path in Path(room).rglob("__init__.py"):
        module = tree(path)
        assert ast.get_docstring(module), path
        assert len(path.read_text(encoding="utf-8").splitlines()) == 1, path


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_is_imported_only_where_it_is_at_home(library: str) -> None:
    strangers = [
        str(path)
        for path in of_rooms(*ROOMS, "app.py", "cli.py")
        if library in imports(path) and not str(path).startswith(AT_HOME[library])
    ]
    assert strangers == []


def test_nobody_imports_the_front_doors_or_the_benchmarks() -> None:
    doors = {"app", "cli", "benchmarks", "tests"}
    assert [str(p) for p in of_rooms(*ROOMS, "app.py", "cli.py") if doors & imports(p)] == []


def test_every_version_is_locked_with_its_hashes_and_no_address() -> None:
    lock = Path("requirements.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", lock)
    unlocked = [
        entry.splitlines()[0]
        for entry in entries
        if not re.match(r"[\w.\[\]-]+==[\w.+!]+( ;[^\\]*)? \\\n    --hash=sha256:", entry)
    ]
    assert unlocked == []
    assert not re.search(r"https?://|index-url|find-links|trusted-host| @ ", lock)


def test_the_lock_has_what_the_project_asks_for() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = Path("requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    for requirement in wanted:
        name, _, version = requirement.partition("==")
        assert name in locked, requirement
        assert version in ("", locked[name]), requirement


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_a_command_that_a_document_names_can_be_made(document: str) -> None:
    text = Path(document).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= targets()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/limitations.md"])
def test_a_path_that_a_document_names_is_there(document: str) -> None:
    text = Path(document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|txt|toml))`", text)
    missing = [name for name in named if not Path(name).exists()]
    assert missing == []


def test_every_message_has_a_danish_text() -> None:
    danish = catalogue()
    assert {m: sorted(files) for m, files in messages().items() if not danish.get(m)} == {}


def test_every_danish_text_is_of_a_message_in_use() -> None:
    used = {
        node.value
        for path in of_rooms(*SPEAKING)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    units = {column.unit for table in TABLES.values() for column in table.columns.values()}
    units |= {column.unit for column in SETTINGS.values()}
    assert sorted(set(catalogue()) - used - units) == []


def test_a_message_has_one_danish_text_whatever_the_room() -> None:
    danish = catalogue()
    other = {
        f"{room}: {message}"
        for room, texts_of_room in catalogues().items()
        for message, text in texts_of_room.items()
        if text != danish[message]
    }
    assert other == set()


def test_a_danish_text_has_the_same_fields_as_its_message() -> None:
    assert [m for m, text in catalogue().items() if fields(m) != fields(text)] == []


def test_a_message_with_a_plural_has_the_same_pair_in_the_code_and_in_danish() -> None:
    pairs: dict[str, set[str]] = {}
    for path in of_rooms(*SPEAKING):
        with path.open("rb") as lines:
            for _, told, _, _ in extract("python", lines, keywords=KEYWORDS):
                if isinstance(told, tuple):
                    pairs.setdefault(str(told[0]), set()).add(str(told[1]))
    danish = {
        entry.id[0]: {entry.id[1]}
        for path in sorted(Path("locales/da").glob("*.po"))
        for entry in read_po(BytesIO(path.read_bytes()), locale="da")
        if entry.pluralizable
    }
    assert pairs == danish


def test_decisions_are_numbered_from_one_and_fit_on_a_page() -> None:
    decisions = sorted(Path("docs/decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n + 1:04}" for n in range(len(decisions))]
    for path in decisions:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, path
