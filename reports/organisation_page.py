"""The sheet of units in the committee workbook, and what the front page says of a new structure."""

from reports import organisation
from reports.sheets import Column, Table
from scenarios.answer import Answer


def units(answer: Answer, language: str) -> Table:
    """Units by what becomes of them, with the groups and measures of each before and after.

    FTE are left out: the sheet of staff hides some of those that the sum of a unit is made of.
    """
    columns = [
        Column("unit_name"), Column("unit_status"),
        Column("serves_before", "prose"), Column("serves_after", "prose"),
        Column("runs_before", "whole"), Column("runs_after", "whole"),
    ]  # fmt: skip
    return Table(organisation.table(answer, language), columns)


def reorganised(answer: Answer, language: str) -> str | None:
    """What a new structure means for citizens; None where all keep their responsible unit."""
    rows = organisation.flows(answer, language)
    if (rows["before"] == rows["later"]).all():
        return None
    return f"{organisation.message(answer, language)}. {organisation.handed(answer, language)}"
