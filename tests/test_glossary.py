"""The glossary names what is there: files, classes, functions, and words that a reader meets."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

NOT_YET = "not yet"
LINE = re.compile(r"\| ([^|]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
ON_SCREEN = ("locales/da/*.po", "inputs/**/*.csv", "scenarios/library/*.toml")


def terms() -> list[tuple[str, str, str, str]]:
    """Term, file, name and Danish word of each line."""
    text = Path("docs/glossary.md").read_text(encoding="utf-8")
    lines = (found.groups() for found in map(LINE.fullmatch, text.splitlines()) if found)
    return [
        tuple(cell.strip("`") for cell in line)  # type: ignore[misc]
        for line in lines
        if line[0] != "Term"
    ]


@cache
def defined(path: str) -> set[str]:
    """Names that a file defines, those of a class with the class before them."""
    names: set[str] = set()

    def collect(nodes: list[ast.stmt], before: str) -> None:
        for node in nodes:
            match node:
                case ast.ClassDef():
                    names.add(node.name)
                    collect(node.body, f"{node.name}.")
                case ast.FunctionDef():
                    names.add(before + node.name)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    names.add(before + name)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    names.add(before + name)

    collect(ast.parse(Path(path).read_text(encoding="utf-8")).body, "")
    return names


@cache
def on_screen() -> str:
    """All Danish that the product can show, in small letters."""
    paths = (path for pattern in ON_SCREEN for path in sorted(Path().glob(pattern)))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths).lower()


def test_the_glossary_has_each_term_once() -> None:
    names = [term for term, *_ in terms()]
    assert len(names) > 50
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize(("term", "path", "name", "danish"), terms())
def test_a_term_is_a_name_in_its_file_and_a_word_on_screen(
    term: str, path: str, name: str, danish: str
) -> None:
    del term
    if NOT_YET in (path, name):
        assert path == name == NOT_YET
    else:
        assert name in defined(path)
    if danish != "–":
        assert danish in on_screen()
