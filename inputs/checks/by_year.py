"""Numbers that change from a year on: of a row that is there, in a column that may, in range."""

from collections.abc import Iterator

from inputs.parsing.cells import nearest, out_of_range, quoted
from inputs.parsing.records import Record, Records, Rule, doubt_at, error_at
from inputs.problems import Problem, problem, say
from inputs.schema.tables import TABLES
from model.numbers import BY_YEAR, table_called

OTHERS = say("No such number can change from a year on.")


def numbers_by_year(records: Records) -> Iterator[Problem]:
    """A number by year is one that the sheet and the model know."""
    for row in records["by_year"]:
        keys = tuple(str(each.key[0]) for each in records[row["table"]])
        columns = BY_YEAR[table_called(row["table"])]
        if row["key"] not in keys:
            yield error_at(row, "key", quoted(row["key"]), OTHERS, nearest(row["key"], keys))
        elif row["column"] not in columns:
            near = nearest(row["column"], columns)
            yield error_at(row, "column", quoted(row["column"]), OTHERS, near)
        else:
            yield from _in_range(row)


def _in_range(row: Record) -> Iterator[Problem]:
    """A number by year is within the range of its column; blank where its column may be."""
    column = TABLES[row["table"]].columns[row["column"]]
    if row["value"] is None:
        if column.required or column.default:
            rule = say("This column has no blank of its own.")
            yield error_at(row, "value", say("blank"), rule, say("Write the number."))
    elif fault := out_of_range(row["value"], column):
        yield problem(row.at("value"), fault)


RULES: tuple[Rule, ...] = (numbers_by_year,)


def never_in_force(records: Records) -> Iterator[Problem]:
    """Numbers of years that the data do not reach, and of the past that later ones replace."""
    given = {r["setting"]: r["value"] for r in records["settings"]}
    last, first = given.get("last_year", 9999), given.get("first_year", 0)
    rows = records["by_year"]
    for row in rows:
        year, same = row["from_year"], [r["from_year"] for r in rows if r.key[:3] == row.key[:3]]
        found = say("{year}", year=str(year))
        if year > last:
            rule = say("The data ends in {year}, so the number never holds.", year=str(last))
            yield doubt_at(row, "from_year", found, rule, WITHIN)
        elif any(year < other <= first for other in same):
            rule = say("Another number holds before the data begins in {year}.", year=str(first))
            yield doubt_at(row, "from_year", found, rule, WITHIN)


WITHIN = say("Correct the year, or delete the row.")
DOUBTS: tuple[Rule, ...] = (never_in_force,)
