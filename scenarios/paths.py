"""Paths to single numbers of the data, `groups.KAP.caseload` or `groups.KAP.persons@2018`."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple, get_type_hints

from model.demand import Text
from model.derived import casework_hours
from model.instance import Instance
from model.numbers import BY_YEAR, MAY_BE_BLANK, SINCE, WHOLE, field_called, numeric, table_called
from scenarios.scenario import Fault, nearest

MOST_YEARS = 20
LAST = 9999  # of the years that count: no end


class Path(NamedTuple):
    """A path in its parts; the settings are a table without rows, `year` is blank for all years."""

    table: str
    row: str
    field: str
    year: str


def parts(path: str) -> Path:
    """The parts of a path, whether there is such a number or not."""
    number, _, year = path.partition(SINCE)
    sheet, *row, field = number.split(".") if "." in number else (number, "")
    table = table_called(sheet)
    return Path(table, ".".join(row), field_called(table, field), year)


def is_path(instance: Instance, key: str) -> bool:
    """Whether a key begins like the path of a number."""
    return "." in key and parts(key).table in ("settings", *tables(instance))


def tables(instance: Instance) -> list[str]:
    """Tables of which a row has a name."""
    return [each.name for each in fields(instance) if rows(instance, each.name) is not None]


def rows(instance: Instance, table: str) -> dict[str, Any] | None:
    """The rows of a table by name; None where it has none. Steps are named by what comes first."""
    found = getattr(instance, table, None)
    if isinstance(found, Mapping):
        return {key if isinstance(key, str) else "/".join(key): row for key, row in found.items()}
    return {str(step[0]): step for step in found} if table == "ladder" and found else None


def row_of(path: str, instance: Instance) -> Any:
    """The row that a path names, None where there is none."""
    found = parts(path)
    if found.table == "settings" and not found.row:
        return instance.settings
    return (rows(instance, found.table) or {}).get(found.row)


def lacks_row(path: str, instance: Instance) -> bool:
    """Whether a path names a row that its table does not have."""
    named = rows(instance, parts(path).table) is not None and bool(parts(path).row)
    return named and row_of(path, instance) is None


def remedies(path: str, instance: Instance) -> Iterator[tuple[str, Text]]:
    """What was found, and what to do, where a path names no number of the data."""
    found, known = parts(path), ["settings", *tables(instance)]
    row = row_of(path, instance)
    if found.table not in known:
        yield found.table, nearest(found.table, known)
    elif not found.row and found.table != "settings":
        yield found.field, WHOLE_PATH
    elif row is None:
        yield found.row, nearest(found.row, list(rows(instance, found.table) or ()))
    elif found.field not in numeric(row) and (found.table, found.field) == ("effects", "effect"):
        yield found.field, PER_PLACE
    elif found.field not in numeric(row):
        yield found.field, nearest(found.field, numeric(row))
    elif SINCE in path:
        yield from unfit_year(found, instance)


def unfit_year(found: Path, instance: Instance) -> Iterator[tuple[str, Text]]:
    """A column that has no years, or a year that is none of the data's."""
    years, columns = [str(year) for year in instance.years], BY_YEAR.get(found.table, ())
    if found.field not in columns:
        yield f"{found.field}{SINCE}{found.year}", without_years(found.table, columns)
    elif found.year not in years:
        yield found.year, Text(f"Vælg et år fra {years[0]} til {years[-1]}.",
                               f"Choose a year from {years[0]} to {years[-1]}.")  # fmt: skip


def without_years(table: str, columns: tuple[str, ...]) -> Text:
    """What to do about a number that is the same in all years."""
    if not columns:
        among = ", ".join(BY_YEAR)
        return Text(f"Tallet er det samme i alle år. Kun disse ark har tal efter år: {among}.",
                    f"It is the same in all years. Only these have numbers by year: {among}."
                    )  # fmt: skip
    among = ", ".join(columns)
    return Text(f"Tallet er det samme i alle år. I {table} kan disse ændre sig: {among}.",
                f"It is the same in all years. In {table} these may change: {among}.")  # fmt: skip


PER_PLACE = Text("Skriv mid, og tallet i afgange pr. plads.",
                 "Write mid, and the number in exits per place.")  # fmt: skip
WHOLE_PATH = Text("Skriv tabel, række og kolonne, fx groups.KAP.caseload.",
                  "Write table, row and column, such as groups.KAP.caseload.")  # fmt: skip


def may_be_blank(path: str, instance: Instance) -> bool:
    """Whether the number of a path may be a blank."""
    return kind_of(path, instance) in MAY_BE_BLANK


def is_cut(path: str, value: float | None, instance: Instance) -> bool:
    """Whether a value has decimals that its number cannot have."""
    return value is not None and value % 1 != 0 and kind_of(path, instance) in WHOLE


def kind_of(path: str, instance: Instance) -> Any:
    """The type of the number that a path names."""
    row = row_of(path, instance)
    hints = get_type_hints(type(row)) if hasattr(row, "_fields") else {}
    return hints.get(parts(path).field)


WHOLE_NUMBER = Text("Skriv et helt tal.", "Write a whole number.")


def joint_faults(changed: Instance) -> Iterator[Fault]:
    """Years that no plan covers, and casework that nobody does."""
    first, last = changed.settings.first_year, changed.settings.last_year
    if not 0 <= last - first < MOST_YEARS:
        rule = Text(f"En plan dækker fra ét til {MOST_YEARS} år.",
                    f"A plan covers one to {MOST_YEARS} years.")  # fmt: skip
        remedy = Text("Ret det første eller det sidste år.", "Correct the first or the last year.")
        yield Fault("data.settings", f"{first}-{last}", remedy, rule)
    since = changed.settings.in_work_from, changed.settings.in_work_to
    if since != (0, LAST) and not any(since[0] <= y <= since[1] for y in changed.years):
        yield Fault("data.settings.in_work_from", f"{since[0]}", NONE_COUNTS[1], NONE_COUNTS[0])
    for g, group in changed.groups.items():
        if not group.casework_staff and casework_hours(changed, g):
            yield Fault(f"data.groups.{g}", g, NOBODY_THERE[1], NOBODY_THERE[0])


NONE_COUNTS = (
    Text("Mindst ét af datasættets år skal tælle i målet om flere i job netto.",
         "At least one year of the data must count in the criterion of people in work."),
    Text("Vælg et år i datasættet.", "Choose a year of the data."),
)  # fmt: skip
NOBODY_THERE = (
    Text("Ingen personalegruppe sagsbehandler målgruppen.",
         "No staff group does the casework of the target group."),
    Text("Skriv personalegruppen i arket Målgrupper.",
         "Write the staff group in the sheet Target groups."),
)  # fmt: skip
