"""Keys and references: a key stands once, and what a cell names exists."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from inputs.parsing.cells import nearest, quoted
from inputs.parsing.records import Record, Records
from inputs.problems import Fault, Problem, problem, say
from inputs.schema.tables import SETTINGS, TABLES, Column

Known = dict[tuple[str, str], tuple[str, ...] | None]  # table, column -> words it may hold


def references(records: Records) -> Iterator[Problem]:
    """All double keys and all names of what does not exist."""
    known = {
        (table.id, column.id): _known(column, records)
        for table in TABLES.values()
        for column in table.columns.values()
    }
    for rows in records.values():
        yield from _doubles(rows)
        for record in rows:
            yield from _unknown(record, known)
    yield from _offered(records)
    yield from _settings(records["settings"])
    yield from _provenance(records)


def _doubles(rows: tuple[Record, ...]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], Record] = {}
    for record in rows:
        before = first.setdefault(record.key, record)
        if before is not record and not set(record.table.key) & record.faulty:
            fault = Fault(
                quoted(" / ".join(map(str, record.key))),
                say("The same key already stands in row {row}.", row=str(before.place.row)),
                say("Delete one of the rows, or give it another key."),
            )
            yield problem(record.at(record.table.key[0]), fault)


def _known(column: Column, records: Records) -> tuple[str, ...] | None:
    """The words a column may hold; None if anything, or if a fault makes it uncertain."""
    if column.kind == "grouprefs":
        tags = TABLES["groups"].columns["tags"].choices
        ids, mains = _words(records, "groups", "group"), _words(records, "groups", "main")
        return None if ids is None or mains is None else (*ids, *mains, *tags)
    if column.kind == "words":
        return _words(records, "measures", "type")
    if column.kind in ("ref", "refs"):
        return _words(records, column.about, TABLES[column.about].key[0])
    return None


def _words(records: Records, table: str, column: str) -> tuple[str, ...] | None:
    rows = records[table]
    if any(column in r.faulty for r in rows) or (TABLES[table].required and not rows):
        return None
    return tuple(dict.fromkeys(r[column] for r in rows if r[column] is not None))


def _unknown(record: Record, known: Known) -> Iterator[Problem]:
    for column in record.table.columns.values():
        words, value = known[record.table.id, column.id], record[column.id]
        if words is None or value is None:
            continue
        for word in value if isinstance(value, tuple) else (value,):
            if word not in words:
                yield problem(record.at(column.id), _missing(word, column, words))


def _missing(word: str, column: Column, words: tuple[str, ...]) -> Fault:
    fallback = {"grouprefs": "groups", "words": "measures"}
    table = TABLES[fallback.get(column.kind, column.about)]
    rule = say('It does not stand in "{table}".', table=table)
    return Fault(quoted(word), rule, nearest(word, words))


def _offered(records: Records) -> Iterator[Problem]:
    """Where there are places today, there is an offer."""
    offers = {offer.key for offer in records["offers"]}
    for row in records["places"]:
        pair = (row["measure"], row["unit"])
        if offers and pair not in offers and not row.faulty & {"measure", "unit"}:
            fault = Fault(
                quoted(" / ".join(pair)),
                say("Places today need an offer of the same measure and unit."),
                say('Add it to "{table}", or delete the row.', table=TABLES["offers"]),
            )
            yield problem(row.at("measure"), fault)


def _settings(rows: tuple[Record, ...]) -> Iterator[Problem]:
    """The required settings are there."""
    given = {r["setting"] for r in rows}
    for name, column in SETTINGS.items():
        if column.required and rows and name not in given:
            fault = Fault(
                say('the setting "{column}" ({id}) is missing', column=column, id=name),
                say("This setting has to be there."),
                say("Add a row with it."),
            )
            yield problem(replace(rows[0].place, row=None), fault)


def _provenance(records: Records) -> Iterator[Problem]:
    """A source is told of a table and a column there are, and of a row that is there."""
    keys = {t: {"/".join(map(str, r.key)) for r in rows} | {"*"} for t, rows in records.items()}
    for row in records["provenance"]:
        table = TABLES.get(row["table"])
        if row.faulty & {"table", "key", "column"}:
            continue
        if table is None:
            rule = say("There is no table with this id.")
            fault = Fault(quoted(row["table"]), rule, nearest(row["table"], tuple(TABLES)))
            yield problem(row.at("table"), fault)
        elif row["column"] not in table.columns:
            columns = tuple(table.columns)
            rule = say('It is no column of "{table}".', table=table)
            fault = Fault(quoted(row["column"]), rule, nearest(row["column"], columns))
            yield problem(row.at("column"), fault)
        elif row["key"] not in keys[table.id]:
            rule = say('No row of "{table}" has this key.', table=table)
            near = nearest(row["key"], tuple(sorted(keys[table.id])))
            yield problem(row.at("key"), Fault(quoted(row["key"]), rule, near), "warning")
