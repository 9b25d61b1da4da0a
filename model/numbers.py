"""Single numbers of an instance by path: `groups.KAP.caseload`, `settings.hours_per_fte`.

A path with a year, `groups.KAP.persons@2018`, is that number from the year on.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_type_hints

if TYPE_CHECKING:
    from model.instance import Instance

NUMBERS = (int, float, float | None, int | None)
MAY_BE_BLANK = (float | None, int | None)
WHOLE = (int, int | None)
SINCE = "@"
BY_YEAR = {  # the columns whose numbers may change from a year on
    "groups": ("persons", "exit_rate", "benefit", "refund", "held", "saved_share", "caseload",
               "interviews", "interview_hours", "other_hours", "time_share"),
    "staff_groups": ("wage", "overhead"),
    "measures": ("running_cost", "weeks", "week_share", "refund_share"),
    "refund_classes": ("ceiling",),
    "ladder": ("refund",),
    "pools": ("places",),
}  # fmt: skip


SHEETS = {"refund_ladder": "ladder", "places": "places_today", "staff": "staff_today"}
VALUES = {"places_today": "places", "staff_today": "fte", "substitution": "efficiency"}


def table_called(sheet: str) -> str:
    """The table of an instance that a sheet of the inputs becomes."""
    return SHEETS.get(sheet, sheet)


def field_called(table: str, column: str) -> str:
    """The field that a column becomes; in a table of one number a row it is the value."""
    return "value" if VALUES.get(table) == column else column


def set_data(instance: "Instance", data: Mapping[str, float | None]) -> "Instance":
    """Single numbers by path, such as `groups.KAP.caseload` or `settings.hours_per_fte`.

    None is a blank, where a number may be one. Raises AttributeError, KeyError, TypeError or
    ValueError where there is no such number.
    """
    later = {path: value for path, value in data.items() if SINCE in path}
    tables: dict[str, Any] = {"by_year": {**instance.by_year, **later}} if later else {}
    for path, value in data.items():
        if path not in later:
            put_number(instance, tables, path, value)
    return replace(instance, **tables) if tables else instance


def put_number(
    instance: "Instance", tables: dict[str, Any], path: str, value: float | None
) -> None:
    """Put the one number of a path into the tables that are changed, which begin as they are."""
    sheet, *key, column = path.split(".")
    table = table_called(sheet)
    field = field_called(table, column)
    rows = tables.get(table, getattr(instance, table))
    if not key:
        tables[table] = with_number(rows, field, value)
        return
    if isinstance(rows, tuple):
        steps = (with_number(r, field, value) if str(r[0]) == key[0] else r for r in rows)
        tables[table] = tuple(steps)
        return
    index: Any = ".".join(key) if "/" not in key[-1] else tuple(".".join(key).split("/"))
    row = with_number(rows[index], field, value)
    if (table, field) == ("measures", "refund_share"):
        effects = tables.get("effects", instance.effects)
        tables["effects"] = with_refund_shares(effects, index, rows[index].refund_share, value)
    tables[table] = rows if table in tables else {**rows}
    tables[table][index] = row


def with_refund_shares(
    effects: Mapping[Any, Any], m: str, own: float, value: float | None
) -> dict[Any, Any]:
    """The effects of a measure with another share of refund, where they have the measure's."""
    return {
        i: with_number(effect, "refund_share", value)
        if i[0] == m and effect.refund_share == own else effect
        for i, effect in effects.items()
    }  # fmt: skip


def with_number(row: Any, field: str, value: float | None) -> Any:
    """The row with one of its numbers replaced; a row that is a number alone is its `value`."""
    if field == "value" and isinstance(row, float):
        return value
    if field not in numeric(row):
        raise TypeError(field)
    hint = hints_of(cast("Hashable", type(row)))[field]
    if value is None and hint not in MAY_BE_BLANK:
        raise TypeError(field)
    return row._replace(**{field: int(value) if hint in WHOLE and value is not None else value})


def numeric(row: Any) -> tuple[str, ...]:
    """The fields of a row that hold a number or may."""
    if isinstance(row, float):
        return ("value",)
    hints = hints_of(cast("Hashable", type(row))) if isinstance(row, tuple) else {}
    return tuple(field for field, hint in hints.items() if hint in NUMBERS)


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    """The types of the fields of a row."""
    return get_type_hints(kind)
