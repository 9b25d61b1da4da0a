"""Tables written as text: a folder of TABLE.csv files that reads back to the same tables."""

import csv
import re
from pathlib import Path
from typing import Any

from inputs.tables import TABLES, Tables

UNCLEAR = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def write_folder(tables: Tables, folder: Path) -> None:
    """One file per table that has rows, semicolons between the cells, UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        path = folder / f"{table.id}.csv"
        path.unlink(missing_ok=True)
        if tables[table.id]:
            with path.open("w", encoding="utf-8", newline="") as lines:
                writer = csv.writer(lines, delimiter=";", lineterminator="\n")
                writer.writerow(table.columns)
                writer.writerows([text(row[c]) for c in table.columns] for row in tables[table.id])


def text(value: Any) -> str:
    """A value as a cell of a text table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(text(part) for part in value)
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """The shortest digits that are the number; 1.234 as 1.2340, which cannot be thousands."""
    digits = str(int(value)) if value.is_integer() else repr(value)
    return f"{digits}0" if UNCLEAR.fullmatch(digits) else digits
