"""What a table cannot tell alone: references, keys, sums, orders. Each rule is one function.

Rules see the rows that are sound in themselves, with blanks filled in, so that one slip is
told once; references and keys are looked up among all rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from inputs import blanks
from inputs.cells import nearest, shown
from inputs.problems import Fault, Place, Problem, problem, say
from inputs.records import Record, Records
from inputs.tables import SETTINGS, TABLES, Column


def broken(records: Records) -> Iterator[Problem]:
    """All errors between rows and tables."""
    for table_rows in records.values():
        yield from _duplicates(table_rows)
        for record in table_rows:
            yield from _references(record, records)
    sound = _sound(records)
    for rule in RULES:
        yield from rule(sound)


def _duplicates(rows: tuple[Record, ...]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], Record] = {}
    for record in rows:
        if set(record.table.key) & record.faulty:
            continue
        before = first.setdefault(record.key, record)
        if before is not record:
            fault = Fault(
                shown(" / ".join(map(str, record.key))),
                say("The same key already stands in row {row}.", row=str(before.place.row)),
                say("Delete one of the rows, or give it another key."),
            )
            yield problem(record.at(record.table.key[0]), fault)


def _references(record: Record, records: Records) -> Iterator[Problem]:
    for column in record.table.columns.values():
        value = record[column.id]
        if value is None or not (known := _known(column, records)):
            continue
        for word in value if isinstance(value, tuple) else (value,):
            if word not in known:
                yield problem(record.at(column.id), _unknown(word, column, known))


def _known(column: Column, records: Records) -> list[str]:
    """The ids a column may name; none where it names none, or a table without rows."""
    if column.kind == "grouprefs":
        rows = records["groups"]
        tags = TABLES["groups"].columns["tags"].choices
        return [*_ids(rows, "group"), *dict.fromkeys(_ids(rows, "main")), *tags]
    if column.kind == "words":
        return list(dict.fromkeys(_ids(records["measures"], "type")))
    if column.kind not in ("ref", "refs"):
        return []
    return _ids(records[column.about], TABLES[column.about].key[0])


def _ids(rows: tuple[Record, ...], column: str) -> list[str]:
    return [record[column] for record in rows if record[column] is not None]


def _unknown(word: str, column: Column, known: list[str]) -> Fault:
    table = TABLES["groups" if column.kind == "grouprefs" else column.about or "measures"]
    return Fault(
        shown(word), say('It does not stand in "{table}".', table=table), nearest(word, known)
    )


def _sound(records: Records) -> Records:
    """The rows without a fault of their own, blanks filled in."""
    whole = {t: [r for r in rows if not r.faulty] for t, rows in records.items()}
    measures = {r["measure"]: r.values for r in whole["measures"]}
    return {
        t: tuple(replace(r, values=blanks.fill(r.values, r.table.columns, measures)) for r in rows)
        for t, rows in whole.items()
    }


def years(records: Records) -> Iterator[Problem]:
    """Required settings are there, and the last year is not before the first."""
    given = {r["setting"]: r for r in records["settings"] if r["value"] is not None}
    place = Place("file", TABLES["settings"].da)
    if records["settings"]:
        place = replace(records["settings"][0].place, row=None)
    for name, column in SETTINGS.items():
        if column.required and name not in given:
            fault = Fault(
                say('the setting "{name}" is missing', name=name),
                say("{help}", help=column),
                say("Add a row with it."),
            )
            yield problem(place, fault)
    first, last = given.get("first_year"), given.get("last_year")
    if first and last and last["value"] < first["value"]:
        fault = Fault(
            shown(str(last["value"])),
            say("The last year cannot be before the first, {first}.", first=str(first["value"])),
            say("Write the same year or a later one."),
        )
        yield problem(last.at("value"), fault)


RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (years,)
