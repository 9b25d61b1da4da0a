"""An instance to rows again: the opposite of inputs/assemble.py, defaults left blank."""

from collections.abc import Iterable, Mapping
from math import inf, nextafter
from typing import Any

from inputs.assemble import CASEWORK_EFFECTS
from inputs.parsing.cells import parse
from inputs.schema.tables import SETTINGS, TABLES, Column, Row, Tables
from model.demand import Text
from model.instance import Effect, Instance

DIGITS = 17  # decimals of a double near one


def disassemble(instance: Instance) -> Tables:
    """All tables of an instance; to assemble them gives the same instance."""
    made = _tables(instance)
    return {t: tuple(_row(t, row) for row in made[t]) for t in TABLES}


def _tables(i: Instance) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    return {
        "settings": _settings(i),
        "units": _records("unit", i.units),
        "groups": _groups(i),
        "measures": _records("measure", i.measures),
        "effects": ({"measure": m, "group": g, **_effect(e)} for (m, g), e in i.effects.items()),
        "offers": (offer._asdict() for offer in i.offers.values()),
        "places": _keyed(("measure", "unit", "group"), "places", i.places_today),
        "staff_groups": ({**row, "per": "fte"} for row in _records("staff", i.staff_groups)),
        "staff": _keyed(("unit", "staff"), "fte", i.staff_today),
        "positions": _positions(i),
        "staffing": _pairs(("measure", "staff"), i.staffing),
        "retraining": _pairs(("staff", "to"), i.retraining),
        "substitution": _keyed(("staff", "work_of"), "efficiency", i.substitution),
        "eligible": _eligible(i),
        "targets": _records("target", i.targets),
        "pools": _records("pool", i.pools),
        "alongside": (row._asdict() for row in i.alongside),
        "contracts": _records("contract", i.contracts),
        "accounts": _records("account", i.accounts),
        "refund_classes": _records("refund_class", i.refund_classes),
        "refund_ladder": (step._asdict() for step in i.ladder),
        "segments": ({"segment": n, **s._asdict()} for n, s in enumerate(i.segments, 1)),
        "demands": _records("demand", i.demands),
        **_people(i),
        "by_year": (_dated(path, value) for path, value in i.by_year.items()),
        **_origins(i),
    }


def _origins(i: Instance) -> dict[str, Iterable[Mapping[str, Any]]]:
    return {
        "sources": ({"source": s, "name": name} for s, name in i.sources.items()),
        "provenance": (row._asdict() for row in i.provenance),
        "factors": ({**row._asdict(), "factor": row.id} for row in i.factors),
    }


def _people(i: Instance) -> dict[str, Iterable[Mapping[str, Any]]]:
    return {
        "seniority": _pairs(("staff", "band"), i.seniority),
        "mass_dismissal": _records("size", i.mass_dismissal),
        "process": _records("step", i.process),
        "reemployment": _records("staff", i.reemployment),
    }


def _eligible(i: Instance) -> Iterable[Row]:
    """Without today's units, which need no row."""
    units = sorted(i.eligible_units)
    return ({"group": g, "unit": u} for g, u in units if i.groups[g].unit != u)


def _groups(i: Instance) -> Iterable[Row]:
    """With the effects of casework per 100 persons."""
    for row in _records("group", i.groups):
        yield {**row, **{column: _times(row[column], 100) for column in CASEWORK_EFFECTS}}


def _records(key: str, things: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    return ({**thing._asdict(), key: name} for name, thing in things.items())


def _dated(path: str, value: float | None) -> Row:
    number, year = path.split("@")
    table, key, column = number.split(".")
    table = "refund_ladder" if table == "ladder" else table
    named = {"table": table, "key": key, "column": column}
    return {**named, "from_year": int(year), "value": value}


def _keyed(keys: tuple[str, ...], value: str, numbers: Mapping[Any, float]) -> Iterable[Row]:
    return ({**dict(zip(keys, key, strict=True)), value: n} for key, n in numbers.items())


def _pairs(keys: tuple[str, str], things: Mapping[tuple[str, str], Any]) -> Iterable[Row]:
    return ({**dict(zip(keys, k, strict=True)), **t._asdict()} for k, t in things.items())


def _positions(instance: Instance) -> Iterable[Row]:
    """The workplace is left blank where it is the unit."""
    for row in _records("position", instance.positions):
        yield {**row, "workplace": None if row["workplace"] == row["unit"] else row["workplace"]}


def _settings(instance: Instance) -> Iterable[Row]:
    values = _row_of_texts(instance.settings._asdict())
    return ({"setting": name, "value": values[name]} for name in SETTINGS)


def _effect(effect: Effect) -> Row:
    """From exits per place to extra jobs per 100 participants."""
    per_100 = {"low": effect.low, "effect": effect.mid, "high": effect.high}
    shown = {name: _times(value, 100) for name, value in per_100.items()}
    return {
        **shown,
        "refund_share": effect.refund_share,
        "reach": effect.reach,
        "people": effect.people,
        "evidence": effect.evidence,
    }


def _times(value: float, factor: float) -> float:
    """The product with the fewest decimals that divided by the factor is exactly the value."""
    product = value * factor
    near = (product, nextafter(product, inf), nextafter(product, -inf))
    candidates = [round(product, decimals) for decimals in range(DIGITS)]
    return next((c for c in (*candidates, *near) if c / factor == value), product)


def _row_of_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts in two languages become two columns; no text is a blank."""
    row: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Text):
            row |= {name: value.da or None, f"{name}_en": value.en or None}
        else:
            row[name] = tuple(sorted(value)) if isinstance(value, frozenset) else value
    return row


def _row(table: str, values: Mapping[str, Any]) -> Row:
    row = _row_of_texts(values)
    columns = TABLES[table].columns.values()
    return {c.id: None if row.get(c.id) in _blank(c) else row[c.id] for c in columns}


def _blank(column: Column) -> tuple[Any, ...]:
    """The values that a blank of the column means."""
    if not column.default or column.default.startswith("="):
        return (None, (), "")
    return (None, (), "", parse(column.default, column))
