"""Single numbers of an instance by path: `groups.KAP.caseload`, `settings.hours_per_fte`.

A path with a year, `groups.KAP.persons@2018`, is that number from the year on.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from model.instance import Instance

NUMBERS = (int, float, float | None)
SINCE = "@"


def set_data(instance: "Instance", data: Mapping[str, float]) -> "Instance":
    """Single numbers by path, such as `groups.KAP.caseload` or `settings.hours_per_fte`.

    Raises AttributeError, KeyError, TypeError or ValueError where there is no such number.
    """
    later = {path: value for path, value in data.items() if SINCE in path}
    if later:
        instance = replace(instance, by_year={**instance.by_year, **later})
    for path, value in data.items():
        if path in later:
            continue
        table, *key, field = path.split(".")
        rows = getattr(instance, table)
        if not key:
            instance = replace(instance, **{table: with_number(rows, field, value)})
            continue
        if isinstance(rows, tuple):
            changed: dict[str, Any] = {
                table: tuple(
                    with_number(r, field, value) if str(r[0]) == key[0] else r for r in rows
                )
            }
            instance = replace(instance, **changed)
            continue
        index: Any = ".".join(key) if "/" not in key[-1] else tuple(".".join(key).split("/"))
        changed = {table: {**rows, index: with_number(rows[index], field, value)}}
        instance = replace(instance, **changed)
    return instance


def with_number(row: Any, field: str, value: float) -> Any:
    """The row with one of its numbers replaced; a row that is a number alone is its `value`."""
    if field == "value" and isinstance(row, float):
        return value
    if field not in numeric(row):
        raise TypeError(field)
    whole = get_type_hints(type(row))[field] is int
    return row._replace(**{field: int(value) if whole else value})


def numeric(row: Any) -> tuple[str, ...]:
    """The fields of a row that hold a number or may."""
    if isinstance(row, float):
        return ("value",)
    hints = get_type_hints(type(row)) if isinstance(row, tuple) else {}
    return tuple(field for field, hint in hints.items() if hint in NUMBERS)
