"""What uncertain numbers share, and what makes effects fall with volume."""

from collections import defaultdict
from collections.abc import Iterator

from inputs.parsing.cells import quoted
from inputs.parsing.records import Record, Records, Rule, doubt_at, error_at
from inputs.problems import Problem, say
from model.futures.uncertain import DRAWN

ROUNDING = 1e-9
HAVE = {
    "type": ("effects", "measures"),
    "measure": ("effects", "measures"),
    "group": ("effects", "groups"),
}  # tables whose rows are of a type, measure or group
FALLING = "elasticity", "growth"


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


def factors_for_each(records: Records) -> Iterator[Problem]:
    """A factor for each type, measure or group is one of rows that have them."""
    for row in records["factors"]:
        if row["by"] and row["table"] not in HAVE[row["by"]]:
            yield error_at(
                row,
                "by",
                quoted(row["by"]),
                say("The rows of {table} have no such thing.", table=row["table"]),
                say("Leave it blank: one for all."),
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
            yield doubt_at(
                row,
                "factor",
                quoted(row["factor"]),
                say("No number of the column has an interval, so that the factor moves nothing."),
                say("Write low and high of the numbers under provenance, or delete the row."),
            )


def _ends(row: Record) -> tuple[float | None, float | None]:
    return row["low"], row["high"]


def segments_that_fall(records: Records) -> Iterator[Problem]:
    """An elasticity and a growth hold for segments with a width."""
    if any(row["width"] for row in records["segments"]):
        return
    for row in records["measures"]:
        for column in FALLING:
            if row[column] is not None:
                yield error_at(
                    row,
                    column,
                    quoted(row[column]),
                    say("Effects fall from segment to segment, and no segment has a width."),
                    say("Add segments with a width, or leave it blank."),
                )


def growth_beyond_segments(records: Records) -> Iterator[Problem]:
    """A growth above where the segments end is not had."""
    end = sum(row["width"] or 0.0 for row in records["segments"])
    for row in records["measures"]:
        if end and row["growth"] is not None and row["growth"] > end + ROUNDING:
            yield doubt_at(
                row,
                "growth",
                quoted(row["growth"]),
                say("Places beyond {n} times the reach have no effect: segments end there.", n=end),
                say("Write {n}, or add a segment.", n=end),
            )


RULES: tuple[Rule, ...] = (
    factors_of_drawn_columns,
    factors_for_each,
    shares_of_variance,
    segments_that_fall,
)
DOUBTS: tuple[Rule, ...] = (factors_nobody_has, growth_beyond_segments)
