"""Warnings about sources: numbers without one, and numbers outside their own interval."""

from collections.abc import Iterator
from dataclasses import replace

from inputs.cells import shown
from inputs.problems import Fault, Problem, problem, say
from inputs.records import Record, Records, odd
from inputs.tables import TABLES


def origins(records: Records) -> Iterator[Problem]:
    """Tell missing sources once a table, and every number outside its interval."""
    told = {(r["table"], r["key"], r["column"]): r for r in records["provenance"]}
    for table, rows in records.items():
        without: list[Record] = []
        for record, column in _numbers(rows):
            key = "/".join(map(str, record.key))
            origin = told.get((table, key, column)) or told.get((table, "*", column))
            if origin is None:
                without.append(record)
            else:
                yield from _outside(record, column, origin)
        if without and table != "provenance":
            fault = Fault(
                say("numbers without a source: {count}", count=len(without)),
                say("Every number should tell where it comes from and how sure it is."),
                say('Write it in "{table}".', table=TABLES["provenance"]),
            )
            yield problem(replace(without[0].place, row=None), fault, "warning")


def _numbers(rows: tuple[Record, ...]) -> Iterator[tuple[Record, str]]:
    for record in rows:
        for column, value in record.values.items():
            if isinstance(value, float):
                yield record, column


def _outside(record: Record, column: str, origin: Record) -> Iterator[Problem]:
    low, high = origin["low"], origin["high"]
    value = record[column]
    if (low is not None and value < low) or (high is not None and value > high):
        ends = {"low": "-∞" if low is None else low, "high": "∞" if high is None else high}
        yield odd(
            record,
            column,
            shown(value),
            say("Its own interval goes from {low} to {high}.", **ends),
            say("Correct the number, or the interval of its source."),
        )
