"""What uncertain numbers share: shares that add up, of columns whose numbers are drawn."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, error_at, warning_at
from inputs.problems import Problem, say
from model.futures.uncertain import DRAWN

ROUNDING = 1e-9


def factors_of_drawn_columns(records: Records) -> Iterator[Problem]:
    """A factor is one of a column whose numbers a future draws."""
    for row in records["factors"]:
        if row["column"] not in DRAWN.get(row["table"], ()):
            drawn = ", ".join(f"{t}.{c}" for t, columns in DRAWN.items() for c in columns)
            yield error_at(
                row,
                "column",
                quoted(f"{row['table']}.{row['column']}"),
                say("Only these columns are drawn: {columns}.", columns=drawn),
                say("Choose one of them, or delete the row."),
            )


def shares_of_variance(records: Records) -> Iterator[Problem]:
    """The factors of a column explain no more than all of its variance."""
    of_column: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in records["factors"]:
        of_column[row["table"], row["column"]].append(row)
    for rows in of_column.values():
        explained = sum(abs(row["share"]) for row in rows)
        if explained > 1 + ROUNDING:
            yield error_at(
                rows[-1],
                "share",
                say("{n} in all", n=round(explained, 6)),
                say("The shares of the factors of a column add up to 1 at most."),
                say("Make one of them smaller: the rest is what each number has of its own."),
            )


def factors_nobody_has(records: Records) -> Iterator[Problem]:
    """A factor of numbers without an interval moves nothing."""
    told = {(r["table"], r["column"]) for r in records["provenance"] if None not in _ends(r)}
    for row in records["factors"]:
        own_columns = row["table"] in ("effects", "reemployment")
        if own_columns or row["column"] == "casework_effect":
            continue
        column = "value" if row["table"] == "settings" else row["column"]
        if (row["table"], column) not in told:
            yield warning_at(
                row,
                "factor",
                quoted(row["factor"]),
                say("No number of the column has an interval, so that the factor moves nothing."),
                say("Write low and high of the numbers under provenance, or delete the row."),
            )


def _ends(row: Record) -> tuple[float | None, float | None]:
    return row["low"], row["high"]


RULES: tuple[Rule, ...] = (factors_of_drawn_columns, shares_of_variance)
DOUBTS: tuple[Rule, ...] = (factors_nobody_has,)
