"""The symbols of docs/formulation.md, from the declaration: run `python -m inputs.schema.paper`."""

import csv
import re
from pathlib import Path

from inputs.schema.tables import FOLDER, SETTINGS, TABLES, Column

PAPER = FOLDER.parent.parent / "docs" / "formulation.md"
OPENS, CLOSES = "<!-- symbols: made by inputs/schema/paper.py -->", "<!-- end of symbols -->"
HEAD = "| Symbol | What it is | Unit | Table and column | Blank |\n|---|---|---|---|---|\n"
BLANK = re.compile(r"Blank: (.*?)(?:\.(?: |$)|$)")


def symbols() -> str:
    """A row for each symbol, as the tables declare its column."""
    with (FOLDER / "symbols.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return HEAD + "".join(_row(row["symbol"], _column(row["table"], row["column"])) for row in rows)


def _column(table: str, name: str) -> Column:
    """The declared column; of the settings, the setting."""
    return SETTINGS[name] if table == "settings" else TABLES[table].columns[name]


def _row(symbol: str, column: Column) -> str:
    place = f"`{column.table}.{column.id}`"
    return f"| {symbol} | {column.en} | {column.unit or '–'} | {place} | {_blank(column)} |\n"


def _blank(column: Column) -> str:
    """What a blank means, in the words of the declaration."""
    found = BLANK.search(column.help_en)
    if column.required or not found:
        return "must be filled in" if column.required else column.default or "nothing"
    return found[1]


def renewed(text: str) -> str:
    """The paper with its symbols made anew. Raises ValueError where it has no place for them."""
    before, opens, rest = text.partition(OPENS)
    _, closes, after = rest.partition(CLOSES)
    if not (opens and closes):
        raise ValueError(f"{PAPER.name}: {OPENS} … {CLOSES}?")
    return f"{before}{OPENS}\n\n{symbols()}\n{CLOSES}{after}"


def renew(path: Path = PAPER) -> None:
    """Write the symbols into the paper."""
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    renew()
